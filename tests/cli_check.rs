//! `lm check` from outside: the formats, what may be asked about, what is shown and what is hidden.

use crate::support::{self, lm, lm_with};
use lm::cli::world::Environment;
use std::fs;
use std::path::Path;

const RECORDS: &str = "tests/records";
const FORMATS: &str = "tests/records/formats";

fn in_ci() -> Environment {
    Environment { ci: true, ..Environment::default() }
}

/// `expected.FORMAT.txt` at the top of a folder is what `lm check --format FORMAT` prints there;
/// `expected.ci-FORMAT.txt` what it prints where `CI` is set.
#[test]
fn every_folder_is_reported_in_every_format_as_expected() {
    for folder in support::folders_in(RECORDS) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(RECORDS).join(&folder);
        for entry in fs::read_dir(&root).expect("a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let format = name.strip_prefix("expected.").and_then(|name| name.strip_suffix(".txt"));
            let Some(format) = format else { continue };
            let (environment, format) = match format.strip_prefix("ci-") {
                Some(format) => (in_ci(), format),
                None => (Environment::default(), format),
            };
            let shown = lm_with(&root, &["check", "--format", format], "", &environment);
            support::shows(shown, snapbox::Data::read_from(&entry.path(), None));
        }
    }
}

#[test]
fn what_is_asked_about_is_judged_alone_but_with_all_the_rest_in_mind() {
    let check = |words: &[&str]| lm(FORMATS, &[&["check", "--format", "concise"], words].concat());
    for words in [["k7q2m"], ["mentees/k7q2m"], ["mentees/k7q2m/referral.yaml"]] {
        let shown = check(&words);
        assert!(shown.contains("unknown-staff"), "{words:?}: {shown}");
        assert!(!shown.contains("b3n8w") && !shown.contains("lm.toml"), "{words:?}: {shown}");
    }
    assert!(check(&["k7q2m"]).contains("in 1 of 1 mentee (1 file)"));
    assert!(check(&["b3n8w", "lm.toml"]).contains("in 1 of 1 mentee and the school's files"));
    assert!(check(&["policy"]).contains("no faults in 1 file\n--- exit 0"));
    assert!(check(&["."]).contains("in 2 of 2 mentees and the school's files"));
    // From below the records a path is looked for from there first.
    let shown = lm(format!("{FORMATS}/mentees"), &["check", "b3n8w/plan.yaml"]);
    assert!(shown.contains("in 1 of 1 mentee (1 file)"), "{shown}");
}

#[test]
fn who_or_what_is_not_there_ends_with_a_hint() {
    for (word, said) in [
        ("mentees/zzz", "there is no file or folder `mentees/zzz`"),
        ("../../checks.rs", "`../../checks.rs` is not in the records folder"),
        ("k7q2n", "did you mean k7q2m (Year 5)?"),
        ("quill", "name one by id: b3n8w, k7q2m (Year 5)"),
        ("Quentin", "`lm list --all` shows every mentee"),
    ] {
        let shown = lm(FORMATS, &["check", word]);
        assert!(shown.contains(said), "{word}: {shown}");
        assert!(shown.ends_with("--- exit 2\n"), "{word}: {shown}");
        assert!(!shown.to_lowercase().contains("ada"), "{word}: {shown}");
    }
}

#[test]
fn the_status_tells_errors_from_warnings() {
    for (folder, words, status) in [
        (FORMATS, &["check"][..], 1),
        (FORMATS, &["check", "--format", "json"], 1),
        (FORMATS, &["check", "--format", "csv"], 2),
        (FORMATS, &["check", "-C", "nowhere"], 3),
        (FORMATS, &["check", "policy", "--strict"], 0),
        ("tests", &["check"], 3),
        (FORMATS, &["check", "mentees/k7q2m/letter to Mrs Quill.odt"], 0),
        (FORMATS, &["check", "mentees/k7q2m/letter to Mrs Quill.odt", "--strict"], 1),
    ] {
        let shown = lm(folder, words);
        assert!(shown.ends_with(&format!("--- exit {status}\n")), "{words:?}: {shown}");
    }
}

#[test]
fn milder_faults_are_counted_but_not_shown() {
    let shown = lm(FORMATS, &["check", "--level", "error"]);
    assert!(!shown.contains("stray-file"), "{shown}");
    assert!(shown.contains("1 warning not shown, see them with --level warning"), "{shown}");
    let quiet = lm(FORMATS, &["check", "--quiet"]);
    assert!(!quiet.contains("--- stderr"), "{quiet}");
}

#[test]
fn values_are_hidden_where_many_read_and_ci_cannot_be_talked_out_of_it() {
    for format in ["human", "concise", "json", "github", "sarif", "junit"] {
        let shown = lm_with(FORMATS, &["check", "--format", format], "", &in_ci());
        for value in ["Quill", "QUILL", "14/9/2026", "orla", "office.otterbrook"] {
            assert!(!shown.contains(value), "{format} shows {value}: {shown}");
        }
        let for_people = matches!(format, "human" | "concise");
        let plain = lm(FORMATS, &["check", "--format", format]);
        assert_eq!(plain.contains("14/9/2026"), for_people, "{format}: {plain}");
        let asked = lm(FORMATS, &["check", "--format", format, "--show-values"]);
        assert!(asked.contains("14/9/2026"), "{format}: {asked}");
        let hidden = lm(FORMATS, &["check", "--format", format, "--hide-values"]);
        assert!(!hidden.contains("14/9/2026"), "{format}: {hidden}");
    }
    let refused = lm_with(FORMATS, &["check", "--show-values"], "", &in_ci());
    assert!(refused.ends_with("--- exit 2\n"), "{refused}");
}
