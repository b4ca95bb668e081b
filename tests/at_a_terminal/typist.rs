//! Somebody at a real terminal: a pseudo-terminal on which `lm` runs as it does for a person. What
//! is typed is typed when the question stands there, never after a while: every wait is for words
//! and has a deadline.

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Nothing takes longer than this, on however busy a machine.
const PATIENCE: Duration = Duration::from_mins(1);

const TERMINAL: &str = "LM_TEST_TERMINAL";
const WORDS: &str = "LM_TEST_WORDS";
/// Stands between the words of a command line in [`WORDS`].
const BETWEEN: &str = "\u{1f}";

/// Not a test of its own: [`Typist`] starts this program anew with this one test, and it becomes
/// `lm`, with the terminal as the one that it is controlled by, so that Ctrl-C reaches it.
#[test]
fn becomes_the_program_at_a_terminal() {
    let Some(terminal) = std::env::var_os(TERMINAL) else { return };
    let words = std::env::var(WORDS).expect("a command line");
    rustix::process::setsid().expect("a session of its own");
    let open = || OpenOptions::new().read(true).write(true).open(&terminal).expect("the terminal");
    let terminal = open();
    rustix::process::ioctl_tiocsctty(&terminal).expect("it is ours");
    let mut program = Command::new(env!("CARGO_BIN_EXE_lm"));
    if ignores_interrupts() {
        program = Command::new("env");
        program.args(["--default-signal=INT", env!("CARGO_BIN_EXE_lm")]);
    }
    let error = program
        .args(words.split(BETWEEN))
        .env_remove(TERMINAL)
        .env_remove(WORDS)
        .stdin(open())
        .stdout(open())
        .stderr(terminal)
        .exec();
    panic!("lm did not start: {error}");
}

/// Whether `^C` would do nothing to what is started from here: whoever runs the tests in the
/// background of a script hands that on.
fn ignores_interrupts() -> bool {
    const INTERRUPT: u64 = 1 << 1;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask & INTERRUPT != 0)
}

/// Somebody who sees the screen and types.
pub(super) struct Typist {
    terminal: File,
    /// Kept open until the program has ended, so that nothing of the screen is lost.
    screen_side: Option<File>,
    program: Child,
    seen: Receiver<Vec<u8>>,
    /// What was seen and not yet answered.
    fresh: Vec<u8>,
    /// All that was seen, and what was typed between « and ».
    told: String,
}

impl Typist {
    /// Starts `lm` with these words in a folder, on a day, at a terminal of so many columns.
    pub(super) fn start(folder: &Path, words: &[String], day: &str, columns: u16) -> Self {
        let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&terminal).expect("it is ours");
        unlockpt(&terminal).expect("it can be used");
        let name = ptsname(&terminal, Vec::new()).expect("it has a name");
        let name = name.into_string().expect("a path");
        let size = Winsize { ws_row: 50, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&terminal, size).expect("it has a size");
        let terminal = File::from(terminal);
        let screen_side = OpenOptions::new().read(true).write(true).open(&name).expect("a screen");
        let program = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "at_a_terminal::typist::becomes_the_program_at_a_terminal"])
            .args(["--nocapture", "--test-threads=1"])
            .current_dir(folder)
            .env_clear()
            .env("NO_COLOR", "1")
            .env("LM_AS_OF", day)
            .env(TERMINAL, &name)
            .env(WORDS, words.join(BETWEEN))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let (sender, seen) = channel();
        let mut reader = terminal.try_clone().expect("the same terminal");
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            // The end of a terminal is an error on some systems and nothing to read on others.
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let screen_side = Some(screen_side);
        Self { terminal, screen_side, program, seen, fresh: Vec::new(), told: String::new() }
    }

    /// Waits until this question stands there and nothing behind it, and types the answer.
    pub(super) fn answers(&mut self, question: &str, typed: &str) {
        self.waits_for(question, |fresh| {
            fresh
                .strip_suffix(question)
                .is_some_and(|before| before.is_empty() || before.ends_with('\n'))
        });
        let fresh = self.take(self.fresh.len());
        self.told.push_str(&fresh);
        let _ = writeln!(self.told, "«{typed}»");
        let (keys, shown) = match typed {
            "^C" => ("\u{3}".to_owned(), "^C".to_owned()),
            "^D" => ("\u{4}".to_owned(), String::new()),
            words => (format!("{words}\n"), format!("{words}\n")),
        };
        self.terminal.write_all(keys.as_bytes()).expect("it is typed");
        // The terminal shows what is typed.
        self.waits_for(typed, |fresh| fresh.starts_with(&shown));
        // Each end of a line is two signs there.
        self.take(shown.len() + shown.matches('\n').count());
    }

    /// Waits until the program has ended; gives all that was seen, and how it ended.
    pub(super) fn ends(mut self) -> (String, ExitStatus) {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.program.try_wait().expect("it can be asked") {
                break status;
            }
            // It writes, so that it does not wait for us.
            self.hears(Duration::from_millis(10));
            assert!(Instant::now() < deadline, "it does not end:\n{}{}", self.told, self.text());
        };
        drop(self.screen_side.take());
        while let Ok(more) = self.seen.recv_timeout(PATIENCE) {
            self.fresh.extend(more);
        }
        let rest = self.take(self.fresh.len());
        (std::mem::take(&mut self.told) + &rest, status)
    }

    fn waits_for(&mut self, what: &str, is_there: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_there(&self.text()) {
            let left = deadline.saturating_duration_since(Instant::now());
            let ended = !self.hears(left.min(Duration::from_millis(200)))
                && self.program.try_wait().expect("it can be asked").is_some()
                && !self.hears(Duration::from_millis(200));
            assert!(
                !left.is_zero() && !ended,
                "“{what}” is not seen; what is seen:\n{}{}",
                self.told,
                self.text()
            );
        }
    }

    /// Takes in what is seen next, if it is soon enough.
    fn hears(&mut self, wait: Duration) -> bool {
        let Ok(more) = self.seen.recv_timeout(wait) else { return false };
        self.fresh.extend(more);
        true
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.fresh).replace("\r\n", "\n")
    }

    fn take(&mut self, length: usize) -> String {
        let taken: Vec<u8> = self.fresh.drain(..length).collect();
        String::from_utf8_lossy(&taken).replace("\r\n", "\n")
    }
}

impl Drop for Typist {
    fn drop(&mut self) {
        // Nothing to do where it has ended.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
