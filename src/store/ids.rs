//! What may be the name of a folder or file in the records: safe on every system, in every shell
//! and in every address.

/// The longest id, in characters.
pub const MAX_LENGTH: usize = 41;

/// Names that Windows keeps for devices, in any folder and with any ending.
const DEVICES: [&str; 4] = ["con", "nul", "aux", "prn"];

/// Whether an id is small letters, digits and dashes, begins and ends with a letter or digit, is at
/// most [`MAX_LENGTH`] long and is no name that Windows keeps for itself.
pub fn is_safe_id(id: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = id.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    bytes.len() <= MAX_LENGTH
        && fits(*first)
        && fits(*last)
        && bytes.iter().all(|byte| fits(*byte) || *byte == b'-')
        && !is_device(id)
}

fn is_device(id: &str) -> bool {
    let port = id.strip_prefix("com").or_else(|| id.strip_prefix("lpt"));
    DEVICES.contains(&id) || port.is_some_and(|port| matches!(port.as_bytes(), [b'0'..=b'9']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::Path;

    #[test]
    fn names_that_are_unsafe_somewhere_are_refused() {
        for id in [
            "",
            ".",
            "..",
            "-",
            "-a",
            "a-",
            "a.b",
            "a/b",
            "a\\b",
            "../x",
            "a b",
            "A",
            "é",
            "con",
            "nul",
            "aux",
            "prn",
            "com1",
            "com9",
            "lpt1",
            "a\0",
            "a\n",
            "~",
            "$x",
            "%2e",
            "a:b",
            "*",
            "a_b",
            ".git",
            "abcdefghijabcdefghijabcdefghijabcdefghijab",
        ] {
            assert!(!is_safe_id(id), "{id:?}");
        }
        for id in ["a", "0", "k7q2m", "anger-group", "com", "console", "com10", "lpt", "2026"] {
            assert!(is_safe_id(id), "{id:?}");
        }
    }

    proptest! {
        #[test]
        fn a_safe_id_is_exactly_one_folder_below_the_root(id in "[a-z0-9./\\\\ \\-:~]{0,12}") {
            if is_safe_id(&id) {
                let root = Path::new("/records");
                let joined = root.join(&id);
                prop_assert_eq!(joined.parent(), Some(root));
                prop_assert_eq!(joined.file_name().and_then(|name| name.to_str()), Some(id.as_str()));
            }
        }
    }
}
