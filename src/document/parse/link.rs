//! Where a link may lead: to the web, a mailbox or a telephone, whatever a record says.

use std::fmt::Write as _;

use crate::document::armour::{self, Stretch, stretches};

/// What becomes of a link.
#[derive(Debug, PartialEq)]
pub(super) enum Address {
    /// It leads here; percent-encoded.
    Good(String),
    /// A record's text is no address: the words stay, the link goes.
    OfRecord,
    /// The template's author wrote an address that leads nowhere.
    OfTemplate,
}

const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// Judges an address still in armour.
pub(super) fn address(armoured: &str) -> Address {
    let bare = armour::strip(armoured);
    let lower = bare.trim().to_ascii_lowercase();
    let Some(scheme) = SCHEMES.into_iter().find(|scheme| lower.starts_with(scheme)) else {
        return if armour::holds_value(armoured) { Address::OfRecord } else { Address::OfTemplate };
    };
    let parts = stretches(armoured.trim());
    let whole = parts.len() == 1 && scheme.starts_with("http");
    let mut url = String::new();
    for part in parts {
        match part {
            Stretch::Template(text) => encode(text, &mut url, is_url_character),
            // The template chose no place for it: the record's own address, queries and all.
            Stretch::Record(text) if whole => encode(text.trim(), &mut url, is_url_character),
            Stretch::Record(text) if scheme == "tel:" => url.push_str(&dialled(&text)),
            Stretch::Record(text) => url.push_str(&one_part(text.trim())),
        }
    }
    Address::Good(url)
}

/// A telephone number as a telephone takes it.
pub(in crate::document) fn dialled(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// A text as one part of an address: it can add no query, header or further part.
pub(in crate::document) fn one_part(text: &str) -> String {
    let mut part = String::new();
    encode(text, &mut part, |c| {
        c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '@' | '+')
    });
    part
}

fn is_url_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

/// Appends `text`, everything that is not to be `kept` percent-encoded.
fn encode(text: &str, url: &mut String, kept: impl Fn(char) -> bool) {
    for c in text.chars() {
        if kept(c) {
            url.push(c);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            write!(url, "%{byte:02X}").expect("writing to a string");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::armour::wear;

    #[test]
    fn a_link_leads_to_the_web_a_mailbox_or_a_telephone() {
        let good = |url: &str| Address::Good(url.to_owned());
        for (armoured, expected) in [
            ("https://a.example/x?y=1".to_owned(), good("https://a.example/x?y=1")),
            (wear("https://a.example/x?y=1&z=é"), good("https://a.example/x?y=1&z=%C3%A9")),
            (wear("javascript:alert(1)"), Address::OfRecord),
            (wear(" JAVASCRIPT:alert(1)"), Address::OfRecord),
            (wear("data:text/html,x"), Address::OfRecord),
            ("page.html".to_owned(), Address::OfTemplate),
            (format!("mailto:{}", wear("a@b.example")), good("mailto:a@b.example")),
            (
                format!("mailto:{}", wear("a@b.example?bcc=x@y.example")),
                good("mailto:a@b.example%3Fbcc%3Dx@y.example"),
            ),
            (format!("tel:{}", wear("01632 960 114")), good("tel:01632960114")),
            (
                format!("https://a.example/{}", wear("../x\"y")),
                good("https://a.example/..%2Fx%22y"),
            ),
        ] {
            assert_eq!(address(&armoured), expected, "{}", armour::strip(&armoured));
        }
    }
}
