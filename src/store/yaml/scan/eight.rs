//! Looking for a byte, eight bytes at a time: most of what is looked for is near, and nearer than
//! the start of a wider search pays for.

/// Every byte of a word the same.
const fn all(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// With the topmost bit of the first byte that is nothing set, and of none before it.
#[inline]
fn nothing(word: u64) -> u64 {
    word.wrapping_sub(all(1)) & !word & all(0x80)
}

/// The number of the first byte with a bit set.
#[inline]
fn first(bits: u64) -> usize {
    bits.trailing_zeros() as usize / 8
}

/// How many spaces it begins with.
#[inline]
pub(super) fn spaces(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk() {
        let others = u64::from_le_bytes(*eight) ^ all(b' ');
        if others != 0 {
            return at + first(others);
        }
        at += 8;
    }
    at + bytes[at..].iter().take_while(|byte| **byte == b' ').count()
}

/// How far it is to what may end a text on one line: its end, a colon or a hash; all if there is
/// none.
#[inline]
pub(super) fn up_to_end_or_sign(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk() {
        let word = u64::from_le_bytes(*eight);
        let found =
            nothing(word ^ all(b'\n')) | nothing(word ^ all(b':')) | nothing(word ^ all(b'#'));
        if found != 0 {
            return at + first(found);
        }
        at += 8;
    }
    let is_sign = |byte: &u8| matches!(byte, b'\n' | b':' | b'#');
    bytes[at..].iter().position(is_sign).map_or(bytes.len(), |more| at + more)
}
