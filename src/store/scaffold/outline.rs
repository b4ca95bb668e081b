//! A record as it is first written down: what is known as it is, and every other field as a comment
//! that says what belongs there. Taking the `# ` in front of such a line away makes it count.

use super::fields::{Field, Kind, fields_of};
use super::quote;
use crate::domain::record::RecordKind;
use crate::store::schemas::schema_comment;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// What every scaffold says at its top, under the line for the editor.
const HOW_TO: &str = "\
# Lines that begin with # are not read. To use one, take away the # and the space behind it, and
# write behind the colon. A field that stays blank counts as not written. A list goes on the lines
# below its colon: for each entry a line that begins, two columns further in, with a dash.
";

/// What a command writes and nobody by hand, because more than one entry hangs together in it; it
/// would only make the way through the file longer.
const WRITTEN_BY_COMMANDS: &[&str] = &["hand_overs"];

/// In this column the explanation of a field begins, if there is room before it.
const EXPLAINED_AT: usize = 34;

/// The text of a file of this kind that says `record`.
pub(super) fn outline(kind: RecordKind, record: &Value) -> String {
    let name = kind.file_name().trim_end_matches(".yaml");
    let mut writer = Writer { text: format!("{}\n{HOW_TO}", schema_comment(kind)) };
    let nothing = Map::new();
    let record = record.as_object().unwrap_or(&nothing);
    for field in fields_of(name) {
        let value = filled(&field, record);
        if value.is_none() && WRITTEN_BY_COMMANDS.contains(&&*field.name) {
            continue;
        }
        writer.text.push('\n');
        match value {
            Some(value) => writer.filled(&field, value, Line::at(0)),
            None => writer.example(&field, Line { indent: 0, within: 0, dash: false }),
        }
    }
    writer.text
}

/// The value of a field, if it says more than nothing.
fn filled<'v>(field: &Field, record: &'v Map<String, Value>) -> Option<&'v Value> {
    record
        .get(&field.name)
        .filter(|value| !value.is_null() && Some(*value) != field.default.as_ref())
}

struct Writer {
    text: String,
}

/// Where a line begins.
#[derive(Clone, Copy)]
struct Line {
    /// Columns before it; of an example, before its `#`.
    indent: usize,
    /// Of an example: columns between its `# ` and the key.
    within: usize,
    /// The line begins an entry of a list.
    dash: bool,
}

impl Line {
    fn at(indent: usize) -> Self {
        Self { indent, within: 0, dash: false }
    }

    /// The dash stands in the two columns before the key.
    fn start(self) -> String {
        let width = self.indent;
        if self.dash { format!("{:>width$}", "- ") } else { " ".repeat(width) }
    }
}

impl Writer {
    fn filled(&mut self, field: &Field, value: &Value, line: Line) {
        let _ = write!(self.text, "{}{}:", line.start(), quote::text(&field.name, 0));
        self.value(&field.kind, value, line.indent);
    }

    /// What stands behind a colon, and the line's end.
    fn value(&mut self, kind: &Kind, value: &Value, indent: usize) {
        match (kind, value) {
            (Kind::Fields(fields), Value::Object(record)) => {
                self.text.push('\n');
                self.fields(fields, record, indent + 2, false);
            }
            (Kind::List(entry), Value::Array(entries)) => self.list(entry, entries, indent),
            (Kind::Named(right), Value::Object(entries)) => {
                self.text.push('\n');
                for (name, value) in entries {
                    let width = indent + 2;
                    let _ = write!(self.text, "{:width$}{}:", "", quote::text(name, 0));
                    self.value(right, value, width);
                }
            }
            (kind, value) => {
                let _ = writeln!(self.text, " {}", scalar(kind, value, indent));
            }
        }
    }

    fn list(&mut self, kind: &Kind, entries: &[Value], indent: usize) {
        if matches!(kind, Kind::Id | Kind::Code(_) | Kind::Date) {
            let codes: Vec<String> = entries.iter().map(|code| scalar(kind, code, 0)).collect();
            let _ = writeln!(self.text, " [{}]", codes.join(", "));
            return;
        }
        self.text.push('\n');
        for entry in entries {
            match (kind, entry) {
                (Kind::Fields(fields), Value::Object(record)) => {
                    self.fields(fields, record, indent + 4, true);
                }
                (kind, entry) => {
                    let _ = writeln!(
                        self.text,
                        "{:indent$}  - {}",
                        "",
                        scalar(kind, entry, indent + 2)
                    );
                }
            }
        }
    }

    /// What is known first, then what else can be written.
    fn fields(
        &mut self,
        fields: &[Field],
        record: &Map<String, Value>,
        indent: usize,
        entry: bool,
    ) {
        let mut dash = entry;
        for field in fields {
            if let Some(value) = filled(field, record) {
                self.filled(field, value, Line { indent, within: 0, dash });
                dash = false;
            }
        }
        for field in fields.iter().filter(|field| filled(field, record).is_none()) {
            self.example(field, Line::at(indent));
        }
    }

    /// A field nobody has written yet.
    fn example(&mut self, field: &Field, line: Line) {
        let dash = if line.dash { "- " } else { "" };
        let before = line.within - dash.len();
        let key =
            format!("{:indent$}# {:before$}{dash}{}:", "", "", field.name, indent = line.indent);
        let mut about = field.about.clone();
        let how = field.kind.in_words();
        if !how.is_empty() {
            let _ = write!(about, " ({how})");
        }
        let _ = writeln!(self.text, "{key:<EXPLAINED_AT$}  # {about}");
        match &field.kind {
            Kind::Fields(fields) => self.examples(fields, line, 2, false),
            Kind::List(entry) => {
                if let Kind::Fields(fields) = &**entry {
                    self.examples(fields, line, 4, true);
                }
            }
            _ => {}
        }
    }

    fn examples(&mut self, fields: &[Field], line: Line, deeper: usize, entry: bool) {
        for (at, field) in fields.iter().enumerate() {
            let within = line.within + deeper;
            self.example(field, Line { indent: line.indent, within, dash: entry && at == 0 });
        }
    }
}

fn scalar(kind: &Kind, value: &Value, indent: usize) -> String {
    match (kind, value) {
        // Their form leaves no doubt what they are.
        (Kind::Date | Kind::Code(_) | Kind::Year, Value::String(code)) => code.clone(),
        (_, Value::String(words)) => quote::text(words, indent),
        (_, other) => other.to_string(),
    }
}
