//! Whether a programme could end, and what speaks for and against it: the policy's exit criteria
//! one by one, and what it asks for before an ending. It advises; a person decides. Source: domain
//! §2 steps 17–24, §6; features H.

mod attendance;
mod criteria;
mod evidence;
mod fairness;
mod loose_ends;
mod required;
mod targets;
#[cfg(test)]
mod tests;
mod window;

pub use attendance::{AbsenceClass, Expected, SessionAttendance};
pub use criteria::{CriterionCheck, Verdict};
pub use evidence::{Evidence, Weight};
pub use fairness::{Approaches, Fairness, TimeOfDay, Unfair};
pub use required::{Requirement, RequirementKind, RequirementState};
pub use targets::{MeasureCheck, TargetCheck, TargetState};

use super::calendar::SchoolDays;
use super::case::{Standing, standing};
use super::date::Date;
use super::id::Id;
use super::instrument::{Comparison, Instruments, comparisons};
use super::policy::{Combine, Policy, PolicyShelf};
use super::record::Case;
use super::record::reviews::Exit;
use super::record::settings::Settings;
use window::Window;

/// What an exit check reads.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The case; an ending that is only proposed may already stand in it.
    pub case: &'a Case,
    /// Every version of the policy.
    pub policies: &'a PolicyShelf,
    /// `lm.toml`, for the roles of staff and the nation.
    pub settings: Option<&'a Settings>,
    /// The questionnaires.
    pub instruments: &'a Instruments,
    /// The school's calendar.
    pub school_days: SchoolDays<'a>,
    /// The day. Nothing dated later counts.
    pub today: Date,
}

/// Why there is nothing to check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCheck {
    /// The pupil never had a place on the programme; holds where the case stands.
    NeverOnIt(Standing),
    /// The school has no policy.
    NoPolicy,
}

/// What speaks for and against the end of a programme.
#[derive(Clone, Debug, PartialEq)]
pub struct ExitCheck<'a> {
    /// The day of judgement: that of the ending, once one is written down; else the day asked for.
    pub day: Date,
    /// The policy in force on that day.
    pub policy: &'a Policy,
    /// The day from which that policy is in force.
    pub policy_from: Date,
    /// The day from which a newer one is in force, where one came later. It does not count.
    pub newer_policy: Option<Date>,
    /// Where the case stands on that day.
    pub standing: Standing,
    /// The first day of this time on the programme.
    pub since: Date,
    /// The ending that is written down, or proposed.
    pub exit: Option<&'a Exit>,
    /// Every criterion that the policy has on that day, in its order.
    pub criteria: Vec<CriterionCheck<'a>>,
    /// What the policy asks for, in the order in which it happens.
    pub required: Vec<Requirement>,
    /// The targets of the plan in force.
    pub targets: Vec<TargetCheck<'a>>,
    /// Sessions arranged, and who missed those that were missed.
    pub attendance: SessionAttendance,
    /// Questionnaires before, at a review and after.
    pub scores: Vec<Comparison<'a>>,
    /// Whether the school did its part before the pupil is said not to do theirs; `None` when no
    /// criterion of the policy says so.
    pub fairness: Option<Fairness>,
    /// What would be left undone: promises, open requests. The policy does not ask for it.
    pub loose_ends: Vec<Evidence>,
}

impl ExitCheck<'_> {
    /// The criteria that hold: met, with all that the policy ties to them.
    pub fn holding(&self) -> impl Iterator<Item = &CriterionCheck<'_>> {
        self.criteria.iter().filter(|criterion| criterion.holds())
    }

    /// What the policy requires and the records do not have.
    pub fn missing(&self) -> impl Iterator<Item = &Requirement> {
        self.required.iter().filter(|one| one.state == RequirementState::Missing)
    }

    /// The criteria that the ending names.
    pub fn named(&self) -> impl Iterator<Item = &CriterionCheck<'_>> {
        let named = self.exit.map_or(&[][..], |exit| &exit.criteria);
        self.criteria.iter().filter(|one| named.contains(&one.criterion.id))
    }

    /// Whether at least one criterion holds and nothing required is missing. Of an ending that is
    /// written down: whether nothing speaks against the criteria that it names, which people have
    /// judged, and nothing required is missing.
    pub fn speaks_for_it(&self) -> bool {
        let judged = |one: &CriterionCheck<'_>| {
            matches!(one.verdict, Verdict::Met | Verdict::ForAPerson) && one.not_before.is_empty()
        };
        let criteria = match self.exit {
            Some(exit) => self.named().count() == exit.criteria.len() && self.named().all(judged),
            None => self.holding().next().is_some(),
        };
        criteria && self.missing().next().is_none()
    }

    /// Whether it is a question at all that the pupil does not cooperate or does not come: the ending
    /// says so; before there is one, the records do not say the opposite, and no other criterion
    /// holds, by which the programme could end.
    pub fn fairness_matters(&self) -> bool {
        if self.exit.is_some() {
            return self.named().any(CriterionCheck::blames_the_pupil);
        }
        let mut holding = self.holding();
        holding.all(CriterionCheck::blames_the_pupil)
            && self.criteria.iter().any(|one| {
                one.blames_the_pupil() && matches!(one.verdict, Verdict::Met | Verdict::ForAPerson)
            })
    }

    /// The criterion of this code.
    pub fn criterion(&self, id: &Id) -> Option<&CriterionCheck<'_>> {
        self.criteria.iter().find(|one| one.criterion.id == *id)
    }
}

/// Judges the last time on the programme. Once it has ended, the ending is judged as it was on its
/// day, by the policy in force then, with what was written down about it since.
///
/// # Errors
///
/// When there is nothing to judge.
pub fn exit_check<'a>(sources: &Sources<'a>) -> Result<ExitCheck<'a>, NoCheck> {
    let window = Window::of(sources)?;
    let attendance = attendance::of(&window);
    let targets = targets::of(&window);
    let combine = window.policy.rating.combine.unwrap_or(Combine::Mean);
    let ratings = &sources.case.ratings.ratings;
    let mut scores = comparisons(ratings, sources.instruments, combine, window.until);
    // What was marked at an earlier time on the programme says nothing of this one.
    let days = window.days_until_now();
    scores.retain(|one| one.ratings.iter().flatten().any(|rating| days.contains(rating.date)));
    let facts = criteria::Facts {
        window: &window,
        targets: &targets,
        attendance: &attendance,
        scores: &scores,
        fairness: fairness::of(&window, &attendance),
    };
    let criteria = criteria::of(&facts);
    let required = required::of(&window, &criteria);
    let version = sources.policies.version_in_force(window.day).ok_or(NoCheck::NoPolicy)?;
    let later = sources.policies.versions().iter().map(|other| other.from);
    let before = window.day.add_days(-1).max(window.from);
    Ok(ExitCheck {
        day: window.day,
        policy: window.policy,
        policy_from: version.from,
        newer_policy: later.filter(|from| *from > window.day && *from <= sources.today).max(),
        standing: standing(
            sources.case,
            sources.policies,
            if window.exit.is_some() { before } else { window.day },
        ),
        since: window.from,
        exit: window.exit,
        loose_ends: loose_ends::of(&window),
        fairness: facts.fairness,
        criteria,
        required,
        attendance,
        targets,
        scores,
    })
}
