//! The decision by which a pupil first came on to the programme.

use crate::diag::Place;
use crate::domain::date::Date;
use crate::domain::record::RecordKind;
use crate::domain::record::referral::Outcome;
use crate::text::FieldPath;

use super::CaseView;

/// The day from which work with the pupil can have begun, and where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    /// The day.
    pub(super) day: Date,
    /// Which decision it was; `None` when it is the referral, because no place was ever decided.
    decision: Option<usize>,
}

impl Start {
    /// Where the day is written.
    pub(super) fn place(self, view: &CaseView<'_>) -> Place {
        let path = match self.decision {
            Some(index) => FieldPath::from("decisions").item(index).key("date"),
            None => FieldPath::from("referral").key("date"),
        };
        view.field(RecordKind::Referral, path)
    }

    /// What to say of that day.
    pub(super) fn label(self) -> &'static str {
        if self.decision.is_some() {
            "the place was decided on this day"
        } else {
            "referred on this day"
        }
    }
}

/// The first decision that gave the pupil a place or a single meeting.
pub(super) fn decided(view: &CaseView<'_>) -> Option<Start> {
    let decisions = &view.case.referral.as_ref()?.decisions;
    let work = |outcome: &Outcome| outcome.is_a_place() || *outcome == Outcome::OneOff;
    let places = decisions.iter().enumerate().filter(|(_, one)| one.outcome.iter().any(work));
    let (index, first) = places.min_by_key(|(_, decision)| decision.date)?;
    Some(Start { day: first.date, decision: Some(index) })
}

/// The same; the referral where no decision is written down.
pub(super) fn decided_or_referred(view: &CaseView<'_>) -> Option<Start> {
    decided(view).or_else(|| view.case.referred_on().map(|day| Start { day, decision: None }))
}
