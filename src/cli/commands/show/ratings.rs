//! `lm show --ratings`: which questionnaires are shown, and in which order. How a table of them
//! looks stands in `ratings_page`.

use super::ratings_answers::answered;
use super::{measured, ratings_json, ratings_page, title};
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::document::view::unrestricted;
use crate::domain::case::attainment;
use crate::domain::date::Date;
use crate::domain::instrument::{Comparison, comparisons};
use crate::domain::policy::{Combine, RatingRule};
use crate::domain::record::Case;
use crate::domain::record::ratings::Rating;
use crate::domain::year_group::YearGroup;
use crate::store::School;

/// What was asked for.
pub(super) struct Asked<'a> {
    /// Line by line.
    pub(super) items: bool,
    /// Only two completions.
    pub(super) between: Option<&'a [String]>,
}

/// Shows the questionnaires and the measured targets.
pub(super) fn show(
    case: &Case,
    school: &School,
    faults: usize,
    asked: &Asked<'_>,
    format: Format,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let today = call.today;
    let left_out = restricted(case, today);
    let (case, _) = unrestricted(case);
    let policy = school.policies.in_force(today);
    let rule = policy.map_or_else(RatingRule::default, |policy| policy.rating.clone());
    let combine = rule.combine.unwrap_or(Combine::Mean);
    let found = match asked.between {
        Some(two) => vec![between(&case, school, two)?],
        None => comparisons(&case.ratings.ratings, &school.instruments, combine, today),
    };
    let others = match asked.between {
        Some(_) => Vec::new(),
        None => answered(&case, school, &found, today),
    };
    let plan = case.plan_in_force(today).filter(|_| asked.between.is_none());
    let targets = plan.map(|plan| (plan, attainment(plan, today)));
    if format == Format::Json {
        let targets = targets.as_ref().map(|(plan, found)| (*plan, found));
        ratings_json::print(
            &case,
            school,
            (&found, &others),
            targets,
            rule.min_weeks_between,
            call,
        );
        return Ok(Exit::Done);
    }
    let year = case.year_on(today, school.nation()).map_or_else(String::new, YearGroup::label);
    title(&case, &year, faults, call);
    call.print(if found.is_empty() {
        "No questionnaire that can be counted has been filled in yet."
    } else {
        "Scores run from 0, the worst there is, to 100, the best: a longer bar is always better."
    });
    for one in &found {
        call.print("");
        ratings_page::print(one, school, rule.min_weeks_between, asked.items, call);
    }
    for one in &others {
        one.print(school, call);
    }
    if let Some((plan, found)) = &targets {
        measured::print(plan, found, call);
    }
    if let Some(left_out) = left_out {
        call.say_last(left_out);
    }
    Ok(Exit::Done)
}

/// That questionnaires are kept back is told, what is in them is not.
fn restricted(case: &Case, today: Date) -> Option<String> {
    let ratings = case.ratings.ratings.iter();
    match ratings.filter(|rating| rating.restricted && rating.date <= today).count() {
        0 => None,
        1 => Some("one restricted questionnaire is left out".to_owned()),
        more => Some(format!("{more} restricted questionnaires are left out")),
    }
}

/// Two completions of the same questionnaire, by day or by the id of the entry.
fn between<'a>(
    case: &'a Case,
    school: &'a School,
    two: &[String],
) -> Result<Comparison<'a>, CommandError> {
    const HINT: &str =
        "name each by its day, as 2026-03-02, or by the id of its entry in ratings.yaml";
    let of = |word: &str| -> Vec<&'a Rating> {
        let is_meant = |rating: &&Rating| {
            let by_id = rating.id.as_ref().is_some_and(|id| id.as_str() == word);
            !rating.declined && (by_id || rating.date.to_string() == word)
        };
        case.ratings.ratings.iter().filter(is_meant).collect()
    };
    let (first, second) = (of(&two[0]), of(&two[1]));
    for (word, found) in two.iter().zip([&first, &second]) {
        if found.is_empty() {
            let message = format!("no questionnaire of this case is `{word}`");
            return Err(CommandError::usage(message).hint(HINT));
        }
    }
    let pairs = first.iter().flat_map(|one| second.iter().map(move |other| (*one, *other)));
    let same: Vec<(&Rating, &Rating)> = pairs
        .filter(|(one, other)| one.instrument == other.instrument && !std::ptr::eq(*one, *other))
        .collect();
    let [(one, other)] = same[..] else {
        return Err(CommandError::usage(if same.is_empty() {
            "these two are not the same questionnaire"
        } else {
            "several questionnaires were filled in on these days"
        })
        .hint(HINT));
    };
    let (from, to) = if other.date < one.date { (other, one) } else { (one, other) };
    let instrument = school.instruments.get(&from.instrument);
    instrument.and_then(|instrument| Comparison::of_two(instrument, from, to)).ok_or_else(|| {
        CommandError::usage("nothing in this questionnaire can be counted")
            .hint("marks and tallies can be compared; words cannot")
    })
}
