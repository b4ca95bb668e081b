//! One questionnaire before, at a review and after, for people to read. Every bar and every score
//! points one way, and a change is told in words.

use super::ratings_words::{bar, heading, in_words, marks, nothing, number, remarks, scale, whole};
use crate::cli::call::Call;
use crate::cli::somebody::somebody;
use crate::cli::table;
use crate::domain::choices::Phase;
use crate::domain::instrument::{Better, Comparison, Observed, ObservedColumn, Row, Voice};
use crate::domain::record::ratings::Rating;
use crate::store::School;

/// Prints a questionnaire: who filled it in and when, the scores, what to bear in mind.
pub(super) fn print(
    one: &Comparison<'_>,
    school: &School,
    min_weeks: Option<u32>,
    items: bool,
    call: &mut Call<'_, '_>,
) {
    let own = one.voice == Voice::Pupil && one.instrument.respondents.len() > 1;
    let whose = if own { ": the pupil's own view" } else { "" };
    call.print(&format!("{}{whose}", one.instrument.title));
    if let Some(scale) = scale(one) {
        call.print(&format!("  Marks   {scale}"));
    }
    for (phase, ratings) in Phase::ALL.iter().zip(&one.ratings) {
        for rating in ratings {
            let who = somebody(school, &rating.respondent);
            let day = rating.date.long();
            call.print(&format!("  {:<7} {day}, {who}{}", heading(*phase), details(rating)));
        }
    }
    call.print("");
    scores(one, school, call);
    if let Some(seen) = &one.observed {
        columns(one, seen, call);
    }
    if items {
        lines(one, call);
    }
    for line in remarks(one) {
        call.print(&format!("  {line}"));
    }
    for caution in one.cautions(min_weeks) {
        call.print(&format!("  ! {caution}"));
    }
}

fn details(rating: &Rating) -> String {
    let lesson = rating.lesson.as_ref().map(|lesson| format!(", {}", lesson.trim()));
    let attendance = rating.attendance_percent.map(|share| format!(", attendance {share} %"));
    [lesson, attendance].into_iter().flatten().collect()
}

/// The times at which somebody answered.
fn times(one: &Comparison<'_>) -> Vec<usize> {
    (0..3).filter(|at| !one.ratings[*at].is_empty()).collect()
}

fn scores(one: &Comparison<'_>, school: &School, call: &mut Call<'_, '_>) {
    let mut rows: Vec<(String, [Option<f64>; 3])> =
        one.rows.iter().map(|row| (section_title(one, row), row.percent())).collect();
    if let Some(seen) = &one.observed {
        rows.push(("Wanted, of all that was seen".to_owned(), seen.percent()));
    }
    let raters = one.raters();
    if raters.len() > 1 {
        let of_each = raters.into_iter();
        rows.extend(
            of_each.map(|one| (format!("by {}", somebody(school, one.person)), one.percent)),
        );
    }
    let cells = rows.into_iter().map(|(name, percent)| {
        let rounded = percent.map(|percent| percent.map(whole));
        let bars = times(one).into_iter().map(|at| rounded[at].map_or_else(nothing, bar));
        // Of the rounded numbers, so that whoever subtracts finds the same.
        let change = one.between().and_then(|(from, to)| Some(rounded[to]? - rounded[from]?));
        let change = change.map_or_else(String::new, |points| in_words(points, "point"));
        std::iter::once(name).chain(bars).chain([change]).collect()
    });
    draw("", one, cells.collect(), call);
}

/// A table with a column for each time, and one for the change where two can be compared.
fn draw(first: &str, one: &Comparison<'_>, mut cells: Vec<Vec<String>>, call: &mut Call<'_, '_>) {
    let mut head = vec![first];
    head.extend(times(one).into_iter().map(|at| heading(Phase::ALL[at])));
    if one.between().is_some() {
        head.push("Change");
    } else {
        for row in &mut cells {
            row.pop();
        }
    }
    let drawn = table::draw(&head, &cells, call.world.terminal.width);
    call.print(&drawn);
}

fn section_title(one: &Comparison<'_>, row: &Row) -> String {
    let sections = &one.instrument.sections;
    let section = row.section.as_ref().and_then(|id| sections.iter().find(|one| one.id == *id));
    section.map_or_else(|| "All".to_owned(), |section| section.title.clone())
}

fn columns(one: &Comparison<'_>, seen: &Observed<'_>, call: &mut Call<'_, '_>) {
    let cells = seen.columns.iter().map(|column| {
        let kind = match column.better {
            Better::High => " (wanted)",
            Better::Low => " (not wanted)",
            Better::Neither => "",
        };
        let counts = times(one).into_iter();
        let counts = counts.map(|at| column.counts[at].map_or_else(nothing, number));
        let change = one.between().and_then(|between| column.better_by(between));
        let change = change.map_or_else(String::new, |better_by| more_or_fewer(column, better_by));
        let name = format!("{}{kind}", column.item.text);
        std::iter::once(name).chain(counts).chain([change]).collect()
    });
    draw("Ticks", one, cells.collect(), call);
    for at in times(one) {
        let each = seen.intervals[at].iter();
        let each: Vec<String> = each
            .map(|(wanted, unwanted)| format!("{}/{}", number(*wanted), number(*unwanted)))
            .collect();
        if !each.is_empty() {
            let when = heading(Phase::ALL[at]);
            let each = each.join("  ");
            call.print(&format!("  {when:<7} wanted/not wanted in each interval: {each}"));
        }
    }
}

fn more_or_fewer(column: &ObservedColumn<'_>, better_by: f64) -> String {
    let better = if better_by > 0.0 { "better" } else { "worse" };
    let is_more = (better_by > 0.0) == (column.better == Better::High);
    let size = number(better_by.abs());
    match is_more {
        _ if size == "0" => "no change".to_owned(),
        true => format!("{better}: {size} more"),
        false => format!("{better}: {size} fewer"),
    }
}

fn lines(one: &Comparison<'_>, call: &mut Call<'_, '_>) {
    let items = one.items();
    if items.is_empty() {
        return;
    }
    let cells = items.iter().map(|row| {
        let words = match &row.item.reading {
            Some(reading) => format!("{} ({reading})", row.item.text),
            None => row.item.text.clone(),
        };
        let marks = times(one).into_iter().map(|at| marks(row, at));
        let change = one.between().and_then(|between| row.change(between)).map(whole);
        let change = change.map_or_else(String::new, |points| in_words(points, "point"));
        std::iter::once(words).chain(marks).chain([change]).collect()
    });
    draw("Line", one, cells.collect(), call);
}
