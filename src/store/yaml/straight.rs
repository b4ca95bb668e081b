//! The straight way from a text to a type, without a tree between them: for those who read many
//! records and ask for no places. It says nothing of its own. Whatever is unusual, doubled, left
//! empty or not what the type takes makes it give up, and the file is read as all files are, by
//! `parse` and `de`. When it does give a value, that is the very value of the long way, which then
//! has nothing to say of the file; `straight::tests` holds it to that, for every kind of record.

mod access;
mod habits;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::{DeserializeOwned, Deserializer, Error, Visitor};

use self::access::{Chosen, Fields, Items, Pairs, Word};
pub(crate) use self::habits::Habits;
use super::de::scalar::{is_whole, number, plain_value};
use super::scan::{Kind, Scan, Stand, Text};
use super::tree::{Style, says_nothing};
use crate::store::plain_text;

/// The record in a text, without what by the habits nobody looks at; `None` when there may be
/// something to say of the rest.
pub(crate) fn straight<T: DeserializeOwned>(text: &str, habits: &Habits) -> Option<T> {
    if !plain_text::is_admitted(text) {
        return None;
    }
    let mut scan = Scan::begin(text)?;
    let value = T::deserialize(Reader { scan: &mut scan, stand: Scan::TOP, habits }).ok()?;
    scan.is_done().then_some(value)
}

/// Why it gives up is nobody's concern: the long way finds it out.
#[derive(Debug)]
pub(super) struct GivenUp;

impl fmt::Display for GivenUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("to be read the long way")
    }
}

impl std::error::Error for GivenUp {}

impl Error for GivenUp {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// What has been read, or the word to give up.
type Given<T> = Result<T, GivenUp>;

/// A value that is about to be read.
pub(super) struct Reader<'s, 't> {
    scan: &'s mut Scan<'t>,
    stand: Stand,
    habits: &'s Habits,
}

impl<'t> Reader<'_, 't> {
    /// A single text that says something.
    #[inline]
    fn text(self) -> Given<Text<'t>> {
        let text = self.scan.single(self.stand).ok_or(GivenUp)?;
        let nothing = text.style == Style::Plain && says_nothing(&text.words);
        if nothing { Err(GivenUp) } else { Ok(text) }
    }

    /// A text without quotation marks, which always stands in the file as it is.
    #[inline]
    fn plain(self) -> Given<&'t str> {
        match self.text()? {
            Text { words: Cow::Borrowed(text), style: Style::Plain, .. } => Ok(text),
            _ => Err(GivenUp),
        }
    }

    fn whole_number<N: FromStr>(self) -> Given<N> {
        let text = self.plain()?;
        if is_whole(text) { text.parse().map_err(|_| GivenUp) } else { Err(GivenUp) }
    }

    fn number(self) -> Given<f64> {
        number(self.plain()?).ok_or(GivenUp)
    }

    fn yes_or_no(self) -> Given<bool> {
        self.plain()?.parse().map_err(|_| GivenUp)
    }
}

/// A text, for whoever takes one.
#[inline]
fn visit<'t, V: Visitor<'t>>(words: Cow<'t, str>, visitor: V) -> Given<V::Value> {
    match words {
        Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
        Cow::Owned(text) => visitor.visit_string(text),
    }
}

/// Methods of the same shape: read something, and hand it over.
macro_rules! give {
    ($($method:ident: $read:ident -> $visit:ident;)*) => {
        $(fn $method<V: Visitor<'t>>(self, visitor: V) -> Given<V::Value> {
            visitor.$visit(self.$read()?)
        })*
    };
}

/// Methods that are another one under a second name.
macro_rules! same {
    ($($method:ident => $other:ident;)*) => {
        $(fn $method<V: Visitor<'t>>(self, visitor: V) -> Given<V::Value> {
            self.$other(visitor)
        })*
    };
}

/// Methods for what no record has.
macro_rules! give_up {
    ($($method:ident($($argument:ty),*);)*) => {
        $(fn $method<V: Visitor<'t>>(self, $(_: $argument,)* _: V) -> Given<V::Value> {
            Err(GivenUp)
        })*
    };
}

impl<'t> Deserializer<'t> for Reader<'_, 't> {
    type Error = GivenUp;

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
        deserialize_identifier => deserialize_str;
    }

    give_up! {
        deserialize_char();
        deserialize_bytes();
        deserialize_byte_buf();
        deserialize_unit();
        deserialize_unit_struct(&'static str);
        deserialize_tuple_struct(&'static str, usize);
        deserialize_ignored_any();
    }

    fn deserialize_str<V: Visitor<'t>>(self, visitor: V) -> Given<V::Value> {
        visit(self.text()?.words, visitor)
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Given<V::Value> {
        let nothing = self.scan.pass_nothing(self.stand).ok_or(GivenUp)?;
        if nothing { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Given<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Given<V::Value> {
        let mut items = Items::enter(self)?;
        let read = visitor.visit_seq(&mut items)?;
        items.leave()?;
        Ok(read)
    }

    fn deserialize_tuple<V: Visitor<'t>>(self, _: usize, visitor: V) -> Given<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Given<V::Value> {
        let mut pairs = Pairs::enter(self)?;
        let read = visitor.visit_map(&mut pairs)?;
        pairs.leave()?;
        Ok(read)
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        of: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Given<V::Value> {
        let mut fields = Fields::enter(self, of, names)?;
        let read = visitor.visit_map(&mut fields)?;
        fields.leave()?;
        Ok(read)
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Given<V::Value> {
        if self.scan.kind(self.stand) == Kind::Text {
            return visitor.visit_enum(Word(self.text()?.words));
        }
        let mut chosen = Chosen::enter(self)?;
        let read = visitor.visit_enum(&mut chosen)?;
        chosen.leave()?;
        Ok(read)
    }

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Given<V::Value> {
        match self.scan.kind(self.stand) {
            Kind::List => self.deserialize_seq(visitor),
            Kind::Map => self.deserialize_map(visitor),
            Kind::Nothing => Err(GivenUp),
            Kind::Text => match self.text()? {
                Text { words: Cow::Borrowed(text), style: Style::Plain, .. } => {
                    plain_value(text, visitor)
                }
                Text { words, .. } => visit(words, visitor),
            },
        }
    }
}
