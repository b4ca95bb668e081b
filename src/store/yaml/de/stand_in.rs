//! Something to put in the place of a missing value. A type names only the first key that is
//! missing and gives up; given anything there, it names the next. What is made of the offer is
//! thrown away.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::fault::{Fault, Said};
use crate::store::codes;

/// Texts and numbers of which nearly every type takes one: a date that is an id too, a word, a time
/// of day, a number.
const OFFERS: [(&str, i64); 4] = [("2026-01-01", 1), ("a", 2026), ("09:00", 0), ("1", 5)];

/// How many there are.
pub(super) const ATTEMPTS: u8 = 4;

/// Deeper than this, a missing part is not made up.
const DEEPEST: u8 = 6;

/// One offer, for any type.
#[derive(Clone, Copy)]
pub(super) struct Offer {
    attempt: u8,
    depth: u8,
}

impl Offer {
    pub(super) fn new(attempt: u8) -> Self {
        Self { attempt, depth: 0 }
    }

    fn text(self) -> &'static str {
        OFFERS[usize::from(self.attempt % ATTEMPTS)].0
    }

    fn number(self) -> i64 {
        OFFERS[usize::from(self.attempt % ATTEMPTS)].1
    }

    fn deeper(self) -> Result<Self, Fault> {
        if self.depth >= DEEPEST {
            return Err(Said::new(codes::MISSING_KEY, "missing").into());
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.visit_i64(self.number())
        })*
    };
}

impl<'de> Deserializer<'de> for Offer {
    type Error = Fault;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8
        deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64
    }

    nameless_structs! {}

    forward_to_deserialize_any! {
        char str string bytes byte_buf identifier
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_bool(true)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_none()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self.deeper()?)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(Parts { offer: self, names: [].iter(), left: 0 })
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        left: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_seq(Parts { offer: self.deeper()?, names: [].iter(), left })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(Parts { offer: self, names: [].iter(), left: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(Parts { offer: self.deeper()?, names: names.iter(), left: 0 })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        choices: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let choice = choices.get(usize::from(self.attempt) % choices.len().max(1));
        visitor.visit_enum(Choice { offer: self.deeper()?, choice: choice.unwrap_or(&"") })
    }
}

/// The parts of something made up: so many entries, or one for each name.
struct Parts {
    offer: Offer,
    names: std::slice::Iter<'static, &'static str>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Parts {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(self.offer).map(Some)
    }
}

impl<'de> MapAccess<'de> for Parts {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some(name) = self.names.next() else { return Ok(None) };
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(self.offer)
    }
}

/// One of the choices, with something made up below it if it wants that.
struct Choice {
    offer: Offer,
    choice: &'static str,
}

impl<'de> EnumAccess<'de> for Choice {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        Ok((seed.deserialize(BorrowedStrDeserializer::<Fault>::new(self.choice))?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(self.offer)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Fault> {
        self.offer.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.offer.deserialize_struct("", names, visitor)
    }
}
