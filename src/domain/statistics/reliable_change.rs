//! Whether a change is larger than what chance in filling in a form would bring about.
//!
//! `SE_diff = SD · √2 · √(1 − r)`; a change is reliable when its size is more than
//! `1.96 · SE_diff`. Source: Jacobson and Truax, *Journal of Consulting and Clinical Psychology*
//! 59 (1991), 12–19; explained by C. Evans at psyctc.org. Spread and reliability come from the
//! instrument's file and are never guessed. That somebody is better does not follow from it, nor
//! what made the change.

use crate::domain::choices::choices;

/// The yardstick for changes on one instrument.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReliableChange {
    /// Standard error of the difference of two totals.
    pub standard_error: f64,
    /// A change of more than so many points is reliable.
    pub critical: f64,
}

/// How many standard errors lie within 95 % of chance.
const WITHIN_CHANCE: f64 = 1.96;

choices! {
    /// What can be said about a change.
    Judged {
        ReliablyBetter: "reliably-better" => "reliably better",
        NoReliableChange: "no-reliable-change" => "no reliable change",
        ReliablyWorse: "reliably-worse" => "reliably worse",
    }
}

impl ReliableChange {
    /// From the standard deviation before a programme, and the reliability; `None` when they
    /// cannot be right.
    pub fn of(standard_deviation: f64, reliability: f64) -> Option<Self> {
        let can_be = standard_deviation.is_finite()
            && standard_deviation > 0.0
            && (0.0..=1.0).contains(&reliability);
        can_be.then(|| {
            let standard_error =
                standard_deviation * std::f64::consts::SQRT_2 * (1.0 - reliability).sqrt();
            Self { standard_error, critical: WITHIN_CHANCE * standard_error }
        })
    }

    /// What can be said about a change of so many points, of which more is better.
    pub fn judge(self, better_by: f64) -> Judged {
        if better_by.abs() <= self.critical {
            Judged::NoReliableChange
        } else if better_by > 0.0 {
            Judged::ReliablyBetter
        } else {
            Judged::ReliablyWorse
        }
    }

    /// The reliable change index: the change in standard errors.
    pub fn index(self, better_by: f64) -> Option<f64> {
        (self.standard_error > 0.0).then(|| better_by / self.standard_error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 5e-5, "{found} is not {expected}");
    }

    #[test]
    fn the_yardstick_is_as_published() {
        // The standard error of measurement 3.07 is a spread of 3.07 with no reliability.
        for (spread, reliability, standard_error, critical) in
            [(3.07, 0.0, 4.3416, 8.5096), (10.0, 0.8, 6.3246, 12.3961), (7.5, 0.9, 3.3541, 6.5740)]
        {
            let rule = ReliableChange::of(spread, reliability).expect("figures that can be");
            near(rule.standard_error, standard_error);
            near(rule.critical, critical);
        }
        let rule = ReliableChange::of(3.07, 0.0).expect("figures that can be");
        near(rule.index(35.0 - 24.0).expect("an error above nothing"), 2.5336);
    }

    #[test]
    fn a_change_is_reliable_only_beyond_the_critical_one_and_has_a_direction() {
        let rule = ReliableChange::of(3.07, 0.0).expect("figures that can be");
        for (better_by, expected) in [
            (11.0, Judged::ReliablyBetter),
            (8.5, Judged::NoReliableChange),
            (rule.critical, Judged::NoReliableChange),
            (0.0, Judged::NoReliableChange),
            (-8.5, Judged::NoReliableChange),
            (-8.6, Judged::ReliablyWorse),
        ] {
            assert_eq!(rule.judge(better_by), expected, "{better_by}");
        }
    }

    #[test]
    fn figures_that_cannot_be_give_no_yardstick() {
        for (spread, reliability) in
            [(0.0, 0.9), (-1.0, 0.9), (5.0, 1.1), (5.0, -0.1), (f64::NAN, 0.5), (5.0, f64::NAN)]
        {
            assert_eq!(ReliableChange::of(spread, reliability), None, "{spread} {reliability}");
        }
    }
}
