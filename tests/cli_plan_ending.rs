//! The end is prepared with the pupil while there are sessions left.

use crate::support::{copy, words};
use crate::whole_year::on;
use std::fs;
use std::path::Path;

#[test]
fn the_end_is_asked_for_once_written_down_and_added_to() {
    let school = tempfile::tempdir().expect("an empty folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records/cluster"), school.path());
    let run = |line: &str| {
        let mut line = words(line);
        line.push("--no-input".to_owned());
        on(school.path(), "2026-11-21", &line)
    };
    let today = run("today --mentor kc --format json");
    assert!(
        today.contains("ending-to-prepare") && today.contains("plan.prepare_ending"),
        "{today}"
    );
    let shown = run("today --mentor kc");
    assert!(shown.contains("6 of 8") && shown.contains("lm plan ending mk6df"), "{shown}");

    let said =
        run("plan ending mk6df --how \"A last walk\" --what-helps-me \"I ask for a minute\"");
    assert!(said.contains("--- exit 0"), "{said}");
    assert!(!run("today --mentor kc --format json").contains("ending-to-prepare"));
    let said = run("plan ending mk6df --last-session 2026-12-11 --teachers-told today \
         --what-helps-me \"I ask for a minute\" --what-helps-me \"My notebook\"");
    assert!(said.contains("--- exit 0"), "{said}");
    let plan = fs::read_to_string(school.path().join("mentees/mk6df/plan.yaml")).expect("a plan");
    for kept in ["A last walk", "2026-12-11", "My notebook"] {
        assert!(plan.contains(kept), "{kept} stands in the record\n{plan}");
    }
    assert_eq!(plan.matches("I ask for a minute").count(), 1, "named once\n{plan}");
    assert!(run("check mk6df").contains("no faults"));
}
