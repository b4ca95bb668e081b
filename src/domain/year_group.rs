//! The year a pupil is in: how it is written in each nation, its key stage, and which one to
//! expect from a birth date. Which pupils a policy takes is the policy's business.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::calendar::{Nation, school_year_start};
use super::date::{Date, quoted};

/// A year group as the school calls it.
///
/// Written as `nursery`, `reception`, a plain number 1 to 14 (a Year: England and Wales to 13,
/// Northern Ireland to 14), `p1` to `p7` or `s1` to `s6` (Scotland; Northern Ireland also says
/// `p1` to `p7`). Ordered from the youngest pupils to the oldest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YearGroup {
    /// Before the first class of school.
    Nursery,
    /// The class before Year 1 in England and Wales.
    Reception,
    /// Year 1 to Year 14.
    Year(u8),
    /// P1 to P7.
    Primary(u8),
    /// S1 to S6.
    Secondary(u8),
}

/// Primary or secondary school.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Nursery to Year 6 (Year 7 in Northern Ireland, P7 in Scotland).
    Primary,
    /// From then on.
    Secondary,
}

/// A stage of the national curriculum; Scotland has none.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum KeyStage {
    /// Years 1 and 2 (3 and 4 in Northern Ireland).
    Ks1,
    /// Years 3 to 6 (5 to 7).
    Ks2,
    /// Years 7 to 9 (8 to 10).
    Ks3,
    /// Years 10 and 11 (11 and 12).
    Ks4,
    /// Years 12 and 13 (13 and 14).
    Ks5,
}

impl KeyStage {
    /// The code in files: `ks2`.
    pub fn code(self) -> &'static str {
        match self {
            KeyStage::Ks1 => "ks1",
            KeyStage::Ks2 => "ks2",
            KeyStage::Ks3 => "ks3",
            KeyStage::Ks4 => "ks4",
            KeyStage::Ks5 => "ks5",
        }
    }

    /// As people write it: `Key Stage 2`.
    pub fn label(self) -> String {
        format!("Key Stage {}", &self.code()[2..])
    }
}

impl YearGroup {
    /// As people write it: `Year 5`, `Reception`, `P4`.
    pub fn label(self) -> String {
        match self {
            YearGroup::Nursery => "Nursery".to_owned(),
            YearGroup::Reception => "Reception".to_owned(),
            YearGroup::Year(n) => format!("Year {n}"),
            YearGroup::Primary(n) => format!("P{n}"),
            YearGroup::Secondary(n) => format!("S{n}"),
        }
    }

    /// How many school years since the start of school: 1 for Year 1 and P1, 0 for Reception and
    /// −1 for the nursery before it; S1 is 8. Where P1 is the first class, its nursery is 0.
    pub fn rank(self, nation: Nation) -> i8 {
        match (self, nation) {
            (YearGroup::Nursery, Nation::Scotland | Nation::NorthernIreland) => 0,
            _ => self.place(),
        }
    }

    fn place(self) -> i8 {
        match self {
            YearGroup::Nursery => -1,
            YearGroup::Reception => 0,
            YearGroup::Year(n) | YearGroup::Primary(n) => n.cast_signed(),
            YearGroup::Secondary(n) => n.cast_signed().saturating_add(7),
        }
    }

    /// The year group so many school years later; none when school is over by then.
    pub fn later(self, years: i32, nation: Nation) -> Option<YearGroup> {
        let wanted = i32::from(self.rank(nation)) + years;
        let all = [YearGroup::Nursery, YearGroup::Reception]
            .into_iter()
            .chain((1..=14).map(YearGroup::Year))
            .chain((1..=7).map(YearGroup::Primary))
            .chain((1..=6).map(YearGroup::Secondary));
        // Northern Ireland says both Year 3 and P3: the school's own way is kept.
        let alike = |year: &YearGroup| {
            !matches!((self, year), (YearGroup::Year(_), YearGroup::Primary(_)))
                && !matches!((self, year), (YearGroup::Primary(_), YearGroup::Year(n)) if *n <= 7)
        };
        all.filter(|year| year.exists_in(nation) && i32::from(year.rank(nation)) == wanted)
            .find(alike)
    }

    /// Whether schools of that nation have such a year group.
    pub fn exists_in(self, nation: Nation) -> bool {
        match nation {
            Nation::England | Nation::Wales => match self {
                YearGroup::Nursery | YearGroup::Reception => true,
                YearGroup::Year(n) => (1..=13).contains(&n),
                YearGroup::Primary(_) | YearGroup::Secondary(_) => false,
            },
            Nation::Scotland => match self {
                YearGroup::Nursery => true,
                YearGroup::Primary(n) => (1..=7).contains(&n),
                YearGroup::Secondary(n) => (1..=6).contains(&n),
                YearGroup::Reception | YearGroup::Year(_) => false,
            },
            Nation::NorthernIreland => match self {
                YearGroup::Nursery | YearGroup::Reception => true,
                YearGroup::Year(n) => (1..=14).contains(&n),
                YearGroup::Primary(n) => (1..=7).contains(&n),
                YearGroup::Secondary(_) => false,
            },
        }
    }

    /// The key stage in that nation; none before Key Stage 1 and none in Scotland.
    pub fn key_stage(self, nation: Nation) -> Option<KeyStage> {
        let years_before = match nation {
            Nation::England | Nation::Wales => 0,
            // Two years of Foundation Stage come first, and the second stage is a year shorter.
            Nation::NorthernIreland => 2,
            Nation::Scotland => return None,
        };
        let rank = self.rank(nation);
        match (rank - years_before, rank) {
            (..=0, _) => None,
            (1 | 2, _) => Some(KeyStage::Ks1),
            _ if self.phase(nation) == Phase::Primary => Some(KeyStage::Ks2),
            (_, secondary) => Some(match secondary - years_before.min(1) {
                ..=9 => KeyStage::Ks3,
                10 | 11 => KeyStage::Ks4,
                _ => KeyStage::Ks5,
            }),
        }
    }

    /// Primary or secondary in that nation.
    pub fn phase(self, nation: Nation) -> Phase {
        let last_of_primary = match nation {
            Nation::England | Nation::Wales => 6,
            Nation::Scotland | Nation::NorthernIreland => 7,
        };
        if self.rank(nation) <= last_of_primary { Phase::Primary } else { Phase::Secondary }
    }

    /// The year group a pupil born then is ordinarily in on that day; none for a child too young
    /// for nursery, or for someone past the last year.
    ///
    /// Pupils born near the cut-off may lawfully be a year below (deferred or summer-born entry),
    /// so a difference of one year is worth a question, never an error.
    pub fn expected(born: Date, day: Date, nation: Nation) -> Option<YearGroup> {
        // The months of birth that make one year group, and the age they turn in their first one.
        let (month, day_of_month, first) = match nation {
            Nation::England | Nation::Wales => (9, 1, 5),
            Nation::Scotland => (3, 1, 4),
            Nation::NorthernIreland => (7, 2, 4),
        };
        let before = (born.month(), born.day()) < (month, day_of_month);
        let cohort = if before { born.year() - 1 } else { born.year() };
        let rank = school_year_start(day, nation).year() - cohort - first;
        let number = u8::try_from(rank).unwrap_or_default();
        let group = match (nation, rank) {
            (Nation::England | Nation::Wales, 0) => YearGroup::Reception,
            (_, -1 | 0) => YearGroup::Nursery,
            (Nation::Scotland, 8..) => YearGroup::Secondary(number.saturating_sub(7)),
            (Nation::Scotland, _) => YearGroup::Primary(number),
            _ => YearGroup::Year(number),
        };
        group.exists_in(nation).then_some(group)
    }
}

impl Ord for YearGroup {
    fn cmp(&self, other: &Self) -> Ordering {
        let name = |group: &YearGroup| match group {
            YearGroup::Nursery | YearGroup::Reception => 0,
            YearGroup::Primary(_) => 1,
            YearGroup::Secondary(_) => 2,
            YearGroup::Year(_) => 3,
        };
        (self.place(), name(self)).cmp(&(other.place(), name(other)))
    }
}

impl PartialOrd for YearGroup {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for YearGroup {
    /// As files and the command line write it: `reception`, `5`, `p4`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            YearGroup::Nursery => f.pad("nursery"),
            YearGroup::Reception => f.pad("reception"),
            YearGroup::Year(n) => f.pad(&n.to_string()),
            YearGroup::Primary(n) => f.pad(&format!("p{n}")),
            YearGroup::Secondary(n) => f.pad(&format!("s{n}")),
        }
    }
}

/// Why a text is not a year group. `Display` is the message and the help in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadYearGroup {
    written: String,
    meant: Option<YearGroup>,
}

impl BadYearGroup {
    fn of(text: &str) -> BadYearGroup {
        let lower = text.trim().to_lowercase();
        let number = lower.trim_start_matches("year").trim_start_matches(['y', 'r', ' ']);
        let nursery_or_reception = match lower.as_str() {
            "n" | "nursery" => Some(YearGroup::Nursery),
            "r" | "yr" | "year r" | "rec" | "reception" => Some(YearGroup::Reception),
            _ => None,
        };
        let meant = nursery_or_reception.or_else(|| read(&lower)).or_else(|| read(number));
        BadYearGroup { written: quoted(text), meant }
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> String {
        format!("‹{}› is not a year group as the records write it", self.written)
    }

    /// What to do about it, in one line.
    pub fn help(&self) -> String {
        match self.meant {
            Some(year @ YearGroup::Year(_)) => {
                format!("write the number alone, without quotation marks: ‹{year}›")
            }
            Some(other) => format!("write ‹{other}›"),
            None => "write nursery, reception or a number such as 5; \
                     in Scotland p1 to p7 or s1 to s6"
                .to_owned(),
        }
    }
}

impl fmt::Display for BadYearGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message(), self.help())
    }
}

impl std::error::Error for BadYearGroup {}

fn read(text: &str) -> Option<YearGroup> {
    let of = |digits: &str, last: u8| {
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
        plain.then(|| digits.parse().ok())?.filter(|n| (1..=last).contains(n))
    };
    match text {
        "nursery" => Some(YearGroup::Nursery),
        "reception" => Some(YearGroup::Reception),
        _ => match (text.strip_prefix('p'), text.strip_prefix('s')) {
            (Some(digits), _) => of(digits, 7).map(YearGroup::Primary),
            (_, Some(digits)) => of(digits, 6).map(YearGroup::Secondary),
            _ => of(text, 14).map(YearGroup::Year),
        },
    }
}

impl FromStr for YearGroup {
    type Err = BadYearGroup;

    /// Reads what is typed or imported, where a number is text too.
    fn from_str(text: &str) -> Result<YearGroup, BadYearGroup> {
        read(text).ok_or_else(|| BadYearGroup::of(text))
    }
}

impl Serialize for YearGroup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            YearGroup::Year(n) => serializer.serialize_u8(*n),
            other => serializer.collect_str(other),
        }
    }
}

impl<'de> Deserialize<'de> for YearGroup {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<YearGroup, D::Error> {
        deserializer.deserialize_any(Written)
    }
}

struct Written;

impl Visitor<'_> for Written {
    type Value = YearGroup;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a year group")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<YearGroup, E> {
        match read(text) {
            Some(group) if !matches!(group, YearGroup::Year(_)) => Ok(group),
            _ => Err(E::custom(format!("bad-year-group: {}", BadYearGroup::of(text)))),
        }
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<YearGroup, E> {
        let year = u8::try_from(number).ok().filter(|n| (1..=14).contains(n));
        year.map(YearGroup::Year).ok_or_else(|| {
            E::custom(format!("bad-year-group: {}", BadYearGroup::of(&number.to_string())))
        })
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<YearGroup, E> {
        match u64::try_from(number) {
            Ok(number) => self.visit_u64(number),
            Err(_) => self.visit_str(&number.to_string()),
        }
    }
}

impl JsonSchema for YearGroup {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "YearGroup".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "integer", "minimum": 1, "maximum": 14 },
                { "type": "string", "pattern": "^(nursery|reception|p[1-7]|s[1-6])$" },
            ],
        })
    }
}

#[cfg(test)]
mod tests;
