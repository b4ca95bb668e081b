//! `lm exit-check`.

mod as_json;
mod details;
pub mod page;
mod short;

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{documents, json, records};
use crate::domain::exit::{ExitCheck, NoCheck, Sources, exit_check};
use crate::domain::record::Case;
use crate::store::{School, SchoolParts};

/// Look at whether a programme could end: what speaks for and against it
///
/// First comes whether a criterion of the policy is met or is for a person to judge, with the facts,
/// and what is missing before the ending can be written down; --all shows every criterion and
/// everything else that was looked at. Before anybody says that a pupil does not cooperate or does
/// not come, it looks at what the school did. Once a programme has ended, the ending is judged by
/// the policy of its day. It advises; a person decides.
///
/// Ends with status 0 when at least one criterion is met and nothing required is missing, with 1 when
/// not.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm exit-check Amira
  lm exit-check Amira --all       every criterion, and all that was looked at
  lm exit-check Amira --as-of 2026-12-18
  lm exit-check k7q2m --json")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// Every criterion with its facts, all that the policy asks for, sessions and fairness in full
    #[arg(long)]
    all: bool,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder, the name is not one mentee's, or the pupil never had a place.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let folder = records::folder(call)?;
    let school = records::school(&folder, SchoolParts::All)?;
    let id = records::mentee(&folder, &school, &arguments.mentee)?;
    let case = documents::whole_case(&folder, &school, &id)?;
    let check = judge(&case, &school, call)?;
    if format == Format::Json {
        json::print(call, as_json::of(&check, &case));
    } else {
        let shown = page::Shown { check: &check, case: &case, school: &school, folder: &folder };
        call.print(&page::of(&shown, arguments.all, call));
    }
    Ok(if check.speaks_for_it() { Exit::Done } else { Exit::No })
}

/// What speaks for and against the end of the programme of this mentee.
///
/// # Errors
///
/// When the pupil never had a place, or the school has no policy.
pub fn judge<'a>(
    case: &'a Case,
    school: &'a School,
    call: &Call<'_, '_>,
) -> Result<ExitCheck<'a>, CommandError> {
    let sources = Sources {
        case,
        policies: &school.policies,
        settings: school.settings.as_ref(),
        instruments: &school.instruments,
        school_days: school.school_days(),
        today: call.today,
    };
    exit_check(&sources).map_err(|reason| match reason {
        NoCheck::NeverOnIt(standing) => {
            let who = documents::who(case, school, call.today);
            CommandError::usage(format!("{who} has not been on the programme"))
                .because(format!("where the case stands: {standing}"))
                .hint("a referral that comes to nothing needs no ending, only a decision")
        }
        NoCheck::NoPolicy => {
            CommandError::cannot("the school has no policy, so there are no exit criteria")
                .hint("make one with lm init, or copy one to policy/")
        }
    })
}
