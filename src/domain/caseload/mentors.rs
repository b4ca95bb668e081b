//! What each mentor has, and how much room is left.

use super::place::Place;
use super::range::Range;
use crate::domain::choices::{Role, choices};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::Policy;
use crate::domain::record::settings::StaffMember;

choices! {
    /// How a mentor's caseload stands against the range.
    Load {
        Below: "below" => "below the range",
        Within: "within" => "within the range",
        Full: "full" => "full",
        Over: "over" => "over the range",
        Unknown: "unknown" => "no range to judge by",
        Gone: "gone" => "no longer a mentor here",
    }
}

/// What a mentor has.
#[derive(Clone, Debug, PartialEq)]
pub struct MentorLoad<'p> {
    /// The mentor; `None` for cases with a place that nobody has taken on.
    pub mentor: Option<Id>,
    /// Their cases, by the pupils' names.
    pub places: Vec<&'p Place>,
    /// Their range.
    pub range: Range,
    /// With so many of them social care is on the case.
    pub social_care: usize,
    /// So many that the load is heavy, and the lower end of the range is the limit.
    pub heavy: bool,
    /// From so many cases with social care on a load is heavy; `None` when the policy does not say.
    pub heavy_from: Option<usize>,
    /// How many of their own somebody else covers on the day. They come back, so they take room.
    pub lent: usize,
    /// With so many of these social care is on the case.
    pub lent_social_care: usize,
    /// How it stands.
    pub load: Load,
    /// How many more there is room for; below 0 when there are too many. `None` when nobody can say.
    pub room: Option<isize>,
}

impl MentorLoad<'_> {
    /// With so many cases, this many of them with social care, how many more there is room for.
    pub(super) fn room_with(&self, cases: usize, social_care: usize) -> Option<isize> {
        room(self.range, self.heavy_from, cases, social_care)
    }
}

/// How much room is left beside so many cases. A heavy load has the lower end of the range as limit.
fn room(
    range: Range,
    heavy_from: Option<usize>,
    cases: usize,
    social_care: usize,
) -> Option<isize> {
    let heavy = is_heavy(heavy_from, social_care);
    let limit = if heavy { range.min.or(range.max) } else { range.max };
    limit.map(|limit| limit.cast_signed() - cases.cast_signed())
}

fn is_heavy(heavy_from: Option<usize>, social_care: usize) -> bool {
    heavy_from.is_some_and(|from| from > 0 && social_care >= from)
}

/// Every mentor on a day, in the order of `lm.toml`; then people who have a case and are no mentors
/// (any more); then the cases without a mentor.
pub fn mentor_loads<'p>(
    places: &'p [Place],
    staff: &[StaffMember],
    policy: &Policy,
    on: Date,
) -> Vec<MentorLoad<'p>> {
    let mut loads: Vec<MentorLoad<'p>> = Vec::new();
    for member in mentors_on(staff, on) {
        loads.push(load(Some(&member.id), Some(member), places, policy));
    }
    let mut others: Vec<Option<&Id>> = Vec::new();
    for place in places {
        let mentor = place.mentor.as_ref();
        let known = loads.iter().any(|load| load.mentor.as_ref() == mentor);
        if !known && !others.contains(&mentor) {
            others.push(mentor);
        }
    }
    others.sort_by_key(|mentor| (mentor.is_none(), *mentor));
    for mentor in others {
        let mut load = load(mentor, None, places, policy);
        (load.load, load.room) = (Load::Gone, None);
        loads.push(load);
    }
    loads
}

fn load<'p>(
    mentor: Option<&Id>,
    member: Option<&StaffMember>,
    places: &'p [Place],
    policy: &Policy,
) -> MentorLoad<'p> {
    let mut own: Vec<&Place> =
        places.iter().filter(|place| place.mentor.as_ref() == mentor).collect();
    own.sort_by_key(|place| crate::domain::person::folded(&place.name));
    let range = Range::of(member, policy);
    let social_care = own.iter().filter(|place| place.social_care).count();
    let heavy_from = policy.caseload.heavy_from.and_then(|from| usize::try_from(from).ok());
    let heavy = is_heavy(heavy_from, social_care);
    let limit = if heavy { range.min.or(range.max) } else { range.max };
    let count = own.len();
    let load = match limit {
        None => Load::Unknown,
        Some(limit) if count > limit => Load::Over,
        Some(limit) if count == limit => Load::Full,
        Some(_) if range.min.is_some_and(|min| count < min) => Load::Below,
        Some(_) => Load::Within,
    };
    let is_lent = |place: &&Place| mentor.is_some() && place.covers_for.as_ref() == mentor;
    let lent = places.iter().filter(is_lent);
    let lent_social_care = lent.clone().filter(|place| place.social_care).count();
    let lent = lent.count();
    let room = room(range, heavy_from, count + lent, social_care + lent_social_care);
    MentorLoad {
        mentor: mentor.cloned(),
        places: own,
        range,
        social_care,
        heavy,
        heavy_from,
        lent,
        lent_social_care,
        load,
        room,
    }
}

/// Everybody who takes cases and works here on a day, in the order of `lm.toml`.
pub fn mentors_on(staff: &[StaffMember], on: Date) -> impl Iterator<Item = &StaffMember> {
    staff.iter().filter(move |member| is_mentor(member) && member.is_here(on))
}

/// Whether somebody takes cases: who leads mentors does so only as a mentor too.
fn is_mentor(member: &StaffMember) -> bool {
    let takes_cases = [Role::LearningMentor, Role::FamilyMentor, Role::VirtualSchoolMentor];
    member.roles.iter().any(|role| takes_cases.contains(role))
}
