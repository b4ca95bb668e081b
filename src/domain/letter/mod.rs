//! Which letters the facts of a case allow on a day. A letter states facts, so each has a guard
//! that refuses it while they are not written down. What a letter says is the template's business.

mod continuing;
mod exit_achieved;
mod invitation;
mod last_episode;
mod no_longer_appropriate;
mod reduced_monitoring;
mod teacher_referred;
#[cfg(test)]
mod tests;

pub use continuing::{Continuation, continuation};
pub use last_episode::{Ending, LastEpisode};

use super::choices::choices;
use super::date::Date;
use super::policy::PolicyShelf;
use super::record::Case;
use super::record::contacts::Purpose;

choices! {
    /// A letter that comes with `lm`. Source: domain §7; features I1–I7.
    Letter {
        Invitation: "invitation" => "invitation to parents, with a reply slip",
        TeacherReferred: "teacher-referred" => "the class teacher has referred the pupil",
        Continuing: "continuing" => "the programme goes on, with the same or new targets",
        ReducedMonitoring: "reduced-monitoring" => "the pupil is seen less often from now on",
        ExitAchieved: "exit-achieved" => "every target is met and the programme ends",
        NoLongerAppropriate: "no-longer-appropriate" => "the programme ends, and may begin again",
    }
}

/// Why a letter cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is refused, in one line, without a full stop.
    pub what: String,
    /// The facts that stand against it; values of the record between ‹ and ›.
    pub because: Vec<String>,
    /// What to do.
    pub help: String,
}

impl Letter {
    /// What a contact is for by which this letter is sent.
    pub fn purpose(self) -> Purpose {
        match self {
            Self::Invitation | Self::TeacherReferred => Purpose::ParentsInformed,
            Self::Continuing | Self::ReducedMonitoring => Purpose::ReviewOutcome,
            Self::ExitAchieved | Self::NoLongerAppropriate => Purpose::OutcomeInformed,
        }
    }

    /// Whether the facts that this letter states are written down on a day.
    ///
    /// # Errors
    ///
    /// When one of them is not: every fact that stands against the letter.
    pub fn guard(self, case: &Case, policies: &PolicyShelf, on: Date) -> Result<(), Refusal> {
        let guard = match self {
            Self::Invitation => invitation::guard,
            Self::TeacherReferred => teacher_referred::guard,
            Self::Continuing => continuing::guard,
            Self::ReducedMonitoring => reduced_monitoring::guard,
            Self::ExitAchieved => exit_achieved::guard,
            Self::NoLongerAppropriate => no_longer_appropriate::guard,
        };
        guard(case, policies, on)
    }
}

impl Refusal {
    fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), because: Vec::new(), help: help.into() }
    }

    fn because(mut self, fact: impl Into<String>) -> Self {
        self.because.push(fact.into());
        self
    }

    /// For every letter that tells of an ending: there is none.
    fn no_ending(what: &str, case: &Case) -> Self {
        let help = format!(
            "a review can decide to end it: lm review {0}; the ending itself is: lm exit {0}",
            case.id
        );
        Self::new(what, help).because("neither a review nor an exit says that the programme ends")
    }

    /// For every letter to a pupil on the programme: the place is gone.
    fn ended(on: Date) -> Self {
        Self::new(
            "the programme has ended for this mentee",
            "write the letter that goes with the ending instead; lm letter with the mentee's name \
             shows which are possible",
        )
        .because(format!("it ended on {}", on.long()))
    }
}

/// The file of a case that help points to.
fn file(case: &Case, name: &str) -> String {
    format!("mentees/{}/{name}", case.id)
}
