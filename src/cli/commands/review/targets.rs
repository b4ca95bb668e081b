//! How each target stands at a review, and which of them ended there.

use super::Arguments;
use crate::cli::ask::{self, Choices, Question, Refusal, Said, words};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::cli::recording::OpenCase;
use crate::domain::case::is_open_target;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::plan::{Target, TargetOutcome, TargetResult};
use crate::domain::record::reviews::{Progress, Review};
use crate::store::nearest::did_you_mean;
use serde_json::{Value as Json, json};

/// A target whose outcome is to be written.
#[derive(Clone, Debug)]
pub(super) struct Ended {
    /// Which plan of the file, counted from 0.
    pub(super) plan: usize,
    /// Which target of the plan.
    pub(super) target: usize,
    pub(super) outcome: TargetOutcome,
}

/// The plan in force on a day, with its place in the file.
fn in_force(open: &OpenCase, day: Date) -> Option<(usize, &[Target])> {
    let plans = open.case.plan.plans.iter().enumerate();
    let found = plans.filter(|(_, plan)| plan.starts <= day).max_by_key(|(_, plan)| plan.starts);
    found.map(|(at, plan)| (at, &plan.targets[..]))
}

/// The targets that are open on a day: the plan's and their own place.
pub(super) fn still_open(open: &OpenCase, day: Date) -> Vec<(usize, usize, &Target)> {
    let Some((plan, targets)) = in_force(open, day) else { return Vec::new() };
    let targets = targets.iter().enumerate().filter(|(_, target)| is_open_target(target, day));
    targets.map(|(at, target)| (plan, at, target)).collect()
}

/// A target of the plan in force, and its place.
fn named<'o>(
    written: &str,
    open: &'o OpenCase,
    day: Date,
) -> Result<(usize, usize, &'o Target), Refusal> {
    let written = written.trim();
    let (plan, targets) = in_force(open, day)
        .ok_or_else(|| Refusal::new("there is no plan yet, so there are no targets", ""))?;
    let found = targets.iter().position(|target| target.id.as_str() == written);
    found.map(|at| (plan, at, &targets[at])).ok_or_else(|| {
        let ids: Vec<&str> = targets.iter().map(|target| target.id.as_str()).collect();
        let help = did_you_mean(written, &ids).unwrap_or_else(|| match &ids[..] {
            [] => format!("add one with: lm plan add-target {}", open.case.id),
            ids => format!("its targets are called {}", ids.join(", ")),
        });
        Refusal::new(format!("the plan has no target ‹{written}›"), help)
    })
}

/// `t1=good-progress: words`, in its three parts.
fn parts(typed: &str) -> Result<(&str, &str, Option<&str>), Refusal> {
    let Some((target, rest)) = typed.split_once('=') else {
        let message = format!("‹{}› does not say both which one and how", typed.trim());
        return Err(Refusal::new(message, "write it like t1=met: what shows it"));
    };
    let (how, words) = rest.split_once(':').map_or((rest, None), |(how, said)| (how, Some(said)));
    let words = words.map(str::trim).filter(|words| !words.is_empty());
    Ok((target.trim(), how.trim(), words))
}

fn progresses() -> Choices {
    let all = Progress::ALL.iter().map(|one| (one.code(), one.label()));
    Choices::new("an answer", all)
}

/// How a target stands, as a flag writes it.
pub(super) fn progress(typed: &str, open: &OpenCase, day: Date) -> Result<Json, Refusal> {
    let (target, how, note) = parts(typed)?;
    let (.., target) = named(target, open, day)?;
    let how = progresses().find(how)?.code.clone();
    let note = note.map(words::any_lines).transpose()?;
    Ok(json!({ "target": target.id, "progress": how, "note": note }))
}

/// Asks how each open target stands that no flag speaks of.
pub(super) fn ask_progress(
    open: &OpenCase,
    day: Date,
    given: &mut Vec<String>,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    let known = |target: &Target, given: &[String]| {
        given.iter().any(|one| one.split('=').next().map(str::trim) == Some(target.id.as_str()))
    };
    for (.., target) in still_open(open, day) {
        if known(target, given) {
            continue;
        }
        let text = format!("“{}” ({}): how does it stand?", target.target.trim(), target.id);
        let help = "As those at the review see it";
        let code = loop {
            match progresses().ask_one(call, &Question::needed(&text, help))? {
                Said::This(Some(code)) => break code,
                _ => ask::talk(call, "  each target is looked at; Ctrl-C stops\n"),
            }
        };
        let shows = Question::optional("What shows it?", "For example: the register, four weeks");
        let note = match ask::ask(call, &shows, words::one_line)? {
            Said::This(note) => note,
            Said::Back => None,
        };
        let note = note.map_or_else(String::new, |note| format!(": {note}"));
        given.push(format!("{}={code}{note}", target.id));
    }
    Ok(())
}

/// The places of the open targets that these answers say are met: of the plan, and in it.
pub(super) fn said_to_be_met(
    open: &OpenCase,
    day: Date,
    progress: &[String],
) -> Vec<(usize, usize)> {
    let met = |target: &Target| {
        progress.iter().filter_map(|typed| parts(typed).ok()).any(|(id, how, _)| {
            id == target.id.as_str()
                && progresses().find(how).is_ok_and(|choice| choice.code == Progress::Met.code())
        })
    };
    let still = still_open(open, day).into_iter().filter(|(.., target)| met(target));
    still.map(|(plan, at, _)| (plan, at)).collect()
}

/// The targets that ended at the review: those said to be met, and those for which a flag says how.
pub(super) fn ended(
    arguments: &Arguments,
    review: &Review,
    open: &OpenCase,
) -> Result<Vec<Ended>, CommandError> {
    let by = review.decided_by.first().or(review.conducted_by.as_ref()).cloned();
    let mut found: Vec<Ended> = Vec::new();
    let results = Choices::new(
        "an outcome",
        TargetResult::ALL
            .iter()
            .filter(|result| **result != TargetResult::CarriedOver)
            .map(|result| (result.code(), result.label())),
    );
    for typed in &arguments.outcome {
        let read = || -> Result<Ended, Refusal> {
            let (target, how, evidence) = parts(typed)?;
            let (plan, target, _) = named(target, open, review.date)?;
            let code = &results.find(how)?.code;
            let result = TargetResult::from_code(code).expect("a code from the list of them");
            let evidence = evidence.map(words::any_lines).transpose()?;
            if result == TargetResult::Dropped && evidence.is_none() {
                let help = "write it behind the outcome, for example t2=dropped: The club closed";
                return Err(Refusal::new("a target is dropped for a reason", help));
            }
            let outcome = TargetOutcome { result, date: review.date, evidence, by: by.clone() };
            Ok(Ended { plan, target, outcome })
        };
        found.push(read().map_err(|refusal| refusal.of_flag("--outcome"))?);
    }
    for said in review.progress.iter().filter(|said| said.progress == Progress::Met) {
        let still = still_open(open, review.date);
        let Some((plan, target, _)) = still.into_iter().find(|(.., one)| one.id == said.target)
        else {
            continue;
        };
        if found.iter().any(|other| (other.plan, other.target) == (plan, target)) {
            continue;
        }
        let outcome = TargetOutcome {
            result: TargetResult::Met,
            date: review.date,
            evidence: said.note.clone(),
            by: by.clone(),
        };
        found.push(Ended { plan, target, outcome });
    }
    Ok(found)
}

/// A name for a new target that no plan of the case has used.
pub(super) fn new_id(open: &OpenCase, taken: &[Target]) -> Id {
    let used = open.case.plan.plans.iter().flat_map(|plan| &plan.targets).chain(taken);
    let highest = used
        .filter_map(|target| target.id.as_str().strip_prefix('t')?.parse::<u32>().ok())
        .max()
        .unwrap_or(0);
    Id::new(&format!("t{}", highest + 1)).expect("a letter and a number are an id")
}
