//! A policy as keys and values: looking one up, listing them, comparing two policies, finding the
//! key that somebody meant. What the keys mean stands with the types; printing is not here.

use super::{Policy, Question};
use serde_json::Value;

/// The rules of a policy as a tree of keys, without its questions and sources. A key that the
/// policy leaves open is there and null, so that it can be told from a key that does not exist.
pub fn rules(policy: &Policy) -> Value {
    let mut tree = serde_json::to_value(policy).unwrap_or_default();
    if let Value::Object(keys) = &mut tree {
        for about_the_rules in ["ask", "source"] {
            keys.shift_remove(about_the_rules);
        }
    }
    tree
}

/// The questions that a policy still leaves open, in its order. Where one of two keys is enough,
/// both questions are open until one is answered.
pub fn open_questions(policy: &Policy) -> Vec<&Question> {
    let tree = rules(policy);
    let is_open = |key: &String| lookup(&tree, key).is_none_or(is_open);
    let is_asked =
        |question: &&Question| is_open(&question.key) && question.unless.iter().all(is_open);
    policy.ask.iter().filter(is_asked).collect()
}

/// The value of a dotted key, for example `steps.plan.need`; entries of a list stand by their id,
/// for example `bands.short.max_weeks`. `None` when there is no such key.
pub fn lookup<'a>(tree: &'a Value, key: &str) -> Option<&'a Value> {
    key.split('.').try_fold(tree, |here, part| match here {
        Value::Object(keys) => keys.get(part),
        Value::Array(entries) => entries.iter().find(|entry| id_of(entry) == Some(part)),
        _ => None,
    })
}

/// Every key that has a value, with that value in words, in the order of the tree. A list whose
/// entries have an id is gone into; any other list is one value.
pub fn leaves(tree: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(tree, "", &mut |key, value| {
        if !is_branch(value) && !is_open(value) {
            found.push((key.to_owned(), in_words(value)));
        }
    });
    found
}

/// A value as a reader sees it: words, a number, `true` or `false`, the entries of a list with
/// commas between them; nothing for a key that is left open.
pub fn in_words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) => match number.as_f64() {
            Some(whole) if whole.fract() == 0.0 => format!("{whole:.0}"),
            _ => number.to_string(),
        },
        Value::Array(entries) => entries.iter().map(in_words).collect::<Vec<_>>().join(", "),
        Value::Bool(_) | Value::Object(_) => value.to_string(),
    }
}

/// A key that has another value on each side; `None` where a side leaves it open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The dotted key.
    pub key: String,
    /// The value on the left.
    pub left: Option<String>,
    /// The value on the right.
    pub right: Option<String>,
}

/// Where two policies differ: the keys of the left in their order, then those that only the right
/// has.
pub fn diff(left: &Value, right: &Value) -> Vec<Difference> {
    let (left, right) = (leaves(left), leaves(right));
    let value_in = |side: &[(String, String)], key: &str| {
        side.iter().find(|(other, _)| other == key).map(|(_, value)| value.clone())
    };
    let only_right = right.iter().filter(|(key, _)| value_in(&left, key).is_none());
    left.iter()
        .chain(only_right)
        .map(|(key, _)| Difference {
            key: key.clone(),
            left: value_in(&left, key),
            right: value_in(&right, key),
        })
        .filter(|difference| difference.left != difference.right)
        .collect()
}

/// Up to three keys that somebody who wrote `key` may have meant, the nearest first.
pub fn nearest_keys(tree: &Value, key: &str) -> Vec<String> {
    let last = key.rsplit('.').next().unwrap_or(key);
    let mut near: Vec<(f64, String)> = Vec::new();
    walk(tree, "", &mut |known, _| {
        let known_last = known.rsplit('.').next().unwrap_or(known);
        let whole = strsim::normalized_damerau_levenshtein(known, key);
        // Somebody who writes only `deputy` means `briefing.deputy`.
        let end = 0.95 * strsim::normalized_damerau_levenshtein(known_last, last);
        let likeness = if key.contains('.') { whole.max(0.8 * end) } else { whole.max(end) };
        if likeness >= 0.6 {
            near.push((likeness, known.to_owned()));
        }
    });
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.into_iter().map(|(_, known)| known).take(3).collect()
}

fn walk(value: &Value, key: &str, visit: &mut impl FnMut(&str, &Value)) {
    let mut below = |part: &str, value: &Value| {
        let key = if key.is_empty() { part.to_owned() } else { format!("{key}.{part}") };
        visit(&key, value);
        walk(value, &key, visit);
    };
    match value {
        Value::Object(keys) => {
            for (part, value) in keys.iter().filter(|(part, _)| *part != "id") {
                below(part, value);
            }
        }
        Value::Array(entries) if is_branch(value) => {
            for entry in entries {
                below(id_of(entry).unwrap_or_default(), entry);
            }
        }
        _ => {}
    }
}

fn is_branch(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(entries) => {
            !entries.is_empty() && entries.iter().all(|entry| id_of(entry).is_some())
        }
        _ => false,
    }
}

fn is_open(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(entries) => entries.is_empty(),
        _ => false,
    }
}

fn id_of(entry: &Value) -> Option<&str> {
    entry.get("id")?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn small() -> Value {
        json!({
            "title": "",
            "aims": ["one", "two"],
            "steps": { "plan": { "need": "required", "after": [] } },
            "bands": [
                { "id": "short", "label": "short", "max_weeks": 6 },
                { "id": "long", "label": "long", "max_weeks": null },
            ],
            "briefing": { "headteacher": "weekly", "deputy": null },
            "time": { "hours_per_week": 37.5, "hours_per_day": 8.0 },
        })
    }

    #[test]
    fn a_key_is_found_by_its_dots_and_ids() {
        for (key, expected) in [
            ("steps.plan.need", Some("required")),
            ("bands.short.max_weeks", Some("6")),
            ("aims", Some("one, two")),
            ("time.hours_per_day", Some("8")),
            ("time.hours_per_week", Some("37.5")),
            ("briefing.deputy", Some("")), // known, but left open
            ("briefing.head", None),
            ("bands.medium", None),
            ("title.more", None),
            ("", None),
        ] {
            assert_eq!(lookup(&small(), key).map(in_words).as_deref(), expected, "{key}");
        }
    }

    #[test]
    fn every_key_with_a_value_is_listed_once() {
        let keys: Vec<String> = leaves(&small()).into_iter().map(|(key, _)| key).collect();
        assert_eq!(
            keys,
            [
                "aims",
                "steps.plan.need",
                "bands.short.label",
                "bands.short.max_weeks",
                "bands.long.label",
                "briefing.headteacher",
                "time.hours_per_week",
                "time.hours_per_day",
            ]
        );
    }

    #[test]
    fn two_policies_differ_where_a_value_does() {
        assert_eq!(diff(&small(), &small()), []);
        let mut other = small();
        other["briefing"]["deputy"] = json!("monthly");
        other["bands"][0]["max_weeks"] = json!(8);
        other["aims"] = json!([]);
        let said: Vec<String> = diff(&small(), &other)
            .into_iter()
            .map(|one| {
                let side = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
                format!("{}: {} | {}", one.key, side(one.left), side(one.right))
            })
            .collect();
        assert_eq!(
            said,
            ["aims: one, two | -", "bands.short.max_weeks: 6 | 8", "briefing.deputy: - | monthly"]
        );
    }

    #[test]
    fn a_question_is_open_until_its_key_has_a_value() {
        let question = |key: &str| Question {
            id: crate::domain::id::Id::new("q").expect("an id"),
            key: key.to_owned(),
            question: "How often?".to_owned(),
            choices: Vec::new(),
            why: String::new(),
            can_wait: false,
            unless: None,
        };
        let mut policy = Policy {
            ask: vec![question("caseload.max"), question("sessions.per_week")],
            ..Policy::default()
        };
        assert_eq!(open_questions(&policy).len(), 2);
        policy.caseload.max = Some(12);
        let open: Vec<&str> =
            open_questions(&policy).into_iter().map(|question| question.key.as_str()).collect();
        assert_eq!(open, ["sessions.per_week"]);
    }

    #[test]
    fn of_two_questions_where_one_answer_is_enough_none_is_open_after_it() {
        let question = |id: &str, key: &str, unless: &str| Question {
            id: crate::domain::id::Id::new(id).expect("an id"),
            key: key.to_owned(),
            question: "How long?".to_owned(),
            choices: Vec::new(),
            why: String::new(),
            can_wait: true,
            unless: Some(unless.to_owned()),
        };
        let (age, years) = ("retention.until_age", "retention.years_after_exit");
        let ask = vec![question("age", age, years), question("years", years, age)];
        let mut policy = Policy { ask, ..Policy::default() };
        assert_eq!(open_questions(&policy).len(), 2);
        policy.retention.years_after_exit = Some(7);
        assert!(open_questions(&policy).is_empty());
        assert!(
            policy
                .ask
                .iter()
                .flat_map(|question| &question.unless)
                .all(|key| { lookup(&rules(&policy), key).is_some() })
        );
    }

    #[test]
    fn a_mistyped_key_finds_its_neighbours() {
        for (typed, expected) in [
            ("briefing.deputty", Some("briefing.deputy")),
            ("deputy", Some("briefing.deputy")),
            ("step.plan.need", Some("steps.plan.need")),
            ("band.short.max_weeks", Some("bands.short.max_weeks")),
            ("quite-another-thing", None),
        ] {
            let near = nearest_keys(&small(), typed);
            assert_eq!(near.first().map(String::as_str), expected, "{typed}: {near:?}");
            assert!(near.len() <= 3);
        }
    }
}
