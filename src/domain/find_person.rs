//! Which person somebody means who typed an id or a name. It never guesses: it says how it knew,
//! or who it might have been.

use super::person::folded;

/// Somebody who can be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// The case id, or a member of staff's id.
    pub id: &'a str,
    /// The full name, as written.
    pub name: &'a str,
}

/// Who was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// One person, and by what.
    One {
        /// The person.
        person: Candidate<'a>,
        /// What was typed of them.
        by: MatchedBy,
    },
    /// Two or more people, in the order given.
    Several(Vec<Candidate<'a>>),
    /// Nobody; with up to three whose name or id is nearest.
    Nobody {
        /// The nearest first.
        nearest: Vec<Candidate<'a>>,
    },
}

/// What was typed of a person who was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedBy {
    /// The id, exactly.
    Id,
    /// The full name, but for case and accents.
    FullName,
    /// The beginning of one or more words of the name that nobody else's name has.
    PartOfName,
}

/// The person meant by `query`: the one with exactly this id, else with this full name (case- and
/// accent-blind), else the only one whose name has words beginning with those typed.
pub fn find_person<'a>(candidates: &[Candidate<'a>], query: &str) -> Found<'a> {
    let query = query.trim();
    if let Some(person) = candidates.iter().find(|person| person.id == query) {
        return Found::One { person: *person, by: MatchedBy::Id };
    }
    let wanted = folded(query);
    if wanted.is_empty() {
        return Found::Nobody { nearest: Vec::new() };
    }
    let names: Vec<(Candidate<'a>, String)> =
        candidates.iter().map(|person| (*person, folded(person.name))).collect();
    let all_who = |matches: &dyn Fn(&str) -> bool| -> Vec<Candidate<'a>> {
        names.iter().filter(|(_, name)| matches(name)).map(|(person, _)| *person).collect()
    };
    one_or_several(all_who(&|name| name == wanted), MatchedBy::FullName)
        .or_else(|| {
            one_or_several(all_who(&|name| words_begin(name, &wanted)), MatchedBy::PartOfName)
        })
        .unwrap_or_else(|| Found::Nobody { nearest: nearest(&names, query, &wanted) })
}

fn one_or_several(people: Vec<Candidate<'_>>, by: MatchedBy) -> Option<Found<'_>> {
    match people[..] {
        [] => None,
        [person] => Some(Found::One { person, by }),
        _ => Some(Found::Several(people)),
    }
}

/// Whether each word typed begins a word of the name, each another one, in any order.
fn words_begin(name: &str, typed: &str) -> bool {
    let mut words: Vec<&str> = name.split(' ').collect();
    let mut typed: Vec<&str> = typed.split(' ').collect();
    // Longest first, so that a short beginning does not take the only word a longer one fits.
    typed.sort_by_key(|word| std::cmp::Reverse(word.len()));
    typed.iter().all(|beginning| {
        let at = words.iter().position(|word| word.starts_with(beginning));
        at.map(|at| words.swap_remove(at)).is_some()
    })
}

fn nearest<'a>(names: &[(Candidate<'a>, String)], query: &str, wanted: &str) -> Vec<Candidate<'a>> {
    const NEAR_ENOUGH: f64 = 0.8;
    let mut scored: Vec<(f64, Candidate<'a>)> = names
        .iter()
        .map(|(person, name)| (likeness(person.id, name, query, wanted), *person))
        .filter(|(score, _)| *score >= NEAR_ENOUGH)
        .collect();
    scored.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    scored.into_iter().take(3).map(|(_, person)| person).collect()
}

/// 0 to 1: the best of the whole name, one word of it, and the id with one slip.
fn likeness(id: &str, name: &str, query: &str, wanted: &str) -> f64 {
    let one_slip = id.chars().count() > 2 && strsim::osa_distance(id, &query.to_lowercase()) < 2;
    let whole = strsim::jaro_winkler(name, wanted);
    let words = name.split(' ').map(|word| strsim::jaro_winkler(word, wanted));
    words.fold(whole, f64::max).max(if one_slip { 0.95 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHOOL: [Candidate<'static>; 9] = [
        Candidate { id: "k7q2m", name: "Zoë Smith" },
        Candidate { id: "p4x9t", name: "Zachary Smithson" },
        Candidate { id: "w3h8d", name: "Seán Ó Súilleabháin" },
        Candidate { id: "b6n5r", name: "李小龍" },
        Candidate { id: "c2v7k", name: "Nguyễn Thị Minh Khai" },
        Candidate { id: "f9j4s", name: "عائشة" },
        Candidate { id: "g8m3z", name: "Sam Jones" },
        Candidate { id: "h5t6w", name: "Sam Jones" },
        Candidate { id: "t2d9y", name: "Anne-Marie O’Brien" },
    ];

    fn answer(query: &str) -> String {
        let ids = |people: Vec<Candidate<'_>>| {
            people.iter().map(|person| person.id).collect::<Vec<_>>().join(" ")
        };
        match find_person(&SCHOOL, query) {
            Found::One { person, by } => format!("{by:?}: {}", person.id),
            Found::Several(people) => format!("several: {}", ids(people)),
            Found::Nobody { nearest } => format!("nobody: {}", ids(nearest)).trim_end().to_owned(),
        }
    }

    #[test]
    fn a_person_is_found_by_id_by_full_name_or_by_what_only_their_name_has() {
        let cases = [
            ("k7q2m", "Id: k7q2m"),
            ("  k7q2m ", "Id: k7q2m"),
            ("zoe smith", "FullName: k7q2m"),
            ("SEAN O SUILLEABHAIN", "FullName: w3h8d"),
            ("李小龍", "FullName: b6n5r"),
            ("عائشة", "FullName: f9j4s"),
            ("zoe", "PartOfName: k7q2m"),
            ("李小", "PartOfName: b6n5r"),
            ("khai", "PartOfName: c2v7k"),
            ("nguyen khai", "PartOfName: c2v7k"),
            ("smith zoe", "PartOfName: k7q2m"),
            ("obrien", "PartOfName: t2d9y"),
            ("marie", "PartOfName: t2d9y"),
            ("smith", "several: k7q2m p4x9t"),
            ("sam jones", "several: g8m3z h5t6w"),
            ("z", "several: k7q2m p4x9t"),
        ];
        for (query, expected) in cases {
            assert_eq!(answer(query), expected, "{query}");
        }
    }

    #[test]
    fn nobody_is_guessed_but_the_nearest_are_named() {
        let cases = [
            ("zoey smith", "nobody: k7q2m"),
            ("k7q2n", "nobody: k7q2m"),
            ("K7Q2M", "nobody: k7q2m"),
            ("nyugen", "nobody: c2v7k"),
            ("smyth", "nobody: k7q2m p4x9t"),
            ("", "nobody:"),
            ("—", "nobody:"),
            ("Quentin", "nobody:"),
        ];
        for (query, expected) in cases {
            assert_eq!(answer(query), expected, "{query}");
        }
        let many: Vec<Candidate<'_>> =
            ["a", "b", "c", "d", "e"].map(|id| Candidate { id, name: "Johnathan" }).to_vec();
        let found = find_person(&many, "Jonathan");
        assert!(matches!(found, Found::Nobody { nearest } if nearest.len() == 3));
    }
}
