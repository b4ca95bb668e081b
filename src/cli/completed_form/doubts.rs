//! What is odd about a completed form and yet may be right: it is asked about once.

use super::{CompletedForm, respondent};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::cli::recording::right_all_the_same;
use crate::domain::year_group::{KeyStage, YearGroup};

impl CompletedForm<'_> {
    /// Asks about everything odd; `--yes` answers.
    pub(super) fn ask_about_doubts(&self, call: &mut Call<'_, '_>) -> Result<(), CommandError> {
        let doubts: Vec<String> = [self.wrong_key_stage(), self.wrong_respondent(), self.twice()]
            .into_iter()
            .flatten()
            .collect();
        right_all_the_same(&doubts, self.asks, call)
    }

    fn wrong_key_stage(&self) -> Option<String> {
        let stages = &self.instrument.key_stages;
        let nation = self.open.school.nation();
        let stage = self
            .open
            .case
            .year_on(self.date(), nation)
            .and_then(|year| YearGroup::key_stage(year, nation))?;
        if stages.is_empty() || stages.contains(&stage) {
            return None;
        }
        let made_for: Vec<String> = stages.iter().map(|one| KeyStage::label(*one)).collect();
        Some(format!(
            "“{}” is made for {}, and the pupil was in {} on that day",
            self.instrument.title,
            made_for.join(" and "),
            stage.label()
        ))
    }

    fn wrong_respondent(&self) -> Option<String> {
        let policy = self.open.school.policies.in_force(self.date());
        let may = respondent::may_answer(self.instrument, policy);
        let roles = respondent::roles_of(self.respondent.as_ref()?, &self.open.school);
        if may.is_empty() || roles.is_empty() || roles.iter().any(|role| may.contains(role)) {
            return None;
        }
        let is: Vec<&str> = roles.iter().map(|role| role.label()).collect();
        Some(format!(
            "“{}” is not made for a {}; it is made for: {}",
            self.instrument.title,
            is.join(" and "),
            respondent::made_for(self.instrument)
        ))
    }

    /// The same form of the same day by the same person would be counted twice.
    fn twice(&self) -> Option<String> {
        let ratings = &self.open.case.ratings.ratings;
        let same = ratings.iter().any(|rating| {
            rating.instrument == self.instrument.id
                && rating.date == self.date()
                && Some(&rating.respondent) == self.respondent.as_ref()
                && rating.time == self.time
        });
        same.then(|| {
            format!(
                "“{}” of {} by the same person is written down already",
                self.instrument.title,
                self.date().long()
            )
        })
    }
}
