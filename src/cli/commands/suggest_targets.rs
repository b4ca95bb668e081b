//! `lm suggest-targets`.

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::somebody::somebody;
use crate::cli::{json, records};
use crate::document::view::unrestricted;
use crate::domain::instrument::ScaleKind;
use crate::domain::policy::Policy;
use crate::domain::record::{Case, RecordKind};
use crate::domain::target_areas::{
    About, Cover, Evidence, Line, LineKind, Source, TargetArea, target_areas,
};
use crate::domain::year_group::YearGroup;
use crate::store::{School, SchoolParts};
use serde_json::{Value, json};

/// Show where a target may help, with the marks and tallies that point there
///
/// An area comes up when a line of somebody's latest form is marked in the worse third of its scale,
/// when a column of an observation that is not wanted has the most ticks, or when the pupil wants to
/// be much further than now. Areas that no open target covers come first, then those on which most
/// forms agree. It is advice: which targets are set is for pupil and mentor.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  lm suggest-targets Oskar
  lm suggest-targets Oskar --uncovered")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// Only areas that no open target covers
    #[arg(long)]
    uncovered: bool,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder, or the name is not one mentee's.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let folder = records::folder(call)?;
    let school = records::school(&folder, SchoolParts::WithInstruments)?;
    let id = records::mentee(&folder, &school, &arguments.mentee)?;
    let wanted = [RecordKind::Referral, RecordKind::Ratings, RecordKind::Plan];
    let (case, _) = unrestricted(&folder.load_case(&id, &wanted).case);
    let mut areas = target_areas(&case, &school.instruments, call.today);
    if arguments.uncovered {
        areas.retain(|area| !area.is_covered());
    }
    if format == Format::Json {
        as_json(&case, &areas, &school, call);
    } else {
        for_people(&case, &areas, &school, arguments.uncovered, call);
    }
    Ok(Exit::Done)
}

fn for_people(
    case: &Case,
    areas: &[TargetArea<'_>],
    school: &School,
    uncovered: bool,
    call: &mut Call<'_, '_>,
) {
    let year = case.year_on(call.today, school.nation()).map_or_else(String::new, YearGroup::label);
    let parts = [case.name(), &year, case.id.as_str()];
    let title = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    call.print(&title);
    if areas.is_empty() {
        call.print(match (case.ratings.ratings.is_empty(), uncovered) {
            (true, _) => "No questionnaire or observation has been filled in yet.",
            (false, true) => "Every area that stands out has an open target.",
            (false, false) => "Nothing stands out: see every line with lm show --ratings --items.",
        });
        return;
    }
    let policy = school.policies.in_force(call.today);
    for (nth, area) in areas.iter().enumerate() {
        call.print(&format!("\n{}. {}", nth + 1, name(area.about, policy)));
        call.print(&format!("   {}", cover_words(area)));
        call.print(&format!("   {}", agreement(area)));
        for evidence in &area.evidence {
            call.print(&format!(
                "   - {}: {}",
                source_words(&evidence.source, school),
                lines(evidence)
            ));
        }
        for one in &area.otherwise {
            let seen = one.percent.map_or_else(
                || "not among what was seen most".to_owned(),
                |percent| format!("{percent:.0} of 100"),
            );
            call.print(&format!("   - otherwise {}: {seen}", source_words(&one.source, school)));
        }
    }
}

fn name(about: About<'_>, policy: Option<&Policy>) -> String {
    match about {
        About::Barrier(code) => {
            let known = policy
                .and_then(|policy| policy.barriers.iter().find(|barrier| barrier.id == *code));
            known.map_or_else(|| code.to_string(), |barrier| format!("{} ({code})", barrier.label))
        }
        About::Section(title, section) if title == section => title.to_owned(),
        About::Section(title, section) => format!("{section} ({title})"),
    }
}

fn cover_words(area: &TargetArea<'_>) -> String {
    match &area.cover {
        Cover::Targets(targets) => {
            let words: Vec<String> = targets
                .iter()
                .map(|target| format!("{} “{}”", target.id, target.target.trim()))
                .collect();
            format!("An open target works on it: {}", words.join("; "))
        }
        Cover::PlanOnly => "No open target: the plan names it, but none of its targets does".into(),
        Cover::Nothing if area.in_profile => {
            "No open target, although the profile names it as a barrier".into()
        }
        Cover::Nothing => "No open target".into(),
    }
}

fn agreement(area: &TargetArea<'_>) -> String {
    let (pointing, all) = (area.evidence.len(), area.evidence.len() + area.otherwise.len());
    match (pointing, all) {
        (1, 1) => "One form asks about it and points to it".to_owned(),
        (2, 2) => "Both forms that ask about it agree".to_owned(),
        (_, _) if pointing == all => format!("All {all} forms that ask about it agree"),
        (1, _) => format!("One of the {all} forms that ask about it points to it"),
        _ => format!("{pointing} of the {all} forms that ask about it point to it"),
    }
}

fn source_words(source: &Source<'_>, school: &School) -> String {
    let who = somebody(school, &source.rating.respondent);
    format!("{}, {who}, {}", source.instrument.title, source.rating.date.long())
}

fn lines(evidence: &Evidence<'_>) -> String {
    let words = evidence.lines.iter().map(|line| line_words(line, evidence));
    words.collect::<Vec<_>>().join("; ")
}

fn line_words(line: &Line<'_>, evidence: &Evidence<'_>) -> String {
    let instrument = evidence.source.instrument;
    let scale =
        instrument.item(&line.item.id).map(|(section, item)| instrument.scale_of(section, item));
    let label = scale.and_then(|scale| scale.labels.get(&line.mark.to_string()));
    let mark = match label {
        Some(label) => format!("{} {label}", line.mark),
        None => line.mark.to_string(),
    };
    let text = &line.item.text;
    match (line.kind, line.hoped) {
        (LineKind::Often, _) => {
            let intervals = scale.filter(|scale| scale.kind == ScaleKind::Tally);
            let of = intervals.and_then(|scale| scale.intervals);
            let of = of.map_or_else(String::new, |of| format!(" in {of} intervals"));
            format!("{text}, {} times{of}", line.mark)
        }
        (_, Some(hoped)) => format!("{text} {mark}, hopes for {hoped}"),
        (_, None) => format!("{text} {mark}"),
    }
}

fn as_json(case: &Case, areas: &[TargetArea<'_>], school: &School, call: &mut Call<'_, '_>) {
    let policy = school.policies.in_force(call.today);
    let areas: Vec<Value> = areas.iter().map(|area| area_json(area, school, policy)).collect();
    let value = json!({
        "areas": areas,
        "as_of": call.today,
        "case": case.id,
        "name": case.name(),
    });
    json::print(call, value);
}

fn area_json(area: &TargetArea<'_>, school: &School, policy: Option<&Policy>) -> Value {
    let source = |source: &Source<'_>| {
        json!({
            "by": somebody(school, &source.rating.respondent),
            "date": source.rating.date,
            "id": source.rating.id,
            "instrument": source.instrument.id,
        })
    };
    let evidence = area.evidence.iter().map(|evidence| {
        let lines = evidence.lines.iter().map(|line| {
            json!({
                "hoped": line.hoped,
                "item": line.item.id,
                "mark": line.mark,
                "text": line.item.text,
                "why": line.kind.code(),
            })
        });
        json!({ "form": source(&evidence.source), "lines": lines.collect::<Vec<_>>() })
    });
    let otherwise = area.otherwise.iter().map(|one| {
        let score = one.percent.map(|percent| (percent * 100.0).round() / 100.0);
        json!({ "form": source(&one.source), "score": score })
    });
    let targets: Vec<_> = match &area.cover {
        Cover::Targets(targets) => targets.iter().map(|target| &target.id).collect(),
        _ => Vec::new(),
    };
    let barrier = match area.about {
        About::Barrier(code) => Some(code),
        About::Section(..) => None,
    };
    json!({
        "barrier": barrier,
        "covered": area.is_covered(),
        "evidence": evidence.collect::<Vec<_>>(),
        "in_plan": area.is_covered() || area.cover == Cover::PlanOnly,
        "in_profile": area.in_profile,
        "name": name(area.about, policy),
        "open_targets": targets,
        "otherwise": otherwise.collect::<Vec<_>>(),
    })
}
