//! The plan with which a pupil goes on after a review: what is open is carried over with its history,
//! and new targets are added. The plan before it stays as it is, but for the outcomes.

use super::Arguments;
use super::targets::{Ended, new_id, still_open};
use crate::cli::ask::{self, Empty, Question, Refusal, Said, words};
use crate::cli::call::Call;
use crate::cli::from_file;
use crate::cli::outcome::CommandError;
use crate::cli::recording::OpenCase;
use crate::domain::id::Id;
use crate::domain::record::plan::{Measure, Plan, Target, TargetOutcome, TargetResult};
use crate::domain::record::reviews::{Review, ReviewDecision};
use crate::domain::spoken_date;

/// A new plan, and what of the old one goes into it.
pub(super) struct NewPlan {
    pub(super) plan: Plan,
    /// The open targets of the old plan, which end there as carried over.
    pub(super) carried: Vec<Ended>,
}

/// The new plan, when the review decided to go on with new targets and they are known.
pub(super) fn of(
    arguments: &Arguments,
    review: &Review,
    ended: &[Ended],
    open: &OpenCase,
    asks: bool,
    call: &mut Call<'_, '_>,
) -> Result<Option<NewPlan>, CommandError> {
    let says_how = !arguments.new_target.is_empty() || arguments.plan.is_some();
    if review.decision != Some(ReviewDecision::ContinueNewTargets) {
        return if says_how || !arguments.keep.is_empty() {
            Err(CommandError::usage("new targets belong to another decision")
                .hint("decide on them with --decision continue-new-targets"))
        } else {
            Ok(None)
        };
    }
    let mut written: Option<Plan> = None;
    if let Some(named) = &arguments.plan {
        written = Some(from_file::read::<Plan>(named, call)?);
    }
    let mut fresh = Vec::new();
    for typed in &arguments.new_target {
        let target = target(typed, &fresh, open, call);
        fresh.push(target.map_err(|refusal| refusal.of_flag("--new-target"))?);
    }
    if asks && written.is_none() && fresh.is_empty() {
        ask_targets(&mut fresh, open, call)?;
    }
    if written.is_none() && fresh.is_empty() {
        return Ok(None);
    }
    let (kept, carried) = carried(arguments, review, ended, open)?;
    let mut plan = written.unwrap_or_else(|| next_after(open, review));
    plan.id = plan.id.or_else(|| Some(plan_id(open)));
    plan.starts = review.date;
    let all = kept.into_iter().filter(|old| plan.targets.iter().all(|new| new.id != old.id));
    let all: Vec<Target> = all.chain(plan.targets.iter().cloned()).chain(fresh).collect();
    plan.targets = all;
    if arguments.agreed {
        plan.agreed_by_pupil = Some(review.date);
        plan.agreed_by_mentor = Some(review.date);
    }
    Ok(Some(NewPlan { plan, carried }))
}

/// The open targets that go on, as they stand in the new plan and as they end in the old one.
fn carried(
    arguments: &Arguments,
    review: &Review,
    ended: &[Ended],
    open: &OpenCase,
) -> Result<(Vec<Target>, Vec<Ended>), CommandError> {
    let still: Vec<(usize, usize, &Target)> = still_open(open, review.date)
        .into_iter()
        .filter(|(plan, at, _)| !ended.iter().any(|one| (one.plan, one.target) == (*plan, *at)))
        .collect();
    for named in &arguments.keep {
        if !still.iter().any(|(.., target)| target.id.as_str() == named) {
            return Err(CommandError::usage(format!("--keep: no target `{named}` is open"))
                .hint(format!("lm show {} shows the open targets", open.case.id)));
        }
    }
    let (mut kept, mut carried) = (Vec::new(), Vec::new());
    for (plan, at, target) in still {
        let id = target.id.as_str();
        if !arguments.keep.is_empty() && !arguments.keep.iter().any(|named| named == id) {
            return Err(CommandError::usage(format!("target `{id}` is open, and not kept"))
                .hint(format!("keep it with --keep {id}"))
                .hint(format!(
                    "or say how it ended, for example --outcome \"{id}=dropped: why\""
                )));
        }
        let mut again = target.clone();
        // A day that has passed is no aim for the new plan; the next review is.
        again.by = again.by.filter(|by| *by > review.date);
        kept.push(again);
        let outcome = TargetOutcome {
            result: TargetResult::CarriedOver,
            date: review.date,
            evidence: None,
            by: review.decided_by.first().or(review.conducted_by.as_ref()).cloned(),
        };
        carried.push(Ended { plan, target: at, outcome });
    }
    Ok((kept, carried))
}

/// What stays as it was: how the pupil is worked with. What was agreed, copied or approved is not.
fn next_after(open: &OpenCase, review: &Review) -> Plan {
    let before = open.case.plan_in_force(review.date);
    let of = |get: fn(&Plan) -> &Option<String>| before.and_then(|plan| get(plan).clone());
    Plan {
        id: None,
        starts: review.date,
        review_on: None,
        band: before.and_then(|plan| plan.band.clone()),
        planned_sessions: before.and_then(|plan| plan.planned_sessions),
        mode: before.map_or_else(Vec::new, |plan| plan.mode.clone()),
        key_worker: open.case.mentoring(review.date).own.cloned(),
        focus: of(|plan| &plan.focus),
        barriers: before.map_or_else(Vec::new, |plan| plan.barriers.clone()),
        extra_or_different: of(|plan| &plan.extra_or_different),
        strategies: before.map_or_else(Vec::new, |plan| plan.strategies.clone()),
        resources: before.map_or_else(Vec::new, |plan| plan.resources.clone()),
        adjustments: before.map_or_else(Vec::new, |plan| plan.adjustments.clone()),
        targets: Vec::new(),
        agreed_by_pupil: None,
        agreed_by_mentor: None,
        copy_to_parents: None,
        copy_to_staff: None,
        discussed_with_parents: None,
        parent_present: None,
        approved: None,
        comments: Vec::new(),
        recorded_by: review.recorded_by.clone(),
    }
}

/// A name for the new plan that none has.
fn plan_id(open: &OpenCase) -> Id {
    let taken = |id: &Id| open.case.plan.plans.iter().any(|plan| plan.id.as_ref() == Some(id));
    let numbered =
        (open.case.plan.plans.len() + 1..).filter_map(|number| Id::new(&format!("p{number}")).ok());
    numbered.into_iter().find(|id| !taken(id)).expect("there are more numbers than plans")
}

/// A target as a flag writes it: `WORDS;HOW I WILL KNOW;BY WHEN;WHAT IS COUNTED: 4 -> 1`.
fn target(
    typed: &str,
    fresh: &[Target],
    open: &OpenCase,
    call: &Call<'_, '_>,
) -> Result<Target, Refusal> {
    let mut parts = typed.split(';').map(str::trim);
    let mut next = || parts.next().filter(|part| !part.is_empty());
    let target = words::one_line(next().unwrap_or_default())?;
    let success = next().map(words::one_line).transpose()?;
    let day = |text: &str| Ok::<_, Refusal>(spoken_date::parse(text, call.today, open.order())?);
    let by = next().map(day).transpose()?;
    let measure = next().map(measure).transpose()?;
    Ok(Target {
        id: new_id(open, fresh),
        target,
        objective: None,
        barrier: None,
        steps: Vec::new(),
        helpers: Vec::new(),
        success,
        measure,
        by,
        feedback: Vec::new(),
        outcome: None,
    })
}

/// `lunchtime incidents a week: 6 -> 3`.
fn measure(typed: &str) -> Result<Measure, Refusal> {
    let wrong = || {
        let message = format!("‹{typed}› does not say what is counted from where to where");
        Refusal::new(message, "write it like lunchtime incidents a week: 6 -> 3")
    };
    let (what, figures) = typed.rsplit_once(':').ok_or_else(wrong)?;
    let (from, to) = figures.split_once("->").ok_or_else(wrong)?;
    let number = |text: &str| {
        let number = text.trim().parse::<f64>().ok();
        number.filter(|number| number.is_finite()).ok_or_else(wrong)
    };
    Ok(Measure {
        what: words::one_line(what)?,
        baseline: Some(number(from)?),
        target: number(to)?,
        readings: Vec::new(),
    })
}

/// Asks for new targets, one after the other.
fn ask_targets(
    fresh: &mut Vec<Target>,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    let order = open.order();
    loop {
        let (text, skip) = if fresh.is_empty() {
            ("A new target, in the pupil's words", "agreed later")
        } else {
            ("One more target", "no more")
        };
        let help = "One thing that can be seen or counted, for example: I am in school by 08:50";
        let question = Question { text, help, empty: Empty::Skips(skip) };
        let Said::This(Some(words)) = ask::ask(call, &question, words::one_line)? else {
            return Ok(());
        };
        let mut new = target(&words.replace(';', ","), fresh, open, call)
            .map_err(|refusal| refusal.of_flag("--new-target"))?;
        let know =
            Question::optional("How will the pupil know?", "What can be seen when it is met");
        if let Said::This(success) = ask::ask(call, &know, words::one_line)? {
            new.success = success;
        }
        let by =
            Question { text: "By when?", help: "A day", empty: Empty::Skips("the next review") };
        if let Said::This(by) = ask::ask_date(call, &by, order, |_| Ok(()))? {
            new.by = by;
        }
        let count = Question::optional(
            "What is counted?",
            "What, from where, to where: lunchtime incidents a week: 6 -> 3",
        );
        if let Said::This(measure) = ask::ask(call, &count, measure)? {
            new.measure = measure;
        }
        fresh.push(new);
    }
}

/// The day by which targets without one are to be met.
pub(super) fn set_review_day(new: &mut NewPlan, review: &Review) {
    new.plan.review_on = new.plan.review_on.or(review.next_review);
    for target in &mut new.plan.targets {
        target.by = target.by.or(review.next_review);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_what_is_counted_from_where_to_where() {
        let read = measure("late marks: a week: 4.5 -> 1").expect("a measure");
        assert_eq!(
            (read.what.as_str(), read.baseline, read.target),
            ("late marks: a week", Some(4.5), 1.0)
        );
        for wrong in ["late marks", "late marks: 4", "late marks: four -> one", ": 4 -> 1"] {
            assert!(measure(wrong).is_err(), "{wrong}");
        }
    }
}
