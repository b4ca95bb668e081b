//! Words within a line. Bold and its kin are left off where Markdown could not tell them from
//! stray asterisks: the words matter more.

use std::fmt::Write as _;

use super::SPACE_TO_WRITE;
use super::escape::{begun, inside};
use crate::document::model::Inline;

/// Where the words stand.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Within {
    /// In a paragraph, which may have several lines.
    Paragraph,
    /// In a heading, which has one.
    Heading,
    /// In a table's cell, which has one.
    Cell,
}

/// The words as Markdown, fit to begin a line.
pub(super) fn inlines(content: &[Inline], within: Within) -> String {
    let mut writer = Writer { markdown: String::new(), within };
    writer.all(content, None);
    let trimmed = match within {
        Within::Paragraph => {
            // A forced line end at the end of a paragraph would show as a backslash.
            let mut text = writer.markdown.trim_end();
            while let Some(rest) = text.strip_suffix("\\\n").or_else(|| unbroken(text)) {
                text = rest.trim_end();
            }
            text
        }
        Within::Heading | Within::Cell => writer.markdown.trim(),
    };
    let lines: Vec<String> = trimmed
        .trim_start_matches(['\n', ' '])
        .split('\n')
        .map(|line| if within == Within::Paragraph { begun(line) } else { line.to_owned() })
        .collect();
    lines.join("\n")
}

/// The text without a backslash at its end that forces a line end, not one that shows.
fn unbroken(text: &str) -> Option<&str> {
    let shown = text.len() - text.trim_end_matches('\\').len();
    if shown % 2 == 1 { text.strip_suffix('\\') } else { None }
}

struct Writer {
    markdown: String,
    within: Within,
}

impl Writer {
    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        self.markdown.write_fmt(text).expect("writing to a string");
    }

    /// `next` is what follows behind all of it.
    fn all(&mut self, content: &[Inline], next: Option<char>) {
        for (index, inline) in content.iter().enumerate() {
            let behind = match content.get(index + 1) {
                Some(following) => self.first_of(following),
                None => next,
            };
            self.one(inline, behind);
        }
    }

    fn one(&mut self, inline: &Inline, next: Option<char>) {
        match inline {
            Inline::Text { text } | Inline::Value { text } => {
                let written = inside(text);
                let heading = self.within == Within::Heading;
                let written = if heading { written.replace('#', "\\#") } else { written };
                // `!` before a link would make it a picture.
                let picture = written.ends_with('!') && next == Some('[');
                self.markdown
                    .push_str(written.strip_suffix('!').filter(|_| picture).unwrap_or(&written));
                if picture {
                    self.markdown.push_str("\\!");
                }
            }
            Inline::Code { text } => self.markdown.push_str(&code(text, self.within)),
            Inline::Strong { content } => self.marked("**", content, next),
            Inline::Emphasis { content } => self.marked("*", content, next),
            Inline::Struck { content } => self.marked("~~", content, next),
            Inline::Link { url, content } => {
                let address = url.replace('(', "%28").replace(')', "%29");
                let words = self.apart(content);
                self.add(format_args!("[{words}]({address})"));
            }
            Inline::Break => {
                let line_end = if self.within == Within::Paragraph { "\\\n" } else { "<br>" };
                self.markdown.push_str(line_end);
            }
            Inline::TickBox { ticked } => self.markdown.push(if *ticked { '☑' } else { '☐' }),
            Inline::Blank => self.markdown.push_str(SPACE_TO_WRITE),
        }
    }

    /// These words as if they stood alone.
    fn apart(&self, content: &[Inline]) -> String {
        let mut writer = Writer { markdown: String::new(), within: self.within };
        writer.all(content, None);
        writer.markdown
    }

    fn first_of(&self, inline: &Inline) -> Option<char> {
        self.apart(std::slice::from_ref(inline)).chars().next()
    }

    /// Words between marks, if Markdown would see the marks there.
    fn marked(&mut self, mark: &str, content: &[Inline], next: Option<char>) {
        let inner = self.apart(content);
        let before = self.markdown.chars().next_back();
        // A forced line end needs its backslash; other space goes outside the marks.
        let is_space = |c: char| c.is_whitespace() && c != '\n';
        let words = inner.trim_matches(is_space);
        let start = &inner[..inner.len() - inner.trim_start_matches(is_space).len()];
        let end = &inner[inner.trim_end_matches(is_space).len()..];
        let outside =
            |beside: Option<char>, space: &str| if space.is_empty() { beside } else { None };
        let opens = words.chars().next().is_some_and(|first| holds(outside(before, start), first));
        let closes = words.chars().next_back().is_some_and(|last| holds(outside(next, end), last));
        if opens && closes && !words.ends_with('\n') && !has_marks(content, mark) {
            self.add(format_args!("{start}{mark}{words}{mark}{end}"));
        } else {
            self.all(content, next);
        }
    }
}

/// Whether a mark stands firm between a character of its words and what is beside it.
fn holds(beside: Option<char>, word: char) -> bool {
    // Which characters beyond ASCII count as punctuation is not worth a table: in doubt, no mark.
    let free = beside.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    let stuck = beside.is_some_and(|c| matches!(c, '*' | '~'));
    !stuck && !word.is_whitespace() && (free || is_letter(word))
}

/// Whether words that are marked in the same way are inside.
fn has_marks(content: &[Inline], mark: &str) -> bool {
    content.iter().any(|inline| {
        let (own, inner) = match inline {
            Inline::Strong { content } | Inline::Emphasis { content } => ("*", content),
            Inline::Struck { content } => ("~", content),
            Inline::Link { content, .. } => ("", content),
            _ => return false,
        };
        (!own.is_empty() && mark.starts_with(own)) || has_marks(inner, mark)
    })
}

/// Between backticks, more than any run of them in the text.
fn code(text: &str, within: Within) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let touches = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    let space = if touches { " " } else { "" };
    // A cell ends at a bar even inside backticks.
    let text = if within == Within::Cell { text.replace('|', "\\|") } else { text.to_owned() };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Whether Markdown takes a character for a letter or number. Letters in circles and squares are
/// letters to Rust and symbols to Markdown.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}')
}
