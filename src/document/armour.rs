//! How the words of a record stay words: on their way through template, Markdown and front matter
//! they wear armour, in which no parser finds a character it knows.
//!
//! Every ASCII character of a value that is not a letter becomes a character of Unicode's private
//! plane 15, and a mark stands before and behind the value. The armour is taken off only where
//! nothing is parsed any more. The marks also tell the record's words from the template's, keep an
//! empty or blank value from vanishing, and make an unquoted `title: {{ x }}` read as text
//! whatever `x` is.

use std::borrow::Cow;
use std::io::{self, Write};

/// An armoured ASCII character is this plus its code.
const BASE: u32 = 0xF_0000;
/// Stands before a value.
const OPEN: char = '\u{F0080}';
/// Stands behind a value.
const CLOSE: char = '\u{F0081}';

/// Writes a value in armour; tera calls it for every text that a template puts in.
///
/// # Errors
///
/// Those of `out`.
pub fn escape(value: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(wear(value).as_bytes())
}

/// A value in armour.
pub fn wear(value: &str) -> String {
    let mut armoured = String::with_capacity(value.len() * 2 + 8);
    armoured.push(OPEN);
    for c in clean(value).chars() {
        let plate = if c.is_ascii() && !c.is_ascii_alphabetic() {
            char::from_u32(BASE + u32::from(c))
        } else {
            None
        };
        armoured.push(plate.unwrap_or(c));
    }
    armoured.push(CLOSE);
    armoured
}

/// A value as every document shows it: line ends are `\n`, a tab is a space, and what a name or a
/// note never needs but could break or disguise a text is gone (control characters, marks that
/// reorder text) or shown as `�` (private characters).
pub fn clean(value: &str) -> String {
    value
        .replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' => None,
            '\u{F0000}'..='\u{10FFFF}' | '\u{FFFE}' | '\u{FFFF}' => Some('\u{FFFD}'),
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

/// A template's own text without what only armour may use, and with plain line ends.
pub(super) fn unforged(template: &str) -> String {
    let template = template.strip_prefix('\u{feff}').unwrap_or(template);
    template.replace("\r\n", "\n").replace(is_armour, "\u{FFFD}")
}

/// A filled-in template without control characters and marks that reorder text, which the
/// template's author may have typed; armour stays.
pub(super) fn without_controls(filled: &str) -> Cow<'_, str> {
    let unwanted = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}')
    };
    if filled.contains(unwanted) { filled.replace(unwanted, "").into() } else { filled.into() }
}

/// The text without armour and marks. Only for where nothing is parsed any more.
pub fn strip(armoured: &str) -> String {
    armoured.chars().filter(|c| !matches!(*c, OPEN | CLOSE)).map(bare).collect()
}

/// Whether any of the text comes from a record.
pub(super) fn holds_value(armoured: &str) -> bool {
    armoured.contains(is_armour)
}

/// A stretch of text, by whose words it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch<'a> {
    /// The template's words, as they are.
    Template(&'a str),
    /// The record's words, out of armour.
    Record(String),
}

/// The text in stretches, in order; none is empty, but a record's may be blank.
pub(super) fn stretches(armoured: &str) -> Vec<Stretch<'_>> {
    let mut found = Vec::new();
    let mut rest = armoured;
    while let Some(open) = rest.find(is_armour) {
        if open > 0 {
            found.push(Stretch::Template(&rest[..open]));
        }
        // A filter may have cut a value in two: what is in armour without marks is a value as well.
        let end = if rest[open..].starts_with(OPEN) {
            rest[open..].find(CLOSE).map_or(rest.len(), |at| open + at + CLOSE.len_utf8())
        } else {
            rest[open..].find(|c| !is_armour(c)).map_or(rest.len(), |at| open + at)
        };
        let words = strip(&rest[open..end]);
        if !words.is_empty() {
            found.push(Stretch::Record(words));
        }
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        found.push(Stretch::Template(rest));
    }
    found
}

fn is_armour(c: char) -> bool {
    (BASE..=u32::from(CLOSE)).contains(&u32::from(c))
}

fn bare(c: char) -> char {
    match u32::from(c).checked_sub(BASE) {
        Some(code) if code < 0x80 => char::from_u32(code).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_character_that_a_parser_knows_is_left_in_armour() {
        let ascii: String = (0u8..128).map(char::from).collect();
        assert!(wear(&ascii).chars().all(|c| !c.is_ascii() || c.is_ascii_alphabetic()));
    }

    #[test]
    fn what_could_disguise_a_text_is_cleaned_away() {
        for (given, shown) in [
            ("a\u{1b}[31mb", "a[31mb"),
            ("a\u{202E}b\u{2066}c", "abc"),
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("a\tb", "a b"),
            ("\u{F0023}\u{F0080}", "\u{FFFD}\u{FFFD}"),
            ("\u{FEFF}a\u{9b}b\0", "ab"),
            ("می‌خواهم 👨‍👩‍👧", "می‌خواهم 👨‍👩‍👧"),
        ] {
            assert_eq!(clean(given), shown, "{given:?}");
        }
    }

    #[test]
    fn the_records_words_are_told_from_the_templates() {
        let text = format!("Dear {}, from {}!", wear("A. B"), wear(""));
        assert_eq!(
            stretches(&text),
            [
                Stretch::Template("Dear "),
                Stretch::Record("A. B".to_owned()),
                Stretch::Template(", from "),
                Stretch::Template("!"),
            ]
        );
        let torn = wear("a-b").replace(OPEN, "");
        assert_eq!(
            stretches(&torn),
            [Stretch::Template("a"), Stretch::Record("-".to_owned()), Stretch::Template("b")],
            "of half a value only letters can pass for the template's"
        );
    }

    proptest! {
        #[test]
        fn armour_comes_off_without_loss(value in any::<String>()) {
            prop_assert_eq!(strip(&wear(&value)), clean(&value));
            prop_assert_eq!(clean(&clean(&value)), clean(&value));
        }
    }
}
