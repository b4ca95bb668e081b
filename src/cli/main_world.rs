//! The real world: the only place that reads the clock, the environment and the terminal.

use super::outcome::Exit;
use super::world::{Environment, Terminal, World};
use crate::domain::date::Date;
use chrono::Datelike as _;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, io, panic};

/// Runs the program.
pub fn main() -> ExitCode {
    panic::set_hook(Box::new(|information| {
        let line = last_words(information.location());
        let _ = io::Write::write_all(&mut io::stderr(), line.as_bytes());
    }));
    panic::catch_unwind(run).unwrap_or_else(|_| ExitCode::from(70))
}

/// What is said when the program breaks: only the place in the program, never the reason, because
/// that may hold what a record says.
fn last_words(place: Option<&panic::Location<'_>>) -> String {
    let place =
        place.map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
    format!("this is a fault in lm itself{place}; nothing was written\n")
}

fn run() -> ExitCode {
    for_us_alone();
    let Some(today) = today() else {
        let _ = io::Write::write_all(
            &mut io::stderr(),
            b"error: this computer's clock cannot be right; say which day it is with --as-of\n",
        );
        return Exit::CannotRun.into();
    };
    let mut world = World {
        today,
        out: &mut io::stdout().lock(),
        err: &mut io::stderr().lock(),
        input: &mut io::stdin().lock(),
        terminal: Terminal {
            asks: io::stdin().is_terminal() && io::stderr().is_terminal(),
            shows: io::stdout().is_terminal(),
            talks: io::stderr().is_terminal(),
            width: width(),
        },
        environment: environment(),
        here: env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
        chance: &mut chance,
    };
    super::run(env::args_os(), &mut world).into()
}

/// What is made from here on is for its owner alone, also what git and an editor make: git would
/// give records to everybody on the computer when it puts copies together.
fn for_us_alone() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

/// The day by the computer's clock, where the computer stands.
fn today() -> Option<Date> {
    let day = chrono::Local::now().date_naive();
    Date::of(day.year(), day.month(), day.day())
}

fn width() -> usize {
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    #[cfg(unix)]
    let columns = columns.or_else(|| {
        rustix::termios::tcgetwinsize(io::stdout()).ok().map(|size| usize::from(size.ws_col))
    });
    columns.filter(|columns| *columns > 0).unwrap_or(100)
}

fn environment() -> Environment {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_on =
        |name: &str| env::var(name).is_ok_and(|value| !matches!(&*value, "" | "0" | "false"));
    Environment {
        records: env::var_os("LM_RECORDS").filter(|value| !value.is_empty()).map(PathBuf::from),
        as_of: env::var("LM_AS_OF").ok().filter(|value| !value.is_empty()),
        staff: env::var("LM_STAFF").ok().filter(|value| !value.is_empty()),
        editor: ["VISUAL", "EDITOR"]
            .iter()
            .find_map(|name| env::var(name).ok().filter(|value| !value.trim().is_empty())),
        ci: is_on("CI"),
        no_colour: is_set("NO_COLOR"),
        force_colour: is_on("CLICOLOR_FORCE"),
        for_git: FOR_GIT
            .iter()
            .filter_map(|name| Some(((*name).into(), env::var_os(name)?)))
            .collect(),
    }
}

/// The variables that git is given: where programs and settings are, the keys of ssh, the way
/// through the school's network, and the index in which a hook runs. None that would have git run
/// another program or look at another repository.
const FOR_GIT: &[&str] = &[
    "PATH",
    "HOME",
    "XDG_CONFIG_HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "PROGRAMDATA",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "TMPDIR",
    "SSH_AUTH_SOCK",
    "https_proxy",
    "HTTPS_PROXY",
    "no_proxy",
    "NO_PROXY",
    "GIT_INDEX_FILE",
];

fn chance() -> u32 {
    getrandom::u32().expect("the system gives random numbers")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_in_the_program_tells_only_its_place() {
        let place = panic::Location::caller();
        let line = place.line();
        assert_eq!(
            last_words(Some(place)),
            format!("this is a fault in lm itself at {}:{line}; nothing was written\n", file!())
        );
    }
}
