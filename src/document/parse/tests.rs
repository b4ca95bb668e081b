use super::*;
use crate::document::model::{Align, Inline, Item, Lines, Scale, Sign};

fn blocks(body: &str) -> Vec<Block> {
    document(&format!("---\ntitle: T\n---\n{body}")).expect("a document").blocks
}

fn text(text: &str) -> Inline {
    Inline::Text { text: text.to_owned() }
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph { content }
}

#[test]
fn what_an_author_can_write_becomes_what_it_looks_like() {
    let value = armour::wear("[ ] ____\n# x");
    for (written, expected) in [
        ("I am ____ old", vec![paragraph(vec![text("I am "), Inline::Blank, text(" old")])]),
        ("______", vec![Block::Lines(Lines { label: String::new(), lines: 1 })]),
        ("<!-- page break -->", vec![Block::PageBreak]),
        ("<!-- a note -->", vec![]),
        (
            "- [x] yes\n- [ ] no",
            vec![Block::List {
                start: None,
                items: vec![
                    Item { tick: Some(true), blocks: vec![paragraph(vec![text("yes")])] },
                    Item { tick: Some(false), blocks: vec![paragraph(vec![text("no")])] },
                ],
            }],
        ),
        (
            "- [ ] loose\n\n- plain",
            vec![Block::List {
                start: None,
                items: vec![
                    Item { tick: Some(false), blocks: vec![paragraph(vec![text("loose")])] },
                    Item { tick: None, blocks: vec![paragraph(vec![text("plain")])] },
                ],
            }],
        ),
        (
            "```scale\nquestion: How?\nto: 4\nhigh: Well\n```",
            vec![Block::Scale(Scale {
                question: "How?".into(),
                from: 1,
                to: 4,
                low: String::new(),
                high: "Well".into(),
            })],
        ),
        (
            "```sign\nitems: [Signed, Date]\n```",
            vec![Block::Sign(Sign { items: vec!["Signed".into(), "Date".into()] })],
        ),
        (
            value.as_str(),
            vec![paragraph(vec![
                Inline::Value { text: "[ ] ____".into() },
                Inline::Break,
                Inline::Value { text: "# x".into() },
            ])],
        ),
    ] {
        assert_eq!(blocks(written), expected, "{written}");
    }
}

#[test]
fn a_table_takes_its_caption_and_knows_its_row_headings() {
    let found = blocks("Table: Targets {tall}\n\n| | Often |\n|:--|:-:|\n| I ask | [ ] |");
    let [Block::Table(table)] = &found[..] else { panic!("a table: {found:?}") };
    assert_eq!(table.caption, [text("Targets")]);
    assert_eq!(table.columns, [Align::Start, Align::Centre]);
    assert!(table.row_headings && table.to_fill_in);
    let forged = format!("{}\n\n| a |\n|---|\n| b |", armour::wear("Table: x"));
    assert_eq!(blocks(&forged).len(), 2, "a record's words are no caption");
}

#[test]
fn front_matter_is_read_by_its_keys() {
    let doc = document(
        "\n---\ntitle: null\nkind: form\nto:\n  - Mrs A\n\n  - Mr B\nfont_size: 14\nlandscape: yes\n\
         ---\nx",
    )
    .expect("a document");
    assert_eq!(doc.meta.title, "null");
    assert_eq!(doc.meta.to, ["Mrs A", "Mr B"]);
    assert_eq!((doc.meta.font_size, doc.meta.landscape), (14, true));
    assert_eq!(doc.meta.lang, "en-GB");
    assert_eq!(document("# Hello *you*").expect("a document").meta.title, "Hello you");
}

#[test]
fn what_cannot_be_a_document_is_said_in_plain_words() {
    for (written, message) in [
        ("x", "the document has no title"),
        ("---\ntitle: T\nx", "the lines at the top have no end"),
        ("---\nkind: lettr\n---\n", "‹lettr› is not a kind of document"),
        ("---\nlang: english!\n---\n", "‹english!› is not a language code"),
        ("---\nfont_size: 99\n---\n", "‹99› is not a number for ‹font_size›"),
        ("---\ntitle: T\n---\n    four", "this line begins with four or more spaces"),
        ("---\ntitle: T\n---\n<p>x</p>", "a template cannot hold HTML"),
        (
            "---\ntitle: T\n---\n```scale\nquestion: Q\nfrom: 5\nto: 2\n```",
            "the scale goes from 5 to 2",
        ),
    ] {
        assert_eq!(document(written).expect_err(written).message, message, "{written}");
    }
    let deep = format!("---\ntitle: T\n---\n{} x", ">".repeat(5000));
    assert_eq!(document(&deep).expect_err("too deep").message, "this is nested too deeply");
}

#[test]
fn the_guide_for_authors_tells_of_every_key_and_widget() {
    let guide = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/README.md"));
    let misuse = document("---\nxyz: 1\n---\n").expect_err("an unknown key");
    let keys = misuse.help.strip_prefix("known are ").expect("the keys");
    let widgets = ["```scale", "```lines", "```sign", "```text"].map(str::to_owned);
    for told in keys.split(", ").map(|key| format!("`{key}`")).chain(widgets) {
        assert!(guide.contains(&told), "{told}");
    }
}
