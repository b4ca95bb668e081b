//! `lm show --ratings` for programs. Scores are from 0 to 100, and more is always better; a change
//! above 0 is an improvement.

use super::ratings_answers::Answered;
use crate::cli::call::Call;
use crate::cli::json;
use crate::cli::somebody::somebody;
use crate::domain::case::Attainment;
use crate::domain::choices::Phase;
use crate::domain::instrument::{Better, Comparison, ItemRow, Observed, Row};
use crate::domain::record::Case;
use crate::domain::record::plan::Plan;
use crate::domain::statistics::Spread;
use crate::store::School;
use serde_json::{Value, json};

/// Prints everything there is to know about the questionnaires.
pub(super) fn print(
    case: &Case,
    school: &School,
    (found, others): (&[Comparison<'_>], &[Answered<'_>]),
    targets: Option<(&Plan, &Attainment<'_>)>,
    min_weeks: Option<u32>,
    call: &mut Call<'_, '_>,
) {
    let all: Vec<Value> = found.iter().map(|one| questionnaire(one, school, min_weeks)).collect();
    let others: Vec<Value> = others.iter().map(|one| one.as_json(school)).collect();
    let value = json!({
        "as_of": call.today,
        "case": case.id,
        "in_words": others,
        "name": case.name(),
        "questionnaires": all,
        "targets": targets.map(|(plan, found)| measured(plan, found)),
    });
    json::print(call, value);
}

fn questionnaire(one: &Comparison<'_>, school: &School, min_weeks: Option<u32>) -> Value {
    let by_phase = Phase::ALL.iter().zip(&one.ratings);
    let completed: Vec<Value> = by_phase
        .flat_map(|(phase, ratings)| ratings.iter().map(move |rating| (phase, rating)))
        .map(|(phase, rating)| {
            json!({
                "attendance_percent": rating.attendance_percent,
                "by": somebody(school, &rating.respondent),
                "date": rating.date,
                "id": rating.id,
                "phase": phase.code(),
            })
        })
        .collect();
    let raters = one.raters();
    let raters = raters.iter().map(
        |rater| json!({ "by": somebody(school, rater.person), "score": numbers(rater.percent) }),
    );
    let cautions = one.cautions(min_weeks);
    let cautions = cautions
        .iter()
        .map(|caution| json!({ "code": caution.code(), "words": caution.to_string() }));
    json!({
        "cautions": cautions.collect::<Vec<_>>(),
        "completed": completed,
        "instrument": one.instrument.id,
        "items": one.items().iter().map(|row| item(one, row)).collect::<Vec<_>>(),
        "observed": one.observed.as_ref().map(|seen| observed(one, seen)),
        "raters": raters.collect::<Vec<_>>(),
        "reliable_change": reliable_change(one),
        "scores": one.rows.iter().map(|row| score(one, row)).collect::<Vec<_>>(),
        "title": one.instrument.title,
        "view": one.voice.code(),
        "weeks_between": one.weeks_between(),
    })
}

/// A value for each of the three times.
fn phases<T: Into<Value>>(values: [Option<T>; 3]) -> Value {
    let [before, review, after] = values.map(|one| one.map_or(Value::Null, Into::into));
    json!({ "after": after, "before": before, "review": review })
}

/// A number with two decimals at most, so that it reads the same everywhere.
fn two(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn numbers(values: [Option<f64>; 3]) -> Value {
    phases(values.map(|value| value.map(two)))
}

fn score(one: &Comparison<'_>, row: &Row) -> Value {
    json!({
        "best_total": row.best,
        "change": one.change(row).map(two),
        "hoped": numbers(row.hoped),
        "score": numbers(row.percent()),
        "section": row.section,
        "spread": spreads(row.scores),
        "total": numbers(row.raw),
        "worst_total": row.worst,
    })
}

fn spreads(scores: [Option<Spread>; 3]) -> Value {
    phases(scores.map(|scores| {
        scores.map(|all| {
            json!({
                "deviation": all.deviation.map(two),
                "highest": two(all.highest),
                "lowest": two(all.lowest),
                "mean": two(all.mean),
                "people": all.count,
            })
        })
    }))
}

fn item(one: &Comparison<'_>, row: &ItemRow<'_>) -> Value {
    let marks = [0, 1, 2].map(|at| {
        let marks = row.marks[at].iter().map(|(now, hoped)| json!({ "hoped": hoped, "now": now }));
        Some(marks.collect::<Vec<_>>())
    });
    json!({
        "better": row.counted.better.code(),
        "change": one.between().and_then(|between| row.change(between)).map(two),
        "item": row.item.id,
        "marks": phases(marks),
        "score": numbers(row.percent()),
        "section": row.section.id,
        "text": row.item.text,
    })
}

fn observed(one: &Comparison<'_>, seen: &Observed<'_>) -> Value {
    let columns = seen.columns.iter().map(|column| {
        let better_by = one.between().and_then(|between| column.better_by(between));
        let wanted = match column.better {
            Better::High => Some(true),
            Better::Low => Some(false),
            Better::Neither => None,
        };
        json!({
            "better_by": better_by.map(two),
            "counts": numbers(column.counts),
            "item": column.item.id,
            "text": column.item.text,
            "wanted": wanted,
        })
    });
    let intervals = [0, 1, 2].map(|at| {
        let each = seen.intervals[at].iter();
        let each = each.map(
            |(wanted, unwanted)| json!({ "unwanted": two(*unwanted), "wanted": two(*wanted) }),
        );
        Some(each.collect::<Vec<_>>())
    });
    json!({
        "change": one.between().and_then(|between| seen.change(between)).map(two),
        "columns": columns.collect::<Vec<_>>(),
        "intervals": phases(intervals),
        "share_wanted": numbers(seen.percent()),
    })
}

fn reliable_change(one: &Comparison<'_>) -> Option<Value> {
    Some(match one.reliable_change()? {
        Ok(change) => json!({
            "better_by": two(change.better_by),
            "critical": two(change.rule.critical),
            "index": change.rule.index(change.better_by).map(two),
            "judged": change.judged.code(),
        }),
        Err(why) => json!({ "judged": "unknown", "why": why.code() }),
    })
}

fn measured(plan: &Plan, found: &Attainment<'_>) -> Value {
    let targets = found.measured.iter().map(|one| {
        json!({
            "baseline": one.baseline,
            "latest": one.latest.value,
            "latest_on": one.latest.date,
            "level": one.level.number(),
            "share": two(one.share),
            "target": one.target.id,
            "to_reach": one.wanted,
            "what": one.what,
        })
    });
    let not_measured: Vec<_> = found.not_measured.iter().map(|target| &target.id).collect();
    json!({
        "goal_attainment_t": found.t.map(two),
        "measured": targets.collect::<Vec<_>>(),
        "not_measured": not_measured,
        "plan_starts": plan.starts,
    })
}
