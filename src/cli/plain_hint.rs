//! What there is to say, while it is being written, about words that a pupil is to read. Nothing is
//! ever refused for it.

use super::entry::About;
use crate::domain::readability::{Hard, hard_in};
use serde_json::Value as Json;

/// What makes an answer hard to read, in a line each.
pub fn hints(answer: &Json, about: &About<'_>) -> Vec<String> {
    let year = about.case.and_then(|open| open.case.year_on(about.today, about.school.nation()));
    let phase = year.map(|year| year.phase(about.school.nation()));
    let mut said = Vec::new();
    for text in texts(answer) {
        for hard in hard_in(text, &about.school.plain_words, phase) {
            said.push(match hard {
                Hard::Word(word) => {
                    let written = &text[word.place];
                    format!("a pupil may not know ‘{written}’; say, for example: {}", word.instead)
                }
                Hard::Sentence { words, limit, .. } => {
                    format!(
                        "this sentence has {words} words, and {limit} are enough: make two of it"
                    )
                }
            });
        }
    }
    said
}

/// The texts of an answer: a line, or the lines of a list.
fn texts(answer: &Json) -> Vec<&str> {
    match answer {
        Json::String(text) => vec![text],
        Json::Array(items) => items.iter().flat_map(texts).collect(),
        Json::Object(parts) => {
            let said = ["step", "what"].iter().filter_map(|key| parts.get(*key));
            said.flat_map(texts).collect()
        }
        _ => Vec::new(),
    }
}
