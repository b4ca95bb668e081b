//! Reports beside the records they are written from: `tests/reports/school/` is a records folder,
//! `tests/reports/expected/` what each report comes to in each format.

use std::path::Path;

use lm::document::Engine;
use lm::document::view::{CaseReportView, LetterView, Sources, addressees};
use lm::domain::letter::Letter;
use lm::domain::record::RecordKind;
use lm::store::{Folder, SchoolParts};
use snapbox::Data;

use crate::support::{TODAY, folders_in, lm, shows};

const SCHOOL: &str = "tests/reports/school";
const DONE: &str = "--- exit 0\n";

/// A report's name in the folder of expectations, how it is asked for, and its formats.
const REPORTS: &[(&str, &[&str], &[&str])] = &[
    ("register", &["register"], &["text", "markdown", "html", "csv", "json"]),
    ("register-staff", &["register", "--for", "staff"], &["text", "csv"]),
    ("case", &["case", "Amira"], &["text", "markdown", "html", "json"]),
    ("case-restricted", &["case", "Amira", "--restricted"], &["text"]),
];

fn report(line: &[&str], format: &str) -> String {
    let line = [&["report"], line, &["--format", format, "--quiet"]].concat();
    let seen = lm(SCHOOL, &line);
    seen.strip_suffix(DONE).unwrap_or_else(|| panic!("{line:?} was refused: {seen}")).to_owned()
}

#[test]
fn every_report_comes_out_as_expected() {
    for (name, line, formats) in REPORTS {
        for format in *formats {
            let file =
                format!("{}/tests/reports/expected/{name}.{format}", env!("CARGO_MANIFEST_DIR"));
            shows(report(line, format), Data::read_from(Path::new(&file), None));
        }
    }
}

#[test]
fn no_shipped_report_is_forgotten() {
    for (path, _) in lm::embedded::TEMPLATES {
        if let Some(name) = path.strip_prefix("reports/") {
            let known = REPORTS.iter().any(|(report, ..)| name == format!("{report}.md"));
            assert!(known, "{name} is not tested");
        }
    }
}

#[test]
fn nothing_of_a_restricted_entry_is_in_a_report_unless_it_is_asked_for() {
    for (name, line, formats) in REPORTS {
        for format in *formats {
            let secret = report(line, format).contains("SECRET");
            assert_eq!(secret, *name == "case-restricted", "{name} as {format}");
        }
    }
}

#[test]
fn records_that_cannot_be_read_are_named_and_their_report_refused() {
    let register = lm(SCHOOL, &["report", "register"]);
    assert!(register.contains("cannot be read, so perhaps missing here: p3r5v"), "{register}");
    let case = lm(SCHOOL, &["report", "case", "p3r5v"]);
    assert!(case.ends_with("--- exit 4\n"), "{case}");
}

#[test]
fn every_example_mentee_has_a_report_and_every_letter_that_is_possible() {
    let (engine, faults) = Engine::new(&[]);
    assert_eq!(faults, []);
    let today = TODAY.parse().expect("a date");
    let mut written = 0;
    for name in folders_in("example-records") {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records").join(&name);
        let folder = Folder::at(&root).expect("a records folder");
        let school = folder.load_school(SchoolParts::WithInstruments).school;
        for id in &school.cases {
            let case = folder.load_case(id, &RecordKind::ALL).case;
            let settings = school.settings.as_ref().expect("settings");
            let sources = Sources { case: &case, settings, policies: &school.policies, today };
            let report =
                CaseReportView::of(&sources, &school.instruments, &school.school_days(), false);
            engine.render("reports/case.md", &report).unwrap_or_else(|fault| {
                panic!("{name} {id}: {fault:?}");
            });
            let possible = |letter: &&Letter| letter.guard(&case, &school.policies, today).is_ok();
            for letter in Letter::ALL.iter().filter(possible) {
                for household in addressees(&case) {
                    let view = LetterView::of(&sources, household);
                    let path = format!("letters/{}.md", letter.code());
                    engine.render(&path, &view).unwrap_or_else(|fault| {
                        panic!("{name} {id} {path}: {fault:?}");
                    });
                    written += 1;
                }
            }
        }
    }
    assert!(written > 20, "only {written} letters were possible");
}
