//! What a check of one case sees.

use super::SavedPlans;
use crate::diag::Place;
use crate::domain::case::{StepEvidence, WrittenAt};
use crate::domain::date::Date;
use crate::domain::policy::Policy;
use crate::domain::record::plan::PlanFile;
use crate::domain::record::{Case, RecordKind};
use crate::store::{School, case_file};
use crate::text::FieldPath;
use std::cell::OnceCell;

/// The first proof of a step, and the day of whose policy it is a proof.
pub(super) type DatedProof = (Date, StepEvidence);

/// A case, its school, and which of its files are there.
#[derive(Clone)]
pub struct CaseView<'a> {
    /// The case.
    pub case: &'a Case,
    /// The school.
    pub school: &'a School,
    /// Which files are there.
    pub present: &'a [RecordKind],
    /// Files that have faults of reading: what seems missing in them may only be unreadable, so a
    /// check about something missing passes over them.
    pub damaged: &'a [RecordKind],
    saved: Option<&'a PlanFile>,
    proofs: OnceCell<Vec<Option<DatedProof>>>,
}

impl<'a> CaseView<'a> {
    /// A view of a case.
    pub fn new(
        case: &'a Case,
        school: &'a School,
        present: &'a [RecordKind],
        damaged: &'a [RecordKind],
    ) -> Self {
        Self { case, school, present, damaged, saved: None, proofs: OnceCell::new() }
    }

    /// Compared with the plans that were saved last.
    #[must_use]
    pub fn against(mut self, saved: &'a SavedPlans) -> Self {
        self.saved = saved.of(&self.case.id);
        self
    }

    /// The plans as they were saved last, where somebody looks at what has changed since.
    pub(super) fn saved_plans(&self) -> Option<&'a PlanFile> {
        self.saved
    }

    /// The proofs of all steps, in the order of `StepId::ALL`; gathered once, by whatever check
    /// asks first.
    pub(super) fn proofs(
        &self,
        gather: impl FnOnce() -> Vec<Option<DatedProof>>,
    ) -> &[Option<DatedProof>] {
        self.proofs.get_or_init(gather)
    }

    /// The value of a field in one of the case's files.
    pub fn field(&self, kind: RecordKind, path: FieldPath) -> Place {
        Place::field(case_file(&self.case.id, kind), path)
    }

    /// The key of a field in one of the case's files.
    pub fn key(&self, kind: RecordKind, path: FieldPath) -> Place {
        Place::key(case_file(&self.case.id, kind), path)
    }

    /// Where a proof is written; of an entry as a whole, its date.
    pub fn at(&self, at: WrittenAt) -> Place {
        self.field(at.file, Self::path(at).key(at.part.unwrap_or("date")))
    }

    /// The way to an entry of a file.
    pub fn path(at: WrittenAt) -> FieldPath {
        let path = FieldPath::from(at.field);
        at.entry.map_or_else(|| path.clone(), |entry| path.clone().item(entry))
    }

    /// One of the case's files as a whole; the referral when that file is not there.
    pub fn file(&self, kind: RecordKind) -> Place {
        let kind = if self.present.contains(&kind) { kind } else { RecordKind::Referral };
        Place::file(case_file(&self.case.id, kind))
    }

    /// The policy in force on a day.
    pub fn policy(&self, on: Date) -> Option<&'a Policy> {
        self.school.policies.in_force(on)
    }

    /// Whether something missing from these files is really missing, not just unreadable.
    pub fn can_judge_absence(&self, kinds: &[RecordKind]) -> bool {
        !kinds.iter().any(|kind| self.damaged.contains(kind))
    }
}
