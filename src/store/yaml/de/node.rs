//! What a node gives to the type that asks for it.

use serde::de::{Deserializer, Visitor};

use super::access::{Fields, Items, Pairs, Variant};
use super::fault::{Fault, Kind, Said, shortened, unknown_key};
use super::run::Run;
use super::stand_in;
use crate::store::yaml::tree::{Entry, Node, Style, Value};
use crate::store::{codes, nearest};
use crate::text::Range;

/// What is wanted and how it is written, in a file of dashes and colons and in one of TOML.
struct Wanted {
    in_yaml: &'static str,
    in_toml: &'static str,
}

const A_LIST: Wanted = Wanted {
    in_yaml: "a list is wanted here: each entry on its own line after a dash",
    in_toml: "a list is wanted here: between [ and ], with commas between the entries",
};
const KEYS: Wanted = Wanted {
    in_yaml: "keys are wanted here: each on its own line, with a colon and its value",
    in_toml: "keys are wanted here: each with = and its value",
};
const BEHIND: Wanted =
    Wanted { in_yaml: "write one after the colon or dash", in_toml: "write one after the =" };

/// A node that is being read.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a, 'de> {
    pub(super) run: &'a Run<'a>,
    pub(super) node: &'de Node<'de>,
    /// The key it stands behind; none at the top and in a list.
    pub(super) key: Option<&'de Node<'de>>,
    top: bool,
}

impl<'a, 'de> Reader<'a, 'de> {
    pub(super) fn top(run: &'a Run<'a>, node: &'de Node<'de>) -> Self {
        Self { run, node, key: None, top: true }
    }

    pub(super) fn below(
        run: &'a Run<'a>,
        node: &'de Node<'de>,
        key: Option<&'de Node<'de>>,
    ) -> Self {
        Self { run, node, key, top: false }
    }

    /// Notes a refusal at this node, if that is still to be done, and sets the node aside.
    pub(super) fn settle(self, fault: Fault) -> Fault {
        match *fault.0 {
            Kind::Said(said) => self.run.report(said, self.node.marked(self.key, self.run.text)),
            Kind::Missing(key) if self.is_told(key) => {}
            Kind::Missing(key) => {
                self.run.report(self.missing_words(key), self.node.marked(self.key, self.run.text));
            }
            Kind::StandIn(_) | Kind::Settled => return fault,
        }
        self.run.spoil(self.node.id);
        Fault::settled()
    }

    /// Whether a fault of this key was told already: its value is wrong, or it is misspelt.
    fn is_told(self, key: &str) -> bool {
        let Value::Map(entries) = &self.node.value else { return false };
        entries.iter().any(|entry| {
            let written = entry.key.scalar().unwrap_or_default();
            let refused = self.run.is_spoiled(entry.key.id);
            written == key || refused && nearest::is_near(written, key)
        })
    }

    fn settled<T>(self, read: Result<T, Fault>) -> Result<T, Fault> {
        read.map_err(|fault| self.settle(fault))
    }

    fn refuse<T>(self, said: Said) -> Result<T, Fault> {
        Err(self.settle(said.into()))
    }

    /// `this should be …, not …`.
    pub(super) fn not_a(self, wanted: &str) -> Said {
        if self.node.is_empty() {
            return self.no_value();
        }
        let found = match &self.node.value {
            Value::Scalar { text, .. } => format!("‹{}›", shortened(text)),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "keys of its own".to_owned(),
        };
        let said = Said::new(codes::WRONG_TYPE, format!("this should be {wanted}, not {found}"));
        match &self.node.value {
            Value::Scalar { style: Style::Quoted, .. } => {
                said.help("leave out the quotation marks")
            }
            _ => said,
        }
    }

    fn not_a_list(self) -> Said {
        let said = Said::new(codes::WRONG_TYPE, self.words(&A_LIST));
        match self.node.plain() {
            Some(text) if text.starts_with('-') && !self.run.is_toml => {
                said.help("put a space after each dash")
            }
            _ => said,
        }
    }

    fn not_keys(self) -> Said {
        Said::new(codes::WRONG_TYPE, self.words(&KEYS))
    }

    pub(super) fn no_value(self) -> Said {
        let said = match self.key.and_then(Node::scalar) {
            Some(key) => Said::new(codes::MISSING_KEY, format!("‹{key}› has no value")),
            None => Said::new(codes::MISSING_KEY, "there is no value here"),
        };
        said.help(self.words(&BEHIND))
    }

    fn words(self, wanted: &Wanted) -> &'static str {
        if self.run.is_toml { wanted.in_toml } else { wanted.in_yaml }
    }

    /// A key was missing among the entries at this node. Whatever is done about it, the entries
    /// cannot become a record; they are only read on to see what else is wrong with them.
    fn missing(self, key: &'static str, entries: &'de [Entry<'de>], names: &[&str]) -> Fault {
        let entry = entries.iter().find(|entry| entry.key.scalar() == Some(key));
        match entry {
            Some(Entry { value, .. }) if value.is_empty() && !self.run.is_wanted(value.id) => {
                self.run.want(value.id);
                return Fault::settled();
            }
            Some(_) => {}
            None => {
                let misspelt = |entry: &&Entry<'_>| {
                    let written = entry.key.scalar().unwrap_or_default();
                    !names.contains(&written) && nearest::is_near(written, key)
                };
                if !entries.iter().any(|entry| misspelt(&entry)) {
                    self.run.report(self.missing_words(key), self.missing_place(entries));
                }
            }
        }
        self.run.stand_in(self.node.id, key);
        Fault::settled()
    }

    fn missing_words(self, key: &str) -> Said {
        let place = match self.key.and_then(Node::scalar) {
            Some(key) => format!("in ‹{key}›"),
            None if self.top => "in this file".to_owned(),
            None => "in this entry".to_owned(),
        };
        Said::new(codes::MISSING_KEY, format!("`{key}` is missing {place}"))
    }

    fn missing_place(self, entries: &[Entry<'_>]) -> Range {
        match (self.key, entries.first()) {
            (None, Some(first)) => first.key.range,
            _ => self.node.marked(self.key, self.run.text),
        }
    }
}

/// Methods of the same shape: read the node as something, or say why not.
macro_rules! give {
    ($($method:ident: $read:ident -> $visit:ident;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            let read = self.$read().map_err(Fault::from);
            self.settled(read.and_then(|value| visitor.$visit(value)))
        })*
    };
}

/// Methods that are another one under a second name.
macro_rules! same {
    ($($method:ident => $other:ident;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.$other(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Reader<'_, 'de> {
    type Error = Fault;

    give! {
        deserialize_bool: yes_or_no -> visit_bool;
        deserialize_i8: whole_number -> visit_i8;
        deserialize_i16: whole_number -> visit_i16;
        deserialize_i32: whole_number -> visit_i32;
        deserialize_i64: whole_number -> visit_i64;
        deserialize_u8: whole_number -> visit_u8;
        deserialize_u16: whole_number -> visit_u16;
        deserialize_u32: whole_number -> visit_u32;
        deserialize_u64: whole_number -> visit_u64;
        deserialize_f64: number -> visit_f64;
    }

    same! {
        deserialize_f32 => deserialize_f64;
        deserialize_string => deserialize_str;
        deserialize_char => deserialize_str;
        deserialize_identifier => deserialize_str;
        deserialize_bytes => deserialize_str;
        deserialize_byte_buf => deserialize_str;
    }

    nameless_structs! {}

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let text = self.scalar("a text").map_err(Fault::from);
        self.settled(text.and_then(|text| visitor.visit_borrowed_str(text)))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let empty = self.node.is_empty();
        self.settled(if empty { visitor.visit_none() } else { visitor.visit_some(self) })
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.node.is_empty() {
            return self.settled(visitor.visit_unit());
        }
        self.refuse(Said::new(codes::WRONG_TYPE, "nothing may stand here"))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.settled(visitor.visit_newtype_struct(self))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::List(items) => self.settled(visitor.visit_seq(Items::new(self.run, items))),
            _ if self.node.is_empty() => self.settled(visitor.visit_seq(Items::new(self.run, &[]))),
            _ => self.refuse(self.not_a_list()),
        }
    }

    /// A tuple cannot close the gap that a spoiled entry leaves.
    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        let Value::List(items) = &self.node.value else {
            return self.refuse(if self.node.is_empty() {
                self.no_value()
            } else {
                self.not_a_list()
            });
        };
        if items.iter().any(|item| self.run.is_spoiled(item.id)) {
            self.run.spoil(self.node.id);
            return Err(Fault::settled());
        }
        self.settled(visitor.visit_seq(Items::new(self.run, items)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::Map(entries) => self.settled(visitor.visit_map(Pairs::new(self.run, entries))),
            _ if self.node.is_empty() => self.settled(visitor.visit_map(Pairs::new(self.run, &[]))),
            _ => self.refuse(self.not_keys()),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let entries: &'de [Entry<'de>] = match &self.node.value {
            Value::Map(entries) => entries,
            _ if self.node.is_empty() => &[],
            _ => return self.refuse(self.not_keys()),
        };
        let stand_ins = self.run.stand_ins(self.node.id);
        let incomplete = !stand_ins.is_empty();
        let read = visitor.visit_map(Fields::new(self.run, entries, names, stand_ins));
        match read.map_err(|fault| *fault.0) {
            // What a type says of a record that is incomplete anyway would only confuse.
            Ok(_) | Err(Kind::Said(_)) if incomplete => {
                self.run.spoil(self.node.id);
                Err(Fault::settled())
            }
            Ok(value) => Ok(value),
            Err(Kind::Missing(key)) => Err(self.missing(key, entries, names)),
            Err(Kind::StandIn(key)) => {
                if !self.run.stand_in_again(self.node.id, key, stand_in::ATTEMPTS) {
                    self.run.spoil(self.node.id);
                }
                Err(Fault::settled())
            }
            Err(kind) => Err(self.settle(Fault(Box::new(kind)))),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let (name, content) = match &self.node.value {
            Value::Scalar { .. } if !self.node.is_empty() => (self.node, None),
            Value::Map(entries) if entries.len() == 1 => (&entries[0].key, Some(&entries[0].value)),
            _ => return self.refuse(self.not_a("one of the words to choose from")),
        };
        let spoiled = |node: &Node<'_>| self.run.is_spoiled(node.id);
        if content.is_some_and(|content| spoiled(content) || spoiled(name)) {
            self.run.spoil(self.node.id);
            return Err(Fault::settled());
        }
        let name = Reader::below(self.run, name, self.key);
        self.settled(visitor.visit_enum(Variant { name, content }))
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::List(_) => self.deserialize_seq(visitor),
            Value::Map(_) => self.deserialize_map(visitor),
            Value::Scalar { text, style: Style::Plain } => {
                let read = self.plain_value(text, visitor);
                self.settled(read)
            }
            Value::Scalar { text, .. } => self.settled(visitor.visit_borrowed_str(text)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}

/// The words for a key that is not among `names`, noted at the key.
pub(super) fn report_unknown(run: &Run<'_>, key: &Node<'_>, names: &[&str]) {
    run.report(unknown_key(key.scalar().unwrap_or_default(), names), key.range);
    run.spoil(key.id);
}
