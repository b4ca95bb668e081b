//! What the template engine reports, in words for the person who wrote the template.

use serde_json::Value;
use tera::{Error, ErrorKind, ReportError};

use super::fault::{TemplateFault, nearest};
use super::filters::{ENGINE, HELP_FOLLOWS, OURS};
use super::library::{Library, Text, asked_for};
use super::names::{self, Unknown};

/// What an error of the engine says about the template `full`; never empty. `view` is what the
/// template was given.
pub(super) fn faults(
    error: &Error,
    full: &str,
    library: &Library,
    view: &Value,
) -> Vec<TemplateFault> {
    let other = |said: &str| {
        let message = "the templates do not fit together";
        TemplateFault::whole(library.file(full), message, in_plain_words(said))
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) => vec![unreadable(report, library)],
        ErrorKind::RenderingError(report) => vec![unworkable(report, library, view)],
        ErrorKind::CircularInclude { include_chain, .. } => {
            vec![circular(include_chain, library)]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let chain: Vec<String> =
                std::iter::once(tpl).chain(inheritance_chain).cloned().collect();
            vec![circular(&chain, library)]
        }
        ErrorKind::Msg(reports) => {
            let found: Vec<_> = reports.split("\n\n").filter_map(|r| unknown(r, library)).collect();
            if found.is_empty() { vec![other(reports)] } else { found }
        }
        other_kind => vec![other(&other_kind.to_string())],
    }
}

/// The fault that a template asks for a name that its view lacks, at the byte `at`.
pub(super) fn unknown_name(text: &Text, at: usize, unknown: Unknown) -> TemplateFault {
    let message = format!("the template asks for ‹{}›, which does not exist", unknown.written);
    let help = "ask only for facts that this kind of document has";
    TemplateFault::whole(&text.file, message, help).at(&text.text, at).meaning(unknown.nearest)
}

/// What a `{% … %}` may begin with.
const VERBS: [&str; 18] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "set",
    "endset",
    "block",
    "endblock",
    "extends",
    "include",
    "filter",
    "endfilter",
    "component",
    "endcomponent",
    "set_global",
    "raw",
];

/// A tag that is not written properly.
fn unreadable(report: &ReportError, library: &Library) -> TemplateFault {
    if report.message() == "Unknown tag" {
        let text = library.text(report.filename());
        let verb = text.text.get(report.span().range.clone()).unwrap_or_default();
        let verb = verb.lines().next().unwrap_or_default();
        let message = format!("a tag cannot begin with ‹{verb}›");
        let help = "tags begin with `if`, `for`, `block`, `include` and the like; \
                    each `endif`, `endfor` or `endblock` needs its beginning";
        let near = nearest(verb, VERBS.into_iter().filter(|known| *known != verb));
        return placed(report, library, message, help.to_owned()).meaning(near);
    }
    let said = in_plain_words(report.message());
    let help = if said.is_empty() || said.contains("end of input") {
        "look for a `{% if %}`, `{% for %}` or `{% block %}` without its `{% end… %}`, \
         or for a missing `}}` or `%}`"
            .to_owned()
    } else {
        said
    };
    placed(report, library, "the template cannot be read here".to_owned(), help)
}

/// Something that could not be worked out while the template was filled in.
fn unworkable(report: &ReportError, library: &Library, view: &Value) -> TemplateFault {
    let message = report.message();
    if let Some((message, help)) = message.split_once(HELP_FOLLOWS) {
        return placed(report, library, message.to_owned(), help.to_owned());
    }
    let missing = ["is not defined", "undefined", "got `none`"];
    if missing.iter().any(|words| message.contains(words)) {
        return empty(report, library, view);
    }
    let said = in_plain_words(message);
    placed(report, library, "this cannot be worked out".to_owned(), said)
}

/// A fact that is not there today, printed all the same.
fn empty(report: &ReportError, library: &Library, view: &Value) -> TemplateFault {
    let text = library.text(report.filename());
    let span = report.span().range.clone();
    let around: Vec<names::Use> = names::uses(&text.text, &names::bound(&text.text))
        .into_iter()
        .chain(names::uses(&text.text, &std::collections::BTreeSet::new()))
        .filter(|asked| (asked.at..=asked.at + asked.written.join(".").len()).contains(&span.start))
        .collect();
    if let Some(asked) = around.first() {
        if let Some(unknown) =
            names::unknown(&names::Use { required: usize::MAX, ..asked.clone() }, view)
        {
            return unknown_name(text, asked.at, unknown);
        }
        let name = asked.written.join(".");
        let message = format!("the template asks for ‹{name}›, which is empty here");
        let absent = first_absent(asked, view);
        let otherwise = if absent == name {
            format!(", or write {{{{ {name} or \"…\" }}}}")
        } else {
            String::new()
        };
        let help = format!("put {{% if {absent} %}} … {{% endif %}} around it{otherwise}");
        return TemplateFault::whole(&text.file, message, help).at(&text.text, asked.at);
    }
    let written = text.text.get(span).unwrap_or_default();
    let message = format!("the template asks for ‹{written}›, which does not exist");
    placed(report, library, message, "look for a slip in the name".to_owned())
}

/// The shortest beginning of a name that is empty today: `exit` of `exit.reason`.
fn first_absent(asked: &names::Use, view: &Value) -> String {
    let mut here = view;
    for (index, name) in asked.written.iter().enumerate() {
        match here.get(name) {
            Some(Value::Null) => return asked.written[..=index].join("."),
            Some(next) => here = next,
            None => break,
        }
    }
    asked.written.join(".")
}

/// One of the engine's written-out reports of a name that nothing bears:
/// `error: Unknown filter …`, and below it `--> file:line:column`.
fn unknown(report: &str, library: &Library) -> Option<TemplateFault> {
    let mut lines = report.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let (_, place) = lines.next()?.split_once("--> ")?;
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let text = library.text(library.resolve(parts.next()?)?);
    let at = byte_of(&text.text, line, column);
    let name = message.split('`').nth(1).unwrap_or_default();
    let (message, near, help) = match message.split('`').next().unwrap_or_default().trim() {
        "Unknown filter" => (
            format!("there is no filter ‹{name}›"),
            nearest(name, OURS.into_iter().chain(ENGINE)),
            "see the guide “Writing templates” for the filters there are".to_owned(),
        ),
        "Unknown function" => (
            format!("there is no function ‹{name}›"),
            nearest(name, ["range", "super", "throw"]),
            "a template can use `range` and, inside a block, `super`".to_owned(),
        ),
        "Unknown test" => (
            format!("there is nothing that ‹is {name}› could mean"),
            nearest(name, ["defined", "undefined", "odd", "even", "containing", "number"]),
            "write a comparison instead: `a == b`".to_owned(),
        ),
        "Unknown component" => (
            format!("there is no component ‹{name}›"),
            Vec::new(),
            "define it in a part: {% component name(…) %}".to_owned(),
        ),
        "Block" => (
            format!("there is no block ‹{name}› to replace"),
            nearest(name, blocks_above(&text.text, library)),
            "name a block of the template that this one extends".to_owned(),
        ),
        _ => ("the template cannot be read here".to_owned(), Vec::new(), in_plain_words(message)),
    };
    Some(TemplateFault::whole(&text.file, message, help).at(&text.text, at).meaning(near))
}

/// The blocks of the templates that this one extends.
fn blocks_above<'l>(template: &str, library: &'l Library) -> Vec<&'l str> {
    let mut blocks = Vec::new();
    let mut above = parent(template, library);
    // Bounded, as templates may extend each other in a circle.
    for _ in 0..20 {
        let Some(text) = above else { break };
        let tags = super::tags::tags(&text.text);
        blocks.extend(
            tags.iter()
                .filter(|tag| tag.verb() == Some("block"))
                .filter_map(|tag| tag.words.get(1)?.name()),
        );
        above = parent(&text.text, library);
    }
    blocks
}

fn parent<'l>(template: &str, library: &'l Library) -> Option<&'l Text> {
    let tags = super::tags::tags(template);
    tags.first().filter(|tag| tag.verb() == Some("extends"))?;
    let (name, _) = asked_for(template).into_iter().next()?;
    library.resolve(name).map(|full| library.text(full))
}

/// `chain` ends with a template that is in it before; what leads there is no part of the circle.
fn circular(chain: &[String], library: &Library) -> TemplateFault {
    let (last, before) = chain.split_last().expect("a circle has templates");
    let start = before.iter().position(|name| name == last).unwrap_or(0);
    let mut circle = before[start..].to_vec();
    // From wherever one enters it, it is the same circle.
    let first = (0..circle.len()).min_by_key(|at| &circle[*at]).unwrap_or(0);
    circle.rotate_left(first);
    circle.push(circle[0].clone());
    let files: Vec<String> =
        circle.iter().map(|name| format!("‹{}›", library.file(name))).collect();
    let message = format!("these templates ask for each other in a circle: {}", files.join(", "));
    let help = "take one of the `include` or `extends` lines out; \
                to build on one of ours of the same name, write `builtin/` before it";
    let text = library.text(&circle[0]);
    let asked = asked_for(&text.text)
        .into_iter()
        .find(|(name, _)| library.resolve(name) == Some(circle[1].as_str()));
    let at = asked.map_or(0, |(_, word)| word.at);
    TemplateFault::whole(&text.file, message, help).at(&text.text, at)
}

fn placed(report: &ReportError, library: &Library, message: String, help: String) -> TemplateFault {
    let text = library.text(report.filename());
    TemplateFault::whole(&text.file, message, help).at(&text.text, report.span().range.start)
}

fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column - 1).map_or(0, |(at, _)| at)
}

/// The engine's own words, in those of a school.
fn in_plain_words(said: &str) -> String {
    const WORDS: [(&str, &str); 14] = [
        ("identifier", "name"),
        ("`string`", "text"),
        ("string", "text"),
        ("an integer", "a whole number"),
        ("integer", "whole number"),
        ("i128", "number"),
        ("i64", "number"),
        ("f64", "number"),
        ("array", "list"),
        ("`map`", "a group of facts"),
        ("`bool`", "yes or no"),
        ("math operations", "sums"),
        ("type", "kind"),
        ("argument", "setting"),
    ];
    let said = said.lines().next().unwrap_or_default().trim_end_matches('.');
    if let Some((found, _)) = said.split_once(" but expected one of") {
        return format!(
            "{} where a name or a text should be",
            found.replacen("Found", "there is", 1)
        );
    }
    let mut chars = said.chars();
    let mut plain: String =
        chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect());
    for (theirs, ours) in WORDS {
        plain = plain.replace(theirs, ours);
    }
    plain
}
