//! New ids of cases and entries: they say nothing and cannot be mistaken for a word or a number.

use crate::domain::id::Id;

/// No vowels, so that chance never writes a word; no l, which looks like 1.
const LETTERS: &[u8] = b"bcdfghjkmnpqrstvwxyz";
/// No 0 and no 1, which look like letters.
const BOTH: &[u8] = b"bcdfghjkmnpqrstvwxyz23456789";

/// A case's: five letters and digits, the first a letter. Some twelve million there are, so two
/// people who add a case on two machines do not meet.
pub fn of_case(chance: &mut dyn FnMut() -> u32) -> Id {
    of_length(5, chance)
}

/// An entry's: four letters and digits, the first a letter. Some four hundred thousand there are,
/// enough for the entries of one file.
pub fn of_entry(chance: &mut dyn FnMut() -> u32) -> Id {
    of_length(4, chance)
}

fn of_length(length: usize, chance: &mut dyn FnMut() -> u32) -> Id {
    let mut one_of = |signs: &[u8]| {
        // The low bits of a simple source of chance repeat themselves soon.
        let at = (u64::from(chance()) * signs.len() as u64) >> 32;
        char::from(signs[usize::try_from(at).unwrap_or_default()])
    };
    let mut text = String::from(one_of(LETTERS));
    for _ in 1..length {
        text.push(one_of(BOTH));
    }
    Id::new(&text).expect("small letters and digits")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::ids::is_safe_id;
    use std::collections::BTreeSet;

    #[test]
    fn an_id_is_five_signs_that_cannot_be_mistaken() {
        let mut number = 1_u32;
        let mut chance = || {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            number
        };
        let ids: BTreeSet<Id> = (0..2_000).map(|_| of_case(&mut chance)).collect();
        assert!(ids.len() > 1_990, "{}", ids.len());
        for id in ids {
            let text = id.as_str();
            assert_eq!(text.len(), 5);
            assert!(is_safe_id(text), "{text}");
            assert!(text.starts_with(|c: char| c.is_ascii_lowercase()), "{text}");
            assert!(!text.contains(['a', 'e', 'i', 'o', 'u', 'l', '0', '1']), "{text}");
        }
        assert_eq!(of_case(&mut || u32::MAX).as_str(), "z9999");
        assert_eq!(of_entry(&mut || 0).as_str(), "b222".replace('2', "b"));
    }
}
