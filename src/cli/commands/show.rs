//! `lm show`.

mod measured;
mod ratings;
mod ratings_answers;
mod ratings_json;
mod ratings_page;
mod ratings_words;
mod still_to_come;

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::case_line::why;
use crate::cli::documents::in_quotes;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::planned_sessions::{self, before, changes, planned_and_held};
use crate::cli::somebody::staff_name;
use crate::cli::written_at::of_groups;
use crate::cli::{json, records};
use crate::diag::Severity;
use crate::domain::calendar::Span;
use crate::domain::case::{
    Arranged, CaseStage, NextReview, Standing, StepStage, arranged, case_stage, is_the_schools,
    step_evidence_in, step_is_needed,
};
use crate::domain::date::Date;
use crate::domain::policy::StepId;
use crate::domain::record::plan::Target;
use crate::domain::record::{Case, RecordKind};
use crate::domain::spoken_date;
use crate::domain::year_group::YearGroup;
use crate::store::{School, SchoolParts};
use serde_json::json;
use still_to_come::{is_to_come, to_come};

/// Show one mentee on a page: where the case stands, and what is still open
///
/// Entries marked as restricted are left out.
///
/// With --ratings: the questionnaires before, at a review and after, each score from 0 (the worst
/// there is) to 100 (the best there is), whichever way its scale points. `lm guide scores` says how
/// they are reckoned.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  lm show Oskar
  lm show Maisie --ratings
  lm show Maisie --ratings --items
  lm show Maisie --ratings --between 2025-11-07 2026-03-02")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// Show the questionnaires and the measured targets: before, at a review, after
    #[arg(long)]
    ratings: bool,
    /// With --ratings: every line of every questionnaire
    #[arg(long, requires = "ratings")]
    items: bool,
    /// With --ratings: only these two completions, by their days or by the ids of their entries
    #[arg(long, requires = "ratings", num_args = 2, value_names = ["FIRST", "SECOND"])]
    between: Option<Vec<String>>,
}

/// What the page says.
struct Page<'c> {
    case: &'c Case,
    year: String,
    standing: Standing,
    mentor: String,
    review: NextReview,
    /// Steps that the policy asks for, each with the day that proves it.
    steps: Vec<(StepId, Option<Date>)>,
    /// How each step stands.
    stage: CaseStage<'c>,
    /// Where the last session with a group is written; nothing where there was none.
    last_in_group: String,
    faults: usize,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder, or the name is not one mentee's.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let folder = records::folder(call)?;
    let school = if arguments.ratings {
        records::school(&folder, SchoolParts::WithInstruments)?
    } else {
        records::school_with_work(&folder, call)?
    };
    let id = records::mentee(&folder, &school, &arguments.mentee)?;
    let loaded = school.load_case(&folder, &id, &RecordKind::ALL);
    let is_error = |severity: Severity| severity == Severity::Error;
    let faults = loaded.findings.iter().filter(|finding| is_error(finding.severity)).count();
    if arguments.ratings {
        let asked =
            ratings::Asked { items: arguments.items, between: arguments.between.as_deref() };
        return ratings::show(&loaded.case, &school, faults, &asked, format, call);
    }
    let mut page = page(&loaded.case, &school, call.today, faults);
    let until_now = arranged(&loaded.case).filter(|session| session.date <= call.today);
    let last = until_now.filter(|session| session.group.is_some()).max_by_key(|one| one.date);
    if let Some(last) = last {
        page.last_in_group = of_groups(&folder, &loaded.case, &[last.at]);
    }
    if format == Format::Json {
        as_json(&page, call);
    } else {
        for_people(&page, call);
    }
    Ok(Exit::Done)
}

fn page<'c>(case: &'c Case, school: &'c School, today: Date, faults: usize) -> Page<'c> {
    let mentoring = case.mentoring(today);
    let mut mentor = mentoring.own.map_or_else(String::new, |id| staff_name(school, id));
    if let Some(cover) = mentoring.cover {
        let until =
            cover.until.map_or_else(String::new, |until| format!(" until {}", until.long()));
        mentor = format!("{mentor}; {} covers{until}", staff_name(school, cover.by));
    }
    let policy = school.policies.in_force(today);
    let at = school.settings.as_ref().map(|settings| &settings.school);
    let until_today = Span { from: Date::FIRST, to: today };
    let stage = case_stage(case, &school.as_of(today));
    let steps = policy.map_or_else(Vec::new, |policy| {
        StepId::ALL
            .iter()
            .filter(|step| !is_the_schools(**step) && step_is_needed(case, policy, at, **step))
            .map(|step| {
                let proof = step_evidence_in(case, policy, *step, until_today);
                (*step, proof.map(|proof| proof.date))
            })
            .collect()
    });
    Page {
        case,
        year: case.year_on(today, school.nation()).map_or_else(String::new, YearGroup::label),
        standing: stage.standing,
        mentor,
        review: stage.review.clone(),
        steps,
        stage,
        last_in_group: String::new(),
        faults,
    }
}

fn for_people(page: &Page<'_>, call: &mut Call<'_, '_>) {
    let case = page.case;
    title(case, &page.year, page.faults, call);
    row("Where", &page.standing.to_string(), call);
    row("Mentor", &page.mentor, call);
    row("Referred", &referred(case), call);
    row("Review", &review(page, call.today), call);
    row("Sessions", &sessions(page, call.today), call);
    row("Planned", &planned(case, call.today), call);
    row("Contact", &last_contact(case, call.today), call);
    let targets: Vec<&Target> = case.open_targets(call.today).collect();
    if !targets.is_empty() {
        let width = targets.iter().map(|target| target.id.as_str().len()).max().unwrap_or(0);
        call.print("\nOpen targets");
        for target in targets {
            let by = target.by.map_or_else(String::new, |by| format!(" by {}", by.long()));
            call.print(&format!(
                "  {:<width$}  “{}”{by}",
                target.id.as_str(),
                target.target.trim()
            ));
        }
    }
    steps(page, call);
}

/// Whose page it is, and whether it can be trusted.
fn title(case: &Case, year: &str, faults: usize, call: &mut Call<'_, '_>) {
    let parts = [case.name(), year, case.id.as_str()];
    let title = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    call.print(&title);
    if faults > 0 {
        call.print(&format!("The records have faults, so this may be wrong: lm check {}", case.id));
    }
    call.print("");
}

fn row(name: &str, value: &str, call: &mut Call<'_, '_>) {
    if !value.is_empty() {
        call.print(&format!("{name:<9} {value}"));
    }
}

fn steps(page: &Page<'_>, call: &mut Call<'_, '_>) {
    let mut done: Vec<_> =
        page.steps.iter().filter_map(|(step, date)| Some(((*date)?, step))).collect();
    // Those of one day stay in the order of the process.
    done.sort_by_key(|(date, _)| *date);
    if !done.is_empty() {
        call.print("\nWritten down");
        for (date, step) in done {
            call.print(&format!("  {:<15}  {}", date.brief(), step.label()));
        }
    }
    let open: Vec<&StepStage> = page.stage.steps.iter().filter(|step| is_to_come(step)).collect();
    if !open.is_empty() {
        let width = open.iter().map(|step| step.step.label().chars().count()).max().unwrap_or(0);
        call.print("\nStill to come");
        for step in open {
            let line = format!("  {:<width$}  {}", step.step.label(), to_come(step, call.today));
            call.print(line.trim_end());
        }
    }
}

fn referred(case: &Case) -> String {
    let referral = case.referral.as_ref().and_then(|file| file.referral.as_ref());
    referral.map_or_else(String::new, |referral| {
        let by = referral.by.role.map_or_else(String::new, |role| format!(" by the {role}"));
        let reasons: Vec<_> = referral.reasons.iter().map(|reason| reason.label()).collect();
        let why =
            if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join(", ")) };
        format!("{}{by}{why}", referral.date.long())
    })
}

fn review(page: &Page<'_>, today: Date) -> String {
    match &page.review {
        NextReview::Due(due) => format!("{} ({})", spoken_date::echo(due.due, today), why(due)),
        NextReview::NoDaySet => "no day set".to_owned(),
        NextReview::EndingDecided(day) => {
            format!("none: that of {} decided to end the programme", day.long())
        }
        NextReview::NotStarted | NextReview::NotOpen(_) => String::new(),
    }
}

fn sessions(page: &Page<'_>, today: Date) -> String {
    let until_now = || arranged(page.case).filter(|session| session.date <= today);
    let all = until_now().count();
    let attended = until_now().filter(Arranged::is_held).count();
    let last = until_now().filter(Arranged::is_held).map(|session| session.date).max();
    let with_group = match until_now().filter(|session| session.group.is_some()).count() {
        0 => String::new(),
        count => format!(", {count} of them with a group ({})", page.last_in_group),
    };
    match last {
        Some(last) => {
            let day = last.long();
            format!("came to {attended} of {all}{with_group}; the last on {day}")
        }
        None if all > 0 => format!("came to none of {all}{with_group}"),
        None => String::new(),
    }
}

/// Of the plan in force.
fn planned(case: &Case, today: Date) -> String {
    let Some(plan) = case.plan_in_force(today) else { return String::new() };
    let Some(planned) = planned_and_held(case, plan, today) else { return String::new() };
    let changes = changes(plan, today).map(|change| in_quotes(&before(change)));
    [planned].into_iter().chain(changes).collect::<Vec<_>>().join("; ")
}

fn last_contact(case: &Case, today: Date) -> String {
    let open = case.contacts.contacts.iter().filter(|contact| !contact.restricted);
    let last = open.filter(|contact| contact.date <= today).max_by_key(|contact| contact.date);
    last.map_or_else(String::new, |contact| {
        let what = contact.purpose.map_or_else(String::new, |purpose| format!(": {purpose}"));
        let tried = if contact.reached { "" } else { " (not reached)" };
        format!("{}, {}{tried}{what}", contact.date.long(), contact.kind)
    })
}

fn as_json(page: &Page<'_>, call: &mut Call<'_, '_>) {
    let case = page.case;
    let due = match &page.review {
        NextReview::Due(due) => Some((due.due, why(due))),
        _ => None,
    };
    let targets: Vec<_> = case
        .open_targets(call.today)
        .map(|target| json!({ "by": target.by, "id": target.id, "target": target.target }))
        .collect();
    let steps: Vec<_> = page
        .steps
        .iter()
        .map(|(step, date)| json!({ "proved_on": date, "step": step.code() }))
        .collect();
    let open = page.stage.steps.iter().filter(|step| is_to_come(step));
    let still_to_come: Vec<_> = open
        .map(|step| {
            json!({
                "due": step.due().map(|due| due.due.day),
                "overdue": step.due().is_some_and(|due| due.days_late(call.today) > 0),
                "step": step.step.code(),
                "when": to_come(step, call.today),
            })
        })
        .collect();
    let value = json!({
        "as_of": call.today,
        "case": case.id,
        "faults": page.faults,
        "mentor": page.mentor,
        "name": case.name(),
        "next_review": due.as_ref().map(|(day, _)| day),
        "next_review_why": due.as_ref().map(|(_, why)| why),
        "open_targets": targets,
        "planned_sessions": case
            .plan_in_force(call.today)
            .map(|plan| planned_sessions::as_json(case, plan, call.today)),
        "stage": page.stage.named.map(|stage| &stage.label),
        "standing": page.standing.code(),
        "steps": steps,
        "still_to_come": still_to_come,
        "year": page.year,
    });
    json::print(call, value);
}
