//! The questions for what is not known of an entry.

use super::Draft;
use super::answer::{About, Answer};
use super::field::Field;
use crate::cli::ask::{self, Choices, Empty, Question, Refusal, Said, Step};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::cli::plain_hint::hints;
use serde_json::{Value as Json, json};
use std::cell::{Cell, RefCell};

type Asked = Result<Said<()>, CommandError>;

/// Asks for what is not known, of an entry from a file only for what is needed; says whether
/// anything was asked.
pub(super) fn ask(
    fields: &[Field<'_>],
    is_from_file: bool,
    draft: &mut Draft,
    about: &About<'_>,
    call: &mut Call<'_, '_>,
) -> Result<bool, CommandError> {
    let was_asked = Cell::new(false);
    let shown = Shown::default();
    let asked = |field: &&Field<'_>| field.question.is_some() && (field.is_needed || !is_from_file);
    let steps: Vec<Step<'_, Draft>> = fields
        .iter()
        .filter(asked)
        .map(|field| {
            Step::new(|draft: &mut Draft, call: &mut Call<'_, '_>| {
                was_asked.set(true);
                ask_for(field, draft, about, &shown, call)
            })
            .unless_known(|draft: &Draft| field.is_known(draft))
            .when(|draft: &Draft| field.fits(draft))
        })
        .collect();
    ask::fill_in_all(&steps, draft, call)?;
    Ok(was_asked.get())
}

/// The lists of known answers that were shown: each is shown once.
#[derive(Default)]
struct Shown(RefCell<Vec<Choices>>);

impl Shown {
    /// Whether the list was shown before; from now on it was.
    fn was(&self, list: &Choices) -> bool {
        let mut lists = self.0.borrow_mut();
        let is_known = lists.contains(list);
        if !is_known {
            // Their numbers are those of the list shown last.
            *lists = vec![list.clone()];
        }
        is_known
    }
}

fn ask_for(
    field: &Field<'_>,
    draft: &mut Draft,
    about: &About<'_>,
    shown: &Shown,
    call: &mut Call<'_, '_>,
) -> Asked {
    field.forget(draft);
    let Some((text, help)) = field.question else { return Ok(Said::This(())) };
    let question = match (&field.default, field.is_needed) {
        (Some(default), _) => Question::needed(text, help).with_default(Some(default.clone())),
        (None, true) => Question::needed(text, help),
        (None, false) if matches!(field.answer, Answer::YesNo) => {
            Question { text, help, empty: Empty::Skips("not known") }
        }
        (None, false) => match field.skips {
            Some(skips) => Question { text, help, empty: Empty::Skips(skips) },
            None => Question::optional(text, help),
        },
    };
    match (&field.answer, field.is_list) {
        (Answer::OneOf(choices), true) => {
            let least = usize::from(field.is_needed);
            let said = choices.ask_several(call, &question, least)?;
            Ok(said.map(|codes| {
                if !codes.is_empty() {
                    field.put(codes.into_iter().map(Json::String).collect(), draft);
                }
            }))
        }
        (Answer::OneOf(choices), false) => {
            let said = choices.ask_one(call, &question)?;
            Ok(said.map(|code| field.put(code.map(Json::String).into_iter().collect(), draft)))
        }
        (Answer::Day, _) => {
            let said = ask::ask_date(call, &question, about.order, |_| Ok(()))?;
            Ok(said.map(|day| field.put(day.map(|day| json!(day)).into_iter().collect(), draft)))
        }
        (_, true) => one_after_the_other(field, draft, about, shown, call),
        _ => {
            if let Some(offers) = field.offered(about) {
                return one_of_known(field, &question, &offers, (draft, about), shown, call);
            }
            let said = ask::ask(call, &question, |typed| field.answer.read(typed, about))?;
            if let Said::This(Some(answer)) = &said {
                remark_on(answer, field, about, call);
            }
            Ok(said.map(|answer| field.put(answer.into_iter().collect(), draft)))
        }
    }
}

/// One answer, with those that are known to choose from.
fn one_of_known(
    field: &Field<'_>,
    question: &Question<'_>,
    offers: &Choices,
    (draft, about): (&mut Draft, &About<'_>),
    shown: &Shown,
    call: &mut Call<'_, '_>,
) -> Asked {
    let read = |typed: &str| field.answer.read(typed, about);
    let mut is_known = shown.was(offers);
    loop {
        match ask::ask_offering(call, question, offers, is_known, read)? {
            Said::Back => return Ok(Said::Back),
            Said::This(Some(answers)) if answers.len() > 1 => {
                is_known = true;
                ask::talk(call, "  only one can be chosen here\n");
            }
            Said::This(answer) => {
                field.put(answer.unwrap_or_default(), draft);
                return Ok(Said::This(()));
            }
        }
    }
}

/// Says what there is to say of an answer that is taken; `<` goes back to it.
fn remark_on(answer: &Json, field: &Field<'_>, about: &About<'_>, call: &mut Call<'_, '_>) {
    if let Some(remark) = field.remark.and_then(|remark| remark(answer)) {
        ask::talk(call, &format!("  {remark}\n"));
    }
    if field.is_for_pupil {
        for hint in hints(answer, about) {
            ask::talk(call, &format!("  {hint} (< goes back)\n"));
        }
    }
}

/// Any number of answers, a line each, until an empty one.
fn one_after_the_other(
    field: &Field<'_>,
    draft: &mut Draft,
    about: &About<'_>,
    shown: &Shown,
    call: &mut Call<'_, '_>,
) -> Asked {
    let (text, help) = field.question.unwrap_or_default();
    let mut answers: Vec<Json> = Vec::new();
    let offers = field.offered(about);
    loop {
        let empty = match (answers.is_empty(), field.is_needed) {
            (true, true) => Empty::Needed,
            (true, false) => Empty::Skips("none"),
            (false, _) => Empty::Skips("no more"),
        };
        let read = |typed: &str| -> Result<Json, Refusal> { field.answer.read(typed, about) };
        let question = Question { text, help, empty };
        let said = match &offers {
            Some(offers) => ask::ask_offering(call, &question, offers, shown.was(offers), read)?,
            None => ask::ask(call, &question, read)?.map(|answer| answer.map(|one| vec![one])),
        };
        match said {
            Said::This(Some(several)) => {
                for answer in several {
                    remark_on(&answer, field, about, call);
                    if !answers.contains(&answer) {
                        answers.push(answer);
                    }
                }
            }
            Said::This(None) => break,
            Said::Back if answers.pop().is_some() => {}
            Said::Back => return Ok(Said::Back),
        }
    }
    if !answers.is_empty() {
        field.put(answers, draft);
    }
    Ok(Said::This(()))
}
