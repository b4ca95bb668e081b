//! Whether the bytes of a file are a text that a person and the parser see alike: UTF-8, nothing
//! invisible, not encrypted, no unfinished merge. Looked at before anything is parsed.

use std::sync::Arc;

use super::codes;
use super::faults::Faults;
use super::limits::MAX_FILE;
use crate::diag::{Finding, Place};
use crate::text::Range;

/// Why a file has no text that can be read.
#[derive(Debug)]
pub struct NotText {
    /// What is wrong.
    pub finding: Finding,
    /// What can be shown of it: bytes that are no text stand as `�`. The place in the finding is
    /// one in this text.
    pub shown: String,
}

/// The text of a file.
///
/// # Errors
/// When the bytes are not UTF-8 or are encrypted.
pub fn decode(file: &Arc<str>, bytes: Vec<u8>) -> Result<String, Box<NotText>> {
    if let Some(finding) = foreign(file, &bytes) {
        return Err(Box::new(NotText { finding, shown: String::new() }));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let shown = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let width = char::REPLACEMENT_CHARACTER.len_utf8();
        let place = Place::bytes(Arc::clone(file), Range::new(at, at + width));
        let finding =
            Finding::error(codes::NOT_UTF8, "this character is not written in UTF-8", place)
                .help("save the file again and choose UTF-8 as the encoding");
        Box::new(NotText { finding, shown })
    })
}

/// A file that is something else altogether, told by how it begins.
fn foreign(file: &Arc<str>, bytes: &[u8]) -> Option<Finding> {
    const ENCRYPTED: [&[u8]; 4] =
        [b"\0GITCRYPT\0", b"age-encryption.org/v1", b"-----BEGIN AGE ENCRYPTED", b"U2FsdGVkX1"];
    if ENCRYPTED.iter().any(|start| bytes.starts_with(start)) {
        return Some(encrypted(Place::file(Arc::clone(file))));
    }
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    utf16.then(|| {
        let place = Place::file(Arc::clone(file));
        Finding::error(codes::NOT_UTF8, "this file is saved as UTF-16 (“Unicode”)", place)
            .help("save the file again and choose UTF-8 as the encoding")
    })
}

/// The finding that a file is still encrypted.
pub(super) fn encrypted(place: Place) -> Finding {
    Finding::error(codes::ENCRYPTED_FILE, "this file is encrypted", place)
        .help("decrypt the records folder first; ask whoever set it up")
}

/// Whether a character cannot be seen and so can mislead: control characters, and those that turn
/// the direction of writing around.
pub fn is_invisible(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        other => other.is_control(),
    }
}

/// Whether the text may go to a parser; if not, the reason is among the faults.
pub(super) fn admit(text: &str, faults: &mut Faults) -> bool {
    if text.len() as u64 > MAX_FILE {
        faults.add(too_big(faults.place(Range::default())));
        return false;
    }
    let suspected = Suspected::of(text.as_bytes());
    let before = faults.count();
    if suspected.hidden {
        find_invisible(text, faults);
    }
    if suspected.conflict {
        find_conflict(text, faults);
    }
    faults.count() == before
}

/// Whether [`admit`] takes the text in at the first look.
pub(super) fn is_admitted(text: &str) -> bool {
    let suspected = Suspected::of(text.as_bytes());
    text.len() as u64 <= MAX_FILE && !suspected.hidden && !suspected.conflict
}

/// For what a text must be gone through sign by sign.
struct Suspected {
    hidden: bool,
    conflict: bool,
}

impl Suspected {
    /// One pass over every file; the second look is for the few that need one.
    fn of(bytes: &[u8]) -> Self {
        let kinds = kinds(bytes);
        let leads = kinds & LEADS_TO_INVISIBLE != 0;
        Self {
            hidden: kinds & CONTROL != 0 || leads && may_hide(bytes),
            conflict: kinds & IN_CONFLICT != 0 && may_conflict(bytes),
        }
    }
}

/// The finding that a file is larger than a record ever is.
pub(super) fn too_big(place: Place) -> Finding {
    Finding::error(codes::TOO_BIG, "this file is larger than 1 MB, a record never is", place)
        .help("keep long documents beside the records and only name them here")
}

/// A control character.
const CONTROL: u8 = 1;
/// The first byte of characters of which some are invisible.
const LEADS_TO_INVISIBLE: u8 = 2;
/// A sign of which a conflict marker is made.
const IN_CONFLICT: u8 = 4;

/// What the bytes may be part of; thirty-two at a time, which the compiler makes one step of.
fn kinds(bytes: &[u8]) -> u8 {
    let (chunks, rest) = bytes.as_chunks::<32>();
    let mut found = [0; 32];
    for chunk in chunks {
        for (found, byte) in found.iter_mut().zip(chunk) {
            *found |= kind(*byte);
        }
    }
    let in_rest = rest.iter().fold(0, |found, byte| found | kind(*byte));
    found.iter().fold(in_rest, |all, one| all | one)
}

/// What a byte may be part of.
fn kind(byte: u8) -> u8 {
    let is_space = byte == b'\t' || byte == b'\n' || byte == b'\r';
    let control = byte < 0x20 && !is_space || byte == 0x7f;
    let leads = byte == 0xc2 || byte == 0xe2;
    let conflict = (b'<'..=b'>').contains(&byte);
    (u8::from(control) * CONTROL)
        | (u8::from(leads) * LEADS_TO_INVISIBLE)
        | (u8::from(conflict) * IN_CONFLICT)
}

/// Whether one of the invisible characters that are longer than a byte may be among these: U+0080 to
/// U+009F, U+202A to U+202E, U+2066 to U+2069. The second look tells which.
fn may_hide(bytes: &[u8]) -> bool {
    memchr::memchr2_iter(0xc2, 0xe2, bytes).any(|at| match bytes[at..] {
        [0xc2, second, ..] => second < 0xa0,
        [0xe2, 0x80, third, ..] => third >= 0xaa,
        [0xe2, 0x81, third, ..] => third >= 0xa6,
        _ => false,
    })
}

/// Whether one of the signs of a conflict marker stands there seven times in a row. The second look
/// tells whether it is one.
fn may_conflict(bytes: &[u8]) -> bool {
    memchr::memchr3_iter(b'<', b'=', b'>', bytes).any(|at| bytes[at..].starts_with(&[bytes[at]; 7]))
}

fn find_invisible(text: &str, faults: &mut Faults) {
    let Some((at, character)) = text.char_indices().find(|(_, found)| is_invisible(*found)) else {
        return;
    };
    let range = Range::new(at, at + character.len_utf8());
    let name = match character {
        '\0' => "a character that is none (NUL)".to_owned(),
        '\u{1b}' => "a character that steers a screen (ESC)".to_owned(),
        other if other.is_control() => {
            format!("an invisible control character (U+{:04X})", other as u32)
        }
        other => {
            format!("an invisible character that turns the writing around (U+{:04X})", other as u32)
        }
    };
    let finding = faults
        .error(codes::CONTROL_CHARACTER, range, format!("here stands {name}"))
        .help("delete it; if it cannot be seen, delete the characters beside it too and type them again");
    faults.add(finding);
}

/// What git writes around the two sides of a conflict.
const SIDES: [&str; 3] = ["<<<<<<<", "=======", ">>>>>>>"];

fn find_conflict(text: &str, faults: &mut Faults) {
    let mut markers = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if is_conflict_marker(line.trim_end()) {
            markers.push(Range::new(start, start + line.trim_end().len()));
        }
        start += line.len();
    }
    let Some((first, rest)) = markers.split_first() else { return };
    let mut finding = faults
        .error(codes::CONFLICT_MARKER, *first, "two people changed the same lines and git could not join them")
        .help("keep what is right of both, then delete the lines that begin with <<<<<<<, ======= and >>>>>>>");
    for range in rest.iter().take(2) {
        finding = finding.see_also(faults.place(*range), "this line too");
    }
    faults.add(finding);
}

fn is_conflict_marker(line: &str) -> bool {
    let marked = |sign: &str| {
        line.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let [ours, between, theirs] = SIDES;
    marked(ours) || marked(theirs) || line == between
}
