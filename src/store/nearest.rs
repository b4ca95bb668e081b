//! "Did you mean": the few names out of many that somebody most likely meant.

/// At most this many names are offered.
const MOST: usize = 3;

/// How alike two names must be, from 0 to 1, to be worth offering.
const ALIKE: f64 = 0.72;

/// The one to three names that are near to what was written, the nearest first; none if none is.
/// Capitals and the choice between `-`, `_` and a space make no difference.
pub fn nearest<'n>(written: &str, names: &[&'n str]) -> Vec<&'n str> {
    let written = folded(written);
    let mut ranked: Vec<(f64, &'n str)> = names
        .iter()
        .map(|name| (likeness(&written, &folded(name)), *name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    ranked.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(right.1)));
    // A good answer makes poor ones look silly.
    let best = ranked.first().map_or(0.0, |first| first.0);
    ranked
        .into_iter()
        .filter(|(likeness, _)| best - likeness < 0.12)
        .map(|(_, name)| name)
        .take(MOST)
        .collect()
}

/// Whether one name is plainly the other misspelt.
pub fn is_near(written: &str, name: &str) -> bool {
    likeness(&folded(written), &folded(name)) >= ALIKE
}

/// `did you mean a, b or c?`, or nothing.
pub fn did_you_mean(written: &str, names: &[&str]) -> Option<String> {
    match nearest(written, names).as_slice() {
        [] => None,
        [one] => Some(format!("did you mean `{one}`?")),
        [first, second] => Some(format!("did you mean `{first}` or `{second}`?")),
        [first, second, third, ..] => {
            Some(format!("did you mean `{first}`, `{second}` or `{third}`?"))
        }
    }
}

/// At most 64 characters, so that a hostile name costs no more than an honest one.
fn folded(name: &str) -> String {
    let dashed =
        name.chars().take(64).map(|sign| if matches!(sign, '_' | ' ') { '-' } else { sign });
    dashed.flat_map(char::to_lowercase).collect()
}

fn likeness(left: &str, right: &str) -> f64 {
    // In a short name one slip of the finger is a large part of it.
    let one_slip =
        left.len().max(right.len()) >= 3 && strsim::damerau_levenshtein(left, right) <= 1;
    let alike = strsim::normalized_damerau_levenshtein(left, right);
    alike.max(beginning(left, right)).max(if one_slip { ALIKE } else { 0.0 })
}

/// `date-of-birth` is near to `date`: somebody knew more of the name than there is, or less.
fn beginning(left: &str, right: &str) -> f64 {
    let (short, long) = if left.len() < right.len() { (left, right) } else { (right, left) };
    let words = long.split('-').any(|word| word == short);
    if short.len() >= 4 && words { 0.75 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_come_first_and_far_ones_not_at_all() {
        let names = ["surname", "first_name", "known_as", "born", "year_group"];
        for (written, expected) in [
            ("surnme", vec!["surname"]),
            ("yeargroup", vec!["year_group"]),
            ("Year-Group", vec!["year_group"]),
            ("name", vec!["first_name"]),
            ("bron", vec!["born"]),
            ("bor", vec!["born"]),
            ("shoe_size", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(nearest(written, &names), expected, "{written}");
        }
    }

    #[test]
    fn never_more_than_three_are_offered() {
        let names = ["target-1", "target-2", "target-3", "target-4"];
        assert_eq!(nearest("target", &names).len(), 3);
        assert_eq!(
            did_you_mean("target-5", &names[..2]).as_deref(),
            Some("did you mean `target-1` or `target-2`?")
        );
    }
}
