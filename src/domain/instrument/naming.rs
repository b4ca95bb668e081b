//! Short names for items, made from their words, so that nobody need think of one.

use super::Instrument;
use crate::domain::id::Id;
use crate::domain::person::folded;

/// A name is no longer than this many letters: it is typed into records.
const LONGEST: usize = 30;

/// A short name made from words, none of those that are taken: `feels-safe-at-playtime`.
pub fn name_from(words: &str, taken: &[Id]) -> Id {
    let mut name = String::new();
    let folded = folded(words);
    let parts = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    for part in parts {
        if !name.is_empty() && name.len() + 1 + part.len() > LONGEST {
            break;
        }
        let dash = if name.is_empty() { "" } else { "-" };
        name = format!("{name}{dash}{}", &part[..part.len().min(LONGEST)]);
    }
    let is_free = |name: &str| !taken.iter().any(|id| *id == *name);
    let candidates = std::iter::once(name.clone()).chain((2..).map(|number| {
        if name.is_empty() { format!("item-{}", number - 1) } else { format!("{name}-{number}") }
    }));
    let mut free = candidates.filter(|name| is_free(name)).filter_map(|name| Id::new(&name).ok());
    free.next().expect("numbers never end, and one of them is free")
}

impl Instrument {
    /// The ids of all its items.
    pub fn item_ids(&self) -> Vec<&str> {
        self.items().map(|(_, item)| item.id.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_not_taken() {
        let mut taken = Vec::new();
        for (words, expected) in [
            ("Feels safe", "feels-safe"),
            ("feels safe!", "feels-safe-2"),
            ("Feels  SAFE", "feels-safe-3"),
            ("I can calm down when I am upset or angry", "i-can-calm-down-when-i-am"),
            ("Ça va à l’école ?", "ca-va-a-lecole"),
            ("☹", "item-1"),
            ("", "item-2"),
        ] {
            let name = name_from(words, &taken);
            assert_eq!(name, expected, "{words}");
            taken.push(name);
        }
    }
}
