//! Words that judge a pupil instead of saying what was seen.

use super::phrases::Phrases;
use super::texts::{self, Voice};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::person::first_name;
use std::ops::Range;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("judging-words"),
    explanation: "\
## What it finds
Words in staff's notes that judge a pupil: `lazy`, `sly`, `naughty`, `manipulative`, `attention seeking`
and the like; and `always` or `never` said of the pupil. Words of the pupil and the parents, and what
stands between quotation marks, are left alone.

## Why it matters
Pupils and parents may read these notes one day. Such a word tells the next reader what to think, not
what happened; and nobody can say later whether it has got better.

## What to do
Write what was seen or heard, when and how often: not `attention seeking`, but `called out eleven times
in half an hour; stopped when Miss Pike sat with her`. Not `never does homework`, but `handed in two of
six pieces since half-term`. If somebody else used the word, put it between quotation marks and say who.
",
    finder: Finder::Case(find),
};

static PHRASES: Phrases = Phrases::of(
    &[
        "a born liar",
        "always",
        "attention seek*",
        "bone idle",
        "brat",
        "compulsive liar",
        "devious",
        "drama queen",
        "is a liar",
        "is spoilt",
        "lazy",
        "manipulative",
        "naughty",
        "never",
        "sly",
        "slyly",
        "sneaky",
        "spiteful",
        "trouble maker",
        "troublemaker",
    ],
    &[],
);

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let called = view
        .case
        .pupil()
        .map_or("", |pupil| pupil.known_as.as_deref().unwrap_or_else(|| first_name(&pupil.name)));
    texts::in_case(view.case, &mut |kind, at, said| {
        if said.voice == Voice::Family {
            return;
        }
        let Some(Judgement { place: found, help }) = judgement(said.text, called) else { return };
        findings.push(
            Finding::advice(
                CHECK.code,
                "this judges the pupil instead of saying what was seen",
                view.field(kind, at.path()),
            )
            .label(format!("says ‹{}›", &said.text[found]))
            .help(help),
        );
    });
}

struct Judgement {
    place: Range<usize>,
    help: &'static str,
}

/// The first judging word, or else the first `always` or `never` of the pupil.
fn judgement(text: &str, called: &str) -> Option<Judgement> {
    let mut absolute = None;
    for place in PHRASES.all_in(text) {
        let word = &text[place.clone()];
        if word.eq_ignore_ascii_case("always") || word.eq_ignore_ascii_case("never") {
            absolute = absolute.or_else(|| of_pupil(text, place, called));
        } else if !is_quoted(text, place.start) {
            let help = "say what was seen or heard, and when, so that anybody can picture it";
            return Some(Judgement { place, help });
        }
    }
    absolute.map(|place| Judgement { place, help: "say how often, and since when" })
}

/// `she never`, `Ada always`: not `as always`, `always welcome`.
fn of_pupil(text: &str, place: Range<usize>, called: &str) -> Option<Range<usize>> {
    let before = &text[..place.start];
    let end = before.trim_end().len();
    let who = before[..end].rsplit(|sign| !is_in_word(sign)).next()?;
    let who = who.trim_start_matches(['\'', '\u{2019}']);
    let is_pupil = ["he", "she", "they", called].iter().any(|word| who.eq_ignore_ascii_case(word));
    (!who.is_empty() && is_pupil && end < before.len() && !is_quoted(text, place.start))
        .then(|| end - who.len()..place.end)
}

fn is_in_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '\'' | '\u{2019}')
}

/// Whether a place in a text lies between quotation marks.
fn is_quoted(text: &str, at: usize) -> bool {
    let (mut double, mut single, mut last) = (false, false, ' ');
    let mut signs = text.char_indices().peekable();
    while let Some((place, sign)) = signs.next() {
        if place >= at {
            break;
        }
        let next = signs.peek().map_or(' ', |(_, next)| *next);
        let in_word = last.is_alphanumeric() && next.is_alphanumeric();
        match sign {
            '"' => double = !double,
            '“' | '«' => double = true,
            '”' | '»' => double = false,
            '‘' => single = true,
            '\'' if !last.is_alphanumeric() && next.is_alphanumeric() => single = true,
            '\'' | '’' if !in_word => single = false,
            _ => {}
        }
        last = sign;
    }
    // A quotation mark that is never closed is an apostrophe or a slip.
    double || single && text[at..].contains(['\'', '’'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phrases_are_sorted_so_that_they_are_found() {
        assert!(PHRASES.plain.is_sorted());
    }

    #[test]
    fn a_judgement_is_found_unless_somebody_is_quoted() {
        for (text, expected) in [
            ("Lazy again today", Some("Lazy")),
            ("attention-seeking in maths", Some("attention-seeking")),
            ("can be manipulative", Some("manipulative")),
            ("Dad calls him \"lazy\"", None),
            ("Dad calls him ‘a lazy boy’", None),
            ("Dad calls him 'lazy'", None),
            ("She said “I was naughty” and laughed", None),
            ("\"Fine,\" he said; lazy as ever", Some("lazy")),
            ("didn't want to be called 'sly' but was sly", Some("sly")),
            ("slyness", None),
            ("worked hard", None),
        ] {
            let found = judgement(text, "Ada").map(|found| &text[found.place]);
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn always_and_never_count_only_of_the_pupil() {
        for (text, expected) in [
            ("She never listens", Some("She never")),
            ("Ada always forgets her book", Some("Ada always")),
            ("they always argue", Some("they always")),
            ("as always, a good start", None),
            ("has never been so proud", None),
            ("is always welcome", None),
            ("asked her. Never again", None),
            ("Mum says “she never eats”", None),
            ("'She never listens", Some("She never")),
            ("Adada never listens. Ada's never here", None),
            ("She never reads, is lazy", Some("lazy")),
            ("never", None),
        ] {
            let found = judgement(text, "Ada").map(|found| &text[found.place]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
