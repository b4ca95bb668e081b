//! What is asked about every completed form at a terminal: first when and by whom, last what else
//! there is to say.

use super::{CompletedForm, respondent};
use crate::cli::ask::{self, Choices, Question, Refusal, Said, Step, words};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::domain::choices::{Phase, Role};
use crate::domain::instrument::entry::PhaseGuess;
use crate::domain::record::Person;

type Asked = Result<Said<()>, CommandError>;

/// The phases.
pub(super) fn phases() -> Choices {
    Choices::new("a phase", Phase::ALL.iter().map(|phase| (phase.code(), phase.label())))
}

/// When it was filled in, by whom, in which phase.
pub(super) fn who_and_when<'f, 'c>() -> Vec<Step<'f, CompletedForm<'c>>> {
    vec![
        Step::new(day).unless_known(|form: &CompletedForm<'_>| form.on.is_some()),
        Step::new(by_whom)
            .unless_known(|form: &CompletedForm<'_>| form.respondent.is_some())
            .when(|form: &CompletedForm<'_>| respondent::only_one(form.instrument).is_err()),
        Step::new(name).unless_known(|form: &CompletedForm<'_>| form.respondent.is_some()).when(
            |form: &CompletedForm<'_>| {
                let role = form.respondent.as_ref().and_then(|person| person.role);
                role.is_some_and(|role| role != Role::Pupil)
            },
        ),
        Step::new(phase)
            .unless_known(|form: &CompletedForm<'_>| form.phase.is_some())
            .when(|form: &CompletedForm<'_>| matches!(form.phase_guess(), PhaseGuess::Open(_))),
    ]
}

/// Attendance, where the form asks for it, and anything said besides.
pub fn last_steps<'f, 'c>() -> Vec<Step<'f, CompletedForm<'c>>> {
    vec![
        Step::new(attendance)
            .unless_known(|form: &CompletedForm<'_>| form.attendance.is_some())
            .when(|form: &CompletedForm<'_>| form.instrument.asks_attendance),
        Step::new(comment).unless_known(|form: &CompletedForm<'_>| form.comment.is_some()),
    ]
}

fn day(form: &mut CompletedForm<'_>, call: &mut Call<'_, '_>) -> Asked {
    let question =
        Question::needed("The day on which it was filled in", "As it stands on the form")
            .with_default(Some("today"));
    let order = form.open.order();
    let said = ask::ask_date(call, &question, order, |day| form.is_past(day))?;
    Ok(said.map(|day| form.on = day))
}

fn by_whom(form: &mut CompletedForm<'_>, call: &mut Call<'_, '_>) -> Asked {
    let policy = form.open.school.policies.in_force(form.date());
    let roles = respondent::may_answer(form.instrument, policy);
    let question = Question::needed(
        "Who answered?",
        "Whoever gave the answers; whoever held the pen for a pupil is told with --scribe",
    );
    let said = respondent::choices(&roles, &form.open.school).ask_one(call, &question)?;
    Ok(said.map(|code| {
        let code = code.unwrap_or_default();
        form.respondent = respondent::read(&code, None, &form.open.school).ok();
    }))
}

fn name(form: &mut CompletedForm<'_>, call: &mut Call<'_, '_>) -> Asked {
    let question = Question::optional("Their name", "As you would write it in a letter");
    let said = ask::ask(call, &question, words::one_line)?;
    Ok(said.map(|name| {
        let person = form.respondent.take().unwrap_or_default();
        form.respondent = Some(Person { name, ..person });
    }))
}

fn phase(form: &mut CompletedForm<'_>, call: &mut Call<'_, '_>) -> Asked {
    if let PhaseGuess::Open(why) = form.phase_guess() {
        ask::talk(call, &format!("{why}\n"));
    }
    let help = "Before: at the start. At a review: while the work goes on. After: at its end";
    let question = Question::needed("When in the programme was it?", help);
    let said = phases().ask_one(call, &question)?;
    Ok(said.map(|code| form.phase = code.and_then(|code| Phase::from_code(&code))))
}

/// A share in per cent, with or without its sign.
///
/// # Errors
///
/// When it is no number from 0 to 100.
pub fn read_percent(typed: &str) -> Result<f64, Refusal> {
    let number = typed.trim().trim_end_matches('%').trim().replace(',', ".");
    match number.parse::<f64>() {
        Ok(percent) if (0.0..=100.0).contains(&percent) => Ok(percent),
        _ => Err(Refusal::new(
            format!("‹{}› is no share in per cent", typed.trim()),
            "write a number from 0 to 100, for example 92.5",
        )),
    }
}

fn attendance(form: &mut CompletedForm<'_>, call: &mut Call<'_, '_>) -> Asked {
    let question = Question::optional("Attendance in per cent", "As it stands on the form");
    Ok(ask::ask(call, &question, read_percent)?.map(|percent| form.attendance = percent))
}

fn comment(form: &mut CompletedForm<'_>, call: &mut Call<'_, '_>) -> Asked {
    let question =
        Question::optional("Anything said besides", "One line; more can be written in the file");
    Ok(ask::ask(call, &question, words::one_line)?.map(|words| form.comment = words))
}
