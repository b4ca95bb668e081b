//! The four nations, as far as their school years differ. Bank holidays are `bank_holiday`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::date::Date;

/// The nation whose bank holidays, school year and year groups the school keeps.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Nation {
    /// England.
    England,
    /// Wales: bank holidays, school year and year groups as in England.
    Wales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

impl Nation {
    /// Every nation, in the order a question offers them.
    pub const ALL: [Nation; 4] =
        [Nation::England, Nation::Wales, Nation::Scotland, Nation::NorthernIreland];

    /// The code in files and on the command line: `northern-ireland`.
    pub fn code(self) -> &'static str {
        match self {
            Nation::England => "england",
            Nation::Wales => "wales",
            Nation::Scotland => "scotland",
            Nation::NorthernIreland => "northern-ireland",
        }
    }

    /// The name as people write it: `Northern Ireland`.
    pub fn name(self) -> &'static str {
        match self {
            Nation::England => "England",
            Nation::Wales => "Wales",
            Nation::Scotland => "Scotland",
            Nation::NorthernIreland => "Northern Ireland",
        }
    }
}

/// The first day of the school year that `day` lies in: 1 September in England and Wales,
/// 1 August in Scotland and Northern Ireland, where pupils go up before September.
pub fn school_year_start(day: Date, nation: Nation) -> Date {
    let month = match nation {
        Nation::England | Nation::Wales => 9,
        Nation::Scotland | Nation::NorthernIreland => 8,
    };
    let year = if day.month() >= month { day.year() } else { day.year() - 1 };
    Date::of(year, month, 1).unwrap_or(Date::FIRST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nation_is_written_with_its_code() {
        for nation in Nation::ALL {
            let text = serde_json::to_string(&nation).expect("text");
            assert_eq!(text, format!("\"{}\"", nation.code()));
        }
    }

    #[test]
    fn the_school_year_begins_in_september_or_august() {
        let cases = [
            ("2026-08-31", Nation::England, "2025-09-01"),
            ("2026-09-01", Nation::Wales, "2026-09-01"),
            ("2026-08-01", Nation::Scotland, "2026-08-01"),
            ("2027-07-31", Nation::NorthernIreland, "2026-08-01"),
            ("1900-01-01", Nation::England, "1900-01-01"),
        ];
        for (day, nation, start) in cases {
            let day = day.parse().expect("a date");
            assert_eq!(school_year_start(day, nation).to_string(), start, "{day}");
        }
    }
}
