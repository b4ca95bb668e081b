//! What is recorded about a mentor's own work: written down by command, shown, and refused when it
//! cannot be.

use crate::support::{self, lm, lm_asked};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn school() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records/primary");
    support::copy(&from, folder.path());
    folder
}

fn run(folder: &TempDir, line: &str) -> String {
    let words = support::words(line);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    lm(folder.path(), &words)
}

fn record(folder: &TempDir, staff: &str) -> String {
    fs::read_to_string(folder.path().join(format!("staff/{staff}.yaml"))).expect("a record")
}

#[test]
fn a_mentors_week_and_work_are_written_down_where_they_belong() {
    let folder = school();
    let before = record(&folder, "rw");
    for line in [
        "staff timetable rw --day monday --at 12:15 --until 12:45 --use mentoring --case \"Callum Whitgift\"",
        "staff away \"Ms R. Wainscott\" --first-day 2026-12-14 --last-day 2026-12-15 --cover tm --reason leave",
        "staff supervision rw --with db --case b8nus --raised \"Two endings\" --agreed \"One a week\" --next +8w",
        "staff cpd rw --on 2026-11-18 --what \"Safeguarding: an update\" --hours 2.5",
        "staff performance rw --with db --objective \"A number in every plan\" --outcome Met",
    ] {
        let seen = run(&folder, &format!("{line} --no-input"));
        assert!(seen.ends_with("--- exit 0\n") && !seen.contains("warning["), "{line}: {seen}");
    }
    let after = record(&folder, "rw");
    let lost: Vec<&str> =
        before.lines().filter(|line| !after.lines().any(|new| new == *line)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let new = after.lines().filter(|line| !before.lines().any(|old| old == *line));
    let new: Vec<&str> = new.collect();
    support::shows(
        new.join("\n") + "\n" + &run(&folder, "staff show rw"),
        snapbox::Data::read_from(&fixture("written.txt"), None),
    );
    let at =
        |time: &str| after.find(&format!("day: monday, from: \"{time}\"")).expect("it is there");
    assert!(at("09:00") < at("12:15") && at("12:15") < at("13:15"), "{after}");
    let check = lm(folder.path(), &["check"]);
    assert!(check.ends_with("--- exit 0\n"), "{check}");
    let seen = run(&folder, "staff timetable rw --day monday --at 12:15 --drop");
    assert!(seen.contains("took out Monday from 12:15 to 12:45"), "{seen}");
    assert!(!record(&folder, "rw").contains("from: \"12:15\""), "{}", record(&folder, "rw"));
}

#[test]
fn what_clashes_is_said_and_what_cannot_be_is_refused() {
    let folder = school();
    let before = record(&folder, "rw");
    for (line, said, status) in [
        (
            "staff timetable rw --day monday --at 10:00 --until 9:00 --use adults",
            "timetable-clash",
            4,
        ),
        ("staff away rw --first-day 2026-12-10 --last-day 2026-12-09", "absence-dates", 4),
        ("staff away rw --first-day 2026-12-10 --cover rw", "absence-dates", 4),
        ("staff away rw --ended today", "no absence is written down without its last day", 2),
        ("staff away rw --reason flu", "is not a reason that can be chosen here", 2),
        ("staff supervision rw --with zz", "nobody in lm.toml has the short id", 2),
        ("staff supervision rw --with db --case Nobody", "no mentee is called", 2),
        ("staff training zz --what X", "STAFF: nobody in lm.toml", 2),
        ("staff timetable rw --day sunday --at 9:00 --until 9:30 --use adults", "--day: ", 2),
        ("staff timetable rw --day monday --at 7:00 --drop", "begins then", 2),
    ] {
        let seen = run(&folder, line);
        assert!(
            seen.contains(said) && seen.ends_with(&format!("--- exit {status}\n")),
            "{line}: {seen}"
        );
    }
    assert_eq!(record(&folder, "rw"), before);
    let seen = run(&folder, "staff away rw --first-day 2026-12-03");
    assert!(seen.contains("warning[absence-dates]") && seen.ends_with("--- exit 0\n"), "{seen}");
    let seen = run(&folder, "staff away rw --ended 2026-12-09");
    assert!(seen.contains("ended on Wed 9 December 2026"), "{seen}");
    assert!(record(&folder, "rw").contains("to: 2026-12-09"), "{}", record(&folder, "rw"));
}

#[test]
fn a_stretch_of_the_week_is_asked_for_on_a_terminal() {
    let folder = school();
    fs::remove_file(folder.path().join("staff/tm.yaml")).expect("it goes");
    let answers = ["2", "9", "9:00", "9.30", "1", "callum whitgift", "", "y"];
    let seen = lm_asked(folder.path(), &["staff", "timetable", "tm"], &answers);
    let shown = seen + &record(&folder, "tm");
    support::shows(shown, snapbox::Data::read_from(&fixture("asked.txt"), None));
}

#[test]
fn the_page_says_what_is_overdue() {
    let folder = school();
    let seen = run(&folder, "staff show rw --as-of 2026-12-01");
    assert!(seen.contains("OVERDUE since Wed 25 November 2026"), "{seen}");
    let policy = folder.path().join("policy/2026-09-01.toml");
    let text = fs::read_to_string(&policy).expect("a policy");
    let text = text.replace("[time]\n", "[time]\nsupervision_every_weeks = 4\n");
    assert!(text.contains("supervision_every_weeks"), "{text}");
    fs::write(&policy, text).expect("it is written");
    let seen = run(&folder, "staff show rw --json");
    assert!(seen.contains("\"supervision_due\": \"2026-11-18\""), "{seen}");
    assert!(seen.contains("\"supervision_overdue\": true"), "{seen}");
    let everybody = run(&folder, "staff show");
    assert!(everybody.contains("(rw)") && everybody.contains("(tm)"), "{everybody}");
}

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/staff").join(name)
}
