//! What is still to come in a case, with its day or what it waits for.

use crate::cli::matter_words;
use crate::domain::case::{StepStage, StepState, WaitingFor};
use crate::domain::date::Date;
use crate::domain::policy::{Need, StepId};
use crate::domain::spoken_date;

/// Whether a step is required here and not done.
pub(super) fn is_to_come(stage: &StepStage) -> bool {
    let open = matches!(stage.state, StepState::Waiting(..) | StepState::Refused(_));
    stage.need == Need::Required && (open || stage.is_open())
}

/// When it is due, or what it waits for.
pub(super) fn to_come(stage: &StepStage, today: Date) -> String {
    match &stage.state {
        StepState::Overdue(due) => {
            let ago = spoken_date::distance(due.due.day, today);
            format!("was due by {} ({ago})", due.due.day.brief())
        }
        StepState::Due(due) | StepState::Waiting(_, Some(due)) => {
            let after = after(stage);
            let by = due.due.day.brief();
            format!("by {by} ({}){after}", spoken_date::distance(due.due.day, today))
        }
        StepState::Ready if stage.step == StepId::Review => "nobody has set a day".to_owned(),
        StepState::Ready => "now".to_owned(),
        StepState::Refused(_) => "the parents said no".to_owned(),
        StepState::Waiting(what, None) => match what {
            WaitingFor::Steps(steps) => format!("after: {}", matter_words::steps(steps)),
            WaitingFor::Place => "when there is a place".to_owned(),
            WaitingFor::MissedLesson => "when a lesson is missed".to_owned(),
            WaitingFor::Ending => "at the end".to_owned(),
            WaitingFor::Leaving => "when the pupil leaves".to_owned(),
        },
        _ => String::new(),
    }
}

fn after(stage: &StepStage) -> String {
    if stage.first.is_empty() {
        return String::new();
    }
    format!(", after: {}", matter_words::steps(&stage.first))
}
