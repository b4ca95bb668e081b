//! An entry of a list goes.

use super::EditError;
use super::candidate::Candidate;
use super::ground::{Ground, Shape};
use crate::text::{FieldPath, Step};

/// The ways to take an entry out.
pub(super) fn candidates(
    ground: &Ground<'_>,
    entry: &FieldPath,
) -> Result<Vec<Candidate>, EditError> {
    let nowhere = || EditError::NoSuchPlace(entry.to_string());
    let Some((Step::Index(index), above)) = entry.steps().split_last() else {
        return Err(nowhere());
    };
    let list = above.iter().fold(FieldPath::top(), |path, step| match step {
        Step::Key(name) => path.key(name),
        Step::Index(index) => path.item(*index),
    });
    let (list, missing) = ground.reach(&list);
    let items = ground.items(list);
    let Some((start, item)) = items.get(*index).copied().filter(|_| missing.is_empty()) else {
        return Err(nowhere());
    };
    let candidate = if ground.shape(list) == Shape::Brackets {
        let end = ground.end(item);
        let before = index.checked_sub(1).map(|before| ground.end(items[before].1));
        let (gone, gap) = match (items.get(index + 1), before) {
            (Some((next, _)), _) => (start..*next, end..*next),
            (None, Some(before)) => (before..end, before..start),
            (None, None) => (start..end, end..end),
        };
        if ground.text[gap].contains('#') {
            return Ok(Vec::new());
        }
        Candidate::one(gone, "")
    } else {
        if !ground.begins_line(start) || ground.has_comments(item) {
            return Ok(Vec::new());
        }
        let lines = ground.line_start(start)..ground.lines_end(item);
        let candidate = Candidate::one(lines, "");
        if items.len() == 1 { candidate.and(list.from..list.from, " []") } else { candidate }
    };
    Ok(vec![candidate])
}
