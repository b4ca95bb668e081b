//! How many sessions are planned changes by command, with a reason, and can be read afterwards.

use crate::support::{copy, lm_asked, words};
use crate::whole_year::on;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const DAY: &str = "2026-11-21";

/// The cluster's example school: mk6df has a plan with eight sessions, and six of them were held.
fn school() -> TempDir {
    let folder = tempfile::tempdir().expect("an empty folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records/cluster"), folder.path());
    folder
}

fn run(school: &TempDir, line: &str) -> String {
    let mut line = words(line);
    line.push("--no-input".to_owned());
    on(school.path(), DAY, &line)
}

fn plan(school: &TempDir) -> String {
    fs::read_to_string(school.path().join("mentees/mk6df/plan.yaml")).expect("a plan")
}

#[test]
fn fewer_sessions_need_a_reason_and_more_do_not() {
    let school = school();
    let before = plan(&school);
    for (line, status, said) in [
        ("plan sessions mk6df", 2, "not given: NUMBER"),
        ("plan sessions mk6df 7", 2, "8 sessions were planned, and now 7"),
        ("plan sessions mk6df 7 --because \" \"", 2, "--because"),
        ("plan sessions mk6df 8", 2, "8 sessions are planned already"),
        ("plan sessions mk6df 0 --because Exams", 2, "lm exit"),
        ("plan sessions mk6df 5 --because Exams", 4, "6 sessions were held on this plan already"),
        ("plan sessions mk6df some", 2, "NUMBER"),
        ("plan sessions mk6df 7 --because Exams --dry-run", 0, "sessions_changed"),
    ] {
        let seen = run(&school, line);
        assert!(
            seen.contains(said) && seen.contains(&format!("--- exit {status}")),
            "{line} {seen}"
        );
        assert_eq!(plan(&school), before, "{line}");
    }
    let seen = run(&school, "plan sessions mk6df 7 --because \"Exams come first\" --by pupil");
    assert!(seen.contains("7 sessions are planned, and not 8"), "{seen}");
    let seen = run(&school, "plan sessions mk6df 9");
    assert!(seen.contains("9 sessions are planned, and not 7"), "{seen}");
    assert!(run(&school, "check mk6df").contains("no faults"));
    for (line, all) in [
        (
            "show mk6df",
            &["9 sessions, 6 held; 8 until 21 November 2026: “Exams come first”; 7"][..],
        ),
        ("show mk6df --format json", &["\"because\": \"Exams come first\"", "\"held\": 6"]),
        (
            "exit-check mk6df --all",
            &["the plan has 9; 6 held on it", "the plan had 8 until 21 November"],
        ),
        ("exit-check mk6df", &["planned;", "“Exams"]),
        ("exit-check mk6df --format json", &["\"held_on_plan\": 6", "\"planned_changed\""]),
        ("why mk6df plan", &["9 sessions, 6 held (mentees/mk6df/plan.yaml:6)", "8 until 21"]),
        ("report case mk6df", &["Nine sessions planned.", "became seven: Exams"]),
    ] {
        let seen = run(&school, line);
        for said in all {
            assert!(seen.contains(said), "{line} says {said}?\n{seen}");
        }
    }
    let seen = run(&school, "undo --yes");
    assert!(seen.contains("took back") && plan(&school).contains("planned_sessions: 7"), "{seen}");
}

#[test]
fn the_reason_is_asked_for_and_a_number_changed_in_the_file_gets_one() {
    let school = school();
    let call = ["plan", "sessions", "mk6df", "--as-of", DAY];
    let seen = lm_asked(school.path(), &call, &["7", "Exams come first", "pupil", "y"]);
    assert!(seen.contains("Why are there fewer?") && seen.ends_with("--- exit 0\n"), "{seen}");
    let seen = lm_asked(school.path(), &call, &["8", "", "", "y"]);
    assert!(seen.contains("Why are there more?") && seen.ends_with("--- exit 0\n"), "{seen}");
    let text = plan(&school).replace("planned_sessions: 8", "planned_sessions: 6");
    fs::write(school.path().join("mentees/mk6df/plan.yaml"), text).expect("it can be written");
    let seen = run(&school, "check mk6df");
    assert!(seen.contains("6 sessions are planned, and the last change led to 8"), "{seen}");
    let seen = run(&school, "plan sessions mk6df 6 --because Exams");
    assert!(seen.contains("--was") && seen.contains("--- exit 2"), "{seen}");
    let seen = run(&school, "plan sessions mk6df 6 --was 8 --because Exams");
    assert!(seen.contains("--- exit 0"), "{seen}");
    assert!(run(&school, "check mk6df").contains("no faults"));
}

#[test]
fn a_plan_without_a_number_gets_its_first_without_a_reason() {
    let school = school();
    let text = plan(&school).replace("    planned_sessions: 8\n", "");
    fs::write(school.path().join("mentees/mk6df/plan.yaml"), text).expect("it can be written");
    let seen = run(&school, "plan sessions mk6df 8 --because Exams");
    assert!(seen.contains("no number was planned before"), "{seen}");
    let seen = run(&school, "plan sessions mk6df 8");
    assert!(seen.contains("8 sessions are planned") && seen.contains("--- exit 0"), "{seen}");
    let plan = plan(&school);
    assert!(plan.contains("planned_sessions: 8") && !plan.contains("sessions_changed"), "{plan}");
}

#[test]
fn a_new_plan_with_fewer_than_were_left_says_why() {
    let school = school();
    // Two are left of eight.
    let seen = run(&school, "plan new mk6df --planned-sessions 1 --yes");
    assert!(seen.contains("1 are planned, and 2 were left of the plan before"), "{seen}");
    let seen = run(&school, "plan new mk6df --planned-sessions 2 --because Exams --yes");
    assert!(seen.contains("--because: no sessions are taken away"), "{seen}");
    let seen = run(&school, "plan new mk6df --planned-sessions 1 --because Exams --yes");
    assert!(seen.contains("--- exit 0"), "{seen}");
    let plan = plan(&school);
    assert!(plan.contains("from: 2") && plan.contains("because: Exams"), "{plan}");
    assert!(!run(&school, "check mk6df").contains("planned-sessions"));
}

const REVIEW: &str = "review mk6df --progress t1=good-progress --progress t2=some-progress \
    --present pupil --present kc --present \"head-of-year: Mr H. Jessop\" --pupil-says \"It helps\" \
    --decided-by na --no-other-criterion --next 2026-12-11";

#[test]
fn going_on_in_another_way_makes_a_new_plan_with_the_sessions_that_are_left() {
    let school = school();
    let line = format!("{REVIEW} --decision continue-same-targets --new-strategy \"A card\"");
    let seen = run(&school, &format!("{line} --planned-sessions 1 --dry-run"));
    assert!(seen.contains("1 sessions, and 2 were left") || seen.contains("2 were left"), "{seen}");
    let seen = run(&school, &line);
    assert!(seen.contains("the new plan has the 2 planned sessions that are left"), "{seen}");
    assert!(seen.contains("lm plan copied mk6df --to parents"), "{seen}");
    let plan = plan(&school);
    let (before, after) = plan.split_once("id: p2").expect("a second plan");
    assert!(!before.contains("A card") && after.contains("A card"), "{plan}");
    assert!(before.contains("carried-over") && after.contains("planned_sessions: 2"), "{plan}");
    let seen = run(&school, &format!("{REVIEW} --decision exit --new-strategy Cards"));
    assert!(seen.contains("a new plan belongs to another decision"), "{seen}");
}

#[test]
fn a_plan_that_has_to_be_approved_counts_from_then() {
    let school = school();
    let policy = school.path().join("policy/2026-09-01.toml");
    let text = fs::read_to_string(&policy).expect("a policy");
    assert!(!text.contains("[plan]"), "{text}");
    fs::write(&policy, format!("{text}\n[plan]\napproval = \"required\"\n"))
        .expect("it is written");
    let seen = run(&school, "why mk6df plan");
    for said in ["nobody has approved the plan of 28 September", "lm plan sign mk6df --approved-by"]
    {
        assert!(seen.contains(said), "{said}\n{seen}");
    }
    assert!(run(&school, "today --mentor kc").contains("lm plan sign mk6df --approved-by"));
    let seen = run(&school, "plan sign mk6df --approved-by kc --dry-run");
    assert!(seen.contains("approved it themselves"), "{seen}");
    let seen = run(&school, "plan sign mk6df --approved-by na --on 2026-11-20");
    assert!(seen.contains("--- exit 0"), "{seen}");
    assert!(run(&school, "why mk6df plan").contains("done on Fri 20 November 2026"));
}
