//! The questions of `lm instrument new`, in their order.

use super::draft::{self, Draft};
use super::item_lines;
use crate::cli::ask::{self, Question, Refusal, Said, Step, talk, words};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::domain::choices::Role;
use crate::domain::instrument::{Better, ScaleKind};

type Asked = Result<Said<()>, CommandError>;

/// Every question.
pub(super) fn all() -> Vec<Step<'static, Draft>> {
    vec![
        Step::new(title).unless_known(|draft: &Draft| draft.title.is_some()),
        Step::new(respondents).unless_known(|draft: &Draft| !draft.respondents.is_empty()),
        Step::new(kind).unless_known(|draft: &Draft| draft.kind.is_some() || draft.from.is_some()),
        Step::new(lowest).unless_known(|draft: &Draft| draft.from.is_some()).when(Draft::has_range),
        Step::new(highest).unless_known(|draft: &Draft| draft.to.is_some()).when(Draft::has_range),
        Step::new(better)
            .unless_known(|draft: &Draft| draft.better.is_some())
            .when(Draft::has_direction),
        Step::new(|draft: &mut Draft, call| label(draft.from, draft, call))
            .unless_known(|draft: &Draft| !draft.labels.is_empty())
            .when(Draft::has_range),
        Step::new(|draft: &mut Draft, call| label(draft.to, draft, call))
            .unless_known(|draft: &Draft| !draft.labels.is_empty())
            .when(Draft::has_range),
        Step::new(options)
            .unless_known(|draft: &Draft| !draft.options.is_empty())
            .when(|draft: &Draft| draft.kind() == ScaleKind::Choice),
        Step::new(intervals)
            .unless_known(|draft: &Draft| draft.intervals.is_some())
            .when(|draft: &Draft| draft.kind() == ScaleKind::Tally),
        Step::new(items).unless_known(|draft: &Draft| draft.items() > 0),
    ]
}

fn title(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let question = Question::needed("Its title", "As the form prints it at the top");
    Ok(ask::ask(call, &question, words::one_line)?.map(|title| draft.title = title))
}

fn respondents(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let help = "Whoever gives the answers, not whoever holds the pen";
    let question = Question::needed("Who answers it?", help);
    let said = draft::roles().ask_several(call, &question, 1)?;
    Ok(said.map(|codes| {
        draft.respondents = codes.iter().filter_map(|code| Role::from_code(code)).collect();
    }))
}

fn kind(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let help = "Single items may be answered in words all the same: write (in words) behind them";
    let question = Question::needed("How is it answered?", help).with_default(Some("rating"));
    let said = draft::kinds().ask_one(call, &question)?;
    Ok(said.map(|code| draft.kind = code.and_then(|code| ScaleKind::from_code(&code))))
}

fn whole(typed: &str) -> Result<i64, Refusal> {
    typed.parse().map_err(|_| {
        Refusal::new(format!("‹{typed}› is not a whole number"), "write a number such as 1")
    })
}

fn lowest(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let question = Question::needed("The lowest mark", "A whole number, most often 0 or 1")
        .with_default(Some("1"));
    Ok(ask::ask(call, &question, whole)?.map(|mark| draft.from = mark))
}

fn highest(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let question = Question::needed("The highest mark", "A whole number above the lowest");
    let lowest = draft.from.unwrap_or(0);
    let said = ask::ask(call, &question, |typed| {
        let mark = whole(typed)?;
        if mark > lowest {
            return Ok(mark);
        }
        let message = format!("‹{mark}› is not above the lowest mark, {lowest}");
        Err(Refusal::new(message, "write the highest mark of the scale"))
    })?;
    Ok(said.map(|mark| draft.to = mark))
}

fn better(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let help = "Change is shown as better or worse by this. An item that points the other way gets \
                (low is better) or (high is better) behind it";
    let question = Question::needed("Which end is better?", help);
    let said = draft::betters().ask_one(call, &question)?;
    Ok(said.map(|code| draft.better = code.and_then(|code| Better::from_code(&code))))
}

fn label(mark: Option<i64>, draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let Some(mark) = mark else { return Ok(Said::This(())) };
    let text = format!("What {mark} means, in words");
    let question = Question::optional(&text, "The form prints it beside the scale");
    Ok(ask::ask(call, &question, words::one_line)?.map(|words| {
        draft.labels.extend(words.map(|words| (mark.to_string(), words)));
    }))
}

fn options(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let question = Question::needed(
        "The answers to choose from, with commas between",
        "For example: yes, partly, no",
    );
    let said = ask::ask_needed(call, &question, |typed| {
        let mut options = Vec::new();
        for part in typed.split(',').filter(|part| !part.trim().is_empty()) {
            let taken: Vec<_> = options
                .iter()
                .map(|option: &crate::domain::instrument::AnswerOption| option.id.clone())
                .collect();
            options.push(item_lines::option(part, &taken)?);
        }
        Ok(options)
    })?;
    Ok(said.map(|options| draft.options = options))
}

fn intervals(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let help =
        "The observer counts anew in each; the sheets that come with lm have six of five minutes";
    let question = Question::needed("In how many intervals?", help).with_default(Some("6"));
    let said = ask::ask(call, &question, |typed| match typed.parse() {
        Ok(number @ 1..=60) => Ok(number),
        _ => Err(Refusal::new(format!("‹{typed}› is no number of intervals"), "write 1 to 60")),
    })?;
    Ok(said.map(|number| draft.intervals = number))
}

/// One item after the other; an empty line ends them, and `<` takes the last one away.
fn items(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    talk(
        call,
        "The items, one to a line, in the order of the form; an empty line ends them\n  \
         # and words begin a section; ? says what else can be written\n",
    );
    let help = "For example: feels safe at playtime; hits others (low is better); anything else? \
                (in words). A short name may stand before = and is made from the words otherwise";
    loop {
        let text = format!("Item {}", draft.items() + 1);
        let question = Question { text: &text, help, empty: ask::Empty::Skips("no more") };
        let mut sections = draft.sections.clone();
        let said = ask::ask(call, &question, |typed| {
            sections.clone_from(&draft.sections);
            item_lines::add(&mut sections, typed)
        })?;
        match said {
            Said::This(Some(())) => draft.sections = sections,
            Said::This(None) if draft.items() == 0 => talk(call, "  one item is needed\n"),
            Said::This(None) => return Ok(Said::This(())),
            Said::Back => {
                let Some(last) = draft.sections.last_mut() else { return Ok(Said::Back) };
                if last.items.pop().is_none() || last.items.is_empty() {
                    draft.sections.pop();
                }
                talk(call, "  the last one is taken away\n");
            }
        }
    }
}
