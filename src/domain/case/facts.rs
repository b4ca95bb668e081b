//! Small facts of a case that several rules need.

use super::arranged::arranged;
use super::meetings::first_meetings;
use crate::domain::calendar::{Nation, school_year_start};
use crate::domain::date::Date;
use crate::domain::record::Case;
use crate::domain::record::plan::{Measure, Plan, Target};
use crate::domain::record::referral::{Consent, ConsentScope, Pupil};
use crate::domain::year_group::{KeyStage, YearGroup};

impl Case {
    /// The pupil, when the referral can be read.
    pub fn pupil(&self) -> Option<&Pupil> {
        self.referral.as_ref().map(|file| &file.pupil)
    }

    /// The pupil's full name; the case id when the referral cannot be read.
    pub fn name(&self) -> &str {
        self.pupil().map_or(self.id.as_str(), |pupil| &pupil.name)
    }

    /// The year group on a day, from the one written on the day of the referral; none when it is
    /// not written or school is over by then.
    pub fn year_on(&self, day: Date, nation: Nation) -> Option<YearGroup> {
        let then = self.pupil()?.year?;
        let referred = self.referred_on()?;
        let years =
            school_year_start(day, nation).year() - school_year_start(referred, nation).year();
        then.later(years, nation)
    }

    /// The key stage on a day, where it is known and the nation has them.
    pub fn key_stage_on(&self, day: Date, nation: Nation) -> Option<KeyStage> {
        self.year_on(day, nation)?.key_stage(nation)
    }

    /// The day of the referral.
    pub fn referred_on(&self) -> Option<Date> {
        self.referral.as_ref()?.referral.as_ref().map(|referral| referral.date)
    }

    /// The plan in force on a day: the last that starts on or before it.
    pub fn plan_in_force(&self, on: Date) -> Option<&Plan> {
        self.plan.plans.iter().filter(|plan| plan.starts <= on).max_by_key(|plan| plan.starts)
    }

    /// Targets of the plan in force that are open on a day.
    pub fn open_targets(&self, on: Date) -> impl Iterator<Item = &Target> {
        self.plan_in_force(on)
            .into_iter()
            .flat_map(|plan| &plan.targets)
            .filter(move |target| is_open_target(target, on))
    }

    /// The first day on which something was done with the pupil in an episode that began on `from`:
    /// the first meeting or the first session, alone or with a group.
    pub fn first_work(&self, from: Date) -> Option<Date> {
        let meeting = first_meetings(self).map(|(_, meeting)| meeting.date);
        let sessions = arranged(self).map(|session| session.date);
        meeting.chain(sessions).filter(|date| *date >= from).min()
    }
}

/// Whether a target is open on a day: no outcome yet, or one dated later.
pub fn is_open_target(target: &Target, on: Date) -> bool {
    target.outcome.as_ref().is_none_or(|outcome| outcome.date > on)
}

/// The last answer about the programme (or about what `scope` names) on or before a day.
pub fn latest_consent(case: &Case, scope: ConsentScope, on: Date) -> Option<&Consent> {
    latest_consent_at(case, scope, on).map(|(_, answer)| answer)
}

/// As [`latest_consent`], with its place in the list of the record.
pub fn latest_consent_at(case: &Case, scope: ConsentScope, on: Date) -> Option<(usize, &Consent)> {
    let answers = case.referral.iter().flat_map(|file| &file.consent).enumerate();
    answers
        .filter(|(_, answer)| answer.date <= on)
        .filter(|(_, answer)| {
            answer.scope.contains(&scope)
                || answer.scope.is_empty() && scope == ConsentScope::Programme
        })
        .max_by_key(|(_, answer)| answer.date)
}

/// Whether a value has reached the number of a measure; which way is better follows from the
/// baseline and that number, so `None` when nobody can say.
pub fn is_reached(measure: &Measure, value: f64) -> Option<bool> {
    let baseline = measure.baseline?;
    if baseline < measure.target {
        Some(value >= measure.target)
    } else if baseline > measure.target {
        Some(value <= measure.target)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_way_is_better_follows_from_baseline_and_target() {
        for (baseline, target, value, expected) in [
            (Some(6.0), 3.0, 3.0, Some(true)),
            (Some(6.0), 3.0, 2.0, Some(true)),
            (Some(6.0), 3.0, 5.0, Some(false)),
            (Some(1.0), 3.0, 3.0, Some(true)),
            (Some(1.0), 3.0, 2.5, Some(false)),
            (Some(3.0), 3.0, 9.0, None),
            (None, 3.0, 9.0, None),
        ] {
            let measure = Measure { what: String::new(), baseline, target, readings: Vec::new() };
            assert_eq!(is_reached(&measure, value), expected, "{baseline:?} {target} {value}");
        }
    }
}
