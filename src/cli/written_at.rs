//! From an entry of a case's records to its file and line, as an editor finds them. What a group's
//! own record says of the pupil is found there.

use crate::diag::Place;
use crate::domain::case::{IN_GROUPS, WrittenAt};
use crate::domain::record::Case;
use crate::store::{Folder, LoadedText, Places, case_file};
use crate::text::FieldPath;
use std::sync::Arc;

/// The file of an entry, and the field in it: `mentees/k7q2m/plan.yaml` and `plans[0].targets`.
pub fn place(case: &Case, at: WrittenAt) -> (Arc<str>, FieldPath) {
    let in_group = at
        .entry
        .filter(|_| at.field == IN_GROUPS)
        .and_then(|entry| case.from_school.group_sessions.get(entry));
    let (file, mut path) = if let Some(session) = in_group {
        let file = format!("groups/{}.yaml", session.group).into();
        (file, FieldPath::from("sessions").item(session.entry))
    } else {
        let field = FieldPath::from(at.field);
        let path = at.entry.map_or(field.clone(), |entry| field.item(entry));
        (case_file(&case.id, at.file), path)
    };
    if let Some(part) = at.part {
        path = path.key(part);
    }
    (file, path)
}

/// The texts of the groups at whose sessions the pupil was expected.
pub fn group_texts(folder: &Folder, case: &Case) -> Vec<LoadedText> {
    let mut groups: Vec<_> =
        case.from_school.group_sessions.iter().map(|session| &session.group).collect();
    groups.sort();
    groups.dedup();
    groups.into_iter().filter_map(|id| folder.text_of(&format!("groups/{id}.yaml"))).collect()
}

/// Looks up lines in the texts of one case, and of its groups.
pub struct Lines<'t> {
    case: &'t Case,
    places: Places<'t>,
}

impl<'t> Lines<'t> {
    /// For the texts that were read of a case, and those of its groups.
    pub fn new(case: &'t Case, texts: &'t [LoadedText], groups: &'t [LoadedText]) -> Self {
        Self { case, places: Places::new(texts.iter().chain(groups)) }
    }

    /// `mentees/k7q2m/plan.yaml:14`; without the line when the file has none of that.
    pub fn of(&mut self, at: WrittenAt) -> String {
        let (file, path) = place(self.case, at);
        match self.places.position(&Place::field(file.clone(), path)) {
            Some(position) => format!("{file}:{}", position.line),
            None => file.to_string(),
        }
    }
}

/// Where these sessions of groups are written, each file once: `groups/sunflowers.yaml:14, 22`.
pub fn of_groups(folder: &Folder, case: &Case, sessions: &[WrittenAt]) -> String {
    let texts = group_texts(folder, case);
    let mut lines = Lines::new(case, &[], &texts);
    let mut files: Vec<(String, Vec<String>)> = Vec::new();
    for at in sessions {
        let written = lines.of(*at);
        let (file, line) = written.rsplit_once(':').unwrap_or((&written, ""));
        match files.iter_mut().find(|(known, _)| known == file) {
            Some((_, known)) => known.push(line.to_owned()),
            None => files.push((file.to_owned(), vec![line.to_owned()])),
        }
    }
    let each: Vec<String> = files
        .into_iter()
        .map(|(file, lines)| {
            format!("{file}:{}", lines.join(", ")).trim_end_matches(':').to_owned()
        })
        .collect();
    each.join("; ")
}
