//! A document as one HTML file that needs nothing else: no scripts, no network, and a style for
//! A4 paper.

mod table;

use std::fmt::Write as _;

use super::letterhead;
use super::model::{Block, Doc, Inline, Item, Kind, Lines, Meta, Scale, Sign, runs_right_to_left};

const STYLE: &str = include_str!("html/print.css");

/// Nothing may be loaded, run, sent or framed, whatever the text says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'";

/// The whole file.
pub fn write(doc: &Doc) -> String {
    let mut writer = Writer { html: String::new(), scales: 0 };
    writer.head(&doc.meta);
    writer.letterhead(&doc.meta);
    writer.html.push_str("<main>\n");
    writer.blocks(&doc.blocks);
    writer.html.push_str("</main>\n");
    if !doc.meta.footer.is_empty() {
        writer.add(format_args!("<footer>{}</footer>\n", isolated(&doc.meta.footer)));
    }
    writer.html.push_str("</body>\n</html>\n");
    writer.html
}

struct Writer {
    html: String,
    /// How many scales there are so far: the answers to each belong together.
    scales: usize,
}

impl Writer {
    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        self.html.write_fmt(text).expect("writing to a string");
    }

    fn head(&mut self, meta: &Meta) {
        let language = meta.lang.split('-').next().unwrap_or_default();
        let from_right = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];
        let direction = if from_right.contains(&language) { " dir=\"rtl\"" } else { "" };
        let paper = if meta.landscape { "A4 landscape" } else { "A4" };
        self.add(format_args!(
            "<!doctype html>\n<html lang=\"{}\"{direction}>\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <title>{}</title>\n<style>\n@page {{ size: {paper}; margin: 16mm 20mm; }}\n\
             html {{ font-size: {}pt; }}\n{STYLE}</style>\n</head>\n<body class=\"{}\">\n",
            escaped(&meta.lang),
            escaped(&meta.title),
            meta.font_size,
            class_of(meta.kind),
        ));
    }

    fn letterhead(&mut self, meta: &Meta) {
        let mut lines: Vec<String> = meta.address.iter().map(|line| isolated(line)).collect();
        for contact in letterhead::contacts(meta) {
            let url = escaped(&contact.url);
            let text = isolated(contact.text);
            lines.push(format!("{}: <a href=\"{url}\">{text}</a>", contact.label));
        }
        if !meta.school.is_empty() {
            lines.insert(0, format!("<strong>{}</strong>", isolated(&meta.school)));
        }
        if !lines.is_empty() {
            self.add(format_args!("<header>\n{}\n</header>\n", lines.join("<br>\n")));
        }
        if !meta.to.is_empty() {
            let to: Vec<String> = meta.to.iter().map(|line| isolated(line)).collect();
            self.add(format_args!("<address>\n{}\n</address>\n", to.join("<br>\n")));
        }
        if !meta.date.is_empty() {
            self.add(format_args!("<p class=\"date\">{}</p>\n", isolated(&meta.date)));
        }
        if let Some(reference) = letterhead::reference(meta) {
            self.add(format_args!("<p class=\"reference\">{}</p>\n", isolated(&reference)));
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, content } => {
                self.add(format_args!("<h{level}>{}</h{level}>\n", inlines(content)));
            }
            Block::Paragraph { content } => {
                self.add(format_args!("<p>{}</p>\n", inlines(content)));
            }
            Block::List { start, items } => self.list(*start, items),
            Block::Quote { blocks } => {
                self.html.push_str("<blockquote>\n");
                self.blocks(blocks);
                self.html.push_str("</blockquote>\n");
            }
            Block::Table(table) => self.html.push_str(&table::table(table)),
            Block::Rule => self.html.push_str("<hr>\n"),
            Block::PageBreak => self.html.push_str("<div class=\"page-break\"></div>\n"),
            Block::Scale(scale) => self.scale(scale),
            Block::Lines(lines) => self.lines(lines),
            Block::Sign(sign) => self.sign(sign),
            Block::Verbatim { text } => self.add(format_args!("<pre>{}</pre>\n", escaped(text))),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) {
        let name = if start.is_some() { "ol" } else { "ul" };
        self.add(format_args!("<{name}"));
        if items.iter().any(|item| item.tick.is_some()) {
            self.html.push_str(" class=\"ticks\"");
        }
        if let Some(start) = start.filter(|start| *start != 1) {
            self.add(format_args!(" start=\"{start}\""));
        }
        self.html.push_str(">\n");
        for item in items {
            self.item(item);
        }
        self.add(format_args!("</{name}>\n"));
    }

    fn item(&mut self, item: &Item) {
        self.html.push_str("<li>");
        let (first, rest) = match &item.blocks[..] {
            [Block::Paragraph { content }, rest @ ..] => (inlines(content), rest),
            rest => (String::new(), rest),
        };
        match item.tick {
            Some(ticked) => {
                let checked = if ticked { " checked" } else { "" };
                self.add(format_args!(
                    "<label><input type=\"checkbox\"{checked}> <span>{first}</span></label>"
                ));
            }
            None => self.html.push_str(&first),
        }
        if !rest.is_empty() {
            self.html.push('\n');
            self.blocks(rest);
        }
        self.html.push_str("</li>\n");
    }

    fn scale(&mut self, scale: &Scale) {
        self.scales += 1;
        let group = self.scales;
        self.add(format_args!(
            "<fieldset class=\"scale\">\n<legend>{}</legend>\n<div class=\"numbers\">\n",
            isolated(&scale.question)
        ));
        for number in scale.from..=scale.to {
            let meaning = match number {
                number if number == scale.from => &scale.low,
                number if number == scale.to => &scale.high,
                _ => "",
            };
            self.add(format_args!(
                "<label><input type=\"radio\" name=\"scale-{group}\" value=\"{number}\"{}>\
                 <span>{number}</span></label>\n",
                if meaning.is_empty() {
                    String::new()
                } else {
                    format!(" aria-label=\"{number}, {}\"", escaped(meaning))
                }
            ));
        }
        self.add(format_args!(
            "</div>\n<div class=\"ends\" aria-hidden=\"true\"><span>{}</span><span>{}</span></div>\n\
             </fieldset>\n",
            isolated(&scale.low),
            isolated(&scale.high)
        ));
    }

    fn lines(&mut self, lines: &Lines) {
        self.html.push_str("<div class=\"lines\">\n");
        if !lines.label.is_empty() {
            self.add(format_args!("<p>{}</p>\n", isolated(&lines.label)));
        }
        let count = lines.lines;
        let said = if count == 1 { "a line" } else { "lines" };
        self.add(format_args!(
            "<div role=\"img\" aria-label=\"{said} to write on\">{}</div>\n</div>\n",
            "<div class=\"line\"></div>".repeat(count.into())
        ));
    }

    fn sign(&mut self, sign: &Sign) {
        self.html.push_str("<div class=\"sign\">\n");
        for item in &sign.items {
            self.add(format_args!(
                "<div><span>{}</span><div class=\"line\" role=\"img\" \
                 aria-label=\"space to write\"></div></div>\n",
                isolated(item)
            ));
        }
        self.html.push_str("</div>\n");
    }
}

fn class_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Letter => "letter",
        Kind::Form => "form",
        Kind::Report => "report",
        Kind::Leaflet => "leaflet",
    }
}

/// Words within a line.
fn inlines(content: &[Inline]) -> String {
    let within = |name: &str, content: &[Inline]| format!("<{name}>{}</{name}>", inlines(content));
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text { text } => escaped(text),
            Inline::Value { text } => isolated(text),
            Inline::Code { text } => format!("<code>{}</code>", escaped(text)),
            Inline::Strong { content } => within("strong", content),
            Inline::Emphasis { content } => within("em", content),
            Inline::Struck { content } => within("s", content),
            Inline::Link { url, content } => {
                format!("<a href=\"{}\">{}</a>", escaped(url), inlines(content))
            }
            Inline::Break => "<br>\n".to_owned(),
            Inline::TickBox { ticked } => tick_box(*ticked, "tick box"),
            Inline::Blank => {
                "<span class=\"blank\" role=\"img\" aria-label=\"space to write\"></span>"
                    .to_owned()
            }
        })
        .collect()
}

/// A box that can be ticked on the screen as well as on paper.
fn tick_box(ticked: bool, label: &str) -> String {
    let checked = if ticked { " checked" } else { "" };
    format!("<input type=\"checkbox\" aria-label=\"{}\"{checked}>", escaped(label))
}

/// A text that must not turn the words around it, if it runs from right to left.
fn isolated(text: &str) -> String {
    let text_escaped = escaped(text);
    if runs_right_to_left(text) { format!("<bdi>{text_escaped}</bdi>") } else { text_escaped }
}

/// A text as HTML, in content and in quoted attributes.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c if c.is_control() && c != '\n' => {}
            c => html.push(c),
        }
    }
    html
}
