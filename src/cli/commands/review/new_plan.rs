//! The plan with which a pupil goes on after a review: what is open is carried over with its history,
//! and new targets are added. The plan before it stays as it is, but for the outcomes.

use super::Arguments;
use super::targets::{Ended, new_id, still_open};
use crate::cli::ask::{Refusal, words};
use crate::cli::call::Call;
use crate::cli::entry::{About, Draft, Field, fill, whole};
use crate::cli::from_file;
use crate::cli::outcome::CommandError;
use crate::cli::plain_hint::hints;
use crate::cli::recording::OpenCase;
use crate::cli::smart_target::{self, Given, Written};
use crate::domain::case::left_of_plan;
use crate::domain::id::Id;
use crate::domain::record::plan::{Plan, Target, TargetOutcome, TargetResult};
use crate::domain::record::reviews::{Review, ReviewDecision};
use crate::domain::spoken_date;
use serde_json::{Value as Json, json};

/// A new plan, and what of the old one goes into it.
pub(super) struct NewPlan {
    pub(super) plan: Plan,
    /// The open targets of the old plan, which end there as carried over.
    pub(super) carried: Vec<Ended>,
    /// The targets that were not there before.
    pub(super) fresh: Vec<Id>,
    /// The review does not say why it decided so.
    pub(super) says_no_reason: bool,
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
    if !begins_one(arguments, review)? {
        return Ok(None);
    }
    let mut written: Option<Plan> = None;
    if let Some(named) = &arguments.plan {
        written = Some(from_file::read::<Plan>(named, call)?);
    }
    let mut fresh = Vec::new();
    for typed in &arguments.new_target {
        let target = target(typed, &fresh, open, call);
        let target = target.map_err(|refusal| refusal.of_flag("--new-target"))?;
        say_what_is_hard(&target, open, call);
        fresh.push(target);
    }
    let with_targets = review.decision == Some(ReviewDecision::ContinueNewTargets);
    if asks && with_targets && written.is_none() && fresh.is_empty() {
        ask_targets(&mut fresh, open, call)?;
    }
    if written.is_none() && fresh.is_empty() && arguments.new_strategy.is_empty() {
        return match arguments.planned_sessions {
            Some(_) => Err(CommandError::usage("--planned-sessions belongs to a new plan")
                .hint(format!("of the plan in force: lm plan sessions {}", open.case.id))),
            None => Ok(None),
        };
    }
    let (kept, carried) = carried(arguments, review, ended, open)?;
    let mut plan = written.unwrap_or_else(|| next_after(open, review));
    plan.id = plan.id.or_else(|| Some(plan_id(open)));
    plan.starts = review.date;
    add_ways(&mut plan, arguments)?;
    let new: Vec<Id> = plan.targets.iter().chain(&fresh).map(|target| target.id.clone()).collect();
    let all = kept.into_iter().filter(|old| plan.targets.iter().all(|new| new.id != old.id));
    let all: Vec<Target> = all.chain(plan.targets.iter().cloned()).chain(fresh).collect();
    plan.targets = all;
    if arguments.agreed {
        plan.agreed_by_pupil = Some(review.date);
        plan.agreed_by_mentor = Some(review.date);
    }
    let reason = review.reason.as_deref().unwrap_or_default();
    let says_no_reason = reason.trim().is_empty();
    Ok(Some(NewPlan { plan, carried, fresh: new, says_no_reason }))
}

/// Whether the decision goes with a new plan: to go on with new targets, or in another way.
fn begins_one(arguments: &Arguments, review: &Review) -> Result<bool, CommandError> {
    let has_targets =
        !arguments.new_target.is_empty() || arguments.plan.is_some() || !arguments.keep.is_empty();
    match review.decision {
        Some(ReviewDecision::ContinueNewTargets) => Ok(true),
        _ if has_targets => Err(CommandError::usage("new targets belong to another decision")
            .hint("decide on them with --decision continue-new-targets")),
        Some(ReviewDecision::ContinueSameTargets) => {
            Ok(!arguments.new_strategy.is_empty() || arguments.planned_sessions.is_some())
        }
        _ if !arguments.new_strategy.is_empty() || arguments.planned_sessions.is_some() => {
            Err(CommandError::usage("a new plan belongs to another decision")
                .hint("go on in another way with --decision continue-same-targets"))
        }
        _ => Ok(false),
    }
}

/// What will be done in another way, and how many sessions there are.
fn add_ways(plan: &mut Plan, arguments: &Arguments) -> Result<(), CommandError> {
    for typed in &arguments.new_strategy {
        let strategy =
            words::one_line(typed).map_err(|refusal| refusal.of_flag("--new-strategy"))?;
        if !plan.strategies.contains(&strategy) {
            plan.strategies.push(strategy);
        }
    }
    if let Some(typed) = &arguments.planned_sessions {
        let number = whole(typed).map_err(|refusal| refusal.of_flag("--planned-sessions"))?;
        plan.planned_sessions = Some(number);
    }
    Ok(())
}

/// Says what becomes of the sessions that were planned.
pub(super) fn say_sessions(new: &NewPlan, open: &OpenCase, call: &mut Call<'_, '_>) {
    let Some(left) = left_of_plan(&open.case, new.plan.starts) else { return };
    let id = &open.case.id;
    let is_told = !new.plan.sessions_changed.is_empty();
    let (says, command) = match new.plan.planned_sessions {
        None => (
            "all planned sessions were held, and the new plan has no number".to_owned(),
            Some(format!("lm plan sessions {id}")),
        ),
        Some(planned) if planned == left => (
            format!("the new plan has the {left} planned sessions that are left"),
            Some(format!("lm plan sessions {id}")),
        ),
        Some(planned) if planned < left && !is_told && new.says_no_reason => (
            format!("the new plan has {planned} sessions, and {left} were left; why?"),
            Some(format!("lm plan sessions {id} {planned} --was {left} --because …")),
        ),
        Some(planned) => {
            (format!("the new plan has {planned} sessions, and {left} were left"), None)
        }
    };
    call.say(&says);
    if let Some(command) = command {
        call.say(&format!("to change that: {command}"));
    }
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
        // What was held was of the plan before.
        planned_sessions: left_of_plan(&open.case, review.date).filter(|left| *left > 0),
        sessions_changed: Vec::new(),
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
        ending: before.and_then(|plan| plan.ending.clone()),
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
    let measure = next().map(smart_target::counted).transpose()?;
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

/// Says what a pupil may not understand of a target that a flag wrote.
fn say_what_is_hard(target: &Target, open: &OpenCase, call: &mut Call<'_, '_>) {
    let said = json!([target.target, target.success]);
    for hint in hints(&said, &About::case(open, call)) {
        call.say(&format!("hint: target {}: {hint}", target.id));
    }
}

/// Asks for new targets, one after the other, as `lm plan add-target` does.
fn ask_targets(
    fresh: &mut Vec<Target>,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    loop {
        let about = About::case(open, call);
        let (question, skips) = if fresh.is_empty() {
            ("A new target, in the pupil's words", "agreed later")
        } else {
            ("One more target", "no more")
        };
        let words = smart_target::words_of("--new-target", question).skips(skips);
        let mut fields = vec![words, Field::id("id", "").or(Some(new_id(open, fresh).to_string()))];
        let details = smart_target::details(Given::default(), open, &about).into_iter();
        let rest = details.chain([smart_target::day_of().skips("the next review")]);
        fields.extend(rest.map(|field| field.when(|draft| draft.contains_key("target"))));
        let draft = fill::<Draft>(&fields, None, &about, call)?.entry;
        if !draft.contains_key("target") {
            return Ok(());
        }
        let target = serde_json::from_value(Json::Object(draft));
        fresh.push(target.expect("the fields of a target make one"));
    }
}

/// Says of each new target which letters of SMART it leaves open.
pub(super) fn say_what_is_open(new: &NewPlan, call: &mut Call<'_, '_>) {
    let fresh = new.plan.targets.iter().filter(|target| new.fresh.contains(&target.id));
    for target in fresh {
        smart_target::say_what_is_open(target, Written::As(&target.id), call);
    }
}

/// The day by which targets without one are to be met.
pub(super) fn set_review_day(new: &mut NewPlan, review: &Review) {
    new.plan.review_on = new.plan.review_on.or(review.next_review);
    for target in &mut new.plan.targets {
        target.by = target.by.or(review.next_review);
    }
}
