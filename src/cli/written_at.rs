//! From an entry of a case's records to its file and line, as an editor finds them.

use crate::diag::Place;
use crate::domain::case::WrittenAt;
use crate::domain::id::Id;
use crate::store::{LoadedText, Places, case_file};
use crate::text::FieldPath;

/// Looks up lines in the texts of one case.
pub struct Lines<'t> {
    case: Id,
    places: Places<'t>,
}

impl<'t> Lines<'t> {
    /// For the texts that were read of a case.
    pub fn new(case: &Id, texts: &'t [LoadedText]) -> Self {
        Self { case: case.clone(), places: Places::new(texts) }
    }

    /// `mentees/k7q2m/plan.yaml:14`; without the line when the file has none of that.
    pub fn of(&mut self, at: WrittenAt) -> String {
        let file = case_file(&self.case, at.file);
        let mut path = FieldPath::from(at.field);
        if let Some(entry) = at.entry {
            path = path.item(entry);
        }
        if let Some(part) = at.part {
            path = path.key(part);
        }
        match self.places.position(&Place::field(file.clone(), path)) {
            Some(position) => format!("{file}:{}", position.line),
            None => file.to_string(),
        }
    }
}
