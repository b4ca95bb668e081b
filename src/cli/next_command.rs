//! Which command clears what is open: the one table of it. What is open is the case's business.

use crate::domain::case::{Matter, MatterKind};
use crate::domain::id::Id;
use crate::domain::policy::StepId;

/// Writes down a questionnaire.
const RATE: &str = "lm rate {}";

/// The command that takes a step or writes it down, with the mentee left out where `{}` stands.
fn for_step(step: StepId) -> &'static str {
    match step {
        // The school does it once for all; what a case can prove is a leaflet in a family's hands.
        StepId::RoleMadeKnown => "lm contact {} --letter leaflet-parents",
        StepId::Transfer => "lm transfer {}",
        // It says itself which questionnaires the case waits for.
        StepId::RatingBefore | StepId::RatingAfter | StepId::Evaluations => RATE,
        StepId::Identification => "lm profile {}",
        StepId::Baseline => "lm baseline {}",
        StepId::Observation => "lm observe {}",
        StepId::Review | StepId::ReviewDecision => "lm review {}",
        StepId::FollowUp => "lm follow-up {}",
        StepId::Referral => "lm check {}",
        StepId::ParentsInformed => "lm letter invitation {}",
        StepId::Prioritisation => "lm prioritise {}",
        StepId::Decision => "lm decide {}",
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
    }
}

/// The step that has to be taken for a matter, where it is one.
fn step_of(matter: &Matter) -> Option<StepId> {
    matter.first_step().or(match &matter.kind {
        MatterKind::ConsentUnanswered { .. } => Some(StepId::Consent),
        MatterKind::ExitToWrite { .. } | MatterKind::ConsentWithdrawn { .. } => {
            Some(StepId::Ending)
        }
        MatterKind::NoContact { met: true, .. } => Some(StepId::Sessions),
        MatterKind::TargetsPast(_) => Some(StepId::Review),
        MatterKind::NoMentor | MatterKind::Waiting { .. } => Some(StepId::Decision),
        _ => None,
    })
}

/// The command for a matter that is no step, with the mentee left out where `{}` stands.
fn template(matter: &MatterKind) -> &'static str {
    match matter {
        // Nobody has worked with the pupil yet, so that a session may be too early.
        MatterKind::NoContact { .. } => "lm contact {}",
        MatterKind::Promise { .. } => "lm promise kept {}",
        MatterKind::PlanNotCopied { .. } => "lm plan copied {} --to parents",
        MatterKind::Targets { .. } => "lm check {}",
        MatterKind::HandOver { .. } => "lm hand-over {} --accept",
        MatterKind::Reply { .. } => "lm refer-on {} --replied today",
        MatterKind::EndingToPrepare { .. } => "lm plan ending {}",
        MatterKind::Receipt { .. } => "lm transfer {} --received today",
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
    /// The plan is there, and waits for a supervisor who approves it.
    pub approves_plan: bool,
}

impl Taking<'_> {
    /// The command, as it is typed.
    pub fn command(&self, case: &Id) -> String {
        match (self.step, self.group) {
            (StepId::Sessions, Some(group)) => return format!("lm group-session {group}"),
            (StepId::Review, _) if self.wants_a_day => return format!("lm plan review-on {case}"),
            (StepId::Plan, _) if self.approves_plan => {
                return format!("lm plan sign {case} --approved-by …");
            }
            _ => {}
        }
        let command = for_step(self.step);
        // What is asked for at each review is there before it is held.
        let by_form = command == RATE || self.step == StepId::Review;
        let command = match self.questionnaire {
            Some(questionnaire) if by_form => format!("{RATE} {questionnaire}"),
            _ => command.to_owned(),
        };
        command.replace("{}", case.as_str())
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
        questionnaire: matter.questionnaires.first(),
        group,
        wants_a_day: matches!(matter.kind, MatterKind::Next(_)),
        approves_plan: matter.approves_plan,
    };
    taking.command(case)
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
        Matter { kind, by: None, at: None, questionnaires: Vec::new(), approves_plan: false }
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
            MatterKind::Receipt { to: None, sent: day },
            MatterKind::Targets { undated: 1, unmeasured: 0 },
            MatterKind::ReferrerNotTold { decided: day },
            MatterKind::NoMentor,
            MatterKind::HandOver { to: case.clone(), starts: day, until: None },
            MatterKind::NeedsCover { mentor: case.clone(), from: day, to: None, leaves: true },
            MatterKind::ParentsNotTold { reviewed: day, letter: Id::new("continuing").ok() },
            MatterKind::ExitToWrite { decided: day },
            MatterKind::ConsentWithdrawn { on: day },
        ] {
            exists(&for_matter(&matter(kind), &case, None));
        }
    }
}
