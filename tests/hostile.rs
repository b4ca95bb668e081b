//! Files that nobody would write, by accident or on purpose: each is refused with one clear error
//! where it stands, at once, and the plain fault of another mentee is still found beside it.

use crate::{prepare, support};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Two mentees: `k7q2m`, without a fault, and `m4x8t`, who is in Year 15.
const RECORDS: &str = "tests/hostile";
/// Where the hostile thing goes.
const TARGET: &str = "mentees/k7q2m/sessions.yaml";
/// What is wrong beside it.
const BESIDE: &str = "mentees/m4x8t/referral.yaml:4:9: error[bad-year-group]";
/// Stands in files outside the records folder, and is never to be seen.
const OUTSIDE: &str = "nobody's business";
/// A second is the aim, and far more than it takes when built for use. Here nothing is optimised,
/// and whatever else runs on the machine takes its share; what is hostile and works takes hours.
const LONGEST: Duration = Duration::from_mins(1);

/// Makes something in a copy of the records and checks them: what is found besides the plain fault,
/// a line each. `None` where the thing cannot be made.
fn found(name: &str, make: impl FnOnce(&Path) -> bool) -> Option<Vec<String>> {
    found_by(name, make, |folder, line| Some(support::lm(folder, line)))
}

fn found_by(
    name: &str,
    make: impl FnOnce(&Path) -> bool,
    lm: impl FnOnce(&Path, &[&str]) -> Option<String>,
) -> Option<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(RECORDS);
    let folder = prepare::copied(&root);
    if !make(folder.path()) {
        return None;
    }
    let start = Instant::now();
    let shown = lm(folder.path(), &["check", "--format", "concise"])?;
    let took = start.elapsed();
    let brief: String = shown.chars().take(2_000).collect();
    assert!(shown.ends_with("--- exit 1\n"), "{name}: {brief}");
    assert!(!shown.contains(OUTSIDE), "{name}: {brief}");
    assert!(took < LONGEST, "{name} took {took:?}");
    let faults = shown.lines().take_while(|line| !line.starts_with("---"));
    let (beside, others): (Vec<_>, Vec<_>) =
        faults.map(str::to_owned).partition(|fault| fault.starts_with(BESIDE));
    assert_eq!(beside.len(), 1, "{name}: {brief}");
    Some(others)
}

/// One error, which begins like this.
fn refused(name: &str, expected: &str, make: impl FnOnce(&Path) -> bool) {
    is_one(name, expected, found(name, make));
}

fn is_one(name: &str, expected: &str, found: Option<Vec<String>>) {
    let Some(found) = found else { return };
    assert!(found.len() == 1 && found[0].starts_with(expected), "{name}: {found:#?}");
}

fn refused_text(name: &str, expected: &str, text: impl AsRef<[u8]>) {
    let expected = format!("{TARGET}{expected}");
    refused(name, &expected, |root| {
        fs::write(root.join(TARGET), text).expect("a file");
        true
    });
}

fn bomb() -> String {
    let mut text = "a0: &a0 [x]\n".to_owned();
    for level in 1..30 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        let _ = writeln!(text, "a{level}: &a{level} [{items}]");
    }
    text
}

#[test]
fn references_to_references_are_named_where_they_stand_and_never_followed() {
    let found = found("a text that stands for a billion others", |root| {
        fs::write(root.join(TARGET), bomb()).is_ok()
    });
    let found = found.expect("a file");
    assert!(found.len() <= 101, "{found:#?}");
    for fault in found {
        let fits = fault.contains("error[anchor-or-alias]") || fault.contains("error[more-faults]");
        assert!(fits, "{fault}");
    }
}

#[test]
fn texts_that_would_cost_time_or_memory_are_refused() {
    let deep = |opening: &str| format!("sessions: {}", opening.repeat(10_000));
    let dashes = "- ".repeat(10_000);
    let mut steps = String::new();
    for depth in 0..1_000 {
        let _ = writeln!(steps, "{}a:", " ".repeat(depth));
    }
    let long = |bytes: usize| format!("sessions: \"{}\"\n", "x".repeat(bytes));
    let entries = "- {}\n".repeat(120_000);
    let keys = "sessions: []\nsessions: []\n";
    refused_text("10,000 brackets", ":1:35: error[too-deep]", deep("["));
    refused_text("10,000 curly brackets", ":1:103: error[too-deep]", deep("{a: "));
    refused_text("10,000 dashes", ":1:49: error[too-deep]", dashes);
    refused_text("a thousand steps", ":25:25: error[too-deep]", steps);
    refused_text("a text of 50 MB", ": error[too-big]", long(50 << 20));
    refused_text("a text of 300 kB", ":1:11: error[too-big]", long(300_000));
    refused_text("120,000 entries", ":100000:3: error[too-big]", entries);
    refused_text("one key twice", ":2:1: error[duplicate-key]", keys);
}

#[test]
fn bytes_that_are_no_record_are_refused() {
    let rows: [(&str, &str, &[u8]); 12] = [
        (
            "not UTF-8",
            ":3:15: error[not-utf8]",
            b"sessions:\n  - date: 2026-10-01\n    progress: \xff\n",
        ),
        ("an overlong slash", ":1:1: error[not-utf8]", b"\xc0\xaf\n"),
        ("half a pair", ":1:1: error[not-utf8]", b"\xed\xa0\x80\n"),
        ("UTF-16", ": error[not-utf8]", b"\xff\xfes\0e\0"),
        ("a picture", ":1:1: error[not-utf8]", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("NUL", ":1:10: error[control-character]", b"sessions:\0 []\n"),
        ("nothing but NUL", ":1:1: error[control-character]", &[0; 4_096]),
        ("an order to the screen", ":1:11: error[control-character]", b"sessions: \x1b[2J\n"),
        (
            "a byte order mark in the middle",
            ":2:1: error[control-character]",
            b"sessions: []\n\xef\xbb\xbfa: 1\n",
        ),
        ("tabs", ":2:1: error[tab-indentation]", b"sessions:\n\t- date: 2026-10-01\n"),
        ("entries from elsewhere", ":1:1: error[merge-key]", b"<<: { sessions: [] }\n"),
        (
            "a byte order mark and line ends of Windows, which are fine, before a wrong date",
            ":2:11: error[bad-date]",
            b"\xef\xbb\xbfsessions:\r\n  - date: 2026-02-30\r\n    attendance: attended\r\n",
        ),
    ];
    for (name, expected, bytes) in rows {
        refused_text(name, expected, bytes);
    }
}

#[test]
fn what_is_no_file_of_the_records_is_refused() {
    let here = |code: &str| format!("{TARGET}: error[{code}]");
    let outside = tempfile::tempdir().expect("a folder for the test");
    let secret = outside.path().join("referral.yaml");
    fs::write(&secret, format!("{OUTSIDE}: [\n")).expect("a file");
    refused("a folder", &here("not-a-file"), |root| {
        fs::create_dir_all(root.join(TARGET).join("autumn")).is_ok()
    });
    refused("a link to a file outside", &here("link-in-records"), |root| {
        prepare::linked(&secret, &root.join(TARGET))
    });
    refused("a link to itself", &here("link-in-records"), |root| {
        prepare::linked(Path::new("sessions.yaml"), &root.join(TARGET))
    });
    refused("a link to a device", &here("link-in-records"), |root| {
        prepare::linked(Path::new("/dev/zero"), &root.join(TARGET))
    });
    refused("a mentee's folder outside", "mentees/w8y4f: error[link-in-records]", |root| {
        prepare::linked(outside.path(), &root.join("mentees/w8y4f"))
    });
    let name = "a file that may not be read";
    let closed = |root: &Path| {
        let path = root.join(TARGET);
        fs::write(&path, "sessions: []\n").expect("a file");
        prepare::kept_out(&path, 0)
    };
    is_one(name, &here("unreadable"), found_by(name, closed, support::lm_kept_out));
}

#[cfg(unix)]
#[test]
fn a_pipe_or_socket_is_refused_and_never_waited_for() {
    let expected = format!("{TARGET}: error[not-a-file]");
    refused("a pipe", &expected, |root| {
        let made = std::process::Command::new("mkfifo").arg(root.join(TARGET)).status();
        made.is_ok_and(|status| status.success())
    });
    refused("a socket", &expected, |root| {
        std::os::unix::net::UnixListener::bind(root.join(TARGET)).is_ok()
    });
}
