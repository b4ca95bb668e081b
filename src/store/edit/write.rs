//! A value as it is written: what stands on the line behind a colon or a dash, and the lines below.
//! Where it goes in a text is not known here.

use super::value::Value;
use crate::store::scaffold::quote;
use std::fmt::Write as _;

/// A line may be this long before a text is put on lines of its own.
const WIDE: usize = 100;
/// Lines of such a text are this long.
const FOLDED: usize = 92;
/// At most so many fields of an entry stand on one line.
const FEW: usize = 3;

/// A value as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// What stands on the line, without a blank before it.
    pub(super) head: String,
    /// What stands on the lines below, each with a line end before it.
    pub(super) body: String,
}

impl Written {
    fn line(head: impl Into<String>) -> Self {
        Self { head: head.into(), body: String::new() }
    }

    /// Behind a colon or a dash.
    pub(super) fn behind(&self, mark: &str) -> String {
        let blank = if self.head.is_empty() { "" } else { " " };
        format!("{mark}{blank}{}{}", self.head, self.body)
    }
}

/// How values are written in one file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hand {
    /// In which column further in than its key a dash stands.
    pub(super) dash: usize,
    /// Every text on one line: where lines of a text would run into what stands below.
    pub(super) is_flat: bool,
}

impl Hand {
    /// A value behind the colon of a key in this column; the line is already `used` columns wide.
    pub(super) fn value(self, value: &Value, column: usize, used: usize) -> Written {
        match value {
            Value::Plain(text) => Written::line(text),
            Value::Words(words) => self.words(words, column + 2, used),
            Value::List(items) if items.is_empty() => Written::line("[]"),
            Value::Map(entries) if entries.is_empty() => Written::line("{}"),
            Value::List(items) => self.list(items, column, used),
            Value::Map(entries) => match on_one_line(value, used) {
                Some(line) if entries.len() < FEW => Written::line(line),
                _ => Written { head: String::new(), body: self.keyed(entries, column + 2) },
            },
        }
    }

    fn list(self, items: &[Value], column: usize, used: usize) -> Written {
        let maps = items.iter().filter(|item| matches!(item, Value::Map(_))).count();
        let line = on_one_line_all(items, used);
        let is_one_person = matches!(items, [one] if is_a_person(one));
        if let Some(line) = line.filter(|_| maps == 0 || is_one_person) {
            return Written::line(format!("[{line}]"));
        }
        let column = column + self.dash;
        let mut body = String::new();
        for item in items {
            let _ =
                write!(body, "\n{:column$}{}", "", self.item(item, column + 2, true).behind("-"));
        }
        Written { head: String::new(), body }
    }

    /// A value behind a dash, its own lines beginning in this column.
    pub(super) fn item(self, value: &Value, column: usize, may_be_short: bool) -> Written {
        match value {
            Value::Map(entries) if !entries.is_empty() => {
                let line = on_one_line(value, column);
                // An entry with a short name of its own will grow.
                let is_short = may_be_short && entries.len() <= FEW && value.get("id").is_none();
                if let Some(line) = line.filter(|_| is_short) {
                    return Written::line(line);
                }
                let (head, body) = split_line(self.keyed(entries, column).trim_start());
                Written { head, body }
            }
            Value::List(items) if !items.is_empty() => Written::line(in_brackets(value)),
            Value::Words(words) => self.words(words, column, column),
            _ => self.value(value, column, column),
        }
    }

    /// Entries on lines of their own, each with a line end before it.
    pub(super) fn keyed(self, entries: &[(String, Value)], column: usize) -> String {
        let mut lines = String::new();
        for (key, value) in entries {
            let _ = write!(lines, "\n{:column$}{}", "", self.key(key, value, column));
        }
        lines
    }

    /// A key in this column and its value.
    pub(super) fn key(self, key: &str, value: &Value, column: usize) -> String {
        let key = quote::one_line(key);
        let used = column + key.chars().count() + 2;
        self.value(value, column, used).behind(&format!("{key}:"))
    }

    fn words(self, words: &str, column: usize, used: usize) -> Written {
        if self.is_flat {
            return Written::line(quote::one_line(words));
        }
        if quote::reads_well_in_lines(words) {
            let (head, body) = split_line(&quote::in_lines(words, column));
            return Written { head, body };
        }
        let line = quote::one_line(words);
        if used + line.chars().count() <= WIDE || !can_be_folded(words) {
            return Written::line(line);
        }
        let mut body = String::new();
        let mut width = usize::MAX;
        for word in words.split(' ') {
            let long = word.chars().count();
            if width.saturating_add(long + 1) > FOLDED {
                let _ = write!(body, "\n{:column$}{word}", "");
                width = column + long;
            } else {
                let _ = write!(body, " {word}");
                width += long + 1;
            }
        }
        Written { head: ">-".to_owned(), body }
    }
}

/// Whether it names somebody and says no more: `{role: parent, name: Mrs Khan}`.
fn is_a_person(value: &Value) -> bool {
    let of_a_person = |(key, _): &(String, Value)| matches!(&**key, "staff" | "role" | "name");
    matches!(value, Value::Map(entries) if entries.iter().all(of_a_person))
}

fn split_line(lines: &str) -> (String, String) {
    match lines.find('\n') {
        Some(end) => (lines[..end].to_owned(), lines[end..].to_owned()),
        None => (lines.to_owned(), String::new()),
    }
}

/// Whether lines can be broken at its blanks and be joined again as they were.
fn can_be_folded(words: &str) -> bool {
    !words.contains("  ")
        && words.trim() == words
        && !words.contains(|c: char| c != ' ' && (c.is_control() || quote::odd(c)))
}

/// The parts of a value between brackets if they fit on the rest of a line.
fn on_one_line(value: &Value, used: usize) -> Option<String> {
    let is_short = match value {
        Value::Map(entries) => entries.iter().all(|(_, value)| is_single(value)),
        _ => true,
    };
    let line = in_brackets(value);
    (is_short && used + line.chars().count() <= WIDE).then_some(line)
}

fn on_one_line_all(items: &[Value], used: usize) -> Option<String> {
    let lines: Option<Vec<String>> = items.iter().map(|item| on_one_line(item, used)).collect();
    let line = lines?.join(", ");
    (used + line.chars().count() + 2 <= WIDE).then_some(line)
}

fn is_single(value: &Value) -> bool {
    match value {
        Value::Plain(_) => true,
        Value::Words(words) => !words.contains('\n'),
        Value::List(_) | Value::Map(_) => false,
    }
}

/// A value between brackets, on one line whatever its length.
pub(super) fn in_brackets(value: &Value) -> String {
    match value {
        Value::Plain(text) => text.clone(),
        Value::Words(words) => {
            let line = quote::one_line(words);
            // Signs that part entries between brackets, and nowhere else.
            if line.contains([',', '[', ']', '{', '}', ':']) && !line.starts_with('"') {
                quote::in_marks(words)
            } else {
                line
            }
        }
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(in_brackets).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(key, value)| keyed_in_brackets(key, value)).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// A key and its value as they stand between brackets.
pub(super) fn keyed_in_brackets(key: &str, value: &Value) -> String {
    format!("{}: {}", in_brackets(&Value::words(key)), in_brackets(value))
}
