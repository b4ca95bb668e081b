//! `lm today` and `lm why`, as a mentor sees them.
#![allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them so")]

use crate::support::{self, lm};
use serde_json::Value;
use snapbox::str;
use std::fs;
use std::path::Path;

const SCHOOL: &str = "example-records/cluster";

#[test]
fn a_mentor_sees_promises_first_then_what_is_late_then_what_comes() {
    support::shows(
        lm(SCHOOL, &["today", "--mentor", "kc"]),
        str![[r#"
Promised to pupils
Maria Aparecida Vasconcelos   “Find out whether mentoring   1 day late       lm promise kept q2dcn
de Albuquerque Figueiredo,    shows on a college
Year 10                       application” (promised on 10
                              November)
Данило Мельниченко, Year 8    “Give Danylo a date for the   Mon 23 Nov 2026  lm promise kept mk6df
                              review in writing” (promised
                              on 18 November)

Overdue
Данило Мельниченко, Year 8  targets t1, t2 are past their day  8 days late  lm review mk6df
Данило Мельниченко, Year 8  review                             4 days late  lm review mk6df
Yusuf Demirtaş, Year 7      first meeting with the pupil       3 days late  lm first-meeting pjf7m
Zak Ellery, Year 10         review                             1 day late   lm review xjp8c
Zak Ellery, Year 10         target t2 is past its day          1 day late   lm review xjp8c

By Sat 5 Dec 2026
Zak Ellery, Year 10          Offer Tuesday or Wednesday   Tue 24 Nov 2026  lm contact xjp8c --done
                             after four (kc)
Maria Aparecida Vasconcelos  review                       Tue 1 Dec 2026   lm review q2dcn
de Albuquerque Figueiredo,
Year 10

To do, no day set
Yusuf Demirtaş, Year 7      agreement on confidentiality               lm agreement pjf7m
Данило Мельниченко, Year 8  prepare the end with the pupil: 6 of 8     lm plan ending mk6df
                            planned sessions are held
--- stderr
Saturday 21 November 2026: 4 open cases
why is it asked for? lm why mk6df review
--- exit 0

"#]],
    );
}

#[test]
fn lm_alone_is_today_inside_the_records_and_help_outside() {
    assert_eq!(lm(SCHOOL, &[]), lm(SCHOOL, &["today"]));
    assert_eq!(
        lm(SCHOOL, &["--as-of", "2026-12-01"]),
        lm(SCHOOL, &["today", "--as-of", "2026-12-01"])
    );
    let nowhere = tempfile::tempdir().expect("an empty folder");
    let shown = lm(nowhere.path(), &[]);
    assert!(shown.contains("Examples:") && shown.ends_with("--- exit 2\n"), "{shown}");
    let missing = lm(nowhere.path(), &["-C", "not-there"]);
    assert!(missing.ends_with("--- exit 3\n"), "{missing}");
}

#[test]
fn every_line_for_programs_has_a_rule_a_record_and_a_command() {
    for school in support::folders_in("example-records") {
        let shown = lm(format!("example-records/{school}"), &["today", "--json"]);
        let json = shown.split("\n--- exit 0").next().expect("a result");
        let value: Value = serde_json::from_str(json).expect("JSON");
        let mut count = 0;
        for part in ["promises", "overdue", "soon", "to_do", "waiting_list"] {
            for item in value[part].as_array().expect("a list") {
                count += 1;
                for key in ["case", "name", "kind", "what", "command"] {
                    assert!(
                        item[key].as_str().is_some_and(|text| !text.is_empty()),
                        "{school}: {item}"
                    );
                }
                let is_step = matches!(item["kind"].as_str(), Some("step" | "next"));
                assert!(!is_step || item["policy_source"].is_string(), "{school}: {item}");
                let command = item["command"].as_str().expect("a command");
                let words: Vec<&str> = command.split(' ').skip(1).collect();
                assert!(lm::cli::command_names().contains(&words[0].to_owned()), "{command}");
            }
        }
        assert!(count > 3, "{school} has only {count} matters");
    }
}

#[test]
fn a_spreadsheet_has_a_row_for_each_matter() {
    let shown = lm(SCHOOL, &["today", "--format", "csv", "--mentor", "kc"]);
    let rows: Vec<&str> = shown.lines().collect();
    assert_eq!(rows[0], "case,name,year,mentor,state,what,due,days_late,command");
    assert!(
        rows.iter()
            .any(|row| row.starts_with("xjp8c,Zak Ellery,Year 10,kc,overdue,review,2026-11-20,1,"))
    );
}

#[test]
fn how_far_ahead_and_whether_something_is_late_can_be_asked() {
    let near = lm(SCHOOL, &["today", "--within", "today"]);
    let far = lm(SCHOOL, &["today", "--within", "2027-02-01"]);
    assert!(!near.contains("Thu 17 Dec 2026") && far.contains("Thu 17 Dec 2026"), "{far}");
    assert!(lm(SCHOOL, &["today"]).ends_with("--- exit 0\n"));
    assert!(lm(SCHOOL, &["today", "--exit-code"]).ends_with("--- exit 1\n"));
    assert!(lm(SCHOOL, &["today", "--mentor", "nobody"]).ends_with("--- exit 2\n"));
    assert!(lm(SCHOOL, &["today", "--within", "soon"]).ends_with("--- exit 2\n"));
}

#[test]
fn a_case_that_cannot_be_read_is_named() {
    let folder = copy_of(SCHOOL);
    let file = folder.path().join("mentees/tfjn4/plan.yaml");
    fs::write(&file, "plans:\n  - starts: 2026-14-10\n").expect("it can be written");
    for line in [&["today"][..], &["today", "--mentor", "kc"]] {
        let shown = lm(folder.path(), line);
        assert!(shown.contains("Oskar Lindahl: 1 fault, see: lm check tfjn4"), "{shown}");
        assert!(!shown.contains("lm why tfjn4") && !shown.contains("Nothing"), "{shown}");
    }
}

#[test]
fn nothing_to_do_is_said_in_a_line() {
    let folder = tempfile::tempdir().expect("an empty folder");
    let made = lm(
        folder.path(),
        &[
            "init",
            "--preset",
            "rafie",
            "--school",
            "A school",
            "--phase",
            "primary",
            "--nation",
            "england",
            "--headteacher",
            "ab:Ms A. Bell",
            "--mentor",
            "cd:Mr C. Dean",
            "--safeguarding-lead",
            "ab",
            "--no-input",
        ],
    );
    assert!(made.ends_with("--- exit 0\n"), "{made}");
    let shown = lm(folder.path(), &[]);
    assert!(shown.starts_with("No mentee is written down here yet."), "{shown}");
    let line = ["new-referral", "--pupil", "Ben Ashe", "--by-role", "class-teacher"];
    let made = lm(folder.path(), &line);
    let case = made.split('/').nth(1).expect("the path of the new file");
    lm(folder.path(), &["decide", case, "--outcome", "not-accepted", "--reason", "Moves away"]);
    let shown = lm(folder.path(), &[]);
    assert!(shown.starts_with("Nothing is overdue"), "{shown}");
}

#[test]
fn why_gives_the_rule_its_source_the_record_and_the_reckoning() {
    support::shows(
        lm(SCHOOL, &["why", "xjp8c", "review"]) + &lm(SCHOOL, &["why", "Yusuf", "first-meeting"]),
        str![[r#"
Zak Ellery, Year 10, xjp8c

review: overdue, it was due by Fri 20 November 2026 (1 day late)
  day set      set in the plan (mentees/xjp8c/plan.yaml:45)
               the policy would allow until Mon 30 November 2026
  rule         review.basis = window
               from: Derby Excellence Cluster forms pack, review meeting of mentor and lead mentor
               every six to eight weeks (domain §2 step 17)
               steps.review.need = required
               from: Derby Excellence Cluster forms pack: every six to eight weeks (domain §2 step
               17)
  policy       Learning mentors at Haddlebridge, in force since 1 September 2026
               (policy/2026-09-01.toml)
  to clear it  lm review xjp8c
--- exit 0
Yusuf Demirtaş, Year 7, pjf7m

first meeting with the pupil: overdue, it was due by Wed 18 November 2026 (3 days late)
  counted from the referral of 4 November 2026; help was wanted within one to two weeks
               (mentees/pjf7m/referral.yaml:46)
  reckoning    4 November 2026 + 2 weeks = Wed 18 November 2026
  asks for     self-esteem, by pupil: missing
  rule         referral.help_within.within-two-weeks.weeks = 2
               from: Derby Excellence Cluster forms pack, referral form: within one to two weeks,
               within half a term (domain §3; features B12)
               steps.first-meeting.need = required
               from: Derby Excellence Cluster forms pack: first meeting with a checklist of eleven
               points (domain §2 step 12; §5)
  policy       Learning mentors at Haddlebridge, in force since 1 September 2026
               (policy/2026-09-01.toml)
  to clear it  lm first-meeting pjf7m
--- exit 0

"#]],
    );
}

#[test]
fn why_alone_says_where_a_case_stands() {
    support::shows(
        lm(SCHOOL, &["why", "Zak"]) + &lm(SCHOOL, &["why", "ysv2n"]),
        str![[r#"
Zak Ellery, Year 10, xjp8c

on the programme
  because      referred on 3 February 2025 (mentees/xjp8c/referral.yaml:25)
               came back on 22 September 2026 (mentees/xjp8c/reviews.yaml:89)
               the plan started on 5 October 2026 (mentees/xjp8c/plan.yaml:44)
  stage        Review
  it took      4 days to the decision, 37 days to the first session, 30 days to the plan (from the
               referral)

Open now
  - review (1 day late): lm review xjp8c
  - Offer Tuesday or Wednesday after four (kc) (Tue 24 Nov 2026): lm contact xjp8c --done
  - target t2 is past its day (1 day late): lm review xjp8c
--- exit 0
Isla Wrenfield, Year 7, ysv2n

on the waiting list
  because      referred on 7 October 2026 (mentees/ysv2n/referral.yaml:22)
               decided on 15 October 2026: waiting list (mentees/ysv2n/referral.yaml:52)
  stage        Referral
  it took      8 days to the decision (from the referral)

Open now
  - help was wanted within half a term (Mon 7 Dec 2026): lm decide ysv2n
--- exit 0

"#]],
    );
}

#[test]
fn why_exit_lists_what_the_end_asks_for() {
    support::shows(
        lm(SCHOOL, &["why", "Zak", "exit"]),
        str![[r#"
Zak Ellery, Year 10, xjp8c

on the programme
  because      referred on 3 February 2025 (mentees/xjp8c/referral.yaml:25)
               came back on 22 September 2026 (mentees/xjp8c/reviews.yaml:89)
               the plan started on 5 October 2026 (mentees/xjp8c/plan.yaml:44)
  stage        Review
  it took      4 days to the decision, 37 days to the first session, 30 days to the plan (from the
               referral)

What the end of the programme asks for
  - staff rating repeated: comes with the end of the programme
  - ending with the pupil: comes with the end of the programme
  - evaluations by pupil, teacher and parents: comes with the end of the programme
  - parents told of the outcome: comes with the end of the programme
  - lighter support afterwards: comes with the end of the programme
  - records passed on: asked for when the pupil leaves the school
  criteria     no longer needs help; all targets met; left the school; does not want to work with
               the mentor; does not come to sessions
  policy       Learning mentors at Haddlebridge, in force since 1 September 2026
               (policy/2026-09-01.toml)
  see also     lm exit-check xjp8c
--- exit 0

"#]],
    );
}

#[test]
fn why_is_asked_of_a_step_that_there_is() {
    let shown = lm(SCHOOL, &["why", "Zak", "reveiw"]);
    assert!(shown.contains("review") && shown.ends_with("--- exit 2\n"), "{shown}");
    let value = lm(SCHOOL, &["why", "Zak", "plan", "--json"]);
    let json: Value =
        serde_json::from_str(value.split("\n--- exit").next().expect("a result")).expect("JSON");
    assert_eq!(json["reasons"][0]["topic"], "plan");
    let at = json["reasons"][0]["because"][0]["at"].as_str().expect("a line");
    assert!(at.starts_with("mentees/xjp8c/plan.yaml:"), "{at}");
}

#[test]
fn every_step_of_every_example_can_be_explained() {
    for school in support::folders_in("example-records") {
        let folder = format!("example-records/{school}");
        for case in support::folders_in(format!("{folder}/mentees")).iter().take(1) {
            for step in lm::domain::policy::StepId::ALL {
                let shown = lm(&folder, &["why", case, step.code()]);
                assert!(shown.ends_with("--- exit 0\n"), "{school} {case}: {shown}");
                assert!(shown.contains("steps."), "{school} {case} {}: {shown}", step.code());
                assert!(!shown.contains('‹'), "{shown}");
            }
        }
    }
}

#[test]
fn a_group_that_cannot_be_read_is_named_where_its_sessions_would_count() {
    let copy = copy_of(SCHOOL);
    fs::write(copy.path().join("groups/gk5ns.yaml"), "sessions: 5\n").expect("a file");
    for line in [&["today"][..], &["list"], &["show", "Oskar"], &["why", "Oskar"]] {
        let shown = lm(copy.path(), line);
        assert!(shown.contains("groups/gk5ns.yaml has a fault"), "{shown}");
        assert!(shown.ends_with("--- exit 0\n"), "{shown}");
    }
}

fn copy_of(folder: &str) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("an empty folder");
    support::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), copy.path());
    copy
}
