//! Words that a pupil stumbles over and what to say instead: the list that comes with `lm` and the
//! school's own. How a text is found hard otherwise is `readability`'s.

mod shipped;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// `plain-words.toml`: the school's own list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PlainWordsFile {
    /// Only the school's own words count, and none of those that come with `lm`.
    pub only_these: bool,
    /// The longest sentence for a pupil, in words; nothing said means by the pupil's year.
    pub longest_sentence: Option<u32>,
    /// A word or phrase, and what to say instead. A * at its end stands for any ending; words in
    /// capitals count only in capitals. Nothing on the right means that the word is fine here.
    pub words: BTreeMap<String, String>,
}

/// The words that count in a school.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlainWords {
    entries: Vec<Entry>,
    /// For each first letter, the numbers of the entries that begin with it; the last for other signs.
    by_letter: [Vec<usize>; LETTERS + 1],
    /// The longest sentence that the school wants, in words.
    pub longest_sentence: Option<u32>,
}

/// How many letters have a place of their own.
const LETTERS: usize = 26;

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    parts: Vec<Part>,
    instead: String,
}

/// A word of an entry.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    word: String,
    /// Any ending may follow.
    is_beginning: bool,
    /// It counts only as it is written: `SEND`, not `send`.
    in_capitals: bool,
}

/// A hard word in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HardWord<'w> {
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// What to say instead.
    pub instead: &'w str,
}

impl PlainWords {
    /// The shipped words and the school's own; an own one stands above a shipped one.
    pub fn new(file: &PlainWordsFile) -> Self {
        let own = file.words.iter().map(|(word, instead)| (word.as_str(), instead.as_str()));
        let is_own = |word: &str| file.words.keys().any(|own| own.eq_ignore_ascii_case(word));
        let shipped = shipped::WORDS.iter().copied();
        let shipped = shipped.filter(|(word, _)| !file.only_these && !is_own(word));
        let mut words = Self { longest_sentence: file.longest_sentence, ..Self::default() };
        for (word, instead) in own.chain(shipped) {
            words.add(word, instead.trim());
        }
        words
    }

    fn add(&mut self, phrase: &str, instead: &str) {
        let parts: Vec<Part> = phrase.split([' ', '-']).filter_map(Part::of).collect();
        let Some(first) = parts.first() else { return };
        if instead.is_empty() {
            return;
        }
        self.by_letter[letter(&first.word)].push(self.entries.len());
        self.entries.push(Entry { parts, instead: instead.to_owned() });
    }

    /// Each hard word of a text, in its order; of two that begin alike, the longer one.
    pub fn in_text<'w>(&'w self, text: &str) -> Vec<HardWord<'w>> {
        let words = places(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let here = &self.by_letter[letter(&text[words[at].clone()])];
            let entries = here.iter().map(|entry| &self.entries[*entry]);
            let fitting = entries.filter(|entry| entry.is_at(text, &words[at..]));
            if let Some(entry) = fitting.max_by_key(|entry| entry.parts.len()) {
                let last = at + entry.parts.len() - 1;
                let place = words[at].start..words[last].end;
                found.push(HardWord { place, instead: &entry.instead });
                at = last;
            }
            at += 1;
        }
        found
    }
}

impl Part {
    fn of(written: &str) -> Option<Self> {
        let is_beginning = written.ends_with('*');
        let word = written.trim_end_matches('*');
        let letters = word.chars().filter(|sign| sign.is_alphabetic()).count();
        let in_capitals = letters > 1 && !word.chars().any(char::is_lowercase);
        let part = Self { word: word.to_owned(), is_beginning, in_capitals };
        (!word.is_empty()).then_some(part)
    }

    fn fits(&self, word: &str) -> bool {
        let beginning = if self.is_beginning { word.get(..self.word.len()) } else { Some(word) };
        beginning.is_some_and(|word| {
            if self.in_capitals { word == self.word } else { word.eq_ignore_ascii_case(&self.word) }
        })
    }
}

impl Entry {
    fn is_at(&self, text: &str, words: &[Range<usize>]) -> bool {
        words.len() >= self.parts.len()
            && self.parts.iter().zip(words).all(|(part, place)| part.fits(&text[place.clone()]))
    }
}

fn letter(word: &str) -> usize {
    let first = word.bytes().next().unwrap_or_default().to_ascii_lowercase();
    if first.is_ascii_lowercase() { usize::from(first - b'a') } else { LETTERS }
}

/// Where the words of a text stand, in bytes; a hyphen parts two words, and `08.50` is one.
pub(super) fn places(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let (mut start, mut last) = (None, ' ');
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        let is_inside = start.is_some() && next.is_some_and(char::is_alphanumeric);
        let in_number = matches!(sign, '.' | ',' | ':')
            && last.is_numeric()
            && next.is_some_and(char::is_numeric);
        let in_word = matches!(sign, '\'' | '’') && is_inside;
        let belongs = sign.is_alphanumeric() || in_word || in_number;
        last = sign;
        match (start, belongs) {
            (None, true) => start = Some(at),
            (Some(begun), false) => {
                places.push(begun..at);
                start = None;
            }
            _ => {}
        }
    }
    places.extend(start.map(|begun| begun..text.len()));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(words: &PlainWords, text: &'t str) -> Vec<&'t str> {
        words.in_text(text).into_iter().map(|hard| &text[hard.place]).collect()
    }

    #[test]
    fn school_jargon_is_found_and_plain_words_are_not() {
        let words = PlainWords::new(&PlainWordsFile::default());
        for (text, expected) in [
            ("My SEMH need is met", &["SEMH"][..]),
            (
                "Implement the intervention to raise attainment",
                &["Implement", "intervention", "attainment"],
            ),
            ("We send a note home", &[]),
            ("My SEND plan", &["SEND"]),
            ("self-regulation when dysregulated", &["self-regulation", "dysregulated"]),
            ("I put my hand up before I speak", &[]),
            ("Mrs Hall, teaching assistant, helps", &[]),
            ("in order to facilitate it", &["in order to", "facilitate"]),
            ("barriers to learning", &["barriers to learning"]),
            ("Dod i'r ysgol erbyn naw", &[]),
            ("", &[]),
        ] {
            assert_eq!(found(&words, text), expected, "{text}");
        }
    }

    #[test]
    fn the_schools_own_list_stands_above_the_shipped_one() {
        let file = |only_these: bool| PlainWordsFile {
            only_these,
            longest_sentence: Some(12),
            words: BTreeMap::from([
                ("attainment".to_owned(), "marks".to_owned()),
                ("intervention*".to_owned(), String::new()),
                ("Nest".to_owned(), "the quiet room".to_owned()),
            ]),
        };
        let words = PlainWords::new(&file(false));
        let text = "The nest is an intervention for attainment and SEMH";
        assert_eq!(found(&words, text), ["nest", "attainment", "SEMH"]);
        assert_eq!(words.in_text(text)[1].instead, "marks");
        assert_eq!(words.longest_sentence, Some(12));
        assert_eq!(found(&PlainWords::new(&file(true)), text), ["nest", "attainment"]);
    }

    #[test]
    fn every_shipped_word_stands_in_the_guide() {
        let guide = include_str!("../guide/plain-words.md");
        for (word, instead) in shipped::WORDS {
            assert!(guide.contains(&format!("| {word} | {instead} |")), "{word}");
        }
    }

    #[test]
    fn every_shipped_word_is_found_in_itself_and_what_stands_for_it_is_plain() {
        let words = PlainWords::new(&PlainWordsFile::default());
        for (word, instead) in shipped::WORDS {
            let text = word.replace('*', "");
            assert_eq!(found(&words, &text), [text.as_str()], "{word}");
            assert!(!instead.is_empty() && found(&words, instead).is_empty(), "{word}: {instead}");
        }
    }
}
