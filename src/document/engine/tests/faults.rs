//! What is said of a template that is not right: by table, and of any template at all.

use super::{SHIPPED, engine, school, shown, view};
use crate::document::engine::Engine;
use crate::document::fault::Place;
use proptest::prelude::*;

/// What is wrong with a school's template: message, line and column, excerpt, help.
fn fault_of(text: &str) -> (String, Option<(usize, usize)>, String, String) {
    let template = school("letters/own.md", &format!("---\ntitle: T\n---\n{text}"));
    let (engine, mut faults) = Engine::from_texts(&SHIPPED, &[template]);
    let fault = faults.pop().unwrap_or_else(|| {
        *engine.render("letters/own.md", &view()).expect_err("a template that is refused")
    });
    assert_eq!(fault.template, "templates/letters/own.md");
    let place = fault.place.map(|place| (place.line, place.column));
    (fault.message, place, fault.excerpt, fault.help)
}

/// What is written, and of the fault: message, line and column, excerpt, help.
type Fault = (&'static str, &'static str, (usize, usize), &'static str, &'static str);

const FAULTS: &[Fault] = &[
    (
        "Dear {{ pupil.frist }}",
        "the template asks for ‹pupil.frist›, which does not exist",
        (4, 9),
        "Dear {{ pupil.frist }}",
        "did you mean pupil.first?",
    ),
    (
        "x\n{% if pupl.first %}y{% endif %}",
        "the template asks for ‹pupl›, which does not exist",
        (5, 7),
        "{% if pupl.first %}y{% endif %}",
        "did you mean pupil?",
    ),
    (
        "{% for t in targets %}{{ t.labl }}{% endfor %}",
        "the template asks for ‹t.labl›, which does not exist",
        (4, 26),
        "{% for t in targets %}{{ t.labl }}{% endfor %}",
        "did you mean t.label?",
    ),
    (
        "{{ pupil.known_as }}",
        "the template asks for ‹pupil.known_as›, which is empty here",
        (4, 4),
        "{{ pupil.known_as }}",
        "put {% if pupil.known_as %} … {% endif %} around it, \
             or write {{ pupil.known_as or \"…\" }}",
    ),
    (
        "{{ exit.reason }}",
        "the template asks for ‹exit.reason›, which is empty here",
        (4, 4),
        "{{ exit.reason }}",
        "put {% if exit %} … {% endif %} around it",
    ),
    (
        "{{ exit.day | date }}",
        "the template asks for ‹exit.day›, which is empty here",
        (4, 4),
        "{{ exit.day | date }}",
        "put {% if exit %} … {% endif %} around it",
    ),
    (
        "{{ pupil.first | dat }}",
        "there is no filter ‹dat›",
        (4, 18),
        "{{ pupil.first | dat }}",
        "did you mean date?",
    ),
    (
        "{{ get_env(name=\"HOME\") }}",
        "there is no function ‹get_env›",
        (4, 4),
        "{{ get_env(name=\"HOME\") }}",
        "a template can use `range` and, inside a block, `super`",
    ),
    (
        "{{ pupil.first | date }}",
        "‹Amira› is not a date",
        (4, 18),
        "{{ pupil.first | date }}",
        "write year-month-day, for example 2026-11-21",
    ),
    (
        "{% include \"parts/greting.md\" %}",
        "there is no template ‹parts/greting.md›",
        (4, 12),
        "{% include \"parts/greting.md\" %}",
        "did you mean parts/greeting.md?",
    ),
    (
        "{% if pupil.first %}x",
        "the template cannot be read here",
        (4, 21),
        "{% if pupil.first %}x",
        "look for a `{% if %}`, `{% for %}` or `{% block %}` without its `{% end… %}`, \
             or for a missing `}}` or `%}`",
    ),
    (
        "{% iff exit %}{% endif %}",
        "a tag cannot begin with ‹iff›",
        (4, 4),
        "{% iff exit %}{% endif %}",
        "did you mean if?",
    ),
    (
        "{{ }}",
        "the template cannot be read here",
        (4, 4),
        "{{ }}",
        "there is `}}` where a name or a text should be",
    ),
    (
        "{{ range(end=5000) }}",
        "‹range› would take 5000 steps",
        (4, 4),
        "{{ range(end=5000) }}",
        "it may take at most 1000 steps",
    ),
    (
        "See <b>{{ pupil.first }}</b>",
        "a template cannot hold HTML",
        (4, 5),
        "See <b>{{ pupil.first }}</b>",
        "write it in Markdown; for `<` itself write `\\<`",
    ),
    (
        "```scael\nquestion: {{ pupil.first }}\n```",
        "there is nothing called ‹```scael›",
        (4, 1),
        "```scael",
        "did you mean ```scale?",
    ),
    (
        "```scale\nquestoin: {{ pupil.first }}\n```",
        "‹question› is missing in ```scale",
        (4, 1),
        "```scale",
        "write `question: …`",
    ),
    (
        "{{ pupil.first * 2 }}",
        "this cannot be worked out",
        (4, 4),
        "{{ pupil.first * 2 }}",
        "sums can only be done on numbers, found text",
    ),
    (
        "![x](y.png)",
        "a template cannot hold pictures",
        (4, 1),
        "![x](y.png)",
        "take the picture out",
    ),
    (
        "[x](y.html)",
        "this link leads nowhere",
        (4, 1),
        "[x](y.html)",
        "a link begins with `https://`, `http://`, `mailto:` or `tel:`",
    ),
];

#[test]
fn a_fault_names_line_column_and_what_may_be_meant() {
    for (text, message, place, excerpt, help) in FAULTS {
        let expected =
            ((*message).to_owned(), Some(*place), (*excerpt).to_owned(), (*help).to_owned());
        assert_eq!(fault_of(text), expected, "{text}");
    }
}

#[test]
fn an_unknown_key_at_the_top_is_a_fault_in_its_line() {
    let template = school("letters/own.md", "---\ntitle: T\ndaet: {{ today | date }}\n---\nx");
    let fault = engine(&[template]).render("letters/own.md", &view()).expect_err("a fault");
    assert_eq!(fault.message, "‹daet› means nothing at the top of a template");
    assert_eq!(fault.place, Some(Place { line: 3, column: 1 }));
    assert_eq!(fault.nearest, ["date"]);
}

#[test]
fn every_broken_template_of_a_school_is_reported_and_the_others_work() {
    let (engine, faults) = Engine::from_texts(
        &SHIPPED,
        &[
            school("letters/a.md", "{{ x"),
            school("letters/b.md", "{{ x | nothing }}\n{{ y | revers }}"),
            school("letters/c.md", "{% extends \"letters/c.md\" %}"),
            school("letters/d.md", "{% include \"parts/one.md\" %}"),
            school("parts/one.md", "{% include \"parts/two.md\" %}"),
            school("parts/two.md", "\n{% include \"parts/one.md\" %}"),
            school("letters/e.md", "---\ntitle: Fine\n---\nFine"),
            school(
                "letters/f.md",
                "{% extends \"builtin/letters/about.md\" %}{% block bdy %}{% endblock %}",
            ),
        ],
    );
    let said: Vec<String> = faults
        .iter()
        .map(|fault| {
            let line = fault.place.map_or(0, |place| place.line);
            format!("{}:{line}: {}; {}", fault.template, fault.message, fault.help)
        })
        .collect();
    let circle = "take one of the `include` or `extends` lines out; to build on one of ours of \
                  the same name, write `builtin/` before it";
    let parts = "these templates ask for each other in a circle: ‹templates/parts/one.md›, \
                 ‹templates/parts/two.md›, ‹templates/parts/one.md›";
    assert_eq!(
        said,
        [
            "templates/letters/a.md:1: the template cannot be read here; look for a `{% if %}`, \
             `{% for %}` or `{% block %}` without its `{% end… %}`, or for a missing `}}` or `%}`"
                .to_owned(),
            "templates/letters/b.md:1: there is no filter ‹nothing›; see the guide “Writing templates” \
             for the filters there are"
                .to_owned(),
            "templates/letters/b.md:2: there is no filter ‹revers›; did you mean reverse?"
                .to_owned(),
            format!(
                "templates/letters/c.md:1: these templates ask for each other in a circle: \
                 ‹templates/letters/c.md›, ‹templates/letters/c.md›; {circle}"
            ),
            "templates/letters/f.md:1: there is no block ‹bdy› to replace; did you mean body?"
                .to_owned(),
            format!("templates/parts/one.md:1: {parts}; {circle}"),
        ]
    );
    assert_eq!(shown(&engine, "letters/e.md"), "Fine");
    assert!(engine.render("letters/a.md", &view()).is_err());
}

/// A template of bits that mean something, in an order that mostly does not.
fn any_template() -> impl Strategy<Value = String> {
    let bits = [
        "{{",
        "}}",
        "{%",
        "%}",
        "{%-",
        "-%}",
        "{#",
        "#}",
        " pupil",
        ".first",
        "?.",
        ".",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        " if ",
        " for t in targets ",
        " endif ",
        " endfor ",
        " else ",
        "|",
        " date",
        " list",
        " safe",
        "\"",
        "'",
        "é",
        "\n",
        " block a ",
        " endblock ",
        "include \"parts/greeting.md\"",
        "extends \"letters/about.md\"",
        " set x = ",
        " x ",
        "=",
        "<",
        "/>",
        " component c(a) ",
        " endcomponent ",
        "raw",
        "endraw",
        " is defined",
        " not ",
        "---\n",
        "title: T\n",
        "```scale\n",
        "```\n",
        "question: q\n",
        "- ",
        "| a | b |\n",
        "|---|---|\n",
        "<b>",
        "![",
        "](x)",
        "    ",
        "~",
        " 1 ",
        " today ",
        " exit",
        "{{ pupil.first }}",
        "{{ exit.x | date }}",
        "{% if pupil %}",
        "{% endif %}",
    ];
    proptest::collection::vec(proptest::sample::select(bits.to_vec()), 0..25)
        .prop_map(|bits| bits.concat())
}

proptest! {
    #[test]
    fn no_template_is_too_broken_to_be_explained(text in any_template()) {
        let own = school("letters/own.md", &format!("---\ntitle: T\n---\n{text}"));
        let bare = school("letters/bare.md", &text);
        let (engine, faults) = Engine::from_texts(&SHIPPED, &[own, bare]);
        let rendered = ["letters/own.md", "letters/bare.md"]
            .map(|path| engine.render(path, &view()).err().map(|fault| *fault));
        for fault in faults.into_iter().chain(rendered.into_iter().flatten()) {
            prop_assert!(!fault.message.is_empty() && !fault.help.is_empty(), "{fault:?}");
            prop_assert!(!fault.message.contains('\n') && !fault.help.contains('\n'), "{fault:?}");
            let jargon = ["identifier", "string", "undefined", "i128", "MAP", "`none`"];
            let said = format!("{} {}", fault.message, fault.help);
            prop_assert!(!jargon.iter().any(|word| said.contains(word)), "{said}");
        }
    }
}
