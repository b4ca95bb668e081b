//! The exit check for programs.

use crate::cli::written_at;
use crate::domain::case::WrittenAt;
use crate::domain::choices::AbsenceReason;
use crate::domain::exit::{
    AbsenceClass, CriterionCheck, Evidence, ExitCheck, Fairness, Requirement, SessionAttendance,
    TargetCheck,
};
use crate::domain::id::Id;
use crate::domain::instrument::Comparison;
use crate::domain::record::Case;
use serde_json::{Map, Value, json};

pub(super) fn of(check: &ExitCheck<'_>, case: &Case) -> Value {
    json!({
        "attendance": attendance(&check.attendance, case),
        "case": case.id,
        "criteria": check.criteria.iter().map(|one| criterion(one, case)).collect::<Vec<_>>(),
        "day": check.day,
        "ending": check.exit.map(|exit| json!({ "criteria": exit.criteria, "date": exit.date })),
        "fairness": check.fairness.as_ref().map(fairness),
        "name": case.name(),
        "newer_policy_from": check.newer_policy,
        "not_finished": check.loose_ends.iter().map(|one| fact(one, case)).collect::<Vec<_>>(),
        "policy_from": check.policy_from,
        "required": check.required.iter().map(|one| requirement(one, case)).collect::<Vec<_>>(),
        "scores": check.scores.iter().map(scores).collect::<Vec<_>>(),
        "since": check.since,
        "speaks_for_it": check.speaks_for_it(),
        "standing": check.standing.code(),
        "targets": check.targets.iter().map(target).collect::<Vec<_>>(),
    })
}

fn written(at: Option<WrittenAt>, case: &Case) -> Value {
    let Some(at) = at else { return Value::Null };
    let (file, field) = written_at::place(case, at);
    json!({ "field": field.to_string(), "file": &*file })
}

fn plain(text: &str) -> String {
    text.replace(['‹', '›'], "")
}

fn fact(one: &Evidence, case: &Case) -> Value {
    json!({
        "at": written(one.at, case),
        "says": plain(&one.says),
        "weight": one.weight.code(),
    })
}

fn criterion(one: &CriterionCheck<'_>, case: &Case) -> Value {
    json!({
        "criterion": one.criterion.id,
        "evidence": one.evidence.iter().map(|one| fact(one, case)).collect::<Vec<_>>(),
        "holds": one.holds(),
        "kind": one.criterion.kind.code(),
        "label": one.criterion.label,
        "letter": one.criterion.letter,
        "not_before": one.not_before.iter().map(|one| plain(&one.says)).collect::<Vec<_>>(),
        "verdict": one.verdict.code(),
    })
}

fn requirement(one: &Requirement, case: &Case) -> Value {
    json!({
        "at": written(one.at, case),
        "belongs": one.belongs.replace('`', ""),
        "key": one.key,
        "kind": one.kind.code(),
        "says": plain(&one.says),
        "state": one.state.code(),
        "what": one.what,
    })
}

fn target(one: &TargetCheck<'_>) -> Value {
    let measure = one.measure.as_ref().map(|figures| {
        json!({
            "baseline": figures.measure.baseline,
            "latest": figures.latest.map(|reading| json!({ "date": reading.date, "value": reading.value })),
            "reached": figures.reached,
            "target": figures.measure.target,
            "way_percent": figures.way_percent,
            "what": figures.measure.what,
        })
    });
    json!({
        "at_review": one.at_review.map(|(date, progress)| json!({ "date": date, "progress": progress.code() })),
        "measure": measure,
        "state": one.state.code(),
        "target": one.target.id,
        "words": one.target.target.trim(),
    })
}

fn attendance(found: &SessionAttendance, case: &Case) -> Value {
    let not_held: Map<String, Value> = AbsenceClass::ALL
        .iter()
        .map(|class| (class.code().to_owned(), json!(found.not_held(*class))))
        .collect();
    let reasons: Vec<Value> = found
        .reasons
        .iter()
        .map(|((class, reason), count)| {
            json!({ "class": class.code(), "count": count, "reason": reason.map(AbsenceReason::code) })
        })
        .collect();
    json!({
        "arranged": found.arranged,
        "came": found.came,
        "expected": found.expected.map(|expected| json!({
            "from": expected.from,
            "per_week": expected.per_week,
            "school_weeks": expected.school_weeks,
            "sessions": expected.sessions,
            "weeks": expected.weeks,
        })),
        "first": found.first_and_last.map(|(first, _)| first),
        "in_groups": found
            .in_groups
            .iter()
            .map(|at| written(Some(*at), case))
            .collect::<Vec<_>>(),
        "held_on_plan": found.held_on_plan,
        "held_percent": found.held_percent(),
        "last": found.first_and_last.map(|(_, last)| last),
        "late": found.late,
        "longest_row_missed": found.longest_row,
        "missed_in_a_row": found.missed_in_a_row,
        "missed_percent": found.missed_percent(),
        "not_held": not_held,
        "planned": found.planned,
        "planned_changed": found.changed.iter().map(|one| json!({
            "because": one.reason(),
            "date": one.date,
            "from": one.from,
            "to": one.to,
        })).collect::<Vec<_>>(),
        "reasons": reasons,
    })
}

fn fairness(found: &Fairness) -> Value {
    let tried = &found.approaches;
    json!({
        "approaches": {
            "count": tried.count,
            "in_plans": tried.in_plans,
            "modes": tried.modes.iter().map(|mode| mode.code()).collect::<Vec<_>>(),
            "named": tried.named,
            "needed": tried.needed,
        },
        "parents_reached": found.parents_reached,
        "parents_tried": found.parents_tried,
        "times_of_day": found.times.iter().map(|time| time.code()).collect::<Vec<_>>(),
        "unfair": found.unfair.iter().map(|(unfair, says)| json!({
            "code": unfair.code(),
            "label": unfair.label(),
            "says": says,
        })).collect::<Vec<_>>(),
    })
}

fn scores(found: &Comparison<'_>) -> Value {
    let rounded = |score: f64| (score * 100.0).round() / 100.0;
    let row = |section: Option<&Id>, percent: [Option<f64>; 3]| {
        let [before, review, after] = percent.map(|score| score.map(rounded));
        json!({ "after": after, "before": before, "review": review, "section": section })
    };
    let mut rows: Vec<Value> =
        found.rows.iter().map(|one| row(one.section.as_ref(), one.percent())).collect();
    if rows.is_empty() {
        rows.push(row(None, found.whole()));
    }
    json!({
        "instrument": found.instrument.id,
        "other_people": found.other_people(),
        "rows": rows,
        "weeks_between": found.weeks_between(),
    })
}
