//! The tags of a template — `{{ … }}` and `{% … %}` — cut into words, for questions that the
//! template engine does not answer: which names and which other templates does it use. Lenient:
//! what is not written properly is the engine's to report.

/// One tag.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tag<'t> {
    /// Whether it is `{% … %}`.
    pub(super) statement: bool,
    /// What is between the braces.
    pub(super) words: Vec<Word<'t>>,
}

impl<'t> Tag<'t> {
    /// The word a `{% … %}` begins with: `for`, `include`.
    pub(super) fn verb(&self) -> Option<&'t str> {
        match self.words.first()?.kind {
            WordKind::Name(name) if self.statement => Some(name),
            _ => None,
        }
    }

    /// Whether it calls a component: `{{ <card … /> }}`.
    pub(super) fn calls_component(&self) -> bool {
        self.words.first().is_some_and(|word| word.is("<"))
    }
}

/// One word of a tag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Word<'t> {
    /// Its first byte in the template.
    pub(super) at: usize,
    /// What it is.
    pub(super) kind: WordKind<'t>,
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum WordKind<'t> {
    /// A name or keyword.
    Name(&'t str),
    /// A text in quotation marks, without them.
    Quoted(&'t str),
    /// A number.
    Number,
    /// `?.`, or one character that is none of these.
    Sign(&'t str),
}

impl<'t> Word<'t> {
    /// Whether it is this name or sign.
    pub(super) fn is(&self, text: &str) -> bool {
        matches!(self.kind, WordKind::Name(found) | WordKind::Sign(found) if found == text)
    }

    /// The name, if it is one.
    pub(super) fn name(&self) -> Option<&'t str> {
        match self.kind {
            WordKind::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// The tags of a template, from top to bottom; comments and `{% raw %}` stretches are left out.
pub(super) fn tags(template: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = template[at..].find('{') {
        let start = at + found;
        let rest = &template[start..];
        if rest.starts_with("{#") {
            at = rest.find("#}").map_or(template.len(), |end| start + end + 2);
        } else if rest.starts_with("{{") || rest.starts_with("{%") {
            let statement = rest.starts_with("{%");
            // A dash right behind the braces only trims the space before the tag.
            let inside = start + 2 + usize::from(rest[2..].starts_with('-'));
            let (words, end) = words(template, inside, if statement { "%}" } else { "}}" });
            at = end;
            let tag = Tag { statement, words };
            if tag.verb() == Some("raw") {
                at = template[end..].find("endraw").map_or(template.len(), |skip| end + skip);
            } else {
                tags.push(tag);
            }
        } else {
            at = start + 1;
        }
    }
    tags
}

/// The words from `at` to the closing braces, and the byte behind these.
fn words<'t>(template: &'t str, mut at: usize, close: &str) -> (Vec<Word<'t>>, usize) {
    let mut words = Vec::new();
    let mut open_braces = 0_usize;
    while let Some(first) = template[at..].chars().next() {
        let rest = &template[at..];
        if open_braces == 0 && rest.starts_with(close) {
            return (words, at + close.len());
        }
        let (length, kind) = word(rest, first);
        match kind {
            Some(WordKind::Sign("{")) => open_braces += 1,
            Some(WordKind::Sign("}")) => open_braces = open_braces.saturating_sub(1),
            _ => {}
        }
        if let Some(kind) = kind {
            words.push(Word { at, kind });
        }
        at += length;
    }
    (words, template.len())
}

/// The length in bytes of what `rest` begins with, and the word there unless it is a space.
fn word(rest: &str, first: char) -> (usize, Option<WordKind<'_>>) {
    let run = |fits: fn(char) -> bool| rest.find(|c| !fits(c)).unwrap_or(rest.len());
    match first {
        c if c.is_whitespace() => (c.len_utf8(), None),
        '"' | '\'' | '`' => {
            // Where it is never closed, the engine will say so.
            let (end, length) = match closing_quote(rest, first) {
                Some(end) => (end, end + 1),
                None => (rest.len(), rest.len()),
            };
            (length, Some(WordKind::Quoted(&rest[1..end])))
        }
        c if c.is_alphabetic() || c == '_' => {
            let end = run(|c| c.is_alphanumeric() || c == '_');
            (end, Some(WordKind::Name(&rest[..end])))
        }
        c if c.is_ascii_digit() => (run(|c| c.is_ascii_digit()), Some(WordKind::Number)),
        _ if rest.starts_with("?.") => (2, Some(WordKind::Sign(&rest[..2]))),
        c => (c.len_utf8(), Some(WordKind::Sign(&rest[..c.len_utf8()]))),
    }
}

/// Where the text in quotation marks ends that `rest` begins with.
fn closing_quote(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn comments_and_raw_stretches_hold_no_tags() {
        let found = tags("{# {{ a }} #}{% raw %}{{ b }}{% endraw %}{{ c ~ \"}}\" }} {% if d -%}");
        let names: Vec<_> =
            found.iter().flat_map(|tag| tag.words.iter().filter_map(Word::name)).collect();
        assert_eq!(names, ["c", "if", "d"]);
    }

    #[test]
    fn braces_inside_a_tag_do_not_end_it() {
        let found = tags("{{ {\"a\": {\"b\": x}} }}{{ y }}");
        assert_eq!(found.len(), 2);
        assert!(found[1].words[0].is("y"));
    }

    proptest! {
        #[test]
        fn no_text_is_too_broken_to_be_read(text in "[{}%#\"'` \\\\a-c.?|é-]{0,40}") {
            tags(&text);
        }
    }
}
