//! Text from records on its way to a terminal: nothing in it may steer the terminal or pretend to
//! be another line.

use std::borrow::Cow;

/// The text without control characters (line breaks and tabs become spaces) and without characters
/// that turn the reading direction.
pub fn clean(text: &str) -> Cow<'_, str> {
    let odd = |c: char| c.is_control() || turns_direction(c);
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|c| match c {
        '\n' | '\t' => Some(' '),
        c if odd(c) => None,
        c => Some(c),
    });
    Cow::Owned(kept.collect())
}

/// As [`clean`], but line breaks stay.
pub fn clean_lines(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(clean).collect();
    lines.join("\n")
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_record_can_steer_the_terminal() {
        for (from, to) in [
            ("Zoë", "Zoë"),
            ("a\u{1b}[2Jb", "a[2Jb"),
            ("a\nerror: b", "a error: b"),
            ("a\u{202e}b\r\u{7}", "ab"),
        ] {
            assert_eq!(clean(from), to);
        }
        assert_eq!(clean_lines("a\n\u{1b}b"), "a\nb");
    }
}
