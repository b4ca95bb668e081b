//! Which command clears what is open: the one table of it. What is open is the case's business.

use crate::domain::case::MatterKind;
use crate::domain::id::Id;
use crate::domain::policy::StepId;

/// The command that takes a step, with the mentee left out where `{}` stands.
///
/// A step that a person takes elsewhere and only writes down has the command that writes it down.
pub fn for_step(step: StepId) -> &'static str {
    match step {
        StepId::ParentsInformed => "lm letter invitation {}",
        StepId::Referral => "lm check {}",
        StepId::RoleMadeKnown => "lm why {} role-made-known",
        StepId::Identification => "lm why {} identification",
        StepId::RatingBefore => "lm why {} rating-before",
        StepId::Prioritisation => "lm why {} prioritisation",
        StepId::Decision => "lm why {} decision",
        StepId::Consent => "lm why {} consent",
        StepId::Baseline => "lm why {} baseline",
        StepId::Observation => "lm why {} observation",
        StepId::PlanningMeeting => "lm why {} planning-meeting",
        StepId::FirstMeeting => "lm why {} first-meeting",
        StepId::Agreement => "lm why {} agreement",
        StepId::Plan => "lm why {} plan",
        StepId::Sessions => "lm why {} sessions",
        StepId::ContactLog => "lm why {} contact-log",
        StepId::LessonAlert => "lm why {} lesson-alert",
        StepId::Review | StepId::ReviewDecision => "lm review {}",
        StepId::RatingAfter => "lm why {} rating-after",
        StepId::Ending => "lm exit {}",
        StepId::Evaluations => "lm why {} evaluations",
        StepId::OutcomeInformed => "lm why {} outcome-informed",
        StepId::FollowUp => "lm follow-up {}",
        StepId::Transfer => "lm why {} transfer",
    }
}

/// The command that clears a matter, with the mentee left out where `{}` stands.
fn template(matter: &MatterKind) -> &'static str {
    match matter {
        MatterKind::Step { step, first, .. } => for_step(first.first().copied().unwrap_or(*step)),
        MatterKind::Next(steps) => steps.first().map_or("lm show {}", |step| for_step(*step)),
        MatterKind::ConsentUnanswered { .. } => for_step(StepId::Consent),
        MatterKind::ExitToWrite { .. } => "lm exit {}",
        MatterKind::Reply { .. } => "lm refer-on {} --replied today --outcome \"…\"",
        MatterKind::Promise { .. }
        | MatterKind::FollowUp { .. }
        | MatterKind::NoContact { .. }
        | MatterKind::ReferrerNotTold { .. }
        | MatterKind::PlanNotCopied { .. }
        | MatterKind::NoMentor => "lm show {}",
        MatterKind::TargetsPast(_) => for_step(StepId::Review),
        MatterKind::Targets { .. } => "lm check {}",
        MatterKind::ParentsNotTold { .. } => "lm letter continuing {}",
        MatterKind::Waiting { .. } => for_step(StepId::Decision),
    }
}

/// The command that clears a matter of this case, as it is typed.
pub fn for_matter(matter: &MatterKind, case: &Id) -> String {
    template(matter).replace("{}", case.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The commands that the table names, one for each step.
    #[test]
    fn every_command_that_is_named_exists_and_takes_a_mentee() {
        for step in StepId::ALL {
            let line = for_step(*step).replace("{}", "k7q2m");
            let words: Vec<&str> = line.split(' ').collect();
            assert_eq!(words[0], "lm", "{line}");
            let parsed = crate::cli::help::command().try_get_matches_from(&words);
            assert!(parsed.is_ok(), "{line}: {}", parsed.expect_err("it is wrong"));
            assert!(words.contains(&"k7q2m"), "{line}");
        }
    }
}
