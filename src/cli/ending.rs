//! What the commands around an ending ask of a case before they write: whether the pupil is on the
//! programme, and whether a day has come or is a school day.

use super::ask::Refusal;
use super::call::Call;
use super::outcome::CommandError;
use super::recording::OpenCase;
use crate::domain::calendar::DayKind;
use crate::domain::case::{Episode, episodes, standing};
use crate::domain::date::Date;
use crate::store::School;

/// The time on the programme that is running.
///
/// # Errors
///
/// When the pupil is not on it today.
pub fn running<'o>(open: &'o OpenCase, call: &Call<'_, '_>) -> Result<Episode<'o>, CommandError> {
    let last = episodes(&open.case, &open.school.policies, call.today).pop();
    match last {
        Some(episode) if episode.exit.is_none() => Ok(episode),
        Some(episode) => {
            let day = episode.until().unwrap_or(call.today);
            Err(CommandError::refused(format!("the programme ended on {}", day.with_weekday()))
                .hint(format!("how it ended: lm exit-check {}", open.case.id))
                .hint(format!("if the pupil comes back: lm reopen {}", open.case.id)))
        }
        None => {
            let stands = standing(&open.case, &open.school.policies, call.today);
            Err(CommandError::refused("the pupil has no place on the programme")
                .because(format!("where the case stands: {stands}")))
        }
    }
}

/// The day on which the programme ended.
///
/// # Errors
///
/// When it has not; `why` says what the command is for.
pub fn ended(open: &OpenCase, call: &Call<'_, '_>, why: &str) -> Result<Date, CommandError> {
    let last = episodes(&open.case, &open.school.policies, call.today).pop();
    last.and_then(|episode| episode.until()).ok_or_else(|| {
        let stands = standing(&open.case, &open.school.policies, call.today);
        CommandError::refused(why)
            .because(format!("where the case stands: {stands}"))
            .hint(format!("an ending is written down with: lm exit {}", open.case.id))
    })
}

/// Makes sure that a day on which something happened has come.
///
/// # Errors
///
/// When it lies in the future.
pub fn has_come(flag: &str, day: Date, today: Date) -> Result<(), CommandError> {
    if day <= today {
        return Ok(());
    }
    let refusal = Refusal::new(
        format!("{} has not come yet", day.with_weekday()),
        "write down what has happened; if the day to reckon with is another, use --as-of",
    );
    Err(refusal.of_flag(flag))
}

/// Makes sure that pupils are in school on a day to come.
///
/// # Errors
///
/// When the calendar says that they are not; the next school day is named.
pub fn is_school_day(day: Date, school: &School) -> Result<(), Refusal> {
    let days = school.school_days();
    let closed = match days.kind(day) {
        DayKind::SchoolDay | DayKind::Unknown => return Ok(()),
        closed => closed.to_string().replace(['‹', '›'], ""),
    };
    let next = days.next_school_day(day).map_or_else(
        || "choose a day on which pupils are in school".to_owned(),
        |next| format!("the next school day is {}", next.day.with_weekday()),
    );
    Err(Refusal::new(format!("{} is no school day: it is {closed}", day.with_weekday()), next))
}
