//! Looks for phrases in a text, word by word, whatever the capitals and hyphens. What a phrase means
//! is the business of the check that brings it.
//!
//! A phrase is words with a space between them. `harm*` is any word that begins so; `@family` a parent
//! or another grown-up at home, with or without `her`, `his` …; `@them` and `@self` stand for those
//! pronouns; `!off` at the end means that this word must not follow.

use std::ops::Range;

/// Phrases to look for.
pub(super) struct Phrases {
    /// Those that begin with a plain word, sorted.
    pub(super) plain: &'static [&'static str],
    /// Those that begin with `@family`.
    pub(super) of_family: &'static [&'static str],
    begin_plain: Beginnings,
    begin_family: Beginnings,
}

/// How words begin: for each first byte, in small letters, a bit for each second letter and one for
/// a second sign that is none. Nearly every word of a text is passed over after this one look.
struct Beginnings([u32; 256]);

const FAMILY: &[&str] = &[
    "aunt",
    "auntie",
    "aunty",
    "carer",
    "carers",
    "dad",
    "daddy",
    "father",
    "grandad",
    "grandfather",
    "grandma",
    "grandmother",
    "granny",
    "mother",
    "mum",
    "mummy",
    "nan",
    "parent",
    "parents",
    "stepdad",
    "stepfather",
    "stepmother",
    "stepmum",
    "uncle",
];

/// Words that may stand before somebody of the family.
const WHOSE: &[&str] = &["a", "her", "his", "my", "the", "their"];

impl Beginnings {
    /// The bit for a second sign that is no letter, or for none.
    const NO_LETTER: u32 = 1 << 26;

    const fn of(words: &[&str]) -> Self {
        let mut bits = [0; 256];
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            assert!(word[0].is_ascii_lowercase(), "words are looked for by their first letter");
            let second = if word.len() > 1 { word[1] } else { b' ' };
            bits[word[0] as usize] |= if second == b'*' { u32::MAX } else { bit(second) };
            at += 1;
        }
        Self(bits)
    }

    fn has(&self, word: &[u8]) -> bool {
        let second = word.get(1).map_or(b' ', u8::to_ascii_lowercase);
        self.0[usize::from(word[0].to_ascii_lowercase())] & bit(second) != 0
    }
}

const fn bit(second: u8) -> u32 {
    if second.is_ascii_lowercase() { 1 << (second - b'a') } else { Beginnings::NO_LETTER }
}

impl Phrases {
    /// Of those that begin with a plain word, sorted, and those that begin with `@family`.
    pub(super) const fn of(
        plain: &'static [&'static str],
        of_family: &'static [&'static str],
    ) -> Self {
        let begin_plain = Beginnings::of(plain);
        let begin_family = Beginnings::of(if of_family.is_empty() { &[] } else { FAMILY });
        Self { plain, of_family, begin_plain, begin_family }
    }

    /// Where the first of them stands in the text.
    pub(super) fn first_in(&self, text: &str) -> Option<Range<usize>> {
        self.all_in(text).next()
    }

    /// Where each of them stands in the text.
    pub(super) fn all_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            while let Some(start) = self.next_beginning(text, from) {
                from = start + 1;
                let here = Words { text, at: start };
                let first = here.clone().next()?;
                if is_beginning(text, start)
                    && let Some(end) = self.end_at(&text[first], &here)
                {
                    return Some(start..end);
                }
            }
            None
        })
    }

    /// The next place where a word may begin with which a phrase begins. All that stands before it
    /// is only looked at byte by byte.
    fn next_beginning(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut inside = from > 0;
        bytes.iter().enumerate().skip(from).find_map(|(at, byte)| {
            let was_inside =
                std::mem::replace(&mut inside, SIGNS[usize::from(*byte)] == Sign::InWord);
            let begins = || {
                let word = &bytes[at..];
                self.begin_plain.has(word) || self.begin_family.has(word)
            };
            (inside && !was_inside && begins()).then_some(at)
        })
    }

    /// The end of a phrase that begins with this word.
    fn end_at(&self, word: &str, here: &Words<'_>) -> Option<usize> {
        let plain = self.begin_plain.has(word.as_bytes()).then(|| self.plain_end(word, here));
        plain.flatten().or_else(|| {
            (self.begin_family.has(word.as_bytes()) && is_one_of(FAMILY, word))
                .then(|| self.of_family.iter().find_map(|phrase| end_of(phrase, here.clone())))
                .flatten()
        })
    }

    fn plain_end(&self, word: &str, here: &Words<'_>) -> Option<usize> {
        let sign =
            |text: &str, at: usize| text.as_bytes().get(at).map_or(b' ', u8::to_ascii_lowercase);
        let (letter, second) = (sign(word, 0), sign(word, 1));
        let from = self.plain.partition_point(|phrase| sign(phrase, 0) < letter);
        let plain = self.plain[from..].iter().take_while(|phrase| sign(phrase, 0) == letter);
        let mut likely = plain
            .filter(|phrase| matches!(sign(phrase, 1), other if other == second || other == b'*'))
            .filter(|phrase| is_word(first_token(phrase), word));
        likely.find_map(|phrase| end_of(phrase, here.clone()))
    }
}

fn first_token(phrase: &str) -> &str {
    let end = phrase.bytes().position(|byte| byte == b' ').unwrap_or(phrase.len());
    &phrase[..end]
}

/// The words of a text, as places in it.
#[derive(Clone)]
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    /// The next word, if nothing but spaces and hyphens stand before it.
    fn next_in_phrase(&mut self) -> Option<&'t str> {
        let before = self.at;
        let word = self.next()?;
        let gap = &self.text[before..word.start];
        gap.chars()
            .all(|sign| sign.is_whitespace() || matches!(sign, '-' | '\u{2010}' | '\u{2011}'))
            .then(|| &self.text[word])
    }
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at + self.length(Sign::Between, |sign| !sign.is_alphanumeric());
        if start == self.text.len() {
            return None;
        }
        self.at = start;
        let in_word = |sign: char| sign.is_alphanumeric() || is_apostrophe(sign);
        let length = self.length(Sign::InWord, in_word);
        let word = self.text[start..start + length].trim_end_matches(is_apostrophe);
        self.at = start + word.len();
        Some(start..self.at)
    }
}

/// What a byte says of the sign that it begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// It stands in a word.
    InWord,
    /// It stands between words.
    Between,
    /// The sign must be looked at: it is not ASCII, or it is an apostrophe, which begins no word.
    Unclear,
}

static SIGNS: [Sign; 256] = {
    let mut table = [Sign::Unclear; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = Sign::InWord;
        } else if byte != b'\'' {
            table[byte as usize] = Sign::Between;
        }
        byte += 1;
    }
    table
};

impl Words<'_> {
    /// How far from here the signs are such. Most are told by their byte alone.
    fn length(&self, expected: Sign, is_such: impl Fn(char) -> bool) -> usize {
        let rest = &self.text[self.at..];
        let mut length = 0;
        loop {
            let clear = rest.as_bytes()[length..]
                .iter()
                .position(|byte| SIGNS[usize::from(*byte)] != expected);
            length = clear.map_or(rest.len(), |clear| length + clear);
            match rest[length..].chars().next() {
                Some(sign) if is_such(sign) => length += sign.len_utf8(),
                _ => return length,
            }
        }
    }
}

/// Whether a word begins where a letter stands behind something else: not behind the apostrophe of
/// `mum's`, nor behind a letter that is not ASCII.
fn is_beginning(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches(is_apostrophe);
    !before.ends_with(char::is_alphanumeric)
}

fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '\u{2019}')
}

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// The end of the phrase, if the words begin with it.
fn end_of(phrase: &str, mut words: Words<'_>) -> Option<usize> {
    for token in phrase.split(' ') {
        if let Some(unwanted) = token.strip_prefix('!') {
            let next = words.clone().next_in_phrase();
            return (!next.is_some_and(|word| word.eq_ignore_ascii_case(unwanted)))
                .then_some(words.at);
        }
        let fits = match token {
            "@family" => family(&mut words),
            "@them" => is_one_of(&["her", "him", "me", "them"], words.next_in_phrase()?),
            "@self" => {
                let selves = ["herself", "himself", "myself", "themself", "themselves"];
                is_one_of(&selves, words.next_in_phrase()?)
            }
            _ => is_word(token, words.next_in_phrase()?),
        };
        if !fits {
            return None;
        }
    }
    Some(words.at)
}

fn is_word(token: &str, word: &str) -> bool {
    let (token, word) = (token.as_bytes(), word.as_bytes());
    match token {
        [beginning @ .., b'*'] => {
            word.get(..beginning.len()).is_some_and(|part| part.eq_ignore_ascii_case(beginning))
        }
        _ => word.eq_ignore_ascii_case(token),
    }
}

/// `dad`, `his stepdad`, `mum's boyfriend`; not `mum's car`.
fn family(words: &mut Words<'_>) -> bool {
    let Some(mut word) = words.next_in_phrase() else { return false };
    if is_one_of(WHOSE, word) {
        let Some(next) = words.next_in_phrase() else { return false };
        word = next;
    }
    let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s"));
    match owner {
        Some(owner) => {
            is_one_of(FAMILY, owner)
                && words
                    .next_in_phrase()
                    .is_some_and(|who| is_one_of(&["boyfriend", "girlfriend", "partner"], who))
        }
        None => is_one_of(FAMILY, word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHRASES: Phrases = Phrases::of(
        &["cutting @self !off", "hit by @family", "self harm*"],
        &["@family hits @them"],
    );

    #[test]
    fn a_phrase_is_found_whatever_stands_between_its_words() {
        for (text, expected) in [
            ("talked of self-harm today", Some("self-harm")),
            ("Self  harming", Some("Self  harming")),
            ("looks after himself. Harm none", None),
            ("he was hit by his step-dad", None),
            ("he was hit by his stepdad.", Some("hit by his stepdad")),
            ("hit by Mum’s boyfriend", Some("hit by Mum’s boyfriend")),
            ("hit by mum's car", None),
            ("hit by", None),
            ("no; hit by dad", Some("hit by dad")),
            ("dad hits him", Some("dad hits him")),
            ("dad hits the ball", None),
            ("cutting herself", Some("cutting herself")),
            ("cutting herself off from friends", None),
            ("", None),
            ("’’ – ’", None),
        ] {
            let found = PHRASES.first_in(text).map(|place| &text[place]);
            assert_eq!(found, expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_looked_through_word_by_word(text in "[ab'’é \\-.]{0,20}|\\PC{0,60}") {
            const SHORT: Phrases = Phrases::of(&["a", "b a", "ba*"], &[]);
            let mut words = Words { text: &text, at: 0 };
            let slowly: Vec<usize> = std::iter::from_fn(|| words.next())
                .filter(|word| {
                    let here = Words { text: &text, at: word.start };
                    SHORT.end_at(&text[word.clone()], &here).is_some()
                })
                .map(|word| word.start)
                .collect();
            let found: Vec<usize> = SHORT.all_in(&text).map(|place| place.start).collect();
            proptest::prop_assert_eq!(found, slowly);
            for place in PHRASES.all_in(&text) {
                proptest::prop_assert!(text.get(place).is_some());
            }
        }
    }
}
