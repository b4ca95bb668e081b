//! Codes that records take from the policy: whether the policy in force on the day of the event has
//! them, and whether they were still in use.

use super::CaseView;
use crate::diag::{Code, Finding, Place};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::{Coded, Policy};
use crate::store::nearest;

/// What is done with each code of a list and the day from which it is out of use.
pub(super) type Visit<'v, 'p> = &'v mut dyn FnMut(&'p Id, Option<Date>);

/// One list of a policy that has codes.
pub(super) struct Codes {
    /// What one of them is, in a message: `a barrier`.
    pub(super) what: &'static str,
    /// Where the policy keeps them: `barriers`.
    pub(super) key: &'static str,
    /// Calls with each code and the day from which it is out of use.
    pub(super) each: for<'v, 'p> fn(&'p Policy, Visit<'v, 'p>),
}

/// Calls with each entry of a plain list of codes.
pub(super) fn each_coded<'p>(list: &'p [Coded], visit: Visit<'_, 'p>) {
    for coded in list {
        visit(&coded.id, coded.retired);
    }
}

/// What a policy knows of a code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Nothing.
    Not,
    /// It is in use.
    InUse,
    /// It is out of use from this day on.
    Until(Date),
}

impl Codes {
    /// What the policy knows of the code.
    fn find(&self, policy: &Policy, wanted: &Id) -> Known {
        let mut known = Known::Not;
        (self.each)(policy, &mut |id, retired| {
            if id == wanted {
                known = retired.map_or(Known::InUse, Known::Until);
            }
        });
        known
    }

    /// Reports a code that the policy in force on the day does not have, or no longer.
    pub(super) fn judge(
        &self,
        view: &CaseView<'_>,
        check: Code,
        (id, day): (&Id, Date),
        place: impl FnOnce() -> Place,
        findings: &mut Vec<Finding>,
    ) {
        let Some(policy) = view.policy(day) else { return };
        match self.find(policy, id) {
            Known::Not => findings.push(self.unknown(view, check, (id, policy), place())),
            Known::Until(retired) if retired <= day => findings.push(
                Finding::error(check, format!("‹{id}› was out of use on this day"), place())
                    .label(format!("not to be used from {} on", retired.long()))
                    .help(format!("choose {} that the policy still has", self.what)),
            ),
            Known::InUse | Known::Until(_) => {}
        }
    }

    fn unknown(
        &self,
        view: &CaseView<'_>,
        check: Code,
        (id, policy): (&Id, &Policy),
        place: Place,
    ) -> Finding {
        let mut known = Vec::new();
        (self.each)(policy, &mut |id, _| known.push(id.as_str()));
        let near = nearest::did_you_mean(id.as_str(), &known);
        let other_days = view.school.policies.versions();
        let elsewhere = other_days.iter().any(|other| self.find(&other.policy, id) != Known::Not);
        let help = match near {
            _ if elsewhere => "the policy of another time has it: is the date right?".to_owned(),
            Some(near) => near,
            None => format!("`lm policy explain {}` shows which there are", self.key),
        };
        Finding::error(check, format!("‹{id}› is not {} of the policy", self.what), place)
            .label("not in the policy in force on that day")
            .help(help)
    }
}
