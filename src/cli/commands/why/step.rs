//! Why a step stands as it does.

use super::Looked;
use super::chain::Chain;
use super::transfer;
use crate::cli::documents::in_quotes;
use crate::cli::matter_words::{steps, why_due};
use crate::cli::next_command::Taking;
use crate::cli::planned_sessions::{before, changes, planned_and_held};
use crate::cli::policy_key;
use crate::cli::written_at::Lines;
use crate::domain::case::{
    CountedFrom, Deadline, DueBy, DueRule, NotAsked, Standing, StepStage, StepState, WaitingFor,
    WrittenAt, asked_for, missing_forms, only_group, plan_to_approve,
};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::{StepId, explain};
use crate::domain::record::RecordKind;
use crate::domain::spoken_date;

/// The whole chain: the state, the record, the reckoning, the rule with its source, and what clears
/// it.
pub(super) fn chain(looked: &Looked<'_>, step: StepId, lines: &mut Lines<'_>) -> Chain {
    let stage = looked.stage.step(step);
    let today = looked.as_of.on;
    let mut chain = Chain::new(step.code(), format!("{}: {}", step.label(), state(looked, stage)));
    if let Some(proof) = stage.evidence() {
        let text = format!("{}, {}", proof.kind, proof.date.long());
        chain.written("written down", text, Some(lines.of(proof.at)));
        if proof.began != proof.date {
            let text = format!("begun on {}", proof.began.long());
            chain.written("written down", text, Some(lines.of(proof.began_at)));
        }
    }
    if matches!(step, StepId::Plan | StepId::Sessions) {
        plan_in_force(looked, &mut chain, lines);
    }
    if let Some(due) = stage.due() {
        reckoning(&mut chain, due, today, lines);
    }
    // Whoever waits for a place can be helped by a decision alone.
    let needs_a_place = looked.stage.standing == Standing::Waiting && stage.due().is_some();
    if needs_a_place {
        chain.because("first", "a place on the programme");
    } else if !stage.first.is_empty() {
        chain.because("first", steps(&stage.first));
    }
    let missing = questionnaires(looked, stage, &mut chain);
    let mut keys = stage.keys();
    if step == StepId::Transfer && transfer::consent(looked, &mut chain, lines) {
        keys.insert(0, transfer::CONSENT_KEY.to_owned());
    }
    if step == StepId::Transfer && transfer::receipt(looked, &mut chain, lines) {
        keys.insert(0, transfer::KEY.to_owned());
    }
    rules(looked, keys, &mut chain);
    if !stage.is_done() && !matches!(stage.state, StepState::NotAsked(_)) {
        let first = stage.first.first().copied().unwrap_or(step);
        let open = if needs_a_place { StepId::Decision } else { first };
        let id = &looked.case.id;
        let missing = if open == step {
            missing
        } else {
            missing_forms(looked.case, looked.stage, open, looked.as_of).next()
        };
        let taking = Taking {
            step: open,
            questionnaire: missing,
            group: only_group(looked.case, today),
            wants_a_day: stage.state == StepState::Ready,
            approves_plan: plan_to_approve(looked.case, looked.as_of.policies, today).is_some(),
        };
        chain.because("to clear it", taking.command(id));
    }
    chain
}

/// How a step stands, in words.
pub(super) fn state(looked: &Looked<'_>, stage: &StepStage) -> String {
    let today = looked.as_of.on;
    let by = |due: &Option<DueBy>| {
        due.as_ref().map_or_else(String::new, |due| {
            format!("; due by {}", spoken_date::echo(due.due.day, today))
        })
    };
    match &stage.state {
        StepState::NotAsked(why) => not_asked(looked, why),
        StepState::Waived(proof) => format!("asked on {} and declined", proof.date.long()),
        StepState::Done(proof) => format!("done on {}", proof.date.with_weekday()),
        StepState::Refused(proof) => {
            format!("the parents said no on {}, so the case rests", proof.date.long())
        }
        StepState::Waiting(what, due) => format!("{}{}", waiting(what), by(due)),
        StepState::Ready if stage.step == StepId::Review => {
            "nobody has set a day; the plan or the last review sets it".to_owned()
        }
        StepState::Ready => "can be done now; no rule sets a day".to_owned(),
        StepState::Due(due) => format!("due by {}", spoken_date::echo(due.due.day, today)),
        StepState::Overdue(due) => format!(
            "overdue, it was due by {} ({} late)",
            due.due.day.with_weekday(),
            days(due.days_late(today))
        ),
        StepState::Possible => "may be done, if it helps".to_owned(),
    }
}

fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

fn not_asked(looked: &Looked<'_>, why: &NotAsked) -> String {
    match why {
        NotAsked::Absent => "not part of this programme".to_owned(),
        NotAsked::OnceForTheSchool => {
            "the school does this once for everybody, so no case asks for it".to_owned()
        }
        NotAsked::ReferredBy(role) => {
            format!("not asked for, because the referral was made by the {role}")
        }
        NotAsked::OtherPhase => {
            "not asked for, because it is for pupils of another phase".to_owned()
        }
        NotAsked::NoPlace => {
            format!("not asked for, because the case is {}", looked.stage.standing)
        }
        NotAsked::Rests(day) => {
            format!(
                "not asked for, because the parents said no on {} and the case rests",
                day.long()
            )
        }
        NotAsked::Over(day) => {
            format!("no longer asked for, because the programme ended on {}", day.long())
        }
        NotAsked::ByCriterion(id) => format!("not asked for, because of how it ended: {id}"),
        NotAsked::Stays => "not asked for, because the pupil stays at the school".to_owned(),
    }
}

fn waiting(what: &WaitingFor) -> String {
    match what {
        WaitingFor::Steps(first) => format!("waits for {}", steps(first)),
        WaitingFor::Place => "waits for a place on the programme".to_owned(),
        WaitingFor::MissedLesson => {
            "asked for when a session takes the place of a lesson".to_owned()
        }
        WaitingFor::Ending => "comes with the end of the programme".to_owned(),
        WaitingFor::Leaving => "asked for when the pupil leaves the school".to_owned(),
    }
}

/// From which day it is counted, and how.
fn reckoning(chain: &mut Chain, due: &DueBy, today: Date, lines: &mut Lines<'_>) {
    let at = due.at.map(|at| lines.of(at));
    let Some(length) = due.length else {
        chain.written("day set", why_due(due), at);
        if let Some(limit) = due.limit {
            chain.because(
                "day set",
                format!("the policy would allow until {}", limit.with_weekday()),
            );
        }
        return;
    };
    chain.written("counted from", counted_from(due), at);
    let counted_to = due.postponed_from.unwrap_or(due.due.raw);
    let mut sum = format!(
        "{} + {} = {}",
        due.counted_from.long(),
        length.in_words(),
        counted_to.with_weekday()
    );
    if let Some(put_off) = due.postponed_from.map(|_| due.due.raw) {
        sum = format!("{sum}, put off to {}", put_off.with_weekday());
    }
    if let Some(because) = &due.due.moved_because {
        let because = because.replace(['‹', '›'], "");
        sum = format!("{sum}; that is {because}, so it moves to {}", due.due.day.with_weekday());
    }
    chain.because("reckoning", sum);
    if due.beyond_calendar {
        chain.because(
            "reckoning",
            "the school's calendar ends before that, so it was counted without",
        );
    }
    if let Some(from) = due.not_before.filter(|from| today < *from) {
        chain.because("not before", from.with_weekday());
    }
}

fn counted_from(due: &DueBy) -> String {
    let day = due.counted_from.long();
    match (&due.deadline, due.counted_from_what) {
        (Deadline::Within(of), _) => format!("{of}, {day}"),
        (Deadline::Urgency(urgency), _) => {
            format!("the referral of {day}; help was wanted {urgency}")
        }
        (Deadline::Transfer, _) => format!("the pupil's last day, {day}"),
        (Deadline::Review(DueRule::Monitoring(_)), _) => {
            format!("the review of {day}, which decided on reduced monitoring")
        }
        (_, Some(CountedFrom::Review)) => format!("the review of {day}"),
        (_, Some(CountedFrom::FirstWork)) => format!("the first meeting, {day}"),
        _ => format!("the plan of {day}"),
    }
}

/// Whether the plan in force has to be approved, how many sessions it has, and how that number came
/// to be.
fn plan_in_force(looked: &Looked<'_>, chain: &mut Chain, lines: &mut Lines<'_>) {
    let (case, on) = (looked.case, looked.as_of.on);
    let Some(plan) = case.plan_in_force(on) else { return };
    let entry = case.plan.plans.iter().position(|one| std::ptr::eq(one, plan));
    let at = |part| WrittenAt { file: RecordKind::Plan, field: "plans", entry, part: Some(part) };
    if plan_to_approve(case, looked.as_of.policies, on).is_some() {
        let text = format!("nobody has approved the plan of {} yet", plan.starts.long());
        chain.written("approval", text, Some(lines.of(at("starts"))));
    }
    let Some(planned) = planned_and_held(case, plan, on) else { return };
    chain.written("planned", planned, Some(lines.of(at("planned_sessions"))));
    for change in changes(plan, on) {
        chain.written(
            "planned",
            in_quotes(&before(change)),
            Some(lines.of(at("sessions_changed"))),
        );
    }
}

/// The questionnaires that the policy asks for at this step, and whether each is answered. Gives
/// the first that is not.
fn questionnaires<'l>(looked: &Looked<'l>, stage: &StepStage, chain: &mut Chain) -> Option<&'l Id> {
    let mut missing = None;
    for (line, is_answered) in asked_for(looked.case, looked.stage, stage, looked.as_of) {
        let people: Vec<&str> = line.respondents.iter().map(|role| role.label()).collect();
        let there = if is_answered { "there" } else { "missing" };
        if !is_answered {
            missing = missing.or(Some(&line.instrument));
        }
        let instrument = &line.instrument;
        chain.because("asks for", format!("{instrument}, by {}: {there}", people.join(" or ")));
    }
    missing
}

/// The keys of the policy with their values and sources, and the policy itself.
fn rules(looked: &Looked<'_>, keys: Vec<String>, chain: &mut Chain) {
    let Some(version) = looked.stage.version else {
        chain.because("rule", "the school has no policy");
        return;
    };
    let name = format!("policy/{}.toml", version.from);
    let tree = explain::rules(&version.policy);
    let mut said: Vec<String> = Vec::new();
    for key in keys {
        let Some(value) = explain::lookup(&tree, &key) else { continue };
        let below = explain::leaves(value);
        if below.is_empty() && !explain::in_words(value).is_empty() {
            chain.because("rule", format!("{key} = {}", explain::in_words(value)));
        }
        for (part, value) in below.iter().filter(|(part, _)| part != "label") {
            chain.because("rule", format!("{key}.{part} = {value}"));
        }
        if below.is_empty() && explain::in_words(value).is_empty() {
            continue;
        }
        let source = policy_key::origin(&name, &version.policy, &key, value);
        if !said.contains(&source) {
            chain.because("rule", format!("from: {source}"));
            said.push(source);
        }
    }
    let policy = &version.policy;
    let title = if policy.title.is_empty() { "the policy" } else { &policy.title };
    chain.because("policy", format!("{title}, in force since {} ({name})", version.from.long()));
}
