use super::*;
use crate::domain::id::Id;
use crate::domain::policy::{Need, StepId};
use crate::text::Source;

const FILE: &str = "policy/2026-09-01.toml";

fn shelf(text: &str) -> (PolicyShelf, Vec<String>) {
    load(FILE, text)
}

/// The shelf, and each finding as `line:column code: message | help`.
fn load(name: &str, text: &str) -> (PolicyShelf, Vec<String>) {
    let mut loaded = LoadedSchool::default();
    let shelf = load_shelf(vec![(Arc::from(name), text.to_owned())], &mut loaded);
    let mut places = crate::store::Places::new(&loaded.texts);
    let told = loaded.findings.into_iter().map(|finding| {
        let found = places.locate(finding);
        let at = Source::new(name, text).position(found.primary.range.start);
        let help = found.help.join(" / ");
        format!("{}:{} {}: {} | {help}", at.line, at.column, found.code, found.message)
    });
    (shelf, told.collect())
}

fn policy(text: &str) -> Policy {
    let (shelf, told) =
        shelf(&format!("preset = \"cluster\"\neffective_from = 2026-09-01\n{text}"));
    assert_eq!(told, Vec::<String>::new());
    shelf.latest().expect("there is one").clone()
}

fn id(text: &str) -> Id {
    Id::new(text).expect("an id")
}

#[test]
fn every_shipped_preset_is_read_by_the_reader_of_the_schools_files_without_a_fault() {
    for name in preset_names() {
        let text = preset_text(name).expect("it was just named");
        let read: Read<Policy> = toml_text::read(&Arc::from(name), text);
        assert_eq!(read.findings, [], "{name}");
        assert_eq!(preset(name), read.value);
    }
    assert_eq!(preset("clutser"), None);
}

#[test]
fn a_school_that_only_names_its_preset_has_that_policy() {
    let mut own = policy("");
    assert_eq!(own.effective_from, "2026-09-01".parse().ok());
    own.effective_from = None;
    assert_eq!(Some(own), preset("cluster"));
}

#[test]
fn tables_are_merged_key_by_key() {
    let own = policy("[review]\nmin_weeks = 5\n[steps.agreement]\nneed = \"required\"\n");
    assert_eq!((own.review.min_weeks, own.review.max_weeks), (Some(5), Some(8)));
    let step = own.step(StepId::Agreement);
    assert_eq!((step.need, step.who.is_empty()), (Need::Required, false));
    assert!(own.requires(StepId::Plan));
}

#[test]
fn lists_are_merged_by_id_and_an_entry_need_only_say_what_is_different() {
    let own = policy(
        "[[referral.criteria]]\nid = \"young-carer\"\nretired = 2027-09-01\n\
         [[referral.criteria]]\nid = \"new-to-england\"\nlabel = \"new to England\"\n",
    );
    let criteria = &own.referral.criteria;
    assert_eq!(criteria.len(), 12);
    let carer = criteria.iter().find(|one| one.id == "young-carer").expect("it is kept");
    assert_eq!((carer.label.as_str(), carer.retired), ("young carer", "2027-09-01".parse().ok()));
    assert_eq!(criteria[11].id, id("new-to-england"));
    assert_eq!(criteria[0].id, id("attainment-low"));
}

#[test]
fn other_lists_are_replaced_and_an_empty_one_empties() {
    let own = policy("[referral]\nsources = [\"senco\"]\ncriteria = []\n");
    assert_eq!(own.referral.sources.len(), 1);
    assert!(own.referral.criteria.is_empty());
}

#[test]
fn each_fault_of_a_policy_is_told_where_the_school_made_it() {
    for (text, expected) in [
        (
            "preset = \"clutser\"\neffective_from = 2026-09-01\n",
            vec![
                "1:10 unknown-choice: ‹clutser› is not one of the programmes that a policy can rest \
                 on | did you mean `cluster`?",
            ],
        ),
        (
            "effective_from = 2026-09-01\n",
            vec![
                "1:1 missing-key: `preset` is missing | name the programme on which the policy \
                 rests, for example `preset = \"cluster\"`",
            ],
        ),
        (
            "preset = \"primary\"\n",
            vec![
                "1:1 missing-key: `effective_from` is missing | write `effective_from = 2026-09-01` \
                 near the top",
            ],
        ),
        (
            "preset = \"primary\"\neffective_from = 2025-09-01\n",
            vec![
                "2:18 wrong-value: this day is not the one in the file's name, 2026-09-01 | make \
                 the two the same: cases are judged by the policy of the day",
            ],
        ),
        (
            "preset = \"primary\"\neffective_from = 2026-09-01\n\n[[bands]]\nid = \"short\"\n\
             [[bands]]\nid = \"short\"\nlabel = \"short\"\n",
            vec![
                "7:6 duplicate-entry: ‹short› is here for the second time | join the two entries, \
                 or give one of them another id",
            ],
        ),
        (
            "preset = \"primary\"\neffective_from = 2026-09-01\n[review]\nbasis = \"window\"\n\
             min_weeks = 7\nmax_weeks = 8\n",
            vec![
                "5:1 policy-contradiction: the band `short` ends after 6 weeks, before its first \
                 review falls due after 7 | lengthen the band, or give it an earlier \
                 `review_every_weeks`",
            ],
        ),
    ] {
        assert_eq!(shelf(text).1, expected, "{text}");
    }
}

#[test]
fn a_mistyped_key_or_code_in_a_partial_entry_is_told_and_the_rest_still_counts() {
    let (shelf, told) = shelf(
        "preset = \"primary\"\neffective_from = 2026-09-01\n[review]\nmonitoring_week = 4\n\
         [steps.plan]\nneed = \"mandatory\"\n[[bands]]\nid = \"short\"\nmax_weeks = 5\n",
    );
    let codes: Vec<&str> = told.iter().filter_map(|line| line.split(':').nth(1)).collect();
    assert_eq!(codes, ["1 unknown-key", "8 unknown-choice"], "{told:?}");
    let band = shelf.latest().and_then(|policy| policy.band(&id("short")).cloned());
    assert_eq!(band.and_then(|band| band.max_weeks), Some(5));
}

#[test]
fn a_file_whose_name_is_no_day_is_told_and_stands_by_the_day_inside() {
    let text = "preset = \"rafie\"\neffective_from = 2026-09-01\n";
    let (shelf, told) = load("policy/new.toml", text);
    assert_eq!(
        told,
        ["1:1 wrong-value: a policy file has the day from which it is in force for its name | \
          rename it to 2026-09-01.toml"]
    );
    assert_eq!(shelf.versions().len(), 1);
}
