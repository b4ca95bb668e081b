//! Documents beside what they are made from: `tests/document/<case>/` holds `template.md`, what
//! it is told in `view.json`, and what comes of it.

use std::fs;
use std::path::Path;

use lm::document::{Engine, SchoolTemplate, html, markdown, plain};
use snapbox::Data;

use crate::support::{folders_in, shows};

const CASES: &str = "tests/document";

#[test]
fn every_case_comes_out_as_expected() {
    let cases = folders_in(CASES);
    assert!(!cases.is_empty(), "there are no cases");
    for case in cases {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(CASES).join(&case);
        let read = |name: &str| fs::read_to_string(folder.join(name)).expect(name);
        let template =
            SchoolTemplate { name: "case.md".into(), file: case, text: read("template.md") };
        let (engine, faults) = Engine::from_texts(&[], &[template]);
        assert_eq!(faults, []);
        let view: serde_json::Value = serde_json::from_str(&read("view.json")).expect("a view");
        let doc = engine.render("case.md", &view).expect("a document");
        let expected = |name: &str| Data::read_from(&folder.join(name), None);
        shows(markdown::write(&doc), expected("expected.md"));
        shows(html::write(&doc), expected("expected.html"));
        shows(plain::write(&doc, 72), expected("expected.txt"));
        shows(plain::write(&doc, 40), expected("expected-narrow.txt"));
    }
}
