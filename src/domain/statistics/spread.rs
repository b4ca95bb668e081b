//! The mean of a few numbers, and how far they lie apart.

/// What several people's scores come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// How many there are, at least one.
    pub count: usize,
    /// Their mean.
    pub mean: f64,
    /// The standard deviation of a sample (divided by one less than their number); `None` for one
    /// alone.
    pub deviation: Option<f64>,
    /// The lowest.
    pub lowest: f64,
    /// The highest.
    pub highest: f64,
}

impl Spread {
    /// Of these numbers; `None` when there are none.
    pub fn of(values: &[f64]) -> Option<Self> {
        let first = *values.first()?;
        #[expect(clippy::cast_precision_loss, reason = "few people answer about one pupil")]
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        Some(Self {
            count: values.len(),
            mean,
            deviation: (values.len() > 1).then(|| (squares / (count - 1.0)).sqrt()),
            lowest: values.iter().copied().fold(first, f64::min),
            highest: values.iter().copied().fold(first, f64::max),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_comes_with_the_spread_of_a_sample() {
        let found = Spread::of(&[0.5, 1.0, 0.0, 1.5, -0.5, 1.0]).expect("six numbers");
        assert_eq!((found.count, found.lowest, found.highest), (6, -0.5, 1.5));
        assert!((found.mean - 0.5833).abs() < 5e-5, "{found:?}");
        assert!((found.deviation.expect("of six") - 0.7360).abs() < 5e-5, "{found:?}");
    }

    #[test]
    fn one_number_has_no_spread_and_none_has_no_mean() {
        assert_eq!(Spread::of(&[4.0]).map(|one| (one.mean, one.deviation)), Some((4.0, None)));
        assert_eq!(Spread::of(&[]), None);
    }
}
