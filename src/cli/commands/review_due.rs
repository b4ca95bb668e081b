//! `lm review-due`.

use crate::cli::arguments::Format;
use crate::cli::calendar_feed::{Event, feed};
use crate::cli::call::Call;
use crate::cli::case_line::{CaseLine, Closed, case_lines, why};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{json, records, sheet, table};
use crate::domain::case::{NextReview, ReviewDue};
use crate::domain::date::Date;
use crate::domain::person::folded;
use crate::domain::record::settings::DateOrder;
use crate::domain::spoken_date;
use crate::store::School;
use serde_json::json;

/// Show which reviews are overdue and which come up soon
///
/// The most overdue comes first. A case that cannot be read is named, never left out.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How far ahead to look: a day, or a time such as +2w
    #[arg(long, value_name = "WHEN", default_value = "+2w")]
    within: String,
    /// Show every review to come, however far ahead
    #[arg(long, conflicts_with = "within")]
    all: bool,
    /// Only this mentor's cases (the mentor's short id)
    #[arg(long, value_name = "ID")]
    mentor: Option<String>,
    /// End with status 1 if a review is overdue
    #[arg(long)]
    exit_code: bool,
    /// In a calendar feed, write names (without it, only case and year group)
    #[arg(long)]
    names: bool,
}

/// A case and its review.
struct Row<'l> {
    line: &'l CaseLine,
    due: &'l ReviewDue,
    /// Days late; below 0 when it is still to come.
    late: i64,
}

/// The cases, sorted into what there is to say.
struct Sorted<'l> {
    /// Most overdue first.
    overdue: Vec<Row<'l>>,
    /// Next first.
    soon: Vec<Row<'l>>,
    /// How many are further ahead.
    later: usize,
    /// Open, but nobody set a day and the policy sets none.
    no_day: Vec<&'l CaseLine>,
    /// The last review, on this day, decided that the programme ends.
    ending: Vec<(&'l CaseLine, Date)>,
    /// Not readable.
    damaged: Vec<&'l CaseLine>,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder, or `--within` or `--mentor` is not understood.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json, Format::Csv, Format::Ics])?;
    let folder = records::folder(call)?;
    let school = records::school_with_work(&folder, call)?;
    if let Some(mentor) = &arguments.mentor {
        records::known_staff(&school, mentor)?;
    }
    let until =
        if arguments.all { None } else { Some(until(&arguments.within, &school, call.today)?) };
    let mut lines = case_lines(&folder, &school, call.today, Closed::InBrief);
    if let Some(mentor) = &arguments.mentor {
        lines.retain(|line| line.mentor == *mentor || line.damaged);
    }
    let sorted = sort(&lines, call.today, until);
    match format {
        Format::Json => as_json(&sorted, call),
        Format::Csv => as_sheet(&sorted, call)?,
        Format::Ics => as_feed(&sorted, arguments.names, call),
        _ => for_people(&sorted, until, call),
    }
    let overdue = !sorted.overdue.is_empty();
    Ok(if arguments.exit_code && overdue { Exit::No } else { Exit::Done })
}

/// The last day of which `--within` speaks.
///
/// # Errors
///
/// When it is no day and no length of time.
pub(super) fn until(within: &str, school: &School, today: Date) -> Result<Date, CommandError> {
    let order =
        school.settings.as_ref().map_or(DateOrder::Iso, |settings| settings.school.date_order);
    // `2w` and `14d` are as good as `+2w`: nobody looks back for what is due.
    let bare = within.starts_with(|c: char| c.is_ascii_digit())
        && within.ends_with(['d', 'w', 'm'])
        && within[..within.len() - 1].bytes().all(|byte| byte.is_ascii_digit());
    let spoken = if bare { format!("+{within}") } else { within.to_owned() };
    spoken_date::parse(&spoken, today, order)
        .map_err(|refusal| CommandError::usage(refusal.message).hint(refusal.help))
}

fn sort(lines: &[CaseLine], today: Date, until: Option<Date>) -> Sorted<'_> {
    let mut sorted = Sorted {
        overdue: Vec::new(),
        soon: Vec::new(),
        later: 0,
        no_day: Vec::new(),
        ending: Vec::new(),
        damaged: Vec::new(),
    };
    for line in lines {
        if line.damaged {
            sorted.damaged.push(line);
            continue;
        }
        match &line.review {
            NextReview::Due(due) => {
                let row = Row { line, due, late: due.days_late(today) };
                if row.late > 0 {
                    sorted.overdue.push(row);
                } else if until.is_none_or(|until| due.due <= until) {
                    sorted.soon.push(row);
                } else {
                    sorted.later += 1;
                }
            }
            NextReview::NoDaySet => sorted.no_day.push(line),
            NextReview::EndingDecided(day) => sorted.ending.push((line, *day)),
            NextReview::NotOpen(_) | NextReview::NotStarted => {}
        }
    }
    let by_day = |row: &Row<'_>| (row.due.due, folded(&row.line.name), row.line.id.clone());
    sorted.overdue.sort_by_cached_key(by_day);
    sorted.soon.sort_by_cached_key(by_day);
    sorted.no_day.sort_by_cached_key(|line| folded(&line.name));
    sorted.ending.sort_by_cached_key(|(line, _)| folded(&line.name));
    sorted
}

fn for_people(sorted: &Sorted<'_>, until: Option<Date>, call: &mut Call<'_, '_>) {
    call.say(&format!("reviews on {} {}", call.today.weekday_name(), call.today.long()));
    if !sorted.overdue.is_empty() {
        call.print("Overdue");
        block(&sorted.overdue, call);
    }
    if !sorted.soon.is_empty() {
        match until {
            Some(until) => call.print(&format!("Due by {}", until.with_weekday())),
            None => call.print("To come"),
        }
        block(&sorted.soon, call);
    }
    if !sorted.no_day.is_empty() {
        call.print("No day set");
        for line in &sorted.no_day {
            call.print(&format!(
                "{}, {} — set one in the plan or at the review",
                line.name,
                place(line)
            ));
        }
        call.print("");
    }
    if !sorted.ending.is_empty() {
        call.print("No further review: the last one decided to end the programme");
        for (line, day) in &sorted.ending {
            let (who, day) = (place(line), day.long());
            call.print(&format!(
                "{}, {who} — on {day}; write it down: lm exit {}",
                line.name, line.id
            ));
        }
        call.print("");
    }
    if !sorted.damaged.is_empty() {
        call.print("Cannot be read, so not counted");
        for line in &sorted.damaged {
            call.print(&format!("{} — see: lm check {}", line.name, line.id));
        }
        call.print("");
    }
    if sorted.overdue.is_empty() && sorted.soon.is_empty() {
        call.print("Nothing is overdue, and nothing falls due soon.");
    }
    while call.out.ends_with(b"\n\n") {
        call.out.pop();
    }
    if sorted.later > 0 {
        call.say_last(format!("{} further ahead; show them with --all", sorted.later));
    }
}

fn place(line: &CaseLine) -> String {
    let parts = [line.year.as_str(), line.class.as_str(), line.id.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn block(rows: &[Row<'_>], call: &mut Call<'_, '_>) {
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![
                row.line.name.clone(),
                row.line.year.clone(),
                row.line.mentor.clone(),
                row.due.due.brief(),
                spoken_date::distance(row.due.due, call.today),
                why(row.due),
                row.line.id.to_string(),
            ]
        })
        .collect();
    let heading = ["Name", "Year", "Mentor", "Due", "", "Why then", "Case"];
    let drawn = table::draw(&heading, &cells, call.world.terminal.width);
    call.print(&drawn);
}

fn as_json(sorted: &Sorted<'_>, call: &mut Call<'_, '_>) {
    let row = |row: &Row<'_>| {
        json!({
            "case": row.line.id,
            "class": row.line.class,
            "days_late": row.late,
            "due": row.due.due,
            "mentor": row.line.mentor,
            "moved_from": row.due.moved_from,
            "name": row.line.name,
            "postponed_from": row.due.postponed_from,
            "why": why(row.due),
            "year": row.line.year,
        })
    };
    let line = |line: &&CaseLine| json!({ "case": line.id, "name": line.name });
    let value = json!({
        "as_of": call.today,
        "cannot_be_read": sorted.damaged.iter().map(line).collect::<Vec<_>>(),
        "ending_decided": sorted
            .ending
            .iter()
            .map(|(line, day)| json!({ "case": line.id, "decided": day, "name": line.name }))
            .collect::<Vec<_>>(),
        "further_ahead": sorted.later,
        "no_day_set": sorted.no_day.iter().map(line).collect::<Vec<_>>(),
        "overdue": sorted.overdue.iter().map(row).collect::<Vec<_>>(),
        "soon": sorted.soon.iter().map(row).collect::<Vec<_>>(),
    });
    json::print(call, value);
}

fn as_sheet(sorted: &Sorted<'_>, call: &mut Call<'_, '_>) -> Result<(), CommandError> {
    let dated = sorted.overdue.iter().chain(&sorted.soon).map(|row| {
        vec![
            row.line.id.to_string(),
            row.line.name.clone(),
            row.line.year.clone(),
            row.line.mentor.clone(),
            if row.late > 0 { "overdue" } else { "soon" }.to_owned(),
            row.due.due.to_string(),
            row.late.max(0).to_string(),
            why(row.due),
        ]
    });
    let other = |line: &CaseLine, state: &str| {
        let mut cells =
            vec![line.id.to_string(), line.name.clone(), line.year.clone(), line.mentor.clone()];
        cells.extend([state.to_owned(), String::new(), String::new(), String::new()]);
        cells
    };
    let rows: Vec<Vec<String>> = dated
        .chain(sorted.no_day.iter().map(|line| other(line, "no day set")))
        .chain(sorted.ending.iter().map(|(line, _)| other(line, "ending decided")))
        .chain(sorted.damaged.iter().map(|line| other(line, "cannot be read")))
        .collect();
    let heading = ["case", "name", "year", "mentor", "state", "due", "days_late", "why"];
    call.print(&sheet::csv(&heading, &rows)?);
    Ok(())
}

fn as_feed(sorted: &Sorted<'_>, names: bool, call: &mut Call<'_, '_>) {
    let events: Vec<Event> = sorted
        .overdue
        .iter()
        .chain(&sorted.soon)
        .map(|row| {
            let who = if names { row.line.name.clone() } else { row.line.id.to_string() };
            let year = if row.line.year.is_empty() {
                String::new()
            } else {
                format!(" ({})", row.line.year)
            };
            Event {
                uid: format!("review-{}-{}@lm", row.line.id, row.due.due),
                day: row.due.due,
                summary: format!("Review: {who}{year}"),
                description: why(row.due),
            }
        })
        .collect();
    let feed = feed("Mentoring reviews", &events, call.today);
    call.out.extend_from_slice(feed.as_bytes());
}
