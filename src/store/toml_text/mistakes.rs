//! What a syntax error in TOML means, in the words of a school. The parser's own words are looked
//! at and never shown.

use toml::de::Error;

use super::{Bytes, line_start};
use crate::diag::Code;
use crate::store::codes;
use crate::store::faults::{Faults, MOST_PER_FILE};
use crate::text::Range;

/// A syntax error as it is told.
pub(super) struct Mistake {
    pub(super) code: Code,
    pub(super) range: Range,
    pub(super) message: String,
    pub(super) help: String,
    /// Whether only a value is at fault, so that the type of the key may say more about it.
    pub(super) is_value: bool,
}

/// So many errors are looked at; a file with more is no longer one with mistakes in it.
const MOST: usize = 1_000;

/// The syntax errors of a text, at most one a line, in the order of the text. Keys that stand twice
/// do no harm to the rest and go to the faults.
pub(super) fn explain(
    text: &str,
    offset: usize,
    errors: &[Error],
    faults: &mut Faults,
) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for error in errors.iter().take(MOST) {
        let span = error.span().unwrap_or_default();
        let range = on_one_line(text, span.start + offset, span.end + offset);
        if ["duplicate key", "cannot extend"].iter().any(|start| error.message().starts_with(start))
        {
            let key = text.get(range.as_usize()).unwrap_or_default();
            let finding = faults
                .error(codes::DUPLICATE_KEY, range, format!("‹{key}› is here for the second time"))
                .help("keep one of the two");
            faults.add(finding);
        } else {
            mistakes.push(mistake(text, range, error.message()));
        }
    }
    if let Some(open) = open_bracket(text, offset, errors) {
        mistakes.retain(|mistake| mistake.range.start < open.range.start);
        mistakes.push(open);
    }
    mistakes.sort_by_key(|mistake| mistake.range.start);
    mistakes.dedup_by_key(|mistake| line_start(text, mistake.range.start as usize));
    mistakes.truncate(MOST_PER_FILE);
    mistakes
}

/// The line, from its start to its end, of the first key without a value among the errors: there
/// the parser leaves the rest of the file alone.
pub(super) fn keyless_line(text: &str, offset: usize, errors: &[Error]) -> Option<Bytes> {
    let stops = |error: &&Error| error.message().starts_with("key with no value");
    let starts = errors.iter().filter(stops).filter_map(|error| Some(error.span()?.start));
    let start = line_start(text, starts.min()? + offset).max(offset);
    let line = text[start..].lines().next().unwrap_or_default();
    Some(start..start + line.len())
}

/// A range cut off at the end of its first line.
fn on_one_line(text: &str, start: usize, end: usize) -> Range {
    let inside = text.get(start..end).unwrap_or_default();
    Range::new(start, start + inside.lines().next().unwrap_or_default().len())
}

/// A bracket that is never closed makes nonsense of all that follows: only it is told.
fn open_bracket(text: &str, offset: usize, errors: &[Error]) -> Option<Mistake> {
    let unclosed = |error: &&Error| {
        ["unclosed array,", "unclosed inline table,"]
            .iter()
            .any(|start| error.message().starts_with(start))
    };
    let end = errors.iter().find(unclosed)?.span()?.start;
    let comma = errors.iter().find(|error| error.message().starts_with("missing comma"));
    let stop = comma.and_then(Error::span).map_or(end, |span| span.start.min(end)) + offset;
    let quote = |error: &Error| {
        row(error.message()).message == NEVER_CLOSED
            && error.span().is_some_and(|span| span.start + offset <= stop)
    };
    if errors.iter().any(quote) {
        return None;
    }
    let at = text.as_bytes()[..stop.min(text.len())]
        .iter()
        .rposition(|byte| matches!(byte, b'[' | b'{'))?;
    let (message, help) = ("this bracket is never closed", "close it at the end of the list");
    Some(Mistake {
        code: codes::NOT_TOML,
        range: Range::new(at, at + 1),
        message: message.to_owned(),
        help: help.to_owned(),
        is_value: false,
    })
}

fn mistake(text: &str, range: Range, words: &str) -> Mistake {
    let row = row(words);
    let mut range = range;
    let (mut message, mut help) = (row.message, row.help);
    if row.parser.ends_with(" string") {
        range = opening_quote(text, range);
    } else if row.parser.starts_with("string") && range.start == range.end {
        (message, help) = ("there is no value after the =", "write one, or take the line out");
    }
    Mistake {
        code: row.code,
        range,
        message: message.to_owned(),
        help: help.to_owned(),
        is_value: row.is_value,
    }
}

fn row(words: &str) -> &'static Row {
    ROWS.iter().find(|row| words.starts_with(row.parser)).unwrap_or(&UNCLEAR)
}

/// The parser stops at the end of the line; what is missing there belongs to this mark.
fn opening_quote(text: &str, range: Range) -> Range {
    let start = line_start(text, range.start as usize);
    let line = &text[start..range.start as usize];
    line.find(['"', '\'']).map_or(range, |at| Range::new(start + at, start + at + 1))
}

struct Row {
    /// How the parser's words begin.
    parser: &'static str,
    code: Code,
    is_value: bool,
    message: &'static str,
    help: &'static str,
}

const fn broken(parser: &'static str, message: &'static str, help: &'static str) -> Row {
    Row { parser, code: codes::NOT_TOML, is_value: false, message, help }
}

const fn value(code: Code, parser: &'static str, message: &'static str, help: &'static str) -> Row {
    Row { parser, code, is_value: true, message, help }
}

const UNCLEAR: Row = broken(
    "",
    "this cannot be read",
    "look here and in the line above for a missing =, quotation mark or bracket",
);

const NOT_A_NUMBER: &str = "this is not a number";
const DIGITS: &str = "write only digits, or put quotation marks \" around a text";
const NEVER_CLOSED: &str = "this quotation mark is never closed";
const CLOSE_IT: &str = "put the same mark at the end of the text";
const BACKSLASH: &str = "a backslash has a special meaning between these quotation marks";
const SINGLE_MARKS: &str = "put ' … ' around the text instead";
const NO_OPENING: &str = "there is no opening bracket to this closing one";
const QUOTE_IT: &str = "put quotation marks \" around a text";

const ROWS: &[Row] = &[
    value(
        codes::NOT_TOML,
        "string values must be quoted",
        "this text needs quotation marks",
        QUOTE_IT,
    ),
    value(
        codes::YES_NO_WORD,
        "invalid boolean",
        "this should be true or false",
        "write it in small letters",
    ),
    value(codes::LEADING_ZERO, "unexpected leading zero", "this number begins with a zero", DIGITS),
    value(
        codes::BAD_DATE,
        "invalid date",
        "this is not a day of the calendar",
        "write it as 2026-11-21",
    ),
    value(codes::BAD_TIME, "invalid time", "this is not a time of day", "write it as 09:30"),
    value(codes::NOT_TOML, "`_` may only", NOT_A_NUMBER, DIGITS),
    value(codes::NOT_TOML, "invalid fraction", NOT_A_NUMBER, DIGITS),
    value(codes::NOT_TOML, "invalid mantissa", NOT_A_NUMBER, DIGITS),
    value(codes::NOT_TOML, "invalid exponent", NOT_A_NUMBER, DIGITS),
    value(codes::NOT_TOML, "redundant", NOT_A_NUMBER, DIGITS),
    value(codes::NOT_TOML, "unexpected sign", NOT_A_NUMBER, DIGITS),
    value(codes::NOT_TOML, "radix must", NOT_A_NUMBER, DIGITS),
    value(codes::NOT_TOML, "integers with a radix", NOT_A_NUMBER, DIGITS),
    broken("invalid basic string", NEVER_CLOSED, CLOSE_IT),
    broken("invalid literal string", NEVER_CLOSED, CLOSE_IT),
    broken("invalid multi-line basic string", NEVER_CLOSED, CLOSE_IT),
    broken("invalid multi-line literal string", NEVER_CLOSED, CLOSE_IT),
    broken("missing escaped value", BACKSLASH, SINGLE_MARKS),
    broken("too few unicode", BACKSLASH, SINGLE_MARKS),
    broken("invalid escape", BACKSLASH, SINGLE_MARKS),
    broken("key with no value", "there is no = after this key", "write `key = value`"),
    broken("missing assignment", "there is no = after this key", "write `key = value`"),
    broken("extra assignment", "a comma is missing before this", "put one between the entries"),
    broken("missing comma", "a comma is missing before this", "put one between the entries"),
    broken("extra comma", "there is a comma too many", "take it out"),
    broken("extra `=`", "there is one = too many", "write `key = value`"),
    broken(
        "invalid unquoted key",
        "a key may only have letters from a to z, digits, - and _",
        "put quotation marks \" around any other, and = before the value",
    ),
    broken("unquoted keys cannot be empty", "there is no key here", "write `key = value`"),
    broken("unclosed", "a closing bracket is missing in this line", "write [name] or [[name]]"),
    broken("missing array opening", NO_OPENING, QUOTE_IT),
    broken("missing inline table opening", NO_OPENING, QUOTE_IT),
    broken(
        "unexpected key or value",
        "there is something behind the value of this line",
        "write one key and value a line; put quotation marks \" around a text",
    ),
    Row {
        parser: "cannot recurse",
        code: codes::TOO_DEEP,
        is_value: false,
        message: "entries stand inside entries more deeply here than is ever needed",
        help: "look for a bracket or a dot too many",
    },
];
