//! How a type goes through a list, through entries, and into what was chosen, while they are being
//! read. A type that stops before the end of them makes the whole give up.

use std::borrow::Cow;

use serde::de::value::{BorrowedStrDeserializer, CowStrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::habits::{Habits, OfType};
use super::{Given, GivenUp, Reader};
use crate::store::yaml::scan::{FEW_KEYS, Kind, Passed, Scan, Stand, Within};
use crate::store::yaml::tree::says_nothing;

/// A list or entries, up to the end that must be reached.
struct Open<'s, 't> {
    scan: &'s mut Scan<'t>,
    habits: &'s Habits,
    within: Within,
    ended: bool,
}

impl<'s, 't> Open<'s, 't> {
    #[inline]
    fn enter(reader: Reader<'s, 't>, kind: Kind) -> Given<Self> {
        let Reader { scan, stand, habits } = reader;
        if scan.kind(stand) != kind {
            return Err(GivenUp);
        }
        let within = scan.enter(stand).ok_or(GivenUp)?;
        Ok(Self { scan, habits, within, ended: false })
    }

    /// The next key; an empty one when there are no more.
    #[inline]
    fn next_key(&mut self) -> Given<&'t str> {
        let key = self.scan.next_key(&mut self.within).ok_or(GivenUp)?;
        self.ended = key.is_empty();
        Ok(key)
    }

    #[inline]
    fn behind_key(&mut self) -> Given<Stand> {
        self.scan.behind_key(self.within).ok_or(GivenUp)
    }

    #[inline]
    fn next_item(&mut self) -> Given<Stand> {
        let item = self.scan.next_item(&mut self.within).ok_or(GivenUp)?;
        self.ended = matches!(item, Stand::End);
        Ok(item)
    }

    #[inline]
    fn reader(&mut self, stand: Stand) -> Reader<'_, 't> {
        Reader { scan: &mut *self.scan, stand, habits: self.habits }
    }

    #[inline]
    fn leave(self) -> Given<()> {
        let left = self.ended.then(|| self.scan.leave(self.within)).flatten();
        left.ok_or(GivenUp)
    }
}

/// The entries of a list.
pub(super) struct Items<'s, 't>(Open<'s, 't>);

impl<'s, 't> Items<'s, 't> {
    pub(super) fn enter(reader: Reader<'s, 't>) -> Given<Self> {
        Open::enter(reader, Kind::List).map(Self)
    }

    /// A type that knows how many it takes does not ask for one more.
    pub(super) fn leave(mut self) -> Given<()> {
        if !self.0.ended && !matches!(self.0.next_item()?, Stand::End) {
            return Err(GivenUp);
        }
        self.0.leave()
    }
}

impl<'t> SeqAccess<'t> for &mut Items<'_, 't> {
    type Error = GivenUp;

    fn next_element_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Given<Option<S::Value>> {
        match self.0.next_item()? {
            Stand::End => Ok(None),
            stand => seed.deserialize(self.0.reader(stand)).map(Some),
        }
    }
}

/// Entries whose keys are free.
pub(super) struct Pairs<'s, 't> {
    open: Open<'s, 't>,
    keys: Vec<&'t str>,
}

impl<'s, 't> Pairs<'s, 't> {
    pub(super) fn enter(reader: Reader<'s, 't>) -> Given<Self> {
        Ok(Self { open: Open::enter(reader, Kind::Map)?, keys: Vec::new() })
    }

    pub(super) fn leave(self) -> Given<()> {
        self.open.leave()
    }
}

impl<'t> MapAccess<'t> for &mut Pairs<'_, 't> {
    type Error = GivenUp;

    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Given<Option<S::Value>> {
        let key = self.open.next_key()?;
        if key.is_empty() {
            return Ok(None);
        }
        if says_nothing(key) || self.keys.len() >= FEW_KEYS || self.keys.contains(&key) {
            return Err(GivenUp);
        }
        self.keys.push(key);
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Given<S::Value> {
        let stand = self.open.behind_key()?;
        seed.deserialize(self.open.reader(stand))
    }
}

/// Entries whose keys are those of a type. An empty value counts as not written, and so does one
/// that nobody looks at.
pub(super) struct Fields<'s, 't> {
    open: Open<'s, 't>,
    of: &'s OfType,
    /// Which field was the last, counted from 1; 0 before the first.
    last: usize,
    /// Which of the fields have been written, empty ones too: a bit each.
    written: u64,
    value: Stand,
    /// What alone is to be read of the value, and where it stands.
    part: Option<(Scan<'t>, Stand)>,
}

impl<'s, 't> Fields<'s, 't> {
    pub(super) fn enter(
        reader: Reader<'s, 't>,
        name: &'static str,
        fields: &'static [&'static str],
    ) -> Given<Self> {
        let (value, of) = (reader.stand, reader.habits.of(name, fields).ok_or(GivenUp)?);
        let open = Open::enter(reader, Kind::Map)?;
        Ok(Self { open, of, last: 0, written: 0, value, part: None })
    }

    pub(super) fn leave(self) -> Given<()> {
        self.open.leave()
    }

    /// The number of the field that is written next and that somebody looks at, if there is one.
    fn next_written(&mut self) -> Given<Option<usize>> {
        while let Some(at) = self.next_field()? {
            let bit = 1 << at;
            if self.written & bit != 0 {
                return Err(GivenUp);
            }
            self.written |= bit;
            self.value = self.open.behind_key()?;
            let passed = self.of.is_unread(bit) && self.pass_over(bit)?;
            if !passed && !self.open.scan.pass_nothing(self.value).ok_or(GivenUp)? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// Whether all of a value that nobody looks at was passed over.
    fn pass_over(&mut self, bit: u64) -> Given<bool> {
        let scan = &mut *self.open.scan;
        let passed = if self.of.is_unread_but_for_first_list(bit) {
            scan.pass_over_but_first_list(self.value)
        } else {
            scan.pass_over(self.value)
        };
        match passed.ok_or(GivenUp)? {
            Passed::Over => Ok(true),
            Passed::Not => Ok(false),
            Passed::ButFor(part, stand) => {
                self.part = Some((part, stand));
                Ok(false)
            }
        }
    }

    /// Which of the fields the next key names.
    #[inline]
    fn next_field(&mut self) -> Given<Option<usize>> {
        let likely = self.of.likely_behind(self.last);
        let fields = self.of.fields();
        if let Some(name) = fields.get(likely)
            && self.open.scan.pass_key(self.open.within, name).ok_or(GivenUp)?
        {
            self.last = likely + 1;
            return Ok(Some(likely));
        }
        let key = self.open.next_key()?;
        if key.is_empty() {
            return Ok(None);
        }
        let (before, after) = fields.split_at(self.last);
        let is_it = |known: &&str| *known == key;
        let found = after.iter().position(is_it).map(|steps| self.last + steps);
        let at = found.or_else(|| before.iter().position(is_it)).ok_or(GivenUp)?;
        self.of.learn_behind(self.last, at);
        self.last = at + 1;
        Ok(Some(at))
    }
}

impl<'t> MapAccess<'t> for &mut Fields<'_, 't> {
    type Error = GivenUp;

    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Given<Option<S::Value>> {
        // By its number, which spares the type to look for its name.
        match self.next_written()? {
            Some(at) => seed.deserialize((at as u64).into_deserializer()).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Given<S::Value> {
        let Some((mut part, stand)) = self.part.take() else {
            return seed.deserialize(self.open.reader(self.value));
        };
        let habits = self.open.habits;
        let value = seed.deserialize(Reader { scan: &mut part, stand, habits })?;
        part.is_done().then_some(value).ok_or(GivenUp)
    }
}

/// A word that was chosen, with nothing below it.
pub(super) struct Word<'t>(pub(super) Cow<'t, str>);

impl<'t> EnumAccess<'t> for Word<'t> {
    type Error = GivenUp;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Given<(S::Value, Self)> {
        let chosen = seed.deserialize(CowStrDeserializer::new(self.0))?;
        Ok((chosen, Self(Cow::Borrowed(""))))
    }
}

impl<'t> VariantAccess<'t> for Word<'t> {
    type Error = GivenUp;

    fn unit_variant(self) -> Given<()> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'t>>(self, _: S) -> Given<S::Value> {
        Err(GivenUp)
    }

    fn tuple_variant<V: Visitor<'t>>(self, _: usize, _: V) -> Given<V::Value> {
        Err(GivenUp)
    }

    fn struct_variant<V: Visitor<'t>>(self, _: &'static [&'static str], _: V) -> Given<V::Value> {
        Err(GivenUp)
    }
}

/// A word that was chosen, with something below it.
pub(super) struct Chosen<'s, 't> {
    open: Open<'s, 't>,
    key: &'t str,
    value: Stand,
}

impl<'s, 't> Chosen<'s, 't> {
    pub(super) fn enter(reader: Reader<'s, 't>) -> Given<Self> {
        let mut open = Open::enter(reader, Kind::Map)?;
        let key = open.next_key()?;
        if key.is_empty() {
            return Err(GivenUp);
        }
        let value = open.behind_key()?;
        Ok(Self { open, key, value })
    }

    /// There must be no second one.
    pub(super) fn leave(mut self) -> Given<()> {
        if self.open.next_key()?.is_empty() { self.open.leave() } else { Err(GivenUp) }
    }
}

impl<'t> EnumAccess<'t> for &mut Chosen<'_, 't> {
    type Error = GivenUp;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Given<(S::Value, Self)> {
        Ok((seed.deserialize(BorrowedStrDeserializer::new(self.key))?, self))
    }
}

impl<'t> VariantAccess<'t> for &mut Chosen<'_, 't> {
    type Error = GivenUp;

    fn unit_variant(self) -> Given<()> {
        Err(GivenUp)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Given<S::Value> {
        let stand = self.value;
        seed.deserialize(self.open.reader(stand))
    }

    fn tuple_variant<V: Visitor<'t>>(self, length: usize, visitor: V) -> Given<V::Value> {
        let stand = self.value;
        self.open.reader(stand).deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'t>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Given<V::Value> {
        let stand = self.value;
        self.open.reader(stand).deserialize_struct("", names, visitor)
    }
}
