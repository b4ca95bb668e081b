mod faults;

use std::time::{Duration, Instant};

use serde_json::json;

use super::*;
use crate::document::{markdown, plain};

const LETTER: &str = "\
---
title: \"About {{ pupil.first }}\"
---
{% include \"parts/greeting.md\" %}

{% block body %}{{ pupil.first }} does well.{% endblock body %}

Yours
";

const SHIPPED: [(&str, &str); 2] =
    [("letters/about.md", LETTER), ("parts/greeting.md", "Dear parent of {{ pupil.first }},")];

fn school(name: &str, text: &str) -> SchoolTemplate {
    SchoolTemplate { name: name.into(), file: format!("templates/{name}"), text: text.into() }
}

fn view() -> Value {
    json!({
        "pupil": {"first": "Amira", "last": "Khan", "known_as": null},
        "exit": null, "targets": [{"label": "Read"}], "today": "2026-03-09",
    })
}

fn engine(templates: &[SchoolTemplate]) -> Engine {
    let (engine, faults) = Engine::from_texts(&SHIPPED, templates);
    assert_eq!(faults, []);
    engine
}

/// The body of what a template becomes, in plain text on one line.
fn shown(engine: &Engine, path: &str) -> String {
    let doc = engine.render(path, &view()).expect("a document");
    plain::write(&doc, 72).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_schools_template_replaces_ours_whole_by_block_or_by_part() {
    let letter = "letters/about.md";
    assert_eq!(shown(&engine(&[]), letter), "Dear parent of Amira, Amira does well. Yours");
    let whole = school(letter, "---\ntitle: Hello\n---\nHello {{ pupil.last }}");
    assert_eq!(shown(&engine(&[whole]), letter), "Hello Khan");
    let block = "{% extends \"builtin/letters/about.md\" %}\
                 {% block body %}{{ super() }} We are glad.{% endblock body %}";
    let block = school(letter, block);
    assert_eq!(
        shown(&engine(&[block]), letter),
        "Dear parent of Amira, Amira does well. We are glad. Yours"
    );
    let part = school("parts/greeting.md", "Assalamu alaikum,");
    assert_eq!(shown(&engine(&[part]), letter), "Assalamu alaikum, Amira does well. Yours");
}

#[test]
fn a_template_that_does_not_end_is_stopped() {
    let turns = "{% for a in range(end=1000) %}".repeat(6);
    let ends = "{% endfor %}".repeat(6);
    let forever = school("letters/own.md", &format!("{turns}{ends}"));
    let engine = engine(&[forever]).with_deadline(Duration::from_millis(200));
    let start = Instant::now();
    let fault = engine.render("letters/own.md", &view()).expect_err("a fault");
    assert_eq!(fault.message, "this template does not come to an end");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_template_that_writes_too_much_is_stopped() {
    let turns = "{% for a in range(end=1000) %}".repeat(3);
    let much = school("letters/own.md", &format!("{turns}word {}", "{% endfor %}".repeat(3)));
    let fault = engine(&[much]).render("letters/own.md", &view()).expect_err("a fault");
    assert_eq!(fault.message, "this template writes more than 2 MB of text");
}

#[test]
fn a_fact_that_is_not_there_today_can_be_asked_about() {
    let text = "---\ntitle: T\n---\n{% if exit %}gone{% else %}here{% endif %}, \
                {{ pupil.known_as or pupil.first }}, {{ pupil?.nick or \"none\" }}, \
                {{ exit?.reason | default(value=\"no reason\") }}";
    let engine = engine(&[school("letters/own.md", text)]);
    assert_eq!(shown(&engine, "letters/own.md"), "here, Amira, none, no reason");
}

#[test]
fn what_is_not_protected_is_listed() {
    let text = "{{ pupil.first }}\n  {{ pupil.last | safe }}{% filter safe %}x{% endfilter %}";
    let engine = engine(&[school("letters/own.md", text)]);
    let found = engine.unsafe_uses();
    let places: Vec<_> = found.iter().map(|found| (found.place.line, found.place.column)).collect();
    assert_eq!(places, [(2, 19), (2, 36)]);
}

#[test]
fn the_facts_that_a_template_asks_for_can_be_listed() {
    let text = "{% extends \"builtin/letters/about.md\" %}{% block body %}\
                {% for t in targets %}{{ t.label }}{% endfor %}{% endblock %}";
    let engine = engine(&[school("letters/own.md", text)]);
    let asked = engine.variables("letters/own.md").expect("a template");
    assert_eq!(asked.into_iter().collect::<Vec<_>>(), ["pupil.first", "targets", "targets.label"]);
    assert_eq!(engine.templates("letters"), ["letters/about.md", "letters/own.md"]);
    assert!(engine.is_schools_own("letters/own.md"));
    assert!(!engine.is_schools_own("letters/about.md"));
}

#[test]
fn a_template_nobody_has_is_refused_with_the_nearest() {
    let fault = engine(&[]).render("letters/abuot.md", &view()).expect_err("a fault");
    assert_eq!(fault.message, "there is no template ‹letters/abuot.md›");
    assert_eq!(fault.nearest, ["letters/about.md"]);
}

#[test]
fn components_of_parts_can_be_called_and_replaced() {
    let part = |word: &str| {
        format!("{{% component tick(label) %}}{word} {{{{ label }}}}{{% endcomponent tick %}}")
    };
    let letter = "---\ntitle: T\n---\n{{<tick label={pupil.first} />}}";
    let ours = part("- [ ]");
    let shipped = [("letters/a.md", letter), ("parts/tick.md", &ours)];
    let (engine, faults) = Engine::from_texts(&shipped, &[]);
    assert_eq!(faults, []);
    assert_eq!(shown(&engine, "letters/a.md"), "[ ] Amira");
    let (engine, faults) = Engine::from_texts(&shipped, &[school("parts/tick.md", &part("Tick:"))]);
    assert_eq!(faults, []);
    assert_eq!(shown(&engine, "letters/a.md"), "Tick: Amira");
}

#[test]
fn a_byte_order_mark_and_carriage_returns_do_no_harm() {
    let text = "\u{feff}---\r\ntitle: T\r\n---\r\nHello\r\n{{ pupil.first }}\r\n";
    let engine = engine(&[school("letters/own.md", text)]);
    let doc = engine.render("letters/own.md", &view()).expect("a document");
    assert_eq!(markdown::write(&doc), "Hello Amira\n");
}
