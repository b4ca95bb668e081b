//! How hard a text for a pupil is to read: by the length of its sentences, its long words and the
//! words of the school's list. Two measures, and no third:
//!
//! A sentence is counted by itself, because most texts here are one sentence, and every formula with
//! a school year in it was fitted to pages of a hundred words and more.
//!
//! A plan as a whole is measured by the lix of C.-H. Björnsson (Läsbarhet, 1968): words for each
//! sentence, and of a hundred words those with more than six letters. It counts letters and no
//! syllables, so `lived` and `wanted` cannot mislead it, nor can a Welsh name; and it says nothing of
//! a school year that it could not know.

use super::plain_words::{HardWord, PlainWords, places};
use super::year_group::Phase;
use std::ops::Range;

/// The longest word that is no long one, in letters.
const SHORT_WORD: usize = 6;

/// A text of fewer words is not measured as a whole.
const ENOUGH_WORDS: usize = 60;

/// What makes a text hard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hard<'w> {
    /// A word of the list.
    Word(HardWord<'w>),
    /// A sentence of so many words, where so many are enough.
    Sentence {
        /// Where it stands, in bytes.
        place: Range<usize>,
        /// How many words it has.
        words: usize,
        /// How many are enough.
        limit: usize,
    },
}

/// What makes a text hard for a pupil of this phase: each hard word once, and the longest sentence.
pub fn hard_in<'w>(text: &str, list: &'w PlainWords, phase: Option<Phase>) -> Vec<Hard<'w>> {
    let mut found: Vec<Hard<'w>> = Vec::new();
    for word in list.in_text(text) {
        let same =
            |hard: &Hard<'w>| matches!(hard, Hard::Word(known) if known.instead == word.instead);
        if !found.iter().any(same) {
            found.push(Hard::Word(word));
        }
    }
    let limit = list.longest_sentence.map_or(longest_sentence(phase), |own| own as usize);
    let longest = sentences(text).max_by_key(|(_, words)| *words);
    if let Some((place, words)) = longest.filter(|(_, words)| *words > limit) {
        found.push(Hard::Sentence { place, words, limit });
    }
    found
}

/// How many words a sentence may have: 25, as plain-English guides for adults say too, and a few
/// more in a secondary school.
fn longest_sentence(phase: Option<Phase>) -> usize {
    if phase == Some(Phase::Secondary) { 30 } else { 25 }
}

/// The lix above which a page is hard: up to 40 is easy reading, as fiction is; up to 50 is a
/// newspaper.
pub fn hardest_lix(phase: Option<Phase>) -> f64 {
    if phase == Some(Phase::Secondary) { 50.0 } else { 40.0 }
}

/// The lix of some texts together; `None` when they are too short to say.
pub fn lix_of<'t>(texts: impl Iterator<Item = &'t str>) -> Option<f64> {
    let mut counted = Counted::default();
    for text in texts {
        counted.add(text);
    }
    (counted.words >= ENOUGH_WORDS).then(|| counted.lix())
}

/// What a lix is made of.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    words: usize,
    long_words: usize,
    sentences: usize,
}

impl Counted {
    fn add(&mut self, text: &str) {
        let words = places(text);
        self.words += words.len();
        let letters = |place: &Range<usize>| {
            text[place.clone()].chars().filter(|sign| sign.is_alphabetic()).count()
        };
        let is_long = |place: &&Range<usize>| letters(place) > SHORT_WORD;
        self.long_words += words.iter().filter(is_long).count();
        self.sentences += sentences(text).count();
    }

    #[expect(clippy::cast_precision_loss, reason = "nobody writes a text of so many words")]
    fn lix(self) -> f64 {
        let words = self.words as f64;
        words / self.sentences.max(1) as f64 + 100.0 * self.long_words as f64 / words.max(1.0)
    }
}

/// The sentences of a text, with how many words each has. A sentence ends at a full stop, a question
/// or exclamation mark with a blank behind it, or at the end of a line: `08.50` ends none.
fn sentences(text: &str) -> impl Iterator<Item = (Range<usize>, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        let is_end = matches!(sign, '.' | '!' | '?' | '…') && next.is_none_or(char::is_whitespace);
        if is_end || sign == '\n' {
            ends.push(at + sign.len_utf8());
        }
    }
    ends.push(text.len());
    let starts = std::iter::once(0).chain(ends.clone());
    let parts: Vec<Range<usize>> = starts.zip(ends).map(|(start, end)| start..end).collect();
    parts.into_iter().filter_map(|part| {
        let sentence = &text[part.clone()];
        let words = places(sentence).len();
        let start = part.start + (sentence.len() - sentence.trim_start().len());
        (words > 0).then(|| (start..part.start + sentence.trim_end().len(), words))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plain_words::PlainWordsFile;

    fn lix(text: &str) -> f64 {
        let mut counted = Counted::default();
        counted.add(text);
        counted.lix()
    }

    #[test]
    fn the_lix_is_what_others_reckon() {
        // Reckoned apart from this code, by the formula: words by sentences, and long words in a hundred.
        for (text, expected) in VECTORS {
            assert!(
                (lix(text) - expected).abs() < 0.005,
                "{text}: {} is not {expected}",
                lix(text)
            );
        }
    }

    const VECTORS: &[(&str, f64)] = &[
        // 6 words, 1 sentence, none long.
        ("The cat sat on the mat.", 6.0),
        // 10 words, 2 sentences, 2 long ones: everybody, breakfast.
        ("We eat with everybody. Then we clear breakfast away, twice.", 5.0 + 20.0),
        // 8 words, 1 sentence, 7 long ones; the comma and the figures make no difference.
        (
            "Implementing interventions facilitates attainment, subsequently raising 25 outcomes.",
            8.0 + 87.5,
        ),
        // A time, a name with an accent and one with an apostrophe: 11 words, 2 sentences, none long.
        ("I am in by 08.50 each day. Zoë and O'Neill too.", 5.5),
        // Letters are counted, not bytes: blynyddoedd is long, Київ is not; 5 words, 1 sentence.
        ("Pum blynyddoedd yn Київ heddiw", 5.0 + 20.0),
    ];

    #[test]
    fn a_sentence_ends_where_a_reader_takes_breath() {
        for (text, expected) in [
            ("", &[][..]),
            ("No stop", &[2]),
            ("One. Two three! Four?", &[1, 2, 1]),
            ("By 08.50 on 3.5 days.", &[5]),
            ("A line\nanother line", &[2, 2]),
            ("Wait … what?", &[1, 1]),
        ] {
            let found: Vec<usize> = sentences(text).map(|(_, words)| words).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_text_is_hard_for_its_words_or_its_sentences() {
        let list = PlainWords::new(&PlainWordsFile::default());
        let long = "and on ".repeat(14) + "it goes.";
        for (text, phase, expected) in [
            ("I am in school by 08:50 three times a week", None, 0),
            ("Implement and then implement it again", None, 1),
            (&*long, Some(Phase::Primary), 1),
            (&*long, Some(Phase::Secondary), 0),
        ] {
            assert_eq!(hard_in(text, &list, phase).len(), expected, "{text}");
        }
        let own = PlainWords::new(&PlainWordsFile {
            longest_sentence: Some(5),
            ..PlainWordsFile::default()
        });
        let text = "Short. This one has six words here.";
        let hard = hard_in(text, &own, Some(Phase::Secondary));
        assert_eq!(hard, [Hard::Sentence { place: 7..text.len(), words: 6, limit: 5 }]);
    }

    #[test]
    fn short_texts_are_not_measured_as_a_page() {
        assert_eq!(lix_of(["Too short."].into_iter()), None);
        let page = "We walk to the gate and wave. ".repeat(9);
        assert_eq!(lix_of([page.as_str()].into_iter()), Some(7.0));
    }
}
