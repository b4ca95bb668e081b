//! `# lm: allow[code] reason` in a record: the fault of that code on the same line, or on the next
//! line with anything on it, is accepted. At the top of a file, before its first entry, it stands
//! for faults of the whole file.

use crate::check::{Finder, list};
use crate::diag::{Diagnostic, Finding, Place};
use crate::store::LoadedText;
use crate::text::Range;
use std::sync::Arc;

const MARK: &str = "lm: allow[";

/// One accepted fault.
struct Allowed<'t> {
    file: &'t Arc<str>,
    /// The code, as written.
    code: &'t str,
    /// Where the code stands.
    range: Range,
    /// The bytes of the line it covers.
    covers: std::ops::Range<usize>,
    /// It stands before the first entry, so it covers faults of the whole file too.
    at_top: bool,
    has_reason: bool,
    used: bool,
}

/// What came of the `allow` comments of some texts.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The file of every accepted fault.
    pub(super) accepted: Vec<Arc<str>>,
    /// A warning for every `allow` that nothing needed, that names no check, or gives no reason.
    pub(super) complaints: Vec<Finding>,
    /// Warnings about an `allow` for a fault that only comparing cases can find: they hold unless
    /// that comparison needs the `allow` after all.
    pub(super) open: Vec<Finding>,
    /// Where the comments stand that were needed.
    pub(super) needed: Vec<Place>,
}

/// Takes the accepted faults out.
pub(super) fn apply(texts: &[LoadedText], diagnostics: &mut Vec<Diagnostic>) -> Outcome {
    let mut allowed: Vec<Allowed<'_>> = texts.iter().flat_map(allowed_in).collect();
    let mut outcome = Outcome::default();
    if allowed.is_empty() {
        return outcome;
    }
    diagnostics.retain(|diagnostic| {
        let hit = allowed.iter_mut().find(|allow| allow.covers(diagnostic));
        let Some(allow) = hit else { return true };
        allow.used = true;
        outcome.accepted.push(Arc::clone(allow.file));
        false
    });
    for allow in &allowed {
        if allow.used {
            outcome.needed.push(allow.place());
        }
        let compares = list::ALL
            .iter()
            .any(|check| check.code.0 == allow.code && matches!(check.finder, Finder::Across(_)));
        match allow.complaint() {
            Some(complaint) if compares && !allow.used => outcome.open.push(complaint),
            complaint => outcome.complaints.extend(complaint),
        }
    }
    outcome
}

/// Whether a text accepts anything.
pub(super) fn is_in(text: &LoadedText) -> bool {
    text.text.contains(MARK)
}

fn allowed_in(text: &LoadedText) -> Vec<Allowed<'_>> {
    let mut allowed = Vec::new();
    if !is_in(text) {
        return allowed;
    }
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.text.split_inclusive('\n') {
        lines.push(start..start + line.len());
        start += line.len();
    }
    let mut seen_entry = false;
    for (number, line) in lines.iter().enumerate() {
        let content = &text.text[line.clone()];
        let is_comment = content.trim_start().starts_with('#');
        let blank = content.trim().is_empty();
        if let Some(mark) = comment_mark(content) {
            let code_at = line.start + mark + MARK.len();
            if let Some(length) = text.text[code_at..line.end].find(']') {
                let next = lines[number..].iter().skip(1).find(|next| {
                    let next = text.text[(*next).clone()].trim_start();
                    !next.is_empty() && !next.starts_with('#')
                });
                let reason = &text.text[code_at + length + 1..line.end];
                allowed.push(Allowed {
                    file: &text.name,
                    code: &text.text[code_at..code_at + length],
                    range: Range::new(code_at, code_at + length),
                    covers: if is_comment { next.cloned().unwrap_or(0..0) } else { line.clone() },
                    at_top: is_comment && !seen_entry,
                    has_reason: !reason.trim().is_empty(),
                    used: false,
                });
            }
        }
        seen_entry |= !is_comment && !blank;
    }
    allowed
}

/// Where `lm: allow[` begins in a line, if it stands in a comment.
fn comment_mark(line: &str) -> Option<usize> {
    let mark = line.find(MARK)?;
    let before = line[..mark].trim_end();
    let in_comment = before.ends_with('#')
        && (before.len() == 1 || before[..before.len() - 1].ends_with([' ', '\t']));
    in_comment.then_some(mark)
}

impl Allowed<'_> {
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        if diagnostic.code.0 != self.code || diagnostic.primary.file != *self.file {
            return false;
        }
        let at = diagnostic.primary.range;
        self.covers.contains(&(at.start as usize)) || self.at_top && at == Range::default()
    }

    fn place(&self) -> Place {
        Place::bytes(Arc::clone(self.file), self.range)
    }

    fn complaint(&self) -> Option<Finding> {
        let place = self.place();
        let known = list::ALL.iter().any(|check| check.code.0 == self.code);
        let code = super::unused_allow::CHECK.code;
        if !known {
            Some(
                Finding::warning(code, "there is no check of this name to allow", place)
                    .help("copy the name from between the brackets of the fault"),
            )
        } else if !self.used {
            Some(
                Finding::warning(code, "nothing here needs this `allow` any more", place)
                    .help("take the comment out"),
            )
        } else if !self.has_reason {
            Some(
                Finding::warning(code, "this `allow` does not say why", place)
                    .help("write the reason behind the bracket, for whoever reads this next year"),
            )
        } else {
            None
        }
    }
}
