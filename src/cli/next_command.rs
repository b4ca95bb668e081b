//! Which command clears what is open: the one table of it. What is open is the case's business.

use crate::domain::case::MatterKind;
use crate::domain::id::Id;
use crate::domain::policy::StepId;
use crate::domain::record::RecordKind;

/// The command that takes a step or writes it down, with the mentee left out where `{}` stands;
/// nothing for what is written into a file by hand (see [`file_of`]).
pub fn for_step(step: StepId) -> Option<&'static str> {
    Some(match step {
        StepId::RoleMadeKnown | StepId::Identification | StepId::Baseline | StepId::Transfer => {
            return None;
        }
        // It says itself which questionnaires the case waits for.
        StepId::RatingBefore | StepId::RatingAfter | StepId::Evaluations => "lm rate {}",
        StepId::Observation => "lm observe {}",
        StepId::Review | StepId::ReviewDecision => "lm review {}",
        StepId::FollowUp => "lm follow-up {}",
        StepId::Referral => "lm check {}",
        StepId::ParentsInformed => "lm letter invitation {}",
        StepId::Prioritisation | StepId::Decision => "lm decide {}",
        StepId::Consent => "lm consent {}",
        StepId::PlanningMeeting
        | StepId::ContactLog
        | StepId::LessonAlert
        | StepId::OutcomeInformed => "lm contact {}",
        StepId::FirstMeeting => "lm first-meeting {}",
        StepId::Agreement => "lm agreement {}",
        StepId::Plan => "lm plan new {}",
        StepId::Sessions => "lm session {}",
        StepId::Ending => "lm exit {}",
    })
}

/// The file in which a step is written down.
pub fn file_of(step: StepId) -> RecordKind {
    match step {
        StepId::RatingBefore | StepId::RatingAfter | StepId::Evaluations | StepId::Observation => {
            RecordKind::Ratings
        }
        StepId::Review
        | StepId::ReviewDecision
        | StepId::FollowUp
        | StepId::Transfer
        | StepId::Ending => RecordKind::Reviews,
        StepId::Plan => RecordKind::Plan,
        StepId::Sessions | StepId::FirstMeeting => RecordKind::Sessions,
        StepId::RoleMadeKnown
        | StepId::ParentsInformed
        | StepId::PlanningMeeting
        | StepId::ContactLog
        | StepId::LessonAlert
        | StepId::OutcomeInformed => RecordKind::Contacts,
        StepId::Identification
        | StepId::Referral
        | StepId::Prioritisation
        | StepId::Decision
        | StepId::Consent
        | StepId::Baseline
        | StepId::Agreement => RecordKind::Referral,
    }
}

/// The step that has to be taken for a matter, where it is one.
fn step_of(matter: &MatterKind) -> Option<StepId> {
    match matter {
        MatterKind::Step { step, first, .. } => Some(first.first().copied().unwrap_or(*step)),
        MatterKind::Next(steps) => steps.first().copied(),
        MatterKind::ConsentUnanswered { .. } => Some(StepId::Consent),
        MatterKind::ExitToWrite { .. } => Some(StepId::Ending),
        MatterKind::NoContact { .. } => Some(StepId::Sessions),
        MatterKind::TargetsPast(_) => Some(StepId::Review),
        MatterKind::NoMentor | MatterKind::Waiting { .. } => Some(StepId::Decision),
        MatterKind::Promise { .. }
        | MatterKind::FollowUp { .. }
        | MatterKind::Reply { .. }
        | MatterKind::ReferrerNotTold { .. }
        | MatterKind::Targets { .. }
        | MatterKind::ParentsNotTold { .. }
        | MatterKind::PlanNotCopied { .. } => None,
    }
}

/// The command for a matter that is no step, with the mentee left out where `{}` stands.
fn template(matter: &MatterKind) -> &'static str {
    match matter {
        MatterKind::Promise { .. } => "lm promise kept {}",
        MatterKind::PlanNotCopied { .. } => "lm plan copied {}",
        MatterKind::Targets { .. } => "lm check {}",
        MatterKind::Reply { .. } => "lm refer-on {} --replied today --outcome \"…\"",
        MatterKind::ReferrerNotTold { .. } => "lm why {} decision",
        _ => "lm show {}",
    }
}

/// The command that clears a matter of this case, as it is typed.
pub fn for_matter(matter: &MatterKind, case: &Id) -> String {
    if let MatterKind::ParentsNotTold { letter: Some(letter), .. } = matter {
        return format!("lm letter {letter} {case}");
    }
    let command = match step_of(matter) {
        Some(step) => match for_step(step) {
            Some(command) => command.to_owned(),
            // What is written by hand is explained: where, and what is asked for.
            None => format!("lm why {{}} {}", step.code()),
        },
        None => template(matter).to_owned(),
    };
    command.replace("{}", case.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exists(line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        assert_eq!(words[0], "lm", "{line}");
        let mut command = crate::cli::help::command();
        // As far as the words name commands; the mentee comes behind them.
        let mut named = 0;
        for word in &words[1..] {
            let Some(below) = command.find_subcommand(word) else { break };
            command = below.clone();
            named += 1;
        }
        assert!(named > 0 && words.contains(&"k7q2m"), "{line}");
        let has_more = command.get_subcommands().next().is_some();
        assert!(!has_more, "{line} does not say which");
    }

    #[test]
    fn every_command_that_is_named_exists_and_takes_a_mentee() {
        let case = Id::new("k7q2m").expect("an id");
        for step in StepId::ALL {
            exists(&for_matter(&MatterKind::Next(vec![*step]), &case));
        }
        let day = crate::domain::date::Date::FIRST;
        for matter in [
            MatterKind::Promise { what: None, made: day },
            MatterKind::FollowUp { what: None, who: None },
            MatterKind::PlanNotCopied { starts: day },
            MatterKind::Targets { undated: 1, unmeasured: 0 },
            MatterKind::ReferrerNotTold { decided: day },
            MatterKind::NoMentor,
            MatterKind::ParentsNotTold { reviewed: day, letter: Id::new("continuing").ok() },
            MatterKind::ExitToWrite { decided: day },
        ] {
            exists(&for_matter(&matter, &case));
        }
    }
}
