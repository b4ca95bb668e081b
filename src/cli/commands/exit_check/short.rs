//! What mentor and headteacher need first: what speaks for an ending, what is missing before it can
//! be written, and what would be left undone.

use super::details::{BLAMES, clears, unfair};
use super::page::{Page, Shown, criterion, in_one_piece, names, with_place};
use crate::cli::planned_sessions::before;
use crate::domain::exit::{
    CriterionCheck, Evidence, ExitCheck, Requirement, RequirementKind, RequirementState,
    SessionAttendance, TargetState, Verdict,
};
use crate::domain::policy::CriterionKind;

/// The criteria that are a question, what is missing, fairness where it is one, sessions in a line,
/// and what is not finished.
pub(super) fn write(shown: &Shown<'_>, page: &mut Page) {
    let check = shown.check;
    criteria(shown, page);
    missing(shown, page);
    if check.fairness_matters()
        && let Some(fairness) = &check.fairness
    {
        page.heading(BLAMES);
        let against = unfair(fairness, check);
        if against.is_empty() {
            page.line("  + ", "the school did its part: nothing stands against it");
        }
        for (unfair, says) in against {
            page.line("  ! ", &format!("{unfair}: {says}"));
        }
    }
    page.line("", "");
    page.line("", &format!("Sessions: {}", sessions(&check.attendance)));
    if !check.loose_ends.is_empty() {
        page.heading("Not finished yet");
        for one in &check.loose_ends {
            page.line("  - ", &with_place(one));
        }
    }
}

/// Those by which it could end, with their facts; of the others, what they are called.
fn criteria(shown: &Shown<'_>, page: &mut Page) {
    let check = shown.check;
    page.heading("Exit criteria");
    let (told, others): (Vec<_>, Vec<_>) =
        check.criteria.iter().partition(|one| is_a_question(one, check));
    let fairness_follows = check.fairness_matters();
    for one in &told {
        // What is unfair to the pupil stands below, once for all criteria.
        let below = |lack: &&Evidence| {
            let fairness = check.fairness.as_ref().filter(|_| fairness_follows);
            let mut said = fairness.into_iter().flat_map(|found| &found.unfair);
            !(one.blames_the_pupil() && said.any(|(_, says)| *says == lack.says))
        };
        criterion(one, one.not_before.iter().filter(below), page);
    }
    if check.exit.is_some() {
        return;
    }
    let of = |verdict: Verdict| others.iter().copied().filter(move |one| one.verdict == verdict);
    let early = names(of(Verdict::ForAPerson).filter(|one| one.is_too_early()));
    let open = names(of(Verdict::ForAPerson).filter(|one| !one.is_too_early()));
    let not_met = names(of(Verdict::NotMet));
    for (what, which) in [
        ("also for a person to judge", open),
        ("nothing speaks for it so far", early),
        ("not met", not_met),
    ] {
        if !which.is_empty() {
            page.line("  ", &format!("{what}: {which}"));
        }
    }
    for one in of(Verdict::CannotBeTold) {
        let why: Vec<&str> = one.evidence.iter().map(|fact| &*fact.says).collect();
        page.line("  ", &format!("cannot be told: {} ({})", one.criterion.label, why.join("; ")));
    }
    reached(shown, page);
}

/// Whether somebody has to look at a criterion now: the ending names it, it holds, or, where none
/// does, a person has to judge it.
fn is_a_question(one: &CriterionCheck<'_>, check: &ExitCheck<'_>) -> bool {
    match check.exit {
        Some(exit) => exit.criteria.contains(&one.criterion.id),
        None if one.holds() => true,
        None if check.holding().next().is_some() => false,
        None => {
            one.verdict == Verdict::Met
                || (one.verdict == Verdict::ForAPerson && !one.is_too_early())
        }
    }
}

/// Targets that are met by their figures, where nobody has said so.
fn reached(shown: &Shown<'_>, page: &mut Page) {
    let asks = |one: &CriterionCheck<'_>| one.criterion.kind == CriterionKind::AllTargetsMet;
    if !shown.check.criteria.iter().any(asks) {
        return;
    }
    for one in shown.check.targets.iter().filter(|one| one.state == TargetState::Reached) {
        let command = format!("lm target met {} {}", shown.case.id, one.target.id);
        let words = one.target.target.trim();
        let words = format!("‹{words}› has reached its figure; if it is met:");
        page.line("  ? ", &format!("{words} {}", in_one_piece(&command)));
    }
}

/// What is missing before the ending can be written, or is missing of it.
fn missing(shown: &Shown<'_>, page: &mut Page) {
    let check = shown.check;
    let lacks: Vec<&Requirement> = check.missing().collect();
    let is_near =
        check.exit.is_some() || check.criteria.iter().any(|one| is_a_question(one, check));
    if !is_near {
        return;
    }
    if !lacks.is_empty() {
        let title = match check.exit {
            Some(_) => "Missing",
            None => "Missing before the ending can be written down",
        };
        page.heading(title);
    }
    let asked: Vec<&str> = lacks
        .iter()
        .filter(|one| one.kind == RequirementKind::Consultation)
        .map(|one| &*one.what)
        .collect();
    if !asked.is_empty() {
        let how = match check.exit {
            Some(_) => "it belongs under consulted of the ending, in reviews.yaml",
            None => "what they say is taken down with the ending: --consulted",
        };
        page.line("  - ", &format!("to be asked: {} ({how})", asked.join(", ")));
    }
    for one in lacks.iter().filter(|one| one.kind != RequirementKind::Consultation) {
        let what = match (one.kind, &*one.what) {
            (RequirementKind::Questionnaire, title) => title.to_owned(),
            (kind, "") => kind.to_string(),
            (kind, what) => format!("{kind}: {what}"),
        };
        let who = if one.says.is_empty() { String::new() } else { format!(", {}", one.says) };
        let mends = clears(one, shown.case);
        let mends = if one.questionnaire.is_some() { in_one_piece(&mends) } else { mends };
        page.line("  - ", &format!("{what}{who}: {mends}"));
    }
    let with_it: Vec<String> = check
        .required
        .iter()
        .filter(|one| one.state == RequirementState::WithTheEnding)
        .map(|one| match one.kind {
            RequirementKind::Decision => "who decides".to_owned(),
            kind => kind.to_string(),
        })
        .collect();
    if !with_it.is_empty() && check.holding().next().is_some() {
        if lacks.is_empty() {
            page.line("", "");
        }
        page.line("  ", &format!("with the ending itself: {}", with_it.join("; ")));
    }
}

/// `10 arranged since 6 May 2026, the pupil came to 8; held 56 % of those expected`.
fn sessions(found: &SessionAttendance) -> String {
    let Some((first, _)) = found.first_and_last else { return "none is written down".to_owned() };
    let held = found
        .held_percent()
        .map_or_else(String::new, |held| format!("; held {held:.0} % of those expected"));
    let planned = found
        .planned
        .map_or_else(String::new, |all| format!("; {} of the {all} planned", found.held_on_plan));
    // Fewer than were promised is for whoever decides to know.
    let cuts = found.changed.iter().filter(|change| change.is_cut());
    let cuts: Vec<String> = cuts.map(|change| format!("; {}", before(change))).collect();
    let cuts = cuts.concat();
    let row = match found.missed_in_a_row {
        0 | 1 => String::new(),
        row => format!("; missed the last {row}"),
    };
    format!(
        "{} arranged since {}, the pupil came to {}{held}{planned}{cuts}{row}",
        found.arranged,
        first.long(),
        found.came
    )
}
