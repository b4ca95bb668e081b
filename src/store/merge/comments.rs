//! The comments of a text, to make sure that none gets lost.

use crate::store::edit::ground::{Ground, leaves};
use std::collections::HashMap;

/// Whether the result holds every comment of both sides that neither took out.
pub(super) fn are_kept(texts: [&str; 3], result: &str) -> bool {
    let [base, ours, theirs] = texts.map(count);
    let result = count(result);
    let of = |counts: &HashMap<String, usize>, comment: &String| {
        counts.get(comment).copied().unwrap_or(0)
    };
    ours.keys().chain(theirs.keys()).all(|comment| {
        let (base, ours, theirs) = (of(&base, comment), of(&ours, comment), of(&theirs, comment));
        let wanted = if ours > base && theirs > base {
            // Both may have written the same.
            ours.max(theirs)
        } else {
            (ours + theirs).saturating_sub(base)
        };
        of(&result, comment) >= wanted
    })
}

fn count(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    let Ok(ground) = Ground::read(text) else { return counts };
    let mut places = Vec::new();
    leaves(&ground.tree.root, &mut places);
    let mut at = ground.top;
    for (start, end) in places.into_iter().chain([(text.len(), text.len())]) {
        let gap = text.get(at..start.max(at)).unwrap_or_default();
        for line in gap.lines() {
            if let Some((_, comment)) = line.split_once('#') {
                *counts.entry(comment.trim().to_owned()).or_insert(0) += 1;
            }
        }
        at = at.max(end);
    }
    counts
}

/// The comments in whole lines of nothing else, without their indentation.
pub(super) fn in_lines(lines: &str) -> Vec<&str> {
    lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}
