//! Two texts that cannot be put together by what they say: what differs is one conflict.

use super::Merge;
use super::merged::marked;

/// One conflict from the first line that differs to the last.
pub(super) fn undecided(ours: &str, theirs: &str) -> Merge {
    let text = by_lines(ours.as_bytes(), theirs.as_bytes());
    // Both were texts, and they are only parted at line ends.
    let text = String::from_utf8(text).unwrap_or_default();
    Merge { text, conflicts: 1 }
}

/// The same for files that may be no texts at all.
pub fn by_lines(ours: &[u8], theirs: &[u8]) -> Vec<u8> {
    let newline = if ours.windows(2).any(|pair| pair == b"\r\n") { "\r\n" } else { "\n" };
    let (ours, theirs) = (lines(ours), lines(theirs));
    let alike = |(one, other): &(&&[u8], &&[u8])| content(one) == content(other);
    let before = ours.iter().zip(&theirs).take_while(alike).count();
    let after =
        ours[before..].iter().rev().zip(theirs[before..].iter().rev()).take_while(alike).count();
    let whole = |lines: &[&[u8]]| {
        let mut bytes = lines.concat();
        if !bytes.is_empty() && !bytes.ends_with(b"\n") {
            bytes.extend_from_slice(newline.as_bytes());
        }
        bytes
    };
    let mut merged = whole(&ours[..before]);
    let signs = marked("", "", newline);
    let [first, second, third] = [0, 1, 2].map(|at| signs.lines().nth(at).unwrap_or_default());
    for (sign, side) in [
        (first, &ours[before..ours.len() - after]),
        (second, &theirs[before..theirs.len() - after]),
        (third, &ours[ours.len() - after..]),
    ] {
        merged.extend_from_slice(sign.as_bytes());
        merged.extend_from_slice(newline.as_bytes());
        merged.extend_from_slice(&whole(side));
    }
    merged
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n').collect()
}

fn content(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}
