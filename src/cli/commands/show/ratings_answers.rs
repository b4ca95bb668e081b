//! Questionnaires in which nothing can be added up (ticks, answers to choose from, words): who
//! answered, and what.

use super::ratings_words::heading;
use crate::cli::call::Call;
use crate::cli::somebody::somebody;
use crate::domain::date::Date;
use crate::domain::instrument::{Comparison, Instrument, Item, Scale};
use crate::domain::record::Case;
use crate::domain::record::ratings::{Answer, Rating};
use crate::store::School;
use serde_json::{Value, json};

/// One of them, filled in.
pub(super) struct Answered<'a> {
    instrument: &'a Instrument,
    rating: &'a Rating,
}

/// Those that were filled in by a day and are not among the counted ones; oldest first.
pub(super) fn answered<'a>(
    case: &'a Case,
    school: &'a School,
    counted: &[Comparison<'_>],
    on: Date,
) -> Vec<Answered<'a>> {
    let ratings = case.ratings.ratings.iter();
    let mut found: Vec<Answered<'a>> = ratings
        .filter(|rating| !rating.declined && rating.date <= on)
        .filter(|rating| counted.iter().all(|one| one.instrument.id != rating.instrument))
        .filter_map(|rating| {
            Some(Answered { instrument: school.instruments.get(&rating.instrument)?, rating })
        })
        .collect();
    found.sort_by_key(|one| one.rating.date);
    found
}

impl Answered<'_> {
    /// What was answered, in printed order; what is ticked in a section stands on one line.
    fn lines(&self) -> Vec<String> {
        let sections = self.instrument.sections.iter().flat_map(|section| {
            let ticked = section.items.iter().filter(|item| self.is_ticked(item));
            let ticked: Vec<&str> = ticked.map(|item| item.text.as_str()).collect();
            let ticked = (!ticked.is_empty()).then(|| asked(&section.title, &ticked.join("; ")));
            let others = section.items.iter().filter_map(|item| {
                let scale = self.instrument.scale_of(section, item);
                said(scale, self.rating.marks.get(&item.id)?).map(|said| asked(&item.text, &said))
            });
            ticked.into_iter().chain(others).collect::<Vec<String>>()
        });
        sections.collect()
    }

    fn is_ticked(&self, item: &Item) -> bool {
        self.rating.marks.get(&item.id) == Some(&Answer::Tick(true))
    }

    /// For people to read.
    pub(super) fn print(&self, school: &School, call: &mut Call<'_, '_>) {
        let Self { instrument, rating } = self;
        let who = somebody(school, &rating.respondent);
        call.print(&format!("\n{}", instrument.title));
        call.print(&format!("  {:<7} {}, {who}", heading(rating.phase), rating.date.long()));
        let lines = self.lines();
        if lines.is_empty() {
            call.print("  Nothing is ticked or written.");
        }
        for line in lines {
            call.print(&format!("  - {line}"));
        }
    }

    /// For programs.
    pub(super) fn as_json(&self, school: &School) -> Value {
        let Self { instrument, rating } = self;
        json!({
            "instrument": instrument.id,
            "title": instrument.title,
            "phase": rating.phase,
            "date": rating.date,
            "respondent": somebody(school, &rating.respondent),
            "answers": rating.marks,
        })
    }
}

/// A question and its answer.
fn asked(question: &str, answer: &str) -> String {
    let mark = if question.ends_with(['?', '…', ':']) { "" } else { ":" };
    format!("{question}{mark} {answer}")
}

/// The answer in words; none when it is a tick or empty.
fn said(scale: &Scale, answer: &Answer) -> Option<String> {
    let said = match answer {
        Answer::Tick(_) => return None,
        Answer::Text(words) => {
            let option = scale.options.iter().find(|option| option.id == words.as_str());
            option.map_or(words.trim(), |option| &option.label).to_owned()
        }
        Answer::Mark(mark) => mark.to_string(),
        Answer::Pair { now, hoped } => format!("{now}, hopes for {hoped}"),
        Answer::Tallies(counts) => counts.iter().map(i64::to_string).collect::<Vec<_>>().join(" "),
    };
    (!said.is_empty()).then_some(said)
}
