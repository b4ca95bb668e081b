//! Our own explanations, written in a little Markdown, as a page on a terminal. Not for texts of
//! records or templates.

use unicode_width::UnicodeWidthStr as _;

/// A wider page than this is hard to read.
const WIDEST: usize = 90;

/// Headings, paragraphs, lists and examples (indented or fenced), at most `width` columns wide;
/// examples are left as they are.
pub(super) fn page(markdown: &str, width: usize, colours: bool) -> String {
    let width = width.min(WIDEST);
    let mut lines: Vec<String> = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut fenced = false;
    for line in markdown.lines().chain([""]) {
        if line.starts_with("```") {
            lines.extend(wrapped(&std::mem::take(&mut paragraph).join(" "), width));
            fenced = !fenced;
            continue;
        }
        if fenced {
            lines.push(if line.is_empty() { String::new() } else { format!("    {line}") });
            continue;
        }
        let is_example = line.starts_with("    ") && paragraph.is_empty();
        let is_heading = line.starts_with('#');
        if is_example || is_heading || line.is_empty() || line.starts_with("- ") {
            lines.extend(wrapped(&std::mem::take(&mut paragraph).join(" "), width));
        }
        if is_example {
            lines.push(line.to_owned());
        } else if is_heading {
            lines.extend(heading(line, colours));
        } else if line.is_empty() {
            lines.push(String::new());
        } else {
            paragraph.push(line.trim());
        }
    }
    lines.dedup_by(|one, other| one.is_empty() && other.is_empty());
    lines.join("\n").trim().to_owned()
}

fn heading(line: &str, colours: bool) -> Vec<String> {
    let words = line.trim_start_matches('#').trim();
    if colours {
        return vec![format!("\u{1b}[1m{words}\u{1b}[0m")];
    }
    let rule = if line.starts_with("##") { "-" } else { "=" };
    vec![words.to_owned(), rule.repeat(words.width())]
}

/// A paragraph in lines; the lines of a list entry after its first are indented.
fn wrapped(paragraph: &str, width: usize) -> Vec<String> {
    let indent = if paragraph.starts_with("- ") { "  " } else { "" };
    let mut lines: Vec<String> = Vec::new();
    for word in paragraph.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width || line.trim() == "-" => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
            Some(_) => lines.push(format!("{indent}{word}")),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# Title

## What it finds
A long line that is
wrapped again, and so on.

    key: value      # as it is

- one thing and another
- two
";

    #[test]
    fn paragraphs_are_wrapped_and_examples_are_left_alone() {
        assert_eq!(
            page(TEXT, 20, false),
            "\
Title
=====

What it finds
-------------
A long line that is
wrapped again, and
so on.

    key: value      # as it is

- one thing and
  another
- two"
        );
    }

    #[test]
    fn what_stands_between_fences_is_an_example() {
        assert_eq!(
            page(
                "Type\n```console\n$ lm check\n\n  no faults at all anywhere\n```\nand so on",
                12,
                false
            ),
            "Type\n    $ lm check\n\n      no faults at all anywhere\nand so on"
        );
    }

    #[test]
    fn headings_are_bold_where_colours_may_be() {
        assert!(page(TEXT, 80, true).starts_with("\u{1b}[1mTitle\u{1b}[0m\n\n\u{1b}[1mWhat"));
    }
}
