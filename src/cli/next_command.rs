//! Which command clears what is open: the one table of it. What is open is the case's business.

use crate::domain::case::{Matter, MatterKind};
use crate::domain::id::Id;
use crate::domain::policy::StepId;
use crate::domain::record::RecordKind;

/// Writes down a questionnaire.
const RATE: &str = "lm rate {}";

/// The command that takes a step or writes it down, with the mentee left out where `{}` stands;
/// nothing for what is written into a file by hand (see [`file_of`]).
fn for_step(step: StepId) -> Option<&'static str> {
    Some(match step {
        StepId::RoleMadeKnown | StepId::Transfer => return None,
        // It says itself which questionnaires the case waits for.
        StepId::RatingBefore | StepId::RatingAfter | StepId::Evaluations => RATE,
        StepId::Identification => "lm profile {}",
        StepId::Baseline => "lm baseline {}",
        StepId::Observation => "lm observe {}",
        StepId::Review | StepId::ReviewDecision => "lm review {}",
        StepId::FollowUp => "lm follow-up {}",
        StepId::Referral => "lm check {}",
        StepId::ParentsInformed => "lm letter invitation {}",
        StepId::Prioritisation | StepId::Decision => "lm decide {}",
        StepId::Consent => "lm consent {}",
        StepId::PlanningMeeting => "lm contact {} --purpose planning-meeting",
        StepId::LessonAlert => "lm contact {} --purpose lesson-alert",
        StepId::OutcomeInformed => "lm contact {} --purpose outcome-informed",
        StepId::ContactLog => "lm contact {}",
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
fn step_of(matter: &Matter) -> Option<StepId> {
    matter.first_step().or(match &matter.kind {
        MatterKind::ConsentUnanswered { .. } => Some(StepId::Consent),
        MatterKind::ExitToWrite { .. } => Some(StepId::Ending),
        MatterKind::NoContact { .. } => Some(StepId::Sessions),
        MatterKind::TargetsPast(_) => Some(StepId::Review),
        MatterKind::NoMentor | MatterKind::Waiting { .. } => Some(StepId::Decision),
        _ => None,
    })
}

/// The command for a matter that is no step, with the mentee left out where `{}` stands.
fn template(matter: &MatterKind) -> &'static str {
    match matter {
        MatterKind::Promise { .. } => "lm promise kept {}",
        MatterKind::PlanNotCopied { .. } => "lm plan copied {} --to parents",
        MatterKind::Targets { .. } => "lm check {}",
        MatterKind::HandOver { .. } => "lm hand-over {} --accept",
        MatterKind::Reply { .. } => "lm refer-on {} --replied today",
        MatterKind::ReferrerNotTold { .. } => "lm decide {} --acknowledged today",
        MatterKind::FollowUp { .. } => "lm contact {} --done",
        _ => "lm show {}",
    }
}

/// A step that is to be taken, and what of the case its command depends on.
#[derive(Clone, Copy, Debug)]
pub struct Taking<'c> {
    /// The step.
    pub step: StepId,
    /// The questionnaire that it waits for.
    pub questionnaire: Option<&'c Id>,
    /// The group, for a pupil who works in one alone: sessions are written down with the group.
    pub group: Option<&'c Id>,
    /// Nobody has set a day for it, which a review needs.
    pub wants_a_day: bool,
}

impl Taking<'_> {
    /// The command, as it is typed; nothing for what is written into a file by hand (see
    /// [`file_of`]).
    pub fn command(&self, case: &Id) -> Option<String> {
        match (self.step, self.group) {
            (StepId::Sessions, Some(group)) => return Some(format!("lm group-session {group}")),
            (StepId::Review, _) if self.wants_a_day => {
                return Some(format!("lm plan review-on {case}"));
            }
            _ => {}
        }
        let command = for_step(self.step)?.replace("{}", case.as_str());
        Some(match self.questionnaire {
            Some(questionnaire) if for_step(self.step) == Some(RATE) => {
                format!("{command} {questionnaire}")
            }
            _ => command,
        })
    }
}

/// The command that clears a matter of this case, as it is typed; sessions of a pupil who works in a
/// group alone are written down with the group.
pub fn for_matter(matter: &Matter, case: &Id, group: Option<&Id>) -> String {
    if let MatterKind::NeedsCover { from, to, .. } = &matter.kind {
        let until = to.map_or_else(String::new, |to| format!(" --until {to}"));
        return format!("lm hand-over {case} --to … --starts {from}{until}");
    }
    if let MatterKind::ParentsNotTold { letter: Some(letter), .. } = &matter.kind {
        return format!("lm letter {letter} {case}");
    }
    let Some(step) = step_of(matter) else {
        return template(&matter.kind).replace("{}", case.as_str());
    };
    let taking = Taking {
        step,
        questionnaire: matter.questionnaire.as_ref(),
        group,
        wants_a_day: matches!(matter.kind, MatterKind::Next(_)),
    };
    // What is written by hand is explained: where, and what is asked for.
    taking.command(case).unwrap_or_else(|| format!("lm why {case} {}", step.code()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exists(line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        assert_eq!(words[0], "lm", "{line}");
        let mut command = crate::cli::help::command();
        command.build();
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

    fn matter(kind: MatterKind) -> Matter {
        Matter { kind, by: None, at: None, questionnaire: None }
    }

    #[test]
    fn every_command_that_is_named_exists_and_takes_a_mentee() {
        let case = Id::new("k7q2m").expect("an id");
        for step in StepId::ALL {
            exists(&for_matter(&matter(MatterKind::Next(vec![*step])), &case, None));
        }
        let day = crate::domain::date::Date::FIRST;
        for kind in [
            MatterKind::Promise { what: None, made: day },
            MatterKind::FollowUp { what: None, who: None },
            MatterKind::PlanNotCopied { starts: day },
            MatterKind::Targets { undated: 1, unmeasured: 0 },
            MatterKind::ReferrerNotTold { decided: day },
            MatterKind::NoMentor,
            MatterKind::HandOver { to: case.clone(), starts: day, until: None },
            MatterKind::NeedsCover { mentor: case.clone(), from: day, to: None, leaves: true },
            MatterKind::ParentsNotTold { reviewed: day, letter: Id::new("continuing").ok() },
            MatterKind::ExitToWrite { decided: day },
        ] {
            exists(&for_matter(&matter(kind), &case, None));
        }
    }
}
