//! Whether the words of a target say something that can be seen and counted. Words alone are looked
//! at: what else makes a target SMART stands in fields of its own.

use crate::domain::record::plan::Target;
use crate::domain::target_words::{is_counted, names_a_number, words};

/// Phrases that wish for something without saying what anybody would see. `*` stands for one word.
const VAGUE: &[&[&str]] = &[
    &["improve"],
    &["improving"],
    &["behave"],
    &["behave", "better"],
    &["better", "behaviour"],
    &["good", "behaviour"],
    &["better", "attendance"],
    &["better", "attitude"],
    &["good", "attitude"],
    &["positive", "attitude"],
    &["be", "good"],
    &["be", "better"],
    &["be", "nice"],
    &["be", "nicer"],
    &["be", "kind"],
    &["be", "kinder"],
    &["be", "polite"],
    &["be", "sensible"],
    &["be", "respectful"],
    &["be", "happy"],
    &["be", "happier"],
    &["be", "confident"],
    &["be", "mature"],
    &["be", "more"],
    &["be", "less"],
    &["become", "more"],
    &["become", "less"],
    &["feel", "better"],
    &["do", "better"],
    &["do", "well"],
    &["do", "my", "best"],
    &["do", "his", "best"],
    &["do", "her", "best"],
    &["do", "their", "best"],
    &["try", "my", "best"],
    &["try", "his", "best"],
    &["try", "her", "best"],
    &["try", "their", "best"],
    &["try", "hard"],
    &["try", "harder"],
    &["try", "to"],
    &["work", "hard"],
    &["work", "harder"],
    &["work", "better"],
    &["listen", "more"],
    &["listen", "better"],
    &["concentrate", "more"],
    &["concentrate", "better"],
    &["focus", "more"],
    &["focus", "better"],
    &["attend", "better"],
    &["get", "better"],
    &["make", "progress"],
    &["make", "good", "choices"],
    &["make", "better", "choices"],
    &["show", "respect"],
    &["settle", "down"],
    &["out", "of", "trouble"],
    &["stop", "being"],
    &["raise", "self", "esteem"],
    &["raise", "*", "self", "esteem"],
    &["build", "confidence"],
    &["build", "*", "confidence"],
    &["more", "confidence"],
];

/// Words after which a situation or a means follows, so that somebody could see whether it was so.
const SITUATIONS: &[&str] = &[
    "when", "whenever", "before", "after", "during", "until", "while", "if", "without", "instead",
];

/// Why the words of a target do not say what will be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vague {
    /// Fewer than three words.
    Short,
    /// A wish: the phrase that makes it one.
    Wish(&'static [&'static str]),
}

impl Vague {
    /// What is wrong, and how to mend it.
    fn mended(self) -> String {
        match self {
            Self::Short => "this is a heading; say what we would see".to_owned(),
            Self::Wish(phrase) => {
                let phrase: Vec<&str> =
                    phrase.iter().map(|word| if *word == "*" { "…" } else { word }).collect();
                format!("‘{}’ is a wish; say what we would see, and where", phrase.join(" "))
            }
        }
    }
}

/// Whether the words of a target are too vague to be seen, and why.
pub(super) fn vague(target: &str) -> Option<Vague> {
    let words = words(target);
    if words.len() < 3 {
        return Some(Vague::Short);
    }
    let phrase = VAGUE.iter().find(|phrase| contains(&words, phrase))?;
    let anchored = names_a_number(&words)
        || words.iter().any(|word| SITUATIONS.contains(&word.as_str()))
        || words.windows(2).any(|pair| pair[0] == "by" && pair[1].ends_with("ing"));
    (!anchored).then_some(Vague::Wish(phrase))
}

/// A letter of SMART that a target leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLetter {
    /// The letter.
    pub letter: char,
    /// What is missing.
    pub lacks: String,
    /// How it is mended, in words; empty where what is missing says it.
    pub mend: &'static str,
    /// How it is mended with the flags of `lm plan add-target`.
    pub mend_by_flag: &'static str,
}

/// The letters of SMART that a target leaves open, each with how to mend it.
pub fn open_letters(target: &Target) -> Vec<OpenLetter> {
    let mut open = Vec::new();
    let mut leaves = |letter, lacks: &str, mend, mend_by_flag| {
        open.push(OpenLetter { letter, lacks: lacks.to_owned(), mend, mend_by_flag });
    };
    if let Some(vague) = vague(&target.target) {
        leaves('S', &vague.mended(), "", "");
    }
    if !is_counted(&target.target) && target.success.is_none() && target.measure.is_none() {
        leaves(
            'M',
            "nothing is counted yet",
            "say how often, or how many from where to where",
            "say how often, or how many from where to where, or give --measure or --success",
        );
    }
    if target.steps.is_empty() {
        leaves(
            'A',
            "no step leads there yet",
            "think of two or three small ones",
            "give two or three small ones with --step",
        );
    }
    if target.helpers.is_empty() {
        leaves(
            'R',
            "nobody is named who helps",
            "ask the pupil who could",
            "ask the pupil, and give --helper",
        );
    }
    if target.by.is_none() && names_a_day(&target.target) {
        leaves(
            'T',
            "the words name a time, and lm cannot reckon with it",
            "say the day, too",
            "give the day too, with --by",
        );
    } else if target.by.is_none() {
        leaves(
            'T',
            "no day is set",
            "most often it is that of the review",
            "most often it is that of the review: --by +6w",
        );
    }
    open
}

/// Whether the words end with a time: `by half-term`, `before Christmas`, `until 3 December`.
fn names_a_day(target: &str) -> bool {
    let words = words(target);
    words
        .iter()
        .rev()
        .skip(1)
        .take(3)
        .any(|word| ["by", "before", "until"].contains(&word.as_str()))
}

/// Which letters of SMART the words of a target leave open, and how to mend that.
pub fn smart_remark(target: &str) -> Option<String> {
    let specific = vague(target).map(|vague| format!("S: {}", vague.mended()));
    let measurable = (!is_counted(target)).then(|| {
        "M: nothing is counted yet; say how often, or how many from where to where".into()
    });
    let open: Vec<String> = specific.into_iter().chain(measurable).collect();
    (!open.is_empty()).then(|| format!("{} (< goes back)", open.join("; ")))
}

fn contains(words: &[String], phrase: &[&str]) -> bool {
    words
        .windows(phrase.len())
        .any(|part| part.iter().zip(phrase).all(|(word, wanted)| *wanted == "*" || word == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_that_say_what_will_be_seen_pass() {
        for target in [
            "lunchtime incidents down by half by half-term",
            "Lunchtime incidents down by 50 %",
            "in school by 08:50 at least three times a week",
            "Put my hand up before I speak in maths",
            "Use my time-out card when I feel angry",
            "Improve attendance to 95 %",
            "Improve my spelling by learning five words a week",
            "Be kind when somebody beats me at football",
            "Hand in my homework on Mondays",
            "Try the chess club on Tuesdays",
            "Sit with Leo at lunch twice a week",
            "I ask for help instead of walking out",
            "Dod i'r ysgol erbyn naw bob dydd",
        ] {
            assert_eq!(vague(target), None, "{target}");
        }
    }

    #[test]
    fn wishes_do_not_pass() {
        for (target, phrase) in [
            ("Improve my behaviour", "improve"),
            ("To improve attendance and punctuality", "improve"),
            ("Be good in class", "be good"),
            ("I will try harder in lessons", "try harder"),
            ("Be more confident with others", "be more"),
            ("Have a better attitude", "better attitude"),
            ("Keep out of trouble at lunchtime", "out of trouble"),
            ("Raise her self-esteem a bit", "raise * self esteem"),
            ("Improve behaviour by Christmas", "improve"),
            ("I WILL BEHAVE in school", "behave"),
            ("Make better choices at playtime", "make better choices"),
        ] {
            let Some(Vague::Wish(found)) = vague(target) else { panic!("{target} passed") };
            assert_eq!(found.join(" "), phrase, "{target}");
        }
    }

    #[test]
    fn a_heading_is_not_a_target() {
        for target in ["", "Punctuality", "Anger management", "  —  "] {
            assert_eq!(vague(target), Some(Vague::Short), "{target}");
        }
    }

    #[test]
    fn each_open_letter_is_named_until_the_target_is_smart() {
        let mut target: Target = serde_json::from_value(
            serde_json::json!({ "id": "t1", "target": "improve behaviour" }),
        )
        .expect("a target");
        let letters = |target: &Target| -> String {
            open_letters(target).into_iter().map(|open| open.letter).collect()
        };
        assert_eq!(letters(&target), "SMART");
        "lunchtime incidents from 8 to 4 a week by half-term".clone_into(&mut target.target);
        assert_eq!(letters(&target), "ART");
        assert!(open_letters(&target)[2].lacks.contains("the words name a time"));
        target.helpers = vec!["Mrs Hall".to_owned()];
        target.by = Some("2026-10-23".parse().expect("a day"));
        assert_eq!(letters(&target), "A");
        "Keep out of trouble".clone_into(&mut target.target);
        assert_eq!(letters(&target), "SMA");
        target.success = Some("The incident book is empty".to_owned());
        assert_eq!(letters(&target), "SA");
    }

    #[test]
    fn numbers_shares_and_times_can_be_counted() {
        for (target, expected) in [
            ("in school by 08:50 at least three times a week", true),
            ("lunchtime incidents down by half", true),
            ("homework handed in every Monday", true),
            ("put my hand up in maths", false),
        ] {
            assert_eq!(is_counted(target), expected, "{target}");
        }
    }
}
