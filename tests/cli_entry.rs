//! Every command that writes something down: it asks, or takes flags or a file, and without any of
//! them names what is missing; with `--dry-run` nothing changes.

use crate::support::{self, lm_asked, lm_with};
use clap::CommandFactory as _;
use lm::cli::arguments::CommandLine;
use lm::cli::world::Environment;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A command that writes something down.
struct Recorder {
    /// The command, with what nobody could guess: who it is about.
    line: &'static str,
    /// What is named as missing when nothing else is given; nothing when all of it has a default.
    missing: &'static [&'static str],
    /// The rest, as a file.
    file: &'static str,
}

const fn recorder(
    line: &'static str,
    missing: &'static [&'static str],
    file: &'static str,
) -> Recorder {
    Recorder { line, missing, file }
}

/// All of them; a new one must be added here.
const RECORDERS: &[Recorder] = &[
    recorder(
        "activity",
        &["--kind", "--what"],
        "date: 2026-11-20\nkind: club\nwhat: Chess at lunchtime\n",
    ),
    recorder("agreement q6rt9", &["--pupil-signed"], "signed_by_pupil: 2026-11-20\n"),
    recorder("baseline q6rt9", &["--attendance"], "date: 2026-11-20\nattendance_percent: 93\n"),
    recorder("concern 3gk7s", &["--lead"], "lead: db\ntime: \"15:10\"\n"),
    recorder("consent q6rt9", &["--answer"], "date: 2026-11-20\nanswer: given\nhow: form\n"),
    recorder("contact 3gk7s", &["--type"], "type: phone\nnote: She is pleased\n"),
    recorder(
        "decide e7a9m",
        &["--outcome"],
        "outcome: [one-to-one]\nby: [{staff: tm}]\ndiscussed_with: [{staff: sl}]\nmentor: tm\n",
    ),
    recorder(
        "details parent q6rt9",
        &["--phone"],
        "name: Mr Piotr Kowalski\nrelationship: uncle\nphone: \"01632 960188\"\n",
    ),
    recorder("details pupil q6rt9", &["--home-language"], "home_language: Polish\n"),
    recorder("details referral q6rt9", &["--evidence"], "evidence: [incident book]\n"),
    recorder(
        "exit v6cfj --reason \"Agreed with the family\"",
        &["--criterion", "--circumstances"],
        "date: 2026-11-20\n\
         criteria: [left-school]\n\
         circumstances: The family moves\n\
         decided_by: [{staff: rw}, {role: class-teacher, name: Mrs Oduya}]\n\
         consulted: [{with: {role: class-teacher, name: Mrs Oduya}, date: 2026-11-20, view: Agrees}]\n\
         in_my_own_words: Goodbye\n",
    ),
    recorder(
        "first-meeting q6rt9",
        &["--covered"],
        "date: 2026-11-20\ncovered: [aims, confidentiality]\n",
    ),
    recorder("follow-up m9eb4", &["--by", "--note"], "by: {staff: rw}\ntext: A word at the gate\n"),
    recorder(
        "group new anchors",
        &["--called"],
        "name: The Anchors\nstarts: 2026-11-23\nmembers: [{case: q6rt9}]\n",
    ),
    recorder("group-session sunflowers", &[], "activity: Faces\nattendance: {b8nus: missed}\n"),
    recorder(
        "new-referral",
        &["--pupil", "--by-role"],
        "pupil: {name: Leo Marsh, date_of_birth: 2017-02-03, year: 4}\n\
         referral:\n  date: 2026-11-20\n  by: {role: class-teacher, name: Mrs Oduya}\n  \
         channel: form\n  criteria: [low-self-esteem]\n",
    ),
    recorder(
        "observe 3gk7s --by rw --phase review",
        &["--row"],
        "{raises-hand: [1, 0, 1, 1, 1, 1], stays-in-chair: [1, 1, 1, 0, 1, 1], \
         on-task: [1, 1, 1, 1, 1, 1], ignores-misbehaviour: [0, 0, 0, 0, 0, 0], \
         shouts-out: [2, 3, 0, 4, 2, 1], distracted: [0, 0, 0, 1, 0, 0], \
         out-of-seat: [0, 0, 0, 1, 0, 0], negative-interaction: [0, 0, 0, 0, 0, 0], \
         starts-misbehaviour: [0, 0, 0, 0, 0, 0], joins-misbehaviour: [0, 0, 0, 0, 0, 0], \
         other: [0, 0, 0, 0, 0, 0]}\n",
    ),
    recorder(
        "plan add-target 3gk7s",
        &["--target"],
        "target: I hand in four pieces of homework a week\nby: 2026-12-03\n\
         measure: {what: pieces of homework a week, baseline: 1, target: 4}\n",
    ),
    recorder(
        "plan comment 3gk7s",
        &["--by", "--words"],
        "date: 2026-11-20\nby: {role: pupil}\ntext: It works\n",
    ),
    recorder("plan ending 3gk7s", &[], "date: 2026-11-20\nhow: A last game of chess\n"),
    recorder(
        "plan sessions 3gk7s",
        &["NUMBER"],
        "date: 2026-11-20\nfrom: 8\nto: 6\nbecause: Exams come first\n",
    ),
    recorder("plan review-on 3gk7s", &["DATE"], "review_on: 2026-12-10\n"),
    recorder("profile q6rt9", &["--strength"], "date: 2026-11-20\nwhat_helps: [A quiet start]\n"),
    recorder("plan copied 3gk7s", &["--to"], "copy_to_staff: 2026-11-20\n"),
    recorder("plan new q6rt9", &[], "starts: 2026-11-20\nfocus: Homework\n"),
    recorder("plan sign 3gk7s", &["--pupil"], "agreed_by_mentor: 2026-11-20\n"),
    recorder("promise kept 3gk7s", &[], "kept: 2026-11-20\n"),
    recorder("promise made 3gk7s", &["WHAT"], "what: Ask for a quiet table\nby: 2026-11-27\n"),
    recorder(
        "rate 3gk7s child-evaluation --phase review",
        &["--marks"],
        "{coming-to-school: 3, lessons: 3, playtime: 2, friends: 3, grown-ups: 3, feelings: 2, myself: 3,\n going-well: Maths, would-like: \"-\"}\n",
    ),
    recorder(
        "refer-on 3gk7s",
        &["--to"],
        "date: 2026-11-20\nto: other-agency\nagency: Riverside Family Services\n",
    ),
    recorder("prioritise x2wvh", &["--with"], "with: [{staff: sl}]\nurgency: immediately\n"),
    recorder("transfer m9eb4", &["--sent"], "to_school: Marlhampton Junior School\n"),
    recorder(
        "hand-over 3gk7s",
        &["--to", "--because"],
        "date: 2026-11-20\nto: rw\nstarts: 2026-11-23\nbecause: Changes school\n",
    ),
    recorder(
        "reopen m9eb4",
        &["--reason", "--mentor"],
        "date: 2026-11-20\nreason: Misses mornings again\nmentor: tm\n",
    ),
    recorder(
        "review 3gk7s",
        &["--decision"],
        "date: 2026-11-20\ndecision: continue-same-targets\npresent: [{role: pupil}, {staff: tm}]\n\
         next_review: 2027-01-08\n",
    ),
    recorder("session 3gk7s", &["--attendance"], "attendance: attended\nminutes: 20\n"),
    recorder("staff away rw", &[], "from: 2026-12-14\nto: 2026-12-15\nreason: leave\n"),
    recorder("staff performance rw", &["--with"], "with: db\nobjectives: [One]\n"),
    recorder("staff supervision rw", &["--with"], "with: db\ncases: [3gk7s]\nnext: 2027-01-20\n"),
    recorder(
        "staff timetable rw",
        &["--day", "--at", "--until", "--use"],
        "day: monday\nfrom: \"12:15\"\nto: \"12:45\"\nuse: mentoring\ncase: 3gk7s\n",
    ),
    recorder("staff training rw", &["--what"], "what: Working with interpreters\nhours: 3\n"),
    recorder(
        "target add-measure 3gk7s",
        &["TARGET", "WHAT", "--goal"],
        "what: pages a week\nbaseline: 1\ntarget: 4\n",
    ),
    recorder("target add-step 3gk7s", &["TARGET", "STEP"], "step: Read it aloud first\n"),
    recorder("target drop 3gk7s", &["TARGET"], "evidence: No longer a worry\n"),
    recorder("target measure 3gk7s", &["TARGET", "VALUE"], "value: 3\nsource: ugly book\n"),
    recorder("target met 3gk7s", &["TARGET"], "result: met\nevidence: Five lessons of five\n"),
    recorder("target not-met 3gk7s", &["TARGET"], "evidence: Two lessons of five\n"),
    recorder("target step-done 3gk7s", &["TARGET"], "step: timer\ndone: 2026-11-20\n"),
    recorder("target partly 3gk7s", &["TARGET"], "evidence: Three lessons of five\n"),
    recorder("track attainment 3gk7s", &["--subject", "--value"], "subject: english\nvalue: 3b\n"),
    recorder(
        "track attendance 3gk7s",
        &["--first-day", "--last-day", "--possible", "--missed"],
        "from: 2026-09-07\nto: 2026-10-23\npossible: 70\nmissed: 9\n",
    ),
    recorder("track exclusion 3gk7s", &["--kind"], "date: 2026-11-09\nkind: suspension\n"),
    recorder("track incident 3gk7s", &[], "date: 2026-11-02\ncount: 3\n"),
];

/// Commands that write no entry of their own: they read, set up, or take a whole file, entry or
/// member from one place to another.
const OTHERS: &[&str] = &[
    "accept",
    "caseload",
    "check",
    "edit",
    "exit-check",
    "explain",
    "git-setup",
    "group join",
    "group leave",
    "group show",
    "guide",
    "init",
    "instrument check",
    "instrument list",
    "instrument new",
    "instrument show",
    "letter",
    "list",
    "merge-driver",
    "move-entry",
    "policy check",
    "policy diff",
    "policy explain",
    "policy show",
    "policy try",
    "report case",
    "report register",
    "review-due",
    "save",
    "scaffold",
    "schema",
    "show",
    "staff show",
    "suggest-targets",
    "sync",
    "today",
    "undo",
    "why",
];

/// The commands without subcommands, with the names of their flags.
fn commands() -> BTreeMap<String, BTreeSet<String>> {
    fn walk(command: &clap::Command, name: &str, found: &mut BTreeMap<String, BTreeSet<String>>) {
        let mut below = command.get_subcommands().peekable();
        if below.peek().is_none() {
            let flags = command.get_arguments().map(|flag| flag.get_id().to_string());
            found.insert(name.trim().to_owned(), flags.collect());
        }
        for command in below.filter(|command| command.get_name() != "help") {
            walk(command, &format!("{name} {}", command.get_name()), found);
        }
    }
    let mut found = BTreeMap::new();
    let mut line = CommandLine::command();
    line.build();
    walk(&line, "", &mut found);
    found
}

/// A target with nothing to count.
const UNCOUNTED: &str = "plan add-target 3gk7s --id pages --target \"I finish my pages\" --by +3w";

/// What a command of `lm target` is about: the one target that it fits.
fn target_of(line: &str) -> &'static [&'static str] {
    match line {
        _ if line.starts_with("target add-measure ") => &["pages"],
        _ if line.starts_with("target ") => &["t2"],
        _ => &[],
    }
}

/// A copy of the primary school, where Callum is promised something and has reached a target.
fn school() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records/primary");
    support::copy(&from, folder.path());
    for line in ["promise made 3gk7s \"Bring a ruler\"", "target measure 3gk7s t2 3", UNCOUNTED] {
        let shown = seen(folder.path(), line, &[], "");
        assert!(shown.ends_with("--- exit 0\n"), "{shown}");
    }
    folder
}

/// Every file below a folder, with what is in it.
fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(everything(&path));
        } else {
            found.insert(path.display().to_string(), fs::read(&path).expect("a file"));
        }
    }
    found
}

/// What a person sees who gives this line, this text on standard input, and is not there to answer.
fn seen(folder: &Path, line: &str, more: &[&str], input: &str) -> String {
    let words = support::words(line);
    let words: Vec<&str> = words.iter().map(String::as_str).chain(more.iter().copied()).collect();
    lm_with(folder, &words, input, &Environment::default())
}

#[test]
fn every_command_that_writes_an_entry_is_known_here_and_takes_the_same_flags() {
    let commands = commands();
    let recorders: BTreeSet<String> = commands
        .keys()
        .filter(|name| {
            let begins = |line: &str| line == *name || line.starts_with(&format!("{name} "));
            RECORDERS.iter().any(|recorder| begins(recorder.line))
        })
        .cloned()
        .collect();
    for name in &recorders {
        for flag in ["recorded_by", "from"] {
            assert!(commands[name].contains(flag), "lm {name} has no --{flag}");
        }
        for flag in ["--no-input", "--dry-run"] {
            let line: Vec<&str> = name.split(' ').chain(["--help"]).collect();
            assert!(support::lm(".", &line).contains(flag), "lm {name} has no {flag}");
        }
    }
    let others: Vec<&String> = commands.keys().filter(|name| !recorders.contains(*name)).collect();
    assert_eq!(others, OTHERS, "a command is neither here nor there");
    assert_eq!(recorders.len(), RECORDERS.len());
}

#[test]
fn what_is_missing_is_named_and_nothing_is_written() {
    let folder = school();
    let before = everything(folder.path());
    for Recorder { line, missing, .. } in RECORDERS {
        let shown = seen(folder.path(), line, &["--no-input", "-n"], "");
        let status = if missing.is_empty() { 0 } else { 2 };
        assert!(shown.ends_with(&format!("--- exit {status}\n")), "{line}: {shown}");
        for flag in *missing {
            assert!(shown.contains(flag), "{line}: {flag} is not named: {shown}");
        }
    }
    assert_eq!(everything(folder.path()), before);
}

#[test]
fn the_rest_can_come_from_a_file_and_a_dry_run_only_shows_it() {
    let folder = school();
    let before = everything(folder.path());
    for Recorder { line, file, .. } in RECORDERS {
        let more = [target_of(line), &["--from", "-", "-n"]].concat();
        let shown = seen(folder.path(), line, &more, file);
        assert!(shown.ends_with("--- exit 0\n"), "{line}: {shown}");
        assert!(shown.contains("\n+") || line.starts_with("new-referral"), "{line}: {shown}");
    }
    assert_eq!(everything(folder.path()), before);
}

#[test]
fn a_fault_in_the_file_is_drawn_and_refused_whatever_else_is_missing() {
    let folder = school();
    for Recorder { line, .. } in RECORDERS {
        let more = [target_of(line), &["--from", "-", "-n"]].concat();
        let shown = seen(folder.path(), line, &more, "no_such_key: 1\n");
        assert!(
            shown.contains("no_such_key") && shown.ends_with("--- exit 2\n"),
            "{line}: {shown}"
        );
    }
}

#[test]
fn what_was_only_taken_as_flags_is_asked_on_a_terminal() {
    let folder = school();
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recording/asked-around.txt");
    let mut shown = String::new();
    for (line, answers) in [
        ("plan new q6rt9 --focus Homework --no-input", &[][..]),
        ("plan sign q6rt9", &["today", "<", "yesterday", "today", ""]),
        ("plan sign q6rt9", &[]),
        ("plan copied q6rt9", &["", "today", "", "y"]),
        ("promise made 3gk7s", &["Ask for a quiet table", "friday", ""]),
        ("promise kept 3gk7s", &["2"]),
        ("target measure 3gk7s", &["1", "three", "3", "", "", ""]),
        ("target partly 3gk7s", &["1", "", "Three lessons out of five", "y"]),
        ("review b8nus --postpone-to 2026-12-01", &["parents-asked"]),
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        let seen = lm_asked(folder.path(), &words, answers);
        shown.extend(["$ lm ", line, "\n", &seen]);
    }
    support::shows(shown, snapbox::Data::read_from(&expected, None));
}

#[test]
fn what_a_pupil_may_not_understand_is_said_and_taken_all_the_same() {
    let folder = school();
    let target = "Implement one strategy a day in order to reach 3 paragraphs a week";
    let line = ["plan", "add-target", "3gk7s", "--target", target, "--by", "2026-12-03", "-n"];
    let shown = support::lm(folder.path(), &line);
    for said in [
        "hint: --target: a pupil may not know ‘Implement’; say, for example: do, put to use",
        "SMART: open are A, R",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert!(shown.ends_with("--- exit 0\n"), "{shown}");
    let own =
        "longest_sentence = 6\n[words]\n\"implement*\" = \"\"\nparagraph = \"bit of writing\"\n";
    fs::write(folder.path().join("plain-words.toml"), own).expect("a file");
    let answers = ["Implement one paragraph a day", "<", "I write a page", "", ""];
    let shown = lm_asked(folder.path(), &["plan", "add-target", "3gk7s"], &answers);
    assert!(
        shown.contains("‘paragraph’; say, for example: bit of writing (< goes back)"),
        "{shown}"
    );
    assert!(!shown.contains("‘Implement’"), "{shown}");
    let shown = support::lm(
        folder.path(),
        &["promise", "made", "3gk7s", "Ask about the SEND room for you", "-n"],
    );
    assert!(shown.contains("‘SEND’") && shown.contains("has 7 words, and 6 are enough"), "{shown}");
    fs::write(folder.path().join("plain-words.toml"), "word = 1\n").expect("a file");
    let check = support::lm(folder.path(), &["check"]);
    assert!(
        check.contains("error[unknown-key]") && check.contains("plain-words.toml:1:1"),
        "{check}"
    );
}
