//! What a record may not hold although the parser takes it, in words for the person who wrote it.

use super::{Builder, Next};
use crate::diag::Code;
use crate::store::codes;
use crate::store::yaml::tree::{Node, first_line};
use crate::text::Range;

impl Builder<'_, '_> {
    pub(super) fn report(&mut self, code: Code, range: Range, message: &str, help: &str) {
        let finding = self.faults.error(code, first_line(range, self.text), message).help(help);
        self.faults.add(finding);
    }

    pub(super) fn too_many(&mut self, range: Range) -> Next {
        self.report(
            codes::TOO_BIG,
            range,
            "this file has more entries than can be read",
            "split it into smaller ones",
        );
        Next::Hopeless
    }

    pub(super) fn smart_quotes(&mut self, range: Range) {
        let place = self.faults.place(first_line(range, self.text));
        let finding = crate::diag::Finding::warning(
            codes::SMART_QUOTES,
            "the curly quotation marks are read as part of the text",
            place,
        )
        .help("leave them out, or put straight quotation marks \" around the whole text");
        self.faults.add(finding);
    }

    pub(super) fn too_deep(&mut self, range: Range) {
        self.report(
            codes::TOO_DEEP,
            range,
            "entries stand inside entries more deeply here than a record ever needs",
            "look for a bracket or a dash too many",
        );
    }

    pub(super) fn duplicate(&mut self, message: &str, range: Range, first: Option<Range>) {
        if self.faults.is_full() {
            return self.faults.there_may_be_more();
        }
        let mut finding = self
            .faults
            .error(codes::DUPLICATE_KEY, first_line(range, self.text), message)
            .help("keep one of the two, or make a list of it where the record takes one");
        if let Some(first) = first {
            finding = finding.see_also(
                self.faults.place(first_line(first, self.text)),
                "it is here for the first time",
            );
        }
        self.faults.add(finding);
    }

    pub(super) fn odd_key(&mut self, key: &Node<'_>) {
        let range = key.marked(None, self.text);
        self.report(
            codes::ODD_KEY,
            range,
            "a single word is wanted before the colon",
            "if this is a text, put quotation marks around the whole of it",
        );
        // A bracket with such a key in it is most likely a text that begins with one.
        if let Some(open) = self.open.last().filter(|open| open.flow)
            && let Err(at) = self.spoiled.binary_search(&open.node.id)
        {
            self.spoiled.insert(at, open.node.id);
        }
    }

    pub(super) fn refuse_reference(&mut self, range: Range) {
        self.report(
            codes::ANCHOR_OR_ALIAS,
            range,
            "a text may not start with & or *",
            "put quotation marks around the whole text, or write out what is meant",
        );
    }
}

/// Whether a text has curly quotation marks at both ends, as a word processor makes of straight
/// ones.
pub(super) fn is_in_smart_quotes(text: &str) -> bool {
    const CURLY: [char; 4] = ['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}'];
    text.as_bytes().first() == Some(&0xe2)
        && text.starts_with(CURLY)
        && text.ends_with(CURLY)
        && text.chars().nth(1).is_some()
}
