//! The lines between the two `---` at the top of a template.

use super::Misuse;
use super::fields::Fields;
use crate::document::fault::nearest;
use crate::document::model::{Kind, Meta};

/// What the lines say; an absent title is empty.
pub(super) fn meta(front: &str) -> Result<Meta, Misuse> {
    let mut fields = Fields::read(front, "at the top of a template")?;
    let meta = Meta {
        title: fields.text("title")?,
        lang: lang(&fields.text("lang")?)?,
        school: fields.text("school")?,
        address: fields.lines("address"),
        phone: fields.text("phone")?,
        email: fields.text("email")?,
        to: fields.lines("to"),
        date: fields.text("date")?,
        reference: fields.text("reference")?,
        footer: fields.text("footer")?,
        kind: kind(&fields.text("kind")?)?,
        font_size: fields.number("font_size", 8, 36)?.unwrap_or(12),
        landscape: fields.yes_or_no("landscape")?.unwrap_or(false),
    };
    fields.finish()?;
    Ok(meta)
}

fn kind(written: &str) -> Result<Kind, Misuse> {
    match written {
        "" | "letter" => Ok(Kind::Letter),
        "form" => Ok(Kind::Form),
        "report" => Ok(Kind::Report),
        "leaflet" => Ok(Kind::Leaflet),
        other => {
            let message = format!("‹{other}› is not a kind of document");
            let help = "the kinds are letter, form, report and leaflet";
            let mut misuse = Misuse::new(message, "kind:", help);
            misuse.nearest = nearest(other, ["letter", "form", "report", "leaflet"]);
            Err(misuse)
        }
    }
}

/// `en`, `en-GB`, `zh-Hans-CN`.
fn lang(written: &str) -> Result<String, Misuse> {
    if written.is_empty() {
        return Ok("en-GB".to_owned());
    }
    let fits = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let language = written.split('-').next().unwrap_or_default();
    let is_language =
        (2..=3).contains(&language.len()) && language.chars().all(|c| c.is_ascii_alphabetic());
    if is_language && written.split('-').all(fits) {
        return Ok(written.to_owned());
    }
    let message = format!("‹{written}› is not a language code");
    Err(Misuse::new(message, "lang:", "write it as in `en-GB`, `cy` or `pl`"))
}
