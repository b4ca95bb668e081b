//! What a syntax error most likely is, in the words of a school: the parser says where it gave up,
//! the lines around that place say why. The parser's own words reach nobody.

use granit_parser::ErrorKind as Kind;

use crate::diag::Code;
use crate::store::codes;
use crate::text::Range;

/// A syntax error as it is told.
pub(super) struct Mistake {
    pub(super) code: Code,
    pub(super) range: Range,
    pub(super) message: String,
    pub(super) help: String,
}

const QUOTE_IT: &str = "put quotation marks \" around the whole text";
const ALIGN: &str = "lines that belong together begin in the same column; indent with spaces";

/// What went wrong where the parser gave up, at the byte `at`.
pub(super) fn explain(text: &str, at: usize, kind: &Kind) -> Mistake {
    let near = Near::new(text, at);
    near.tab(kind).unwrap_or_else(|| match kind {
        Kind::MappingValueNotAllowed => near.colon(),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => no_key(near.line()),
        Kind::UnclosedQuotedScalar
        | Kind::InvalidQuotedScalarIndent
        | Kind::DocumentIndicatorInQuotedScalar => near.open_quote(),
        Kind::InvalidTrailingSingleQuotedScalar => near.here(
            "the text goes on after its closing quotation mark",
            "an apostrophe inside ' … ' is written twice; easier is \" … \" around the whole text",
        ),
        Kind::InvalidTrailingDoubleQuotedScalar => near.here(
            "the text goes on after its closing quotation mark",
            "put ' … ' around the whole text, or take the marks out",
        ),
        _ => near
            .bracket(kind)
            .or_else(|| near.start_of_text(kind))
            .unwrap_or_else(|| near.other(kind)),
    })
}

/// Where the line of a byte begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let before = &bytes[..at.min(bytes.len())];
    before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1)
}

/// The surroundings of a byte.
struct Near<'t> {
    text: &'t str,
    at: usize,
}

/// A line: where it begins, and what it says without its end.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    words: &'t str,
}

impl Line<'_> {
    fn indent(self) -> usize {
        self.words.len() - self.words.trim_start_matches([' ', '\t']).len()
    }

    fn range(self) -> Range {
        Range::new(self.start + self.indent(), self.start + self.words.len())
    }

    /// The same line up to its comment, if it has one.
    fn without_comment(self) -> Self {
        let end = self.words.find(" #").unwrap_or(self.words.len());
        Self { words: &self.words[..end], ..self }
    }

    /// A colon directly before a letter, as in `name:Anna`; not the one of an address or a time.
    fn tight_colon(self) -> Option<Range> {
        let bytes = self.words.as_bytes();
        let at = bytes.iter().position(|byte| *byte == b':')?;
        let follows = bytes.get(at + 1)?;
        (!follows.is_ascii_whitespace() && *follows != b'/')
            .then(|| Range::new(self.start + at, self.start + at + 1))
    }

    fn has_key(self) -> bool {
        let words = self.words.trim_end();
        words.contains(": ") || words.ends_with(':')
    }
}

impl<'t> Near<'t> {
    fn new(text: &'t str, at: usize) -> Self {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        Self { text, at }
    }

    fn line_at(&self, at: usize) -> Line<'t> {
        let start = line_start(self.text, at);
        let words = self.text[start..].lines().next().unwrap_or_default();
        Line { start, words }
    }

    fn line(&self) -> Line<'t> {
        self.line_at(self.at)
    }

    /// The nearest line above that says something.
    fn line_above(&self) -> Option<Line<'t>> {
        let mut start = self.line().start;
        while start > 0 {
            let line = self.line_at(start - 1);
            let words = line.words.trim_start();
            if !words.is_empty() && !words.starts_with('#') {
                return Some(line);
            }
            start = line.start;
        }
        None
    }

    fn character(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn range(&self) -> Range {
        let width = self.character().filter(|next| !next.is_whitespace()).map_or(0, char::len_utf8);
        Range::new(self.at, self.at + width)
    }

    fn here(&self, message: &str, help: &str) -> Mistake {
        unreadable(self.range(), message, help)
    }

    /// A tab in the indentation of this line or of one of the next: the parser may give up at the
    /// text before it.
    fn tab(&self, kind: &Kind) -> Option<Mistake> {
        let lines = self.text[self.line().start..].split_inclusive('\n').take(3);
        let mut start = self.line().start;
        for line in lines {
            let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
            if let Some(tab) = indent.find('\t').filter(|_| !line.trim().is_empty()) {
                let range = Range::new(start + tab, start + tab + 1);
                return Some(tab_at(range));
            }
            start += line.len();
        }
        let tabs = matches!(
            kind,
            Kind::TabNotAllowed
                | Kind::TabInBlockIndentation
                | Kind::TabInIndentation
                | Kind::TabAtBlockScalarStart
                | Kind::TabInPlainScalar
        );
        tabs.then(|| tab_at(self.range()))
    }

    /// A colon where none is wanted: inside a text, or in a line that does not fit the one above.
    fn colon(&self) -> Mistake {
        let line = self.line().without_comment();
        let own = self.at - line.start;
        let before = &line.words[..own.min(line.words.len())];
        if let Some(first) = before.find(": ") {
            // The parser stops at the key's colon when more follow: the one to blame is the next.
            let again = line.words[first + 2..].find(": ");
            let at = again.map_or(self.at, |again| line.start + first + 2 + again);
            return text_colon(at);
        }
        if let Some(next) = line.words.get(own + 2..).and_then(|rest| rest.find(": ")) {
            return text_colon(line.start + own + 2 + next);
        }
        match self.line_above() {
            Some(above) if !above.has_key() => no_key(above),
            _ => self.indentation(),
        }
    }

    fn indentation(&self) -> Mistake {
        let range = self.line().range();
        unreadable(range, "this line does not begin in the right column", ALIGN)
    }

    fn open_quote(&self) -> Mistake {
        if let Some('"' | '\'') = self.character() {
            return never_closed(self.at);
        }
        let mut line = Some(self.line());
        let mut start = self.at;
        while let Some(Line { start: from, words }) = line {
            let words = words.get(..start - from).unwrap_or(words);
            if let Some(at) = quote_that_opens(words) {
                return never_closed(from + at);
            }
            start = from;
            line = start.checked_sub(1).map(|above| self.line_at(above));
        }
        self.here("a quotation mark is missing", "put the same mark at both ends of the text")
    }

    fn backslash(&self) -> Mistake {
        let line = self.line();
        let rest = &self.text[self.at..line.start + line.words.len().max(self.at - line.start)];
        let at = self.at + rest.find('\\').unwrap_or_default();
        unreadable(
            Range::new(at, at + 1),
            "a backslash has a special meaning between these quotation marks",
            "put ' … ' around the text instead",
        )
    }

    fn bracket(&self, kind: &Kind) -> Option<Mistake> {
        let quote = "close the bracket, or put quotation marks around the whole text";
        match kind {
            Kind::MismatchedFlowCollectionEnd { open, close } => {
                let message = format!("this bracket opens as {open} and is closed as {close}");
                Some(self.here(&message, "write the same kind of bracket at both ends"))
            }
            Kind::MisplacedFlowCollectionEnd => {
                Some(self.here("there is no opening bracket to this closing one", QUOTE_IT))
            }
            Kind::UnclosedFlowCollection { .. } => {
                Some(self.here("this bracket is never closed", quote))
            }
            Kind::InvalidColonPlacement
            | Kind::ExpectedFlowMappingSeparator
            | Kind::ExpectedFlowSequenceSeparator
            | Kind::UnexpectedEofFlowSequence
            | Kind::UnexpectedEofFlowMapping
            | Kind::UnexpectedEofImplicitFlowMapping
            | Kind::BlockEntryInFlowCollection
            | Kind::FlowMappingValueAdjacentCollection
            | Kind::InvalidFlowScalarIndent => Some(match self.bracket_above() {
                Some(at) => {
                    unreadable(Range::new(at, at + 1), "this bracket is never closed", quote)
                }
                None => self.here(
                    "a comma or the closing bracket is missing before this",
                    "put a comma between the entries and the bracket at the end",
                ),
            }),
            _ => None,
        }
    }

    /// The last bracket that is still open when the line begins.
    fn bracket_above(&self) -> Option<usize> {
        let mut closed = 0;
        for (at, byte) in self.text.as_bytes()[..self.line().start].iter().enumerate().rev() {
            match byte {
                b']' | b'}' => closed += 1,
                b'[' | b'{' if closed > 0 => closed -= 1,
                b'[' | b'{' => return Some(at),
                _ => {}
            }
        }
        None
    }

    /// A text that begins with a sign that means something else.
    fn start_of_text(&self, kind: &Kind) -> Option<Mistake> {
        let tag =
            || mistake(codes::TYPE_TAG, self.range(), "a text may not start with !", QUOTE_IT);
        match kind {
            Kind::UndeclaredTagHandle
            | Kind::ExpectedTagBang
            | Kind::InvalidGlobalTagCharacter
            | Kind::MissingTagUri
            | Kind::UnclosedVerbatimTag
            | Kind::InvalidTagTerminator
            | Kind::InvalidTagEscape => Some(tag()),
            Kind::MissingAnchorOrAliasName => Some(mistake(
                codes::ANCHOR_OR_ALIAS,
                self.range(),
                "a text may not start with & or *",
                QUOTE_IT,
            )),
            Kind::MappingKeyNotAllowed => Some(mistake(
                codes::ODD_KEY,
                self.range(),
                "a text may not start with a question mark and a space",
                QUOTE_IT,
            )),
            _ => match self.character()? {
                sign @ ('@' | '`' | '%' | ',') => {
                    Some(self.here(&format!("a text may not start with {sign}"), QUOTE_IT))
                }
                _ => None,
            },
        }
    }

    fn other(&self, kind: &Kind) -> Mistake {
        match kind {
            Kind::BlockSequenceEntryNotAllowed => self.here(
                "a list cannot begin in the line of its key",
                "write each entry on its own line, after a dash; or put quotation marks around a text",
            ),
            Kind::InvalidBlockScalarHeader => self.here(
                "a text after | or > begins on the line below",
                "begin a new line after the sign, or put quotation marks around the whole text",
            ),
            Kind::UnknownQuotedScalarEscape
            | Kind::InvalidQuotedScalarHexEscape
            | Kind::InvalidUnicodeEscape
            | Kind::InvalidLowSurrogateHexEscape
            | Kind::InvalidLowSurrogate
            | Kind::MissingLowSurrogate
            | Kind::UnpairedLowSurrogate => self.backslash(),
            Kind::BomInsideDocument => mistake(
                codes::CONTROL_CHARACTER,
                self.range(),
                "here stands an invisible character (U+FEFF)",
                "delete it; if it cannot be seen, delete the characters beside it too and type them again",
            ),
            Kind::CommentNotSeparated | Kind::CommentInterceptedScalar => self.here(
                "a comment breaks into a text here",
                "put a space before the #, or quotation marks around a text that has one in it",
            ),
            Kind::ExpectedBlockMappingKey
            | Kind::ExpectedBlockSequenceEntry
            | Kind::ExpectedDocumentStart
            | Kind::InvalidIndentation
            | Kind::InvalidBlockScalarIndent
            | Kind::InvalidMappingValueWhitespace
            | Kind::InvalidBlockEntryWhitespace => self.indentation(),
            _ => self.here(
                "from here on this file cannot be read",
                "look here and in the line above for a missing colon, quotation mark or bracket",
            ),
        }
    }
}

fn mistake(code: Code, range: Range, message: &str, help: &str) -> Mistake {
    Mistake { code, range, message: message.to_owned(), help: help.to_owned() }
}

fn unreadable(range: Range, message: &str, help: &str) -> Mistake {
    mistake(codes::NOT_YAML, range, message, help)
}

fn tab_at(range: Range) -> Mistake {
    mistake(
        codes::TAB_INDENTATION,
        range,
        "a tab stands here, where only spaces may",
        "put spaces in its place; most editors can do so for the whole file",
    )
}

fn text_colon(at: usize) -> Mistake {
    unreadable(
        Range::new(at, at + 1),
        "a colon with a space after it stands inside this text",
        QUOTE_IT,
    )
}

/// A line that should have been `key: value`.
fn no_key(line: Line<'_>) -> Mistake {
    if let Some(range) = line.tight_colon() {
        return unreadable(range, "a space is missing after this colon", "write `key: value`");
    }
    unreadable(
        line.range(),
        "there is no key with a colon in this line",
        "write `key: value`; where a text goes on over several lines, indent all but the first",
    )
}

fn never_closed(at: usize) -> Mistake {
    unreadable(
        Range::new(at, at + 1),
        "this quotation mark is never closed",
        "put the same mark at the end of the text",
    )
}

/// The first quotation mark in a line that stands where a text begins and has no partner.
fn quote_that_opens(words: &str) -> Option<usize> {
    let bytes = words.as_bytes();
    let begins = |at: usize| {
        let before = words[..at].trim_end();
        at == 0 || before.is_empty() || before.ends_with([':', '-', '[', '{', ','])
    };
    let at = (0..bytes.len()).find(|at| matches!(bytes[*at], b'"' | b'\'') && begins(*at))?;
    let mark = char::from(bytes[at]);
    let closed = words[at + 1..].matches(mark).count();
    closed.is_multiple_of(2).then_some(at)
}
