//! The filters that a template may use beside the engine's own, and the bounded `range`.

use std::str::FromStr;

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

use super::armour;
use super::render::is_out_of_time;
use crate::domain::date::{BadDate, Date};

/// The names of our filters.
pub(super) const OURS: [&str; 8] = [
    "date",
    "weekday_date",
    "short_date",
    "month_year",
    "list",
    "count_word",
    "first_upper",
    "possessive",
];

/// The names of the engine's own filters, to name the nearest of a misspelt one.
pub(super) const ENGINE: [&str; 35] = [
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
];

/// The most steps that `range` gives.
const MOST_STEPS: i128 = 1000;

/// Stands between message and help in a fault of our own filters; no text can hold it.
pub(super) const HELP_FOLLOWS: char = '\u{1f}';

/// Makes the filters known; before any template is added.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("date", |day: StringInput<'_>, _: Kwargs, _: &State<'_>| {
        day_of(&day).map(Date::long)
    });
    tera.register_filter("weekday_date", |day: StringInput<'_>, _: Kwargs, _: &State<'_>| {
        day_of(&day).map(|day| format!("{} {}", day.weekday_name(), day.long()))
    });
    tera.register_filter("short_date", |day: StringInput<'_>, _: Kwargs, _: &State<'_>| {
        day_of(&day).map(Date::short)
    });
    tera.register_filter("month_year", |day: StringInput<'_>, _: Kwargs, _: &State<'_>| {
        day_of(&day).map(|day| day.long().split_once(' ').map_or_else(String::new, |d| d.1.into()))
    });
    tera.register_filter("list", |items: &[Value], _: Kwargs, _: &State<'_>| list(items));
    tera.register_filter("count_word", |n: i64, _: Kwargs, _: &State<'_>| count_word(n));
    tera.register_filter("first_upper", |text: StringInput<'_>, _: Kwargs, _: &State<'_>| {
        text.inherit_safety(first_upper(text.as_str()))
    });
    tera.register_filter("possessive", |name: StringInput<'_>, _: Kwargs, _: &State<'_>| {
        possessive(&words_of(&name))
    });
    tera.register_function("range", range);
}

/// A fault of ours: what is wrong, and what to do.
fn fault(message: impl AsRef<str>, help: impl AsRef<str>) -> Error {
    Error::message(format!("{}{HELP_FOLLOWS}{}", message.as_ref(), help.as_ref()))
}

/// A text that a template captured with `set` wears armour already.
fn words_of(text: &StringInput<'_>) -> String {
    if text.is_safe() { armour::strip(text.as_str()) } else { text.as_str().to_owned() }
}

fn day_of(day: &StringInput<'_>) -> TeraResult<Date> {
    let written = words_of(day);
    Date::from_str(written.trim()).map_err(|bad: BadDate| fault(bad.message(), bad.help()))
}

/// `a, b and c`. Each item in armour of its own, so that each stays one value.
fn list(items: &[Value]) -> Value {
    let items: Vec<String> = items
        .iter()
        .map(|item| {
            let text = item.to_string();
            if item.is_string() && item.is_safe() { text } else { armour::wear(&text) }
        })
        .collect();
    Value::safe_string(&match &items[..] {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    })
}

/// `three`; numbers above twelve in figures.
fn count_word(number: i64) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    usize::try_from(number)
        .ok()
        .and_then(|at| WORDS.get(at))
        .map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// With a capital; the rest stays as it is.
fn first_upper(text: &str) -> String {
    // In a captured text the mark before a value comes first.
    let Some((at, first)) = text.char_indices().find(|(_, c)| c.is_alphanumeric()) else {
        return text.to_owned();
    };
    let (before, rest) = text.split_at(at);
    let upper: String = first.to_uppercase().collect();
    format!("{before}{upper}{}", &rest[first.len_utf8()..])
}

/// `Amira's`, `James's`; what is possessive already stays.
fn possessive(name: &str) -> String {
    let name = name.trim_end();
    if name.is_empty() || name.ends_with("'s") || name.ends_with("’s") {
        return name.to_owned();
    }
    format!("{name}'s")
}

/// As the engine's own, with fewer steps, and none when the time is up.
#[expect(clippy::needless_pass_by_value, reason = "the engine asks for this signature")]
fn range(named: Kwargs, _: &State<'_>) -> TeraResult<Vec<i128>> {
    if is_out_of_time() {
        return Err(Error::message("out of time"));
    }
    let start = named.get::<i128>("start")?.unwrap_or_default();
    let end = named.must_get::<i128>("end")?;
    let step = named.get::<i128>("step_by")?.unwrap_or(1);
    let step_size = usize::try_from(step)
        .ok()
        .filter(|step| *step > 0)
        .ok_or_else(|| fault("‹range› must go up", "give a ‹step_by› of 1 or more"))?;
    let steps = end.saturating_sub(start) / step;
    if steps > MOST_STEPS {
        let help = format!("it may take at most {MOST_STEPS} steps");
        return Err(fault(format!("‹range› would take {steps} steps"), help));
    }
    Ok((start..end).step_by(step_size).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(expression: &str) -> String {
        let mut tera = Tera::new();
        tera.autoescape_on([""]);
        tera.set_escape_fn(armour::escape);
        register(&mut tera);
        let context = tera::context! {
            day => "2026-03-09", name => "amira", james => "James", n => &3, many => &40,
            names => &["Amira", "*Bo*", "Cy"], one => &["Amira"], nobody => &Vec::<String>::new(),
        };
        tera.add_raw_template("a", expression).expect("a template");
        armour::strip(&tera.render("a", &context).expect("rendered"))
    }

    #[test]
    fn each_filter_says_what_a_letter_says() {
        for (expression, text) in [
            ("{{ day | date }}", "9 March 2026"),
            ("{{ day | weekday_date }}", "Monday 9 March 2026"),
            ("{{ day | short_date }}", "9 Mar 2026"),
            ("{{ day | month_year }}", "March 2026"),
            ("{{ names | list }}", "Amira, *Bo* and Cy"),
            ("{{ one | list }}{{ nobody | list }}", "Amira"),
            ("{{ n | count_word }}, {{ many | count_word }}", "three, 40"),
            (
                "{{ name | first_upper }} {{ names | list | first_upper }}",
                "Amira Amira, *Bo* and Cy",
            ),
            ("{{ name | first_upper | possessive }}, {{ james | possessive }}", "Amira's, James's"),
            ("{% set d %}{{ day }}{% endset %}{{ d | date }}", "9 March 2026"),
            ("{% for i in range(start=1, end=6, step_by=2) %}{{ i }}{% endfor %}", "135"),
        ] {
            assert_eq!(shown(expression), text, "{expression}");
        }
    }

    #[test]
    fn the_engine_has_every_filter_that_we_say_it_has() {
        let mut tera = Tera::new();
        for name in ENGINE {
            let template = format!("{{{{ x | {name} }}}}");
            tera.add_raw_template("a", &template).expect(name);
        }
        let unknown = tera.add_raw_template("a", "{{ x | date }}");
        assert!(unknown.is_err(), "ours are not the engine's");
    }

    #[test]
    fn the_guide_for_authors_tells_of_every_filter_of_ours() {
        let guide = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/README.md"));
        for name in OURS {
            assert!(guide.contains(&format!("| `{name}` |")), "{name}");
        }
    }
}
