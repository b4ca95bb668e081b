//! Who the mentor of a case is on a day: the one place that says so.

use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::Case;

impl Case {
    /// The mentor who has the case on a day: whoever was named last, by the decision that gave the
    /// place, by a return to the programme or by a plan; else the mentor of the last session.
    pub fn mentor(&self, on: Date) -> Option<&Id> {
        let named = self.named_mentor(on);
        let from_sessions = || {
            let mut held = self.sessions.sessions.iter().rev().filter(|session| session.date <= on);
            held.find_map(|session| session.mentor.as_ref())
        };
        named.or_else(from_sessions)
    }

    /// Whoever was named last. Of what happened on the same day, the later in this list counts.
    fn named_mentor(&self, on: Date) -> Option<&Id> {
        let decisions = self.referral.iter().flat_map(|file| &file.decisions);
        let places =
            decisions.filter(|decision| decision.outcome.iter().any(|one| one.is_a_place()));
        let by_decision = places.map(|decision| (decision.date, decision.mentor.as_ref()));
        let by_plan = self.plan.plans.iter().map(|plan| (plan.starts, plan.key_worker.as_ref()));
        let back = self.reviews.readmissions.iter().map(|back| (back.date, back.mentor.as_ref()));
        let all = by_decision.chain(by_plan).chain(back);
        let named = all.filter_map(|(day, mentor)| Some((day, mentor?)));
        named.filter(|(day, _)| *day <= on).max_by_key(|(day, _)| *day).map(|(_, mentor)| mentor)
    }
}
