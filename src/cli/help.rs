//! `lm --help`: examples first, then what is needed every day, then the rest. The commands and
//! their words come from `arguments`.

use super::arguments::CommandLine;
use super::commands::guide;
use clap::{Command, CommandFactory as _};
use std::fmt::Write as _;

/// The commands of every day, in the order of a case.
const EVERYDAY: &[&str] = &[
    "today",
    "new-referral",
    "list",
    "show",
    "why",
    "session",
    "contact",
    "rate",
    "observe",
    "review-due",
    "review",
    "exit",
    "check",
    "letter",
    "report",
];

const EXAMPLES: &[(&str, &str)] = &[
    ("lm", "what is there to do today (the same as lm today)"),
    ("lm new-referral", "write down a new referral"),
    ("lm review-due", "which reviews are overdue or coming up"),
    ("lm check", "look for mistakes in the records"),
    ("lm letter exit-achieved \"Amira Khan\"", "write a letter"),
];

const TOPICS: &[(&str, &str)] = &[
    ("Days", "2026-11-21, 21 November 2026, today, tomorrow, friday, +6w, -2d, +3m"),
    ("Mentees", "the id, the full name, or a beginning that nobody else's name has"),
    (
        "Status",
        "0 done, 1 the answer is no, 2 wrong words, 3 could not run, 4 refused to lose data",
    ),
];

/// What is shown when nobody asked for anything and there are no records to look at: the help.
pub fn shown_for_nothing() -> clap::Error {
    let line = command().arg_required_else_help(true).try_get_matches_from(["lm"]);
    line.expect_err("a line without a word asks for help")
}

/// The command line with the page of `lm --help`.
pub fn command() -> Command {
    let command = CommandLine::command();
    let (everyday, rest) = by_use(&command);
    let mut text = String::from("{about-with-newline}");
    let examples: Vec<(&str, String)> =
        EXAMPLES.iter().map(|(line, what)| (*line, (*what).to_owned())).collect();
    let mut topics: Vec<(&str, String)> =
        TOPICS.iter().map(|(topic, what)| (*topic, (*what).to_owned())).collect();
    let pages: Vec<&str> = guide::topics().iter().map(|(topic, _)| *topic).collect();
    topics.push(("Guide", format!("lm guide {}", pages.join(", lm guide "))));
    section(&mut text, "Examples", &examples);
    section(&mut text, "Every day", &everyday);
    section(&mut text, "The rest", &rest);
    section(&mut text, "How to write", &topics);
    text.push_str("\nUsage: lm [OPTIONS] <COMMAND>    (lm <COMMAND> --help says more)\n");
    text.push_str("\nFor every command:\n{options}");
    // One short page for -h and --help alike; what the options mean in detail, each command tells.
    command.long_about(None::<&str>).help_template(text)
}

type Lines<'c> = Vec<(&'c str, String)>;

/// The commands with the first line of their help: those of every day, and the others by name.
fn by_use(command: &Command) -> (Lines<'_>, Lines<'_>) {
    let line =
        |command: &'_ Command| command.get_about().map_or_else(String::new, ToString::to_string);
    let everyday = EVERYDAY.iter().filter_map(|name| command.find_subcommand(name));
    let mut rest: Vec<&Command> = command
        .get_subcommands()
        .filter(|command| !EVERYDAY.contains(&command.get_name()) && !command.is_hide_set())
        .collect();
    rest.sort_by_key(|command| command.get_name());
    (
        everyday.map(|command| (command.get_name(), line(command))).collect(),
        rest.into_iter().map(|command| (command.get_name(), line(command))).collect(),
    )
}

fn section(text: &mut String, heading: &str, lines: &[(&str, String)]) {
    let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let _ = writeln!(text, "\n{heading}:");
    for (name, what) in lines {
        let _ = writeln!(text, "  {name:width$}  {what}");
    }
}
