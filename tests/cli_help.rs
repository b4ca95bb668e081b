//! The help, and what happens to words that are none.

use crate::support::{self, lm};

#[test]
fn help_begins_with_examples_and_with_what_is_needed_every_day() {
    let shown = lm("tests", &["--help"]);
    let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("no {words}: {shown}"));
    assert!(at("Examples:") < at("Every day:"));
    assert!(at("Every day:") < at("\n  check "));
    assert!(at("\n  check ") < at("The rest:"));
    assert!(at("The rest:") < at("\n  explain "));
    assert!(at("\n  explain ") < at("How to write:"));
    assert!(at("How to write:") < at("--records"));
    assert_eq!(shown, lm("tests", &["-h"]));
    assert!(shown.ends_with("--- exit 0\n"));
}

#[test]
fn every_command_has_help_in_one_line() {
    let shown = lm("tests", &["--help"]);
    let commands = shown.split("Every day:").nth(1).and_then(|rest| rest.split("How to").next());
    for line in commands.expect("commands").lines().filter(|line| line.starts_with("  ")) {
        let name = line.split_whitespace().next().expect("a name");
        assert!(line.trim().len() > name.len() && line.chars().count() <= 100, "{line}");
        assert!(lm("tests", &[name, "--help"]).ends_with("--- exit 0\n"), "{name}");
    }
}

#[test]
fn the_help_of_a_command_says_more_than_its_line_in_the_list() {
    let long = lm("tests", &["check", "--help"]);
    assert!(long.starts_with("Look for mistakes in the records\n\nIt judges"), "{long}");
    assert!(long.contains("For every command (lm --help says what each does):"), "{long}");
    assert_eq!(long, lm("tests", &["check", "-h"]));
}

#[test]
fn the_help_of_a_command_shows_examples_first_and_each_flag_in_its_line() {
    let page = lm("tests", &["session", "--help"]);
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("no {words}: {page}"));
    assert!(at("Usage: ") < at("Examples:") && at("Examples:") < at("Options:"), "{page}");
    assert!(page.contains("--minutes <NUMBER>        How long, in minutes\n"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 100), "{page}");
    // Whatever stands before the command, and below a command with commands of its own.
    assert_eq!(page, lm("tests", &["-C", "plan", "session", "--help"]));
    assert!(lm("tests", &["plan", "new", "-h"]).starts_with("Begin a new action plan"));
    let none = lm("tests", &["plan"]);
    assert!(none.contains("add-target") && none.ends_with("--- exit 2\n"), "{none}");
}

#[test]
fn words_are_never_completed_only_suggested() {
    for (line, said) in [
        (&["chekc"][..], "'check'"),
        (&["review-deu"], "'review-due'"),
        (&["che"], "'check'"),
        (&["check", "--stric"], "'--strict'"),
        (&["check", "--strcit"], "'--strict'"),
        (&["check", "--level", "warnings"], "'warning'"),
    ] {
        let shown = lm("tests", line);
        assert!(shown.contains(said), "{line:?}: {shown}");
        assert!(shown.ends_with("--- exit 2\n"), "{line:?}: {shown}");
    }
}

#[test]
fn the_day_can_be_spoken_and_is_never_guessed() {
    let folder = "tests/records/formats";
    for (day, status) in [
        ("2026-11-01", 0),
        ("1 November 2026", 0),
        ("tomorrow", 0),
        ("-6w", 0),
        ("next friday", 2),
        ("1/2/2026", 2),
        ("2026-02-30", 2),
    ] {
        let shown = lm(folder, &["check", "policy", &format!("--as-of={day}")]);
        assert!(shown.ends_with(&format!("--- exit {status}\n")), "{day}: {shown}");
        assert!(status == 0 || shown.contains("(from --as-of)"), "{day}: {shown}");
    }
}

#[test]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them so")]
fn a_kind_of_fault_is_explained_as_a_page() {
    let shown = lm("tests", &["explain", "unused-allow"]);
    support::shows(
        shown,
        snapbox::str![[r#"
unused-allow
============

What it finds
-------------
A comment `# lm: allow[…]` that accepts a fault which is not there (any more), that names
no check, or that does not say why.

Why it matters
--------------
An `allow` that stays behind would hide the next real fault on that line. And without a
reason nobody can tell next year whether it was right.

What to do
----------
Take the comment out, correct the name between the brackets, or write the reason behind
them: `# lm: allow[age-and-year] moved down a year, agreed with parents 3 May`.
--- exit 0

"#]],
    );
    let unknown = lm("tests", &["explain", "unused-alow"]);
    assert!(unknown.contains("unused-allow") && unknown.ends_with("--- exit 2\n"), "{unknown}");
}
