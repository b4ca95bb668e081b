//! A new plan with fewer sessions than were left of the one before: why.

use crate::cli::ask::{self, Question, Said, words};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::cli::recording::OpenCase;
use crate::domain::case::left_of_plan;
use crate::domain::record::Person;
use crate::domain::record::plan::{Plan, SessionsChanged};

/// Puts the change into the plan, with the reason given or asked for.
///
/// # Errors
///
/// When there are fewer and nobody says why, or a reason is given and there are not.
pub(super) fn say_why(
    plan: &mut Plan,
    because: Option<&String>,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    let fewer = plan
        .planned_sessions
        .zip(left_of_plan(&open.case, plan.starts))
        .filter(|(planned, left)| planned < left && plan.sessions_changed.is_empty());
    let Some((planned, left)) = fewer else {
        return match because {
            Some(_) => Err(CommandError::usage("--because: no sessions are taken away")
                .hint("it says why fewer are planned than were left of the plan before")),
            None => Ok(()),
        };
    };
    let because = match because {
        Some(words) => words::any_lines(words).map_err(|refusal| refusal.of_flag("--because"))?,
        None if call.may_ask() => ask(planned, left, call)?,
        None => {
            return Err(CommandError::usage("not given: --because")
                .because(format!("{planned} are planned, and {left} were left of the plan before"))
                .hint("say why there are fewer"));
        }
    };
    let by = plan.recorded_by.as_ref().or(open.recorded_by.as_ref());
    plan.sessions_changed.push(SessionsChanged {
        date: plan.starts,
        from: left,
        to: planned,
        because: Some(because),
        by: by.map(|id| Person { staff: Some(id.clone()), ..Person::default() }),
    });
    Ok(())
}

fn ask(planned: u32, left: u32, call: &mut Call<'_, '_>) -> Result<String, CommandError> {
    ask::talk(call, &format!("{planned} are planned, and {left} were left of the plan before\n"));
    let help = "It stays in the record: pupil and parents were promised more";
    let question = Question::needed("Why are there fewer?", help);
    match ask::ask_needed(call, &question, words::any_lines)? {
        Said::This(words) => Ok(words),
        Said::Back => Err(CommandError::refused("nothing was written")),
    }
}
