//! The commands that write things down: what they write, what they ask, and when they refuse.

mod at_once;

use crate::support::{self, lm, lm_asked, lm_with};
use lm::cli::world::Environment;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A copy of an example school that can be written in.
pub(crate) fn school(name: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records").join(name);
    support::copy(&from, folder.path());
    folder
}

pub(crate) fn text(folder: &TempDir, file: &str) -> String {
    fs::read_to_string(folder.path().join(file)).expect("a file")
}

/// The lines that a file has beyond what it had.
fn added(before: &str, after: &str) -> String {
    let rest = after.strip_prefix(before);
    rest.unwrap_or_else(|| panic!("more than the end was changed:\n{after}")).to_owned()
}

const SESSIONS: &str = "mentees/3gk7s/sessions.yaml";

#[test]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them so")]
fn a_session_is_written_down_by_flags() {
    let folder = school("primary");
    let before = text(&folder, SESSIONS);
    let line = [
        "session",
        "callum whitgift",
        "--attendance",
        "late",
        "--reason",
        "forgot",
        "--at",
        "9:35",
        "--minutes",
        "25",
        "--target",
        "t2",
        "--progress",
        "He said: \"fine\", and read two pages",
        "--promise",
        "Ask Mr Waddington about maths;friday",
        "--recorded-by",
        "tm",
    ];
    let seen = lm(folder.path(), &line);
    support::shows(
        seen + &added(&before, &text(&folder, SESSIONS)),
        snapbox::str![[r#"
mentees/3gk7s/sessions.yaml
--- stderr
Callum Whitgift, Year 5, case 3gk7s
warning[not-a-school-day]: this session is not on a school day
   --> mentees/3gk7s/sessions.yaml:146:11
    |
146 |     date: 2026-11-21
    |           ^^^^^^^^^^ it is a Saturday
    |
    = help: look the date up: was it another day?
    = help: lm explain not-a-school-day

wrote down the session of Sat 21 November 2026 (today), came late: Callum Whitgift, Year 5, case 3gk7s
next: lm review 3gk7s
--- exit 0
  - id: g7x7
    date: 2026-11-21
    time: "09:35"
    minutes: 25
    mentor: tm
    attendance: late
    reason: forgot
    targets: [t2]
    progress: "He said: \"fine\", and read two pages"
    promises:
      - {what: Ask Mr Waddington about maths, by: 2026-11-27}
    recorded_by: tm

"#]],
    );
    let check = lm(folder.path(), &["check"]);
    assert!(check.ends_with("--- exit 0\n"), "{check}");
}

#[test]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them so")]
fn a_session_is_written_down_by_questions() {
    let folder = school("primary");
    let before = text(&folder, SESSIONS);
    let answers = [
        "yesterday",
        "1",
        "9.15",
        "half an hour",
        "30",
        "1",
        "Finished the page",
        "",
        "<",
        "",
        "I like it",
        "Start the next",
        "",
        "Bring a ruler;monday",
        "",
        "y",
    ];
    let seen = lm_asked(folder.path(), &["session", "3gk7s"], &answers);
    support::shows(
        seen + &added(&before, &text(&folder, SESSIONS)),
        snapbox::str![[r#"
Callum Whitgift, Year 5, case 3gk7s
Day of the session [today]: yesterday
  Fri 20 November 2026 (yesterday)
Did it take place?
  1  attended
  2  came late
  3  missed
  4  cancelled
Number or words: 1
When did it begin? [none]: 9.15
How many minutes? [none]: half an hour
  ‘half an hour’ is not a whole number
  write digits only
How many minutes? [none]: 30
Which targets did it work on?
  1  t2: I stay with my long writing for twenty minutes and finish one paragraph, in three lessons out of four before 3 December
Numbers or words, with commas between [none]: 1
Progress, and how it went [none]: Finished the page
Something that came up this week [none]: 
What the pupil said [none]: <
Something that came up this week [none]: 
What the pupil said [none]: I like it
Plan for the next session [none]: Start the next
Which lesson was missed for it? [none]: 
What you promised [none]: Bring a ruler;monday
What you promised [no more]: 
- id: g7x7
  date: 2026-11-20
  time: "09:15"
  minutes: 30
  mentor: tm
  attendance: attended
  targets: [t2]
  progress: Finished the page
  pupil_said: I like it
  next: Start the next
  promises:
    - {what: Bring a ruler, by: 2026-11-23}
Write this down? [yes]: y
mentees/3gk7s/sessions.yaml
wrote down the session of Fri 20 November 2026 (yesterday), attended: Callum Whitgift, Year 5, case 3gk7s
next: lm review 3gk7s
--- exit 0
  - id: g7x7
    date: 2026-11-20
    time: "09:15"
    minutes: 30
    mentor: tm
    attendance: attended
    targets: [t2]
    progress: Finished the page
    pupil_said: I like it
    next: Start the next
    promises:
      - {what: Bring a ruler, by: 2026-11-23}

"#]],
    );
}

#[test]
fn nothing_is_written_when_an_answer_is_missing_or_the_last_word_is_no() {
    let folder = school("primary");
    let before = text(&folder, SESSIONS);
    let seen = lm(folder.path(), &["session", "3gk7s", "--no-input"]);
    assert!(seen.contains("not given: --attendance") && seen.ends_with("--- exit 2\n"), "{seen}");
    let seen = lm(folder.path(), &["session", "3gk7s", "--attendance", "mised"]);
    assert!(seen.contains("missed") && seen.ends_with("--- exit 2\n"), "{seen}");
    let line = ["session", "3gk7s", "--attendance", "missed"];
    let seen = lm_asked(folder.path(), &line, &["", "1", "", "n"]);
    assert!(seen.ends_with("--- exit 4\n"), "{seen}");
    let seen = lm(folder.path(), &["session", "3gk7s", "--attendance", "attended", "--dry-run"]);
    assert!(seen.contains("+    attendance: attended") && seen.ends_with("--- exit 0\n"), "{seen}");
    assert_eq!(text(&folder, SESSIONS), before);
}

#[test]
fn an_entry_comes_from_a_file_and_flags_stand_above_it() {
    let folder = school("primary");
    let before = text(&folder, SESSIONS);
    let entry = "date: 2026-11-20\nattendance: attended\nminutes: 20\nprogress: |\n  One\n  Two\n";
    let environment = Environment { staff: Some("tm".into()), ..Environment::default() };
    let line = ["session", "3gk7s", "--from", "-", "--minutes", "35"];
    let seen = lm_with(folder.path(), &line, entry, &environment);
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
    let added = added(&before, &text(&folder, SESSIONS));
    for part in ["minutes: 35\n", "progress: |\n      One\n      Two\n", "recorded_by: tm\n"] {
        assert!(added.contains(part), "{part} is not in\n{added}");
    }
    let wrong = "date: 2026-11-20\nattendanc: attended\n";
    let seen = lm_with(folder.path(), &line, wrong, &environment);
    assert!(seen.contains("attendanc: attended") && seen.ends_with("--- exit 2\n"), "{seen}");
}

#[test]
fn what_would_be_an_error_is_drawn_and_refused() {
    let folder = school("primary");
    let before = text(&folder, SESSIONS);
    let entry = "date: 2026-11-20\nattendance: attended\ntargets: [t77]\n";
    let line = ["session", "3gk7s", "--from", "-"];
    let seen = lm_with(folder.path(), &line, entry, &Environment::default());
    assert!(seen.contains("error[unknown-target]") && seen.contains("targets: [t77]"), "{seen}");
    assert!(seen.ends_with("--- exit 4\n"), "{seen}");
    assert_eq!(text(&folder, SESSIONS), before);
    // A fault that was there before is no reason to refuse what is sound.
    fs::write(folder.path().join(SESSIONS), before.replacen("targets: [t2]", "targets: [t77]", 1))
        .expect("a file");
    let seen = lm(folder.path(), &["session", "3gk7s", "--attendance", "attended"]);
    assert!(!seen.contains("error") && seen.ends_with("--- exit 0\n"), "{seen}");
}

#[test]
fn the_right_child_is_meant_or_nothing_is_written() {
    let folder = school("primary");
    let line = |name| ["session", name, "--attendance", "attended", "-n"];
    for (name, said, status) in [
        ("Tattersall", "could be several mentees", 2),
        ("Fern", "could be mistaken for Rowan Tattersall (v6cfj)", 2),
        ("fern tattersall", "Fern Tattersall, Year 3, case b8nus", 0),
        ("b8nus", "Fern Tattersall, Year 3, case b8nus", 0),
        ("Callum", "Callum Whitgift, Year 5, case 3gk7s", 0),
        ("Nobody", "no mentee is called", 2),
    ] {
        let seen = lm(folder.path(), &line(name));
        assert!(seen.contains(said) && seen.ends_with(&format!("--- exit {status}\n")), "{seen}");
    }
    let seen = lm_asked(folder.path(), &line("Fern"), &["n"]);
    assert!(seen.contains("Is Fern Tattersall meant?") && seen.ends_with("--- exit 4\n"), "{seen}");
}

#[test]
fn a_decision_a_consent_and_a_contact_are_written_down() {
    let folder = school("primary");
    let lines: [&[&str]; 4] = [
        &[
            "decide",
            "e7a9m",
            "--outcome",
            "one-to-one",
            "--mentor",
            "tm",
            "--by",
            "tm",
            "--discussed-with",
            "sl",
        ],
        &["consent", "e7a9m", "--answer", "given", "--how", "form", "--recorded-by", "tm"],
        &[
            "contact",
            "e7a9m",
            "--type",
            "phone",
            "--with",
            "Mrs Beverley Lightfoot",
            "--not-reached",
        ],
        &[
            "contact",
            "e7a9m",
            "--type",
            "meeting",
            "--with",
            "db",
            "--with",
            "police: PC Hart",
            "--minutes",
            "20",
        ],
    ];
    for line in lines {
        let seen = lm(folder.path(), line);
        assert!(seen.ends_with("--- exit 0\n"), "{line:?}: {seen}");
    }
    let referral = text(&folder, "mentees/e7a9m/referral.yaml");
    let decision = "  - date: 2026-11-21\n    by: [{staff: tm}]\n    discussed_with: [{staff: sl}]\n    outcome: [one-to-one]\n    mentor: tm\n";
    let consent = "consent:\n  - date: 2026-11-21\n    answer: given\n    by: Mrs Beverley Lightfoot\n    how: form\n    recorded_by: tm\n";
    assert!(referral.contains(decision) && referral.ends_with(consent), "{referral}");
    let contacts = text(&folder, "mentees/e7a9m/contacts.yaml");
    for part in [
        "    type: phone\n    with: [{role: parent, name: Mrs Beverley Lightfoot}]\n    reached: false\n",
        "    with:\n      - {staff: db}\n      - {role: police, name: PC Hart}\n    minutes: 20\n",
    ] {
        assert!(contacts.contains(part), "{part} is not in\n{contacts}");
    }
}

#[test]
fn a_case_goes_from_the_decision_to_a_target_by_commands_alone() {
    let folder = school("primary");
    let case = "e7a9m";
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recording");
    let lines = fs::read_to_string(fixtures.join("whole-case.txt")).expect("a fixture");
    for line in lines.lines() {
        let words = support::words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let more = ["--as-of", "2026-11-24", "--no-input", "--recorded-by", "tm"];
        let seen = lm(folder.path(), &[&words[..], &more[..]].concat());
        assert!(seen.ends_with("--- exit 0\n"), "{line}: {seen}");
    }
    let check = lm(folder.path(), &["check", case]);
    assert!(check.ends_with("--- exit 0\n"), "{check}");
    let files =
        ["sessions", "plan"].map(|name| text(&folder, &format!("mentees/{case}/{name}.yaml")));
    support::shows(
        files.concat(),
        snapbox::Data::read_from(&fixtures.join("whole-case.yaml"), None),
    );
    for (line, said) in [
        (&["first-meeting", case][..], "the first meeting is written down"),
        (&["target", "met", case, "t1"], "target t1 ended on Tue 24 November 2026: met"),
        (&["target", "met", case, "t9"], "no target has the short name `t9`"),
        (&["promise", "kept", case], "there is no such open promise"),
        (&["plan", "sign", case, "--plan", "x"], "no plan has the short name `x`"),
    ] {
        let seen = lm(folder.path(), line);
        assert!(seen.contains(said) && !seen.ends_with("--- exit 0\n"), "{line:?}: {seen}");
    }
}

#[test]
fn what_else_is_written_down_stands_where_it_belongs() {
    let folder = school("primary");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recording");
    let files = [
        "mentees/3gk7s/contacts.yaml",
        "mentees/3gk7s/tracking.yaml",
        "groups/sunflowers.yaml",
        "activities.yaml",
    ];
    let before = files.map(|file| fs::read_to_string(folder.path().join(file)).unwrap_or_default());
    let lines = fs::read_to_string(fixtures.join("around-a-case.txt")).expect("a fixture");
    for line in lines.lines() {
        let words = support::words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let more = ["--as-of", "2026-11-24", "--no-input", "--recorded-by", "tm"];
        let seen = lm(folder.path(), &[&words[..], &more[..]].concat());
        assert!(seen.ends_with("--- exit 0\n"), "{line}: {seen}");
    }
    let check = lm(folder.path(), &["check"]);
    assert!(check.ends_with("--- exit 0\n"), "{check}");
    let mut shown = String::new();
    for (file, before) in files.iter().zip(before) {
        let after = text(&folder, file);
        let new = after.lines().filter(|line| !before.lines().any(|old| old == *line));
        shown = new.fold(format!("{shown}{file}\n"), |shown, line| shown + line + "\n");
    }
    support::shows(
        shown,
        snapbox::Data::read_from(&fixtures.join("around-a-case.expected.txt"), None),
    );
}

#[test]
fn an_entry_is_moved_to_the_right_child() {
    let folder = school("primary");
    let [wrong, right] = ["mentees/3gk7s/contacts.yaml", "mentees/b8nus/contacts.yaml"];
    let [wrong_before, right_before] = [wrong, right].map(|file| text(&folder, file));
    let seen =
        lm(folder.path(), &["contact", "3gk7s", "--type", "phone", "--note", "Late: the bus"]);
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
    let line = ["move-entry", "g7x7", "3gk7s", "fern tattersall"];
    let seen = lm(folder.path(), &line);
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
    assert_eq!(text(&folder, wrong), wrong_before, "nothing of it stays");
    let moved = added(&right_before, &text(&folder, right));
    let entry =
        "  - id: g7x7\n    date: 2026-11-21\n    type: phone\n    note: \"Late: the bus\"\n";
    assert_eq!(moved, entry);
    let seen = lm(folder.path(), &line);
    assert!(seen.contains("no entry of Callum") && seen.ends_with("--- exit 2\n"), "{seen}");
}
