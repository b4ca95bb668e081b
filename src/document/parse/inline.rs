//! Words within a line.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::block::no_html;
use super::link::{Address, address};
use super::{Misuse, Reader};
use crate::document::armour::{self, Stretch};
use crate::document::model::Inline;

/// Words as they come from the parser, still in armour, or something finished.
enum Piece {
    Raw(String),
    Done(Inline),
}

impl Reader<'_> {
    /// The words up to this end, which is taken as well.
    pub(super) fn inlines(&mut self, end: TagEnd) -> Result<Vec<Inline>, Misuse> {
        let content = self.inlines_until(|event| matches!(event, Event::End(e) if *e == end))?;
        self.at += 1;
        Ok(content)
    }

    /// The words before the first event that is an end; this is not taken.
    pub(super) fn inlines_until(
        &mut self,
        is_end: impl Fn(&Event<'_>) -> bool,
    ) -> Result<Vec<Inline>, Misuse> {
        let mut pieces = Vec::new();
        while self.peek().is_some_and(|event| !is_end(event)) {
            self.piece(&mut pieces)?;
        }
        let mut content = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Done(inline) => content.push(inline),
                Piece::Raw(raw) => words(&raw, &mut content),
            }
        }
        Ok(content)
    }

    fn piece(&mut self, pieces: &mut Vec<Piece>) -> Result<(), Misuse> {
        match self.next() {
            Some(Event::Text(text)) => raw(pieces, &text),
            Some(Event::SoftBreak) => raw(pieces, " "),
            Some(event) => {
                self.deeper()?;
                pieces.extend(self.finished(event)?.into_iter().map(Piece::Done));
                self.depth -= 1;
            }
            None => {}
        }
        Ok(())
    }

    fn finished(&mut self, event: Event<'_>) -> Result<Vec<Inline>, Misuse> {
        Ok(match event {
            Event::HardBreak => vec![Inline::Break],
            Event::Code(text) => vec![Inline::Code { text: one_line(&armour::strip(&text)) }],
            Event::TaskListMarker(ticked) => vec![Inline::TickBox { ticked }],
            Event::Start(Tag::Strong) => {
                vec![Inline::Strong { content: self.inlines(TagEnd::Strong)? }]
            }
            Event::Start(Tag::Emphasis) => {
                vec![Inline::Emphasis { content: self.inlines(TagEnd::Emphasis)? }]
            }
            Event::Start(Tag::Strikethrough) => {
                vec![Inline::Struck { content: self.inlines(TagEnd::Strikethrough)? }]
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                self.link(link_type, &dest_url)?
            }
            Event::InlineHtml(html) => match html.trim() {
                "<br>" | "<br/>" | "<br />" => vec![Inline::Break],
                comment if comment.starts_with("<!--") => Vec::new(),
                _ => return Err(no_html(self.source())),
            },
            Event::Start(Tag::Image { .. }) => {
                return self.refuse("a template cannot hold pictures", "take the picture out");
            }
            _ => return self.refuse("this cannot stand here", "write it in another way"),
        })
    }

    fn link(&mut self, kind: LinkType, url: &str) -> Result<Vec<Inline>, Misuse> {
        let source = self.source();
        let content = self.inlines(TagEnd::Link)?;
        let url = if kind == LinkType::Email { format!("mailto:{url}") } else { url.to_owned() };
        match address(&url) {
            Address::Good(url) => Ok(vec![Inline::Link { url, content }]),
            Address::OfRecord => Ok(content),
            Address::OfTemplate => {
                let help = "a link begins with `https://`, `http://`, `mailto:` or `tel:`";
                Err(Misuse::new("this link leads nowhere", source, help))
            }
        }
    }
}

/// The parser hands out words in bits; `[`, ` ` and `]` must meet again to be a tick box.
fn raw(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Raw(raw)) => raw.push_str(text),
        _ => pieces.push(Piece::Raw(text.to_owned())),
    }
}

/// Takes words out of armour. Tick boxes and spaces to write on are the template's alone.
fn words(raw: &str, content: &mut Vec<Inline>) {
    for stretch in armour::stretches(raw) {
        match stretch {
            Stretch::Template(text) => template_words(text, content),
            Stretch::Record(text) => {
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 {
                        content.push(Inline::Break);
                    }
                    if !line.is_empty() {
                        content.push(Inline::Value { text: line.to_owned() });
                    }
                }
            }
        }
    }
}

fn template_words(text: &str, content: &mut Vec<Inline>) {
    let mut rest = text;
    while !rest.is_empty() {
        let next = ["[ ]", "[x]", "[X]", "____"].iter().filter_map(|sign| rest.find(sign)).min();
        let (before, sign) = rest.split_at(next.unwrap_or(rest.len()));
        if !before.is_empty() {
            content.push(Inline::Text { text: before.to_owned() });
        }
        rest = if sign.starts_with('_') {
            content.push(Inline::Blank);
            sign.trim_start_matches('_')
        } else if sign.is_empty() {
            sign
        } else {
            content.push(Inline::TickBox { ticked: !sign.starts_with("[ ]") });
            &sign[3..]
        };
    }
}

/// A text that has to stand in one line.
pub(super) fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}
