//! What is wrong with a template, in words for the person who wrote it.

use serde::Serialize;

/// A place in a template's file: line from 1, column from 1 in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl Place {
    /// Where the byte `at` of a text stands.
    pub(super) fn of(text: &str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// Why a template cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TemplateFault {
    /// The file as people know it: its path below the records folder, or `builtin/letters/…` for
    /// one of ours.
    pub template: String,
    /// Where in it; nothing where the fault belongs to no one place.
    pub place: Option<Place>,
    /// What is wrong, in one line, without a full stop; names stand between ‹ and ›.
    pub message: String,
    /// The line of the template at `place`; where there is none, the filled-in line, or nothing.
    pub excerpt: String,
    /// Names that may be meant, nearest first; at most three.
    pub nearest: Vec<String>,
    /// What to do about it, in one line.
    pub help: String,
}

impl TemplateFault {
    /// A fault of the file `template` as a whole.
    pub(super) fn whole(
        template: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            template: template.into(),
            place: None,
            message: message.into(),
            excerpt: String::new(),
            nearest: Vec::new(),
            help: help.into(),
        }
    }

    /// At the byte `at` of the template's text.
    pub(super) fn at(mut self, text: &str, at: usize) -> Self {
        let place = Place::of(text, at);
        text.lines()
            .nth(place.line - 1)
            .unwrap_or_default()
            .trim_end()
            .clone_into(&mut self.excerpt);
        self.place = Some(place);
        self
    }

    /// With the names that may be meant; they take the place of the help if there are any.
    pub(super) fn meaning(mut self, nearest: Vec<String>) -> Self {
        if !nearest.is_empty() {
            self.help = format!("did you mean {}?", one_of(&nearest));
        }
        self.nearest = nearest;
        self
    }
}

/// `a`, `a or b`, `a, b or c`.
fn one_of(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

/// The names nearest to `wanted`, nearest first; at most three, and none that is far off.
pub(super) fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut near: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| (likeness(wanted, name), name))
        .filter(|(likeness, _)| *likeness > 0.6)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.dedup_by(|a, b| a.1 == b.1);
    near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

/// From 0 (nothing alike) to 1 (the same); capitals do not count.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase())
}
