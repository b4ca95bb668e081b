//! The keys of a record: letters, digits, `_` and `-`, without quotation marks, and a colon.

use super::{Scan, Within};

/// Which bytes are letters, digits, `_` and `-`: looked up, because most of the bytes of many
/// records are keys.
const IN_KEY: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        byte += 1;
    }
    table
};

impl<'t> Scan<'t> {
    /// The next key, up to behind its colon; an empty one when there are no more.
    pub(in crate::store::yaml) fn next_key(&mut self, within: &mut Within) -> Option<&'t str> {
        match within {
            Within::Block(column) if self.column == *column => self.key(),
            Within::Block(column) => (self.column < *column).then_some(""),
            Within::Flow { is_first, .. } => {
                if !self.goes_on(b'}', *is_first)? {
                    return Some("");
                }
                *is_first = false;
                self.key()
            }
        }
    }

    /// Whether the next key, on a line of its own, is this one; if so, it is passed over with its
    /// colon. Quicker than [`next_key`](Self::next_key) for those who know what to expect.
    #[inline]
    pub(in crate::store::yaml) fn pass_key(&mut self, within: Within, name: &str) -> Option<bool> {
        if !matches!(within, Within::Block(column) if column == self.column) {
            return Some(false);
        }
        let behind = self.text.as_bytes()[self.at..].strip_prefix(name.as_bytes());
        if !matches!(behind, Some([b':', b' ' | b'\n', ..])) {
            return Some(false);
        }
        self.at += name.len() + 1;
        self.count().map(|()| true)
    }

    /// A key, up to behind its colon.
    #[inline]
    fn key(&mut self) -> Option<&'t str> {
        let start = self.at;
        let end = start + self.key_length()?;
        let key = self.text.get(start..end)?;
        self.at = end + 1;
        // Above a file that is still encrypted.
        if self.depth == 1 && key == "sops" {
            return None;
        }
        self.count()?;
        Some(key)
    }

    /// How long the key is that stands here, if one does.
    #[inline]
    pub(super) fn key_length(&self) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|byte| !IN_KEY[usize::from(*byte)])?;
        let fits = length > 0
            && length < 128
            && rest[0] != b'-'
            && rest[length] == b':'
            && matches!(rest.get(length + 1), None | Some(b' ' | b'\n'));
        fits.then_some(length)
    }
}
