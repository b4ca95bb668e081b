//! The last weeks of a programme by commands alone, under each preset: the review, the ending, what
//! comes after; and what the records contradict, which is refused.

mod started;

pub(crate) use started::{a_case_before_its_review, an_ending_by_commands, review_with_a_new_plan};

use crate::support::{folders_in, lm_asked, lm_with, shows};
use crate::whole_year::is_sound;
use started::{GOODBYE, LAST, NEW_TARGETS, Started, exit, review};
use std::fs;

#[test]
fn a_programme_ends_by_commands_under_every_preset() {
    for preset in folders_in("tests/whole-year") {
        let started = Started::of(&preset);
        let open = started.run("2026-04-24", "exit-check Amira");
        assert!(open.contains("all targets met: for a person to judge"), "{preset}:\n{open}");
        assert!(open.ends_with("--- exit 1\n"), "{preset}:\n{open}");

        started.done("2026-04-24", &review(LAST));
        assert!(started.record("plan.yaml").contains("result: met"), "{preset}");
        let started = started.rated();
        started.run("2026-04-30", "exit-check Amira");
        let line = exit(&format!("--criterion all-targets-met {GOODBYE}"));
        let shown = started.done("2026-04-30", &line);
        assert!(shown.contains("next: lm letter exit-achieved"), "{preset}:\n{shown}");
        let ended = started.run("2026-05-05", "exit-check Amira");
        assert!(ended.ends_with("--- exit 0\n"), "{preset}:\n{ended}");
        let letter = started.run("2026-05-05", "letter exit-achieved Amira");
        assert!(letter.contains("Amira has met every target"), "{preset}:\n{letter}");

        let look = "follow-up Amira --by jb --note \"Still starts by herself.\" --recorded-by jb";
        started.done("2026-05-22", look);
        let back = "reopen Amira --reason \"Struggles again since the move\" --asked-by \"parent: Mrs Nasreen Khan\" --decided-by lm --mentor jb";
        started.done("2026-06-12", back);
        let listed = started.run("2026-06-12", "list");
        assert!(listed.contains("accepted, getting ready"), "{preset}:\n{listed}");
    }
}

#[test]
fn the_last_weeks_of_a_programme_can_be_read() {
    let started = Started::of("secondary");
    let mut told = String::new();
    let mut tell = |started: &Started, day: &str, line: &str| {
        let shown = started.run(day, line);
        told.extend(["$ lm ", line, "      # ", day, "\n", &shown, "\n"]);
    };
    tell(&started, "2026-04-24", &review(LAST));
    let started = started.rated();
    tell(&started, "2026-04-30", &exit(&format!("--criterion all-targets-met {GOODBYE}")));
    tell(&started, "2026-05-22", "follow-up Amira --by jb --note \"Still starts by herself.\"");
    let case = started.case.file_name().expect("a name").to_string_lossy().into_owned();
    told.push_str(&started.record("reviews.yaml"));
    shows(told.replace(&case, "CASE"), snapbox::file!["ending/secondary.txt"]);
}

#[test]
fn going_on_with_new_targets_keeps_the_old_plan_and_carries_what_is_open() {
    let started = Started::of("cluster");
    started.done("2026-04-24", &review(NEW_TARGETS));
    let letter = started.run("2026-04-24", "letter continuing Amira");
    assert!(letter.contains("I put my hand up once in every lesson"), "{letter}");
    shows(started.record("plan.yaml"), snapbox::file!["ending/new-plan.yaml.txt"]);
}

#[test]
fn the_next_review_is_proposed_from_the_policy_on_a_school_day() {
    let started = Started::of("secondary");
    let more = "--progress t1=good-progress --no-other-criterion --pupil-says \"Nearly there.\"";
    // Six weeks after 15 April is in the half-term holiday.
    let early = format!("{more} --decision reduced-monitoring --on 2026-04-15 --dry-run");
    let shown = started.run("2026-04-24", &review(&early));
    assert!(shown.contains("next review: Mon 1 June 2026"), "{shown}");
    assert!(shown.contains("no school on 27 May 2026"), "{shown}");
    let closed = review(&format!("{more} --decision continue-same-targets --next 2026-05-25"));
    started.refused("2026-04-24", &closed, "Mon 25 May 2026 is no school day", 2);
    let monitored = review(&format!("{more} --decision reduced-monitoring"));
    let shown = started.done("2026-04-24", &monitored);
    assert!(shown.contains("6 weeks after the review"), "{shown}");
    let letter = started.run("2026-04-24", "letter reduced-monitoring Amira");
    assert!(letter.ends_with("--- exit 0\n"), "{letter}");
    let rafie = Started::of("rafie");
    let same = review(&format!("{more} --decision continue-same-targets"));
    rafie.refused("2026-04-24", &same, "not given: --next", 2);
}

#[test]
fn a_review_is_put_off_within_bounds_and_never_when_it_is_late() {
    let started = Started::of("cluster");
    let off = |to: &str| format!("review Amira --postpone-to {to} --because parents-asked");
    started.refused("2026-04-20", &off("2026-05-15"), "put off by at most 2 weeks", 4);
    started.refused("2026-04-20", &off("2026-05-02"), "Sat 2 May 2026 is no school day", 2);
    started.refused("2026-04-20", &off("2026-04-22"), "not after the day of the review", 2);
    started.refused("2026-04-28", &off("2026-05-05"), "an overdue review cannot be put off", 4);
    started.refused(
        "2026-04-20",
        "review Amira --postpone-to 2026-05-01 --because rain",
        "--because",
        2,
    );
    started.done("2026-04-20", &off("2026-05-01"));
    let due = started.run("2026-04-28", "review-due");
    assert!(due.contains("Fri 1 May 2026") && due.contains("put off from"), "{due}");
    started.refused("2026-04-28", &off("2026-05-15"), "first due on Fri 24 April 2026", 4);
}

#[test]
fn an_ending_that_the_records_contradict_is_refused() {
    let started = Started::of("cluster").rated();
    let all_met = exit(&format!("--criterion all-targets-met {GOODBYE} --reason \"We say so\""));
    started.refused("2026-04-30", &all_met, "the records contradict this ending", 4);
    started.refused("2026-04-30", &exit("--criterion finished"), "--criterion", 2);
    let away = exit(&format!("--criterion does-not-attend {GOODBYE}"));
    started.refused("2026-04-30", &away, "lm advises against this ending", 4);
    let future = exit(&format!("--criterion no-longer-needs-help {GOODBYE} --on 2026-05-08"));
    started.refused("2026-04-30", &future, "has not come yet", 2);
    let hasty =
        exit(&format!("--criterion does-not-attend {GOODBYE} --reason \"He has moved on\""));
    started.refused("2026-04-30", &hasty, "too-few-approaches", 4);
    started.refused("2026-04-30", "exit Amira", "not given: --criterion", 2);
    started.refused("2026-04-30", "follow-up Amira --by jb --note Fine", "when there is one", 4);
    started.refused("2026-04-30", "reopen Amira --reason x --mentor jb", "can come back", 4);
    let five = Started::of("five-steps").rated();
    let consent = exit(&format!("--criterion consent-withdrawn {GOODBYE}"));
    five.refused("2026-04-30", &consent, "consent was given on", 4);
}

#[test]
fn a_judgement_against_the_facts_needs_a_reason_which_is_kept() {
    let started = Started::of("cluster").rated();
    let blamed = format!(
        "--criterion does-not-attend {GOODBYE} --tried \"Met at break\" --tried \"Met with a friend\" --reason \"She wants her lessons back.\""
    );
    let shown = started.run("2026-04-30", &exit(&blamed));
    assert!(shown.ends_with("--- exit 0\n"), "{shown}");
    let text = started.record("reviews.yaml");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("advised against it: She wants her lessons back."), "{text}");
    let letter = started.run("2026-05-05", "letter no-longer-appropriate Amira");
    assert!(letter.ends_with("--- exit 0\n"), "{letter}");
    let again = exit(&format!("--criterion no-longer-needs-help {GOODBYE}"));
    started.refused("2026-05-05", &again, "the programme ended on Thu 30 April 2026", 4);
}

#[test]
fn a_pupil_who_leaves_takes_the_file_along() {
    let started = Started::of("cluster");
    let line = exit(
        "--criterion left-school --circumstances \"The family moves.\" --left 2026-04-30 --new-school \"Elm Park School\" --transfer-approved 2026-04-30 --parents-told today",
    );
    let shown = started.run("2026-04-30", &line);
    assert!(shown.ends_with("--- exit 0\n"), "{shown}");
    assert!(started.record("reviews.yaml").contains("to_school: Elm Park School"));
    let listed = started.run("2026-05-05", "list --all");
    assert!(listed.contains("left the school"), "{listed}");
}

#[test]
fn a_request_to_another_team_has_a_day_for_its_reply() {
    let started = Started::of("rafie");
    let shown = started.done(
        "2026-04-20",
        "refer-on Amira --to multi-agency-team --reason \"Help at home\" --by jb",
    );
    assert!(shown.contains("reply expected by Mon 27 April 2026"), "{shown}");
    started.refused(
        "2026-04-22",
        "refer-on Amira --replied 2026-04-17 --outcome \"They come\"",
        "only sent on 20 April 2026",
        2,
    );
    started.refused("2026-04-22", "refer-on Amira --replied today", "not given: --outcome", 2);
    started.done("2026-04-22", "refer-on Amira --replied today --outcome \"A worker calls\"");
    assert!(started.record("contacts.yaml").contains("replied: 2026-04-22"));
    let twice = "refer-on Amira --replied today --outcome \"Again\"";
    started.refused("2026-04-23", twice, "no request waits for this reply", 4);
}

#[test]
fn what_would_be_written_is_shown_and_not_written() {
    let started = Started::of("cluster");
    let before = started.records();
    for line in [
        review(LAST),
        "review Amira --postpone-to 2026-05-01 --because parents-asked".to_owned(),
        "refer-on Amira --to senco --reason Help".to_owned(),
    ] {
        let shown = started.run("2026-04-24", &format!("{line} --dry-run"));
        assert!(shown.contains("nothing was written") && shown.contains("\n+"), "{shown}");
        assert!(shown.ends_with("--- exit 0\n"), "{shown}");
    }
    assert_eq!(started.records(), before);
}

#[test]
fn a_review_can_be_asked_for_on_a_terminal() {
    let started = Started::of("cluster");
    let typed = [
        "good", // not an answer: asked again
        "good-progress",
        "three weeks",
        "no", // no longer needs help
        "no", // all targets met
        "lm",
        "pupil",
        "parent: Mrs Nasreen Khan",
        "jb",
        "",
        "class-teacher: Mr Hall",
        "",
        "",
        "I can start alone.",
        "",
        "",
        "",
        "continue with the same targets",
        "jb",
        "lm",
        "",
        "Good progress",
        "today",
        "",
        "yes",
    ];
    let line = ["review", "Amira", "--as-of", "2026-04-24"];
    let shown = lm_asked(started.folder.path(), &line, &typed);
    let case = started.case.file_name().expect("a name").to_string_lossy().into_owned();
    shows(shown.replace(&case, "CASE"), snapbox::file!["ending/asked.txt"]);
    is_sound(started.folder.path(), "cluster");
}

#[test]
fn an_ending_can_be_asked_for_on_a_terminal() {
    let started = Started::of("cluster");
    started.done("2026-04-24", &review(LAST));
    let started = started.rated();
    let typed = [
        "all targets met",
        "The card has been full for three weeks.",
        "jb",
        "lm",
        "",
        "lead-mentor=Agrees",
        "parent: Mrs Nasreen Khan=Glad",
        "",
        "I start by myself.",
        "I read the first sentence aloud",
        "",
        "A target met in one term.",
        "today",
        "today",
        "yes",
    ];
    let line = ["exit", "Amira", "--as-of", "2026-04-30"];
    let shown = lm_asked(started.folder.path(), &line, &typed);
    let case = started.case.file_name().expect("a name").to_string_lossy().into_owned();
    shows(shown.replace(&case, "CASE"), snapbox::file!["ending/asked-exit.txt"]);
    is_sound(started.folder.path(), "cluster");
}

#[test]
fn a_review_or_an_ending_can_come_from_a_file() {
    let started = Started::of("cluster").rated();
    let beside = started.folder.path().parent().expect("a folder above").join(format!(
        "review-{}.yaml",
        started.case.file_name().expect("a name").to_string_lossy()
    ));
    let text = "conducted_by: { staff: lm }\npresent: [{ role: pupil }, { staff: jb }, { staff: lm }]\nprogress: [{ target: t1, progress: met, note: the card }]\ncriteria: [{ criterion: no-longer-needs-help, met: true }, { criterion: all-targets-met, met: true }]\ndate: 2026-04-24\ndecision: exit\ndecided_by: [{ staff: jb }]\nparents_told: 2026-04-24\n";
    fs::write(&beside, text).expect("a place for files");
    let line = format!("review Amira --from {}", beside.display());
    let shown = started.run("2026-04-24", &line);
    fs::remove_file(&beside).expect("it was just made");
    assert!(shown.ends_with("--- exit 0\n"), "{shown}");
    let ending = "date: 2026-04-30\ncriteria: [all-targets-met]\ncircumstances: The card is full.\ndecided_by: [{ staff: jb }, { staff: lm }]\nin_my_own_words: I start alone.\npupil_told: 2026-04-30\nparents_told: 2026-04-30\n";
    let line = ["exit", "Amira", "--from", "-", "--as-of", "2026-04-30"];
    let environment = lm::cli::world::Environment::default();
    let shown = lm_with(started.folder.path(), &line, ending, &environment);
    assert!(shown.ends_with("--- exit 0\n"), "{shown}");
    let wrong = "date: 2026-04-30\ncriterion: all-targets-met\n";
    let shown =
        lm_with(started.folder.path(), &["exit", "Amira", "--from", "-"], wrong, &environment);
    assert!(!shown.ends_with("--- exit 0\n"), "{shown}");
}
