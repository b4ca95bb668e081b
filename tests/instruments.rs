//! The shipped questionnaires read, count and point one way, as domain §4 has them.

use lm::domain::id::Id;
use lm::domain::instrument::{
    Better, Comparison, Instrument, ScaleKind, faults_in_answer, score, whole,
};
use lm::domain::record::ratings::{Answer, Rating};
use std::collections::HashSet;

pub fn shipped(id: &str) -> Instrument {
    let file = format!("{id}.toml");
    let found = lm::embedded::INSTRUMENTS.iter().find(|(path, _)| *path == file);
    let (_, text) = found.unwrap_or_else(|| panic!("{file} is shipped"));
    toml::from_str(text).unwrap_or_else(|error| panic!("{id}: {error}"))
}

fn all() -> Vec<Instrument> {
    let stems = lm::embedded::INSTRUMENTS.iter().filter_map(|(path, _)| path.strip_suffix(".toml"));
    stems.map(shipped).collect()
}

fn rating(instrument: &Instrument, mark: impl Fn(&Id) -> Option<Answer>) -> Rating {
    let mut rating: Rating = serde_json::from_value(serde_json::json!({
        "instrument": instrument.id,
        "phase": "before",
        "date": "2026-09-14",
        "respondent": { "name": "Ms Finch", "role": "class-teacher" },
    }))
    .expect("a rating");
    for (_, item) in instrument.items() {
        if let Some(answer) = mark(&item.id) {
            rating.marks.insert(item.id.clone(), answer);
        }
    }
    rating
}

/// The best or worst answer to every item that counts.
fn extreme(instrument: &Instrument, best: bool) -> Rating {
    rating(instrument, |id| {
        let (section, item) = instrument.item(id)?;
        let scale = instrument.scale_of(section, item);
        let (low, high) = (scale.from?, scale.to?);
        let high_wanted = (instrument.better(section, item) == Better::High) == best;
        let mark = if high_wanted { high } else { low };
        Some(match scale.kind {
            ScaleKind::Paired => Answer::Pair { now: mark, hoped: high },
            _ => Answer::Mark(mark),
        })
    })
}

#[test]
fn every_shipped_instrument_reads_and_is_named_like_its_file() {
    for (path, _) in lm::embedded::INSTRUMENTS {
        let stem = path.strip_suffix(".toml").expect("an instrument is a .toml file");
        let instrument = shipped(stem);
        assert_eq!(instrument.id, stem);
        assert!(instrument.source.is_some() && instrument.instructions.is_some(), "{stem}");
    }
}

#[test]
fn item_and_section_ids_are_unique() {
    for instrument in all() {
        let mut items = HashSet::new();
        for (_, item) in instrument.items() {
            assert!(items.insert(&item.id), "{}: {}", instrument.id, item.id);
        }
        let sections: HashSet<&Id> =
            instrument.sections.iter().map(|section| &section.id).collect();
        assert_eq!(sections.len(), instrument.sections.len(), "{}", instrument.id);
    }
}

#[test]
fn the_instruments_have_the_items_and_the_direction_that_domain_4_gives_them() {
    use Better::{High, Low};
    let table: &[(&str, &[usize], Option<Better>)] = &[
        ("assessment-profile", &[3, 2, 2, 3, 2, 4], Some(High)),
        ("attitudinal-survey", &[6, 4], Some(High)),
        ("behaviour", &[14, 1], Some(Low)),
        ("child-evaluation", &[7, 2], Some(High)),
        ("classroom-observation", &[4, 6, 1], Some(Low)),
        ("exit-parent", &[1, 2, 9, 1], None),
        ("exit-pupil-ks1", &[4, 1, 1], Some(High)),
        ("exit-pupil-ks2", &[6, 2, 3], Some(High)),
        ("exit-pupil-secondary", &[7, 3, 3], Some(High)),
        ("exit-teacher", &[6, 2, 2], Some(High)),
        ("playground-observation", &[4, 6, 1], Some(Low)),
        ("review-pupil-voice", &[3], None),
        ("review-target-pupils", &[5, 2], Some(High)),
        ("review-teacher", &[5, 2], Some(High)),
        ("school-life", &[13], Some(High)),
        ("self-esteem", &[13], Some(High)),
        ("staff-rating", &[11, 9, 12], Some(Low)),
    ];
    let named: Vec<&str> = table.iter().map(|(id, ..)| *id).collect();
    let all = all();
    let ids: Vec<&str> = all.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, named, "a new instrument needs a line here");
    for (one, (id, counts, better)) in all.iter().zip(table) {
        let found: Vec<usize> = one.sections.iter().map(|section| section.items.len()).collect();
        assert_eq!(found, *counts, "{id}");
        assert_eq!(one.scale.better, *better, "{id}");
    }
    assert!(shipped("staff-rating").asks_attendance);
}

#[test]
fn the_wanted_columns_of_an_observation_point_the_other_way() {
    for id in ["classroom-observation", "playground-observation"] {
        let sheet = shipped(id);
        let directions: Vec<Better> =
            sheet.lines().iter().map(|line| sheet.direction(line)).collect();
        let mut expected = vec![Better::High; 4];
        expected.extend([Better::Low; 6]);
        expected.push(Better::Neither);
        assert_eq!(directions, expected, "{id}");
        assert_eq!(sheet.intervals(), Some(6), "{id}");
    }
}

#[test]
fn a_form_whose_items_are_ours_says_so() {
    for one in all() {
        let source = one.source.unwrap_or_default();
        assert!(
            ["the wording is ours", "the items are our own", "replaced by our own"]
                .iter()
                .any(|words| source.contains(words)),
            "{}: {source}",
            one.id
        );
        assert!(source.contains("domain §"), "{}", one.id);
    }
}

#[test]
fn the_form_for_the_youngest_has_faces_and_few_words() {
    let form = shipped("exit-pupil-ks1");
    let faces: Vec<&str> = form.scale.labels.values().map(String::as_str).collect();
    assert_eq!(faces, ["☹", "😐", "☺"]);
    for (_, item) in form.items() {
        assert!(item.text.split_whitespace().count() <= 8, "{}", item.text);
        assert!(item.text.split_whitespace().all(|word| word.len() <= 9), "{}", item.text);
    }
}

#[test]
fn the_problem_worded_items_of_the_self_esteem_form_say_what_ten_means() {
    let form = shipped("self-esteem");
    let read: Vec<&str> = form
        .items()
        .filter(|(_, item)| item.reading.is_some())
        .map(|(_, item)| item.id.as_str())
        .collect();
    assert_eq!(read, ["stressed", "giving-up", "putting-myself-down", "what-others-think"]);
    assert!(form.items().all(|(section, item)| form.better(section, item) == Better::High));
}

#[test]
fn everything_that_is_counted_says_which_end_is_better() {
    for instrument in all() {
        for (section, item) in instrument.items() {
            let scale = instrument.scale_of(section, item);
            match scale.kind {
                ScaleKind::Rating | ScaleKind::Paired | ScaleKind::Frequency => {
                    assert!(scale.from < scale.to, "{}: {}", instrument.id, item.id);
                    assert_ne!(
                        instrument.better(section, item),
                        Better::Neither,
                        "{}: {}",
                        instrument.id,
                        item.id
                    );
                }
                ScaleKind::Choice => assert!(scale.options.len() > 1),
                ScaleKind::Tally => {
                    assert_eq!((scale.intervals, scale.minutes), (Some(6), Some(5)));
                }
                ScaleKind::Tick | ScaleKind::Text => {}
            }
        }
    }
}

#[test]
fn the_best_marks_are_worth_a_hundred_and_the_worst_nothing_whichever_way_the_scale_points() {
    let mut counted = 0;
    for instrument in all() {
        for (best, percent) in [(true, 100.0), (false, 0.0)] {
            let rating = extreme(&instrument, best);
            for (id, answer) in &rating.marks {
                let (section, item) = instrument.item(id).expect("it was made from the items");
                assert_eq!(faults_in_answer(instrument.scale_of(section, item), answer), None);
            }
            for part in score(&instrument, &rating) {
                counted += 1;
                assert_eq!(part.percent, Some(percent), "{} {:?}", instrument.id, part.section);
            }
        }
    }
    assert!(counted > 20, "most of the instruments give a total");
}

#[test]
fn the_raw_total_of_the_staff_rating_is_the_sum_on_the_paper_form() {
    let form = shipped("staff-rating");
    let raw = |best| {
        let scores = score(&form, &extreme(&form, best));
        scores.iter().map(|part| part.raw).collect::<Vec<_>>()
    };
    assert_eq!(raw(true), [Some(11.0), Some(9.0), Some(12.0), Some(32.0)]);
    assert_eq!(raw(false), [Some(44.0), Some(36.0), Some(48.0), Some(128.0)]);
}

#[test]
fn a_total_stands_while_at_most_one_mark_in_ten_is_missing() {
    let form = shipped("staff-rating");
    for (missing, stands) in [(0, true), (3, true), (4, false), (32, false)] {
        let left_out: HashSet<Id> =
            form.items().take(missing).map(|(_, item)| item.id.clone()).collect();
        let rating = rating(&form, |id| (!left_out.contains(id)).then_some(Answer::Mark(2)));
        let scores = score(&form, &rating);
        let whole = scores.last().expect("the whole comes last");
        assert_eq!(whole.missing, missing);
        assert_eq!(whole.raw, stands.then_some(64.0), "{missing} missing");
    }
}

/// A form on which every line that counts has its best (or worst) answer, and of every column only
/// what is wanted (or not wanted) was seen.
fn answered(instrument: &Instrument, best: bool) -> Rating {
    let mut rating = extreme(instrument, best);
    for (section, item) in instrument.items() {
        let scale = instrument.scale_of(section, item);
        if scale.kind == ScaleKind::Tally {
            let seen = (instrument.better(section, item) == Better::High) == best;
            let ticks = vec![i64::from(seen) * 2; scale.intervals.unwrap_or(0)];
            rating.marks.insert(item.id.clone(), Answer::Tallies(ticks));
        }
    }
    rating
}

/// The change of everything that is shown of an instrument, from one form to another.
fn changes(instrument: &Instrument, from: &Rating, to: &Rating) -> Vec<f64> {
    let mut to = to.clone();
    to.date = "2026-11-20".parse().expect("a date");
    let Some(found) = Comparison::of_two(instrument, from, &to) else { return Vec::new() };
    let between = found.between().expect("two forms");
    let mut changes: Vec<f64> = found.rows.iter().filter_map(|row| found.change(row)).collect();
    changes.extend(found.rows.iter().filter_map(|row| row.better_by(between)));
    changes.extend(found.observed.iter().filter_map(|seen| seen.change(between)));
    changes
}

#[test]
fn from_the_worst_answers_to_the_best_is_an_improvement_on_every_instrument_and_back_is_none() {
    let mut compared = 0;
    for instrument in all() {
        let (worst, best) = (answered(&instrument, false), answered(&instrument, true));
        for (from, to, better) in [(&worst, &best, true), (&best, &worst, false)] {
            for change in changes(&instrument, from, to) {
                assert_eq!(change > 0.0, better, "{}: {change}", instrument.id);
                compared += 1;
            }
        }
        if changes(&instrument, &worst, &best).is_empty() {
            let words = ["exit-parent", "review-pupil-voice"];
            assert!(words.contains(&instrument.id.as_str()), "{} is not counted", instrument.id);
        }
    }
    assert!(compared > 60, "only {compared} changes");
}

#[test]
fn one_better_answer_is_an_improvement_on_every_line_of_every_instrument() {
    for instrument in all() {
        let (worst, best) = (answered(&instrument, false), answered(&instrument, true));
        for (section, item) in instrument.items() {
            let kind = instrument.scale_of(section, item).kind;
            let Some(answer) = best.marks.get(&item.id).filter(|_| !item.not_in_total) else {
                continue;
            };
            let mut to = worst.clone();
            to.marks.insert(item.id.clone(), answer.clone());
            let changes = changes(&instrument, &worst, &to);
            let whole = changes.iter().copied().fold(0.0, f64::max);
            // Where all ticks but one kind are unwanted, less of that kind leaves the share at nothing.
            let still_nothing =
                kind == ScaleKind::Tally && instrument.better(section, item) == Better::Low;
            assert!(still_nothing || whole > 0.0, "{}: {} {changes:?}", instrument.id, item.id);
            assert!(changes.iter().all(|change| *change >= 0.0), "{}: {}", instrument.id, item.id);
        }
    }
}

#[test]
fn the_best_observation_is_worth_a_hundred_and_the_worst_nothing() {
    for id in ["classroom-observation", "playground-observation"] {
        let sheet = shipped(id);
        for (best, percent) in [(true, 100.0), (false, 0.0)] {
            assert_eq!(whole(&sheet, &answered(&sheet, best)), Some(percent), "{id}");
        }
    }
}

#[test]
fn every_area_that_a_shipped_line_names_is_a_barrier_of_every_preset() {
    let presets: Vec<&str> = lm::embedded::POLICIES.iter().map(|(_, text)| *text).collect();
    for instrument in all() {
        let named = instrument.items().flat_map(|(section, item)| [&section.area, &item.area]);
        for area in named.flatten() {
            let line = format!("{{ id = \"{area}\", label = ");
            assert!(
                presets.iter().all(|policy| policy.contains(&line)),
                "{}: {area}",
                instrument.id
            );
        }
    }
}
