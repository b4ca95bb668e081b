//! The files that `lm new-referral` and `lm scaffold` make: where they lie, who may read them, and that
//! any words in them are read back.

use super::{cases, records};
use crate::support::lm;
use lm::domain::record::RecordKind;
use lm::store::Folder;
use proptest::prelude::*;
use std::fs;

#[test]
fn where_nothing_can_be_written_nothing_half_made_stays() {
    let folder = records("cluster");
    fs::write(folder.path().join("mentees"), "a file in the way").expect("a file");
    let before = fs::read_dir(folder.path()).expect("a folder").count();
    let line = ["new-referral", "--pupil", "Ben Ash", "--by-role", "senco"];
    let seen = lm(folder.path(), &line);
    assert!(seen.contains("error: the referral was not written\n"), "{seen}");
    assert!(seen.ends_with("--- exit 4\n"), "{seen}");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), before);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_a_referral_and_no_name_gets_into_a_path() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::Command;
    let folder = records("primary");
    let run = |arguments: &[&str]| {
        let done = Command::new("sh")
            .args(["-c", "umask 000 && exec \"$@\"", "sh", env!("CARGO_BIN_EXE_lm")])
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .expect("a shell");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).trim().to_owned()
    };
    for name in ["CON", "../../x", "nul.", "C:\\x", "a/b", "~", "-n", "lpt1"] {
        let name = format!("--pupil={name}");
        let file = run(&["new-referral", &name, "--by-role", "pupil"]);
        let id = file.strip_prefix("mentees/").and_then(|rest| rest.strip_suffix("/referral.yaml"));
        let id = id.expect("a case's file");
        assert!(id.len() == 5 && lm::store::ids::is_safe_id(id), "{file}");
        run(&["scaffold", id, "plan"]);
        for path in ["", "referral.yaml", "plan.yaml"] {
            let path = folder.path().join("mentees").join(id).join(path);
            let bits = fs::metadata(&path).expect("it was made").permissions().mode();
            assert_eq!(bits & 0o077, 0, "{}: {bits:o}", path.display());
        }
    }
    let all = fs::metadata(folder.path().join("mentees")).expect("it was made").permissions();
    assert_eq!(all.mode() & 0o077, 0);
}

#[test]
fn every_other_file_of_a_case_can_be_added_and_is_sound_at_once() {
    let folder = records("rafie");
    let line = ["new-referral", "--pupil", "Ben Ash", "--by-role", "senco"];
    lm(folder.path(), &[&line[..], &["--criterion", "reluctant-attender"]].concat());
    let id = &cases(folder.path())[0];
    for kind in RecordKind::ALL.into_iter().filter(|kind| *kind != RecordKind::Referral) {
        let name = kind.file_name().trim_end_matches(".yaml");
        let seen = lm(folder.path(), &["scaffold", "ben", name]);
        assert_eq!(
            seen,
            format!(
                "mentees/{id}/{name}.yaml\n--- stderr\nadded {name}.yaml for Ben Ash, case {id}\n\
                 next: fill it in, then lm check {id}\n--- exit 0\n"
            )
        );
        let again = lm(folder.path(), &["scaffold", "ben", name]);
        assert!(again.contains(&format!("error: `mentees/{id}/{name}.yaml` is there already\n")));
        assert!(again.ends_with("--- exit 4\n"), "{again}");
    }
    let checked = lm(folder.path(), &["check", "--strict"]);
    assert!(checked.ends_with("--- exit 0\n"), "{checked}");
    for (line, said) in [
        (
            ["scaffold", "ben", "referral"],
            "error: KIND: ‘referral’ is not a file that can be chosen here\n",
        ),
        (["scaffold", "ben", "revews"], "help: did you mean `reviews`?\n"),
        (["scaffold", "bob", "plan"], "error: no mentee is called `bob`\n"),
    ] {
        let seen = lm(folder.path(), &line);
        assert!(seen.contains(said), "{seen}");
        assert!(seen.ends_with("--- exit 2\n"), "{seen}");
    }
}

#[test]
fn any_pupil_that_can_be_written_down_is_read_back() {
    let names = "[^\\p{C}]{1,30}|[\\-\"'#:?!&*{}\\[\\],|>%@` a]{1,12}";
    let folder = records("cluster");
    proptest!(ProptestConfig::with_cases(64), |(name in names, note in "(.|\n){0,60}")| {
        let _ = fs::remove_dir_all(folder.path().join("mentees"));
        let (name_flag, note_flag) = (format!("--pupil={name}"), format!("--note={note}"));
        let line = ["new-referral", "--by-role", "senco", &name_flag, &note_flag];
        let seen = lm(folder.path(), &line);
        let records = Folder::at(folder.path()).expect("a records folder");
        match &records.cases().0[..] {
            [id] => {
                let loaded = records.load_case(id, &RecordKind::ALL);
                prop_assert_eq!(loaded.findings, []);
                let referral = loaded.case.referral.expect("it can be read");
                prop_assert_eq!(referral.pupil.name, name.trim());
                let background = referral.referral.and_then(|referral| referral.background);
                let meant = note.trim().replace("\r\n", "\n").replace('\r', "\n");
                prop_assert_eq!(background.unwrap_or_default(), meant);
            }
            _ => prop_assert!(seen.ends_with("--- exit 2\n"), "{}", seen),
        }
    });
}
