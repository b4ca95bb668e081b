//! A case with a place on the programme, as far as a caseload counts it.

use crate::domain::case::{
    AsOf, NextReview, Standing, ending_decided, episodes, next_review, standing,
};
use crate::domain::choices::Role;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::Policy;
use crate::domain::record::Case;

/// A case with a place on the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The case.
    pub case: Id,
    /// The pupil's name.
    pub name: String,
    /// Who looks after it: whoever covers, else whose it is.
    pub mentor: Option<Id>,
    /// Whose it is, while somebody else covers.
    pub covers_for: Option<Id>,
    /// Days ahead on which nobody looks after it: the first, and whether the mentor leaves.
    pub uncovered: Option<(Date, bool)>,
    /// Where it stands.
    pub standing: Standing,
    /// Social care is on the case.
    pub social_care: bool,
    /// The last day on which the next review is on time.
    pub review: Option<Date>,
    /// The day after which the plan's band is over, and the band.
    pub band_ends: Option<(Date, Id)>,
    /// The day of the review that decided that it ends.
    pub ending_decided: Option<Date>,
}

impl Place {
    /// Whose the case is, covered or not.
    pub fn own(&self) -> Option<&Id> {
        self.covers_for.as_ref().or(self.mentor.as_ref())
    }
}

/// The case as a caseload counts it; `None` when it has no place on the day.
pub fn place(case: &Case, as_of: &AsOf<'_>) -> Option<Place> {
    let on = as_of.on;
    let stands = standing(case, as_of.policies, on);
    if !stands.has_a_place() {
        return None;
    }
    let from = episodes(case, as_of.policies, on).last()?.from;
    let review = match next_review(case, as_of.policies, &as_of.school_days, on) {
        NextReview::Due(due) => Some(due.due),
        _ => None,
    };
    let policy = as_of.policies.in_force(on);
    let mentoring = case.mentoring(on);
    Some(Place {
        case: case.id.clone(),
        name: case.name().to_owned(),
        mentor: mentoring.acting().cloned(),
        covers_for: mentoring.cover.and(mentoring.own).cloned(),
        uncovered: case.uncovered(on).first().map(|one| (one.from, one.leaves)),
        standing: stands,
        social_care: has_social_care(case, from, on),
        review,
        band_ends: policy.and_then(|policy| band_ends(case, policy, from, on)),
        ending_decided: ending_decided(case, as_of.policies, on).map(|one| one.review.date),
    })
}

/// The last day of the plan's band, where it has one. A plan carried on after a review is counted
/// from the first plan of the same band.
fn band_ends(case: &Case, policy: &Policy, from: Date, on: Date) -> Option<(Date, Id)> {
    let band = policy.band(case.plan_in_force(on)?.band.as_ref()?)?;
    let plans = case.plan.plans.iter().filter(|plan| (from..=on).contains(&plan.starts));
    let same = plans.filter(|plan| plan.band.as_ref() == Some(&band.id));
    let starts = same.map(|plan| plan.starts).min()?;
    Some((starts.add_weeks(i64::from(band.max_weeks?)), band.id.clone()))
}

/// Whether social care is on the case: the pupil is in care, the referral names it, or there was
/// contact with a social worker between these days. Restricted contacts do not count.
pub(super) fn has_social_care(case: &Case, from: Date, on: Date) -> bool {
    let in_care = case.pupil().is_some_and(|pupil| pupil.looked_after == Some(true));
    let referral = case.referral.as_ref().and_then(|file| file.referral.as_ref());
    let agencies = referral.into_iter().flat_map(|referral| &referral.agencies);
    let named = agencies.into_iter().any(|one| {
        let agency = one.agency.to_lowercase();
        ["social care", "social services", "social worker"].iter().any(|word| agency.contains(word))
    });
    let contacts = case.contacts.contacts.iter().filter(|contact| !contact.restricted);
    let met = contacts
        .filter(|contact| (from..=on).contains(&contact.date))
        .any(|contact| contact.with.iter().any(|one| one.role == Some(Role::SocialWorker)));
    in_care || named || met
}
