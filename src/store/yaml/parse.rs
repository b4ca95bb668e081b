//! From the text of a record to its [`Tree`]. The only file that names the parser, so that another
//! can take its place. What a syntax error means to a person is told by `mistakes`, and what else a
//! record may not hold by `refused`.

mod refused;

use std::borrow::Cow;
use std::collections::HashSet;

use granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, Span, StructureStyle, Tag};

use super::mistakes;
use super::tree::{Entry, Node, Style, Tree, Value};
use crate::store::codes;
use crate::store::faults::Faults;
use crate::store::limits::{MAX_DEPTH, MAX_NODES, MAX_TEXT};
use crate::store::plain_text;
use crate::text::Range;
use refused::is_in_smart_quotes;

/// From this many keys on, a doubled key is looked up instead of searched for.
const MANY_KEYS: usize = 16;

/// Behind a mistake that makes the rest unreadable.
const REST: &str = "what stands below it in this file is checked once this is mended";

/// Reads a text into a tree. `None` when nothing in it can be used; the reason is then among the
/// faults. With a tree there can be faults too.
pub fn parse<'t>(text: &'t str, faults: &mut Faults) -> Option<Tree<'t>> {
    if !plain_text::admit(text, faults) {
        return None;
    }
    super::quick::tree(text).or_else(|| with_parser(text, faults))
}

/// As [`parse`], of a text that was admitted.
pub(super) fn with_parser<'t>(text: &'t str, faults: &mut Faults) -> Option<Tree<'t>> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut builder = Builder {
        text,
        offset: text.len() - body.len(),
        faults,
        open: Vec::with_capacity(8),
        root: None,
        size: 0,
        documents: 0,
        spoiled: Vec::new(),
    };
    for event in Parser::new_from_str_with_options(body, options()) {
        match event {
            Ok((event, span)) => match builder.take(event, &span) {
                Next::Go => {}
                Next::Enough => break,
                Next::Hopeless => return None,
            },
            Err(error) => {
                builder.syntax_error(&error);
                return None;
            }
        }
    }
    builder.finish()
}

fn options() -> Options {
    let mut options = Options::default();
    // With comments on, a long comment between a key and its value is an error. Set here too,
    // because another crate in the build may switch the feature on.
    options.set_emit_comments(false);
    options.disallow_directives = true;
    options.emit_unresolved_aliases = true;
    options.emit_anchor_events = true;
    options.block_nesting_limit = MAX_DEPTH;
    options.flow_nesting_limit = MAX_DEPTH;
    options
}

/// What follows from an event.
enum Next {
    Go,
    /// The rest of the file is left alone, what was read stands.
    Enough,
    /// Nothing of the file can be used.
    Hopeless,
}

/// A list or entries whose end has not come yet.
struct Open<'t> {
    node: Node<'t>,
    flow: bool,
    key: Option<Node<'t>>,
    keys: Option<HashSet<String>>,
}

struct Builder<'t, 'f> {
    text: &'t str,
    /// The length of the byte order mark, which the parser does not see.
    offset: usize,
    faults: &'f mut Faults,
    open: Vec<Open<'t>>,
    root: Option<Node<'t>>,
    size: u32,
    documents: u32,
    spoiled: Vec<u32>,
}

impl<'t> Builder<'t, '_> {
    fn take(&mut self, event: Event<'t>, span: &Span) -> Next {
        let range = self.range(span);
        match event {
            Event::Scalar(text, style, _, tag) => {
                self.refuse_tag(tag.as_deref(), span);
                self.scalar(text, style, range)
            }
            Event::SequenceStart(style, _, tag) => {
                self.refuse_tag(tag.as_deref(), span);
                self.start(Value::List(Vec::new()), style, range)
            }
            Event::MappingStart(style, _, tag) => {
                self.refuse_tag(tag.as_deref(), span);
                self.start(Value::Map(Vec::new()), style, range)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range),
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.alias(range),
            Event::Anchor(..) => {
                self.refuse_reference(range);
                Next::Go
            }
            Event::DocumentStart(..) => self.document(range),
            _ => Next::Go,
        }
    }

    fn range(&self, span: &Span) -> Range {
        let bytes = span.byte_range().unwrap_or_default();
        Range::new(bytes.start + self.offset, bytes.end + self.offset)
    }

    fn next_id(&mut self) -> Option<u32> {
        if self.size >= MAX_NODES {
            return None;
        }
        self.size += 1;
        Some(self.size)
    }

    fn scalar(&mut self, text: Cow<'t, str>, style: ScalarStyle, range: Range) -> Next {
        let Some(id) = self.next_id() else { return self.too_many(range) };
        if text.len() > MAX_TEXT {
            let start = Range { start: range.start, end: range.start + 1 };
            self.report(
                codes::TOO_BIG,
                start,
                "this text is too long to be read",
                "keep long documents beside the records and only name them here",
            );
            return Next::Hopeless;
        }
        let (style, range) = match style {
            ScalarStyle::Plain => (Style::Plain, range),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => (Style::Quoted, range),
            _ => (Style::Block, self.without_blank_end(range)),
        };
        // Only an escape such as `\u202e` can bring one in here: the bare ones stopped the file.
        if style == Style::Quoted
            && matches!(text, Cow::Owned(_))
            && text.chars().any(plain_text::is_invisible)
        {
            self.report(
                codes::CONTROL_CHARACTER,
                range,
                "there is an invisible control character in this text",
                "take out what follows the backslash",
            );
        }
        if style == Style::Plain && is_in_smart_quotes(&text) && !self.expects_key() {
            self.smart_quotes(range);
        }
        self.close(Node { id, range, value: Value::Scalar { text, style } })
    }

    /// A block's bytes run over the empty lines behind it.
    fn without_blank_end(&self, range: Range) -> Range {
        let inside = self.text.get(range.as_usize()).unwrap_or_default();
        Range::new(range.start as usize, range.start as usize + inside.trim_end().len())
    }

    fn start(&mut self, value: Value<'t>, style: StructureStyle, range: Range) -> Next {
        let Some(id) = self.next_id() else { return self.too_many(range) };
        if self.open.len() >= MAX_DEPTH {
            self.too_deep(range);
            return Next::Hopeless;
        }
        let node = Node { id, range, value };
        let flow = style == StructureStyle::Flow;
        self.open.push(Open { node, flow, key: None, keys: None });
        Next::Go
    }

    fn end(&mut self, range: Range) -> Next {
        let Some(Open { mut node, flow, .. }) = self.open.pop() else { return Next::Go };
        // A bracket closes itself; otherwise the end is the end of the last thing inside.
        node.range.end = match &node.value {
            _ if flow => range.end,
            Value::List(items) => items.last().map_or(node.range.start, |item| item.range.end),
            Value::Map(entries) => entries
                .last()
                .map_or(node.range.start, |entry| entry.value.range.end.max(entry.key.range.end)),
            Value::Scalar { .. } => range.end,
        };
        self.close(node)
    }

    /// Puts a finished node where it belongs.
    fn close(&mut self, node: Node<'t>) -> Next {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Next::Go;
        };
        match &mut open.node.value {
            Value::List(items) => items.push(node),
            _ => match open.key.take() {
                None => open.key = Some(node),
                Some(key) => self.entry(key, node),
            },
        }
        Next::Go
    }

    fn expects_key(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.key.is_none() && matches!(open.node.value, Value::Map(_)))
    }

    fn entry(&mut self, key: Node<'t>, value: Node<'t>) {
        if self.spoiled.binary_search(&key.id).is_ok() {
            return;
        }
        let range = key.range;
        let Some(name) = key.scalar().filter(|_| key.range.start < key.range.end) else {
            return self.odd_key(&key);
        };
        if name == "<<" && key.plain().is_some() {
            return self.report(
                codes::MERGE_KEY,
                range,
                "entries cannot be taken over from elsewhere with <<",
                "write the entries out here",
            );
        }
        let Some(open) = self.open.last_mut() else { return };
        let Value::Map(entries) = &mut open.node.value else { return };
        if is_new(name, entries, &mut open.keys) {
            entries.push(Entry { key, value });
        } else {
            let first = entries.iter().find(|entry| entry.key.scalar() == Some(name));
            let first = first.map(|entry| entry.key.range);
            let message = format!("‹{name}› is here for the second time");
            self.duplicate(&message, range, first);
        }
    }

    fn refuse_tag(&mut self, tag: Option<&Tag>, span: &Span) {
        if tag.is_some() {
            let range = span.tag_span().map_or_else(|| self.range(span), |tag| self.range(&tag));
            self.report(
                codes::TYPE_TAG,
                range,
                "a text may not start with !",
                "put quotation marks around the whole text",
            );
            // The node that comes next; what it says is not what was meant.
            self.spoiled.push(self.size + 1);
        }
    }

    fn alias(&mut self, range: Range) -> Next {
        let Some(id) = self.next_id() else { return self.too_many(range) };
        self.refuse_reference(range);
        self.spoiled.push(id);
        let value = Value::Scalar { text: Cow::Borrowed(""), style: Style::Plain };
        self.close(Node { id, range, value })
    }

    fn document(&mut self, range: Range) -> Next {
        self.documents += 1;
        if self.documents == 1 {
            return Next::Go;
        }
        self.report(
            codes::SEVERAL_DOCUMENTS,
            range,
            "only one record can stand in a file",
            "take out this line, or move what follows to a file of its own",
        );
        Next::Enough
    }

    fn syntax_error(&mut self, error: &ScanError) {
        let at = error.marker().byte_offset().unwrap_or_default() + self.offset;
        if matches!(error.kind(), granit_parser::ErrorKind::RecursionLimitExceeded) {
            return self.too_deep(Range::new(at, (at + 1).min(self.text.len())));
        }
        let mistake = mistakes::explain(self.text, at, error.kind());
        // A text that starts with `*` or `!` breaks off again a word later: one mistake, told once.
        let line = |at: u32| mistakes::line_start(self.text, at as usize);
        let told = self.faults.any(|finding| {
            finding.code != codes::SMART_QUOTES
                && line(crate::store::faults::start_of(finding)) == line(mistake.range.start)
        });
        if !told {
            let finding = self.faults.error(mistake.code, mistake.range, mistake.message);
            let more_follows = self.text.get(at..).is_some_and(|rest| rest.trim().contains('\n'));
            let finding = finding.help(mistake.help);
            self.faults.add(if more_follows { finding.help(REST) } else { finding });
        }
    }

    fn finish(self) -> Option<Tree<'t>> {
        let start = Range::new(self.offset, self.offset);
        let nothing = Value::Scalar { text: Cow::Borrowed(""), style: Style::Plain };
        let root = self.root.unwrap_or(Node { id: 0, range: start, value: nothing });
        if let Some(entry) = root.entry("sops") {
            self.faults.add(plain_text::encrypted(self.faults.place(entry.key.range)));
            return None;
        }
        Some(Tree { text: self.text, root, size: self.size, spoiled: self.spoiled })
    }
}

/// Whether this key is not yet among the entries.
fn is_new(name: &str, entries: &[Entry<'_>], keys: &mut Option<HashSet<String>>) -> bool {
    if entries.len() < MANY_KEYS {
        return entries.iter().all(|entry| entry.key.scalar() != Some(name));
    }
    let known = || entries.iter().filter_map(|entry| entry.key.scalar().map(str::to_owned));
    keys.get_or_insert_with(|| known().collect()).insert(name.to_owned())
}
