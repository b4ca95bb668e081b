//! How year groups are read, and which one is expected when.

use super::*;

fn group(text: &str) -> YearGroup {
    text.parse().expect("a year group")
}

#[test]
fn a_year_group_is_a_number_or_a_word_in_a_file() {
    let cases = [
        ("5", "Year 5"),
        ("14", "Year 14"),
        ("\"reception\"", "Reception"),
        ("\"nursery\"", "Nursery"),
        ("\"p4\"", "P4"),
        ("\"s6\"", "S6"),
    ];
    for (written, label) in cases {
        let read: YearGroup = serde_json::from_str(written).expect("a year group");
        assert_eq!(read.label(), label);
        assert_eq!(serde_json::to_string(&read).expect("text"), written);
        assert_eq!(read.to_string().parse(), Ok(read));
    }
}

#[test]
fn a_year_group_written_another_way_says_what_to_write() {
    let cases = [
        ("\"Y5\"", "write the number alone, without quotation marks: ‹5›"),
        ("\"Year 11\"", "write the number alone, without quotation marks: ‹11›"),
        ("\"5\"", "write the number alone, without quotation marks: ‹5›"),
        ("\"YR\"", "write ‹reception›"),
        ("\"P4\"", "write ‹p4›"),
        ("15", "write nursery, reception or a number such as 5"),
        ("0", "write nursery, reception or a number such as 5"),
        ("-1", "write nursery, reception or a number such as 5"),
        ("\"p8\"", "write nursery, reception or a number such as 5"),
        ("\"\"", "write nursery, reception or a number such as 5"),
    ];
    for (written, help) in cases {
        let fault = serde_json::from_str::<YearGroup>(written).expect_err(written).to_string();
        assert!(fault.starts_with("bad-year-group: ‹"), "{fault}");
        assert!(fault.contains(help), "{written}: {fault}");
    }
}

#[test]
fn the_expected_year_group_follows_the_cut_off_of_the_nation() {
    use Nation::{England, NorthernIreland, Scotland, Wales};
    let cases = [
        ("2015-09-01", "2026-09-01", England, Some("6")),
        ("2015-08-31", "2026-09-01", England, Some("7")),
        ("2015-08-31", "2026-08-31", England, Some("6")),
        ("2021-10-10", "2026-10-01", Wales, Some("reception")),
        ("2022-10-10", "2026-10-01", Wales, Some("nursery")),
        ("2023-10-10", "2026-10-01", England, None),
        ("2008-09-01", "2026-09-01", England, Some("13")),
        ("2008-08-31", "2026-09-01", England, None),
        ("2022-07-01", "2026-09-01", NorthernIreland, Some("1")),
        ("2022-07-02", "2026-09-01", NorthernIreland, Some("nursery")),
        ("2014-12-01", "2026-10-01", NorthernIreland, Some("8")),
        ("2021-03-01", "2026-08-20", Scotland, Some("p1")),
        ("2022-02-28", "2026-08-20", Scotland, Some("p1")),
        ("2022-03-01", "2026-08-20", Scotland, Some("nursery")),
        ("2014-06-01", "2026-08-20", Scotland, Some("s1")),
        ("2009-06-01", "2026-08-20", Scotland, Some("s6")),
        ("2199-12-31", "1900-01-01", England, None),
        ("1900-01-01", "2199-12-31", Scotland, None),
    ];
    for (born, day, nation, expected) in cases {
        let found = YearGroup::expected(
            born.parse().expect("a date"),
            day.parse().expect("a date"),
            nation,
        );
        assert_eq!(found, expected.map(group), "{born} on {day} in {nation:?}");
    }
}

#[test]
fn key_stage_and_phase_follow_the_nation() {
    use Nation::{England, NorthernIreland, Scotland};
    let cases = [
        ("reception", England, None, Phase::Primary),
        ("1", England, Some("ks1"), Phase::Primary),
        ("2", England, Some("ks1"), Phase::Primary),
        ("3", England, Some("ks2"), Phase::Primary),
        ("6", England, Some("ks2"), Phase::Primary),
        ("7", England, Some("ks3"), Phase::Secondary),
        ("9", England, Some("ks3"), Phase::Secondary),
        ("10", England, Some("ks4"), Phase::Secondary),
        ("11", England, Some("ks4"), Phase::Secondary),
        ("12", England, Some("ks5"), Phase::Secondary),
        ("p2", NorthernIreland, None, Phase::Primary),
        ("3", NorthernIreland, Some("ks1"), Phase::Primary),
        ("4", NorthernIreland, Some("ks1"), Phase::Primary),
        ("p5", NorthernIreland, Some("ks2"), Phase::Primary),
        ("7", NorthernIreland, Some("ks2"), Phase::Primary),
        ("8", NorthernIreland, Some("ks3"), Phase::Secondary),
        ("10", NorthernIreland, Some("ks3"), Phase::Secondary),
        ("11", NorthernIreland, Some("ks4"), Phase::Secondary),
        ("12", NorthernIreland, Some("ks4"), Phase::Secondary),
        ("13", NorthernIreland, Some("ks5"), Phase::Secondary),
        ("p7", Scotland, None, Phase::Primary),
        ("s1", Scotland, None, Phase::Secondary),
    ];
    for (text, nation, stage, phase) in cases {
        let found = group(text);
        assert!(found.exists_in(nation), "{text}");
        assert_eq!(found.key_stage(nation).map(KeyStage::code), stage, "{text} in {nation:?}");
        assert_eq!(found.phase(nation), phase, "{text} in {nation:?}");
    }
    assert_eq!(KeyStage::Ks3.label(), "Key Stage 3");
}

#[test]
fn year_groups_stand_from_the_youngest_to_the_oldest() {
    for school in [
        &["nursery", "reception", "1", "6", "7", "13"][..],
        &["nursery", "p1", "p7", "s1", "s6"],
        &["nursery", "p1", "p7", "8", "14"],
    ] {
        let groups: Vec<YearGroup> = school.iter().map(|text| group(text)).collect();
        assert!(groups.is_sorted(), "{groups:?}");
    }
    assert!(!group("8").exists_in(Nation::Scotland));
    assert!(!group("s1").exists_in(Nation::England));
    assert!(!group("14").exists_in(Nation::Wales));
    assert_eq!(group("p4").rank(Nation::NorthernIreland), 4);
    assert_eq!(group("4").rank(Nation::NorthernIreland), 4);
}
