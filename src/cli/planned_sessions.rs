//! How many sessions are planned, how many were held, and how that number came to be, in words.

use crate::domain::case::held_on_plan;
use crate::domain::date::Date;
use crate::domain::record::Case;
use crate::domain::record::plan::{Plan, SessionsChanged};
use serde_json::{Value, json};

/// `6 sessions, 4 held`; `None` where the plan has no number, or the pupil has come back since and has
/// no new one yet.
pub fn planned_and_held(case: &Case, plan: &Plan, on: Date) -> Option<String> {
    let mut returns = case.reviews.readmissions.iter();
    if returns.any(|back| back.date > plan.starts && back.date <= on) {
        return None;
    }
    let planned = plan.planned_sessions?;
    let sessions = if planned == 1 { "1 session" } else { &format!("{planned} sessions") };
    Some(format!("{sessions}, {} held", held_on_plan(case, plan, on)))
}

/// `10 until 9 November 2026: ‹Exams›`.
pub fn before(change: &SessionsChanged) -> String {
    let why = match change.reason() {
        Some(words) => format!(": ‹{words}›"),
        None if change.is_cut() => "; nothing says why there are fewer".to_owned(),
        None => String::new(),
    };
    format!("{} until {}{why}", change.from, change.date.long())
}

/// The changes up to a day.
pub fn changes(plan: &Plan, on: Date) -> impl Iterator<Item = &SessionsChanged> {
    plan.sessions_changed.iter().filter(move |change| change.date <= on)
}

/// For programs; null where the plan has no number.
pub fn as_json(case: &Case, plan: &Plan, on: Date) -> Value {
    let Some(planned) = plan.planned_sessions else { return Value::Null };
    json!({
        "changed": changes(plan, on)
            .map(|change| json!({
                "because": change.reason(),
                "date": change.date,
                "from": change.from,
                "to": change.to,
            }))
            .collect::<Vec<_>>(),
        "held": held_on_plan(case, plan, on),
        "planned": planned,
    })
}
