//! `lm policy show|explain|diff|check|try`.

mod chosen;
mod trial;

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::policy_key::origin;
use crate::cli::{json, records, sheet, table};
use crate::domain::policy::contradictions;
use crate::domain::policy::explain;
use crate::store::policies;
use chosen::choose;
use clap::Subcommand;
use serde_json::{Value, json};

/// See which rules hold, where each comes from, and how two policies differ
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print every rule of a policy
    Show {
        /// A preset, a day, or a file; without it, the policy in force today
        policy: Option<String>,
        /// Only rules whose name begins with this, for example `review`
        #[arg(long, value_name = "KEY", default_value = "")]
        only: String,
    },
    /// Say what a rule is, and where it comes from
    Explain {
        /// The rule, for example `review.max_weeks`
        key: String,
        /// A preset, a day, or a file; without it, the policy in force today
        #[arg(long)]
        policy: Option<String>,
    },
    /// Show where two policies differ
    Diff {
        /// A preset, a day, or a file
        left: String,
        /// A preset, a day, or a file
        right: String,
    },
    /// Show what another policy would mean for the open cases, before the school adopts it
    ///
    /// Every open case is judged by it as if it had begun today (or on the day of --as-of): which
    /// steps would be overdue, held up or asked for, which reviews would fall on another day, and
    /// which mentor would have too many mentees. Nothing is changed.
    Try {
        /// The policy to try: a file, or a preset
        policy: String,
    },
    /// Look for contradictions and open questions in a policy
    Check {
        /// A preset, a day, or a file; without it, the policy in force today
        policy: Option<String>,
    },
}

/// Runs the command.
///
/// # Errors
///
/// When there is no such policy or rule.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    match &arguments.what {
        What::Show { policy, only } => show(policy.as_deref(), only, call),
        What::Explain { key, policy } => explain_key(key, policy.as_deref(), call),
        What::Diff { left, right } => diff(left, right, call),
        What::Try { policy } => trial::run(policy, call),
        What::Check { policy } => check(policy.as_deref(), call),
    }
}

fn show(policy: Option<&str>, only: &str, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json, Format::Csv])?;
    let chosen = choose(policy, call)?;
    let rules = explain::rules(&chosen.policy);
    let mut leaves = explain::leaves(&rules);
    leaves.retain(|(key, _)| key.starts_with(only));
    if leaves.is_empty() {
        return Err(no_such_key(&rules, only));
    }
    match format {
        Format::Json => {
            let part = if only.is_empty() { Some(&rules) } else { explain::lookup(&rules, only) };
            let rules = part.cloned().unwrap_or(Value::Null);
            json::print(call, json!({ "policy": chosen.name, "rules": rules }));
        }
        Format::Csv => {
            let rows: Vec<_> = leaves.into_iter().map(|(key, value)| vec![key, value]).collect();
            call.print(&sheet::csv(&["key", "value"], &rows)?);
        }
        _ => {
            call.say(&format!("{}: {}", chosen.name, chosen.policy.title));
            let rows: Vec<_> = leaves.into_iter().map(|(key, value)| vec![key, value]).collect();
            let drawn = table::draw(&["Rule", "Value"], &rows, call.world.terminal.width);
            call.print(drawn.trim_end());
        }
    }
    Ok(Exit::Done)
}

fn explain_key(
    key: &str,
    policy: Option<&str>,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let chosen = choose(policy, call)?;
    let rules = explain::rules(&chosen.policy);
    let Some(value) = explain::lookup(&rules, key) else {
        return Err(no_such_key(&rules, key));
    };
    let from = origin(&chosen.name, &chosen.policy, key, value);
    let question = chosen.policy.ask.iter().find(|question| question.key == key);
    if format == Format::Json {
        let value = json!({
            "key": key,
            "policy": chosen.name,
            "question": question.map(|question| &question.question),
            "source": from,
            "value": value,
        });
        json::print(call, value);
        return Ok(Exit::Done);
    }
    let below = explain::leaves(value);
    if value.is_null() {
        call.print(&format!("{key} is not set"));
    } else if below.is_empty() {
        call.print(&format!("{key} = {}", explain::in_words(value)));
    } else {
        call.print(key);
        for (name, value) in below {
            call.print(&format!("  {name} = {value}"));
        }
    }
    call.print(&format!("\nWhere it comes from: {from}"));
    if let Some(question) = question {
        call.print(&format!("\nThe school decides: {}\n{}", question.question, question.why));
    }
    Ok(Exit::Done)
}

fn no_such_key(rules: &Value, key: &str) -> CommandError {
    let error = CommandError::usage(format!("there is no rule `{key}`"));
    match explain::nearest_keys(rules, key).as_slice() {
        [] => error.hint("`lm policy show` lists every rule"),
        near => error.hint(format!("did you mean {}?", near.join(" or "))),
    }
}

fn diff(left: &str, right: &str, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json, Format::Csv])?;
    let (left, right) = (choose(Some(left), call)?, choose(Some(right), call)?);
    let differences = explain::diff(&explain::rules(&left.policy), &explain::rules(&right.policy));
    if format == Format::Json {
        let list: Vec<_> = differences
            .iter()
            .map(|one| json!({ "key": one.key, "left": one.left, "right": one.right }))
            .collect();
        json::print(call, json!({ "differences": list, "left": left.name, "right": right.name }));
        return Ok(Exit::Done);
    }
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
    let rows: Vec<_> = differences
        .iter()
        .map(|one| vec![one.key.clone(), shown(&one.left), shown(&one.right)])
        .collect();
    if format == Format::Csv {
        call.print(&sheet::csv(&["key", &left.name, &right.name], &rows)?);
    } else if rows.is_empty() {
        call.print(&format!("{} and {} have the same rules", left.name, right.name));
    } else {
        let heading = ["Rule", &left.name, &right.name];
        let drawn = table::draw(&heading, &rows, call.world.terminal.width);
        call.print(drawn.trim_end());
    }
    Ok(Exit::Done)
}

fn check(policy: Option<&str>, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let chosen = choose(policy, call)?;
    let clashes = contradictions(&chosen.policy);
    let open = explain::open_questions(&chosen.policy);
    if format == Format::Json {
        let clashes: Vec<_> = clashes
            .iter()
            .map(|one| json!({ "help": one.help, "key": one.key, "other": one.other, "what": one.what }))
            .collect();
        let open: Vec<_> = open
            .iter()
            .map(
                |one| json!({ "can_wait": one.can_wait, "key": one.key, "question": one.question }),
            )
            .collect();
        let failed = !clashes.is_empty();
        json::print(
            call,
            json!({ "contradictions": clashes, "open": open, "policy": chosen.name }),
        );
        return Ok(if failed { Exit::No } else { Exit::Done });
    }
    for clash in &clashes {
        call.print(&format!("{}: {}\n  help: {}", clash.key, clash.what, clash.help));
    }
    for question in &open {
        let wait = if question.can_wait { " (can wait)" } else { "" };
        call.print(&format!("{}: still to decide{wait}: {}", question.key, question.question));
    }
    if clashes.is_empty() {
        call.say(&format!("{} does not contradict itself", chosen.name));
        Ok(Exit::Done)
    } else {
        Ok(Exit::No)
    }
}

/// A hint of where the school's policies are, when one that was named is not there.
fn hint(call: &Call<'_, '_>) -> String {
    let presets = policies::preset_names().join(", ");
    match records::folder(call) {
        Ok(_) => format!("name a preset ({presets}), a day on which it is in force, or a file"),
        Err(_) => format!("name a preset ({presets}) or a file; a day needs a records folder"),
    }
}
