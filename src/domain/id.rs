//! The short names by which records refer to each other.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A short name of small letters, digits and hyphens: a case, an entry, a member of staff, a group,
/// an item, a code that a policy or instrument defines. At most 41 characters; never a person's
/// name, because ids show in paths and logs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Arc<str>);

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
            && text.len() <= 41
            && text.bytes().all(|byte| IN_ID[usize::from(byte)])
            && !text.starts_with('-')
            && !text.ends_with('-');
        if sound {
            Ok(Self(text.into()))
        } else {
            Err(format!(
                "‹{text}› cannot be used here: use small letters, digits and hyphens only, for example `k7q2m`"
            ))
        }
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
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
}
