//! To whom a letter goes: one letter for each address, and one to hand to the pupil for parents of
//! whom none is written down.

use crate::domain::record::Case;
use crate::domain::record::referral::Parent;
use serde::Serialize;

/// A household to which one letter goes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Addressee {
    /// As the letter greets them: `Mrs Nasreen Khan and Mr Imran Khan`.
    pub name: String,
    /// Name and address, line by line.
    pub lines: Vec<String>,
    /// There is no address, so that the pupil takes the letter home.
    pub by_hand: bool,
    /// The language they would rather be written to in, when it is not English.
    pub language: Option<String>,
    /// How and when it is safe to make contact. For whoever sends the letter; no template sees it.
    #[serde(skip)]
    pub safe_contact: Vec<String>,
}

/// The households to which letters of a case go, in the order of the record.
///
/// Empty only when every parent is marked `no_letters`. With no parent written down at all the
/// letter goes to the pupil's parents without a name.
pub fn addressees(case: &Case) -> Vec<Addressee> {
    let all = case.referral.as_ref().map_or(&[][..], |file| &file.parents);
    let carried = carried_by(case);
    if all.is_empty() {
        return vec![Addressee {
            name: "parents and carers".to_owned(),
            lines: vec![format!("The parents and carers of {}", case.name()), carried],
            by_hand: true,
            language: None,
            safe_contact: Vec::new(),
        }];
    }
    let mut households: Vec<(Vec<String>, Vec<&Parent>)> = Vec::new();
    for parent in all.iter().filter(|parent| !parent.no_letters) {
        let key = folded(&parent.address);
        match households.iter_mut().find(|(address, _)| *address == key) {
            Some((_, parents)) => parents.push(parent),
            None => households.push((key, vec![parent])),
        }
    }
    households.iter().map(|(_, parents)| household(parents, &carried)).collect()
}

fn household(parents: &[&Parent], carried: &str) -> Addressee {
    let names: Vec<&str> = parents.iter().map(|parent| parent.name.trim()).collect();
    let address = &parents[0].address;
    let by_hand = address.is_empty();
    let mut lines: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    lines.extend(if by_hand { vec![carried.to_owned()] } else { address.clone() });
    let mut languages = parents.iter().filter_map(|parent| parent.language.as_deref());
    let safe = parents.iter().filter_map(|parent| {
        Some(format!("{}: {}", parent.name.trim(), parent.safe_contact.as_deref()?.trim()))
    });
    Addressee {
        name: joined(&names),
        lines,
        by_hand,
        language: languages
            .find(|language| !language.trim().eq_ignore_ascii_case("english"))
            .map(str::to_owned),
        safe_contact: safe.collect(),
    }
}

/// `a`, `a and b`, `a, b and c`.
fn joined(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

fn carried_by(case: &Case) -> String {
    let class = case.pupil().and_then(|pupil| pupil.class.as_deref());
    let class = class.map_or_else(String::new, |class| format!(", {class}"));
    format!("By hand of {}{class}", case.name())
}

/// Two people who write the same address a little differently live in one household.
fn folded(address: &[String]) -> Vec<String> {
    let plain = |line: &String| {
        let kept = line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        kept.collect::<String>()
    };
    address.iter().map(plain).filter(|line| !line.is_empty()).collect()
}
