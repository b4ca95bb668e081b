//! What templates see of a case: the names here are a promise to whoever writes templates, and
//! stand in `templates/README.md`. A name is added freely and never taken away. How a document is
//! made from a view is not here.
//!
//! A fact that is not there is `None` and stays in the view as such; nothing is ever left out.

mod addressee;
pub mod case_report;
mod example;
mod letter;
mod people;
mod progress;
mod register;
mod withheld;

pub use addressee::{Addressee, addressees};
pub use case_report::CaseReportView;
pub use letter::{ConsentView, LetterView, StandingView};
pub use people::{ParentView, PronounsView, PupilView, SchoolView, StaffView};
pub use progress::{
    ContinuationView, DecisionView, ExitView, MissedView, OutcomeView, PlanView, ReferralView,
    ReviewView, SessionsView, StepView, TargetView,
};
pub use register::{RegisterPupil, RegisterView};
pub use withheld::{Withheld, unrestricted};

use crate::domain::choices::Role;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::settings::Settings;
use crate::domain::record::{Case, Person};

/// All that a view is made from.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The case.
    pub case: &'a Case,
    /// The school.
    pub settings: &'a Settings,
    /// Its policies.
    pub policies: &'a PolicyShelf,
    /// The day that the document bears.
    pub today: Date,
}

impl Sources<'_> {
    /// The words for a code: the school's own, else ours.
    fn words(&self, code: &str, ours: &str) -> String {
        let own = self.settings.terms.iter().find(|(id, _)| id.as_str() == code);
        own.map_or_else(|| ours.to_owned(), |(_, words)| words.clone())
    }

    fn role(&self, role: Role) -> String {
        self.words(role.code(), role.label())
    }

    fn staff(&self, id: &Id) -> Option<StaffView> {
        let member = self.settings.staff.iter().find(|member| member.id == *id)?;
        let role = member.roles.first().map(|role| match (role, member.grade) {
            (Role::LearningMentor, Some(grade)) => self.words(grade.code(), grade.label()),
            _ => self.role(*role),
        });
        Some(StaffView { name: member.name.clone(), role })
    }

    /// The name and role of somebody named in a record, as far as they are known.
    fn person(&self, person: &Person) -> (Option<String>, Option<String>) {
        let staff = person.staff.as_ref().and_then(|id| self.staff(id));
        let role = person.role.map(|role| self.role(role));
        let name = staff.as_ref().map(|staff| staff.name.clone()).or_else(|| person.name.clone());
        (name, role.or_else(|| staff.and_then(|staff| staff.role)))
    }

    /// Name and role of somebody named in a record: `Mr R. Lunt (class teacher)`.
    fn somebody(&self, person: &Person) -> String {
        match self.person(person) {
            (Some(name), Some(role)) => format!("{name} ({role})"),
            (Some(name), None) => name,
            // Of several parents it is not said which.
            (None, Some(_)) if person.role == Some(Role::Parent) => "a parent or carer".to_owned(),
            (None, Some(role)) => format!("the {role}"),
            (None, None) => person.staff.as_ref().map_or("somebody", Id::as_str).to_owned(),
        }
    }
}
