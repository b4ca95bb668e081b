//! All that an exit check looked at, piece by piece.

use super::page::{Page, Shown, criterion, with_place};
use crate::cli::planned_sessions::before;
use crate::cli::written_at::of_groups;
use crate::domain::exit::{
    AbsenceClass, CriterionCheck, ExitCheck, Fairness, Requirement, RequirementKind,
    RequirementState, SessionAttendance, Unfair,
};
use crate::domain::record::Case;

/// Every criterion, all that the policy asks for, the sessions, and whether it would be fair.
pub(super) fn write(shown: &Shown<'_>, page: &mut Page) {
    let check = shown.check;
    let since = check.policy_from.long();
    page.heading(&format!("Exit criteria, by the policy in force since {since}"));
    for one in &check.criteria {
        criterion(one, one.not_before.iter(), page);
    }
    if !check.required.is_empty() {
        page.heading("What the policy asks for");
        for one in &check.required {
            requirement(one, shown.case, page);
        }
    }
    page.heading("Sessions");
    sessions(&check.attendance, page);
    let in_groups = &check.attendance.in_groups;
    if !in_groups.is_empty() {
        let places = of_groups(shown.folder, shown.case, in_groups);
        page.line("  ", &format!("{} of them with a group [{places}]", in_groups.len()));
    }
    if let Some(fairness) = &check.fairness {
        let blames = check.criteria.iter().any(CriterionCheck::blames_the_pupil);
        page.heading(if blames {
            BLAMES
        } else {
            "Before anybody says that mentoring did not work"
        });
        fair(fairness, check, page);
    }
    if !check.loose_ends.is_empty() {
        page.heading("Not finished yet");
        for one in &check.loose_ends {
            page.line("  - ", &with_place(one));
        }
    }
}

/// The heading over what fairness asks for.
pub(super) const BLAMES: &str =
    "Before anybody says that the pupil does not cooperate or does not come";

/// What fails of what one of the criteria asks for.
pub(super) fn unfair<'f>(
    fairness: &'f Fairness,
    check: &ExitCheck<'_>,
) -> Vec<&'f (Unfair, String)> {
    let concerns = |one: &&(Unfair, String)| {
        let mut criteria = check.criteria.iter();
        criteria.any(|check| fairness.against(check.criterion).any(|other| other == *one))
    };
    fairness.unfair.iter().filter(concerns).collect()
}

fn requirement(one: &Requirement, case: &Case, page: &mut Page) {
    let mut words = one.kind.to_string();
    if !one.what.is_empty() {
        words = format!("{words}: {}", one.what);
    }
    if !one.says.is_empty() {
        words = format!("{words} — {}", one.says);
    }
    if let Some(at) = one.at {
        words = format!("{words} [{}]", at.file.file_name());
    }
    page.line(&format!("  {:<11} ", word(one.state)), &words);
    if one.state == RequirementState::Missing {
        page.line("              ", &format!("to do: {}", clears(one, case)));
        page.line("              ", &format!("why: lm policy explain {}", one.key));
    }
}

/// What brings something that is missing: a command, or where it belongs.
pub(super) fn clears(one: &Requirement, case: &Case) -> String {
    match (one.kind, &one.questionnaire) {
        (_, Some(questionnaire)) => format!("lm rate {} {questionnaire}", case.id),
        (RequirementKind::Consultation, _) => "say it with --consulted when it ends".to_owned(),
        _ => one.belongs.to_owned(),
    }
}

fn word(state: RequirementState) -> &'static str {
    match state {
        RequirementState::Done => "done",
        RequirementState::Missing => "MISSING",
        RequirementState::WithTheEnding => "at the end",
        RequirementState::NotNeeded => "not needed",
    }
}

fn sessions(found: &SessionAttendance, page: &mut Page) {
    let Some((first, last)) = found.first_and_last else {
        page.line("  ", "none is written down");
        return;
    };
    let late =
        if found.late > 0 { format!(", {} of them late", found.late) } else { String::new() };
    page.line(
        "  ",
        &format!(
            "{} arranged from {} to {}; the pupil came to {}{late}",
            found.arranged,
            first.long(),
            last.long(),
            found.came
        ),
    );
    if let Some(expected) = found.expected {
        let kind = if expected.school_weeks { "school weeks" } else { "weeks" };
        let percent =
            found.held_percent().map_or_else(String::new, |held| format!(" ({held:.0} %)"));
        let words = format!(
            "held {} of {} expected{percent}: {} a week in {} {kind} since {}",
            found.came,
            expected.sessions,
            expected.per_week,
            expected.weeks,
            expected.from.long()
        );
        page.line("  ", &words);
    }
    if let Some(planned) = found.planned {
        page.line("  ", &format!("the plan has {planned}; {} held on it", found.held_on_plan));
    }
    for change in &found.changed {
        page.line("  . ", &format!("the plan had {}", before(change)));
    }
    for class in AbsenceClass::ALL {
        let count = found.not_held(*class);
        if count == 0 {
            continue;
        }
        let reasons: Vec<String> = found
            .reasons
            .iter()
            .filter(|((of, _), _)| of == class)
            .filter_map(|((_, reason), times)| Some(format!("{} {times}", (*reason)?)))
            .collect();
        let reasons =
            if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join(", ")) };
        page.line("  ", &format!("{count} not held: {class}{reasons}"));
    }
    if found.longest_row > 1 {
        page.line(
            "  ",
            &format!(
                "missed by the pupil in a row: {} now, {} at most",
                found.missed_in_a_row, found.longest_row
            ),
        );
    }
}

fn fair(fairness: &Fairness, check: &ExitCheck<'_>, page: &mut Page) {
    let tried = &fairness.approaches;
    let named = if tried.named.is_empty() { &tried.in_plans } else { &tried.named };
    let modes: Vec<&str> = tried.modes.iter().map(|mode| mode.label()).collect();
    let other = if tried.count == 1 { "way" } else { "ways" };
    let mut words =
        format!("tried: {} other {other}, and the policy asks for {}", tried.count, tried.needed);
    if !named.is_empty() {
        let named: Vec<String> = named.iter().map(|one| format!("‹{}›", one.trim())).collect();
        words = format!("{words}: {}", named.join(", "));
    }
    if !modes.is_empty() {
        words = format!("{words}; worked {}", modes.join(", "));
    }
    page.line("  ", &words);
    let times: Vec<&str> = fairness.times.iter().map(|time| time.label()).collect();
    let times = if times.is_empty() { "not written down".to_owned() } else { times.join(", ") };
    page.line("  ", &format!("sessions arranged: {times}"));
    page.line(
        "  ",
        &format!(
            "contacts with the parents: {} reached them, {} only tried",
            fairness.parents_reached, fairness.parents_tried
        ),
    );
    let against = unfair(fairness, check);
    if against.is_empty() {
        page.line("  + ", "nothing here stands against it");
    }
    for (unfair, says) in against {
        page.line("  ! ", &format!("it would not be fair: {unfair} ({says})"));
    }
}
