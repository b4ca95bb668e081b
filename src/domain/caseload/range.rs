//! How many mentees a mentor should have: the policy's range for a full-time mentor, by the hours
//! of each.

use crate::domain::policy::Policy;
use crate::domain::record::settings::StaffMember;

/// How much of a full week a mentor works.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Share {
    /// All of it.
    FullTime,
    /// A part: above 0, below 1.
    Part(f64),
    /// Part-time, and the policy does not say how many hours a full week has.
    Unknown,
}

/// A mentor's own range, in whole mentees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// How much of a full week.
    pub share: Share,
    /// At least so many; a part of a mentee counts as one.
    pub min: Option<usize>,
    /// At most so many; a part of a mentee counts as none.
    pub max: Option<usize>,
}

impl Range {
    /// The range of a member of staff under a policy. Hours are never guessed: without a full week's
    /// hours in the policy, a part-time mentor has no range.
    pub fn of(member: Option<&StaffMember>, policy: &Policy) -> Self {
        let hours = member.and_then(|member| member.hours_per_week);
        let share = match (hours, policy.time.hours_per_week) {
            (None, _) => Share::FullTime,
            (Some(hours), Some(full)) if full > 0.0 && hours >= full => Share::FullTime,
            (Some(hours), Some(full)) if full > 0.0 && hours > 0.0 => Share::Part(hours / full),
            (Some(_), _) => Share::Unknown,
        };
        let part = match share {
            Share::FullTime => Some(1.0),
            Share::Part(part) => Some(part),
            Share::Unknown => None,
        };
        let of = |count: Option<u32>, rounded: fn(f64) -> f64| -> Option<usize> {
            let exact = f64::from(count?) * part?;
            // Seven and a half of ten hours is not kept exactly.
            let near = exact.round();
            Some(whole(if (exact - near).abs() < 1e-9 { near } else { rounded(exact) }))
        };
        let max = of(policy.caseload.max, f64::floor);
        let min = of(policy.caseload.min, f64::ceil);
        let min = min.map(|min| max.map_or(min, |max| min.min(max)));
        Self { share, min, max }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a caseload is small and never below nothing"
)]
fn whole(value: f64) -> usize {
    value as usize
}
