//! The five presets hold what domain §2, §3, §6, §8 and §10 say, and say where it comes from.

use lm::domain::policy::{
    CriterionKind, Need, Policy, ReviewBasis, StepId, contradictions, explain,
};

const PRESETS: [&str; 5] = ["primary", "secondary", "cluster", "five-steps", "rafie"];

pub fn preset_text(name: &str) -> &'static str {
    let file = format!("{name}.toml");
    let found = lm::embedded::POLICIES.iter().find(|(path, _)| *path == file);
    found.unwrap_or_else(|| panic!("{file} is shipped")).1
}

fn preset(name: &str) -> Policy {
    toml::from_str(preset_text(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn codes(steps: impl IntoIterator<Item = StepId>) -> Vec<&'static str> {
    steps.into_iter().map(StepId::code).collect()
}

#[test]
fn exactly_the_five_presets_are_shipped_and_each_names_itself() {
    let mut shipped: Vec<&str> = lm::embedded::POLICIES.iter().map(|(path, _)| *path).collect();
    shipped.sort_unstable();
    assert_eq!(
        shipped,
        ["cluster.toml", "five-steps.toml", "primary.toml", "rafie.toml", "secondary.toml"]
    );
    for name in PRESETS {
        let policy = preset(name);
        assert_eq!(policy.preset.as_ref().map(lm::domain::id::Id::as_str), Some(name));
        assert!(!policy.title.is_empty() && !policy.about.is_empty(), "{name}");
        assert_eq!(policy.effective_from, None, "{name}: a preset is in force from no day");
    }
}

#[test]
fn every_key_of_every_preset_has_a_source() {
    for name in PRESETS {
        let policy = preset(name);
        let unsourced: Vec<String> = explain::leaves(&explain::rules(&policy))
            .into_iter()
            .map(|(key, _)| key)
            .filter(|key| !matches!(key.as_str(), "preset" | "title" | "about"))
            .filter(|key| policy.source_of(key).is_none())
            .collect();
        assert_eq!(unsourced, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn every_source_belongs_to_a_key() {
    for name in PRESETS {
        let policy = preset(name);
        let tree = explain::rules(&policy);
        for (key, source) in &policy.source {
            assert!(explain::lookup(&tree, key).is_some(), "{name}: there is no key {key}");
            assert!(source.len() > 15 && !source.ends_with('.'), "{name}: {key}: {source}");
        }
    }
}

#[test]
fn no_preset_contradicts_itself() {
    for name in PRESETS {
        assert_eq!(contradictions(&preset(name)), [], "{name}");
    }
}

#[test]
fn every_preset_decides_on_every_step() {
    for name in PRESETS {
        assert_eq!(
            codes(preset(name).steps.into_keys()),
            codes(StepId::ALL.iter().copied()),
            "{name}"
        );
    }
}

#[test]
fn the_required_steps_are_those_of_the_process_table() {
    for (name, required) in [
        (
            "primary",
            "referral rating-before parents-informed planning-meeting first-meeting plan sessions \
             contact-log review review-decision evaluations",
        ),
        (
            "secondary",
            "referral rating-before prioritisation baseline first-meeting plan review rating-after \
             review-decision evaluations outcome-informed",
        ),
        (
            "cluster",
            "role-made-known referral rating-before prioritisation decision parents-informed \
             baseline observation planning-meeting first-meeting plan sessions contact-log \
             lesson-alert review rating-after review-decision ending evaluations outcome-informed",
        ),
        (
            "five-steps",
            "role-made-known referral rating-before decision parents-informed consent baseline \
             first-meeting plan sessions contact-log review rating-after review-decision ending \
             evaluations",
        ),
        (
            "rafie",
            "referral rating-before prioritisation decision parents-informed consent observation \
             planning-meeting first-meeting agreement plan sessions review rating-after \
             review-decision ending evaluations",
        ),
    ] {
        let policy = preset(name);
        let steps = StepId::ALL.iter().copied().filter(|step| policy.requires(*step));
        assert_eq!(codes(steps), required.split_whitespace().collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn the_stages_cover_every_step_once() {
    for name in PRESETS {
        let policy = preset(name);
        for step in StepId::ALL {
            let stages = policy.stages.iter().filter(|stage| stage.steps.contains(step)).count();
            assert_eq!(stages, 1, "{name}: {}", step.code());
        }
    }
    for (name, letters) in [("five-steps", "RASPR"), ("rafie", "RAFIE")] {
        let policy = preset(name);
        let first: String =
            policy.stages.iter().filter_map(|stage| stage.label.chars().next()).collect();
        assert_eq!(first, letters);
    }
}

#[test]
fn the_criteria_are_as_many_as_the_sources_print() {
    for (name, groups) in [
        ("primary", &[5, 22, 2][..]),
        ("secondary", &[6, 3]),
        ("cluster", &[11]),
        ("five-steps", &[2, 6, 4, 6, 3, 7]),
        ("rafie", &[9]),
    ] {
        let criteria = preset(name).referral.criteria;
        let counted: Vec<usize> = criteria
            .chunk_by(|one, next| one.group == next.group)
            .map(<[lm::domain::policy::Coded]>::len)
            .collect();
        assert_eq!(counted, groups, "{name}");
    }
    assert_eq!(preset("secondary").plan.objectives.len(), 15);
    assert_eq!(preset("primary").aims.len(), 11);
    assert_eq!(preset("secondary").aims.len(), 6);
}

#[test]
fn ids_are_unique_within_each_list() {
    for name in PRESETS {
        let rules = explain::rules(&preset(name));
        let mut keys: Vec<String> =
            explain::leaves(&rules).into_iter().map(|(key, _)| key).collect();
        keys.sort();
        for pair in keys.windows(2) {
            assert_ne!(pair[0], pair[1], "{name}");
        }
    }
}

#[test]
fn a_question_is_only_asked_where_the_preset_leaves_the_key_open() {
    for name in PRESETS {
        let policy = preset(name);
        let tree = explain::rules(&policy);
        for question in &policy.ask {
            let value = explain::lookup(&tree, &question.key);
            assert_eq!(value, Some(&serde_json::Value::Null), "{name}: {}", question.key);
            assert!(question.question.ends_with('?') && !question.why.is_empty(), "{name}");
        }
        let asked =
            |key: &str| policy.ask.iter().any(|question| question.key == key && question.can_wait);
        assert!(asked("retention.until_age") && asked("retention.years_after_exit"), "{name}");
        assert_eq!(policy.retention, lm::domain::policy::RetentionRule::default(), "{name}");
    }
    let primary = preset("primary");
    let deputy = primary.ask.iter().find(|question| question.key == "briefing.deputy");
    let deputy = deputy.expect("one source says both weekly and monthly");
    assert_eq!(
        (&deputy.choices[..], deputy.can_wait),
        (&["weekly".to_owned(), "monthly".to_owned()][..], false)
    );
}

#[test]
fn every_exit_criterion_of_the_sources_is_there() {
    use CriterionKind as Kind;
    for (name, kinds) in [
        ("primary", &[Kind::AgreedAtReview][..]),
        ("secondary", &[Kind::SoundProgress, Kind::NotWorked]),
        (
            "cluster",
            &[
                Kind::NoLongerNeedsHelp,
                Kind::AllTargetsMet,
                Kind::LeftSchool,
                Kind::Uncooperative,
                Kind::DoesNotAttend,
            ],
        ),
        ("five-steps", &[Kind::ConsentWithdrawn]),
        ("rafie", &[Kind::ConsentWithdrawn]),
    ] {
        let exit = preset(name).exit;
        for kind in kinds {
            assert!(exit.criteria.iter().any(|one| one.kind == *kind), "{name}: {}", kind.code());
        }
        let achieved = exit.criteria.iter().find(|one| one.kind == Kind::AllTargetsMet);
        let letter = achieved.and_then(|one| one.letter.clone()).expect("it has a letter");
        assert_eq!(letter, "exit-achieved", "{name}");
        for criterion in exit.criteria.iter().filter(|one| one.kind == Kind::NotWorked) {
            assert!(criterion.refer_on && criterion.min_approaches > 0, "{name}");
        }
    }
    assert_eq!(preset("cluster").exit.criteria.len(), 5);
}

#[test]
fn only_letters_that_exist_are_named() {
    let letters = [
        "invitation",
        "teacher-referred",
        "continuing",
        "no-longer-appropriate",
        "exit-achieved",
        "reduced-monitoring",
    ];
    for name in PRESETS {
        let policy = preset(name);
        let named = policy.steps.values().flat_map(|rule| &rule.letters);
        let named = named.chain(policy.review.letters.values());
        for letter in named.chain(policy.exit.criteria.iter().filter_map(|one| one.letter.as_ref()))
        {
            assert!(letters.contains(&letter.as_str()), "{name}: {letter}");
        }
    }
}

#[test]
fn every_questionnaire_is_shipped_and_its_respondents_may_answer_it() {
    for name in PRESETS {
        for line in preset(name).questionnaires {
            let instrument = crate::instruments::shipped(line.instrument.as_str());
            for role in &line.respondents {
                assert!(
                    instrument.respondents.contains(role),
                    "{name}: {}: {} may not answer {}",
                    line.id,
                    role.code(),
                    line.instrument
                );
            }
            assert!(
                line.key_stages == instrument.key_stages
                    || instrument.key_stages.is_empty()
                    || line.key_stages.is_empty(),
                "{name}: {}",
                line.id
            );
        }
    }
}

#[test]
fn the_numbers_are_those_of_the_sources() {
    let cluster = preset("cluster");
    let weeks =
        |policy: &Policy| (policy.review.basis, policy.review.min_weeks, policy.review.max_weeks);
    for (name, expected) in [
        ("primary", (Some(ReviewBasis::PlanPeriod), None, None)),
        ("secondary", (Some(ReviewBasis::Window), Some(5), Some(7))),
        ("cluster", (Some(ReviewBasis::Window), Some(6), Some(8))),
        ("five-steps", (Some(ReviewBasis::PlanPeriod), None, None)),
        ("rafie", (Some(ReviewBasis::AsSet), None, None)),
    ] {
        assert_eq!(weeks(&preset(name)), expected, "{name}");
    }
    let bands: Vec<Option<u32>> =
        preset("primary").bands.iter().map(|band| band.max_weeks).collect();
    assert_eq!(bands, [Some(6), Some(12), None]);
    let five = preset("five-steps");
    assert_eq!(
        (five.caseload.min, five.caseload.max, five.caseload.heavy_from),
        (Some(8), Some(12), Some(2))
    );
    let hours: Vec<(f64, f64)> =
        five.time.uses.iter().map(|part| (part.min_hours, part.max_hours)).collect();
    assert_eq!(hours, [(26.0, 30.0), (6.0, 10.0), (3.0, 4.0)]);
    let mast = &preset("rafie").onward[0];
    assert_eq!((mast.reply_within_days, mast.start_within_weeks), (Some(7), Some(2)));
    assert_eq!(preset("rafie").consent.before, Some(StepId::Observation));
    assert_eq!(cluster.step(StepId::Agreement).need, Need::Optional);
}
