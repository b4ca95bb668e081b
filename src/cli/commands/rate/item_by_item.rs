//! A question for each item, as the form prints them.

use crate::cli::ask::{self, Empty, Question, Refusal, Said, Step};
use crate::cli::call::Call;
use crate::cli::completed_form::CompletedForm;
use crate::cli::outcome::CommandError;
use crate::domain::instrument::entry::read_answer;
use crate::domain::instrument::{Instrument, Line, ScaleKind};

/// The questions.
pub(super) fn steps<'f>(instrument: &'f Instrument) -> Vec<Step<'f, CompletedForm<'f>>> {
    let lines = instrument.lines();
    let mut before: Option<Line<'f>> = None;
    let mut steps = Vec::new();
    for line in lines {
        let opens = before.is_none_or(|before| before.section.id != line.section.id);
        let scale_is_new = before.is_none_or(|before| before.scale != line.scale);
        before = Some(line);
        let step = Step::new(move |form: &mut CompletedForm<'f>, call| {
            if opens {
                ask::talk(call, &format!("{}\n", line.section.title));
            }
            if (opens || scale_is_new) && line.scale.kind != ScaleKind::Text {
                ask::talk(call, &format!("  {}\n", line.scale.answers()));
            }
            item(&line, form, call)
        });
        // What a flag says is not asked again.
        let id = &line.item.id;
        steps.push(step.unless_known(move |form| form.marks.contains_key(id)));
    }
    steps
}

fn item(
    line: &Line<'_>,
    form: &mut CompletedForm<'_>,
    call: &mut Call<'_, '_>,
) -> Result<Said<()>, CommandError> {
    let reading =
        line.item.reading.as_ref().map_or_else(String::new, |words| format!(" ({words})"));
    let text = format!("{} {}{reading}", line.number, line.item.text);
    let help = format!(
        "{}; an empty line is an item that was left empty; < goes back",
        line.scale.answers()
    );
    let empty = match line.scale.kind {
        ScaleKind::Tick => "no tick",
        _ => "empty",
    };
    let question = Question { text: &text, help: &help, empty: Empty::Skips(empty) };
    let said = ask::ask(call, &question, |typed| {
        read_answer(line.scale, typed)
            .map_err(|refusal| Refusal::new(refusal.message, refusal.help))
    })?;
    Ok(said.map(|answer| match answer.flatten() {
        Some(answer) => drop(form.marks.insert(line.item.id.clone(), answer)),
        None => drop(form.marks.remove(&line.item.id)),
    }))
}
