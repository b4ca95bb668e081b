//! `lm review --postpone-to`: a review is put off, within the policy's bounds, while it is not late.

use super::{Arguments, spoken};
use crate::cli::ask::{Choices, Question, Said};
use crate::cli::call::Call;
use crate::cli::case_line::why;
use crate::cli::ending::is_school_day;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase};
use crate::cli::records;
use crate::domain::case::{NextReview, ReviewDue, next_review};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::domain::record::reviews::{Postponement, PostponementReason};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::text::FieldPath;

pub(super) fn run(
    to: &String,
    arguments: &Arguments,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let due = due(open, call)?;
    // What the rule says; where that is no school day, the review was moved to the next one.
    let from = due.moved_from.unwrap_or(due.due);
    refuse_if_late(&due, from, open, call)?;
    let Some(to) = spoken("--postpone-to", Some(to), open, call)? else {
        return Err(CommandError::usage("not given: --postpone-to"));
    };
    refuse_if_too_far(to, from, &due, open, call)?;
    is_school_day(to, &open.school).map_err(|refusal| refusal.of_flag("--postpone-to"))?;
    let entry = Postponement {
        date: call.today,
        from,
        to,
        reason: reason(arguments, call)?,
        by: by(arguments, open)?,
    };
    let mut change = Change::default();
    change.record(&open.file(RecordKind::Reviews), FieldPath::from("postponements"), &entry);
    let day = spoken_date::echo(to, call.today);
    let done = Done::new(format!("put the review of {} off to {day}", due.due.with_weekday()))
        .next(format!("lm review {}, on the day", open.case.id));
    open.write(change, done, call)
}

fn due(open: &OpenCase, call: &Call<'_, '_>) -> Result<ReviewDue, CommandError> {
    let days = open.school.school_days();
    match next_review(&open.case, &open.school.policies, &days, call.today) {
        NextReview::Due(due) => Ok(due),
        NextReview::NoDaySet => {
            Err(CommandError::refused("no review is set, so none can be put off")
                .hint("set a day at the review or in the plan"))
        }
        NextReview::EndingDecided(day) => {
            let error = CommandError::refused("no review is due, so none can be put off");
            Err(error
                .because(format!("the review of {} decided to end the programme", day.long()))
                .hint(format!("write the ending down: lm exit {}", open.case.id)))
        }
        NextReview::NotStarted | NextReview::NotOpen(_) => {
            Err(CommandError::refused("no review is due, so none can be put off"))
        }
    }
}

/// Putting off what is late already would only hide it.
fn refuse_if_late(
    due: &ReviewDue,
    from: Date,
    open: &OpenCase,
    call: &Call<'_, '_>,
) -> Result<(), CommandError> {
    let late = call.today > due.due;
    if !late && call.today <= from {
        return Ok(());
    }
    let error = if late {
        let days = due.days_late(call.today);
        let days = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
        CommandError::refused(format!("an overdue review cannot be put off: it is {days} late"))
    } else {
        CommandError::refused("the day of this review has passed, so it cannot be put off")
            .because(format!("it was moved to {} already", due.due.with_weekday()))
    };
    Err(error.because(format!("it was due on {}: {}", due.due.with_weekday(), why(due))).hint(
        format!("hold it, if need be without those who cannot come: lm review {}", open.case.id),
    ))
}

/// Counted from the day that was first due, so that it cannot be put off twice over.
fn refuse_if_too_far(
    to: Date,
    from: Date,
    due: &ReviewDue,
    open: &OpenCase,
    call: &Call<'_, '_>,
) -> Result<(), CommandError> {
    if to <= from {
        return Err(CommandError::usage(format!(
            "--postpone-to: {} is not after the day of the review",
            to.with_weekday()
        ))
        .because(format!("it is due on {}", due.due.with_weekday())));
    }
    let policy = open.school.policies.in_force(call.today);
    let Some(weeks) = policy.and_then(|policy| policy.review.max_postponement_weeks) else {
        return Ok(());
    };
    let first = due.postponed_from.unwrap_or(from);
    let last = first.add_weeks(i64::from(weeks));
    if to <= last {
        return Ok(());
    }
    let weeks = if weeks == 1 { "one week".to_owned() } else { format!("{weeks} weeks") };
    Err(CommandError::refused(format!("a review is put off by at most {weeks}"))
        .because(format!("it was first due on {}", first.with_weekday()))
        .because(format!("so it is held by {} at the latest", last.with_weekday()))
        .hint("lm policy explain review.max_postponement_weeks"))
}

fn reason(
    arguments: &Arguments,
    call: &mut Call<'_, '_>,
) -> Result<PostponementReason, CommandError> {
    let reasons = PostponementReason::ALL.iter().map(|one| (one.code(), one.label()));
    let reasons = Choices::new("a reason", reasons);
    let code = match &arguments.because {
        Some(because) => {
            reasons.find(because).map_err(|refusal| refusal.of_flag("--because"))?.code.clone()
        }
        None if call.may_ask() => {
            let question = Question::needed("Why is it put off?", "The reason stays in the record");
            match reasons.ask_one(call, &question)? {
                Said::This(Some(code)) => code,
                _ => return Err(CommandError::refused("nothing was written")),
            }
        }
        None => {
            return Err(CommandError::usage("not given: --because")
                .hint("say why it is put off, for example --because parents-asked"));
        }
    };
    Ok(PostponementReason::from_code(&code).expect("a code from the list of them"))
}

fn by(arguments: &Arguments, open: &OpenCase) -> Result<Option<Id>, CommandError> {
    let Some(named) = &arguments.agreed_by else { return Ok(open.recorded_by.clone()) };
    records::known_staff(&open.school, named)?;
    Id::new(named).map(Some).map_err(CommandError::usage)
}
