//! The exit check as a page.

use crate::cli::call::Call;
use crate::cli::documents;
use crate::cli::planned_sessions::before;
use crate::cli::written_at::of_groups;
use crate::domain::exit::{
    AbsenceClass, CriterionCheck, Evidence, ExitCheck, Fairness, Requirement, RequirementKind,
    RequirementState, SessionAttendance, Verdict, Weight,
};
use crate::domain::record::Case;
use crate::domain::roles;
use crate::store::{Folder, School};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr as _;

/// A wider page is hard to read.
const WIDEST: usize = 100;

/// As a page that mentor and headteacher read together.
pub fn of(
    check: &ExitCheck<'_>,
    case: &Case,
    school: &School,
    folder: &Folder,
    call: &Call<'_, '_>,
) -> String {
    let mut page = Page { text: String::new(), width: call.world.terminal.width.min(WIDEST) };
    head(check, case, school, &mut page);
    page.heading("Exit criteria");
    for one in &check.criteria {
        criterion(one, &mut page);
    }
    if !check.required.is_empty() {
        page.heading("What the policy asks for");
        for one in &check.required {
            requirement(one, case, &mut page);
        }
    }
    page.heading("Sessions");
    sessions(&check.attendance, &mut page);
    let in_groups = &check.attendance.in_groups;
    if !in_groups.is_empty() {
        let places = of_groups(folder, case, in_groups);
        page.line("  ", &format!("{} of them with a group [{places}]", in_groups.len()));
    }
    if let Some(fairness) = check.fairness.as_ref().filter(|_| check.fairness_matters()) {
        page.heading("Before anybody says that the pupil does not cooperate or does not come");
        fair(fairness, &mut page);
    }
    if !check.loose_ends.is_empty() {
        page.heading("Not finished yet");
        for one in &check.loose_ends {
            page.line("  - ", &with_place(one));
        }
    }
    page.heading("In short");
    conclusion(check, &mut page);
    page.text.trim_end().to_owned()
}

struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn heading(&mut self, words: &str) {
        let _ = writeln!(self.text, "\n{words}");
    }

    /// Words after a mark; lines after the first are indented as far.
    fn line(&mut self, mark: &str, words: &str) {
        let indent = " ".repeat(mark.width());
        let mut line = mark.to_owned();
        let mut empty = true;
        for word in documents::in_quotes(words).split_whitespace() {
            if !empty && line.width() + 1 + word.width() > self.width {
                let _ = writeln!(self.text, "{line}");
                line.clone_from(&indent);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        let _ = writeln!(self.text, "{}", line.trim_end());
    }
}

fn head(check: &ExitCheck<'_>, case: &Case, school: &School, page: &mut Page) {
    let who = documents::who(case, school, check.day);
    match check.exit {
        None => page.line("", &format!("{who}: could the programme end?")),
        Some(_) => page.line("", &format!("{who}: how the programme ended")),
    }
    let since = check.since.long();
    let until = check.day.with_weekday();
    page.line("", &format!("{until}; began on {since}; stands at: {}", check.standing));
    let mut policy = format!("by the policy in force since {}", check.policy_from.long());
    if let Some(newer) = check.newer_policy {
        let newer = newer.long();
        policy = format!("{policy}; the one of {newer} came later and does not count");
    }
    page.line("", &policy);
}

fn criterion(one: &CriterionCheck<'_>, page: &mut Page) {
    let verdict = match one.verdict {
        Verdict::Met if !one.not_before.is_empty() => "met, but not yet to be used",
        other => other.label(),
    };
    page.line("  ", &format!("{}: {verdict}", one.criterion.label));
    for fact in &one.evidence {
        page.line(mark(fact.weight), &with_place(fact));
    }
    // What must come first is of no use where the criterion does not hold.
    let lacks = one.not_before.iter().filter(|_| one.verdict != Verdict::NotMet);
    for lack in lacks {
        page.line("    ! ", &format!("first: {}", lack.says));
    }
}

fn mark(weight: Weight) -> &'static str {
    match weight {
        Weight::For => "    + ",
        Weight::Against => "    - ",
        Weight::Missing => "    ? ",
        Weight::Note => "    . ",
    }
}

/// The fact, and the file in which it stands.
fn with_place(fact: &Evidence) -> String {
    match fact.at {
        Some(at) => format!("{} [{}]", fact.says, at.file.file_name()),
        None => fact.says.clone(),
    }
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
fn clears(one: &Requirement, case: &Case) -> String {
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

fn fair(fairness: &Fairness, page: &mut Page) {
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
    if fairness.unfair.is_empty() {
        page.line("  + ", "nothing here stands against it");
    }
    for (unfair, says) in &fairness.unfair {
        page.line("  ! ", &format!("it would not be fair: {unfair} ({says})"));
    }
}

fn conclusion(check: &ExitCheck<'_>, page: &mut Page) {
    let names = |these: Vec<&CriterionCheck<'_>>| -> String {
        these.iter().map(|one| one.criterion.label.as_str()).collect::<Vec<_>>().join("; ")
    };
    let missing: Vec<String> = check
        .missing()
        .map(|one| {
            if one.what.is_empty() {
                one.kind.to_string()
            } else {
                format!("{} ({})", one.kind, one.what)
            }
        })
        .collect();
    let holding: Vec<_> = check.holding().collect();
    if check.exit.is_some() {
        page.line("", &format!("The ending rests on: {}.", names(check.named().collect())));
        if check.speaks_for_it() {
            page.line("", "Nothing in the records speaks against it.");
        }
        for one in check
            .named()
            .filter(|one| matches!(one.verdict, Verdict::NotMet | Verdict::CannotBeTold))
        {
            page.line("", &format!("The records do not bear this out: {}.", one.criterion.label));
        }
    } else if holding.is_empty() {
        page.line("", "No criterion is met by what is written down.");
        let open = |one: &&CriterionCheck<'_>| one.verdict == Verdict::ForAPerson;
        let open: Vec<_> = check.criteria.iter().filter(open).collect();
        if !open.is_empty() {
            page.line("", &format!("For a person to judge: {}.", names(open)));
        }
    } else {
        page.line("", &format!("Met: {}.", names(holding)));
    }
    if !missing.is_empty() {
        page.line("", &format!("Missing: {}.", missing.join("; ")));
    }
    let who = &check.policy.exit.decide_roles;
    let who = if who.is_empty() {
        "a person".to_owned()
    } else {
        format!("the {}", roles::in_words(who, "or"))
    };
    page.line("", &format!("lm only advises; {who} decides."));
}
