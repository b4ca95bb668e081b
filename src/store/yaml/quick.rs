//! The quick way from a text to its [`Tree`], for records as they are nearly always written. It
//! gives the very tree that the parser gives, with the same places and numbers, or none at all: on
//! anything that [`scan`](super::scan) gives up, and on every doubled key, `parse` does the whole
//! file. So no fault is ever told from here.
//!
//! Why there is one, where the rule is to write no scanner of our own: going through an archive,
//! `lm check` spent more than half of its time in the parser, and this way takes a quarter of that.
//! That both give the same is held by `quick::tests`, on generated texts, with slips of the hand in
//! them and without, and on every record of the examples.

#[cfg(test)]
pub(super) mod tests;

use std::borrow::Cow;

use super::scan::{FEW_KEYS, Kind, Scan, Stand, Text, Within};
use super::tree::{Entry, Node, Style, Tree, Value};
use crate::text::Range;

/// The tree of a text that [`plain_text`](crate::store::plain_text) has admitted; `None` when it is
/// written in any unusual way.
pub(super) fn tree(text: &str) -> Option<Tree<'_>> {
    let scan = Scan::begin(text)?;
    let mut quick = Quick { text, scan, entries: Vec::new(), items: Vec::new() };
    let root = quick.node(Scan::TOP)?;
    let size = quick.scan.size();
    quick.scan.is_done().then(|| Tree { text, root, size, spoiled: Vec::new() })
}

/// What has been read. Every method gives `None` to give up.
struct Quick<'t> {
    text: &'t str,
    scan: Scan<'t>,
    /// Of all maps and lists that are being read; those of the innermost are last.
    entries: Vec<Entry<'t>>,
    items: Vec<Node<'t>>,
}

impl<'t> Quick<'t> {
    fn node(&mut self, stand: Stand) -> Option<Node<'t>> {
        let kind = self.scan.kind(stand);
        if let Kind::Text | Kind::Nothing = kind {
            let text = self.scan.single(stand)?;
            return Some(self.scalar(text));
        }
        let start = self.scan.at();
        let within = self.scan.enter(stand)?;
        let id = self.scan.size();
        let mut node = Node { id, range: Range::new(start, start), value: Value::List(Vec::new()) };
        if kind == Kind::Map { self.map(within, &mut node) } else { self.list(within, &mut node) }?;
        if let Within::Flow { .. } = within {
            node.range = Range::new(start, self.scan.at());
        }
        self.scan.leave(within)?;
        if let Stand::ListBelowKey(_) = stand {
            self.begin_behind_dash(&mut node)?;
        }
        Some(node)
    }

    fn map(&mut self, mut within: Within, node: &mut Node<'t>) -> Option<()> {
        let first = self.entries.len();
        loop {
            let key = self.scan.next_key(&mut within)?;
            if key.is_empty() {
                break;
            }
            let key = self.key(key);
            self.is_new(&key, first)?;
            let stand = self.scan.behind_key(within)?;
            let value = self.node(stand)?;
            self.entries.push(Entry { key, value });
        }
        let entries = self.entries.split_off(first);
        if let Some(last) = entries.last() {
            node.range.end = last.value.range.end.max(last.key.range.end);
        }
        node.value = Value::Map(entries);
        Some(())
    }

    fn is_new(&self, key: &Node<'t>, first: usize) -> Option<()> {
        let known = &self.entries[first..];
        let length = |key: &Node<'_>| key.range.end - key.range.start;
        // The texts of most keys need not be looked at: they are not as long as this one.
        let is_this = |entry: &Entry<'_>| {
            length(&entry.key) == length(key) && entry.key.scalar() == key.scalar()
        };
        (known.len() < FEW_KEYS && !known.iter().any(is_this)).then_some(())
    }

    fn list(&mut self, mut within: Within, node: &mut Node<'t>) -> Option<()> {
        let first = self.items.len();
        loop {
            match self.scan.next_item(&mut within)? {
                Stand::End => break,
                stand => {
                    let item = self.node(stand)?;
                    self.items.push(item);
                }
            }
        }
        let items = self.items.split_off(first);
        if let Some(last) = items.last() {
            node.range.end = last.range.end;
        }
        node.value = Value::List(items);
        Some(())
    }

    /// To the parser, a list that is no further in than its key begins behind the first dash.
    fn begin_behind_dash(&self, list: &mut Node<'t>) -> Option<()> {
        let Value::List(items) = &list.value else { return None };
        let first = items.first()?;
        let before = Range { start: list.range.start, end: first.range.start };
        let on_its_line = !self.text[before.as_usize()].contains('\n');
        list.range.start = first.range.start;
        on_its_line.then_some(())
    }

    /// A key that was just read, with its colon.
    fn key(&self, key: &'t str) -> Node<'t> {
        let end = self.scan.at() - 1;
        let (start, words) = (end - key.len(), Cow::Borrowed(key));
        self.scalar(Text { start, end, words, style: Style::Plain })
    }

    fn scalar(&self, text: Text<'t>) -> Node<'t> {
        let Text { start, end, words: text, style } = text;
        let id = self.scan.size();
        Node { id, range: Range::new(start, end), value: Value::Scalar { text, style } }
    }
}
