//! The lines of a record that a fault points at: cut to what a reader can take in, and without
//! anything that could steer a terminal. Every character keeps its column.

use crate::diag::Marked;
use std::ops::Range;

/// How many characters of a line are kept behind the beginning of its mark. What stands before it
/// is kept too, or the column would be wrong; the drawing shows only what has room.
const BEHIND: usize = 240;
/// So many bytes before a mark are no longer worth drawing.
const TOO_FAR: usize = 20_000;

/// Some lines of a text, ready to be drawn.
pub(super) struct Excerpt {
    /// The lines, without the text's last line break.
    pub(super) text: String,
    /// The number of the first of them, from 1.
    pub(super) first_line: usize,
    /// For each mark, in the order given, its bytes in `text`.
    pub(super) marks: Vec<Range<usize>>,
}

/// The lines from the first to the last mark, which are all of one text; `None` when there are no
/// lines to show. Of a mark over many lines the first line is marked.
pub(super) fn excerpt(marks: &[&Marked]) -> Option<Excerpt> {
    let source = marks.first().filter(|mark| !mark.is_whole_file())?.source.as_ref()?;
    let text = source.text();
    let starts: Vec<usize> =
        marks.iter().map(|mark| boundary(text, mark.range.start as usize)).collect();
    let first = line_start(text, *starts.iter().min()?);
    let last = line_end(text, *starts.iter().max()?);

    let mut shown = Excerpt { text: String::new(), first_line: 0, marks: vec![0..0; marks.len()] };
    shown.first_line = text[..first].bytes().filter(|byte| *byte == b'\n').count() + 1;
    let mut at = first;
    for line in text[first..last].split('\n') {
        if at > first {
            shown.text.push('\n');
        }
        let here =
            starts.iter().enumerate().filter(|(_, start)| (at..=at + line.len()).contains(*start));
        let here: Vec<(usize, Range<usize>)> = here
            .map(|(number, start)| {
                let end = boundary(text, marks[number].range.end as usize).min(at + line.len());
                (number, start - at..end.max(*start) - at)
            })
            .collect();
        if here.iter().any(|(_, range)| range.start > TOO_FAR) {
            return None;
        }
        shown.add_line(line, &here);
        at += line.len() + 1;
    }
    Some(shown)
}

impl Excerpt {
    fn add_line(&mut self, line: &str, marks: &[(usize, Range<usize>)]) {
        let content = line.strip_suffix('\r').unwrap_or(line);
        let last = marks.iter().map(|(_, range)| range.start).max().unwrap_or(0);
        let last = last.min(content.len());
        let end = content[last..].char_indices().nth(BEHIND);
        let kept = &content[..end.map_or(content.len(), |(at, _)| last + at)];
        let base = self.text.len();
        let moved = |at: usize| base + harmless(&kept[..at.min(kept.len())]).len();
        for (number, range) in marks {
            self.marks[*number] = moved(range.start)..moved(range.end);
        }
        self.text.push_str(&harmless(kept));
    }
}

/// The text with every character that cannot be seen, or that turns the writing round, replaced
/// by one that is as wide as one column; a tab stays for the drawing to widen.
fn harmless(text: &str) -> String {
    let shown = text.chars().filter(|c| *c != '\u{feff}').map(|c| match c {
        '\t' => '\t',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('�'),
        '\u{7f}' => '␡',
        c if c.is_control() || misleads(c) => '�',
        c => c,
    });
    shown.collect()
}

fn misleads(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline)
}

fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Range as Bytes, Source};

    fn mark(text: &str, marked: &str) -> Marked {
        let start = text.find(marked).expect("it is there");
        Marked {
            source: Some(Source::new("a.yaml", text)),
            file: "a.yaml".into(),
            range: Bytes::new(start, start + marked.len()),
            field: None,
            label: String::new(),
        }
    }

    fn shown(text: &str, marked: &str) -> (usize, String, String) {
        let mark = mark(text, marked);
        let excerpt = excerpt(&[&mark]).expect("a text");
        let piece = excerpt.text[excerpt.marks[0].clone()].to_owned();
        (excerpt.first_line, excerpt.text, piece)
    }

    #[test]
    fn the_line_of_the_mark_is_shown_and_nothing_else() {
        let text = "a: 1\r\nb: Zoë\r\nc: 3\r\n";
        assert_eq!(shown(text, "Zoë"), (2, "b: Zoë".into(), "Zoë".into()));
        assert_eq!(shown("a:\n  - 1\n  - 2\n", "- 1\n  - 2"), (2, "  - 1".into(), "- 1".into()));
        assert_eq!(shown("\u{feff}a: 1\n", "a"), (1, "a: 1".into(), "a".into()));
    }

    #[test]
    fn the_end_of_a_text_can_be_marked() {
        let mut mark = mark("a: 1\n", "1");
        mark.range = Bytes::new(5, 5);
        let excerpt = excerpt(&[&mark]).expect("a text");
        assert_eq!((excerpt.first_line, &*excerpt.text, &excerpt.marks[0]), (2, "", &(0..0)));
    }

    #[test]
    fn nothing_steers_the_terminal_and_no_column_moves() {
        let (_, text, piece) = shown("a\u{1b}[2J\u{202e}\u{9b}b\u{200b}: x\n", "x");
        assert_eq!((&*text, &*piece), ("a␛[2J��b�: x", "x"));
    }

    #[test]
    fn a_very_long_line_is_cut_behind_its_mark_and_not_drawn_at_all_far_out() {
        let text = format!("note: {}HERE{}", "é".repeat(500), "w".repeat(50_000));
        let (_, line, piece) = shown(&text, "HERE");
        assert_eq!(piece, "HERE");
        assert_eq!(line.chars().count(), "note: ".len() + 500 + BEHIND);
        let text = format!("note: {}HERE", "é".repeat(50_000));
        assert!(excerpt(&[&mark(&text, "HERE")]).is_none());
    }

    #[test]
    fn several_marks_share_the_lines_between_them() {
        let text = "a: 1\nb: 2\nc: 3\nd: 4\n";
        let (late, early) = (mark(text, "4"), mark(text, "2"));
        let excerpt = excerpt(&[&late, &early]).expect("a text");
        assert_eq!(excerpt.text, "b: 2\nc: 3\nd: 4");
        let pieces: Vec<_> =
            excerpt.marks.iter().map(|range| &excerpt.text[range.clone()]).collect();
        assert_eq!(pieces, ["4", "2"]);
    }
}
