//! 2026/27 of an English school.

use crate::domain::calendar::Calendar;

const YEAR: &str = r#"
inset = ["2026-09-01", "2027-01-04"]
bank_holidays = ["2027-06-18"]

[[terms]]
name = "Autumn 2026"
from = "2026-09-02"
to = "2026-12-18"
half_term = { from = "2026-10-26", to = "2026-10-30" }

[[terms]]
name = "Spring 2027"
from = "2027-01-05"
to = "2027-03-25"
half_term = { from = "2027-02-15", to = "2027-02-19" }

[[terms]]
name = "Summer 2027"
from = "2027-04-12"
to = "2027-07-21"
half_term = { from = "2027-05-31", to = "2027-06-04" }

[[closures]]
from = "2026-11-06"
reason = "boiler failure"

[[closures]]
from = "2027-01-25"
to = "2027-01-29"
reason = "snow"
"#;

/// All three terms, two INSET days, a bank holiday of the school's own, a day on which the boiler
/// failed and a week of snow.
pub fn whole() -> Calendar {
    toml::from_str(YEAR).expect("a calendar")
}

/// As far as a school knows it in winter, and undisturbed: the terms of autumn and spring.
pub fn two_terms() -> Calendar {
    Calendar { terms: whole().terms.into_iter().take(2).collect(), ..Calendar::default() }
}
