//! `lm exit-check`: the page, the same for programs, and the exit status.

use crate::support::{lm, shows};
use snapbox::file;

const DAY: &str = "2026-11-21";

#[test]
fn a_case_in_the_middle_says_first_that_nothing_is_met_yet() {
    let shown = lm("example-records/cluster", &["exit-check", "Zak", "--as-of", DAY]);
    shows(shown, file!["exit-check/open.txt"]);
}

#[test]
fn every_fact_is_laid_out_when_it_is_asked_for() {
    let shown = lm("example-records/cluster", &["exit-check", "Zak", "--as-of", DAY, "--all"]);
    shows(shown, file!["exit-check/open-all.txt"]);
    let folder = "tests/exit-check/stays-away";
    let shown = lm(folder, &["exit-check", "Bo", "--as-of", DAY, "--all"]);
    shows(shown, file!["exit-check/stays-away-all.txt"]);
}

#[test]
fn a_criterion_that_is_met_stands_alone_with_what_is_missing_for_the_ending() {
    let shown = lm("example-records/secondary", &["exit-check", "Owen", "--as-of", DAY]);
    shows(shown, file!["exit-check/met.txt"]);
}

#[test]
fn withdrawn_consent_needs_no_look_at_what_was_tried() {
    let shown = lm("example-records/rafie", &["exit-check", "nrf7h", "--as-of", "2026-11-17"]);
    shows(shown, file!["exit-check/withdrawn.txt"]);
}

#[test]
fn an_ending_is_looked_at_as_it_was_on_its_day() {
    let shown = lm("example-records/cluster", &["exit-check", "Callum", "--as-of", DAY]);
    shows(shown, file!["exit-check/ended.txt"]);
}

#[test]
fn a_pupil_who_stays_away_is_judged_fairly() {
    let folder = "tests/exit-check/stays-away";
    shows(lm(folder, &["exit-check", "Bo", "--as-of", DAY]), file!["exit-check/stays-away.txt"]);
}

#[test]
fn programs_read_the_same_facts() {
    let line = ["exit-check", "Callum", "--as-of", DAY, "--json"];
    let shown = lm("example-records/cluster", &line);
    shows(shown, file!["exit-check/ended.json.txt"]);
}

#[test]
fn every_preset_can_be_asked_about_every_case() {
    for preset in ["cluster", "five-steps", "primary", "rafie", "secondary"] {
        let folder = format!("example-records/{preset}");
        let listed = lm(&folder, &["list", "--all", "--json", "--as-of", DAY]);
        let json = listed.split("--- ").next().expect("a result");
        let list: serde_json::Value = serde_json::from_str(json).expect("a list");
        let mut asked = 0;
        for case in find_cases(&list) {
            let shown = lm(&folder, &["exit-check", &case, "--as-of", DAY]);
            let status = shown.rsplit("--- exit ").next().expect("a status").trim();
            assert!(["0", "1", "2"].contains(&status), "{preset} {case}:\n{shown}");
            assert!(
                status != "2" || shown.contains("has not been on the programme"),
                "{preset} {case}:\n{shown}"
            );
            asked += 1;
        }
        assert!(asked > 3, "{preset}: {listed}");
    }
}

/// Every value under the key `case`, at any depth.
fn find_cases(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| match value.as_str() {
                Some(id) if key == "case" => vec![id.to_owned()],
                _ => find_cases(value),
            })
            .collect(),
        serde_json::Value::Array(list) => list.iter().flat_map(find_cases).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_pupil_who_never_had_a_place_has_nothing_to_end() {
    let shown = lm("example-records/cluster", &["exit-check", "Isla", "--as-of", DAY]);
    assert!(shown.contains("has not been on the programme"), "{shown}");
    assert!(shown.ends_with("--- exit 2\n"), "{shown}");
}
