//! `lm.toml`, the policy, the calendar and the instruments: from TOML to the same tree as the
//! records, so that their faults are told alike. Unlike a record, such a file can show several
//! syntax errors at once.

mod mistakes;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::mistakes::Mistake;
use super::codes;
use super::faults::{Faults, start_of};
use super::limits::{MAX_DEPTH, MAX_NODES, MAX_TEXT};
use super::plain_text;
use super::yaml::tree::{Entry, Node, Style, Tree, Value};
use super::yaml::{Read, from_tree};
use crate::text::Range;

/// How often a line is set aside to read on behind it.
const MOST_LINES_ASIDE: usize = 10;

/// Reads a file written in TOML; `file` is its path below the records folder.
pub fn read<T: DeserializeOwned>(file: &Arc<str>, text: &str) -> Read<T> {
    read_over(file, text, |tree, _| tree)
}

/// As [`read`], with something put under what the file says: `shape` gets the file's tree and gives
/// back the one to read.
pub(super) fn read_over<T: DeserializeOwned>(
    file: &Arc<str>,
    text: &str,
    shape: impl for<'t> Fn(Tree<'t>, &mut Faults) -> Tree<'t>,
) -> Read<T> {
    let mut faults = Faults::new(file);
    if !plain_text::admit(text, &mut faults) {
        return Read::nothing(faults);
    }
    match tree(text, &mut faults) {
        Some((tree, mistakes)) if mistakes.is_empty() => {
            from_tree(&shape(tree, &mut faults), faults)
        }
        Some(_) => read_broken(file, text, shape),
        None => Read::nothing(faults),
    }
}

/// Reads a file with syntax errors. The parser leaves a file alone behind a key that has no `=`; so
/// such a line is told, made a comment, and the file read again.
fn read_broken<T: DeserializeOwned>(
    file: &Arc<str>,
    text: &str,
    shape: impl for<'t> Fn(Tree<'t>, &mut Faults) -> Tree<'t>,
) -> Read<T> {
    let mut kept = text.to_owned();
    let mut mistakes = Vec::new();
    for _ in 0..MOST_LINES_ASIDE {
        let offset = text.len() - without_mark(text).len();
        let (_, errors) = DeTable::parse_recoverable(without_mark(&kept));
        let Some(line) = mistakes::keyless_line(&kept, offset, &errors) else { break };
        mistakes.extend(mistakes::explain(&kept, offset, &errors, &mut Faults::new(file)));
        kept.replace_range(line.clone(), &"#".repeat(line.len()));
    }
    let mut faults = Faults::new(file);
    let Some((tree, last)) = tree(&kept, &mut faults) else { return Read::nothing(faults) };
    mistakes.extend(last);
    join(file, text, from_tree(&shape(tree, &mut faults), faults), mistakes)
}

/// Reads a text into a tree, as far as that goes.
pub(super) fn parse<'t>(text: &'t str, faults: &mut Faults) -> Option<Tree<'t>> {
    if !plain_text::admit(text, faults) {
        return None;
    }
    tree(text, faults).map(|(tree, _)| tree)
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The tree, and the syntax errors in it.
fn tree<'t>(text: &'t str, faults: &mut Faults) -> Option<(Tree<'t>, Vec<Mistake>)> {
    let body = without_mark(text);
    let offset = text.len() - body.len();
    let (table, errors) = DeTable::parse_recoverable(body);
    let mistakes = mistakes::explain(text, offset, &errors, faults);
    let mut builder = Builder { body, offset, faults, size: 0, depth: 0 };
    let root = builder.table(0..0, table.into_inner())?;
    let size = builder.size;
    Some((Tree { text, root, size, spoiled: Vec::new() }, mistakes))
}

/// One account of a file that has syntax errors: each broken line told once, by the type where it
/// knows better, and nothing said to be missing that may only be unreadable.
fn join<T>(file: &Arc<str>, text: &str, read: Read<T>, mistakes: Vec<Mistake>) -> Read<T> {
    let line = |at: u32| line_start(text, at as usize);
    let broken: Vec<usize> =
        mistakes.iter().filter(|one| !one.is_value).map(|one| line(one.range.start)).collect();
    // Below a broken [heading], keys seem to belong to the one before.
    let headless = broken.iter().any(|start| text[*start..].starts_with('['));
    let mut faults = Faults::new(file);
    let mut told = Vec::new();
    for finding in read.findings {
        let at = line(start_of(&finding));
        let follows = finding.code == codes::MISSING_KEY
            || headless && finding.code == codes::UNKNOWN_KEY
            || broken.contains(&at);
        if !follows {
            told.push(at);
            faults.add(finding);
        }
    }
    for Mistake { code, range, message, help, .. } in mistakes {
        if !told.contains(&line(range.start)) {
            told.push(line(range.start));
            let finding = faults.error(code, range, message).help(help);
            faults.add(finding);
        }
    }
    Read { value: None, findings: faults.into_findings(), skipped: read.skipped }
}

fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1)
}

fn too_deep(faults: &mut Faults, range: Range) {
    let finding = faults
        .error(
            codes::TOO_DEEP,
            range,
            "entries stand inside entries more deeply here than is ever needed",
        )
        .help("look for a bracket or a dot too many");
    faults.add(finding);
}

struct Builder<'t, 'f> {
    body: &'t str,
    offset: usize,
    faults: &'f mut Faults,
    size: u32,
    depth: usize,
}

type Bytes = std::ops::Range<usize>;

impl<'t> Builder<'t, '_> {
    fn node(&mut self, span: Bytes, value: Value<'t>) -> Option<Node<'t>> {
        let range = Range::new(span.start + self.offset, span.end + self.offset);
        if self.size >= MAX_NODES {
            let finding = self
                .faults
                .error(codes::TOO_BIG, range, "this file has more entries than can be read")
                .help("split it into smaller ones");
            self.faults.add(finding);
            return None;
        }
        self.size += 1;
        Some(Node { id: self.size, range, value })
    }

    fn table(&mut self, span: Bytes, table: DeTable<'t>) -> Option<Node<'t>> {
        let mut pairs: Vec<_> = table.into_iter().collect();
        pairs.sort_by_key(|(key, _)| key.span().start);
        let mut entries = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let text = Value::Scalar { text: key.get_ref().clone(), style: Style::Plain };
            let key = self.node(key.span(), text)?;
            let value = self.value(value)?;
            entries.push(Entry { key, value });
        }
        self.node(span, Value::Map(entries))
    }

    fn value(&mut self, value: Spanned<DeValue<'t>>) -> Option<Node<'t>> {
        let span = value.span();
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            too_deep(self.faults, Range::new(span.start + self.offset, span.end + self.offset));
            return None;
        }
        let node = match value.into_inner() {
            DeValue::Table(table) => self.table(span, table),
            DeValue::Array(array) => {
                let mut items = Vec::with_capacity(array.len());
                for item in array {
                    items.push(self.value(item)?);
                }
                self.node(span, Value::List(items))
            }
            DeValue::String(text) if self.is_quoted(&span) => self.text(span, text),
            // Numbers, dates, true and false: as they are written. A text without its quotation
            // marks too: the type that gets it may know better what it should have been.
            _ => {
                let text = Cow::Borrowed(self.body.get(span.clone()).unwrap_or_default());
                self.node(span, Value::Scalar { text, style: Style::Plain })
            }
        };
        self.depth -= 1;
        node
    }

    fn is_quoted(&self, span: &Bytes) -> bool {
        self.body.get(span.clone()).is_some_and(|text| text.starts_with(['"', '\'']))
    }

    fn text(&mut self, span: Bytes, text: Cow<'t, str>) -> Option<Node<'t>> {
        let node =
            self.node(span, Value::Scalar { text: Cow::Borrowed(""), style: Style::Quoted })?;
        let fault = if text.len() > MAX_TEXT {
            Some((codes::TOO_BIG, "this text is too long to be read"))
        } else if matches!(text, Cow::Owned(_)) && text.chars().any(plain_text::is_invisible) {
            Some((codes::CONTROL_CHARACTER, "there is an invisible control character in this text"))
        } else {
            None
        };
        if let Some((code, words)) = fault {
            let finding = self.faults.error(code, node.marked(None, self.body), words);
            self.faults.add(finding);
        }
        Some(Node { value: Value::Scalar { text, style: Style::Quoted }, ..node })
    }
}
