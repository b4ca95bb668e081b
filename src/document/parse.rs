//! From a filled-in template — front matter and Markdown, record text in armour — to a document.
//! Here, and only here, the armour comes off.

mod block;
mod fields;
mod front_matter;
mod inline;
pub(super) mod link;
mod table;
mod widget;

use pulldown_cmark::{Event, Options, Parser};
use std::ops::Range;

use super::armour;
use super::model::{Block, Doc, plain_text};

/// Deeper than this nobody reads, and each level takes stack.
const DEEPEST: usize = 40;

/// What is wrong with a filled-in template.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Misuse {
    /// In one line, without a full stop.
    pub(super) message: String,
    /// The filled-in line.
    pub(super) line: String,
    /// What to look for in the template to find the place; may be empty.
    pub(super) find: String,
    /// Names that may be meant, nearest first.
    pub(super) nearest: Vec<String>,
    /// What to do about it.
    pub(super) help: String,
}

impl Misuse {
    fn new(message: impl Into<String>, find: &str, help: impl Into<String>) -> Self {
        let first_line = find.lines().next().unwrap_or_default().trim();
        // In the template a value's words are a tag: only what stands before it can be found.
        let own = first_line.split(|c| armour::holds_value(&String::from(c))).next();
        Self {
            message: message.into(),
            line: armour::strip(first_line),
            find: own.unwrap_or_default().trim_end().to_owned(),
            nearest: Vec::new(),
            help: help.into(),
        }
    }
}

/// The document that a filled-in template describes.
pub(super) fn document(filled: &str) -> Result<Doc, Misuse> {
    let (front, body) = split(filled)?;
    let mut meta = front_matter::meta(front)?;
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let events = Parser::new_ext(body, options).into_offset_iter().collect();
    let blocks = Reader { body, events, at: 0, depth: 0 }.all()?;
    if meta.title.is_empty() {
        meta.title = first_heading(&blocks).ok_or_else(|| {
            let help = "write `title: …` between two lines `---` at the top";
            Misuse::new("the document has no title", "", help)
        })?;
    }
    Ok(Doc { meta, blocks })
}

/// Front matter and body.
fn split(filled: &str) -> Result<(&str, &str), Misuse> {
    // Tags above the front matter (`extends`, `set`) leave empty lines.
    let filled = filled.trim_start_matches(['\n', ' ']);
    let Some(rest) = filled.strip_prefix("---").and_then(after_line) else {
        return Ok(("", filled));
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Ok((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    let help = "write a line `---` after the last of the lines at the top";
    Err(Misuse::new("the lines at the top have no end", "---", help))
}

/// What follows a line end that only spaces stand before.
fn after_line(rest: &str) -> Option<&str> {
    rest.trim_start_matches(' ').strip_prefix('\n')
}

fn first_heading(blocks: &[Block]) -> Option<String> {
    blocks.iter().find_map(|block| match block {
        Block::Heading { content, .. } => Some(plain_text(content).replace('\n', " ")),
        _ => None,
    })
}

/// Goes through the events of the Markdown parser.
struct Reader<'b> {
    body: &'b str,
    events: Vec<(Event<'b>, Range<usize>)>,
    at: usize,
    depth: usize,
}

impl<'b> Reader<'b> {
    fn peek(&self) -> Option<&Event<'b>> {
        self.events.get(self.at).map(|(event, _)| event)
    }

    fn next(&mut self) -> Option<Event<'b>> {
        let event = self.peek().cloned();
        self.at += 1;
        event
    }

    /// The source of the event last taken.
    fn source(&self) -> &'b str {
        let range = self.events.get(self.at.saturating_sub(1)).map(|(_, range)| range.clone());
        range.and_then(|range| self.body.get(range)).unwrap_or_default()
    }

    /// One level further in; refused where there are too many.
    fn deeper(&mut self) -> Result<(), Misuse> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.refuse("this is nested too deeply", "use fewer levels of lists or quotes");
        }
        Ok(())
    }

    fn refuse<T>(&self, message: &str, help: &str) -> Result<T, Misuse> {
        Err(Misuse::new(message, self.source(), help))
    }
}

#[cfg(test)]
mod tests;
