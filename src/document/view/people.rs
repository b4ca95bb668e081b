//! The school, the pupil, the parents and the staff, as templates see them.

use super::Sources;
use crate::domain::choices::{Pronouns, Role};
use crate::domain::person::first_name;
use crate::domain::record::referral::Parent;
use crate::domain::record::settings::StaffMember;
use crate::domain::year_group::YearGroup;
use serde::Serialize;

/// The school.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SchoolView {
    /// Its name.
    pub name: String,
    /// Its postal address, line by line; may be empty.
    pub address: Vec<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its email address.
    pub email: Option<String>,
    /// Its website.
    pub website: Option<String>,
    /// The headteacher.
    pub headteacher: Option<StaffView>,
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StaffView {
    /// The name, as it stands under a letter.
    pub name: String,
    /// The main role in words: `learning mentor`.
    pub role: Option<String>,
}

/// The pupil.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PupilView {
    /// What the pupil is called: `known_as`, else the first name.
    pub first: String,
    /// The full name.
    pub full: String,
    /// The year group on the day of the document: `Year 5`.
    pub year: Option<String>,
    /// Class, form or tutor group.
    pub class: Option<String>,
    /// The pronouns, and verbs that agree with them.
    #[serde(flatten)]
    pub pronouns: PronounsView,
}

/// The forms of a pupil's pronouns; each is named after the form that goes with *they*.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PronounsView {
    /// `she`, `he` or `they`.
    pub they: &'static str,
    /// `her`, `him` or `them`.
    pub them: &'static str,
    /// `her`, `his` or `their`.
    pub their: &'static str,
    /// `herself`, `himself` or `themselves`.
    pub themselves: &'static str,
    /// `is` after she and he, `are` after they.
    pub are: &'static str,
    /// `has` or `have`.
    pub have: &'static str,
    /// `was` or `were`.
    pub were: &'static str,
    /// `does` or `do`.
    #[serde(rename = "do")]
    pub does: &'static str,
    /// The ending of other verbs: `s` after she and he, nothing after they.
    pub s: &'static str,
}

/// A parent or carer to whom letters may go.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ParentView {
    /// Full name with title.
    pub name: String,
    /// What they are to the pupil.
    pub relationship: Option<String>,
}

impl SchoolView {
    pub(super) fn of(sources: &Sources<'_>) -> Self {
        let school = &sources.settings.school;
        Self {
            name: school.name.clone(),
            address: school.address.clone(),
            phone: school.phone.clone(),
            email: school.email.clone(),
            website: school.website.clone(),
            headteacher: school.headteacher.as_ref().and_then(|id| sources.staff(id)),
        }
    }
}

impl PupilView {
    pub(super) fn of(sources: &Sources<'_>) -> Self {
        let pupil = sources.case.pupil();
        let full = sources.case.name().to_owned();
        let known_as = pupil.and_then(|pupil| pupil.known_as.clone());
        // Where a record says nothing, *they* is wrong for nobody.
        let pronouns = pupil.and_then(|pupil| pupil.pronouns).unwrap_or(Pronouns::They);
        let nation = sources.settings.school.nation;
        Self {
            first: known_as.unwrap_or_else(|| first_name(&full).to_owned()),
            year: sources.case.year_on(sources.today, nation).map(YearGroup::label),
            class: pupil.and_then(|pupil| pupil.class.clone()),
            pronouns: PronounsView::of(pronouns),
            full,
        }
    }
}

impl PronounsView {
    pub(super) fn of(pronouns: Pronouns) -> Self {
        Self {
            they: pronouns.subject(),
            them: pronouns.object(),
            their: pronouns.possessive(),
            themselves: pronouns.reflexive(),
            are: pronouns.is(),
            have: pronouns.has(),
            were: pronouns.was(),
            does: pronouns.agree("does", "do"),
            s: pronouns.agree("s", ""),
        }
    }
}

impl ParentView {
    /// Every parent to whom letters may go, in the order of the record.
    pub(super) fn all(sources: &Sources<'_>) -> Vec<Self> {
        let parents = sources.case.referral.iter().flat_map(|file| &file.parents);
        parents.filter(|parent| !parent.no_letters).map(Self::one).collect()
    }

    /// Every parent, in the order of the record.
    pub(super) fn everybody(sources: &Sources<'_>) -> Vec<Self> {
        sources.case.referral.iter().flat_map(|file| &file.parents).map(Self::one).collect()
    }

    fn one(parent: &Parent) -> Self {
        Self { name: parent.name.clone(), relationship: parent.relationship.clone() }
    }
}

impl StaffView {
    /// The mentor who has the case, whether or not they are still at the school.
    pub(super) fn of_case(sources: &Sources<'_>) -> Option<Self> {
        sources.case.mentor(sources.today).and_then(|id| sources.staff(id))
    }

    /// The mentor who has the case; before anybody has it, the school's only mentor. Nobody who has
    /// left by the day of the document.
    pub(super) fn mentor(sources: &Sources<'_>) -> Option<Self> {
        let here = |member: &&StaffMember| {
            member.until.is_none_or(|until| sources.today <= until)
                && member.from.is_none_or(|from| from <= sources.today)
        };
        let staff = &sources.settings.staff;
        if let Some(id) = sources.case.mentor(sources.today) {
            return staff
                .iter()
                .filter(here)
                .find(|member| member.id == *id)
                .and_then(|member| sources.staff(&member.id));
        }
        let mentors: Vec<&StaffMember> = staff
            .iter()
            .filter(here)
            .filter(|member| {
                member
                    .roles
                    .iter()
                    .any(|role| matches!(role, Role::LearningMentor | Role::LeadMentor))
            })
            .collect();
        match mentors[..] {
            [only] => sources.staff(&only.id),
            _ => None,
        }
    }
}
