//! The mentoring register, as templates see it.

use super::{SchoolView, Sources, StaffView};
use crate::domain::case::standing;
use crate::domain::date::Date;
use crate::domain::person::folded;
use crate::domain::policy::{Coded, Policy, PolicyShelf, ShowReason};
use crate::domain::record::Case;
use crate::domain::record::referral::{Reason, Referral};
use crate::domain::record::settings::Settings;
use crate::domain::register::{Reader, on_register_since, reason_shown};
use crate::domain::year_group::YearGroup;
use serde::Serialize;

/// The register on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegisterView {
    /// The day.
    pub today: Date,
    /// The school.
    pub school: SchoolView,
    /// The code of whom it is for: `coordinator` or `staff`.
    pub reader: &'static str,
    /// Whom it is for, in words, one or more roles; may be empty.
    pub readers: Vec<String>,
    /// Whether the reasons are shown.
    pub shows_reasons: bool,
    /// The pupils, in the order of their names.
    pub pupils: Vec<RegisterPupil>,
    /// Case ids of records that cannot be read, so that somebody may be missing here.
    pub unreadable: Vec<String>,
}

/// A pupil on the register.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RegisterPupil {
    /// The case id.
    pub case: String,
    /// The full name.
    pub name: String,
    /// Year group on the day.
    pub year: Option<String>,
    /// Class or form.
    pub class: Option<String>,
    /// The reasons, as far as this reader sees them; may be empty.
    pub reasons: Vec<String>,
    /// The mentor's name.
    pub mentor: Option<String>,
    /// Where the case stands, in words.
    pub standing: String,
    /// Since when the pupil is on the register.
    pub since: Date,
}

impl RegisterView {
    /// The register of these cases; `unreadable` are the ids of those that cannot be read.
    pub fn of(
        cases: &[Case],
        unreadable: Vec<String>,
        settings: &Settings,
        policies: &PolicyShelf,
        reader: Reader,
        today: Date,
    ) -> Self {
        let policy = policies.in_force(today);
        let shown =
            policy.map_or(ShowReason::None, |policy| reason_shown(&policy.register, reader));
        let sources = |case| Sources { case, settings, policies, today };
        let mut pupils: Vec<RegisterPupil> = (cases.iter())
            .filter_map(|case| RegisterPupil::of(&sources(case), policy, shown))
            .collect();
        pupils.sort_by_cached_key(|pupil| (folded(&pupil.name), pupil.case.clone()));
        let roles = policy.map_or_else(Vec::new, |policy| match reader {
            Reader::Coordinator => policy.register.owner.into_iter().collect(),
            Reader::Staff => policy.register.audience.clone(),
        });
        let nobody = Case::empty(crate::domain::id::Id::new("none").expect("a plain word"));
        let school = sources(&nobody);
        Self {
            today,
            school: SchoolView::of(&school),
            reader: reader.code(),
            readers: roles.into_iter().map(|role| school.role(role)).collect(),
            shows_reasons: shown != ShowReason::None,
            pupils,
            unreadable,
        }
    }
}

impl RegisterPupil {
    fn of(sources: &Sources<'_>, policy: Option<&Policy>, shown: ShowReason) -> Option<Self> {
        let Sources { case, settings, policies, today } = *sources;
        let since = on_register_since(case, policies, today)?;
        let stands = standing(case, policies, today);
        let referral = case.referral.as_ref().and_then(|file| file.referral.as_ref());
        Some(Self {
            case: case.id.to_string(),
            name: case.name().to_owned(),
            year: case.year_on(today, settings.school.nation).map(YearGroup::label),
            class: case.pupil().and_then(|pupil| pupil.class.clone()),
            reasons: referral
                .map_or_else(Vec::new, |referral| reasons(sources, policy, referral, shown)),
            mentor: StaffView::of_case(sources).map(|mentor| mentor.name),
            standing: sources.words(stands.code(), stands.label()),
            since,
        })
    }
}

/// The reasons as far as they are shown: by their headings alone, or in full.
fn reasons(
    sources: &Sources<'_>,
    policy: Option<&Policy>,
    referral: &Referral,
    shown: ShowReason,
) -> Vec<String> {
    let full = shown == ShowReason::Full;
    if shown == ShowReason::None {
        return Vec::new();
    }
    let mut words: Vec<String> = (referral.reasons.iter())
        .map(|reason| match (reason, &referral.other_reason) {
            (Reason::Other, Some(other)) if full => other.clone(),
            _ => sources.words(reason.code(), reason.label()),
        })
        .collect();
    let criteria = policy.map_or(&[][..], |policy| &policy.referral.criteria);
    let label = |criterion: &Coded| match &criterion.group {
        Some(group) if !full => group.to_lowercase(),
        _ => criterion.label.clone(),
    };
    // By its heading a criterion says nothing more where reasons were ticked on the form.
    if full || words.is_empty() {
        let held = referral.criteria.iter();
        words.extend(held.filter_map(|id| criteria.iter().find(|one| one.id == *id)).map(label));
    }
    let mut seen = Vec::new();
    words.retain(|word| {
        let new = !seen.contains(word);
        seen.push(word.clone());
        new
    });
    words
}
