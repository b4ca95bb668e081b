//! Tables, and the line `Table: …` that names one.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::{Misuse, Reader};
use crate::document::model::{Align, Block, Inline, Table};

/// Before a table's caption.
const CAPTION: &str = "Table: ";
/// Behind the caption of a table that is to be filled in by hand.
const TALL: &str = "{tall}";

impl Reader<'_> {
    /// A table; its caption is taken from the end of the blocks above it.
    pub(super) fn table(
        &mut self,
        columns: &[Alignment],
        above: &mut Vec<Block>,
    ) -> Result<Table, Misuse> {
        let mut head = Vec::new();
        let mut rows = Vec::new();
        loop {
            match self.next() {
                Some(Event::Start(Tag::TableHead)) => head = self.cells(TagEnd::TableHead)?,
                Some(Event::Start(Tag::TableRow)) => rows.push(self.cells(TagEnd::TableRow)?),
                _ => break,
            }
        }
        let (caption, tall) = take_caption(above);
        let cells = || rows.iter().flatten();
        let boxes = cells().flatten().any(|inline| matches!(inline, Inline::TickBox { .. }));
        let empty = cells().filter(|cell| cell.is_empty()).count();
        let corner_is_empty = head.first().is_some_and(Vec::is_empty);
        Ok(Table {
            caption,
            columns: columns.iter().map(|column| align(*column)).collect(),
            row_headings: corner_is_empty || boxes,
            to_fill_in: tall || empty * 2 > cells().count(),
            head,
            rows,
        })
    }

    fn cells(&mut self, end: TagEnd) -> Result<Vec<Vec<Inline>>, Misuse> {
        let mut cells = Vec::new();
        loop {
            match self.next() {
                Some(Event::Start(Tag::TableCell)) => cells.push(self.inlines(TagEnd::TableCell)?),
                Some(Event::End(found)) if found == end => return Ok(cells),
                _ => {
                    return self.refuse("this cannot stand in a table", "write it below the table");
                }
            }
        }
    }
}

fn align(column: Alignment) -> Align {
    match column {
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::End,
        Alignment::None | Alignment::Left => Align::Start,
    }
}

/// The caption and whether the table is to be tall. A record's words never make a caption.
fn take_caption(above: &mut Vec<Block>) -> (Vec<Inline>, bool) {
    let names_a_table = matches!(above.last(), Some(Block::Paragraph { content })
        if matches!(content.first(), Some(Inline::Text { text }) if text.starts_with(CAPTION)));
    let Some(Block::Paragraph { mut content }) = above.pop_if(|_| names_a_table) else {
        return (Vec::new(), false);
    };
    if let Some(Inline::Text { text }) = content.first_mut() {
        text.drain(..CAPTION.len());
    }
    let mut tall = false;
    if let Some(Inline::Text { text }) = content.last_mut()
        && let Some(words) = text.trim_end().strip_suffix(TALL)
    {
        *text = words.trim_end().to_owned();
        tall = true;
    }
    content.retain(|inline| !matches!(inline, Inline::Text { text } if text.is_empty()));
    (content, tall)
}
