//! The policies of a school, by the day from which each is in force.

use super::Policy;
use crate::domain::date::Date;

/// A policy and the day from which it is in force.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyVersion {
    /// The first day.
    pub from: Date,
    /// The preset with the school's choices over it.
    pub policy: Policy,
}

/// Every version of a school's policy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PolicyShelf {
    versions: Vec<PolicyVersion>,
}

impl PolicyShelf {
    /// A shelf of these versions, in any order.
    pub fn new(mut versions: Vec<PolicyVersion>) -> Self {
        versions.sort_by_key(|version| version.from);
        Self { versions }
    }

    /// The policy in force on a day: the latest that began on or before it. A day before the first
    /// policy is judged by the first, because a school that starts to use `lm` brings older cases
    /// with it. `None` only when the school has no policy at all.
    pub fn in_force(&self, day: Date) -> Option<&Policy> {
        self.version_in_force(day).map(|version| &version.policy)
    }

    /// As [`PolicyShelf::in_force`], with the day from which it is in force.
    pub fn version_in_force(&self, day: Date) -> Option<&PolicyVersion> {
        let after = self.versions.partition_point(|version| version.from <= day);
        self.versions.get(after.saturating_sub(1))
    }

    /// The latest version, whatever the day.
    pub fn latest(&self) -> Option<&Policy> {
        self.versions.last().map(|version| &version.policy)
    }

    /// All versions, oldest first.
    pub fn versions(&self) -> &[PolicyVersion] {
        &self.versions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_judged_by_the_policy_in_force_on_it() {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        let version = |from: &str| PolicyVersion {
            from: day(from),
            policy: Policy { title: from.to_owned(), ..Policy::default() },
        };
        let shelf = PolicyShelf::new(vec![version("2026-09-01"), version("2024-09-01")]);
        for (on, expected) in [
            ("2020-01-01", "2024-09-01"), // before the first: judged by the first
            ("2024-09-01", "2024-09-01"),
            ("2026-08-31", "2024-09-01"),
            ("2026-09-01", "2026-09-01"),
            ("2030-01-01", "2026-09-01"),
        ] {
            let policy = shelf.in_force(day(on)).expect("there is one");
            assert_eq!(policy.title, expected, "on {on}");
        }
        assert!(PolicyShelf::default().in_force(day("2026-01-01")).is_none());
    }
}
