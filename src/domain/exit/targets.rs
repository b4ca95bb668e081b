//! How each target of the plan in force stands: what people said of it, and what its figures say.

use super::window::Window;
use crate::domain::case::{WrittenAt, is_left_out, is_reached};
use crate::domain::choices::choices;
use crate::domain::date::Date;
use crate::domain::record::plan::{Measure, Reading, Target, TargetResult};
use crate::domain::record::reviews::Progress;

choices! {
    /// How a target stands when the end of a programme is considered.
    TargetState {
        Met: "met" => "met",
        Reached: "reached" => "its figure is reached, and nobody has said that it is met",
        Unmeasured: "unmeasured" => "it has a figure to reach, and nobody measured it",
        Contradicted: "contradicted" => "said to be met, but the last figure falls short",
        Open: "open" => "open",
        Partly: "partly" => "partly met",
        NotMet: "not-met" => "not met",
        CarriedOver: "carried-over" => "carried into a next plan that is not there",
        Dropped: "dropped" => "dropped",
        DroppedSilently: "dropped-silently" => "dropped, and nobody wrote down why",
    }
}

/// A target of the plan in force.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetCheck<'a> {
    /// The target.
    pub target: &'a Target,
    /// The plan in which it stands.
    pub at: WrittenAt,
    /// How it stands.
    pub state: TargetState,
    /// Its figures, where it has any to reach.
    pub measure: Option<MeasureCheck<'a>>,
    /// How the last review that spoke of it saw it.
    pub at_review: Option<(Date, Progress)>,
}

/// The figures of a target.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureCheck<'a> {
    /// What is counted, the start and the aim.
    pub measure: &'a Measure,
    /// The last reading.
    pub latest: Option<&'a Reading>,
    /// Whether the last reading is there; `None` without a reading, or when nobody can say which way
    /// is better.
    pub reached: Option<bool>,
    /// How much of the way from the start to the aim is gone, in per cent; below 0 when it went the
    /// wrong way, above 100 when it went further.
    pub way_percent: Option<f64>,
}

impl MeasureCheck<'_> {
    /// The figures in a line: `lunchtime incidents a week: 6, now 2 (aim 3)`.
    pub fn in_words(&self) -> String {
        let measure = self.measure;
        let start = measure.baseline.map_or_else(
            || "no figure at the start".to_owned(),
            |baseline| format!("{} at the start", number(baseline)),
        );
        let now = self.latest.map_or_else(
            || "never measured since".to_owned(),
            |latest| format!("{} on {}", number(latest.value), latest.date.long()),
        );
        format!("{}: {start}, {now}, aim {}", measure.what.trim(), number(measure.target))
    }
}

/// A figure without needless digits.
fn number(value: f64) -> String {
    let short = format!("{value:.2}");
    short.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(super) fn of<'a>(window: &Window<'a>) -> Vec<TargetCheck<'a>> {
    let Some(plan) = window.plan else { return Vec::new() };
    let at = window.at_plan(plan, "targets");
    let one = |target: &'a Target| {
        let measure = target.measure.as_ref().map(|measure| figures(measure, window.day));
        TargetCheck {
            target,
            at,
            state: state(target, measure.as_ref(), window.day),
            measure,
            at_review: at_review(window, target),
        }
    };
    plan.targets.iter().map(one).collect()
}

fn figures(measure: &Measure, on: Date) -> MeasureCheck<'_> {
    let readings = measure.readings.iter().filter(|reading| reading.date <= on);
    let latest = readings.max_by_key(|reading| reading.date);
    let way = |baseline: f64, value: f64| {
        let whole = measure.target - baseline;
        (whole != 0.0).then(|| (value - baseline) / whole * 100.0)
    };
    MeasureCheck {
        measure,
        latest,
        reached: latest.and_then(|reading| is_reached(measure, reading.value)),
        way_percent: latest.zip(measure.baseline).and_then(|(now, from)| way(from, now.value)),
    }
}

fn state(target: &Target, measure: Option<&MeasureCheck<'_>>, on: Date) -> TargetState {
    let said = target.outcome.as_ref().filter(|outcome| outcome.date <= on);
    let unmeasured = measure.is_some_and(|figures| figures.latest.is_none());
    let reached = measure.and_then(|figures| figures.reached);
    match said.map(|outcome| outcome.result) {
        Some(TargetResult::Dropped) if is_left_out(target, on) => TargetState::Dropped,
        Some(TargetResult::Dropped) => TargetState::DroppedSilently,
        Some(TargetResult::CarriedOver) => TargetState::CarriedOver,
        Some(TargetResult::Partly) => TargetState::Partly,
        Some(TargetResult::NotMet) => TargetState::NotMet,
        _ if unmeasured => TargetState::Unmeasured,
        Some(TargetResult::Met) if reached == Some(false) => TargetState::Contradicted,
        Some(TargetResult::Met) => TargetState::Met,
        None if reached == Some(true) => TargetState::Reached,
        None => TargetState::Open,
    }
}

fn at_review(window: &Window<'_>, target: &Target) -> Option<(Date, Progress)> {
    let reviews = window.case.reviews.reviews.iter();
    let spoke = reviews.filter(|review| window.days.contains(review.date)).filter_map(|review| {
        let mut of_it = review.progress.iter();
        Some((review.date, of_it.find(|one| one.target == target.id)?.progress))
    });
    spoke.max_by_key(|(date, _)| *date)
}
