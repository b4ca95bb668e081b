//! The `key: text` lines of front matter and widgets. They look like YAML and are not: a value's
//! kind follows from its key alone, so that `title: null`, `title: 2026` and `title: Review: May`
//! are the texts they look like.

use crate::document::armour;
use crate::document::fault::nearest;

use super::Misuse;
use super::inline::one_line;

/// The lines of one place, by key.
#[derive(Debug)]
pub(super) struct Fields {
    /// Where they stand, in words: `in ```scale`.
    place: String,
    given: Vec<Field>,
    /// The keys that were asked for, for the nearest of an unknown one.
    known: Vec<&'static str>,
}

#[derive(Debug)]
struct Field {
    key: String,
    /// The line as filled in, in armour.
    line: String,
    value: Given,
}

#[derive(Debug, PartialEq)]
enum Given {
    One(String),
    Many(Vec<String>),
}

impl Fields {
    /// Reads lines in armour; `place` says where they are.
    pub(super) fn read(text: &str, place: &str) -> Result<Self, Misuse> {
        let mut fields: Vec<Field> = Vec::new();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            if let Some(item) = trimmed.strip_prefix("- ").or((trimmed == "-").then_some("")) {
                add_item(&mut fields, item, line)?;
                continue;
            }
            let (key, value) = key_and_value(line)?;
            if fields.iter().any(|field| field.key == key) {
                let message = format!("‹{key}› is given twice");
                return Err(Misuse::new(message, line, "keep one of the two lines"));
            }
            let mut value = value.trim().to_owned();
            while value.starts_with('[') && !value.ends_with(']') {
                let Some(more) = lines.next() else {
                    let help = "write `]` after the last item";
                    return Err(Misuse::new("this list has no end", line, help));
                };
                value.push_str(more.trim());
            }
            let value = given(&value, line)?;
            fields.push(Field { key: key.to_owned(), line: line.to_owned(), value });
        }
        Ok(Self { place: place.to_owned(), given: fields, known: Vec::new() })
    }

    /// A text in one line; empty if the key is not there.
    pub(super) fn text(&mut self, key: &'static str) -> Result<String, Misuse> {
        match self.take(key) {
            None => Ok(String::new()),
            Some(Field { value: Given::One(text), .. }) => Ok(one_line(&armour::strip(&text))),
            Some(Field { value: Given::Many(items), .. }) if items.is_empty() => Ok(String::new()),
            Some(field) => {
                let message = format!("‹{key}› takes one text, not a list");
                Err(Misuse::new(message, &field.line, "put it in quotation marks"))
            }
        }
    }

    /// A text that must be there.
    pub(super) fn needed_text(&mut self, key: &'static str) -> Result<String, Misuse> {
        let text = self.text(key)?;
        if text.trim().is_empty() {
            let message = format!("‹{key}› is missing {}", self.place);
            let find = self.place.rsplit(' ').next().unwrap_or_default();
            return Err(Misuse::new(message, find, format!("write `{key}: …`")));
        }
        Ok(text)
    }

    /// Texts; an empty one is none.
    pub(super) fn list(&mut self, key: &'static str) -> Vec<String> {
        self.items(key).iter().map(|item| one_line(item)).filter(|item| !is_blank(item)).collect()
    }

    /// Lines of an address. A record's text of several lines is as many; an empty one is none.
    pub(super) fn lines(&mut self, key: &'static str) -> Vec<String> {
        let items = self.items(key);
        let lines = items.iter().flat_map(|item| item.split('\n'));
        lines.filter(|line| !is_blank(line)).map(str::to_owned).collect()
    }

    /// Out of armour.
    fn items(&mut self, key: &'static str) -> Vec<String> {
        match self.take(key).map(|field| field.value) {
            None => Vec::new(),
            Some(Given::One(text)) => vec![armour::strip(&text)],
            Some(Given::Many(items)) => items.iter().map(|item| armour::strip(item)).collect(),
        }
    }

    /// A whole number within these bounds.
    pub(super) fn number(
        &mut self,
        key: &'static str,
        low: u8,
        high: u8,
    ) -> Result<Option<u8>, Misuse> {
        let written = self.text(key)?;
        if written.is_empty() {
            return Ok(None);
        }
        match written.parse::<u8>() {
            Ok(number) if (low..=high).contains(&number) => Ok(Some(number)),
            _ => {
                let message = format!("‹{written}› is not a number for ‹{key}›");
                let help = format!("write a whole number from {low} to {high}");
                Err(Misuse::new(message, &format!("{key}:"), help))
            }
        }
    }

    /// Yes or no.
    pub(super) fn yes_or_no(&mut self, key: &'static str) -> Result<Option<bool>, Misuse> {
        match self.text(key)?.as_str() {
            "" => Ok(None),
            "yes" | "true" => Ok(Some(true)),
            "no" | "false" => Ok(Some(false)),
            other => {
                let message = format!("‹{other}› is neither yes nor no");
                Err(Misuse::new(message, &format!("{key}:"), "write `yes` or `no`"))
            }
        }
    }

    /// Refuses what nobody asked for.
    pub(super) fn finish(self) -> Result<(), Misuse> {
        let Some(field) = self.given.first() else { return Ok(()) };
        let message = format!("‹{}› means nothing {}", field.key, self.place);
        let help = format!("known are {}", self.known.join(", "));
        let mut misuse = Misuse::new(message, &field.line, help);
        misuse.nearest = nearest(&field.key, self.known.iter().copied());
        Err(misuse)
    }

    fn take(&mut self, key: &'static str) -> Option<Field> {
        self.known.push(key);
        let at = self.given.iter().position(|field| field.key == key)?;
        Some(self.given.remove(at))
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn key_and_value(line: &str) -> Result<(&str, &str), Misuse> {
    let is_key = |key: &str| {
        !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
    };
    line.split_once(':')
        .filter(|(key, value)| is_key(key) && (value.is_empty() || value.starts_with([' ', '\t'])))
        .ok_or_else(|| {
            let help = "each line is a key, a colon, a space and a text: `title: Our news`";
            Misuse::new("this line cannot be read", line, help)
        })
}

/// Adds an item to the list that the line above began.
fn add_item(fields: &mut [Field], item: &str, line: &str) -> Result<(), Misuse> {
    let Some(field) = fields.last_mut() else {
        let help = "write a key and a colon on the line above: `to:`";
        return Err(Misuse::new("this item belongs to no list", line, help));
    };
    if matches!(&field.value, Given::One(text) if text.is_empty()) {
        field.value = Given::Many(Vec::new());
    }
    match &mut field.value {
        Given::Many(items) => {
            items.push(unquoted(item.trim(), line)?);
            Ok(())
        }
        Given::One(_) => {
            let help = "write either one text behind the colon or items below it";
            Err(Misuse::new(format!("‹{}› has a text already", field.key), line, help))
        }
    }
}

fn given(value: &str, line: &str) -> Result<Given, Misuse> {
    let Some(inner) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return unquoted(value, line).map(Given::One);
    };
    let items = items(inner)
        .into_iter()
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(|item| unquoted(item, line));
    items.collect::<Result<_, _>>().map(Given::Many)
}

/// What stands between the commas that are not inside quotation marks.
fn items(inner: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut start, mut quote, mut escaped) = (0, None, false);
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (Some('"'), '\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(open), c) if c == open && !escaped => quote = None,
            (None, '"' | '\'') if inner[start..at].trim().is_empty() => quote = Some(c),
            (None, ',') => {
                items.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        escaped = false;
    }
    items.push(&inner[start..]);
    items
}

/// A text without the quotation marks around it.
fn unquoted(text: &str, line: &str) -> Result<String, Misuse> {
    let Some(open @ ('"' | '\'')) = text.chars().next() else {
        return Ok(text.to_owned());
    };
    let mut words = String::new();
    let mut rest = text[1..].chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' if open == '"' => words.extend(rest.next()),
            '\'' if open == '\'' && rest.as_str().starts_with('\'') => words.extend(rest.next()),
            c if c == open && rest.as_str().is_empty() => return Ok(words),
            c if c == open => {
                let help = "end the text with the quotation mark, or take both marks away";
                return Err(Misuse::new("something follows the quotation mark", line, help));
            }
            c => words.push(c),
        }
    }
    let help = "add the same quotation mark at the end of the text";
    Err(Misuse::new("this quotation mark has no partner", line, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Fields {
        Fields::read(text, "at the top of a template").expect("lines that can be read")
    }

    #[test]
    fn a_text_is_what_it_looks_like() {
        for (written, text) in [
            ("title: Our news", "Our news"),
            ("title: Review: May", "Review: May"),
            ("title: null", "null"),
            ("title: true", "true"),
            ("title: 010", "010"),
            ("title: No. 7 # seven", "No. 7 # seven"),
            ("title: \"a \\\"b\\\" \\\\ c\"", "a \"b\" \\ c"),
            ("title: 'it''s'", "it's"),
            ("title: \"\"", ""),
            ("title:", ""),
            ("# a note\n\ntitle:   spaced  ", "spaced"),
        ] {
            assert_eq!(read(written).text("title"), Ok(text.to_owned()), "{written}");
        }
    }

    #[test]
    fn a_list_can_be_written_in_several_ways() {
        for written in [
            "to: [\"a, b\", c, ]",
            "to:\n  - \"a, b\"\n  - c",
            "to:\n- 'a, b'\n\n- c\n- \"\"",
            "to: [\n  \"a, b\",\n  c\n]",
        ] {
            assert_eq!(read(written).list("to"), ["a, b", "c"], "{written}");
        }
        assert_eq!(read("to: a").list("to"), ["a"]);
        let several = format!("to: {}", armour::wear("1 Mill Road\nAshby\n"));
        assert_eq!(read(&several).lines("to"), ["1 Mill Road", "Ashby"]);
    }

    #[test]
    fn what_cannot_be_read_is_said_in_plain_words() {
        for (written, message) in [
            ("title Our news", "this line cannot be read"),
            ("title: \"a\" b", "something follows the quotation mark"),
            ("title: \"a", "this quotation mark has no partner"),
            ("- a", "this item belongs to no list"),
            ("to: a\n- b", "‹to› has a text already"),
            ("to: [a", "this list has no end"),
            ("to: a\nto: b", "‹to› is given twice"),
        ] {
            let misuse = Fields::read(written, "at the top of a template").expect_err(written);
            assert_eq!(misuse.message, message, "{written}");
        }
    }
}
