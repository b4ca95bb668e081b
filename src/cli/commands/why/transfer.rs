//! Why word from another school is still awaited, once a file has gone there.

use super::Looked;
use super::chain::Chain;
use crate::cli::matter_words::what;
use crate::cli::next_command;
use crate::cli::written_at::Lines;
use crate::domain::calendar::Length;
use crate::domain::case::{MatterKind, matters};

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
