//! Why word from another school is still awaited, once a file has gone there; and before that, what
//! the parents said about sharing it.

use super::Looked;
use super::chain::Chain;
use crate::cli::matter_words::what;
use crate::cli::next_command;
use crate::cli::written_at::Lines;
use crate::domain::calendar::Length;
use crate::domain::case::{MatterKind, Standing, WrittenAt, matters, sharing};
use crate::domain::record::RecordKind;

/// The key of the policy that gives the receipt its day.
pub(super) const KEY: &str = "transfer.receipt_within_school_days";

/// What is awaited, by when, and the command; says whether anything is.
pub(super) fn receipt(looked: &Looked<'_>, chain: &mut Chain, lines: &mut Lines<'_>) -> bool {
    let all = matters(looked.case, looked.stage, looked.as_of);
    let awaited = all.iter().find_map(|matter| match &matter.kind {
        MatterKind::Receipt { sent, .. } => Some((matter, *sent)),
        _ => None,
    });
    let Some((matter, sent)) = awaited else { return false };
    let at = matter.at.map(|at| lines.of(at));
    chain.written("still to come", what(matter, looked.as_of.on), at);
    let policy = looked.as_of.policies.in_force(sent);
    let days = policy.and_then(|policy| policy.transfer.receipt_within_school_days);
    if let (Some(by), Some(days)) = (matter.by, days) {
        let length = Length::SchoolDays(days).in_words();
        chain.because("reckoning", format!("{} + {length} = {}", sent.long(), by.with_weekday()));
    }
    chain.because("to clear it", next_command::for_matter(matter, &looked.case.id, None));
    true
}

/// The key of the policy that says on whose word the file goes.
pub(super) const CONSENT_KEY: &str = "transfer.mentoring_file";

/// How the parents' consent stands, where the policy wants it before the file of a leaver goes; says
/// whether it does.
pub(super) fn consent(looked: &Looked<'_>, chain: &mut Chain, lines: &mut Lines<'_>) -> bool {
    let exits = looked.case.reviews.exits.iter().filter(|exit| exit.date <= looked.as_of.on);
    let Some(exit) = exits.max_by_key(|exit| exit.date) else { return false };
    let policy = looked.as_of.policies.in_force(exit.date);
    let goes = exit.transfer.is_some() || looked.stage.standing == Standing::LeftSchool;
    if !goes || !policy.is_some_and(|policy| policy.transfer.asks_parents()) {
        return false;
    }
    let transfer = exit.transfer.as_ref();
    let to = transfer.and_then(|transfer| transfer.to_school.as_deref());
    let day = transfer.and_then(|transfer| transfer.sent).unwrap_or(looked.as_of.on);
    let found = sharing(looked.case, to, day);
    let Some((entry, answer)) = found.answer else {
        chain.because("consent", found.state.label());
        return true;
    };
    let at = WrittenAt {
        file: RecordKind::Referral,
        field: "consent",
        entry: Some(entry),
        part: Some("answer"),
    };
    let text = format!("{}, {}", found.state, answer.date.long());
    chain.written("consent", text, Some(lines.of(at)));
    true
}
