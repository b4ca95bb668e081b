//! Every questionnaire that comes with `lm`: entered before and after, checked, and scored.

use super::{BEFORE, school};
use crate::support::lm;
use lm::domain::choices::Phase;
use lm::domain::date::Date;
use lm::domain::id::Id;
use lm::domain::instrument::{Better, Instrument, Line, ScaleKind, score};
use lm::domain::record::RecordKind;
use lm::store::{Folder, SchoolParts};
use std::path::Path;

/// A school day after the day of the tests.
const AFTER: &str = "2027-02-12";

/// An example school, and a mentee in it for whom the questionnaire is made and who is on the
/// programme.
fn fitting(instrument: &Instrument) -> (String, Id) {
    for school in ["primary", "secondary", "cluster"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records").join(school);
        let folder = Folder::at(&root).expect("an example school");
        let loaded = folder.load_school(SchoolParts::Core).school;
        let day: Date = BEFORE.parse().expect("a date");
        for id in &loaded.cases {
            let case = folder.load_case(id, &RecordKind::ALL).case;
            let stage =
                case.year_on(day, loaded.nation()).and_then(|year| year.key_stage(loaded.nation()));
            let fits = instrument.key_stages.is_empty()
                || stage.is_some_and(|stage| instrument.key_stages.contains(&stage));
            let open = lm::domain::case::standing(&case, &loaded.policies, day);
            if fits && open == lm::domain::case::Standing::Active {
                return (school.to_owned(), id.clone());
            }
        }
    }
    panic!("no mentee for {}", instrument.id)
}

/// The best or the worst answer to an item, as it is typed.
fn typed(instrument: &Instrument, line: &Line<'_>, best: bool) -> String {
    let (low, high) = (line.scale.from.unwrap_or(0), line.scale.to.unwrap_or(0));
    let mark = if (instrument.direction(line) == Better::High) == best { high } else { low };
    match line.scale.kind {
        ScaleKind::Paired => format!("{mark}/{high}"),
        ScaleKind::Tick => if best { "x" } else { "." }.to_owned(),
        ScaleKind::Choice => "1".to_owned(),
        _ => mark.to_string(),
    }
}

/// The flags with which a whole questionnaire is entered.
fn flags(instrument: &Instrument, best: bool) -> Vec<String> {
    let mut flags = Vec::new();
    let role = instrument.respondents.first().map_or("pupil", |role| role.code());
    flags.extend(["--by".to_owned(), role.to_owned()]);
    if let Some(intervals) = instrument.intervals() {
        for _ in 0..intervals {
            let row = instrument
                .lines()
                .iter()
                .map(|line| {
                    let many = (instrument.direction(line) == Better::High) == best;
                    if many { "3" } else { "0" }
                })
                .collect::<String>();
            flags.extend(["--row".to_owned(), row]);
        }
        return flags;
    }
    let lines = instrument.lines();
    let marks: Vec<String> = lines
        .iter()
        .filter(|line| line.scale.kind != ScaleKind::Text)
        .map(|line| typed(instrument, line, best))
        .collect();
    if !marks.is_empty() {
        flags.extend(["--marks".to_owned(), marks.join(" ")]);
    }
    for line in lines.iter().filter(|line| line.scale.kind == ScaleKind::Text) {
        flags.extend(["--words".to_owned(), format!("{}=In my own words", line.item.id)]);
    }
    if instrument.asks_attendance {
        flags.extend(["--attendance".to_owned(), "91.5".to_owned()]);
    }
    flags
}

/// Enters a questionnaire before and after, checks the records and gives the share of the best
/// possible total before and after.
pub(crate) fn enter_twice(
    folder: &Path,
    case: &Id,
    instrument: &Instrument,
) -> Vec<[Option<f64>; 2]> {
    let id = instrument.id.as_str();
    let faults = lm(folder, &["check", case.as_str(), "--as-of", AFTER]);
    for (phase, day, best) in [("before", BEFORE, false), ("after", AFTER, true)] {
        let flags = flags(instrument, best);
        let mut line = match instrument.intervals() {
            Some(_) => vec!["observe", case.as_str(), "--sheet", id],
            None => vec!["rate", case.as_str(), id],
        };
        line.extend(["--phase", phase, "--on", day, "--as-of", AFTER]);
        line.extend(flags.iter().map(String::as_str));
        let seen = lm(folder, &line);
        assert!(seen.ends_with("--- exit 0\n"), "{line:?}\n{seen}");
        assert!(seen.contains("mentees/") && !seen.contains("warning"), "{line:?}\n{seen}");
    }
    assert_eq!(lm(folder, &["check", case.as_str(), "--as-of", AFTER]), faults, "{id}");
    let records = Folder::at(folder).expect("records");
    let loaded = records.load_case(case, &RecordKind::ALL);
    let written = |phase: Phase| {
        let mut ratings = loaded.case.ratings.ratings.iter();
        let found = ratings.rfind(|one| one.instrument == instrument.id && one.phase == phase);
        score(instrument, found.expect("it was written"))
    };
    let (before, after) = (written(Phase::Before), written(Phase::After));
    before.iter().zip(&after).map(|(before, after)| [before.percent, after.percent]).collect()
}

#[test]
fn every_questionnaire_is_entered_checked_and_scored_before_and_after() {
    let all = lm::store::instruments::shipped();
    assert_eq!(all.0.len(), lm::embedded::INSTRUMENTS.len());
    let mut scored = 0;
    for instrument in all.0.values() {
        let (name, case) = fitting(instrument);
        let folder = school(&name);
        for part in enter_twice(folder.path(), &case, instrument) {
            assert_eq!(part, [Some(0.0), Some(100.0)], "{}", instrument.id);
            scored += 1;
        }
    }
    assert!(scored > 20, "only {scored} totals");
}
