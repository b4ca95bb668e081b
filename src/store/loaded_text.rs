//! Texts that were read, and from a finding (which names a field) to a diagnostic (which knows the
//! bytes). Positions are looked up here and nowhere else, and only for faults.

use super::yaml::{Format, Locator, Skipped};
use crate::diag::{Diagnostic, Finding, Marked, Place, Spot};
use crate::text::{Position, Range, Source};
use std::collections::HashMap;
use std::sync::Arc;

/// A text that was read, and what of it did not make it into the record.
#[derive(Clone, Debug)]
pub struct LoadedText {
    /// Its path below the records folder.
    pub name: Arc<str>,
    /// The whole text.
    pub text: String,
    /// How it is written.
    pub format: Format,
    /// What was left out of the record.
    pub skipped: Skipped,
}

/// Looks up places in texts. A text is parsed at most once, however many faults it has.
pub struct Places<'t> {
    texts: HashMap<&'t str, &'t LoadedText>,
    drawn: HashMap<&'t str, (Source, Locator<'t>)>,
}

impl<'t> Places<'t> {
    /// For these texts.
    pub fn new(texts: impl IntoIterator<Item = &'t LoadedText>) -> Self {
        let texts = texts.into_iter().map(|text| (&*text.name, text)).collect();
        Self { texts, drawn: HashMap::new() }
    }

    /// The finding with its places looked up.
    pub fn locate(&mut self, finding: Finding) -> Diagnostic {
        Diagnostic {
            code: finding.code,
            severity: finding.severity,
            message: finding.message,
            primary: self.mark(&finding.place, finding.label),
            related: finding
                .related
                .iter()
                .map(|(place, label)| self.mark(place, label.clone()))
                .collect(),
            help: finding.help,
        }
    }

    /// Line and column of a place; nothing when its text was not read.
    pub fn position(&mut self, place: &Place) -> Option<Position> {
        Some(self.mark(place, String::new()).extent()?.0)
    }

    fn mark(&mut self, place: &Place, label: String) -> Marked {
        let file = Arc::clone(&place.file);
        let field = match &place.spot {
            Spot::Field(path) | Spot::Key(path) => Some(path.clone()),
            Spot::File | Spot::Bytes(_) => None,
        };
        let Some(text) = self.texts.get(&*place.file).copied() else {
            let range = match place.spot {
                Spot::Bytes(range) => range,
                _ => Range::default(),
            };
            return Marked { source: None, file, range, field, label };
        };
        let (source, locator) = self.drawn.entry(&text.name).or_insert_with(|| {
            let source = Source::new(Arc::clone(&text.name), &*text.text);
            (source, Locator::new(&text.text, text.format, &text.skipped))
        });
        let range = match &place.spot {
            Spot::File => Range::default(),
            Spot::Bytes(range) => *range,
            Spot::Field(path) => locator.value(path),
            Spot::Key(path) => locator.key(path),
        };
        Marked { source: Some(source.clone()), file, range, field, label }
    }
}

impl LoadedText {
    /// A text whose faults are known by bytes only (a CSV sheet).
    pub fn without_fields(name: Arc<str>, text: String) -> Self {
        Self { name, text, format: Format::Yaml, skipped: Skipped::default() }
    }
}
