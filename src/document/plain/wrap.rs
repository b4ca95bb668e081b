//! Breaking text into lines by the columns it takes on a screen, also where a script has no
//! spaces.

use unicode_width::UnicodeWidthStr;

/// The columns that a text takes.
pub(super) fn width_of(text: &str) -> usize {
    text.width()
}

/// The text in lines of at most `width` columns; its own line ends stay. Never empty.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrapped_line(line, width)).collect()
}

/// A line cut where it is full, its spaces kept.
pub(super) fn cut(line: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for cluster in clusters(line) {
        let columns = width_of(cluster);
        if used + columns > width && used > 0 {
            lines.push(String::new());
            used = 0;
        }
        if let Some(last) = lines.last_mut() {
            last.push_str(cluster);
        }
        used += columns;
    }
    lines
}

/// The columns of the widest thing in a text that should not be broken.
pub(super) fn widest_word(text: &str) -> usize {
    text.split('\n').flat_map(atoms).map(|atom| width_of(atom.text)).max().unwrap_or(0)
}

fn wrapped_line(line: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for atom in atoms(line) {
        let columns = width_of(atom.text);
        let space = usize::from(atom.after_space && used > 0);
        if used > 0 && used + space + columns > width {
            lines.push(String::new());
            used = 0;
        }
        let space = usize::from(atom.after_space && used > 0);
        let pieces = cut(atom.text, width);
        for (index, piece) in pieces.iter().enumerate() {
            if index > 0 {
                lines.push(String::new());
                used = 0;
            }
            if let Some(last) = lines.last_mut() {
                last.push_str(&" ".repeat(if index == 0 { space } else { 0 }));
                last.push_str(piece);
                used += width_of(piece) + if index == 0 { space } else { 0 };
            }
        }
    }
    lines
}

/// A stretch of text that should stay in one line.
struct Atom<'t> {
    text: &'t str,
    after_space: bool,
}

/// The stretches of a line: words, and in scripts without spaces single characters, with the
/// closing punctuation behind them.
fn atoms(line: &str) -> Vec<Atom<'_>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut after_space = false;
    let mut before = "";
    let mut at = 0;
    for cluster in clusters(line) {
        if cluster.chars().all(breaks) {
            if let Some(start) = start.take() {
                found.push(Atom { text: &line[start..at], after_space });
            }
            after_space = true;
        } else {
            let splits = (is_wide(cluster) || is_wide(before)) && !closes(cluster);
            if let Some(from) = start.filter(|_| splits) {
                found.push(Atom { text: &line[from..at], after_space });
                after_space = false;
                start = Some(at);
            }
            start.get_or_insert(at);
        }
        before = cluster;
        at += cluster.len();
        if cluster.chars().all(breaks) {
            before = "";
        }
    }
    if let Some(start) = start {
        found.push(Atom { text: &line[start..], after_space });
    }
    // What follows the first stretch in one word is not after a space.
    found
}

fn breaks(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

fn is_wide(cluster: &str) -> bool {
    width_of(cluster) > 1
}

/// Punctuation that must not begin a line.
fn closes(cluster: &str) -> bool {
    cluster.starts_with(|c| "、。，．：；？！）」』】》〉〕］｝…‥・ー,.;:?!)]}".contains(c))
}

/// Characters with what belongs to them: accents, joiners and what these join.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let mut end = first.len_utf8();
        let mut joined = false;
        for c in rest[end..].chars() {
            let belongs = joined || c == '\u{200d}' || char_width(c) == 0;
            if !belongs || c == '\n' {
                break;
            }
            joined = c == '\u{200d}';
            end += c.len_utf8();
        }
        let (cluster, behind) = rest.split_at(end);
        rest = behind;
        Some(cluster)
    })
}

fn char_width(c: char) -> usize {
    width_of(c.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_breaks_between_words_and_between_characters_that_need_no_space() {
        for (text, width, lines) in [
            ("one two three", 7, vec!["one two", "three"]),
            ("one  two\n\nthree", 20, vec!["one two", "", "three"]),
            ("unbreakable", 5, vec!["unbre", "akabl", "e"]),
            ("学校是学习的地方。", 10, vec!["学校是学习", "的地方。"]),
            ("学校是学习。的", 10, vec!["学校是学", "习。的"]),
            ("Dear 王小明, hello", 10, vec!["Dear 王小", "明, hello"]),
            ("", 10, vec![""]),
        ] {
            assert_eq!(wrapped(text, width), lines, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(
            text in "[a-c é王。👨\u{200d}\u{301}م -]{0,60}", width in 10_usize..40,
        ) {
            let lines = wrapped(&text, width);
            for line in &lines {
                prop_assert!(width_of(line) <= width, "{line:?}");
            }
            let dense = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(dense(&lines.join(" ")), dense(&text));
        }
    }
}
