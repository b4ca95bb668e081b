//! Which questionnaire is meant when none was named: one of those that the case waits for.

use crate::cli::ask::{Choices, Question, Said};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::cli::questionnaires;
use crate::cli::recording::OpenCase;
use crate::domain::case::{OpenQuestionnaire, case_stage, open_questionnaires};
use crate::domain::id::Id;
use crate::domain::instrument::{Instrument, Instruments};

/// The questionnaire that somebody chose. It is never guessed, as marks on the wrong form are hard
/// to find again: without a terminal it is said which there are.
///
/// # Errors
///
/// When nobody can be asked, or nothing is awaited.
pub(super) fn chosen<'o>(
    open: &'o OpenCase,
    may_ask: bool,
    call: &mut Call<'_, '_>,
) -> Result<&'o Instrument, CommandError> {
    let as_of = open.school.as_of(call.today);
    let stage = case_stage(&open.case, &as_of);
    let awaited = open_questionnaires(&open.case, &stage, &as_of);
    if !may_ask || awaited.is_empty() {
        return Err(refusal(&awaited, &open.case.id));
    }
    let choices = Choices::new(
        "a questionnaire",
        awaited.iter().map(|one| (one.rule.id.to_string(), label(one, &open.school.instruments))),
    );
    let first = awaited.first().map(|one| one.rule.id.to_string());
    let question = Question::needed("Which questionnaire?", HELP).with_default(first);
    loop {
        if let Said::This(Some(code)) = choices.ask_one(call, &question)?
            && let Some(one) = awaited.iter().find(|one| one.rule.id.as_str() == code)
        {
            return questionnaires::named(&open.school.instruments, one.rule.instrument.as_str());
        }
    }
}

const HELP: &str = "Those that the programme asks for and nobody has answered. Any other one by \
                    its name: lm rate MENTEE NAME";

/// `How the pupil is getting on (after), by class teacher or form tutor`.
fn label(one: &OpenQuestionnaire<'_>, instruments: &Instruments) -> String {
    let rule = one.rule;
    let title = instruments.get(&rule.instrument).map_or(rule.instrument.as_str(), |i| &i.title);
    format!("{title} {}", asked(one))
}

/// `(after), by class teacher or form tutor`.
fn asked(one: &OpenQuestionnaire<'_>) -> String {
    let people: Vec<&str> = one.rule.respondents.iter().map(|role| role.label()).collect();
    format!("({}), by {}", one.rule.phase.label(), people.join(" or "))
}

fn refusal(awaited: &[OpenQuestionnaire<'_>], case: &Id) -> CommandError {
    let error = CommandError::usage("which questionnaire is it?");
    if awaited.is_empty() {
        return error
            .because("the programme asks for none that is not answered")
            .hint("name one; lm instrument list shows every one");
    }
    let error = awaited
        .iter()
        .fold(error, |error, one| error.because(format!("{} {}", one.rule.instrument, asked(one))));
    error.hint(format!("name it: lm rate {case} {}", awaited[0].rule.instrument))
}
