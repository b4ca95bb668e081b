//! The fields of an ending: their flags and questions.

use super::Arguments;
use crate::cli::ask::{Choices, Refusal, words};
use crate::cli::call::Call;
use crate::cli::entry::{About, Draft, Field, people_first};
use crate::cli::recording::OpenCase;
use crate::domain::date::Date;
use crate::domain::policy::{Need, Policy};
use crate::domain::spoken_date;
use serde_json::{Value as Json, json};

pub(super) fn all<'f>(
    arguments: &'f Arguments,
    open: &'f OpenCase,
    policy: &'f Policy,
    day: Date,
    call: &Call<'_, '_>,
) -> Vec<Field<'f>> {
    let own = open.recorded_by.as_ref().map(ToString::to_string);
    let mut fields = why(arguments, policy, day);
    fields.extend(who(arguments, policy, day, &About::case(open, call)));
    fields.extend(pupil(arguments, policy));
    fields.extend([
        Field::words("summary", "--summary")
            .given(&arguments.summary)
            .asks("A summary of the whole programme", "Two or three sentences by the mentor"),
        Field::day("pupil_told", "--pupil-told")
            .given(&arguments.pupil_told)
            .asks("On which day was the pupil told?", "Face to face, with what was achieved"),
        Field::day("parents_told", "--parents-told")
            .given(&arguments.parents_told)
            .asks("On which day were the parents told?", "Leave it out while they are not told"),
        Field::staff("recorded_by", "--recorded-by").or(own),
    ]);
    fields
}

fn why<'f>(arguments: &'f Arguments, policy: &'f Policy, day: Date) -> Vec<Field<'f>> {
    let criteria = policy.exit.criteria.iter();
    let in_use = criteria.filter(|one| one.retired.is_none_or(|retired| day < retired));
    let choices =
        Choices::new("an exit criterion", in_use.map(|one| (one.id.as_str(), one.label.as_str())))
            .otherwise("lm policy explain exit.criteria lists those of the policy");
    let fits = move |draft: &Draft, asks: fn(&crate::domain::policy::ExitCriterion) -> bool| {
        let named = draft.get("criteria").and_then(Json::as_array);
        let mut codes = named.into_iter().flatten().filter_map(Json::as_str);
        codes.any(|code| policy.exit.criteria.iter().any(|one| one.id == code && asks(one)))
    };
    vec![
        Field::day("date", "--on").or(Some(day.to_string())).needed(),
        Field::one_of("criteria", "--criterion", choices)
            .several()
            .given(&arguments.criterion)
            .asks("Which exit criteria hold?", "One or more; what speaks for each stands above")
            .needed(),
        Field::words("circumstances", "--circumstances")
            .given(&arguments.circumstances)
            .asks("What happened, and what shows it?", "In a sentence or two")
            .needed(),
        Field::words("approaches_tried", "--tried")
            .several()
            .given(&arguments.tried)
            .asks("What else was tried first?", "One at a time; an empty line ends the list")
            .when(move |draft| fits(draft, |one| one.min_approaches > 0)),
        Field::words("referred_on_to", "--refer-on-to")
            .given(&arguments.refer_on_to)
            .asks("Where does the pupil go from here?", "A person, a team or an agency")
            .when(move |draft| fits(draft, |one| one.refer_on)),
    ]
}

fn who<'f>(
    arguments: &'f Arguments,
    policy: &'f Policy,
    day: Date,
    about: &About<'_>,
) -> Vec<Field<'f>> {
    let asked = arguments.consulted_on.clone();
    let today = about.today;
    let consulted = move |typed: &str, about: &About<'_>| {
        consultation(typed, asked.as_deref(), day, today, about)
    };
    let approved = move |typed: &str, about: &About<'_>| -> Result<Json, Refusal> {
        let person = Field::person("by", "--approved-by");
        Ok(json!({ "date": day, "by": person.read(typed, about)? }))
    };
    let mut fields = vec![
        Field::person("decided_by", "--decided-by")
            .several()
            .given(&arguments.decided_by)
            .asks("Who decided?", "A short id, a role, or role: name; an empty line ends the list")
            .offers(people_first(&policy.exit.decide_roles, about))
            .needed(),
        Field::own("consulted", "--consulted", consulted)
            .several()
            .given(&arguments.consulted)
            .asks(
                "Who was asked first, and what did they say?",
                "A number, or for example parent: Mrs Khan=Agrees; what they said goes behind a =",
            )
            .offers(people_first(&policy.exit.decide_roles, about)),
    ];
    let approval = Field::own("approved", "--approved-by", approved).given(&arguments.approved_by);
    fields.push(if policy.exit.approval == Need::Required {
        approval
            .asks("Who approved it?", "A short id, a role, or role: name")
            .offers(people_first(&policy.exit.decide_roles, about))
    } else {
        approval
    });
    fields
}

fn consultation(
    typed: &str,
    asked: Option<&str>,
    day: Date,
    today: Date,
    about: &About<'_>,
) -> Result<Json, Refusal> {
    let date = match asked {
        Some(asked) => spoken_date::parse(asked, today, about.order)?,
        None => day,
    };
    let person = Field::person("with", "--consulted");
    if let Some((who, said)) = typed.split_once(':').filter(|_| !typed.contains('='))
        && about.school.staff_ids().contains(&who.trim())
    {
        let (who, said) = (who.trim(), said.trim());
        let message = format!("what ‹{who}› said goes behind a =");
        return Err(Refusal::new(message, format!("write \"{who}={said}\"")));
    }
    Ok(match typed.split_once('=') {
        Some((who, said)) => {
            json!({ "date": date, "with": person.read(who, about)?, "view": words::any_lines(said)? })
        }
        None => json!({ "date": date, "with": person.read(typed, about)?, "declined": true }),
    })
}

fn pupil<'f>(arguments: &'f Arguments, policy: &'f Policy) -> Vec<Field<'f>> {
    let wanted = policy.exit.pupil_words != Need::Absent;
    let words = Field::words("in_my_own_words", "--own-words").given(&arguments.own_words);
    let declined = Field::day("words_declined", "--words-declined")
        .given(&arguments.words_declined)
        .when(|draft| !draft.contains_key("in_my_own_words"));
    let mut fields = if wanted {
        vec![
            words
                .asks(
                    "What does the pupil say was achieved? In their own words",
                    "What can you do now that you could not do before?",
                )
                .when(|draft| !draft.contains_key("words_declined")),
            declined.asks(
                "On which day was the pupil asked and chose to say nothing?",
                "Leave it out when the pupil was not asked",
            ),
        ]
    } else {
        vec![words, declined]
    };
    fields.push(
        Field::words("keeping_it_up", "--keeping-it-up")
            .several()
            .given(&arguments.keeping_it_up)
            .asks("How does the pupil keep it up?", "What helps; an empty line ends the list"),
    );
    fields
}
