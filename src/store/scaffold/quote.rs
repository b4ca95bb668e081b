//! Words on their way into a record: quoted so that they are read back as they were, and so that a
//! person still likes to read them.

use std::fmt::Write as _;

/// A text as the value of a field whose key stands `indent` columns in.
pub(super) fn text(words: &str, indent: usize) -> String {
    if reads_well_in_lines(words) { in_lines(words, indent + 2) } else { one_line(words) }
}

/// A text on one line, between quotation marks if it could be taken for something else.
pub(in crate::store) fn one_line(words: &str) -> String {
    let plain = serde_yaml::to_string(words).unwrap_or_default();
    let plain = plain.trim_end_matches('\n');
    if plain == words && needs_no_marks(words) { plain.to_owned() } else { in_marks(words) }
}

/// Beyond what the language asks: nobody should wonder whether `0117` is a number or `no` an answer,
/// and older programs that read YAML do.
fn needs_no_marks(words: &str) -> bool {
    const TAKEN_FOR_ANSWERS: &[&str] =
        &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"];
    (words.starts_with(char::is_alphabetic) || is_code(words))
        && !words.contains(odd)
        && words.trim() == words
        && !TAKEN_FOR_ANSWERS.contains(&&*words.to_lowercase())
}

/// A case id or a class that begins with a digit, `7tqe8` or `10B`, and is no number in any spelling:
/// not `1e5`, `0x1f`, `0b1`, `0o7`. Days and times have other signs in them, and are no codes.
fn is_code(words: &str) -> bool {
    let small = words.to_ascii_lowercase();
    let is_power = small.split_once('e').is_some_and(|(one, ten)| is_digits(one) && is_digits(ten));
    let has_base = ["0x", "0b", "0o"].iter().any(|base| small.starts_with(base));
    words.starts_with(|sign: char| sign.is_ascii_digit())
        && words.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !is_digits(words)
        && !is_power
        && !has_base
}

fn is_digits(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit())
}

/// Several lines, each of which keeps its place without marks.
pub(in crate::store) fn reads_well_in_lines(words: &str) -> bool {
    words.contains('\n')
        && !words.starts_with([' ', '\n'])
        && words.lines().all(|line| !line.ends_with([' ', '\t']) && !line.contains(odd))
        && !words.ends_with("\n\n")
        && !words.contains('\r')
        && !words.contains('\t')
}

/// Words on lines of their own, in this column, below their `|`.
pub(in crate::store) fn in_lines(words: &str, indent: usize) -> String {
    let mut block = String::from(if words.ends_with('\n') { "|" } else { "|-" });
    for line in words.lines() {
        block.push('\n');
        if !line.is_empty() {
            let _ = write!(block, "{:indent$}{line}", "");
        }
    }
    block
}

/// Words between quotation marks.
pub(in crate::store) fn in_marks(words: &str) -> String {
    let mut quoted = String::from('"');
    for c in words.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if odd(c) && u32::from(c) < 0x1_0000 => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// What a parser may take for a line break or a mark, or an editor may lose.
pub(in crate::store) fn odd(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::one_line;
    use proptest::prelude::*;

    #[test]
    fn a_code_that_begins_with_a_digit_stands_bare_and_a_number_does_not() {
        for bare in ["3gk7s", "7tqe8", "10B", "4e", "2e7q", "3rd"] {
            assert_eq!(one_line(bare), bare);
        }
        for quoted in [
            "123",
            "0117",
            "1e5",
            "1E5",
            "22e44",
            "0x1f",
            "0b101",
            "0o17",
            "2026-11-21",
            "09:35",
            "1_000",
            "1.5",
            "5 B",
        ] {
            assert_eq!(one_line(quoted), format!("\"{quoted}\""));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn whatever_begins_with_a_digit_is_read_back_as_words(words in "[0-9][0-9a-zA-Z.:_-]{0,7}") {
            let read: serde_yaml::Value =
                serde_yaml::from_str(&one_line(&words)).expect("it is read");
            prop_assert_eq!(read, serde_yaml::Value::String(words));
        }
    }
}
