//! Terms, from a flag or asked one day after the other.

use super::draft::Draft;
use crate::cli::ask::{self, Question, Refusal, Said, Step, words};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::domain::calendar::{Calendar, CalendarFault, Span, Term};
use crate::domain::date::Date;
use crate::domain::record::settings::DateOrder;
use crate::domain::spoken_date;

/// A term from `Autumn 2026:2026-09-02:2026-12-18:2026-10-26:2026-10-30`.
pub(super) fn of_flag(written: &str, today: Date, order: DateOrder) -> Result<Term, Refusal> {
    let parts: Vec<&str> = written.split(':').collect();
    let day = |text: &str| spoken_date::parse(text, today, order).map_err(Refusal::from);
    match parts[..] {
        [name, from, to] => Ok(Term {
            name: words::one_line(name)?,
            from: day(from)?,
            to: day(to)?,
            half_term: None,
        }),
        [name, from, to, half_from, half_to] => {
            let half_term = Some(Span { from: day(half_from)?, to: day(half_to)? });
            Ok(Term { name: words::one_line(name)?, from: day(from)?, to: day(to)?, half_term })
        }
        _ => Err(Refusal::new(
            format!("‹{written}› is not a name with two or four days"),
            "write for example \"Autumn 2026:2026-09-02:2026-12-18:2026-10-26:2026-10-30\"",
        )),
    }
}

/// Adds a term that fits those before it.
pub(super) fn add(terms: &mut Vec<Term>, term: &Term) -> Result<(), Refusal> {
    let mut calendar = Calendar { terms: terms.clone(), ..Calendar::default() };
    calendar.terms.push(term.clone());
    calendar.terms.sort_by_key(|term| term.from);
    let Some(fault) = calendar.faults().into_iter().next() else {
        *terms = calendar.terms;
        return Ok(());
    };
    let name = &term.name;
    let (what, help) = match fault {
        CalendarFault::TermBackwards { .. } => ("ends before it begins", "compare its two days"),
        CalendarFault::TermsOverlap { .. } | CalendarFault::TermOutOfOrder { .. } => {
            ("shares days with another term", "compare the days of the two terms")
        }
        CalendarFault::HalfTermBackwards { .. } => {
            ("has a half-term holiday that ends before it begins", "compare its two days")
        }
        CalendarFault::HalfTermOutsideTerm { .. } => {
            ("has a half-term holiday that is not inside the term", "compare its days")
        }
        CalendarFault::ClosureBackwards { .. } => ("is not sound", "compare its days"),
    };
    Err(Refusal::new(format!("‹{name}› {what}"), help))
}

/// A term while it is asked for.
#[derive(Default)]
struct Asked {
    name: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
    half_from: Option<Date>,
    half_to: Option<Date>,
}

/// Asks for terms until no more are named.
pub(super) fn ask_all(
    draft: &mut Draft,
    call: &mut Call<'_, '_>,
) -> Result<Said<()>, CommandError> {
    draft.terms.clear();
    loop {
        let mut asked = Asked::default();
        if ask::fill_in(&steps(draft.order(), draft.terms.len()), &mut asked, call)? == Said::Back {
            // The last term is asked for anew; behind the first stands the question before.
            if draft.terms.pop().is_none() {
                return Ok(Said::Back);
            }
            continue;
        }
        let (Some(name), Some(from), Some(to)) = (asked.name, asked.from, asked.to) else {
            return Ok(Said::This(()));
        };
        let half_term = asked.half_from.zip(asked.half_to).map(|(from, to)| Span { from, to });
        if let Err(refusal) = add(&mut draft.terms, &Term { name, from, to, half_term }) {
            ask::talk(call, &refusal.as_talk());
        }
    }
}

fn steps(order: DateOrder, so_far: usize) -> Vec<Step<'static, Asked>> {
    let name = Step::new(move |asked: &mut Asked, call| {
        let text =
            if so_far == 0 { "Name of a term, for example Autumn 2026" } else { "Next term" };
        let help =
            "Terms tell school days from holidays. They can be written into calendar.toml later";
        let question = Question {
            text,
            help,
            empty: ask::Empty::Skips(if so_far == 0 { "not now" } else { "no more" }),
        };
        Ok(ask::ask(call, &question, words::one_line)?.map(|name| asked.name = name))
    });
    let day = |text: &'static str, keep: fn(&mut Asked, Option<Date>)| {
        Step::new(move |asked: &mut Asked, call| {
            let question = Question::needed(text, "As the school's list of terms has it");
            let said = ask::ask_date(call, &question, order, |_| Ok(()))?;
            Ok(said.map(|day| keep(asked, day)))
        })
        .when(|asked: &Asked| asked.name.is_some())
    };
    let half = Step::new(move |asked: &mut Asked, call| {
        let help = "The first day of the holiday in the middle of the term";
        let question = Question::optional("First day of its half-term holiday", help);
        let said = ask::ask_date(call, &question, order, |_| Ok(()))?;
        Ok(said.map(|day| asked.half_from = day))
    });
    vec![
        name,
        day("First day of the term", |asked, day| asked.from = day),
        day("Last day of the term", |asked, day| asked.to = day),
        half.when(|asked| asked.name.is_some()),
        day("Last day of its half-term holiday", |asked, day| asked.half_to = day)
            .when(|asked| asked.half_from.is_some()),
    ]
}
