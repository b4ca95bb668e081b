//! The file of a pupil goes to another school by command, and the receipt is chased until it is there.

use crate::support::{copy, lm_asked, words};
use crate::whole_year::on;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The primary example school. Idris's programme ended on 13 November 2026.
fn school() -> TempDir {
    let folder = tempfile::tempdir().expect("an empty folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records/primary"), folder.path());
    folder
}

#[track_caller]
fn shows(school: &TempDir, day: &str, line: &str, said: &[&str], not: &[&str]) {
    let mut words = words(line);
    words.push("--no-input".to_owned());
    let seen = on(school.path(), day, &words);
    for words in said {
        assert!(seen.contains(words), "{line} on {day} says {words}?\n{seen}");
    }
    for words in not {
        assert!(!seen.contains(words), "{line} on {day} does not say {words}?\n{seen}");
    }
}

const SEND: &str = "transfer Idris --to \"Marlhampton Junior School\" --sent 2026-11-18";

#[test]
fn a_file_goes_out_with_approval_and_its_receipt_is_chased() {
    let school = school();
    let refused = ["sent without the headteacher's approval", "--- exit 4"];
    shows(&school, "2026-11-18", SEND, &refused, &[]);
    let next = "lm transfer m9eb4 --received today, when the other school has it";
    let approved = format!("{SEND} --approved 2026-11-17");
    let sent = ["the file was sent to Marlhampton Junior School on Wed 18 November 2026", next];
    shows(&school, "2026-11-18", &approved, &sent, &[]);
    let word = "word from Marlhampton";
    let command = "lm transfer m9eb4 --received today";
    shows(&school, "2026-11-20", "today", &[word, "Wed 2 Dec 2026", command], &[]);
    shows(&school, "2026-12-04", "today", &[word, "2 days late"], &[]);
    // The ending is long ago by then, and the receipt is not there all the same.
    shows(&school, "2027-01-11", "today --json", &["\"kind\": \"receipt\""], &[]);
    let why = [
        "records passed on: done on Wed 18 November 2026",
        "18 November 2026 + 10 school days = Wed 2 December 2026",
        "transfer.receipt_within_school_days = 10",
        command,
    ];
    shows(&school, "2026-11-20", "why Idris transfer", &why, &[]);
    shows(
        &school,
        "2026-11-23",
        "transfer Idris --received 2026-11-17",
        &["before it was sent"],
        &[],
    );
    shows(&school, "2026-11-23", "transfer Idris --received 2026-11-24", &["not come yet"], &[]);
    let came = ["the file has come, on Mon 23 November 2026", "--- exit 0"];
    shows(&school, "2026-11-23", "transfer Idris --received today", &came, &[]);
    shows(&school, "2026-11-23", "today", &[], &[word]);
    shows(&school, "2026-11-22", "today", &[word], &[]);
    shows(&school, "2026-11-23", "check", &["no faults"], &[]);
}

#[test]
fn a_file_belongs_to_an_ending_and_only_what_is_new_is_asked() {
    let school = school();
    let running = ["a file is passed on when the programme has ended", "lm exit 3gk7s", "exit 4"];
    shows(&school, "2026-11-20", "transfer Callum --sent today", &running, &[]);
    let answers = ["Marlhampton Junior School", "2026-11-17", "2026-11-18", "", "y"];
    let seen = lm_asked(school.path(), &["transfer", "m9eb4"], &answers);
    assert!(seen.contains("When did the headteacher approve it?"), "{seen}");
    assert!(seen.contains("--- exit 0"), "{seen}");
    let seen = lm_asked(school.path(), &["transfer", "m9eb4"], &["2026-11-20", "y"]);
    assert!(!seen.contains("approve") && seen.contains("--- exit 0"), "{seen}");
    let file = school.path().join("mentees/m9eb4/reviews.yaml");
    let text = std::fs::read_to_string(file).expect("a record");
    assert!(text.contains("sent: 2026-11-18") && text.contains("receipt: 2026-11-20"), "{text}");
}

#[test]
fn where_the_parents_have_to_agree_their_consent_is_looked_for() {
    let school = school();
    let policy = school.path().join("policy/2026-09-01.toml");
    let text = fs::read_to_string(&policy).expect("a policy");
    fs::write(&policy, format!("{text}\n[transfer]\nmentoring_file = \"both\"\n"))
        .expect("it is written");
    let approved = format!("{SEND} --approved 2026-11-17");
    let missing = [
        "nobody has written down that the parents agreed",
        "lm consent m9eb4 --answer given --scope sharing",
        "error[transfer-without-consent]",
        "--- exit 4",
    ];
    shows(&school, "2026-11-18", &approved, &missing, &[]);
    // The child-protection file waits for nobody.
    let law = "transfer Idris --safeguarding-file-sent 2026-11-16";
    shows(&school, "2026-11-18", law, &["--- exit 0"], &["consent"]);
    let why = ["nobody has written down that the parents agreed", "mentoring_file = both"];
    shows(&school, "2026-11-18", "why Idris transfer", &why, &[]);
    let seen = lm_asked(school.path(), &["transfer", "m9eb4"], &["Elm", "<", "", "", "", "n"]);
    assert!(seen.contains("the policy wants their consent"), "{seen}");
    let agrees = "consent Idris --answer given --scope sharing --share-with \"Elm Park\" \
                  --withhold \"What he said of his father\" --on 2026-11-17";
    shows(&school, "2026-11-18", agrees, &["--- exit 0"], &[]);
    let others = ["warning[transfer-without-consent]: the parents agreed to share with others"];
    shows(&school, "2026-11-18", &format!("{approved} --dry-run"), &others, &[]);
    let agrees = agrees.replace("Elm Park", "Marlhampton Junior").replace("11-17", "11-18");
    shows(&school, "2026-11-18", &agrees, &["--- exit 0"], &[]);
    let kept = ["kept back: “What he said of his father”", "--- exit 0"];
    shows(&school, "2026-11-18", &approved, &kept, &["transfer-without-consent"]);
    let why = ["the parents agreed, 18 November 2026 (mentees/m9eb4/referral.yaml:"];
    shows(&school, "2026-11-18", "why Idris transfer", &why, &[]);
}
