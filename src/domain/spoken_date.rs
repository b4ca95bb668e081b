//! Dates as people type them: `tomorrow`, `+6w`, `9 March 2026`. Nothing is guessed: what could
//! mean two days is refused with both. Files hold only ISO dates, which `date` reads.

use std::fmt;

use chrono::{Days, Months, NaiveDate, Weekday};

use super::date::{BadDate, Date, month_name, month_named, quoted, weekday_name};
use super::record::settings::DateOrder;

const HOW_TO_WRITE: &str =
    "write for example 2026-11-21, 21 November 2026, tomorrow, friday or +6w";

/// Why a date that was typed is not taken, in school words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateRefusal {
    /// What is wrong, in one line; what was typed stands between ‹ and ›.
    pub message: String,
    /// What to type instead, in one line.
    pub help: String,
}

impl fmt::Display for DateRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for DateRefusal {}

/// The day a person means by `text`, typed on `today`.
///
/// # Errors
/// If it is no date, if it could be either of two, or if it contradicts itself.
pub fn parse(text: &str, today: Date, order: DateOrder) -> Result<Date, DateRefusal> {
    let text = text.trim();
    // No date is this long: what follows need not read a page that was pasted by mistake.
    if text.len() > 60 {
        return Err(no_date(text));
    }
    if let Ok(date) = text.parse() {
        return Ok(date);
    }
    let typed = Typed { text, today, order };
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .collect();
    typed
        .as_keyword(&words)
        .or_else(|| typed.as_count(&words))
        .or_else(|| typed.as_last_or_next(&words))
        .or_else(|| typed.with_month_name(&words))
        .or_else(|| typed.as_numbers())
        .unwrap_or_else(|| Err(typed.refused_as_the_records_would()))
}

/// The day as it was understood: `Mon 18 January 2027 (in 8 weeks)`.
pub fn echo(date: Date, today: Date) -> String {
    format!("{} ({})", date.with_weekday(), distance(date, today))
}

/// Words without how far off their days were when they were said: that is not so any more tomorrow.
pub fn without_distance(words: &str) -> String {
    let mut left = String::new();
    let mut rest = words;
    while let Some(start) = rest.find(" (") {
        let Some(end) = rest[start..].find(')') else { break };
        let (inside, behind) = (&rest[start + 2..start + end], &rest[start + end + 1..]);
        let counts = |from: &str| from.starts_with(|c: char| c.is_ascii_digit());
        let is_distance = matches!(inside, "today" | "tomorrow" | "yesterday")
            || inside
                .strip_prefix("in ")
                .is_some_and(|more| counts(more.strip_prefix("about ").unwrap_or(more)))
            || inside.ends_with(" ago");
        left.push_str(&rest[..start]);
        if !is_distance {
            left.push_str(&rest[start..=start + end]);
        }
        rest = behind;
    }
    left + rest
}

/// How far off the day is: `today`, `in 8 weeks`, `3 days ago`.
pub fn distance(date: Date, today: Date) -> String {
    let days = today.days_until(date);
    let length = match days.unsigned_abs() {
        0 => return "today".to_owned(),
        1 if days > 0 => return "tomorrow".to_owned(),
        1 => return "yesterday".to_owned(),
        count @ 2..=6 => counted(count, "day"),
        count @ 7..=182 if count % 7 == 0 => counted(count / 7, "week"),
        count @ 7..=182 => {
            format!("{} and {}", counted(count / 7, "week"), counted(count % 7, "day"))
        }
        _ => long_distance(date, today),
    };
    if days > 0 { format!("in {length}") } else { format!("{length} ago") }
}

/// Half a year and more: whole months, or whole years from two years on.
fn long_distance(date: Date, today: Date) -> String {
    let (early, late) = (date.min(today), date.max(today));
    let begun = (late.year() - early.year()) * 12 + late.month().cast_signed()
        - early.month().cast_signed();
    let months = if early.add_months(begun) > late { begun - 1 } else { begun };
    let exact = early.add_months(months) == late;
    let length = match months.unsigned_abs() {
        count if count < 24 => counted(u64::from(count), "month"),
        count if count % 12 == 0 && exact => counted(u64::from(count / 12), "year"),
        count => return format!("about {}", counted(u64::from((count + 6) / 12), "year")),
    };
    if exact { length } else { format!("about {length}") }
}

fn counted(count: u64, unit: &str) -> String {
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

fn no_date(text: &str) -> DateRefusal {
    DateRefusal {
        message: format!("‹{}› is not a date", quoted(text)),
        help: HOW_TO_WRITE.to_owned(),
    }
}

type Answer = Result<Date, DateRefusal>;

/// What was typed, when, and where; each way of writing a date answers, or leaves it to the next.
struct Typed<'a> {
    text: &'a str,
    today: Date,
    order: DateOrder,
}

impl Typed<'_> {
    fn refusal(&self, problem: &str, help: String) -> DateRefusal {
        DateRefusal { message: format!("‹{}› {problem}", quoted(self.text)), help }
    }

    fn as_keyword(&self, words: &[&str]) -> Option<Answer> {
        let [word] = words else { return None };
        let days = match *word {
            "today" => 0,
            "tomorrow" => 1,
            "yesterday" => -1,
            _ => return weekday_named(word).map(|day| Ok(self.next(day))),
        };
        Some(Ok(self.today.add_days(days)))
    }

    /// The first such weekday after today.
    fn next(&self, weekday: Weekday) -> Date {
        let ahead = weekday.days_since(self.today.weekday());
        self.today.add_days(if ahead == 0 { 7 } else { i64::from(ahead) })
    }

    /// `+6w`, `-2d`, `+3m`.
    fn as_count(&self, words: &[&str]) -> Option<Answer> {
        let [word] = words else { return None };
        let (forward, rest) = match word.strip_prefix('+') {
            Some(rest) => (true, Some(rest)),
            None => (false, word.strip_prefix(['-', '−'])),
        };
        let body = rest.unwrap_or(word);
        let (number, unit) = body.split_at_checked(body.len().checked_sub(1)?)?;
        let numeric = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        if !numeric || !matches!(unit, "d" | "w" | "m") {
            return None;
        }
        if rest.is_none() {
            let help = format!("write +{word} for later, -{word} for earlier");
            return Some(Err(self.refusal("does not say later or earlier", help)));
        }
        let outside = || self.refusal("is outside the years 1900 to 2199", HOW_TO_WRITE.to_owned());
        Some(self.counted(number, unit, forward).ok_or_else(outside))
    }

    fn counted(&self, number: &str, unit: &str, forward: bool) -> Option<Date> {
        let count: u32 = number.parse().ok()?;
        let days = Days::new(u64::from(count) * if unit == "w" { 7 } else { 1 });
        let moved: NaiveDate = match (unit, forward) {
            ("m", true) => self.today.checked_add_months(Months::new(count)),
            ("m", false) => self.today.checked_sub_months(Months::new(count)),
            (_, true) => self.today.checked_add_days(days),
            (_, false) => self.today.checked_sub_days(days),
        }?;
        // The conversion would move a day outside the range to its end.
        Some(Date::from(moved)).filter(|date| NaiveDate::from(*date) == moved)
    }

    /// `last monday` and `next friday` mean different days to different people.
    fn as_last_or_next(&self, words: &[&str]) -> Option<Answer> {
        let [which @ ("last" | "next" | "this"), unit] = words else { return None };
        let Some(weekday) = weekday_named(unit) else {
            let help = match *which {
                "next" => "write the day itself, or +1w for a week from today",
                "last" => "write the day itself, or -1w for a week ago",
                _ => "write the day itself, for example friday or 21 November 2026",
            };
            return matches!(*unit, "week" | "month" | "year" | "term")
                .then(|| Err(self.refusal("does not name a day", help.to_owned())));
        };
        let coming = self.next(weekday);
        let just_gone = match coming.add_days(-7) {
            today if today == self.today => today.add_days(-7),
            earlier => earlier,
        };
        let (one, other) = match *which {
            "last" => (just_gone, just_gone.add_days(-7)),
            "next" => (coming, coming.add_days(7)),
            _ => (just_gone, coming),
        };
        let help = format!(
            "write {one} for {} or {other} for {}",
            one.with_weekday(),
            other.with_weekday()
        );
        Some(Err(self.refusal("could mean two days", help)))
    }

    /// `9 March 2026`, with or without the weekday before it.
    fn with_month_name(&self, words: &[&str]) -> Option<Answer> {
        let (weekday, words) = match words.split_first() {
            Some((first, rest)) if weekday_named(first).is_some() => (weekday_named(first), rest),
            _ => (None, words),
        };
        match words {
            [day, month, rest @ ..] if month_named(month).is_some() => {
                let (day, month) = (day_number(day)?, month_named(month)?);
                Some(match rest {
                    [year] => self.named_day(day, month, year, weekday)?,
                    [] => Err(self.without_year(day, month)),
                    _ => return None,
                })
            }
            [month, day, rest @ ..] if month_named(month).is_some() && rest.len() < 2 => {
                let month = month_name(month_named(month)?);
                let year =
                    rest.first().map_or_else(|| self.today.year().to_string(), |y| (*y).to_owned());
                let help = format!("write the day first: {} {month} {year}", day_number(day)?);
                Some(Err(self.refusal("has the month before the day", help)))
            }
            _ => None,
        }
    }

    fn named_day(
        &self,
        day: u32,
        month: u32,
        year: &str,
        weekday: Option<Weekday>,
    ) -> Option<Answer> {
        if !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if year.len() == 2 {
            return Some(Err(self.short_year(day, month)));
        }
        if year.len() != 4 {
            return None;
        }
        // Without such a day the refusal says so in the words used for files.
        let date = Date::of(year.parse().ok()?, month, day)?;
        Some(match weekday {
            Some(said) if said != date.weekday() => Err(self.refusal(
                "contradicts itself",
                format!(
                    "{} is a {}, not a {}",
                    date.long(),
                    date.weekday_name(),
                    weekday_name(said)
                ),
            )),
            _ => Ok(date),
        })
    }

    fn without_year(&self, day: u32, month: u32) -> DateRefusal {
        let year = self.today.year();
        let all: Vec<Date> =
            (year - 1..=year + 1).filter_map(|year| Date::of(year, month, day)).collect();
        // The two years between which today lies.
        let later = all.iter().position(|date| *date >= self.today).unwrap_or(all.len());
        let near: Vec<String> =
            all.iter().skip(later.saturating_sub(1)).take(2).map(|date| date.long()).collect();
        let help = if near.is_empty() {
            HOW_TO_WRITE.to_owned()
        } else {
            format!("add the year: {}", near.join(" or "))
        };
        self.refusal("does not say the year", help)
    }

    fn short_year(&self, day: u32, month: u32) -> DateRefusal {
        let month = month_name(month);
        let help =
            format!("write the year in full, for example {day} {month} {}", self.today.year());
        self.refusal("has a year of two digits", help)
    }

    /// `9/3/2026`, `9.3.2026`, `9-3-2026`.
    fn as_numbers(&self) -> Option<Answer> {
        let parts: Vec<&str> = self.text.split(['/', '.', '-']).map(str::trim).collect();
        let &[first, second, year] = parts.as_slice() else { return None };
        let (first, second) = (plain_number(first)?, plain_number(second)?);
        plain_number(year)?;
        if first > 31 || second > 31 {
            return None;
        }
        if year.len() == 2 {
            let help = "write the year in full, or year-month-day: 2026-11-21".to_owned();
            return Some(Err(self.refusal("has a year of two digits", help)));
        }
        let year: i32 = year.parse().ok().filter(|_| year.len() == 4)?;
        let (day_first, month_first) =
            (Date::of(year, second, first), Date::of(year, first, second));
        if self.order == DateOrder::DayMonthYear {
            return day_first.map(Ok);
        }
        let readings: Vec<String> = day_first
            .into_iter()
            .chain(month_first.filter(|date| Some(*date) != day_first))
            .map(|date| format!("{date} for {}", date.long()))
            .collect();
        let problem = match readings.len() {
            0 => return None,
            1 => "is not written year-month-day",
            _ => "could mean two days",
        };
        Some(Err(self.refusal(problem, format!("write {}", readings.join(" or ")))))
    }

    fn refused_as_the_records_would(&self) -> DateRefusal {
        match self.text.parse::<Date>() {
            Err(BadDate::NotADate { .. }) | Ok(_) => no_date(self.text),
            Err(fault @ BadDate::OtherForm { .. }) => {
                DateRefusal { message: fault.message(), help: fault.help() }
            }
            Err(fault) => DateRefusal { message: fault.message(), help: HOW_TO_WRITE.to_owned() },
        }
    }
}

fn plain_number(text: &str) -> Option<u32> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

/// `9` or `9th`.
fn day_number(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"]
        .into_iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    plain_number(digits).filter(|day| (1..=31).contains(day))
}

/// A weekday in full or by its first letters, as far as people shorten it.
fn weekday_named(word: &str) -> Option<Weekday> {
    match word.trim_end_matches('.') {
        "mon" | "monday" => Some(Weekday::Mon),
        "tue" | "tues" | "tuesday" => Some(Weekday::Tue),
        "wed" | "weds" | "wednesday" => Some(Weekday::Wed),
        "thu" | "thur" | "thurs" | "thursday" => Some(Weekday::Thu),
        "fri" | "friday" => Some(Weekday::Fri),
        "sat" | "saturday" => Some(Weekday::Sat),
        "sun" | "sunday" => Some(Weekday::Sun),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
