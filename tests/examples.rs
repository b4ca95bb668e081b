//! The example schools: sound, telling, and not sound any more when a line of them is spoilt.

use crate::support;
use lm::domain::case::{Standing, standing};
use lm::domain::date::Date;
use lm::domain::record::RecordKind;
use lm::store::{Folder, SchoolParts};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records")
}

fn schools() -> Vec<String> {
    support::folders_in("example-records")
}

#[test]
fn there_is_a_school_for_every_preset() {
    assert_eq!(schools(), lm::store::policies::preset_names());
}

#[test]
fn every_example_school_is_sound() {
    for school in schools() {
        let shown = support::lm(format!("example-records/{school}"), &["check", "--strict"]);
        assert!(shown.ends_with("--- exit 0\n"), "{school}:\n{shown}");
    }
}

#[test]
fn the_examples_show_every_way_a_case_can_stand_and_every_way_it_can_end() {
    let today: Date = support::TODAY.parse().expect("a date");
    let mut mentees = 0;
    let mut stands = BTreeSet::new();
    for name in schools() {
        let folder = Folder::at(&root().join(&name)).expect("an example school");
        let school = folder.load_school(SchoolParts::Core).school;
        let mut ended = BTreeSet::new();
        for id in &school.cases {
            let case = folder.load_case(id, &RecordKind::ALL).case;
            mentees += 1;
            stands.insert(standing(&case, &school.policies, today).code());
            let exits = case.reviews.exits.iter().flat_map(|exit| exit.criteria.clone());
            ended.extend(exits.map(|criterion| criterion.to_string()));
        }
        let policy = school.policies.latest().expect("an example school has a policy");
        for criterion in &policy.exit.criteria {
            let shown = ended.contains(criterion.id.as_str());
            assert!(shown, "{name}: no case ended because of `{}`", criterion.id);
        }
    }
    let all: BTreeSet<_> = Standing::ALL.iter().map(|standing| standing.code()).collect();
    assert_eq!(stands, all, "ways to stand that no example shows, or the other way round");
    assert!(mentees >= 40, "only {mentees} mentees");
}

/// A way to spoil a record: in which file, what to look for in a line, what to put there, and which
/// fault is then reported.
struct Spoil {
    file: &'static str,
    find: &'static str,
    /// What stands instead of the rest of the line; `None` takes the whole line out.
    put: Option<&'static str>,
    code: &'static str,
}

const fn spoil(
    file: &'static str,
    find: &'static str,
    put: Option<&'static str>,
    code: &'static str,
) -> Spoil {
    Spoil { file, find, put, code }
}

const SPOILS: &[Spoil] = &[
    spoil("referral.yaml", "  date_of_birth: ", Some("  date_of_brith: 2015-01-01"), "unknown-key"),
    spoil("referral.yaml", "  date_of_birth: ", Some("  date_of_birth: 2015-02-30"), "bad-date"),
    spoil(
        "referral.yaml",
        "  date_of_birth: ",
        Some("  date_of_birth: 2029-01-01"),
        "born-after-referral",
    ),
    spoil("referral.yaml", "  urgency: ", Some("  urgency: imediately"), "unknown-choice"),
    spoil("referral.yaml", "  year: ", Some("  year: [5]"), "wrong-type"),
    spoil(
        "referral.yaml",
        "  gifted_and_talented: ",
        Some("  gifted_and_talented: yes"),
        "yes-no-word",
    ),
    spoil("referral.yaml", "    phone: ", Some("    phone: \"1632960123\""), "phone-lost-zero"),
    spoil("referral.yaml", "pupil:", Some("<<<<<<< HEAD"), "conflict-marker"),
    spoil("referral.yaml", "pupil:", Some("pupil: &p"), "anchor-or-alias"),
    spoil("referral.yaml", "  name: ", Some("\tname: Somebody"), "tab-indentation"),
    spoil("plan.yaml", "      - id: t1", Some("      - id: T 1"), "bad-id"),
    spoil("plan.yaml", "        by: ", Some("        by: half-term"), "bad-date"),
    spoil(
        "plan.yaml",
        "        target: ",
        Some("        target: Improve behaviour"),
        "target-not-specific",
    ),
    spoil("sessions.yaml", "    mentor: ", Some("    mentor: zz9"), "unknown-staff"),
    spoil("sessions.yaml", "    targets: [t1", Some("    targets: [t99]"), "unknown-target"),
    spoil("sessions.yaml", "    attendance: ", Some("    attendance: here"), "unknown-choice"),
    spoil(
        "ratings.yaml",
        "      starts-tasks: ",
        Some("      starts-tasks: 7"),
        "rating-off-scale",
    ),
    spoil("ratings.yaml", "      starts-tasks: ", Some("      starts-taskz: 2"), "unknown-item"),
    spoil(
        "ratings.yaml",
        "    instrument: staff-rating",
        Some("    instrument: staff-ratings"),
        "unknown-instrument",
    ),
    spoil(
        "reviews.yaml",
        "    criteria: [all-targets-met",
        Some("    criteria: [all-met]"),
        "unknown-criterion",
    ),
    spoil("contacts.yaml", "    type: ", Some("    type: fone"), "unknown-choice"),
];

#[test]
fn a_spoilt_example_is_no_longer_sound() {
    let mut silent: Vec<&Spoil> = SPOILS.iter().collect();
    for school in schools() {
        let copy = tempfile::tempdir().expect("a temporary folder");
        support::copy(&root().join(&school), copy.path());
        // What is over and done with is judged more mildly, so not every case has to complain.
        silent.retain(|spoil| {
            let spoilt = spoilt(copy.path(), spoil).into_iter().take(4);
            !spoilt.into_iter().any(|(file, text)| is_reported(copy.path(), &file, &text, spoil))
        });
    }
    let silent: Vec<_> = silent.iter().map(|spoil| (spoil.file, spoil.find, spoil.code)).collect();
    assert!(silent.is_empty(), "nothing was said of {silent:?}");
}

/// Whether the fault is reported when this file has this text.
fn is_reported(school: &Path, file: &Path, text: &str, spoil: &Spoil) -> bool {
    let sound = fs::read_to_string(file).expect("an example");
    fs::write(file, text).expect("the copy can be written");
    let case = file.parent().and_then(Path::file_name).expect("a case").to_string_lossy();
    let line = ["check", &case, "--level", "advice", "--format", "concise"];
    let shown = support::lm(school, &line);
    fs::write(file, sound).expect("the copy can be written");
    shown
        .lines()
        .any(|line| line.contains(&format!("[{}]", spoil.code)) && line.contains(spoil.file))
}

/// Every file in which a line can be spoilt, and its text after that.
fn spoilt(school: &Path, spoil: &Spoil) -> Vec<(PathBuf, String)> {
    let mut cases: Vec<_> = fs::read_dir(school.join("mentees"))
        .expect("mentees")
        .flatten()
        .map(|case| case.path())
        .collect();
    cases.sort();
    let in_case = |case: PathBuf| {
        let file = case.join(spoil.file);
        let text = fs::read_to_string(&file).ok()?;
        let start = text.find(&format!("\n{}", spoil.find))? + 1;
        let end = start + text[start..].find('\n')? + 1;
        let line = spoil.put.map(|line| format!("{line}\n")).unwrap_or_default();
        Some((file, format!("{}{line}{}", &text[..start], &text[end..])))
    };
    cases.into_iter().filter_map(in_case).collect()
}

#[test]
fn the_same_pupil_twice_is_found() {
    for school in schools() {
        let copy = tempfile::tempdir().expect("a temporary folder");
        support::copy(&root().join(&school), copy.path());
        let mentees = copy.path().join("mentees");
        let mut cases: Vec<_> =
            fs::read_dir(&mentees).expect("mentees").flatten().map(|case| case.path()).collect();
        cases.sort();
        support::copy(&cases[0], &mentees.join("22222"));
        let shown = support::lm(copy.path(), &["check", "--format", "concise"]);
        assert!(shown.contains("[duplicate-person]"), "{school}:\n{shown}");
    }
}
