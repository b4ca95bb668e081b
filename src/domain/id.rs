//! The short names by which records refer to each other.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::num::NonZero;
use std::str;

/// A short name of small letters, digits and hyphens: a case, an entry, a member of staff, a group,
/// an item, a code that a policy or instrument defines. At most 41 characters; never a person's
/// name, because ids show in paths and logs.
///
/// It stands in place, without a text elsewhere in memory: there are dozens in every record.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id {
    /// The text, and behind it nothing but zeros, so that ids stand in the order of their texts.
    bytes: [u8; LONGEST],
    length: NonZero<u8>,
}

/// So many characters at most.
const LONGEST: usize = 41;

/// Which bytes an id is made of: looked up, because records are full of ids.
const IN_ID: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        byte += 1;
    }
    table
};

impl Id {
    /// The id of this text.
    ///
    /// # Errors
    ///
    /// A sentence for the reader when the text is not an id.
    pub fn new(text: &str) -> Result<Self, String> {
        let sound = !text.is_empty()
            && text.len() <= LONGEST
            && text.bytes().all(|byte| IN_ID[usize::from(byte)])
            && !text.starts_with('-')
            && !text.ends_with('-');
        let length = u8::try_from(text.len()).ok().and_then(NonZero::new).filter(|_| sound);
        let Some(length) = length else {
            return Err(format!(
                "‹{text}› cannot be used here: use small letters, digits and hyphens only, for example `k7q2m`"
            ));
        };
        let mut bytes = [0; LONGEST];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Ok(Self { bytes, length })
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        let bytes = &self.bytes[..usize::from(self.length.get())];
        str::from_utf8(bytes).expect("only letters, digits and hyphens are taken in")
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({:?})", self.as_str())
    }
}

/// As its text, by which ids are looked up.
impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a short name such as k7q2m")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Id, E> {
                Id::new(text).map_err(|reason| E::custom(format_args!("bad-id: {reason}")))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

impl JsonSchema for Id {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z0-9]([a-z0-9-]{0,39}[a-z0-9])?$" })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_id_is_short_and_says_nothing_odd() {
        for good in ["k7q2m", "jb", "class-teacher", "1", "t1"] {
            assert!(Id::new(good).is_ok(), "{good}");
        }
        for bad in ["", "K7", "a b", "-a", "a-", "../x", "ünal", "a_b", &"a".repeat(42)] {
            assert!(Id::new(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn ids_are_alike_and_in_order_as_their_texts(
            one in "[a-c0-1][a-c-]{0,3}[a-c]",
            other in "[a-c0-1][a-c-]{0,3}[a-c]",
        ) {
            let hash = |id: &dyn Fn(&mut std::hash::DefaultHasher)| {
                let mut hasher = std::hash::DefaultHasher::new();
                id(&mut hasher);
                hasher.finish()
            };
            let (id, other_id) = (Id::new(&one).expect("an id"), Id::new(&other).expect("an id"));
            prop_assert_eq!(id.as_str(), &one);
            prop_assert_eq!(id.cmp(&other_id), one.cmp(&other));
            prop_assert_eq!(id == other_id, one == other);
            prop_assert_eq!(hash(&|h| id.hash(h)), hash(&|h| one.hash(h)));
        }
    }
}
