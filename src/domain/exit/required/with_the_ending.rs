//! What is written down with the ending itself: who decided and approved it, what the pupil said, who
//! was told, and where a leaver's file goes.

use super::{Desk, Requirement, RequirementKind};
use crate::domain::case::sharing;
use crate::domain::policy::{CriterionKind, Need, StepId, TransferApproval};
use crate::domain::record::Person;
use crate::domain::roles;

impl Desk<'_, '_> {
    pub(super) fn decision(&self) -> Option<Requirement> {
        let window = self.window;
        let may = &window.policy.exit.decide_roles;
        if may.is_empty() {
            return None;
        }
        let line = Self::line(
            RequirementKind::Decision,
            roles::in_words(may, "or"),
            "exit.decide_roles",
            "`decided_by` of the ending, in reviews.yaml",
        );
        let is = |one: &&Person| roles::may_be(window.sources.settings, one, may, window.day);
        let found = window.exit.and_then(|exit| {
            exit.decided_by.iter().find(is)?;
            Some((exit.date.long(), Some(window.at_exit("decided_by"))))
        });
        Some(self.with_it(line, found))
    }

    pub(super) fn approval(&self) -> Option<Requirement> {
        if self.window.policy.exit.approval != Need::Required {
            return None;
        }
        let line = Self::line(
            RequirementKind::Approval,
            "",
            "exit.approval",
            "`approved` of the ending, in reviews.yaml",
        );
        let approved = self.window.exit.and_then(|exit| exit.approved.as_ref());
        let found = self.exit_part("approved", approved.map(|signed| signed.date));
        Some(self.with_it(line, found))
    }

    pub(super) fn pupil_told(&self) -> Option<Requirement> {
        if !self.window.policy.requires(StepId::Ending) {
            return None;
        }
        let line = Self::line(
            RequirementKind::PupilTold,
            "",
            "steps.ending",
            "`pupil_told` of the ending, in reviews.yaml",
        );
        if let Some(because) = self.excused(|criterion| criterion.without_evaluations) {
            return Some(Self::not_needed(line, because));
        }
        let told = self.window.exit.and_then(|exit| exit.pupil_told);
        let found = self.exit_part("pupil_told", told).or_else(|| self.by_step(StepId::Ending));
        Some(self.with_it(line, found))
    }

    pub(super) fn pupil_words(&self) -> Option<Requirement> {
        if self.window.policy.exit.pupil_words != Need::Required {
            return None;
        }
        let line = Self::line(
            RequirementKind::PupilWords,
            "",
            "exit.pupil_words",
            "`in_my_own_words` of the ending, in reviews.yaml",
        );
        if let Some(because) = self.excused(|criterion| criterion.without_evaluations) {
            return Some(Self::not_needed(line, because));
        }
        let exit = self.window.exit;
        let said = exit.and_then(|exit| exit.in_my_own_words.as_ref());
        let said = said.map(|words| words.trim()).filter(|words| !words.is_empty());
        let found = match said {
            Some(words) => {
                Some((format!("‹{words}›"), Some(self.window.at_exit("in_my_own_words"))))
            }
            None => exit.and_then(|exit| exit.words_declined).map(|day| {
                let says = format!("asked on {}, and chose to say nothing", day.long());
                (says, Some(self.window.at_exit("words_declined")))
            }),
        };
        Some(self.with_it(line, found))
    }

    pub(super) fn parents_told(&self) -> Option<Requirement> {
        let policy = self.window.policy;
        if policy.exit.tell_parents != Need::Required && !policy.requires(StepId::OutcomeInformed) {
            return None;
        }
        let line = Self::line(
            RequirementKind::ParentsTold,
            "",
            "exit.tell_parents",
            "`parents_told` of the ending, in reviews.yaml",
        );
        let told = self.window.exit.and_then(|exit| exit.parents_told);
        let found =
            self.exit_part("parents_told", told).or_else(|| self.by_step(StepId::OutcomeInformed));
        Some(self.with_it(line, found))
    }

    pub(super) fn transfer(&self) -> Option<Requirement> {
        let window = self.window;
        if !self.used.iter().any(|criterion| criterion.kind == CriterionKind::LeftSchool)
            || window.policy.step(StepId::Transfer).need == Need::Absent
        {
            return None;
        }
        let approval = window.policy.transfer.mentoring_file.map_or("", TransferApproval::label);
        let line = Self::line(
            RequirementKind::Transfer,
            approval,
            "transfer.mentoring_file",
            "`transfer` of the ending, in reviews.yaml",
        );
        let transfer = window.exit.and_then(|exit| exit.transfer.as_ref());
        let to = transfer.and_then(|transfer| transfer.to_school.as_ref());
        let found = to.map(|school| {
            let mut says = format!("to ‹{}›", school.trim());
            if window.policy.transfer.asks_parents() {
                let day = transfer.and_then(|transfer| transfer.sent).unwrap_or(window.until);
                let consent = sharing(window.case, Some(school), day);
                says = format!("{says}; {}", consent.state);
            }
            (says, Some(window.at_exit("transfer")))
        });
        Some(self.with_it(line, found))
    }
}
