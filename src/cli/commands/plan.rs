//! `lm plan new`, `add-target`, `sign`, `copied`, `review-on`, `sessions`, `comment` and
//! `ending`.

mod add_target;
mod comment;
mod ending;
mod fewer;
mod new;
mod review_on;
mod sessions;
mod sign;

use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::OpenCase;
use clap::Subcommand;

/// Write an action plan, its targets, and who agreed to it
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Begin a new action plan; earlier ones stay in the record
    New(Box<new::Arguments>),
    /// Add a target to the plan in force, with help to make it SMART
    AddTarget(Box<add_target::Arguments>),
    /// Write down who agreed to the plan, and when
    Sign(sign::Signing),
    /// Write down who was given a copy of the plan, and when
    Copied(sign::Copying),
    /// Set the day on which the plan is to be reviewed
    ReviewOn(review_on::Arguments),
    /// Change how many sessions are planned, and say why
    Sessions(Box<sessions::Arguments>),
    /// Write down what pupil, teacher or mentor say about the plan, or about a target
    Comment(comment::Arguments),
    /// Write down how the end is prepared with the pupil
    Ending(ending::Arguments),
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or the plan cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    match &arguments.what {
        What::New(arguments) => new::run(arguments, call),
        What::AddTarget(arguments) => add_target::run(arguments, call),
        What::Sign(arguments) => sign::sign(arguments, call),
        What::Copied(arguments) => sign::copied(arguments, call),
        What::ReviewOn(arguments) => review_on::run(arguments, call),
        What::Sessions(arguments) => sessions::run(arguments, call),
        What::Comment(arguments) => comment::run(arguments, call),
        What::Ending(arguments) => ending::run(arguments, call),
    }
}

/// The number of the plan that is meant: the one of this name, else the last.
fn number_of(open: &OpenCase, named: Option<&str>) -> Result<usize, CommandError> {
    let plans = &open.case.plan.plans;
    let id = &open.case.id;
    let Some(named) = named else {
        return plans.len().checked_sub(1).ok_or_else(|| {
            CommandError::usage("there is no plan yet")
                .hint(format!("begin one with: lm plan new {id}"))
        });
    };
    plans
        .iter()
        .position(|plan| plan.id.as_ref().is_some_and(|id| id.as_str() == named))
        .ok_or_else(|| {
            let ids: Vec<&str> =
                plans.iter().filter_map(|plan| Some(plan.id.as_ref()?.as_str())).collect();
            CommandError::usage(format!("no plan has the short name `{named}`"))
                .hint(format!("the plans are called {}", ids.join(", ")))
        })
}
