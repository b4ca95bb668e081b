//! Which facts a template asks for, also inside an `if`, where the engine itself would take a
//! misspelt name for one that is empty. Rendering is not here.

use std::collections::BTreeSet;

use serde_json::Value;

use super::fault::{likeness, nearest};
use super::tags::{Tag, Word, WordKind, tags};

/// One place where a template asks for a fact.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Use {
    /// As it is written: `pupil.first`, or `target.label` inside a loop.
    pub(super) written: Vec<String>,
    /// The way from the view to it.
    pub(super) way: Vec<Step>,
    /// The byte at which it begins.
    pub(super) at: usize,
    /// How many of the written names must exist: all, unless the template says what happens
    /// otherwise (`?.`, `default`, `is defined`).
    pub(super) required: usize,
}

/// One step on the way from the view to a fact.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// To the fact of this name.
    Field(String),
    /// To each item of a list.
    Each,
}

impl Use {
    /// The way without the lists on it: `targets.label`.
    pub(super) fn dotted(&self) -> String {
        let fields = self.way.iter().filter_map(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::Each => None,
        });
        fields.collect::<Vec<_>>().join(".")
    }
}

/// A name that the view does not have.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unknown {
    /// As it is written, up to and with the name that is wrong.
    pub(super) written: String,
    /// What may be meant, nearest first.
    pub(super) nearest: Vec<String>,
}

/// The names that a template binds itself (`set`, loops, components): not the view's.
pub(super) fn bound(template: &str) -> BTreeSet<String> {
    let mut bound = BTreeSet::new();
    for tag in tags(template) {
        let names = match tag.verb() {
            Some("set" | "set_global") => &tag.words[1..tag.words.len().min(2)],
            Some("component") => &tag.words[1..],
            _ => bound_by_for(&tag.words),
        };
        bound.extend(names.iter().filter_map(Word::name).map(str::to_owned));
    }
    bound
}

/// The words between `for` and `in`.
fn bound_by_for<'a, 't>(words: &'a [Word<'t>]) -> &'a [Word<'t>] {
    let Some(from) = words.iter().position(|word| word.is("for")) else { return &[] };
    let to = words[from..].iter().position(|word| word.is("in")).map_or(from, |to| from + to);
    words.get(from + 1..to).unwrap_or_default()
}

/// Every fact that a template asks of its view. `foreign` are names bound by templates that
/// include this one.
pub(super) fn uses(template: &str, foreign: &BTreeSet<String>) -> Vec<Use> {
    let own = bound(template);
    let mut reader = Reader { hidden: own.union(foreign).cloned().collect(), loops: Vec::new() };
    let mut uses = Vec::new();
    for tag in tags(template) {
        match tag.verb() {
            Some("for") => {
                let start = tag.words.iter().position(|word| word.is("in")).unwrap_or(0) + 1;
                let listed = reader.read(&tag.words[start.min(tag.words.len())..]);
                reader.enter(&tag, &listed);
                uses.extend(listed);
            }
            Some("endfor") => {
                reader.loops.pop();
            }
            Some(
                "block" | "endblock" | "include" | "extends" | "component" | "endcomponent"
                | "else" | "endif" | "endset" | "endfilter" | "filter" | "break" | "continue",
            ) => {}
            Some("set" | "set_global") => {
                uses.extend(reader.read(tag.words.get(2..).unwrap_or(&[])));
            }
            Some("if" | "elif") => uses.extend(reader.read(&tag.words[1..])),
            _ if tag.calls_component() => uses.extend(reader.read(&given_to_component(&tag.words))),
            _ => uses.extend(reader.read(&tag.words)),
        }
    }
    uses
}

/// The words inside braces: `{{<card title={pupil.first} />}}`.
fn given_to_component<'t>(words: &[Word<'t>]) -> Vec<Word<'t>> {
    let mut depth = 0_usize;
    let mut given = Vec::new();
    for word in words {
        match word.kind {
            WordKind::Sign("{") => depth += 1,
            WordKind::Sign("}") => depth = depth.saturating_sub(1),
            _ if depth > 0 => given.push(*word),
            _ => {}
        }
    }
    given
}

/// A loop around the place that is read.
struct Loop {
    names: Vec<String>,
    /// The way to one item, if the list is a fact of the view and the loop names one thing.
    item: Option<Vec<Step>>,
}

struct Reader {
    hidden: BTreeSet<String>,
    loops: Vec<Loop>,
}

impl Reader {
    fn enter(&mut self, tag: &Tag<'_>, listed: &[Use]) {
        let names: Vec<String> =
            bound_by_for(&tag.words).iter().filter_map(Word::name).map(str::to_owned).collect();
        let start = tag.words.iter().position(|word| word.is("in")).unwrap_or(0) + 1;
        // Only `for x in a.b`: with a filter behind it the items may be something else.
        let plain = tag.words.get(start..).is_some_and(|words| {
            words.iter().all(|word| word.name().is_some() || word.is(".") || word.is("-"))
        });
        let item = match (listed, names.len(), plain) {
            ([list], 1, true) => Some(list.way.iter().cloned().chain([Step::Each]).collect()),
            _ => None,
        };
        self.loops.push(Loop { names, item });
    }

    /// The facts that an expression asks for.
    fn read(&self, words: &[Word<'_>]) -> Vec<Use> {
        let mut uses = Vec::new();
        let mut open: Vec<&str> = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            match word.kind {
                WordKind::Sign(sign @ ("(" | "[" | "{")) => open.push(sign),
                WordKind::Sign(")" | "]" | "}") => {
                    open.pop();
                }
                _ => {}
            }
            if word.name().is_none() || !asks(words, at, open.last().copied()) {
                at += 1;
                continue;
            }
            let (written, optional_from, next) = path(words, at);
            let forgiven = is_forgiven(&words[next..]);
            let required = if forgiven { 0 } else { optional_from.unwrap_or(written.len()) };
            if let Some(way) = self.way(&written) {
                uses.push(Use { written, way, at: word.at, required });
            }
            at = next;
        }
        uses
    }

    /// The way from the view, unless the first name is not the view's.
    fn way(&self, written: &[String]) -> Option<Vec<Step>> {
        let (head, rest) = written.split_first()?;
        let fields = |names: &[String]| names.iter().cloned().map(Step::Field).collect::<Vec<_>>();
        if let Some(inner) = self.loops.iter().rev().find(|l| l.names.contains(head)) {
            return inner.item.as_ref().map(|item| [item.clone(), fields(rest)].concat());
        }
        if self.hidden.contains(head) || (head == "loop" && !self.loops.is_empty()) {
            return None;
        }
        Some(fields(written))
    }
}

/// Whether the name at `at` asks for a fact: it is no keyword, filter, test, function or key.
fn asks(words: &[Word<'_>], at: usize, open: Option<&str>) -> bool {
    const KEYWORDS: [&str; 15] = [
        "and", "or", "not", "in", "is", "if", "else", "for", "true", "false", "True", "False",
        "none", "None", "null",
    ];
    let before = |steps: usize| at.checked_sub(steps).and_then(|at| words.get(at));
    let is = |word: Option<&Word<'_>>, text: &str| word.is_some_and(|word| word.is(text));
    let Some(name) = words[at].name() else { return false };
    let next = words.get(at + 1);
    let named_argument = is(next, "=") && !is(words.get(at + 2), "=");
    let key = is(next, ":") && open == Some("{");
    !(KEYWORDS.contains(&name)
        || is(before(1), "|")
        || is(before(1), ".")
        || is(before(1), "?.")
        || is(before(1), "is")
        || (is(before(1), "not") && is(before(2), "is"))
        || is(next, "(")
        || named_argument
        || key)
}

/// The names of `a.b.c` from `at` on, how many stand before the first `?.`, and where it ends.
fn path(words: &[Word<'_>], mut at: usize) -> (Vec<String>, Option<usize>, usize) {
    let mut names = Vec::new();
    let mut optional_from = None;
    while let Some(name) = words.get(at).and_then(Word::name) {
        names.push(name.to_owned());
        at += 1;
        let optional = words.get(at).is_some_and(|word| word.is("?."));
        let dotted = optional || words.get(at).is_some_and(|word| word.is("."));
        if !dotted || words.get(at + 1).and_then(Word::name).is_none() {
            break;
        }
        if optional {
            optional_from.get_or_insert(names.len());
        }
        at += 1;
    }
    (names, optional_from, at)
}

/// Whether what follows a name says what happens when there is no such fact.
fn is_forgiven(after: &[Word<'_>]) -> bool {
    let names: Vec<&str> = after.iter().take(3).filter_map(Word::name).collect();
    match after.first() {
        Some(word) if word.is("|") => names.first() == Some(&"default"),
        Some(word) if word.is("is") => {
            names.iter().any(|name| matches!(*name, "defined" | "undefined"))
        }
        _ => false,
    }
}

/// What is wrong with a use, if the view has no such fact.
pub(super) fn unknown(asked: &Use, view: &Value) -> Option<Unknown> {
    let own_fields = asked.written.len();
    let fields = asked.way.iter().filter(|step| matches!(step, Step::Field(_))).count();
    let mut here = vec![view];
    let mut seen = 0;
    for step in &asked.way {
        here.retain(|value| !value.is_null());
        // Nothing to judge by: the list is empty, or the fact is not there today.
        if here.is_empty() {
            return None;
        }
        match step {
            Step::Each => {
                if here.iter().any(|value| value.is_object()) {
                    return None;
                }
                here = here.into_iter().filter_map(Value::as_array).flatten().collect();
            }
            Step::Field(name) => {
                let next: Vec<&Value> = here.iter().filter_map(|value| value.get(name)).collect();
                let written = (seen + own_fields + 1).saturating_sub(fields);
                if next.is_empty() && written <= asked.required {
                    return Some(describe(asked, written, &here, view));
                }
                if next.is_empty() {
                    return None;
                }
                seen += 1;
                here = next;
            }
        }
    }
    None
}

/// `wrong` is how many of the written names it takes to reach the wrong one.
fn describe(asked: &Use, wrong: usize, parents: &[&Value], view: &Value) -> Unknown {
    let written = asked.written[..wrong].join(".");
    let parent = asked.written[..wrong - 1].join(".");
    let name = &asked.written[wrong - 1];
    let keys = parents.iter().filter_map(|value| value.as_object()).flat_map(|map| map.keys());
    let mut near: Vec<String> = nearest(name, keys.map(String::as_str))
        .into_iter()
        .map(|key| if parent.is_empty() { key } else { format!("{parent}.{key}") })
        .collect();
    if near.is_empty() {
        near = elsewhere(&asked.written.join("."), view);
    }
    Unknown { written, nearest: near }
}

/// Facts anywhere in the view whose own name, or whole way, is like the one that was asked for.
fn elsewhere(written: &str, view: &Value) -> Vec<String> {
    let mut facts = BTreeSet::new();
    gather(view, "", 0, &mut facts);
    let last = |name: &str| name.rsplit('.').next().unwrap_or_default().to_owned();
    let mut near: Vec<(f64, &String)> = facts
        .iter()
        .map(|fact| (likeness(&last(written), &last(fact)).max(likeness(written, fact)), fact))
        .filter(|(likeness, _)| *likeness > 0.7)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.len().cmp(&b.1.len())));
    near.into_iter().take(3).map(|(_, fact)| fact.clone()).collect()
}

fn gather(value: &Value, prefix: &str, depth: usize, facts: &mut BTreeSet<String>) {
    let Value::Object(map) = value else { return };
    for (key, inner) in map {
        let fact = format!("{prefix}{key}");
        if depth < 5 {
            gather(inner, &format!("{fact}."), depth + 1, facts);
        }
        facts.insert(fact);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn asked(template: &str) -> Vec<String> {
        uses(template, &BTreeSet::new()).iter().map(Use::dotted).collect()
    }

    #[test]
    fn every_fact_asked_for_is_found_and_nothing_else() {
        for (template, facts) in [
            ("{{ pupil.first }}", vec!["pupil.first"]),
            ("{% if pupil.first and not exit %}x{% endif %}", vec!["pupil.first", "exit"]),
            ("{{ today | date }} {{ range(end=n) }}", vec!["today", "n"]),
            ("{% for t in targets %}{{ t.label }}{% endfor %}", vec!["targets", "targets.label"]),
            ("{% for t in targets | reverse %}{{ t.label }}{% endfor %}", vec!["targets"]),
            (
                "{% for c in cases %}{% for t in c.targets %}{{ t.by }}{% endfor %}{% endfor %}",
                vec!["cases", "cases.targets", "cases.targets.by"],
            ),
            ("{% set who = pupil.first %}{{ who }}", vec!["pupil.first"]),
            ("{{ names | join(sep=\", x\") }}", vec!["names"]),
            ("{{ a if b is defined else c ~ \"d\" }}", vec!["a", "b", "c"]),
            ("{% include \"a.md\" %}{% block body %}{% endblock body %}", vec![]),
            ("{% for x in xs %}{{ loop.index }}{% endfor %}", vec!["xs"]),
            ("{{ {\"a\": x} }} {{ list[n].y }}", vec!["x", "list", "n"]),
            ("{{<card title={pupil.last} wide=\"no\" />}}", vec!["pupil.last"]),
            ("{%- if a -%}x{%- else -%}{{- b -}}{%- endif -%}", vec!["a", "b"]),
            ("{# {{ a }} #}{% raw %}{{ b }}{% endraw %}", vec![]),
        ] {
            assert_eq!(asked(template), facts, "{template}");
        }
    }

    #[test]
    fn a_name_the_view_does_not_have_is_told_with_its_nearest() {
        let view = json!({
            "pupil": {"first": "Amira", "last": "Khan", "known_as": null},
            "exit": null, "targets": [{"label": "a"}], "reviews": [],
        });
        for (template, wrong, near) in [
            ("{{ pupil.frist }}", "pupil.frist", vec!["pupil.first"]),
            ("{% if pupl.first %}{% endif %}", "pupl", vec!["pupil"]),
            ("{{ first }}", "first", vec!["pupil.first"]),
            ("{% for t in targets %}{{ t.labl }}{% endfor %}", "t.labl", vec!["t.label"]),
            ("{{ pupil.first.x }}", "pupil.first.x", vec!["pupil.first"]),
            ("{{ xyzzy }}", "xyzzy", vec![]),
        ] {
            let found: Vec<Unknown> = uses(template, &BTreeSet::new())
                .iter()
                .filter_map(|asked| unknown(asked, &view))
                .collect();
            let near = near.into_iter().map(str::to_owned).collect();
            assert_eq!(found, [Unknown { written: wrong.to_owned(), nearest: near }], "{template}");
        }
        for fine in [
            "{{ pupil.known_as }}",
            "{% if exit %}{{ exit.reason }}{% endif %}",
            "{% for r in reviews %}{{ r.anything }}{% endfor %}",
            "{{ pupil?.nick or pupil.first }}",
            "{{ pupil.nick | default(value=\"x\") }}",
            "{% if nick is not defined %}{% endif %}",
        ] {
            let uses = uses(fine, &BTreeSet::new());
            assert!(uses.iter().all(|asked| unknown(asked, &view).is_none()), "{fine}");
        }
    }
}
