//! Paragraphs, headings, lists, quotes and what else stands on lines of its own.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::{Misuse, Reader, widget};
use crate::document::armour;
use crate::document::model::{Block, Inline, Item, Lines};

impl Reader<'_> {
    /// The whole body.
    pub(super) fn all(mut self) -> Result<Vec<Block>, Misuse> {
        self.blocks(None)
    }

    /// The blocks up to this end, which is taken as well.
    fn blocks(&mut self, end: Option<TagEnd>) -> Result<Vec<Block>, Misuse> {
        self.deeper()?;
        let mut blocks = Vec::new();
        while let Some(event) = self.peek() {
            if matches!(event, Event::End(found) if Some(*found) == end) {
                self.at += 1;
                break;
            }
            if is_inline(event) {
                // In a list without empty lines the items' words are in no paragraph.
                let content = self.inlines_until(|event| !is_inline(event))?;
                blocks.push(Block::Paragraph { content });
            } else {
                self.block(&mut blocks)?;
            }
        }
        self.depth -= 1;
        Ok(blocks)
    }

    fn block(&mut self, blocks: &mut Vec<Block>) -> Result<(), Misuse> {
        match self.next() {
            Some(Event::Start(Tag::Paragraph)) => {
                blocks.push(paragraph(self.inlines(TagEnd::Paragraph)?));
            }
            Some(Event::Start(Tag::Heading { level, .. })) => {
                let content = self.inlines(TagEnd::Heading(level))?;
                blocks.push(Block::Heading { level: level as u8, content });
            }
            Some(Event::Start(Tag::BlockQuote(kind))) => {
                let kind: Option<BlockQuoteKind> = kind;
                blocks.push(Block::Quote { blocks: self.blocks(Some(TagEnd::BlockQuote(kind)))? });
            }
            Some(Event::Start(Tag::List(start))) => blocks.push(self.list(start)?),
            Some(Event::Start(Tag::CodeBlock(kind))) => blocks.push(self.code(&kind)?),
            Some(Event::Start(Tag::Table(columns))) => {
                let table = self.table(&columns, blocks)?;
                blocks.push(Block::Table(table));
            }
            Some(Event::Start(Tag::HtmlBlock)) => blocks.extend(self.html_block()?),
            // A line of underscores is a line to write on, whatever Markdown says.
            Some(Event::Rule) if self.source().starts_with('_') => blocks.push(one_line_to_write()),
            Some(Event::Rule) => blocks.push(Block::Rule),
            _ => return self.refuse("this cannot stand here", "write it in another way"),
        }
        Ok(())
    }

    fn list(&mut self, start: Option<u64>) -> Result<Block, Misuse> {
        let mut items = Vec::new();
        while let Some(Event::Start(Tag::Item)) = self.next() {
            let tick = match self.peek() {
                Some(Event::TaskListMarker(ticked)) => Some(*ticked),
                // With empty lines between the items the box is inside a paragraph.
                Some(Event::Start(Tag::Paragraph)) => {
                    match self.events.get(self.at + 1).map(|(event, _)| event) {
                        Some(Event::TaskListMarker(ticked)) => Some(*ticked),
                        _ => None,
                    }
                }
                _ => None,
            };
            let mut blocks = self.blocks(Some(TagEnd::Item))?;
            if tick.is_some() {
                trim_start(&mut blocks);
            }
            items.push(Item { tick, blocks });
        }
        Ok(Block::List { start, items })
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) -> Result<Block, Misuse> {
        let CodeBlockKind::Fenced(name) = kind else {
            return self.refuse(
                "this line begins with four or more spaces",
                "take the spaces away; to show text just as it is, put a line ``` before and after",
            );
        };
        let source = self.source();
        let mut text = String::new();
        while let Some(Event::Text(more)) = self.next() {
            text.push_str(&more);
        }
        match name.trim() {
            "" | "text" => {
                let text = armour::strip(text.trim_end_matches('\n'));
                Ok(Block::Verbatim { text })
            }
            name => widget::widget(name, &text, source),
        }
    }

    fn html_block(&mut self) -> Result<Option<Block>, Misuse> {
        let source = self.source();
        let mut html = String::new();
        while let Some(Event::Html(more) | Event::Text(more)) = self.next() {
            html.push_str(&more);
        }
        let comment = html.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        match comment.map(str::trim) {
            Some("page break") => Ok(Some(Block::PageBreak)),
            Some(inner) if !inner.contains("-->") => Ok(None),
            _ => Err(no_html(source)),
        }
    }
}

/// HTML would look different in each output, or be lost.
pub(super) fn no_html(source: &str) -> Misuse {
    let help = "write it in Markdown; for `<` itself write `\\<`";
    Misuse::new("a template cannot hold HTML", source, help)
}

fn is_inline(event: &Event<'_>) -> bool {
    !matches!(
        event,
        Event::End(_)
            | Event::Rule
            | Event::Html(_)
            | Event::Start(
                Tag::Paragraph
                    | Tag::Heading { .. }
                    | Tag::BlockQuote(_)
                    | Tag::CodeBlock(_)
                    | Tag::HtmlBlock
                    | Tag::List(_)
                    | Tag::Item
                    | Tag::Table(_)
            )
    )
}

fn one_line_to_write() -> Block {
    Block::Lines(Lines { label: String::new(), lines: 1 })
}

fn paragraph(content: Vec<Inline>) -> Block {
    match content[..] {
        [Inline::Blank] => one_line_to_write(),
        _ => Block::Paragraph { content },
    }
}

/// The tick box is the item's own: what is left begins with the space behind it.
fn trim_start(blocks: &mut [Block]) {
    if let Some(Block::Paragraph { content }) = blocks.first_mut() {
        if matches!(content.first(), Some(Inline::TickBox { .. })) {
            content.remove(0);
        }
        if let Some(Inline::Text { text }) = content.first_mut() {
            *text = text.trim_start().to_owned();
        }
        content.retain(|inline| !matches!(inline, Inline::Text { text } if text.is_empty()));
    }
}
