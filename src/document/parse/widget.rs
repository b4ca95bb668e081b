//! What forms need and Markdown lacks, each written between two lines of three backticks.

use super::Misuse;
use super::fields::Fields;
use crate::document::fault::nearest;
use crate::document::model::{Block, Lines, Scale, Sign};

const WIDGETS: [&str; 4] = ["scale", "lines", "sign", "text"];

/// The widget of this name. `source` is all of it, as it stands in the filled-in template.
pub(super) fn widget(name: &str, text: &str, source: &str) -> Result<Block, Misuse> {
    if !WIDGETS.contains(&name) {
        let message = format!("there is nothing called ‹```{name}›");
        let help = "known are ```scale, ```lines, ```sign and ```text";
        let mut misuse = Misuse::new(message, source, help);
        misuse.nearest = nearest(name, WIDGETS).iter().map(|n| format!("```{n}")).collect();
        return Err(misuse);
    }
    let fields = Fields::read(text, &format!("in ```{name}"))?;
    match name {
        "scale" => scale(fields).map(Block::Scale),
        "lines" => lines(fields).map(Block::Lines),
        _ => sign(fields).map(Block::Sign),
    }
}

fn scale(mut fields: Fields) -> Result<Scale, Misuse> {
    let scale = Scale {
        question: fields.needed_text("question")?,
        from: fields.number("from", 0, 20)?.unwrap_or(1),
        to: fields.number("to", 1, 20)?.unwrap_or(10),
        low: fields.text("low")?,
        high: fields.text("high")?,
    };
    fields.finish()?;
    if scale.from >= scale.to {
        let message = format!("the scale goes from {} to {}", scale.from, scale.to);
        return Err(Misuse::new(message, "from:", "`to` must be above `from`"));
    }
    Ok(scale)
}

fn lines(mut fields: Fields) -> Result<Lines, Misuse> {
    let label = fields.text("label")?;
    let lines = fields.number("lines", 1, 40)?.unwrap_or(3);
    fields.finish()?;
    Ok(Lines { label, lines })
}

fn sign(mut fields: Fields) -> Result<Sign, Misuse> {
    let items = fields.list("items");
    fields.finish()?;
    if items.is_empty() || items.len() > 6 {
        let help = "write `items: [Signed, Date]`, with one to six of them";
        return Err(Misuse::new("there is nothing, or too much, to sign", "```sign", help));
    }
    Ok(Sign { items })
}
