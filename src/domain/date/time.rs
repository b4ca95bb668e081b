//! A time of day as the records write it. No seconds, no time zone.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::misread::{Written, quoted};

/// A time of day on the school's clock, to the minute: `00:00` to `23:59`.
///
/// Written and read as `HH:MM` on the 24-hour clock with leading zeros and in no other way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    hour: u8,
    minute: u8,
}

impl Time {
    /// The time with this hour (0–23) and minute (0–59), if there is one.
    pub fn of(hour: u8, minute: u8) -> Option<Time> {
        (hour < 24 && minute < 60).then_some(Time { hour, minute })
    }

    /// The hour, 0 to 23.
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub fn minute(self) -> u8 {
        self.minute
    }

    /// Minutes from this time to the other on the same day; negative if the other is earlier.
    pub fn minutes_until(self, other: Time) -> i32 {
        other.minutes_of_the_day() - self.minutes_of_the_day()
    }

    fn minutes_of_the_day(self) -> i32 {
        i32::from(self.hour) * 60 + i32::from(self.minute)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:02}:{:02}", self.hour, self.minute))
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is not a time of the records. `Display` is the message and the help in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadTime {
    written: String,
    meant: Vec<Time>,
}

impl BadTime {
    fn of(text: &str) -> BadTime {
        BadTime { written: quoted(text), meant: readings(text) }
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> String {
        if self.meant.is_empty() {
            format!("‹{}› is not a time", self.written)
        } else {
            format!("‹{}› is not written as hours and minutes", self.written)
        }
    }

    /// What to do about it, in one line.
    pub fn help(&self) -> String {
        let readings: Vec<String> = self.meant.iter().map(|time| format!("‹{time}›")).collect();
        let example = if readings.is_empty() {
            "for example 09:05 or 14:30".to_owned()
        } else {
            readings.join(" or ")
        };
        format!("write hours and minutes on the 24-hour clock, {example}")
    }
}

impl fmt::Display for BadTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message(), self.help())
    }
}

impl std::error::Error for BadTime {}

/// What `9:05`, `2.30pm`, `3 pm` or `14:30:00` may mean; both halves of the day where it is open.
fn readings(text: &str) -> Vec<Time> {
    let text = text.trim().to_ascii_lowercase();
    if text.len() > 20 {
        return Vec::new();
    }
    let half = [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12)]
        .into_iter()
        .find_map(|(name, hours)| text.strip_suffix(name).map(|rest| (rest.trim_end(), hours)));
    let clock = half.map_or(text.as_str(), |(rest, _)| rest);
    let numbers: Option<Vec<u8>> = clock.split([':', '.']).map(digits).collect();
    let (hour, minute) = match (numbers.as_deref(), half) {
        (Some(&[hour]), Some(_)) => (hour, 0),
        (Some(&[hour, minute] | &[hour, minute, _]), _) => (hour, minute),
        _ => return Vec::new(),
    };
    match half {
        Some((_, hours)) if (1..=12).contains(&hour) => {
            Time::of(hour % 12 + hours, minute).into_iter().collect()
        }
        Some(_) => Vec::new(),
        None => Time::of(hour, minute).into_iter().collect(),
    }
}

fn digits(part: &str) -> Option<u8> {
    let few = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    few.then(|| part.parse().ok())?
}

impl FromStr for Time {
    type Err = BadTime;

    fn from_str(text: &str) -> Result<Time, BadTime> {
        let shaped = text.len() == 5 && text.as_bytes()[2] == b':';
        let read = || Time::of(digits(&text[..2])?, digits(&text[3..])?);
        shaped.then(read).flatten().ok_or_else(|| BadTime::of(text))
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        deserializer.deserialize_str(Written::new("a time of day", "bad-time", |text| {
            Time::from_str(text).map_err(|fault| fault.to_string())
        }))
    }
}

impl JsonSchema for Time {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Time".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_two_digits_colon_two_digits_and_nothing_else() {
        let time: Time = "09:05".parse().expect("a time");
        assert_eq!((time.hour(), time.minute(), time.to_string().as_str()), (9, 5, "09:05"));
        for wrong in
            ["9:05", "24:00", "12:60", "0905", "", "é9:05", "ab:cd", "+9:05", "09:05:00", "‹›"]
        {
            assert!(wrong.parse::<Time>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_time_written_another_way_is_offered_as_the_records_write_it() {
        let cases = [
            (
                "9:05",
                "‹9:05› is not written as hours and minutes; write hours and minutes on the 24-hour clock, ‹09:05›",
            ),
            (
                "2.30pm",
                "‹2.30pm› is not written as hours and minutes; write hours and minutes on the 24-hour clock, ‹14:30›",
            ),
            (
                "12 a.m.",
                "‹12 a.m.› is not written as hours and minutes; write hours and minutes on the 24-hour clock, ‹00:00›",
            ),
            (
                "lunch",
                "‹lunch› is not a time; write hours and minutes on the 24-hour clock, for example 09:05 or 14:30",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse::<Time>().expect_err(text).to_string(), expected);
        }
    }

    #[test]
    fn a_time_is_read_from_text_and_says_its_code_when_it_is_wrong() {
        let time: Time = serde_json::from_str("\"14:30\"").expect("a time");
        assert_eq!(serde_json::to_string(&time).expect("text"), "\"14:30\"");
        let fault = serde_json::from_str::<Time>("\"930\"").expect_err("no colon");
        assert!(fault.to_string().starts_with("bad-time: ‹930› is not a time"), "{fault}");
        assert_eq!(time.minutes_until("13:00".parse().expect("a time")), -90);
    }
}
