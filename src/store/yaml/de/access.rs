//! How a type goes through a list, through entries, and into what was chosen. Whatever is spoiled
//! is passed over.

use std::slice::Iter;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::fault::{Fault, Said};
use super::node::{Reader, report_unknown};
use super::run::{Run, StandIn};
use super::stand_in::Offer;
use crate::store::codes;
use crate::store::yaml::tree::{Entry, Node};

/// The entries of a list.
pub(super) struct Items<'a, 'de> {
    run: &'a Run<'a>,
    rest: Iter<'de, Node<'de>>,
}

impl<'a, 'de> Items<'a, 'de> {
    pub(super) fn new(run: &'a Run<'a>, items: &'de [Node<'de>]) -> Self {
        Self { run, rest: items.iter() }
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let run = self.run;
        let Some(node) = self.rest.find(|node| !run.is_spoiled(node.id)) else { return Ok(None) };
        let reader = Reader::below(run, node, None);
        seed.deserialize(reader).map(Some).map_err(|fault| reader.settle(fault))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// Entries whose keys are free.
pub(super) struct Pairs<'a, 'de> {
    run: &'a Run<'a>,
    rest: Iter<'de, Entry<'de>>,
    value: Option<Reader<'a, 'de>>,
}

impl<'a, 'de> Pairs<'a, 'de> {
    pub(super) fn new(run: &'a Run<'a>, entries: &'de [Entry<'de>]) -> Self {
        Self { run, rest: entries.iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for Pairs<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let run = self.run;
        let sound = |entry: &&Entry<'_>| !is_spoiled(run, entry);
        let Some(Entry { key, value }) = self.rest.find(sound) else { return Ok(None) };
        self.value = Some(Reader::below(run, value, Some(key)));
        let key = Reader::below(run, key, None);
        seed.deserialize(key).map(Some).map_err(|fault| key.settle(fault))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let reader = self.value.take().ok_or_else(Fault::settled)?;
        seed.deserialize(reader).map_err(|fault| reader.settle(fault))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

fn is_spoiled(run: &Run<'_>, entry: &Entry<'_>) -> bool {
    run.is_spoiled(entry.key.id) || run.is_spoiled(entry.value.id)
}

/// Entries whose keys are those of a type.
pub(super) struct Fields<'a, 'de> {
    run: &'a Run<'a>,
    rest: Iter<'de, Entry<'de>>,
    names: &'static [&'static str],
    /// Which of the names is likely next: records are mostly written in the order of their type.
    likely: usize,
    stand_ins: std::vec::IntoIter<StandIn>,
    next: Option<Next<'a, 'de>>,
}

enum Next<'a, 'de> {
    Written(Reader<'a, 'de>),
    Offered(StandIn),
}

impl<'a, 'de> Fields<'a, 'de> {
    pub(super) fn new(
        run: &'a Run<'a>,
        entries: &'de [Entry<'de>],
        names: &'static [&'static str],
        stand_ins: Vec<StandIn>,
    ) -> Self {
        Self {
            run,
            rest: entries.iter(),
            names,
            likely: 0,
            stand_ins: stand_ins.into_iter(),
            next: None,
        }
    }

    /// The next entry that the type knows. An empty value counts as not written, unless the type
    /// has complained of that.
    fn next_written(&mut self) -> Option<(&'de str, Reader<'a, 'de>)> {
        let run = self.run;
        while let Some(entry) = self.rest.next() {
            if is_spoiled(run, entry) {
                continue;
            }
            let name = entry.key.scalar().unwrap_or_default();
            if !self.knows(name) {
                report_unknown(run, &entry.key, self.names);
            } else if !entry.value.is_empty() || run.is_wanted(entry.value.id) {
                return Some((name, Reader::below(run, &entry.value, Some(&entry.key))));
            }
        }
        None
    }

    fn knows(&mut self, name: &str) -> bool {
        let (before, after) = self.names.split_at(self.likely);
        let is_it = |known: &&str| *known == name;
        let found = after
            .iter()
            .position(is_it)
            .map(|steps| self.likely + steps)
            .or_else(|| before.iter().position(is_it));
        if let Some(at) = found {
            self.likely = at + 1;
        }
        found.is_some()
    }
}

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let name = if let Some((name, reader)) = self.next_written() {
            self.next = Some(Next::Written(reader));
            name
        } else {
            let Some(one) = self.stand_ins.next() else { return Ok(None) };
            self.next = Some(Next::Offered(one));
            one.key
        };
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        match self.next.take().ok_or_else(Fault::settled)? {
            Next::Written(reader) => seed.deserialize(reader).map_err(|fault| reader.settle(fault)),
            Next::Offered(one) => {
                seed.deserialize(Offer::new(one.attempt)).map_err(|_| Fault::stand_in(one.key))
            }
        }
    }
}

/// What was chosen: a word, or a word with something below it.
pub(super) struct Variant<'a, 'de> {
    pub(super) name: Reader<'a, 'de>,
    pub(super) content: Option<&'de Node<'de>>,
}

impl<'a, 'de> Variant<'a, 'de> {
    /// What stands below the word.
    fn below(&self) -> Result<Reader<'a, 'de>, Fault> {
        let word = self.name.node;
        let Some(content) = self.content else {
            let word = word.scalar().unwrap_or_default();
            let words = format!("‹{word}› needs a colon and more behind it");
            return Err(Said::new(codes::WRONG_TYPE, words).into());
        };
        Ok(Reader::below(self.name.run, content, Some(word)))
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let chosen = seed.deserialize(self.name).map_err(|fault| self.name.settle(fault))?;
        Ok((chosen, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.content {
            Some(content) if !content.is_empty() => {
                let reader = Reader::below(self.name.run, content, Some(self.name.node));
                let said = Said::new(codes::WRONG_TYPE, "nothing may stand below this word");
                Err(reader.settle(said.into()))
            }
            _ => Ok(()),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        let below = self.below()?;
        seed.deserialize(below).map_err(|fault| below.settle(fault))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.below()?.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.below()?.deserialize_struct("", names, visitor)
    }
}
