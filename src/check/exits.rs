//! What several checks ask of an ending: which criteria it names, and when the time on the programme
//! that it ended began.

use super::CaseView;
use crate::domain::calendar::Span;
use crate::domain::date::Date;
use crate::domain::policy::{ExitCriterion, Policy};
use crate::domain::record::reviews::Exit;
use crate::text::FieldPath;

/// Where an ending stands. It becomes a path only for a fault.
#[derive(Clone, Copy, Debug)]
pub(super) struct ExitAt(usize);

impl ExitAt {
    /// The way to a field of the ending.
    pub(super) fn key(self, name: &str) -> FieldPath {
        FieldPath::from("exits").item(self.0).key(name)
    }
}

/// Every ending, where it stands, and the policy in force on its day.
pub(super) fn exits<'a>(
    view: &CaseView<'a>,
) -> impl Iterator<Item = (ExitAt, &'a Exit, &'a Policy)> {
    let exits = view.case.reviews.exits.iter().enumerate();
    exits.filter_map(|(index, exit)| Some((ExitAt(index), exit, view.policy(exit.date)?)))
}

/// The criteria of an ending that the policy knows, each with its place in the ending's list.
pub(super) fn criteria<'a>(
    exit: &'a Exit,
    policy: &'a Policy,
) -> impl Iterator<Item = (usize, &'a ExitCriterion)> {
    let named = exit.criteria.iter().enumerate();
    named.filter_map(|(index, id)| Some((index, policy.exit_criterion(id)?)))
}

/// The days of the time on the programme that an ending ended: since the day after the ending
/// before it.
pub(super) fn days_before(view: &CaseView<'_>, exit: &Exit) -> Span {
    let others = view.case.reviews.exits.iter().map(|other| other.date);
    let before = others.filter(|date| *date < exit.date).max();
    Span { from: before.map_or(Date::FIRST, |date| date.add_days(1)), to: Date::LAST }
}
