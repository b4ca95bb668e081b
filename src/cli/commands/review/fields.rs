//! The fields of a review: their flags and questions.

use super::{Arguments, criteria, targets};
use crate::cli::ask::Choices;
use crate::cli::entry::{About, Draft, Field};
use crate::cli::recording::OpenCase;
use crate::domain::date::Date;
use crate::domain::record::reviews::ReviewDecision;

pub(super) fn all<'f>(
    arguments: &'f Arguments,
    open: &'f OpenCase,
    day: Date,
    progress: &'f [String],
    criteria: &'f [String],
) -> Vec<Field<'f>> {
    let mut fields = vec![Field::day("date", "--on").or(Some(day.to_string())).needed()];
    fields.extend(who(arguments));
    fields.extend([
        Field::own("progress", "--progress", move |typed: &str, _: &About<'_>| {
            targets::progress(typed, open, day)
        })
        .several()
        .given(progress),
        Field::own("criteria", "--criterion", move |typed: &str, _: &About<'_>| {
            criteria::finding(typed, open, day)
        })
        .several()
        .given(criteria),
    ]);
    fields.extend(views(arguments));
    fields.extend(decision(arguments));
    let own = open.recorded_by.as_ref().map(ToString::to_string);
    fields.push(Field::staff("recorded_by", "--recorded-by").or(own));
    fields
}

fn who(arguments: &Arguments) -> [Field<'_>; 4] {
    let help = "A short id, a role such as pupil, or role: name; an empty line ends the list";
    [
        Field::person("conducted_by", "--led-by")
            .given(&arguments.led_by)
            .asks("Who led it?", "A short id, a role, or role: name"),
        Field::person("present", "--present")
            .several()
            .given(&arguments.present)
            .asks("Who was there?", help),
        Field::person("contributed", "--contributed")
            .several()
            .given(&arguments.contributed)
            .asks("Who sent their views without being there?", help),
        Field::person("declined", "--declined")
            .several()
            .given(&arguments.declined)
            .asks("Who was asked and chose not to give views?", help),
    ]
}

fn views(arguments: &Arguments) -> [Field<'_>; 4] {
    [
        Field::words("pupil_view", "--pupil-says")
            .given(&arguments.pupil_says)
            .asks("What does the pupil say? In their own words", "How I have improved"),
        Field::words("teacher_view", "--teacher-says")
            .given(&arguments.teacher_says)
            .asks("What does the teacher say?", "In a sentence or two"),
        Field::words("parent_view", "--parents-say")
            .given(&arguments.parents_say)
            .asks("What do the parents say?", "In a sentence or two"),
        Field::words("still_needed", "--still-needed")
            .given(&arguments.still_needed)
            .asks("What is still needed, and how?", "In a sentence or two"),
    ]
}

fn decision(arguments: &Arguments) -> [Field<'_>; 5] {
    let decisions = ReviewDecision::ALL.iter().map(|one| (one.code(), one.label()));
    [
        Field::one_of("decision", "--decision", Choices::new("a decision", decisions))
            .given(&arguments.decision)
            .asks("What was decided?", "It says which letter goes home")
            .needed(),
        Field::person("decided_by", "--decided-by")
            .several()
            .given(&arguments.decided_by)
            .asks("Who decided?", "A short id, a role, or role: name; an empty line ends the list"),
        Field::words("reason", "--reason")
            .given(&arguments.reason)
            .asks("Why?", "In a sentence or two"),
        Field::day("next_review", "--next").given(&arguments.next).when(goes_on),
        Field::day("parents_told", "--parents-told")
            .given(&arguments.parents_told)
            .asks("On which day were the parents told?", "Leave it out while they are not told"),
    ]
}

fn goes_on(draft: &Draft) -> bool {
    let decision = draft.get("decision").and_then(serde_json::Value::as_str);
    !matches!(decision, Some("exit" | "refer-on"))
}
