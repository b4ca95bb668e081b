//! What is written down along the way: plans, sessions, contacts and remarks.

use super::super::{Sources, TargetView};
use super::start::people;
use crate::domain::choices::AbsenceReason;
use crate::domain::date::Date;
use crate::domain::record::Remark;
use crate::domain::record::plan::{Measure, Plan, Target};
use serde::{Serialize, Serializer};

/// A plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CasePlanView {
    /// The day it starts.
    pub starts: Date,
    /// The day it is to be reviewed.
    pub review_on: Option<Date>,
    /// How many sessions it has.
    pub planned_sessions: Option<u32>,
    /// How that number was changed, oldest first.
    pub sessions_changed: Vec<SessionsChangedView>,
    /// What it is about.
    pub focus: Option<String>,
    /// Strategies used.
    pub strategies: Vec<String>,
    /// Agreed adjustments that staff should know.
    pub adjustments: Vec<String>,
    /// The day a copy went to the parents.
    pub copy_to_parents: Option<Date>,
    /// Its targets.
    pub targets: Vec<CaseTargetView>,
    /// How the end is prepared.
    pub ending: Option<CasePlannedEndingView>,
    /// Remarks by pupil, teacher, mentor, parent.
    pub comments: Vec<RemarkView>,
}

/// A change in the number of planned sessions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SessionsChangedView {
    /// The day it was decided.
    pub date: Date,
    /// How many were planned until then.
    pub from: u32,
    /// How many are planned since.
    pub to: u32,
    /// Why.
    pub because: Option<String>,
    /// Who decided it, name and role.
    pub by: Option<String>,
}

/// How the end is prepared with the pupil.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CasePlannedEndingView {
    /// The day it was talked over.
    pub date: Date,
    /// The day planned for the last session.
    pub last_session: Option<Date>,
    /// How it comes to its end.
    pub how: Option<String>,
    /// What the pupil takes along, in their own words.
    pub what_helps_me: Vec<String>,
    /// The day the teachers were told.
    pub teachers_told: Option<Date>,
}

/// A target with what was written about it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseTargetView {
    /// The target.
    #[serde(flatten)]
    pub target: TargetView,
    /// What shows how it ended.
    pub evidence: Option<String>,
    /// The mentor's feedback, oldest first.
    pub feedback: Vec<RemarkView>,
    /// The number to reach.
    pub measure: Option<MeasureView>,
}

/// A number to reach.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasureView {
    /// What is counted.
    pub what: String,
    /// Where it stood at the start.
    #[serde(serialize_with = "maybe_plain")]
    pub baseline: Option<f64>,
    /// Where it should get to.
    #[serde(serialize_with = "plain")]
    pub goal: f64,
    /// Where it was when somebody looked, oldest first.
    pub readings: Vec<ReadingView>,
}

/// A measure on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReadingView {
    /// The day.
    pub date: Date,
    /// The number.
    #[serde(serialize_with = "plain")]
    pub value: f64,
}

/// A remark.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RemarkView {
    /// The day.
    pub date: Date,
    /// Whose it is, name and role.
    pub by: Option<String>,
    /// The words; none when the person chose to say nothing.
    pub text: Option<String>,
    /// It is a restricted entry.
    pub restricted: bool,
}

/// A session, held or not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SessionView {
    /// The day.
    pub date: Date,
    /// Whether it took place, in words.
    pub attendance: String,
    /// Why it did not, or why the pupil was late.
    pub reason: Option<String>,
    /// How it went.
    pub progress: Option<String>,
    /// What the pupil said.
    pub words: Option<String>,
    /// The group, when it was one of a group; of that, only what is about the pupil.
    pub group: Option<String>,
    /// It is a restricted entry.
    pub restricted: bool,
}

/// A contact, made or only tried.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContactView {
    /// The day.
    pub date: Date,
    /// How, in words.
    pub kind: String,
    /// With whom, names and roles.
    pub with: Vec<String>,
    /// What for, in words.
    pub purpose: Option<String>,
    /// The reason and the outcome.
    pub note: Option<String>,
    /// Somebody was reached.
    pub reached: bool,
    /// It is a restricted entry.
    pub restricted: bool,
}

impl CasePlanView {
    pub(super) fn all(sources: &Sources<'_>) -> Vec<Self> {
        let plans = sources.case.plan.plans.iter().filter(|plan| plan.starts <= sources.today);
        plans
            .map(|plan| Self {
                starts: plan.starts,
                review_on: plan.review_on,
                planned_sessions: plan.planned_sessions,
                sessions_changed: SessionsChangedView::all(sources, plan),
                focus: plan.focus.clone(),
                strategies: plan.strategies.clone(),
                adjustments: plan.adjustments.clone(),
                copy_to_parents: plan.copy_to_parents.filter(|day| *day <= sources.today),
                targets: (plan.targets.iter())
                    .map(|target| CaseTargetView::of(sources, target))
                    .collect(),
                ending: (plan.ending.as_ref()).filter(|ending| ending.date <= sources.today).map(
                    |ending| CasePlannedEndingView {
                        date: ending.date,
                        last_session: ending.last_session,
                        how: ending.how.clone(),
                        what_helps_me: ending.what_helps_me.clone(),
                        teachers_told: ending.teachers_told.filter(|day| *day <= sources.today),
                    },
                ),
                comments: RemarkView::all(sources, &plan.comments),
            })
            .collect()
    }
}

impl SessionsChangedView {
    fn all(sources: &Sources<'_>, plan: &Plan) -> Vec<Self> {
        let changes = plan.sessions_changed.iter().filter(|change| change.date <= sources.today);
        changes
            .map(|change| Self {
                date: change.date,
                from: change.from,
                to: change.to,
                because: change.reason().map(str::to_owned),
                by: change.by.as_ref().map(|by| sources.somebody(by)),
            })
            .collect()
    }
}

impl CaseTargetView {
    fn of(sources: &Sources<'_>, target: &Target) -> Self {
        let view = TargetView::of(target, sources.today);
        let evidence = target.outcome.as_ref().and_then(|outcome| outcome.evidence.clone());
        Self {
            evidence: evidence.filter(|_| !view.open),
            feedback: RemarkView::all(sources, &target.feedback),
            measure: target.measure.as_ref().map(|measure| MeasureView::of(measure, sources.today)),
            target: view,
        }
    }
}

impl MeasureView {
    fn of(measure: &Measure, on: Date) -> Self {
        let readings = measure.readings.iter().filter(|reading| reading.date <= on);
        Self {
            what: measure.what.clone(),
            baseline: measure.baseline,
            goal: measure.target,
            readings: readings
                .map(|reading| ReadingView { date: reading.date, value: reading.value })
                .collect(),
        }
    }
}

impl RemarkView {
    pub(super) fn all(sources: &Sources<'_>, remarks: &[Remark]) -> Vec<Self> {
        let remarks = remarks.iter().filter(|remark| remark.date <= sources.today);
        remarks
            .map(|remark| Self {
                date: remark.date,
                by: remark.by.as_ref().map(|person| sources.somebody(person)),
                text: remark.text.clone(),
                restricted: remark.restricted,
            })
            .collect()
    }
}

impl SessionView {
    pub(super) fn all(sources: &Sources<'_>) -> Vec<Self> {
        let reason = |reason: Option<AbsenceReason>| {
            reason.map(|reason| sources.words(reason.code(), reason.label()))
        };
        let alone = sources.case.sessions.sessions.iter().map(|session| Self {
            date: session.date,
            attendance: session.attendance.label().to_owned(),
            reason: reason(session.reason),
            progress: session.progress.clone(),
            words: session.pupil_said.clone(),
            group: None,
            restricted: session.restricted,
        });
        let in_groups = sources.case.from_school.group_sessions.iter().map(|session| Self {
            date: session.date,
            attendance: session.attendance.label().to_owned(),
            reason: reason(session.reason),
            progress: None,
            words: None,
            group: Some(session.group.to_string()),
            restricted: false,
        });
        let mut all: Vec<Self> =
            alone.chain(in_groups).filter(|session| session.date <= sources.today).collect();
        all.sort_by_key(|session| session.date);
        all
    }
}

impl ContactView {
    pub(super) fn all(sources: &Sources<'_>) -> Vec<Self> {
        let contacts = sources.case.contacts.contacts.iter();
        contacts
            .filter(|contact| contact.date <= sources.today)
            .map(|contact| Self {
                date: contact.date,
                kind: sources.words(contact.kind.code(), contact.kind.label()),
                with: people(sources, &contact.with),
                purpose: contact.purpose.map(|one| sources.words(one.code(), one.label())),
                note: contact.note.clone(),
                reached: contact.reached,
                restricted: contact.restricted,
            })
            .collect()
    }
}

/// A whole number without `.0` behind it.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for this signature")]
fn plain<S: Serializer>(number: &f64, to: S) -> Result<S::Ok, S::Error> {
    #[expect(clippy::cast_possible_truncation, reason = "what is counted in a school is small")]
    if number.fract() == 0.0 && number.abs() < 1e9 {
        to.serialize_i64(*number as i64)
    } else {
        to.serialize_f64(*number)
    }
}

#[expect(clippy::ref_option, reason = "serde asks for this signature")]
fn maybe_plain<S: Serializer>(number: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
    match number {
        Some(number) => plain(number, to),
        None => to.serialize_none(),
    }
}
