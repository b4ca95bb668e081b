//! One of the three texts while they are put together, and how its lines are carried over to ours.

use super::comments::in_lines;
use super::outline::Part;

/// Lines moved from one column to another. The first line of a part that stands behind a dash has no
/// indentation of its own.
pub(super) struct Move<'n> {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The first line begins with its indentation.
    pub(super) from_own_line: bool,
    pub(super) to_own_line: bool,
    pub(super) newline: &'n str,
}

impl Move<'_> {
    pub(super) fn lines(&self, text: &str) -> String {
        let stays = self.from == self.to && self.from_own_line == self.to_own_line;
        let mut moved = String::with_capacity(text.len() + 16);
        for (number, line) in text.lines().enumerate() {
            let (is_indented, indent) = match number {
                0 => (self.from_own_line, self.to_own_line),
                _ => (true, true),
            };
            if stays {
                moved.push_str(line);
            } else {
                let blanks = line.len() - line.trim_start_matches(' ').len();
                let content = if is_indented { &line[blanks.min(self.from)..] } else { line };
                if !content.is_empty() && indent {
                    moved.extend(std::iter::repeat_n(' ', self.to));
                }
                moved.push_str(content);
            }
            moved.push_str(self.newline);
        }
        moved
    }
}

/// The body of a part without its indentation and line ends, to compare it.
pub(super) fn plain(body: &str, column: usize, own_line: bool) -> String {
    let to_left =
        Move { from: column, to: 0, from_own_line: own_line, to_own_line: true, newline: "\n" };
    let mut plain = to_left.lines(body);
    plain.truncate(plain.trim_end_matches('\n').len());
    plain
}

/// Whether two parts are written alike.
pub(super) fn same(one: &Part<'_, '_>, other: &Part<'_, '_>) -> bool {
    one.plain == other.plain
}

/// Whether a part, and what is written above it, is as it was.
pub(super) fn untouched(old: &Part<'_, '_>, part: &Part<'_, '_>) -> bool {
    same(old, part) && in_lines(old.lead) == in_lines(part.lead)
}
