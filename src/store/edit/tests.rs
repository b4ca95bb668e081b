use super::*;

fn list(name: &str) -> FieldPath {
    FieldPath::from(name)
}

fn map(entries: &[(&str, &str)]) -> Value {
    Value::Map(entries.iter().map(|(key, word)| ((*key).to_owned(), Value::words(*word))).collect())
}

fn session() -> Value {
    Value::Map(vec![
        ("id".to_owned(), Value::words("k7q2")),
        ("date".to_owned(), Value::plain("2026-11-21")),
        ("note".to_owned(), Value::words("He said: no # really")),
        ("targets".to_owned(), Value::List(vec![Value::words("t1"), Value::words("t2")])),
        ("said".to_owned(), Value::words("one\ntwo")),
        (
            "promises".to_owned(),
            Value::List(vec![
                map(&[("what", "paper, thick"), ("who", "me")]),
                map(&[("what", "x")]),
            ]),
        ),
    ])
}

/// The same in its own lines, so many columns in.
fn session_lines(indent: usize) -> String {
    let lines = "\
- id: k7q2
  date: 2026-11-21
  note: \"He said: no # really\"
  targets: [t1, t2]
  said: |-
    one
    two
  promises:
    - {what: \"paper, thick\", who: me}
    - {what: x}
";
    lines.lines().fold(String::new(), |text, line| text + &" ".repeat(indent) + line + "\n")
}

fn append(text: &str, path: FieldPath, entry: Value) -> String {
    let order = ["first", "sessions", "last"].map(str::to_owned).to_vec();
    let edit = Edit::Insert { list: path, position: Position::End, entry, order };
    apply(text, &edit).unwrap_or_else(|error| panic!("{error} in\n{text}"))
}

fn set(text: &str, path: FieldPath, value: Value) -> Result<String, EditError> {
    let order = ["first", "sessions", "last"].map(str::to_owned).to_vec();
    apply(text, &Edit::Set { field: path, value, order })
}

#[test]
fn an_entry_joins_a_list_however_it_is_written() {
    let new = session_lines(2);
    for (before, after) in [
        ("", "sessions:\n{new}"),
        ("# schema\n", "# schema\nsessions:\n{new}"),
        ("# schema", "# schema\nsessions:\n{new}<"),
        ("\u{feff}# schema\n", "\u{feff}# schema\nsessions:\n{new}"),
        ("sessions:\n", "sessions:\n{new}"),
        ("sessions:", "sessions:\n{new}<"),
        ("sessions: []\n", "sessions:\n{new}"),
        ("sessions: [ ]  # none\nlast: 1\n", "sessions:  # none\n{new}last: 1\n"),
        ("sessions: null # none\nlast: 1\n", "sessions: # none\n{new}last: 1\n"),
        ("sessions:\n  # - id: x\n# end\n", "sessions:\n  # - id: x\n{new}# end\n"),
        ("last: 1\n", "sessions:\n{new}last: 1\n"),
        (
            "# yaml-language-server: $schema=x\n\nlast: 1\n",
            "# yaml-language-server: $schema=x\nsessions:\n{new}\nlast: 1\n",
        ),
        ("first: 1 # one\n\nlast: 1\n", "first: 1 # one\nsessions:\n{new}\nlast: 1\n"),
        (
            "# first:   # a\n\n# sessions:  # b\n#   - id:\n#     date:\n\n# last: # c\n",
            "# first:   # a\n\n# sessions:  # b\n#   - id:\n#     date:\nsessions:\n{new}\n# last: # c\n",
        ),
        (
            "sessions:\n  - id: a # one\n    # of a\n  # end\nlast: 1\n",
            "sessions:\n  - id: a # one\n    # of a\n{new}  # end\nlast: 1\n",
        ),
        (
            "sessions:\n  - id: a\n\n  - id: b\n\nlast: 1\n",
            "sessions:\n  - id: a\n\n  - id: b\n\n{new}\nlast: 1\n",
        ),
        (
            "sessions:\n  - id: a\n    n: |+\n      x\n\n\nlast: 1\n",
            "sessions:\n  - id: a\n    n: |+\n      x\n\n\n{new}last: 1\n",
        ),
        (
            "sessions:\n  -\n    id: a\n  - # none\nlast: 1",
            "sessions:\n  -\n    id: a\n  - # none\n{new}last: 1",
        ),
    ] {
        let mut after = after.replace("{new}", &new);
        if after.ends_with('<') {
            after.truncate(after.len() - 2);
        }
        assert_eq!(append(before, list("sessions"), session()), after, "of {before:?}");
    }
}

#[test]
fn the_columns_and_the_line_ends_are_those_of_the_file() {
    let text = "sessions:\n- id: a\n";
    let flush = session_lines(0).replace("    - ", "  - ");
    assert_eq!(append(text, list("sessions"), session()), format!("{text}{flush}"));
    let text = "x:\r\n    - id: a\r\nsessions:\r\n    -   id: a\r\n";
    let entry = map(&[("id", "b"), ("note", "one\ntwo")]);
    let lines = "    -   id: b\r\n        note: |-\r\n          one\r\n          two\r\n";
    assert_eq!(append(text, list("sessions"), entry), format!("{text}{lines}"));
}

#[test]
fn lists_between_brackets_stay_so() {
    for (before, after) in [
        ("t: [a]\n", "t: [a, \"b, c\"]\n"),
        ("t: [a,]\n", "t: [a, \"b, c\",]\n"),
        ("t: []\n", "t: [\"b, c\"]\n"),
        ("t: [ # none\n]\n", "t: [ # none\n\"b, c\"]\n"),
        (
            "t: [\n  a, # one\n  b # two\n] # end\n",
            "t: [\n  a, # one\n  b, # two\n  \"b, c\"\n] # end\n",
        ),
        ("t: [\n  a,\n  b, # two\n]\n", "t: [\n  a,\n  b, # two\n  \"b, c\",\n]\n"),
        ("t: [\n  a,\n  b]\n", "t: [\n  a,\n  b,\n  \"b, c\"]\n"),
    ] {
        assert_eq!(append(before, list("t"), Value::words("b, c")), after, "{before}");
    }
    let text = "p:\n  - t: [{date: x}, {date: y}]\n";
    let path = FieldPath::from("p").item(0).key("t");
    assert_eq!(
        append(text, path, map(&[("date", "z")])),
        "p:\n  - t: [{date: x}, {date: y}, {date: z}]\n"
    );
}

#[test]
fn an_entry_goes_where_its_day_belongs() {
    let text = "s:\n  - date: 2026-01-05 # one\n  # of the next\n  - date: 2026-03-01\n";
    let edit = |day: &str| Edit::Insert {
        list: list("s"),
        position: Position::ByDay("date"),
        entry: Value::Map(vec![("date".to_owned(), Value::plain(day))]),
        order: Vec::new(),
    };
    assert_eq!(
        apply(text, &edit("2026-02-01")).expect("it can be changed"),
        "s:\n  - date: 2026-01-05 # one\n  - date: 2026-02-01\n  # of the next\n  - date: 2026-03-01\n"
    );
    assert_eq!(
        apply(text, &edit("2025-02-01")).expect("it can be changed"),
        "s:\n  - date: 2025-02-01\n  - date: 2026-01-05 # one\n  # of the next\n  - date: 2026-03-01\n"
    );
    assert_eq!(
        apply(text, &edit("2026-03-01")).expect("it can be changed"),
        format!("{text}  - date: 2026-03-01\n")
    );
}

#[test]
fn a_value_takes_the_place_of_another() {
    let path = FieldPath::from("p").item(0).key("v");
    let long = "word ".repeat(30).trim_end().to_owned();
    for (before, value, after) in [
        ("p:\n  - v: a # c\n", Value::words("b"), "p:\n  - v: b # c\n"),
        ("p:\n  - v:   \"a\" # c\n", Value::words("b"), "p:\n  - v:   \"b\" # c\n"),
        ("p:\n  - v: 'a'\n", Value::words("it's"), "p:\n  - v: 'it''s'\n"),
        ("p:\n  - v: a\n", Value::words("no"), "p:\n  - v: \"no\"\n"),
        ("p:\n  - v: # c\n", Value::plain(7), "p:\n  - v: 7 # c\n"),
        ("p:\n  - {v: a, w: b}\n", Value::words("x: y"), "p:\n  - {v: \"x: y\", w: b}\n"),
        ("p: [{v: , w: b}]\n", Value::words("x"), "p: [{v: x , w: b}]\n"),
        (
            "p:\n  - v: a # c\n    w: b\n",
            Value::words("x\ny"),
            "p:\n  - v: |- # c\n      x\n      y\n    w: b\n",
        ),
        (
            "p:\n  - v: | # c\n      x\n      y\n\n    w: b\n",
            Value::words("z"),
            "p:\n  - v: z # c\n\n    w: b\n",
        ),
        (
            "p:\n  - v: |2\n       x\n    w: b\n",
            Value::words("q\n\nr\n"),
            "p:\n  - v: |\n      q\n\n      r\n    w: b\n",
        ),
        (
            "p:\n  - v:\n      a: 1\n      b: 2\n    w: b\n",
            map(&[("a", "x"), ("b", "w"), ("c", "z")]),
            "p:\n  - v:\n      a: x\n      b: w\n      c: z\n    w: b\n",
        ),
        ("p:\n  - v:\n      - a\n      - b", Value::List(Vec::new()), "p:\n  - v: []"),
    ] {
        let changed = set(before, path.clone(), value);
        assert_eq!(changed.as_deref(), Ok(after), "{before}");
    }
    let changed = set("p:\n  - v: a\n", path.clone(), Value::words(&*long)).expect("it is changed");
    assert!(changed.starts_with("p:\n  - v: >-\n      word word"), "{changed}");
    assert!(changed.lines().all(|line| line.len() <= 100), "{changed}");
    let kept = "p:\n  - v:\n      a: 1 # important\n      b: 2\n";
    assert!(set(kept, path, Value::words("x")).is_err(), "a comment would be lost");
}

#[test]
fn a_new_key_goes_where_its_type_has_it() {
    for (before, after) in [
        ("last: 1\n", "sessions: x\nlast: 1\n"),
        ("first: 1\nlast: 1\n", "first: 1\nsessions: x\nlast: 1\n"),
        (
            "first:\n  a: 1\n  # of a\n# free\nlast: 1\n",
            "first:\n  a: 1\n  # of a\nsessions: x\n# free\nlast: 1\n",
        ),
        ("# above\nlast: 1", "# above\nlast: 1\nsessions: x"),
        ("{first: 1}\n", "{first: 1, sessions: x}\n"),
        ("{}\n", "{sessions: x}\n"),
    ] {
        let changed = set(before, list("sessions"), Value::words("x"));
        assert_eq!(changed.as_deref(), Ok(after), "{before}");
    }
    let nested = FieldPath::from("p").item(0).key("sessions");
    for (before, after) in [
        ("p:\n  - last: 1\n    x: 2\n", "p:\n  - last: 1\n    sessions: x\n    x: 2\n"),
        (
            "p:\n  - last: 1\n    # sessions:  # about\n    # x:\n",
            "p:\n  - last: 1\n    # sessions:  # about\n    sessions: x\n    # x:\n",
        ),
        ("p:\n  - {last: 1}\n", "p:\n  - {last: 1, sessions: x}\n"),
    ] {
        let changed = set(before, nested.clone(), Value::words("x"));
        assert_eq!(changed.as_deref(), Ok(after), "{before}");
    }
    let below = FieldPath::from("p").key("q").key("r");
    let changed = set("a: 1\np:\nz: 1\n", below.clone(), Value::words("x"));
    assert_eq!(changed.as_deref(), Ok("a: 1\np:\n  q: {r: x}\nz: 1\n"));
    assert!(set("p: [a]\n", below, Value::words("x")).is_err());
}

#[test]
fn an_entry_is_taken_out_whole() {
    let entry = |index| FieldPath::from("s").item(index);
    for (before, index, after) in [
        ("s:\n  - a: 1\n    b: 2\n  - a: 3\n", 0, Ok("s:\n  - a: 3\n")),
        (
            "s:\n  - a: 1\n\n  # of the next\n  - a: 3\n\nz: 1\n",
            1,
            Ok("s:\n  - a: 1\n\n  # of the next\n\nz: 1\n"),
        ),
        ("s: # c\n  - a: 1\nz: 1\n", 0, Ok("s: [] # c\nz: 1\n")),
        ("s: [a, b, c]\n", 1, Ok("s: [a, c]\n")),
        ("s: [a, b]\n", 1, Ok("s: [a]\n")),
        ("s: [a]\n", 0, Ok("s: []\n")),
        ("s:\n  - a: 1 # kept\n", 0, Err(EditError::Unsafe("s[0]".to_owned()))),
        ("s: []\n", 0, Err(EditError::NoSuchPlace("s[0]".to_owned()))),
    ] {
        let changed = apply(before, &Edit::Remove { entry: entry(index) });
        assert_eq!(changed, after.map(str::to_owned), "{before}");
    }
}

#[test]
fn what_cannot_be_read_is_not_changed() {
    let edit = Edit::Set { field: list("a"), value: Value::plain(1), order: Vec::new() };
    for text in ["a: 1\na: 2\n", "a: [\n", "a: &x 1\n", "a: 1\n---\nb: 2\n", "<<<<<<< a\n"] {
        assert_eq!(apply(text, &edit), Err(EditError::Faulty), "{text}");
    }
}
