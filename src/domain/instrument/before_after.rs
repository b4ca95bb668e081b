//! The same questionnaire before, at a review and after, side by side. What changed is shown, never
//! judged. Source: domain §2 step 18, §4; features D5.

use super::{Instrument, Instruments, Score, score};
use crate::domain::choices::Phase;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::Combine;
use crate::domain::record::Person;
use crate::domain::record::ratings::Rating;
use std::collections::BTreeSet;

/// One instrument's scores over the programme.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// The instrument.
    pub instrument: &'a Instrument,
    /// The ratings that count, by phase: before, at the last review, after. Empty where there are
    /// none.
    pub ratings: [Vec<&'a Rating>; 3],
    /// Each section's scores, then the whole instrument's; where there is one section, the whole alone.
    pub rows: Vec<Row>,
}

/// The scores of a section, or of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The section's id; `None` for the whole.
    pub section: Option<Id>,
    /// Before, at the last review, after; each 0 (worst possible) to 100 (best possible), whatever
    /// the direction of the scale. `None` where there is no rating or too many marks are missing.
    pub percent: [Option<f64>; 3],
}

impl Row {
    /// From before to after, or to the last review while there is no after.
    pub fn change(&self) -> Option<f64> {
        let [before, review, after] = self.percent;
        Some(after.or(review)? - before?)
    }
}

impl Comparison<'_> {
    /// Whole weeks from the last rating before to the first of those it is compared with.
    pub fn weeks_between(&self) -> Option<i64> {
        let from = self.ratings[0].iter().map(|rating| rating.date).max()?;
        let to = self.compared().iter().map(|rating| rating.date).min()?;
        Some(from.days_until(to) / 7)
    }

    /// Whether other people answered before than later, so that a change may be theirs.
    pub fn other_people(&self) -> bool {
        let (before, later) = (&self.ratings[0], self.compared());
        !before.is_empty() && !later.is_empty() && identities(before) != identities(later)
    }

    fn compared(&self) -> &[&Rating] {
        let [_, review, after] = &self.ratings;
        if after.is_empty() { review } else { after }
    }
}

/// Every instrument that was filled in by a day and can be scored, in the order of their ids.
pub fn comparisons<'a>(
    ratings: &'a [Rating],
    instruments: &'a Instruments,
    combine: Combine,
    on: Date,
) -> Vec<Comparison<'a>> {
    let all = instruments.0.values().filter_map(|instrument| {
        let of_phase = |phase| counting(ratings, instrument, phase, combine, on);
        let ratings = [Phase::Before, Phase::Review, Phase::After].map(of_phase);
        if ratings.iter().all(Vec::is_empty) {
            return None;
        }
        let rows = rows(instrument, &ratings);
        (!rows.is_empty()).then_some(Comparison { instrument, ratings, rows })
    });
    all.collect()
}

/// The ratings of a phase that count: the latest of each person, or the latest of all.
fn counting<'a>(
    ratings: &'a [Rating],
    instrument: &Instrument,
    phase: Phase,
    combine: Combine,
    on: Date,
) -> Vec<&'a Rating> {
    let mut found: Vec<&Rating> = Vec::new();
    let mut fitting: Vec<&Rating> = (ratings.iter())
        .filter(|rating| rating.instrument == instrument.id && rating.phase == phase)
        .filter(|rating| !rating.declined && rating.date <= on)
        .collect();
    fitting.sort_by_key(|rating| rating.date);
    for rating in fitting.into_iter().rev() {
        let again =
            found.iter().any(|one| identity(&one.respondent) == identity(&rating.respondent));
        if !again && (found.is_empty() || combine == Combine::Mean) {
            found.push(rating);
        }
    }
    found.reverse();
    found
}

fn identities<'a>(ratings: &[&'a Rating]) -> BTreeSet<Identity<'a>> {
    ratings.iter().map(|rating| identity(&rating.respondent)).collect()
}

/// Staff by their id; others by role and name.
type Identity<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);

fn identity(person: &Person) -> Identity<'_> {
    match &person.staff {
        Some(id) => (Some(id.as_str()), None, None),
        None => (None, person.role.map(crate::domain::choices::Role::code), person.name.as_deref()),
    }
}

fn rows(instrument: &Instrument, ratings: &[Vec<&Rating>; 3]) -> Vec<Row> {
    let scores: [Vec<Vec<Score>>; 3] =
        [0, 1, 2].map(|at| ratings[at].iter().map(|rating| score(instrument, rating)).collect());
    let mean = |of_phase: &[Vec<Score>], section: &Option<Id>| {
        let percents = of_phase.iter().flatten().filter(|score| score.section == *section);
        let percents: Vec<f64> = percents.filter_map(|score| score.percent).collect();
        #[expect(clippy::cast_precision_loss, reason = "few people rate one pupil")]
        let count = percents.len() as f64;
        (!percents.is_empty()).then(|| percents.iter().sum::<f64>() / count)
    };
    let sections = scores.iter().flatten().max_by_key(|one| one.len());
    let row = |score: &Score| Row {
        percent: [0, 1, 2].map(|at| mean(&scores[at], &score.section)),
        section: score.section.clone(),
    };
    let sections = sections.map_or(&[][..], |sections| &sections[..]);
    // Where there is one section, it is the whole.
    let lone = sections.len() == 2;
    sections.iter().filter(|score| !lone || score.section.is_none()).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{toml_text, yaml};

    /// Two sections of one item each, marked 1 (best) to 5.
    const SHEET: &str = r#"
id = "sheet"
version = 1
title = "Sheet"
respondents = ["class-teacher"]
scale = { kind = "rating", from = 1, to = 5, better = "low" }
[[sections]]
id = "work"
title = "Work"
items = [{ id = "starts", text = "starts tasks" }]
[[sections]]
id = "friends"
title = "Friends"
items = [{ id = "shares", text = "shares" }]
"#;

    fn found(ratings: &str, combine: Combine) -> Vec<(Option<String>, [Option<f64>; 3])> {
        let sheet: Instrument = toml_text::read(&"test".into(), SHEET).value.expect("a sheet");
        let instruments = Instruments([(sheet.id.clone(), sheet)].into());
        let ratings: Vec<Rating> = yaml::read(&"test".into(), ratings).value.expect("ratings");
        let on = "2026-11-21".parse().expect("a date");
        let found = comparisons(&ratings, &instruments, combine, on);
        let rows = found.into_iter().flat_map(|one| one.rows);
        rows.map(|row| (row.section.map(|id| id.to_string()), row.percent)).collect()
    }

    const RATINGS: &str = "
- {instrument: sheet, phase: before, date: 2026-09-01, respondent: {staff: a}, marks: {starts: 5, shares: 3}}
- {instrument: sheet, phase: before, date: 2026-09-02, respondent: {staff: b}, marks: {starts: 3, shares: 3}}
- {instrument: sheet, phase: before, date: 2026-09-03, respondent: {staff: b}, marks: {starts: 4, shares: 3}}
- {instrument: sheet, phase: after, date: 2026-11-03, respondent: {staff: a}, marks: {starts: 1, shares: 2}}
- {instrument: sheet, phase: after, date: 2026-12-03, respondent: {staff: b}, marks: {starts: 5, shares: 5}}
- {instrument: sheet, phase: review, date: 2026-10-03, respondent: {staff: b}, declined: true}
";

    #[test]
    fn each_persons_latest_marks_count_and_more_is_always_better() {
        let row = |section: Option<&str>, before, after| {
            (section.map(str::to_owned), [Some(before), None, Some(after)])
        };
        assert_eq!(
            found(RATINGS, Combine::Mean),
            [
                row(Some("work"), 12.5, 100.0),
                row(Some("friends"), 50.0, 75.0),
                row(None, 31.25, 87.5)
            ]
        );
        assert_eq!(
            found(RATINGS, Combine::Latest),
            [
                row(Some("work"), 25.0, 100.0),
                row(Some("friends"), 50.0, 75.0),
                row(None, 37.5, 87.5)
            ]
        );
    }
}
