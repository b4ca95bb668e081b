//! A mentee's way through a whole programme, once under each preset: an empty folder, `lm init`,
//! `lm new-referral`, then the files filled in by hand, in two stages. Nothing is wrong at either;
//! the review is due on the right day; and the letter that every target is met is refused while one
//! is open and written when it is met.

use crate::support;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn a_case_goes_from_first_referral_to_the_last_letter_under_every_preset() {
    let presets = support::folders_in("tests/whole-year");
    assert_eq!(presets, lm::store::policies::preset_names());
    for preset in presets {
        let texts = texts_of(&preset);
        let folder = tempfile::tempdir().expect("an empty folder");
        let case = in_its_second_term(folder.path(), &texts);
        is_sound(folder.path(), &preset);
        let due = on(folder.path(), "2026-04-20", &["review-due"]);
        assert!(due.contains("Amira Khan") && due.contains("Fri 24 Apr 2026"), "{preset}:\n{due}");
        let overdue = on(folder.path(), "2026-05-05", &["review-due", "--exit-code"]);
        assert!(
            overdue.contains("Overdue") && overdue.ends_with("--- exit 1\n"),
            "{preset}:\n{overdue}"
        );
        let letter = on(folder.path(), "2026-04-20", &["letter", "exit-achieved", "Amira"]);
        assert!(letter.contains("still open: “I start my writing"), "{preset}:\n{letter}");

        for (file, text) in [
            ("ratings.yaml", "ratings-after.yaml"),
            ("plan.yaml", "plan-met.yaml"),
            ("contacts.yaml", "contacts.yaml"),
            ("reviews.yaml", "reviews-last.yaml"),
        ] {
            fs::copy(texts.join(text), case.join(file)).expect("a text");
        }
        is_sound(folder.path(), &preset);
        let due = on(folder.path(), "2026-05-05", &["review-due", "--exit-code"]);
        assert!(due.ends_with("--- exit 0\n"), "{preset}:\n{due}");
        let letter = on(folder.path(), "2026-05-05", &["letter", "exit-achieved", "Amira"]);
        assert!(letter.contains("Amira has met every target"), "{preset}:\n{letter}");
        assert!(letter.ends_with("--- exit 0\n"), "{preset}:\n{letter}");
    }
}

/// What is filled in by hand under a preset.
pub(crate) fn texts_of(preset: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/whole-year").join(preset)
}

/// A case before its second review, its target not yet met. Gives the case's folder.
pub(crate) fn in_its_second_term(folder: &Path, texts: &Path) -> PathBuf {
    let case = begin(folder, texts);
    for (file, text) in [
        ("ratings.yaml", "ratings-before.yaml"),
        ("plan.yaml", "plan-open.yaml"),
        ("sessions.yaml", "sessions.yaml"),
        ("contacts.yaml", "contacts-open.yaml"),
        ("reviews.yaml", "reviews-first.yaml"),
    ] {
        fs::copy(texts.join(text), case.join(file)).expect("a text");
    }
    case
}

/// Sets the folder up, writes the referral down, and adds by hand what was decided. Gives the case's
/// folder.
fn begin(folder: &Path, texts: &Path) -> PathBuf {
    let made = on(folder, "2026-01-05", &with_flags("init", texts, "flags.txt"));
    assert!(made.ends_with("--- exit 0\n"), "{made}");
    append(&folder.join("lm.toml"), &texts.join("staff.toml"));
    let written =
        on(folder, "2026-01-12", &with_flags("new-referral", texts, "referral-flags.txt"));
    let referral = folder.join(written.lines().next().expect("the path of the file"));
    append(&referral, &texts.join("referral-rest.yaml"));
    referral.parent().expect("a case's folder").to_owned()
}

fn append(file: &Path, more: &Path) {
    let mut text = fs::read_to_string(file).expect("it was just made");
    text.push_str(&fs::read_to_string(more).expect("a text"));
    fs::write(file, text).expect("it can be written");
}

/// A command with the flags of a file: a line each, the flag and then its value.
fn with_flags(command: &str, texts: &Path, file: &str) -> Vec<String> {
    let flags = fs::read_to_string(texts.join(file)).expect("flags");
    let words = flags.lines().flat_map(|line| line.splitn(2, ' ')).map(str::to_owned);
    [command.to_owned(), "--no-input".to_owned()].into_iter().chain(words).collect()
}

pub(crate) fn is_sound(folder: &Path, preset: &str) {
    let shown = support::lm(folder, &["check", "--strict"]);
    assert!(shown.ends_with("--- exit 0\n"), "{preset}:\n{shown}");
}

pub(crate) fn on(folder: &Path, day: &str, line: &[impl AsRef<str>]) -> String {
    let mut words: Vec<&str> = line.iter().map(AsRef::as_ref).collect();
    words.extend(["--as-of", day]);
    support::lm(folder, &words)
}
