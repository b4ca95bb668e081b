//! Running `lm` inside the test program: the line typed and all that is seen, as one text.

use lm::cli::world::{Environment, Terminal, World};
use lm::domain::date::Date;
use std::ffi::OsString;
use std::path::Path;

/// The day on which every test runs, unless it says another with `--as-of`.
pub(crate) const TODAY: &str = "2026-11-21";

/// Runs `lm` in a folder (below the project) without a terminal, and shows what came of it:
/// the result, then the talk, then the exit status.
pub(crate) fn lm(folder: impl AsRef<Path>, line: &[&str]) -> String {
    lm_with(folder, line, "", &Environment::default())
}

/// As [`lm`], with something to read on standard input and an environment.
pub(crate) fn lm_with(
    folder: impl AsRef<Path>,
    line: &[&str],
    input: &str,
    environment: &Environment,
) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut number = 7_u32;
    let mut world = World {
        today: TODAY.parse::<Date>().expect("a date"),
        out: &mut out,
        err: &mut err,
        input: &mut input.as_bytes(),
        terminal: Terminal { asks: false, shows: false, talks: false, width: 100 },
        environment: environment.clone(),
        here: Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
        // The same "chance" in every run, so that what is shown can be compared.
        chance: &mut || {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            number
        },
    };
    let words = std::iter::once("lm").chain(line.iter().copied()).map(OsString::from);
    let exit = lm::cli::run(words, &mut world);
    let mut seen = String::from_utf8_lossy(&out).into_owned();
    if !err.is_empty() {
        seen.push_str("--- stderr\n");
        seen.push_str(&String::from_utf8_lossy(&err));
    }
    seen + &format!("--- exit {}\n", exit.status())
}

/// Compares; `SNAPSHOTS=overwrite cargo test` writes the expectations anew: read the difference
/// before committing it. `raw`, because a line `...` would otherwise stand for any lines at all,
/// and faults are printed with such lines.
#[track_caller]
pub(crate) fn shows(actual: impl snapbox::IntoData, expected: impl snapbox::IntoData) {
    snapbox::Assert::new().action_env("SNAPSHOTS").eq(actual.raw(), expected.raw());
}

/// The names of the folders inside a folder (below the project), sorted.
pub(crate) fn folders_in(folder: impl AsRef<Path>) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut names: Vec<String> = std::fs::read_dir(root)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
