//! What a single text means where a number, or true or false, is wanted.

use std::str::FromStr;

use serde::de::{Error, Visitor};

use super::fault::{Fault, Kind, Said, shortened};
use super::node::Reader;
use crate::diag::Code;
use crate::store::codes;

impl<'de> Reader<'_, 'de> {
    pub(super) fn scalar(self, wanted: &str) -> Result<&'de str, Said> {
        match self.node.scalar() {
            Some(text) if !self.node.is_empty() => Ok(text),
            _ => Err(self.not_a(wanted)),
        }
    }

    pub(super) fn whole_number<N: FromStr>(self) -> Result<N, Said> {
        let wanted = "a whole number";
        let text = self.node.plain().ok_or_else(|| self.not_a(wanted))?;
        let digits = digits_of(text).ok_or_else(|| self.not_a(wanted))?;
        if has_leading_zero(text) {
            return Err(leading_zero(text));
        }
        text.parse().map_err(|_| {
            let size = if digits.len() < text.len() { "small" } else { "large" };
            Said::new(codes::WRONG_VALUE, format!("‹{}› is too {size} here", shortened(text)))
        })
    }

    pub(super) fn number(self) -> Result<f64, Said> {
        let wanted = "a number";
        let text = self.node.plain().ok_or_else(|| self.not_a(wanted))?;
        let number = decimal(text).ok_or_else(|| self.not_a(wanted))?;
        if has_leading_zero(text) { Err(leading_zero(text)) } else { Ok(number) }
    }

    pub(super) fn yes_or_no(self) -> Result<bool, Said> {
        match self.node.plain() {
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            Some(word) if is_yes_no_word(word) => {
                let words = format!("this should be true or false, not ‹{word}›");
                let help = if is_yes(word) { "write true" } else { "write false" };
                Err(Said::new(codes::YES_NO_WORD, words).help(help))
            }
            _ => Err(self.not_a("true or false")),
        }
    }

    /// What a text without quotation marks is, where a type takes more than one kind.
    pub(super) fn plain_value<V: Visitor<'de>>(
        self,
        text: &'de str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if self.node.is_empty() {
            let no_value = |fault: Fault| match *fault.0 {
                Kind::Said(Said { code: Code("wrong-type"), .. }) => self.no_value().into(),
                _ => fault,
            };
            return visitor.visit_unit().map_err(no_value);
        }
        plain_value(text, visitor)
    }
}

/// What a text without quotation marks is, where a type takes more than one kind and the text says
/// something.
pub(in crate::store::yaml) fn plain_value<'de, V: Visitor<'de>, E: Error>(
    text: &'de str,
    visitor: V,
) -> Result<V::Value, E> {
    match text {
        "true" => return visitor.visit_bool(true),
        "false" => return visitor.visit_bool(false),
        _ if has_leading_zero(text) => return visitor.visit_borrowed_str(text),
        _ => {}
    }
    match (text.parse::<i64>(), decimal(text)) {
        (Ok(number), Some(_)) => visitor.visit_i64(number),
        (_, Some(number)) => visitor.visit_f64(number),
        _ => visitor.visit_borrowed_str(text),
    }
}

/// Whether this is a whole number that may be written so.
pub(in crate::store::yaml) fn is_whole(text: &str) -> bool {
    digits_of(text).is_some() && !has_leading_zero(text)
}

/// The number, if it may be written so.
pub(in crate::store::yaml) fn number(text: &str) -> Option<f64> {
    decimal(text).filter(|_| !has_leading_zero(text))
}

/// The digits of a whole number, without its sign.
fn digits_of(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let sound = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    sound.then_some(digits)
}

/// A number as a person writes one, with a point; not `.nan`, `1e999`, `0x1F` or `1_000`.
fn decimal(text: &str) -> Option<f64> {
    let fits = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'e' | b'E');
    if !text.bytes().all(fits) || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

fn has_leading_zero(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    matches!(digits, [b'0', b'0'..=b'9', ..])
}

fn leading_zero(text: &str) -> Said {
    Said::new(codes::LEADING_ZERO, format!("‹{}› begins with a zero", shortened(text)))
        .help("write the number without it")
}

fn is_yes(word: &str) -> bool {
    ["yes", "on", "true", "y"].iter().any(|yes| word.eq_ignore_ascii_case(yes))
}

fn is_yes_no_word(word: &str) -> bool {
    is_yes(word) || ["no", "off", "false", "n"].iter().any(|no| word.eq_ignore_ascii_case(no))
}
