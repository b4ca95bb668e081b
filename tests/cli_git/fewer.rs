//! A number of planned sessions that is lower than the one that was saved, and nothing says why.

use super::{Copies, change, ends, git, git_is_here, lm, small_case};
use std::fs;
use std::path::Path;

const PLAN: &str = "mentees/c1aaa/plan.yaml";
const TEXT: &str = "plans:\n  - id: p1\n    starts: 2026-10-05\n    planned_sessions: 8\n    \
                    targets:\n      - id: t1\n        target: I am in school by 08:50 four days a week\n        \
                    success: The register says so\n        by: 2026-12-04\n";

fn with_plan(folder: &Path) {
    small_case(folder);
    fs::write(folder.join(PLAN), TEXT).expect("it can be written");
}

#[test]
fn a_number_that_falls_without_a_word_is_found_and_not_saved() {
    if !git_is_here() {
        return;
    }
    let copies = Copies::of("cluster", with_plan);
    let one = copies.one();
    change(&one, PLAN, "planned_sessions: 8", "planned_sessions: 5");
    let found = "error[planned-sessions-cut]: the planned sessions went from 8 to 5";
    assert!(!lm(&one, &["check"]).contains("went from"), "nobody asks what has changed");
    let seen = lm(&one, &["check", "--changed"]);
    ends(&seen, 1);
    assert!(seen.contains(found), "{seen}");
    assert!(seen.contains("lm plan sessions c1aaa 5 --was 8 --because"), "{seen}");
    ends(&lm(&one, &["check", "--staged"]), 0);
    git(&one, &["add", "--all"]);
    let seen = lm(&one, &["check", "--staged"]);
    ends(&seen, 1);
    assert!(seen.contains(found), "{seen}");
    let seen = lm(&one, &["save"]);
    ends(&seen, 4);
    assert!(seen.contains("nothing was saved") && seen.contains("lm check --changed"), "{seen}");
    let why = ["plan", "sessions", "c1aaa", "5", "--was", "8", "--because", "Exams", "--no-input"];
    ends(&lm(&one, &why), 0);
    ends(&lm(&one, &["check", "--changed"]), 0);
    ends(&lm(&one, &["save"]), 0);
    // What was said once does not speak for the next time.
    change(&one, PLAN, "planned_sessions: 5", "planned_sessions: 4");
    let seen = lm(&one, &["check", "--changed"]);
    assert!(seen.contains("went from 5 to 4"), "{seen}");
}

#[test]
fn records_that_were_never_saved_have_nothing_to_be_compared_with() {
    if !git_is_here() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    crate::support::copy(&super::example("cluster"), folder.path());
    super::begin(folder.path());
    ends(&lm(folder.path(), &["check", "--changed"]), 0);
    git(folder.path(), &["add", "--all"]);
    ends(&lm(folder.path(), &["check", "--staged"]), 0);
}
