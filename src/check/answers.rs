//! Walks to every answer of every questionnaire whose instrument is known.

use super::CaseView;
use super::trail::Trail;
use crate::domain::id::Id;
use crate::domain::instrument::{Instrument, Scale};
use crate::domain::record::ratings::{Answer, Rating};

/// An answer to an item that the instrument has.
pub(super) struct Answered<'a> {
    /// The answer.
    pub(super) answer: &'a Answer,
    /// The scale by which it is given.
    pub(super) scale: &'a Scale,
}

/// Calls with every rating whose instrument is known, and where it stands.
pub(super) fn each_rating<'a>(
    view: &CaseView<'a>,
    mut visit: impl FnMut(&Trail<'_>, &'a Rating, &'a Instrument),
) {
    let list = Trail::Top.key("ratings");
    for (index, rating) in view.case.ratings.ratings.iter().enumerate() {
        if let Some(instrument) = view.school.instruments.0.get(&rating.instrument) {
            visit(&list.item(index), rating, instrument);
        }
    }
}

/// Calls with every answer to an item that its instrument has, and where it stands.
pub(super) fn each_answer<'a>(
    view: &CaseView<'a>,
    mut visit: impl FnMut(&Trail<'_>, Answered<'a>),
) {
    each_rating(view, |here, rating, instrument| {
        let marks = here.key("marks");
        for (section, item) in instrument.items() {
            if let Some(answer) = rating.marks.get(&item.id) {
                let scale = instrument.scale_of(section, item);
                visit(&marks.key(item.id.as_str()), Answered { answer, scale });
            }
        }
    });
}

/// The ids of answers that the instrument has no item for.
pub(super) fn strangers<'a>(
    rating: &'a Rating,
    instrument: &'a Instrument,
) -> impl Iterator<Item = &'a Id> {
    rating.marks.keys().filter(|id| instrument.item(id).is_none())
}
