//! The plans as they were saved last, for those who look at what has changed since. Where that is
//! kept, and which files changed, is the business of whoever asks.

use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::domain::record::plan::PlanFile;
use crate::store::{case_file, yaml};
use std::collections::HashMap;
use std::sync::Arc;

/// Plans as they were saved last, by their files; empty where nobody looks at what has changed.
#[derive(Clone, Debug, Default)]
pub struct SavedPlans(HashMap<Arc<str>, PlanFile>);

impl SavedPlans {
    /// Adds a file as it was; what of it cannot be read is left out.
    pub fn add(&mut self, file: &str, text: &str) {
        let file: Arc<str> = file.into();
        if let Some(plans) = yaml::read(&file, text).value {
            self.0.insert(file, plans);
        }
    }

    /// Those of a case; `None` when they are not known.
    pub(super) fn of(&self, case: &Id) -> Option<&PlanFile> {
        if self.0.is_empty() { None } else { self.0.get(&case_file(case, RecordKind::Plan)) }
    }
}
