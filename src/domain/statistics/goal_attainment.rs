//! How far a pupil has come with several targets of their own, in one number.
//!
//! `T = 50 + 10·Σwx / √((1 − ρ)·Σw² + ρ·(Σw)²)` with ρ = 0.30, where 50 means *as expected*. Source:
//! Kiresuk and Sherman, *Community Mental Health Journal* 4 (1968), 443–453. Whose targets they are,
//! and the levels that they have reached, is not here.

use crate::domain::choices::choices;

/// How much the targets of one person are taken to go together; the value that the authors use.
pub const CORRELATION: f64 = 0.30;

choices! {
    /// How far a target has been reached, in five levels.
    Level {
        MuchLess: "much-less" => "less than half way",
        Less: "less" => "half way or more",
        AsExpected: "as-expected" => "reached",
        More: "more" => "half as far again",
        MuchMore: "much-more" => "twice as far, or further",
    }
}

impl Level {
    /// From −2 to +2; 0 is what was agreed.
    pub fn number(self) -> i8 {
        match self {
            Self::MuchLess => -2,
            Self::Less => -1,
            Self::AsExpected => 0,
            Self::More => 1,
            Self::MuchMore => 2,
        }
    }

    /// The level of a number on its way from where it stood to where it should get to. The way is
    /// cut into equal steps of one half, so that −2 is where it stood (or worse), 0 is the target
    /// and +2 is as far again beyond it; a level counts when all of its step is done. `None` when
    /// the way has no length, so that nobody can say which way is better.
    pub fn on_the_way(baseline: f64, target: f64, latest: f64) -> Option<Self> {
        let share = share_of_the_way(baseline, target, latest)?;
        // A number such as 4.2 of 6 is not kept exactly.
        let done = |part: f64| share >= part - 1e-9;
        Some(if done(2.0) {
            Self::MuchMore
        } else if done(1.5) {
            Self::More
        } else if done(1.0) {
            Self::AsExpected
        } else if done(0.5) {
            Self::Less
        } else {
            Self::MuchLess
        })
    }
}

/// How much of the way is done: 0 at the baseline, 1 at the target, below 0 when it got worse.
pub fn share_of_the_way(baseline: f64, target: f64, latest: f64) -> Option<f64> {
    let share = (latest - baseline) / (target - baseline);
    share.is_finite().then_some(share)
}

/// The T-score of targets, each with its level and its weight above 0; `None` when there are none.
pub fn attainment_t(targets: &[(Level, f64)]) -> Option<f64> {
    let sum = |part: &dyn Fn(f64, f64) -> f64| -> f64 {
        targets.iter().map(|(level, weight)| part(f64::from(level.number()), *weight)).sum()
    };
    let (reached, weights) = (sum(&|x, w| w * x), sum(&|_, w| w));
    let squares = sum(&|_, w| w * w);
    let below = ((1.0 - CORRELATION) * squares + CORRELATION * weights * weights).sqrt();
    (below > 0.0).then(|| 50.0 + 10.0 * reached / below)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(number: i8) -> Level {
        let found = Level::ALL.iter().find(|level| level.number() == number);
        *found.expect("from -2 to +2")
    }

    #[test]
    fn the_score_is_as_published() {
        for (levels, weights, expected) in [
            (&[0, 0, 0][..], &[1.0, 1.0, 1.0][..], 50.00),
            (&[1, 1, 1], &[1.0, 1.0, 1.0], 63.69),
            (&[1, 0, -1], &[1.0, 1.0, 1.0], 50.00),
            (&[2], &[1.0], 70.00),
            (&[-2, -2], &[1.0, 1.0], 25.19),
            (&[1, 2], &[1.0, 3.0], 70.38),
        ] {
            let targets: Vec<(Level, f64)> =
                levels.iter().zip(weights).map(|(number, w)| (level(*number), *w)).collect();
            let found = attainment_t(&targets).expect("there are targets");
            assert!((found - expected).abs() < 0.005, "{levels:?}: {found}");
        }
        assert_eq!(attainment_t(&[]), None);
    }

    #[test]
    fn a_level_counts_when_all_of_its_step_is_done_whichever_way_is_better() {
        for (baseline, target, latest, expected) in [
            (6.0, 2.0, 6.0, Some(-2)),
            (6.0, 2.0, 9.0, Some(-2)),
            (6.0, 2.0, 4.1, Some(-2)),
            (6.0, 2.0, 4.0, Some(-1)),
            (6.0, 2.0, 2.1, Some(-1)),
            (6.0, 2.0, 2.0, Some(0)),
            (6.0, 2.0, 0.0, Some(1)),
            (1.0, 3.0, 3.0, Some(0)),
            (1.0, 3.0, 5.0, Some(2)),
            (1.0, 3.0, 50.0, Some(2)),
            (85.1, 95.3, 95.3, Some(0)),
            (3.0, 3.0, 9.0, None),
        ] {
            let found = Level::on_the_way(baseline, target, latest).map(Level::number);
            assert_eq!(found, expected, "{baseline} to {target}, now {latest}");
        }
    }
}
