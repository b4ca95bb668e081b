//! `lm why MENTEE [STEP|review|exit]`.

mod chain;
mod made_known;
mod stands;
mod step;
mod transfer;

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::written_at::{Lines, group_texts};
use crate::cli::{json, records};
use crate::diag::Severity;
use crate::domain::case::{AsOf, CaseStage, case_stage};
use crate::domain::person::folded;
use crate::domain::policy::StepId;
use crate::domain::record::{Case, RecordKind};
use crate::domain::year_group::YearGroup;
use crate::store::{SchoolParts, nearest};
use chain::{Chain, page};
use serde_json::json;

/// Say why a case stands where it stands, or why something is due
///
/// Gives the rule and where it comes from, the record with its line, the reckoning, and the command
/// that clears it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm why Amira               why the case stands where it stands, and what is open
  lm why Amira review        why the review is due on that day
  lm why Amira plan          any step: consent, observation, first-meeting, plan, sessions …
  lm why Amira exit          what the end of the programme asks for")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// A step of the process, for example `plan` or `review`; or `exit`
    topic: Option<String>,
}

/// What is asked about.
enum Topic {
    /// Where the case stands.
    Standing,
    /// A step.
    Step(StepId),
    /// The end of the programme.
    Exit,
}

/// What is looked at.
struct Looked<'a> {
    case: &'a Case,
    stage: &'a CaseStage<'a>,
    as_of: &'a AsOf<'a>,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder, the name is not one mentee's, or there is no such step.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let topic = topic(arguments.topic.as_deref())?;
    let folder = records::folder(call)?;
    let school = records::school_with_work(&folder, call)?;
    let id = records::mentee(&folder, &school, &arguments.mentee)?;
    let loaded = school.load_case(&folder, &id, &RecordKind::ALL);
    let case = &loaded.case;
    let as_of = school.as_of(call.today);
    let stage = case_stage(case, &as_of);
    let looked = Looked { case, stage: &stage, as_of: &as_of };
    let groups = group_texts(&folder, case);
    let mut lines = Lines::new(case, &loaded.texts, &groups);
    let chains = match topic {
        Topic::Standing => stands::chains(&looked, &mut lines),
        Topic::Step(step) => {
            let mut chain = step::chain(&looked, step, &mut lines);
            if step == StepId::RoleMadeKnown {
                let whole = records::school(&folder, SchoolParts::All)?;
                made_known::by_the_school(&looked, &whole.activities.activities, &mut chain);
            }
            vec![chain]
        }
        Topic::Exit => stands::at_the_end(&looked, &mut lines),
    };
    let faults =
        loaded.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    if format == Format::Json {
        let chains: Vec<_> = chains.iter().map(Chain::as_json).collect();
        let value = json!({
            "as_of": call.today,
            "case": id,
            "faults": faults,
            "name": case.name(),
            "reasons": chains,
            "standing": stage.standing.code(),
        });
        json::print(call, value);
        return Ok(Exit::Done);
    }
    let year = case.year_on(call.today, school.nation()).map_or_else(String::new, YearGroup::label);
    let parts = [case.name(), &year, id.as_str()];
    let title = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    call.print(&title);
    if faults > 0 {
        call.print(&format!("The records have faults, so this may be wrong: lm check {id}"));
    }
    let width = call.world.terminal.width;
    for chain in &chains {
        call.print("");
        call.print(&page(chain, width));
    }
    Ok(Exit::Done)
}

fn topic(word: Option<&str>) -> Result<Topic, CommandError> {
    match word {
        None => Ok(Topic::Standing),
        Some("exit") => Ok(Topic::Exit),
        Some(word) => step_named(word).map(Topic::Step).ok_or_else(|| {
            let codes: Vec<&str> =
                StepId::ALL.iter().map(|step| step.code()).chain(["exit"]).collect();
            let labels: Vec<&str> = StepId::ALL.iter().map(|step| step.label()).collect();
            let hint = nearest::did_you_mean(word, &codes)
                .or_else(|| nearest::did_you_mean(word, &labels))
                .unwrap_or_else(|| {
                    "name one as lm show has it, for example \"action plan\", or say exit"
                        .to_owned()
                });
            CommandError::usage(format!("there is no step `{word}`")).hint(hint)
        }),
    }
}

/// A step by its code, by its words as they are shown, or by a part of them that no other has.
fn step_named(written: &str) -> Option<StepId> {
    let wanted = folded(written);
    let is_named = |step: &&StepId| folded(step.label()) == wanted;
    let named = StepId::from_code(written).or_else(|| StepId::ALL.iter().find(is_named).copied());
    named.or_else(|| {
        let mut with_it = StepId::ALL.iter().filter(|step| folded(step.label()).contains(&wanted));
        let one = with_it.next().filter(|_| wanted.chars().count() > 3)?;
        with_it.next().is_none().then_some(*one)
    })
}
