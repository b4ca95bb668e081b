//! By when a step is due, and what that is counted from.

use super::View;
use crate::domain::calendar::{DueDay, Length};
use crate::domain::case::review_due::{CountedFrom, DueRule, ReviewDue};
use crate::domain::case::steps::{WrittenAt, step_evidence_in};
use crate::domain::date::Date;
use crate::domain::policy::{Policy, StepId, WeekCount};
use crate::domain::record::referral::Urgency;
use crate::domain::record::{Case, RecordKind};

/// The rule that sets a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// The policy gives the step so long after another.
    Within(StepId),
    /// The referral, or the talk about it, says how urgent help is.
    Urgency(Urgency),
    /// A leaver's file goes on within so long.
    Transfer,
    /// What sets the day of the next review.
    Review(DueRule),
}

/// The day by which something is due, and the reckoning that leads to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueBy {
    /// The last day on which it is on time; an open day of the school.
    pub due: DueDay,
    /// The rule.
    pub deadline: Deadline,
    /// How long after the day counted from; nothing when somebody set the day itself.
    pub length: Option<Length>,
    /// The day from which it is counted.
    pub counted_from: Date,
    /// What happened on that day, for a review; for other steps the rule says it.
    pub counted_from_what: Option<CountedFrom>,
    /// Where that day (or the day that somebody set) is written.
    pub at: Option<WrittenAt>,
    /// The last day that the policy would allow, where somebody set an earlier one.
    pub limit: Option<Date>,
    /// Not before this day, where the policy gives a window.
    pub not_before: Option<Date>,
    /// The day before it was put off.
    pub postponed_from: Option<Date>,
    /// The school's calendar ends before, so that it was counted without it.
    pub beyond_calendar: bool,
}

impl DueBy {
    /// How many days late on a day; 0 or less when it is not late.
    pub fn days_late(&self, on: Date) -> i64 {
        self.due.day.days_until(on)
    }

    /// The dotted keys of the policy that set the day of a step, the most telling first.
    pub fn keys(&self, step: StepId) -> Vec<String> {
        let review = |keys: &[&str]| keys.iter().map(|key| format!("review.{key}")).collect();
        match &self.deadline {
            Deadline::Within(_) => vec![format!("steps.{}.within", step.code())],
            Deadline::Urgency(urgency) => vec![format!("referral.help_within.{}", urgency.code())],
            Deadline::Transfer => vec!["transfer.within_school_days".to_owned()],
            Deadline::Review(rule) => {
                let mut keys: Vec<String> = match rule {
                    DueRule::Window(..) => review(&["max_weeks", "count"]),
                    DueRule::Band(id, _) => vec![format!("bands.{id}"), "review.basis".to_owned()],
                    DueRule::Monitoring(_) => review(&["monitoring_weeks"]),
                    DueRule::SetAtReview | DueRule::SetInPlan => review(&["basis"]),
                };
                if self.postponed_from.is_some() {
                    keys.push("review.max_postponement_weeks".to_owned());
                }
                keys
            }
        }
    }
}

impl From<&ReviewDue> for DueBy {
    fn from(review: &ReviewDue) -> Self {
        let length = match &review.rule {
            DueRule::SetAtReview | DueRule::SetInPlan => None,
            DueRule::Window(weeks, WeekCount::School) => Some(Length::SchoolWeeks(*weeks)),
            DueRule::Window(weeks, WeekCount::Calendar)
            | DueRule::Band(_, weeks)
            | DueRule::Monitoring(weeks) => Some(Length::Weeks(*weeks)),
        };
        Self {
            due: DueDay {
                day: review.due,
                raw: review.moved_from.unwrap_or(review.due),
                moved_because: review.moved_because.clone(),
            },
            deadline: Deadline::Review(review.rule.clone()),
            length,
            counted_from: review.counted_from,
            counted_from_what: Some(review.counted_from_what),
            at: Some(review.at),
            limit: review.limit,
            not_before: review.not_before,
            postponed_from: review.postponed_from,
            beyond_calendar: review.beyond_calendar,
        }
    }
}

/// How urgent the case is on a day: as the last talk about it found, else as the referral says;
/// with the place where that stands.
pub fn urgency(case: &Case, on: Date) -> Option<(Urgency, WrittenAt)> {
    let file = case.referral.as_ref()?;
    let talks = file.prioritised.iter().enumerate().filter(|(_, talk)| talk.date <= on);
    let by_talk = talks
        .filter_map(|(entry, talk)| Some((talk.date, entry, talk.urgency?)))
        .max()
        .map(|(_, entry, urgency)| (urgency, "prioritised", Some(entry)));
    let on_form = || {
        let referral = file.referral.as_ref().filter(|referral| referral.date <= on)?;
        Some((referral.urgency?, "referral", None))
    };
    let (urgency, field, entry) = by_talk.or_else(on_form)?;
    let at = WrittenAt { file: RecordKind::Referral, field, entry, part: Some("urgency") };
    Some((urgency, at))
}

impl View<'_, '_> {
    /// The earliest of the days that the policy sets for a step.
    pub(super) fn deadline(&self, step: StepId) -> Option<DueBy> {
        let policy = self.policy?;
        [self.within(policy, step), self.by_urgency(policy, step), self.of_transfer(policy, step)]
            .into_iter()
            .flatten()
            .min_by_key(|due| due.due.day)
    }

    fn within(&self, policy: &Policy, step: StepId) -> Option<DueBy> {
        let within = policy.steps.get(&step)?.within.as_ref()?;
        let school_weeks = policy.review.count == Some(WeekCount::School);
        let length = within.length(school_weeks)?;
        let (from, at) = self.day_of(policy, within.of)?;
        Some(self.due(Deadline::Within(within.of), length, from, at))
    }

    /// The day on which a step was done; the ending is counted from the last day on the programme.
    fn day_of(&self, policy: &Policy, step: StepId) -> Option<(Date, Option<WrittenAt>)> {
        let proof = step_evidence_in(self.case, policy, step, self.days_of(step));
        let by_proof = proof.map(|proof| (proof.date, Some(proof.at)));
        let exit = || {
            let exit = self.episode.as_ref()?.exit.filter(|_| step == StepId::Ending)?;
            Some((exit.date, self.at_exit("date")))
        };
        exit().or(by_proof)
    }

    fn by_urgency(&self, policy: &Policy, step: StepId) -> Option<DueBy> {
        if !matches!(step, StepId::Decision | StepId::FirstMeeting) {
            return None;
        }
        // Until there is a decision, that is what is urgent; then it is the first meeting.
        let decided = !policy.requires(StepId::Decision) || self.proof(StepId::Decision).is_some();
        let asks = if decided { StepId::FirstMeeting } else { StepId::Decision };
        if self.earlier > 0 || step != asks {
            return None;
        }
        let (urgency, at) = urgency(self.case, self.as_of.on)?;
        let length = policy.referral.help_within.get(&urgency)?.length()?;
        let referred = self.case.referred_on()?;
        Some(self.due(Deadline::Urgency(urgency), length, referred, Some(at)))
    }

    fn of_transfer(&self, policy: &Policy, step: StepId) -> Option<DueBy> {
        let exit = self.episode.as_ref()?.exit.filter(|_| step == StepId::Transfer)?;
        let length = Length::SchoolDays(policy.transfer.within_school_days?);
        let left = exit.transfer.as_ref().and_then(|transfer| transfer.left);
        let at = self.at_exit(if left.is_some() { "transfer" } else { "date" });
        Some(self.due(Deadline::Transfer, length, left.unwrap_or(exit.date), at))
    }

    /// Where the exit of this episode is written.
    pub(super) fn at_exit(&self, part: &'static str) -> Option<WrittenAt> {
        let exit = self.episode.as_ref()?.exit?;
        let entry = self.case.reviews.exits.iter().position(|one| std::ptr::eq(one, exit))?;
        Some(WrittenAt {
            file: RecordKind::Reviews,
            field: "exits",
            entry: Some(entry),
            part: Some(part),
        })
    }

    fn due(&self, deadline: Deadline, length: Length, from: Date, at: Option<WrittenAt>) -> DueBy {
        let counted = self.as_of.school_days.counted(from, length);
        DueBy {
            due: self.as_of.school_days.due_day(counted.day),
            deadline,
            length: Some(length),
            counted_from: from,
            counted_from_what: None,
            at,
            limit: None,
            not_before: None,
            postponed_from: None,
            beyond_calendar: counted.beyond_calendar,
        }
    }
}
