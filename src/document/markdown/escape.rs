//! Text as Markdown that shows as that text, with as few backslashes as that needs.

/// A text of one or more lines that begins a line; a line end becomes a forced one.
pub(super) fn escaped(text: &str) -> String {
    text.split('\n').map(line).collect::<Vec<_>>().join("\\\n")
}

/// A text in the midst of a line.
pub(super) fn inside(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len() + 8);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let entity = |next: char| next.is_ascii_alphanumeric() || next == '#';
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' => true,
            '&' => rest.as_str().starts_with(entity),
            _ => false,
        };
        if c.is_control() {
            continue;
        }
        if special {
            markdown.push('\\');
        }
        markdown.push(c);
    }
    markdown
}

/// Markdown at the beginning of a line, so that it begins no list, heading, quote or rule.
pub(super) fn begun(markdown: &str) -> String {
    let trimmed = markdown.trim_start_matches(' ');
    let digits = trimmed.len() - trimmed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && trimmed[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &trimmed[..digits], &trimmed[digits..]);
    }
    if trimmed.starts_with(['#', '>', '-', '+', '=', ':']) {
        return format!("\\{trimmed}");
    }
    trimmed.to_owned()
}

fn line(text: &str) -> String {
    begun(&inside(text)).trim_end_matches(' ').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_taken_for_markup_gets_a_backslash() {
        for (text, markdown) in [
            ("Amira O'Brien-Lee (7), Tom & Jo.", "Amira O'Brien-Lee (7), Tom & Jo."),
            ("1. a", "1\\. a"),
            ("2026-03-09", "2026-03-09"),
            ("# a\n- b\n> c", "\\# a\\\n\\- b\\\n\\> c"),
            ("a*b_c`d", "a\\*b\\_c\\`d"),
            ("&amp; & &#35;", "\\&amp; & \\&#35;"),
            ("[a](b) <c>", "\\[a\\](b) \\<c>"),
        ] {
            assert_eq!(escaped(text), markdown, "{text}");
        }
    }
}
