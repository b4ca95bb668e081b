//! `lm --help`: examples first, then what is needed every day, then the rest; and the page of a
//! command: what it is for, examples, its flags. The commands and their words come from `arguments`.

use super::arguments::CommandLine;
use super::commands::guide;
use clap::{Command, CommandFactory as _};
use std::ffi::OsString;
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
    ("lm init", "begin: make a records folder"),
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

/// What is shown when nobody asked for anything and there are no records to look at: the help, and
/// at its end what to do now.
pub fn shown_for_nothing() -> String {
    format!(
        "{}\nThere are no records here. To make a records folder: lm init\n",
        command().render_help()
    )
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
    for (number, some) in pages.chunks(5).enumerate() {
        if number == 0 {
            topics.push(("Guide", "lm guide, and for one page lm guide with its name:".to_owned()));
        }
        let comma = if (number + 1) * 5 < pages.len() { "," } else { "" };
        topics.push(("", format!("{}{comma}", some.join(", "))));
    }
    section(&mut text, "Examples", &examples);
    section(&mut text, "Every day", &everyday);
    section(&mut text, "The rest", &rest);
    section(&mut text, "How to write", &topics);
    text.push_str("\nUsage: lm [OPTIONS] <COMMAND>    (lm <COMMAND> --help says more)\n");
    text.push_str("\nFor every command:\n{options}");
    // One short page for -h and --help alike; what the options mean in detail, each command tells.
    command.long_about(None::<&str>).help_template(text)
}

/// The page of help that a line asks for: that of the command it names, or of `lm` itself.
pub fn page_for(line: &[OsString]) -> String {
    let mut whole = command();
    whole.build();
    let mut asked = &whole;
    let mut words = line.iter().skip(1).filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        if let Some(below) = asked.find_subcommand(word) {
            asked = below;
        } else if TAKE_A_WORD.contains(&word) {
            words.next();
        } else if !word.starts_with('-') {
            break;
        }
    }
    if asked.get_name() == whole.get_name() {
        return whole.render_help().to_string();
    }
    page_of(asked.clone()).render_help().to_string()
}

/// The flags for every command behind which another word stands.
const TAKE_A_WORD: &[&str] =
    &["-C", "--records", "--as-of", "--format", "-o", "--output", "--color"];

/// The page of a command. Short lines, each flag beside what it means; what holds for every command
/// is only named.
fn page_of(command: Command) -> Command {
    let about = command.get_long_about().or(command.get_about());
    let about = about.map_or_else(String::new, ToString::to_string);
    let globals: Vec<String> = command
        .get_arguments()
        .filter(|argument| argument.is_global_set())
        .filter_map(|argument| Some(format!("--{}", argument.get_long()?)))
        .collect();
    let template = format!(
        "{{about-with-newline}}\nUsage: {{usage}}{{after-help}}\n\n{{all-args}}\n\n\
         For every command (lm --help says what each does):\n{}\n",
        in_lines(&globals)
    );
    let command = command.mut_args(|argument| {
        if argument.is_global_set() {
            argument.hide(true)
        } else if argument.get_id() == "help" {
            argument.help("Print help")
        } else {
            argument
        }
    });
    command.about(about).help_template(template)
}

/// Words side by side, a few to a line.
fn in_lines(words: &[String]) -> String {
    let lines = words.chunks(6).map(|some| format!("  {}", some.join(", ")));
    lines.collect::<Vec<_>>().join(",\n")
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
