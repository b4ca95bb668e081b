//! Running `lm` inside the test program: the line typed and all that is seen, as one text.

use lm::cli::outcome::Exit;
use lm::cli::world::{Environment, Terminal, World};
use lm::domain::date::Date;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::rc::Rc;

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
    let nobody = Terminal { asks: false, shows: false, talks: false, width: 100 };
    let exit = run(
        folder.as_ref(),
        line,
        nobody,
        environment,
        [&mut out, &mut err],
        &mut input.as_bytes(),
    );
    let mut seen = String::from_utf8_lossy(&out).into_owned();
    if !err.is_empty() {
        seen.push_str("--- stderr\n");
        seen.push_str(&String::from_utf8_lossy(&err));
    }
    seen + &format!("--- exit {}\n", exit.status())
}

/// Runs `lm` at a terminal, where somebody types these lines when asked, and shows the screen:
/// questions, answers and result in the order in which they are seen, then the exit status.
pub(crate) fn lm_asked(folder: impl AsRef<Path>, line: &[&str], typed: &[&str]) -> String {
    lm_asked_with(folder, line, typed, &Environment::default())
}

/// As [`lm_asked`], with an environment.
pub(crate) fn lm_asked_with(
    folder: impl AsRef<Path>,
    line: &[&str],
    typed: &[&str],
    environment: &Environment,
) -> String {
    let screen = Screen::default();
    let lines = typed.iter().map(|line| format!("{line}\n")).collect();
    let mut input = BufReader::new(Typed { lines, screen: screen.clone() });
    let somebody = Terminal { asks: true, shows: true, talks: true, width: 100 };
    let streams: [&mut dyn Write; 2] = [&mut screen.clone(), &mut screen.clone()];
    let exit = run(folder.as_ref(), line, somebody, environment, streams, &mut input);
    let seen = String::from_utf8_lossy(&screen.0.borrow()).into_owned();
    seen + &format!("--- exit {}\n", exit.status())
}

fn run(
    folder: &Path,
    line: &[&str],
    terminal: Terminal,
    environment: &Environment,
    [out, err]: [&mut dyn Write; 2],
    input: &mut dyn BufRead,
) -> Exit {
    let mut number = 7_u32;
    let mut world = World {
        today: TODAY.parse::<Date>().expect("a date"),
        out,
        err,
        input,
        terminal,
        environment: environment.clone(),
        here: Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
        // The same "chance" in every run, so that what is shown can be compared.
        chance: &mut || {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            number
        },
    };
    let words = std::iter::once("lm").chain(line.iter().copied()).map(OsString::from);
    lm::cli::run(words, &mut world)
}

/// What is seen on a terminal.
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

/// Lines that somebody types one at a time, seen as they are typed.
struct Typed {
    lines: VecDeque<String>,
    screen: Screen,
}

impl Read for Typed {
    fn read(&mut self, mut buffer: &mut [u8]) -> io::Result<usize> {
        let Some(line) = self.lines.pop_front() else { return Ok(0) };
        self.screen.write_all(line.as_bytes())?;
        buffer.write_all(line.as_bytes())?;
        Ok(line.len())
    }
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

/// Copies what is in a folder into another one.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

/// What a person at a terminal sees: talk and result in the order in which they come. Nothing is
/// asked. Gives the status too.
pub(crate) fn seen_at_a_terminal(folder: &Path, line: &[&str]) -> (String, u8) {
    let screen = Screen::default();
    let terminal = Terminal { asks: false, shows: false, talks: false, width: 100 };
    let writers: [&mut dyn Write; 2] = [&mut screen.clone(), &mut screen.clone()];
    let nothing = &mut "".as_bytes();
    let exit = run(folder, line, terminal, &Environment::default(), writers, nothing);
    let bytes = screen.0.borrow().clone();
    (String::from_utf8(bytes).expect("lm writes text"), exit.status())
}

/// The words of a line as a shell would take them: parted at spaces, except inside quotes.
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.trim().chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("there is one").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Runs `lm` as somebody whom the system keeps out of what is closed to them: as whoever runs the
/// tests, or, when that is root, as nobody, to whom the folder is given. Shows what [`lm`] shows;
/// `None`, and this is said, where nobody cannot be found to do it.
#[cfg(unix)]
pub(crate) fn lm_kept_out(folder: &Path, line: &[&str]) -> Option<String> {
    use std::os::unix::fs::{PermissionsExt as _, lchown};
    use std::os::unix::process::CommandExt as _;
    use std::process::{Command, Stdio};
    const NOBODY: u32 = 65_534;

    if !rustix::process::geteuid().is_root() {
        return Some(lm(folder, line));
    }
    // Where the program lies, nobody may look.
    let place = tempfile::tempdir().expect("a folder");
    let program = place.path().join("lm");
    fs::copy(env!("CARGO_BIN_EXE_lm"), &program).expect("a copy of the program");
    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o755)).expect("it is ours");
    let given = walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .try_for_each(|entry| lchown(entry.path(), Some(NOBODY), Some(NOBODY)));
    let mut command = Command::new(&program);
    command.uid(NOBODY).gid(NOBODY).current_dir(folder).env_clear().stdin(Stdio::null());
    let output = given.and_then(|()| command.args(line).args(["--as-of", TODAY]).output());
    let Ok(output) = output else {
        let _ = writeln!(
            io::stderr(),
            "\nNOT TESTED: root cannot become anybody else here; what is said of a file that may \
             not be read is not known\n"
        );
        return None;
    };
    let mut seen = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.stderr.is_empty() {
        seen.push_str("--- stderr\n");
        seen.push_str(&String::from_utf8_lossy(&output.stderr));
    }
    Some(seen + &format!("--- exit {}\n", output.status.code().unwrap_or(-1)))
}

/// Runs `lm` as somebody whom the system keeps out of what is closed to them, where it can.
#[cfg(not(unix))]
pub(crate) fn lm_kept_out(_: &Path, _: &[&str]) -> Option<String> {
    None
}
