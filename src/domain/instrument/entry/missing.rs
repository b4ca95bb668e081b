//! Which items have no answer, and whether a total can bear it.

use super::Marks;
use crate::domain::id::Id;
use crate::domain::instrument::{Better, Instrument, Line, ScaleKind};

/// More items are left empty than the form's rule allows for a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooManyMissing<'i> {
    /// The items without a mark, in printed order.
    pub missing: Vec<&'i Id>,
    /// How many items count in the total.
    pub items: usize,
}

/// Whether too many of the items that count in a total have no mark.
pub fn too_many_missing<'i>(
    instrument: &'i Instrument,
    marks: &Marks,
) -> Option<TooManyMissing<'i>> {
    let lines = instrument.lines();
    let counted: Vec<&Line<'i>> = lines.iter().filter(|line| counts(instrument, line)).collect();
    let empty = counted.iter().filter(|line| !marks.contains_key(&line.item.id));
    let missing: Vec<&Id> = empty.map(|line| &line.item.id).collect();
    #[expect(clippy::cast_precision_loss, reason = "an instrument has few items")]
    let share =
        missing.len() as f64 * 100.0 > instrument.missing.at_most_percent * counted.len() as f64;
    (!missing.is_empty() && share).then_some(TooManyMissing { missing, items: counted.len() })
}

fn counts(instrument: &Instrument, line: &Line<'_>) -> bool {
    matches!(line.scale.kind, ScaleKind::Rating | ScaleKind::Paired | ScaleKind::Frequency)
        && !line.item.not_in_total
        && instrument.direction(line) != Better::Neither
}

/// The items that ask for a mark, a count or a choice and have none. No tick, and no words, say
/// something too.
pub fn unanswered<'i>(instrument: &'i Instrument, marks: &Marks) -> Vec<Line<'i>> {
    let mut lines = instrument.lines();
    lines.retain(|line| {
        !matches!(line.scale.kind, ScaleKind::Tick | ScaleKind::Text)
            && !marks.contains_key(&line.item.id)
    });
    lines
}
