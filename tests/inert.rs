//! Words of a record stay words, whatever they look like and wherever a template puts them.

use lm::document::model::Doc;
use lm::document::{Engine, SchoolTemplate, armour, html, markdown, plain};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};
use serde_json::json;

/// What a person may write into a record, by chance or not.
const NASTY: &[&str] = &[
    "Amira",
    "null",
    "true",
    "~",
    "[",
    "{a: b}",
    "- x",
    "* * *",
    "_ _ _ # $ < @ \\ | [ ] ( ) ~~ \\` \" '",
    "{{ get_env(name=\"HOME\") }}",
    "{{ 7*7 }}{% include \"/etc/passwd\" %}{# gone #}",
    "<script>alert(1)</script><!-- page break -->",
    "#read(\"/etc/passwd\") #panic()",
    "[click](javascript:alert(1)) ![x](y) <a@b.example> https://a.example",
    "a\n# heading\n- list\n1. list\n> quote\n```sign\nitems: [a]\n```",
    "a\n\nb\n---\nlang: evil\n---\n<b>",
    "\"\nlang: evil\ntitle: \"",
    "    four spaces",
    "\ttab",
    "  blanks around  ",
    "| a | b |\n|---|---|",
    "Table: x {tall}",
    "[ ] [x] ____ ________________",
    "**bold** *em* ~~gone~~ `code` ``` &amp; &#35; \\* a\\",
    "(Bob)",
    "!",
    "\u{1b}[31mred\u{1b}]0;title\u{7}\u{9b}2J",
    "\u{202E}evil\u{2066}",
    "\u{F0023} heading \u{F0080}\u{F0081}",
    "محمد (علی) خان 12",
    "王小明。",
    "=1+1",
    "+ a\n= b\n===\n: c",
    "\u{a0}\u{3000}wide\u{2028}line",
    "' # comment",
];

/// A value in every place that a template can put one.
const EVERYWHERE: &str = "\
---
title: {{ x }}
school: \"{{ x }}\"
address: [{{ x }}, \"{{ x }}\", '{{ x }}']
to:
  - {{ x }}
footer: 'By {{ x }}'
---
# H {{ x }}

P {{ x }} and **{{ x }}** and *{{ x }}* and ~~{{ x }}~~ and [{{ x }}](https://a.example) end

{{ x }}

- {{ x }}
- [ ] {{ x }}

1. {{ x }}

> {{ x }}

[L](https://a.example/{{ x }}) [M]({{ x }}) `{{ x }}`

Table: T {{ x }}

| A {{ x }} | B |
|---|---|
| {{ x }} | **{{ x }}** |

```scale
question: {{ x }}
low: \"{{ x }}\"
high: '{{ x }}'
```

```lines
label: {{ x }}
```

```sign
items: [{{ x }}, Date]
```

```text
{{ x }}
```
";

fn document(template: &str, value: &str) -> Doc {
    let template = SchoolTemplate {
        name: "t.md".into(),
        file: "templates/t.md".into(),
        text: template.into(),
    };
    let (engine, faults) = Engine::from_texts(&[], &[template]);
    assert_eq!(faults, []);
    engine.render("t.md", &json!({ "x": value })).expect("a document")
}

/// Without white space, which each output sets in its own way.
fn dense(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The names of the tags, without those that a line end or a script's direction brings.
fn tags(html: &str) -> Vec<&str> {
    html.split('<')
        .skip(1)
        .filter_map(|tag| tag.split(['>', ' ']).next())
        .filter(|name| !matches!(*name, "br" | "bdi" | "/bdi"))
        .collect()
}

/// What one reads of a piece of HTML.
fn read(html: &str) -> String {
    let mut text = String::new();
    for piece in html.replace("<br>\n", "\n").split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, behind)| behind));
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(text, |text, (entity, c)| text.replace(entity, c))
}

fn parsed(markdown: &str) -> Vec<Event<'_>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    Parser::new_ext(markdown, options).collect()
}

/// The blocks and spans of a Markdown text, without its words.
fn shape(markdown: &str) -> Vec<String> {
    parsed(markdown)
        .into_iter()
        .filter(|event| {
            !matches!(event, Event::Text(_) | Event::SoftBreak | Event::HardBreak | Event::Code(_))
                && *event != Event::InlineHtml("<br>".into())
        })
        .map(|event| format!("{event:?}"))
        // A link's address holds the value, percent-encoded.
        .map(|event| event.split("https").next().unwrap_or_default().to_owned())
        .collect()
}

/// The words of a Markdown text.
fn words(markdown: &str) -> String {
    parsed(markdown)
        .into_iter()
        .map(|event| match event {
            Event::Text(text) | Event::Code(text) => text.to_string(),
            Event::SoftBreak | Event::HardBreak => "\n".to_owned(),
            Event::InlineHtml(html) | Event::Html(html) if &*html != "<br>" => html.to_string(),
            _ => String::new(),
        })
        .collect()
}

#[test]
fn no_value_changes_the_shape_of_a_document() {
    let benign = document(EVERYWHERE, "Amira");
    for value in NASTY {
        let doc = document(EVERYWHERE, value);
        let html = html::write(&doc);
        assert_eq!(doc.meta.lang, "en-GB");
        let lines = armour::clean(value).split('\n').filter(|line| !line.trim().is_empty()).count();
        assert_eq!(doc.meta.address.len(), lines * 3, "{value}");
        assert_eq!(tags(&html), tags(&html::write(&benign)), "{value}");
        assert_eq!(shape(&markdown::write(&doc)), shape(&markdown::write(&benign)), "{value}");
    }
}

#[test]
fn every_value_shows_as_it_is_in_every_place() {
    let body = |doc: &Doc| {
        let html = html::write(doc);
        dense(&read(html.split_once("<body").expect("a body").1))
    };
    let text = |doc: &Doc| dense(&plain::write(doc, 400));
    let words_of = |doc: &Doc| dense(&words(&markdown::write(doc)));
    let count = |text: &str, value: &str| text.matches(value).count();
    // In an address it is percent-encoded, and so not counted.
    let mark = document(EVERYWHERE, "Q Q Q");
    for value in NASTY {
        let doc = document(EVERYWHERE, value);
        let shown = dense(&armour::clean(value));
        for (now, then) in [(body(&doc), body(&mark)), (words_of(&doc), words_of(&mark))] {
            assert!(count(&then, "QQQ") > 20, "{then}");
            assert!(count(&now, &shown) >= count(&then, "QQQ"), "{value}: {now}");
        }
        // Line by line, because lines of neighbouring cells stand side by side.
        for line in armour::clean(value).split('\n').map(dense).filter(|line| !line.is_empty()) {
            let now = text(&doc);
            assert!(count(&now, &line) >= count(&text(&mark), "QQQ"), "{value}: {now}");
        }
        for output in [html::write(&doc), markdown::write(&doc), plain::write(&doc, 72)] {
            let control = |c: char| c.is_control() && c != '\n';
            assert!(!output.contains(control), "{value}: a control character");
        }
    }
}

#[test]
fn a_number_is_not_in_armour() {
    let template = "---\ntitle: T\n---\n{{ n }}. one";
    let template =
        SchoolTemplate { name: "t.md".into(), file: "t.md".into(), text: template.into() };
    let (engine, _) = Engine::from_texts(&[], &[template]);
    let doc = engine.render("t.md", &json!({ "n": 3 })).expect("a document");
    assert_eq!(plain::write(&doc, 72), "3. one\n");
}

/// Mostly what markup is made of.
fn any_value() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[ \n*_~`#>|\\[\\]()<&;!+=:.\\\\\"'a1é王م🄰Ⓐ-]{0,30}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_value_reads_the_same_in_markdown_html_and_plain_text(value in any_value()) {
        let template = "---\ntitle: T\nto: {{ x }}\n---\n# H {{ x }}\n\nP {{ x }} **{{ x }}** \
                        a*{{ x }}*b ~~{{ x }}~~{{ x }}\n\n- L {{ x }}\n- {{ x }}\n\n> {{ x }}\n\n\
                        | C | D |\n|---|---|\n| {{ x }} | e |\n\n{{ x }}\n";
        let doc = document(template, &value);
        let clean = armour::clean(&value);
        let x = dense(&clean);
        let expected = format!("{x}H{x}P{x}{x}a{x}b{x}{x}L{x}{x}{x}CD{x}e{x}");

        let markdown = markdown::write(&doc);
        prop_assert_eq!(dense(&words(&markdown)), expected.clone(), "{}", markdown);

        let html = html::write(&doc);
        let (_, body) = html.split_once("<body class=\"letter\">").expect("a body");
        prop_assert_eq!(dense(&read(body)), expected);
        let (_, heading) = body.split_once("<h1>").expect("a heading");
        let heading = heading.split("</h1>").next().unwrap_or_default();
        prop_assert_eq!(read(heading), format!("H {clean}"));

        let template = "---\ntitle: T\nto: {{ x }}\n---\nP {{ x }} end";
        let text = plain::write(&document(template, &value), 30);
        prop_assert_eq!(dense(&text), format!("{x}P{x}end"));
    }
}
