//! How far a mentee has come with the measured targets of a plan: each on its way from where it
//! stood to where it should get to, and all of them in one number. The formula stands in
//! [`crate::domain::statistics`].

use super::all_met::is_left_out;
use crate::domain::date::Date;
use crate::domain::record::plan::{Plan, Reading, Target};
use crate::domain::statistics::{Level, attainment_t, share_of_the_way};

/// A target with a number to reach and a number to show for it.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasuredTarget<'a> {
    /// The target.
    pub target: &'a Target,
    /// What is counted.
    pub what: &'a str,
    /// Where it stood.
    pub baseline: f64,
    /// Where it should get to.
    pub wanted: f64,
    /// Where it was when somebody last looked.
    pub latest: &'a Reading,
    /// How much of the way is done: 0 where it stood, 1 at the target, below 0 when it got worse.
    pub share: f64,
    /// The level that this comes to.
    pub level: Level,
}

/// The targets of a plan in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Attainment<'a> {
    /// Those that can be counted, in the plan's order.
    pub measured: Vec<MeasuredTarget<'a>>,
    /// Those that cannot: they have no number, no baseline, no reading yet, or no way to go.
    pub not_measured: Vec<&'a Target>,
    /// The goal attainment T-score of those that can, each with the same weight: 50 means as
    /// expected. `None` when there are none.
    pub t: Option<f64>,
}

/// How far the targets of a plan have come by a day. A target that was dropped with a
/// reason counts nowhere.
pub fn attainment(plan: &Plan, on: Date) -> Attainment<'_> {
    let (mut measured, mut not_measured) = (Vec::new(), Vec::new());
    for target in plan.targets.iter().filter(|target| !is_left_out(target, on)) {
        match on_its_way(target, on) {
            Some(found) => measured.push(found),
            None => not_measured.push(target),
        }
    }
    let levels: Vec<(Level, f64)> = measured.iter().map(|one| (one.level, 1.0)).collect();
    Attainment { t: attainment_t(&levels), measured, not_measured }
}

fn on_its_way(target: &Target, on: Date) -> Option<MeasuredTarget<'_>> {
    let measure = target.measure.as_ref()?;
    let (baseline, wanted) = (measure.baseline?, measure.target);
    let until_now = measure.readings.iter().filter(|reading| reading.date <= on);
    let latest = until_now.max_by_key(|reading| reading.date)?;
    Some(MeasuredTarget {
        target,
        what: &measure.what,
        baseline,
        wanted,
        latest,
        share: share_of_the_way(baseline, wanted, latest.value)?,
        level: Level::on_the_way(baseline, wanted, latest.value)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::yaml;

    const PLAN: &str = "
starts: 2026-09-07
targets:
  - id: t1
    target: Fewer incidents
    measure:
      what: incidents a week
      baseline: 6
      target: 2
      readings:
        - { date: 2026-09-20, value: 5 }
        - { date: 2026-10-20, value: 2 }
        - { date: 2026-12-01, value: 6 }
  - id: t2
    target: On time
    measure: { what: days, baseline: 1, target: 3, readings: [{ date: 2026-10-20, value: 2 }] }
  - id: t3
    target: Not measured
  - id: t4
    target: Nobody looked yet
    measure: { what: days, baseline: 1, target: 3 }
  - id: t5
    target: Given up
    measure: { what: days, baseline: 1, target: 3, readings: [{ date: 2026-10-20, value: 1 }] }
    outcome: { result: dropped, date: 2026-10-21, evidence: The club closed }
  - id: t6
    target: To be kept as it is
    measure: { what: days, baseline: 3, target: 3, readings: [{ date: 2026-10-20, value: 3 }] }
";

    #[test]
    fn only_what_was_measured_by_the_day_counts() {
        let plan: Plan = yaml::read(&"test".into(), PLAN).value.expect("a plan");
        let on = "2026-11-21".parse().expect("a date");
        let found = attainment(&plan, on);
        let measured: Vec<_> = found
            .measured
            .iter()
            .map(|one| (one.target.id.as_str(), one.latest.value, one.level.number()))
            .collect();
        assert_eq!(measured, [("t1", 2.0, 0), ("t2", 2.0, -1)]);
        let left: Vec<_> = found.not_measured.iter().map(|target| target.id.as_str()).collect();
        assert_eq!(left, ["t3", "t4", "t6"]);
        assert!((found.t.expect("two targets") - 43.798).abs() < 0.001, "{:?}", found.t);
    }
}
