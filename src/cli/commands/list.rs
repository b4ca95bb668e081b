//! `lm list`.

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::case_line::{CaseLine, Closed, case_lines};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{json, records, sheet, table};
use crate::domain::case::{NextReview, Standing};
use crate::domain::date::Date;
use crate::domain::person::folded;
use crate::store::nearest;
use serde_json::json;

/// List the mentees and where each stands
///
/// Shows everybody who is referred, waiting or on the programme.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Show those too whose case is closed
    #[arg(long)]
    all: bool,
    /// Only cases that stand there, for example `waiting` or `active`
    #[arg(long, value_name = "WHERE")]
    standing: Option<String>,
    /// Only this mentor's cases (the mentor's short id)
    #[arg(long, value_name = "ID")]
    mentor: Option<String>,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder, or a name is not known.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json, Format::Csv])?;
    let folder = records::folder(call)?;
    let school = records::school_with_work(&folder, call)?;
    let wanted = arguments.standing.as_deref().map(known_standing).transpose()?;
    if let Some(mentor) = &arguments.mentor {
        records::known_staff(&school, mentor)?;
    }
    let mut lines = case_lines(&folder, &school, call.today, Closed::InFull);
    let total = lines.len();
    lines.retain(|line| {
        let stands = match wanted {
            Some(standing) => line.standing == standing,
            None => arguments.all || line.standing.is_open() || line.damaged,
        };
        stands && arguments.mentor.as_ref().is_none_or(|mentor| line.mentor == *mentor)
    });
    lines.sort_by_cached_key(|line| (folded(&line.name), line.id.clone()));
    match format {
        Format::Json => {
            let cases: Vec<_> = lines.iter().map(as_json).collect();
            json::print(call, json!({ "as_of": call.today, "cases": cases }));
        }
        Format::Csv => call.print(&sheet::csv(
            &["case", "name", "year", "class", "mentor", "standing", "referred", "next_review"],
            &lines.iter().map(as_cells).collect::<Vec<_>>(),
        )?),
        _ => {
            if total == 0 {
                call.say("no mentees yet");
                call.say_last("next: lm new-referral");
                return Ok(Exit::Done);
            }
            for_people(&lines, call);
            let left_out = total - lines.len();
            if left_out > 0 && wanted.is_none() && arguments.mentor.is_none() {
                call.say_last(format!("{left_out} closed; show them with --all"));
            }
        }
    }
    Ok(Exit::Done)
}

fn known_standing(word: &str) -> Result<Standing, CommandError> {
    Standing::from_code(word).ok_or_else(|| {
        let codes: Vec<_> = Standing::ALL.iter().map(|standing| standing.code()).collect();
        let hint = nearest::did_you_mean(word, &codes)
            .unwrap_or_else(|| format!("the words are {}", codes.join(", ")));
        CommandError::usage(format!("a case cannot stand at `{word}`")).hint(hint)
    })
}

fn for_people(lines: &[CaseLine], call: &mut Call<'_, '_>) {
    if lines.is_empty() {
        call.say("no mentees to show");
        return;
    }
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|line| {
            let stands = if line.damaged {
                format!("{} — has faults, see lm check {}", line.standing, line.id)
            } else {
                line.standing.to_string()
            };
            let review = next_review_day(line).map_or_else(String::new, Date::brief);
            vec![
                line.name.clone(),
                line.year.clone(),
                line.class.clone(),
                line.mentor.clone(),
                stands,
                review,
                line.id.to_string(),
            ]
        })
        .collect();
    let heading = ["Name", "Year", "Class", "Mentor", "Where", "Next review", "Case"];
    let drawn = table::draw(&heading, &rows, call.world.terminal.width);
    call.print(drawn.trim_end());
}

fn next_review_day(line: &CaseLine) -> Option<Date> {
    match &line.review {
        NextReview::Due(due) => Some(due.due),
        _ => None,
    }
}

fn as_cells(line: &CaseLine) -> Vec<String> {
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    vec![
        line.id.to_string(),
        line.name.clone(),
        line.year.clone(),
        line.class.clone(),
        line.mentor.clone(),
        line.standing.code().to_owned(),
        day(line.referred),
        day(next_review_day(line)),
    ]
}

fn as_json(line: &CaseLine) -> serde_json::Value {
    json!({
        "case": line.id,
        "class": line.class,
        "has_faults": line.damaged,
        "mentor": line.mentor,
        "name": line.name,
        "next_review": next_review_day(line),
        "referred": line.referred,
        "standing": line.standing.code(),
        "year": line.year,
    })
}
