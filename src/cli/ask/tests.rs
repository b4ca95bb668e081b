//! Questions and answers as a person sees them: what is typed stands behind its question.

use super::*;
use crate::cli::arguments::Globals;
use crate::cli::world::{Environment, Terminal, World};
use std::cell::RefCell;
use std::io::{BufReader, Read, Write};
use std::path::PathBuf;
use std::rc::Rc;

/// What is seen on the terminal.
#[derive(Clone, Default)]
struct Screen(Rc<RefCell<Vec<u8>>>);

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Lines that a person types one at a time, seen as they are typed.
struct Typed<'t> {
    lines: Vec<&'t str>,
    screen: Screen,
}

impl Read for Typed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.lines.is_empty() {
            return Ok(0);
        }
        let line = self.lines.remove(0);
        if line == "^C" {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let line = format!("{line}\n");
        self.screen.write_all(line.as_bytes())?;
        (&mut buffer[..line.len()]).write_all(line.as_bytes())?;
        Ok(line.len())
    }
}

/// What is seen when these lines are typed, and what came of it.
fn seen<T>(typed: &[&str], talk: impl FnOnce(&mut Call<'_, '_>) -> T) -> (String, T) {
    let screen = Screen::default();
    let mut err = screen.clone();
    let lines = Typed { lines: typed.to_vec(), screen: screen.clone() };
    let mut world = World {
        today: "2026-11-21".parse().expect("a date"),
        out: &mut Vec::new(),
        err: &mut err,
        input: &mut BufReader::new(lines),
        terminal: Terminal { asks: true, shows: true, talks: true, width: 80 },
        environment: Environment::default(),
        here: PathBuf::new(),
        chance: &mut || 4,
    };
    let mut call = Call::new(Globals::default(), &mut world).expect("flags that fit");
    let result = talk(&mut call);
    let text = String::from_utf8_lossy(&screen.0.borrow()).into_owned();
    (text, result)
}

fn urgency() -> Choices {
    Choices::new(
        "an urgency",
        [("immediately", "at once"), ("two-weeks", "in one, or two, weeks"), ("term", "this term")],
    )
}

#[test]
fn a_bad_answer_is_asked_again_with_its_reason() {
    let question = Question::needed("Year group", "As the register has it");
    let (text, said) = seen(&["", "?", "five", "5"], |call| {
        ask_needed(call, &question, |typed| {
            typed.parse::<u8>().map_err(|_| Refusal::new(format!("‹{typed}› is odd"), "write 5"))
        })
    });
    assert_eq!(said.expect("an answer"), Said::This(5));
    assert_eq!(
        text,
        "Year group: \n  an answer is needed here; ? explains, < goes back\n\
         Year group: ?\n  As the register has it\n\
         Year group: five\n  ‘five’ is odd\n  write 5\n\
         Year group: 5\n"
    );
}

#[test]
fn one_of_a_list_is_chosen_by_number_code_or_words_and_never_guessed() {
    let question = Question::needed("How soon?", "");
    for (typed, expected) in
        [("2", "two-weeks"), ("two-weeks", "two-weeks"), ("At Once", "immediately"), ("3.", "term")]
    {
        let (_, said) = seen(&[typed], |call| urgency().ask_one(call, &question));
        assert_eq!(said.expect("an answer"), Said::This(Some(expected.to_owned())), "{typed}");
    }
    let (text, _) = seen(&["imediately", "4", "0", "x"], |call| urgency().ask_one(call, &question));
    assert_eq!(
        text,
        "How soon?\n  1  at once\n  2  in one, or two, weeks\n  3  this term\n\
         Number or words: imediately\n  ‘imediately’ is not an urgency that can be chosen here\n  \
         did you mean `immediately`?\n\
         Number or words: 4\n  there is no number 4 in the list\n  choose from 1 to 3\n\
         Number or words: 0\n  there is no number 0 in the list\n  choose from 1 to 3\n\
         Number or words: x\n  ‘x’ is not an urgency that can be chosen here\n  \
         choose immediately, two-weeks or term\n\
         Number or words: \n"
    );
}

#[test]
fn several_are_chosen_with_commas_between() {
    let question = Question::optional("How soon?", "");
    for (typed, expected) in [
        ("1, 3", vec!["immediately", "term"]),
        ("term,1,term,", vec!["term", "immediately"]),
        ("in one, or two, weeks", vec!["two-weeks"]),
        ("", vec![]),
    ] {
        let (_, said) = seen(&[typed], |call| urgency().ask_several(call, &question, 0));
        assert_eq!(
            said.expect("an answer"),
            Said::This(expected.into_iter().map(str::to_owned).collect())
        );
    }
    let (text, said) = seen(&["1", "1,2"], |call| urgency().ask_several(call, &question, 2));
    assert!(text.contains("at least 2 are needed here"), "{text}");
    assert_eq!(
        said.expect("an answer"),
        Said::This(vec!["immediately".into(), "two-weeks".into()])
    );
}

#[test]
fn what_is_known_is_chosen_by_number_and_anything_else_is_read_as_it_is_written() {
    let known = Choices::new("somebody", [("jb", "Ms J. Bell (jb)"), ("tb", "Mr T. Bray (tb)")]);
    let question = Question::optional("Who decided?", "A short id, or words");
    for (typed, expected) in [
        ("2", &["tb"][..]),
        ("1, 2", &["jb", "tb"]),
        ("1-2", &["jb", "tb"]),
        ("jb", &["jb"]),
        ("parent: Mrs Khan", &["parent: Mrs Khan"]),
        ("2;illness", &["tb;illness"]),
        ("2=Agrees, and says 1 thing", &["tb=Agrees, and says 1 thing"]),
        ("3 Weir Row", &["3 Weir Row"]),
    ] {
        let read = |typed: &str| Ok(typed.to_owned());
        let (screen, said) =
            seen(&[typed], |call| ask_offering(call, &question, &known, false, read));
        let Ok(Said::This(Some(said))) = said else { panic!("{typed}: {screen}") };
        assert_eq!(said, expected, "{typed}");
        assert!(screen.contains("  2  Mr T. Bray (tb)\nWho decided? [none]: "), "{screen}");
    }
    let (screen, said) = seen(&["9", "?", "1"], |call| {
        ask_offering(call, &question, &known, true, |typed: &str| Ok(typed.to_owned()))
    });
    assert_eq!(said.expect("an answer"), Said::This(Some(vec!["jb".to_owned()])));
    assert!(screen.starts_with("Who decided? [none]: 9\n"), "shown before: {screen}");
    assert!(screen.contains("there is no number 9 in the list"), "{screen}");
    assert!(screen.contains("1  Ms J. Bell (jb)"), "? shows them again: {screen}");
}

#[test]
fn a_day_is_shown_as_it_was_understood() {
    let question = Question::optional("Date", "");
    let (text, said) =
        seen(&["last friday", "+2w"], |call| ask_date(call, &question, DateOrder::Iso, |_| Ok(())));
    let day = "2026-12-05".parse().expect("a date");
    assert_eq!(said.expect("an answer"), Said::This(Some(day)));
    assert!(text.ends_with("Date [none]: +2w\n  Sat 5 December 2026 (in 2 weeks)\n"), "{text}");
}

#[test]
fn an_empty_line_means_the_answer_in_brackets() {
    let (text, said) = seen(&["maybe", ""], |call| yes_or_no(call, "Go on?", "", true));
    assert_eq!(said.expect("an answer"), Said::This(true));
    assert_eq!(
        text,
        "Go on? [yes]: maybe\n  ‘maybe’ is neither yes nor no\n  write yes or no\nGo on? [yes]: \n"
    );
}

/// A form of three questions; the second is asked only when the first says `b`.
fn form() -> Vec<Step<'static, [String; 3]>> {
    let step = |at: usize| {
        Step::new(move |answers: &mut [String; 3], call| {
            let question = Question::needed(["One", "Two", "Three"][at], "");
            let said = ask_needed(call, &question, |typed| Ok(typed.to_owned()))?;
            Ok(said.map(|answer| answers[at] = answer))
        })
        .unless_known(move |answers: &[String; 3]| !answers[at].is_empty())
    };
    vec![step(0), step(1).when(|answers| answers[0] == "b"), step(2)]
}

#[test]
fn one_can_go_back_to_the_last_question_that_was_asked() {
    let mut answers = Default::default();
    let (text, said) = seen(&["<", "a", "<", "b", "x", "<", "y", "c"], |call| {
        fill_in_all(&form(), &mut answers, call)
    });
    said.expect("all answered");
    assert_eq!(answers, ["b", "y", "c"]);
    assert_eq!(
        text,
        "One: <\n  this is the first question; Ctrl-C stops without writing anything\n\
         One: a\nThree: <\nOne: b\nTwo: x\nThree: <\nTwo: y\nThree: c\n"
    );
}

#[test]
fn what_is_known_before_the_first_question_is_not_asked() {
    let mut answers = ["b".to_owned(), String::new(), "c".to_owned()];
    let (text, _) = seen(&["y"], |call| fill_in_all(&form(), &mut answers, call));
    assert_eq!(text, "Two: y\n");
}

#[test]
fn the_end_of_the_answers_and_an_interruption_stop_with_their_own_status() {
    for (typed, exit) in [(vec!["a"], Exit::Usage), (vec!["a", "^C"], Exit::Interrupted)] {
        let (_, said) = seen(&typed, |call| fill_in_all(&form(), &mut Default::default(), call));
        assert_eq!(said.expect_err("stopped").exit(), exit);
    }
}

#[test]
fn nothing_typed_or_asked_can_steer_the_terminal() {
    let question = Question::needed("Name of \u{1b}[2Jx", "");
    let (text, _) = seen(&["\u{1b}[31m"], |call| {
        ask(call, &question, |typed| Err::<(), _>(Refusal::new(format!("‹{typed}› is odd"), "")))
    });
    let said: String = text.split("\u{1b}[31m\n").collect();
    assert!(!said.contains('\u{1b}'), "{said:?}");
}
