//! A case whose programme is about to end, and the long lines that end it: for tests of endings, and of
//! writing.

use crate::support::words;
use crate::whole_year::{in_its_second_term, is_sound, on, texts_of};
use std::fs;
use std::path::PathBuf;

/// A case in its second term, the target reached by its figures and nobody has said so yet.
pub(super) struct Started {
    pub(super) folder: tempfile::TempDir,
    pub(super) case: PathBuf,
    preset: String,
}

impl Started {
    pub(super) fn of(preset: &str) -> Self {
        let folder = tempfile::tempdir().expect("an empty folder");
        let case = in_its_second_term(folder.path(), &texts_of(preset));
        let started = Self { folder, case, preset: preset.to_owned() };
        started.change("plan.yaml", "value: 3, source: card }", |found| {
            format!("{found}\n            - {{ date: 2026-04-23, value: 5, source: card }}")
        });
        started
    }

    fn change(&self, file: &str, found: &str, into: impl Fn(&str) -> String) {
        let file = self.case.join(file);
        let text = fs::read_to_string(&file).expect("a record");
        assert!(text.contains(found), "{text}");
        fs::write(file, text.replacen(found, &into(found), 1)).expect("it can be written");
    }

    /// With the questionnaires at the end filled in.
    pub(super) fn rated(self) -> Self {
        let after = texts_of(&self.preset).join("ratings-after.yaml");
        fs::copy(after, self.case.join("ratings.yaml")).expect("a text");
        self
    }

    pub(super) fn run(&self, day: &str, line: &str) -> String {
        let mut line = words(line);
        line.push("--no-input".to_owned());
        on(self.folder.path(), day, &line)
    }

    #[track_caller]
    pub(super) fn done(&self, day: &str, line: &str) -> String {
        let shown = self.run(day, line);
        assert!(shown.ends_with("--- exit 0\n"), "{}: {line}\n{shown}", self.preset);
        is_sound(self.folder.path(), &self.preset);
        shown
    }

    /// Asserts that a command is refused in these words, and that nothing is written.
    #[track_caller]
    pub(super) fn refused(&self, day: &str, line: &str, said: &str, status: u8) {
        let before = self.records();
        let shown = self.run(day, line);
        assert!(shown.contains(said), "{}: {line}\n{shown}", self.preset);
        assert!(shown.ends_with(&format!("--- exit {status}\n")), "{line}\n{shown}");
        assert_eq!(self.records(), before, "{line}");
    }

    pub(super) fn records(&self) -> Vec<(String, String)> {
        let files = fs::read_dir(&self.case).expect("a case").flatten().map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("a record");
            (entry.file_name().to_string_lossy().into_owned(), text)
        });
        let mut files: Vec<(String, String)> = files.collect();
        files.sort();
        files
    }

    pub(super) fn record(&self, file: &str) -> String {
        fs::read_to_string(self.case.join(file)).expect("a record")
    }
}

const THERE: &str = "--led-by lm --present pupil --present jb --present \"parent: Mrs Nasreen Khan\" --present \"class-teacher: Mr Hall\" --present sc --contributed \"head-of-year: Ms Dove\"";
const DECIDED: &str = "--decided-by jb --decided-by lm --decided-by \"class-teacher: Mr Hall\" --parents-told today --recorded-by jb";

/// A case in its second term under a preset that leaves much open, for tests of writing, and its id.
pub(crate) fn a_case_before_its_review() -> (tempfile::TempDir, String) {
    let Started { folder, case, .. } = Started::of("cluster");
    let id = case.file_name().expect("a name").to_string_lossy().into_owned();
    (folder, id)
}

/// Records in which a programme is about to end, and the commands, each on its day, that end it and
/// begin it anew.
pub(crate) fn an_ending_by_commands() -> (tempfile::TempDir, Vec<(&'static str, String)>) {
    let started = Started::of("cluster").rated();
    let asked = "refer-on Amira --to multi-agency-team --reason \"Help at home\" --by jb";
    let look = "follow-up Amira --by jb --note \"Still starts by herself.\" --recorded-by jb";
    let back = "reopen Amira --reason \"Struggles again since the move\" --asked-by \"parent: Mrs Nasreen Khan\" --decided-by lm --mentor jb";
    let lines = vec![
        ("2026-04-22", asked.to_owned()),
        ("2026-04-24", review(LAST)),
        ("2026-04-30", exit(&format!("--criterion all-targets-met {GOODBYE}"))),
        ("2026-05-22", look.to_owned()),
        ("2026-06-12", back.to_owned()),
    ];
    (started.folder, lines)
}

/// A review of that case on 24 April 2026 that writes in several files.
pub(crate) fn review_with_a_new_plan(case: &str) -> String {
    review(NEW_TARGETS).replacen("Amira", case, 1)
}

pub(super) fn review(more: &str) -> String {
    format!("review Amira {THERE} {more} {DECIDED}")
}

pub(super) fn exit(more: &str) -> String {
    format!(
        "exit Amira --decided-by jb --decided-by lm --decided-by sc --consulted \"lead-mentor=Agrees.\" --consulted \"parent: Mrs Nasreen Khan=Agrees.\" --consulted \"class-teacher: Mr Hall=Agrees.\" --consulted \"pupil=Wants to try alone.\" --consulted head-of-year --recorded-by jb {more}"
    )
}

pub(super) const NEW_TARGETS: &str = "--progress \"t1=good-progress: three weeks\" --no-other-criterion --pupil-says \"Nearly there.\" --decision continue-new-targets --new-target \"I put my hand up once in every lesson;My teacher ticks my card;2026-06-12;lessons a day with my hand up: 1 -> 4\" --agreed --next 2026-06-12";
pub(super) const LAST: &str = "--progress \"t1=met: five ticks out of five in three weeks\" --criterion \"all-targets-met=yes: the card\" --no-other-criterion --pupil-says \"I can start on my own now.\" --decision exit --reason \"seen by all at the table\"";
pub(super) const GOODBYE: &str = "--circumstances \"The target was met and has held for three weeks.\" --own-words \"I start by myself and my card is full.\" --keeping-it-up \"I read the first sentence aloud\" --summary \"A target met in one term.\" --pupil-told today --parents-told today";
