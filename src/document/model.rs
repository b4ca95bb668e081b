//! What a document is once its template was filled in: the one form from which every output is
//! written. Record text in it is plain text; no writer may take it for markup.

use serde::Serialize;

/// A whole document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Doc {
    /// What stands around the body: school, addressee, date, language.
    pub meta: Meta,
    /// The body, from top to bottom.
    pub blocks: Vec<Block>,
}

/// What the lines between the two `---` at the top of a template say.
///
/// Texts are single lines and may be empty; lists hold no empty line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Meta {
    /// What the document is called; never empty.
    pub title: String,
    /// The language of the text, as HTML names it: `en-GB`.
    pub lang: String,
    /// The school's name.
    pub school: String,
    /// The school's address, line by line.
    pub address: Vec<String>,
    /// The school's telephone number.
    pub phone: String,
    /// The school's email address.
    pub email: String,
    /// Whom it goes to, name and address, line by line.
    pub to: Vec<String>,
    /// The date as it is to be read: `9 March 2026`.
    pub date: String,
    /// The school's own reference.
    pub reference: String,
    /// What stands at the foot of each page.
    pub footer: String,
    /// What sort of document it is.
    pub kind: Kind,
    /// The size of the running text in points, from 8 to 36.
    pub font_size: u8,
    /// Whether the page lies on its long side.
    pub landscape: bool,
}

/// What sort of document it is; decides margins and how the first page begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// To one addressee.
    #[default]
    Letter,
    /// To be filled in by hand.
    Form,
    /// For the school's own files.
    Report,
    /// To be given away.
    Leaflet,
}

/// Something that stands on lines of its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A heading.
    Heading {
        /// 1 for the highest to 6.
        level: u8,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// The number of the first item; nothing for bullets.
        start: Option<u64>,
        /// From first to last.
        items: Vec<Item>,
    },
    /// Set apart from the text around it.
    Quote {
        /// What is in it.
        blocks: Vec<Block>,
    },
    /// A table.
    Table(Table),
    /// A line across the page.
    Rule,
    /// What follows begins a new page.
    PageBreak,
    /// A question answered by circling a number.
    Scale(Scale),
    /// Empty lines to write on.
    Lines(Lines),
    /// Places to sign, side by side.
    Sign(Sign),
    /// Text shown exactly as it is, line by line.
    Verbatim {
        /// Without the last line end.
        text: String,
    },
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// Whether a tick box stands before it, and whether that is ticked.
    pub tick: Option<bool>,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// A table; each row has as many cells as there are columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// What stands above it; may be empty.
    pub caption: Vec<Inline>,
    /// How each column is set.
    pub columns: Vec<Align>,
    /// The head row, cell by cell; a cell may be empty.
    pub head: Vec<Vec<Inline>>,
    /// The rows below, cell by cell.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// Whether the first cell of each row is a heading for that row.
    pub row_headings: bool,
    /// Whether the cells are to be written in by hand, so that rows must be tall.
    pub to_fill_in: bool,
}

/// On which side of its column a cell's text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Where a line begins.
    Start,
    /// In the middle.
    Centre,
    /// Where a line ends.
    End,
}

/// A question answered by circling one of the whole numbers `from` to `to`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scale {
    /// What is asked.
    pub question: String,
    /// The lowest number.
    pub from: u8,
    /// The highest number; above `from`.
    pub to: u8,
    /// What the lowest number means; may be empty.
    pub low: String,
    /// What the highest number means; may be empty.
    pub high: String,
}

/// Empty lines to write on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lines {
    /// What to write there; may be empty.
    pub label: String,
    /// How many lines, from 1 to 40.
    pub lines: u8,
}

/// Places to sign, side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sign {
    /// What each is for: `Signed`, `Date`; from 1 to 6 of them.
    pub items: Vec<String>,
}

/// Something within a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "inline", rename_all = "kebab-case")]
pub enum Inline {
    /// Words of the template.
    Text {
        /// Never empty, without line ends.
        text: String,
    },
    /// Words of the record: one value, or one line of it. Apart from the template's words, so that
    /// a name written from right to left does not turn the sentence around it.
    Value {
        /// Never empty, without line ends.
        text: String,
    },
    /// Shown as typed.
    Code {
        /// Without line ends.
        text: String,
    },
    /// Of strong importance; mostly bold.
    Strong {
        /// What is.
        content: Vec<Inline>,
    },
    /// Stressed; mostly italic.
    Emphasis {
        /// What is.
        content: Vec<Inline>,
    },
    /// Struck through.
    Struck {
        /// What is.
        content: Vec<Inline>,
    },
    /// A link.
    Link {
        /// Begins with `https:`, `http:`, `mailto:` or `tel:`; percent-encoded.
        url: String,
        /// What one reads.
        content: Vec<Inline>,
    },
    /// The line ends here.
    Break,
    /// A box to tick.
    TickBox {
        /// Whether it is ticked already.
        ticked: bool,
    },
    /// A short space to write in by hand.
    Blank,
}

/// The words alone, with `\n` for a line break; tick boxes as `[ ]` and `[x]`, spaces to write as
/// underscores, and a link's address behind its words where they do not show it.
pub fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Text { text: words }
            | Inline::Value { text: words }
            | Inline::Code { text: words } => text.push_str(words),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Struck { content } => text.push_str(&plain_text(content)),
            Inline::Link { url, content } => {
                let words = plain_text(content);
                let address = bare_address(url);
                text.push_str(&words);
                if !words.contains(address) && !url.starts_with("tel:") {
                    text.push_str(" (");
                    text.push_str(address);
                    text.push(')');
                }
            }
            Inline::Break => text.push('\n'),
            Inline::TickBox { ticked } => text.push_str(if *ticked { "[x]" } else { "[ ]" }),
            Inline::Blank => text.push_str("________________"),
        }
    }
    text
}

/// An address as a person reads it aloud: without `mailto:` or `tel:`.
fn bare_address(url: &str) -> &str {
    url.strip_prefix("mailto:").or_else(|| url.strip_prefix("tel:")).unwrap_or(url)
}

/// Whether a text holds letters that run from right to left (Hebrew, Arabic and their kin).
pub fn runs_right_to_left(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(u32::from(c),
            0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x1_0800..=0x1_0FFF
            | 0x1_E800..=0x1_EFFF)
    })
}
