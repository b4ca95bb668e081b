//! A completed questionnaire with more items left empty than its total can bear.

use super::answers::{each_rating, strangers};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::id::Id;
use crate::domain::instrument::{Better, Instrument, Item, ScaleKind, Section};
use crate::domain::record::RecordKind;
use crate::domain::record::ratings::Rating;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("missing-marks"),
    explanation: "\
## What it finds
A questionnaire that was filled in, with more items left empty than it allows (most allow one in ten);
or without any answer at all.

## Why it matters
A few empty items are made up for by the others. With more, no total is given, and before cannot be
compared with after.

## What to do
See whether the marks are on the form and were not typed in; if not, ask for them while it is fresh. If
somebody was asked and chose not to answer, write `declined: true`. If the form really is that empty,
accept it: `# lm: allow[missing-marks] taught the pupil for two weeks only`.
",
    finder: Finder::Case(find),
};

/// How many of the items without a mark are named.
const NAMED: usize = 3;

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Ratings]) {
        return;
    }
    each_rating(view, |here, rating, instrument| {
        if rating.declined {
            return;
        }
        if rating.marks.is_empty() {
            if rating.comment.is_none() {
                findings.push(
                    Finding::warning(
                        CHECK.code,
                        "this questionnaire has no answers",
                        view.field(RecordKind::Ratings, here.key("instrument").path()),
                    )
                    .label("not one item")
                    .help("type the answers in; if the person did not want to, `declined: true`"),
                );
            }
            return;
        }
        // Marks under wrong names are missing under the right ones: one cause.
        if strangers(rating, instrument).next().is_some() {
            return;
        }
        let Some((missing, items)) = too_many(rating, instrument) else { return };
        let mut message = format!("{missing} of {items} items have no mark: ");
        let empty = counted(instrument).filter(|id| !rating.marks.contains_key(*id));
        for (index, id) in empty.take(NAMED).enumerate() {
            message.push_str(if index > 0 { ", " } else { "" });
            message.push_str(id.as_str());
        }
        message.push_str(if missing > NAMED { " …" } else { "" });
        findings.push(
            Finding::warning(
                CHECK.code,
                message,
                view.key(RecordKind::Ratings, here.key("marks").path()),
            )
            .label("too few for a total")
            .help("see whether they are on the form; if not, ask for them"),
        );
    });
}

/// The items that count in a total, in printed order.
fn counted(instrument: &Instrument) -> impl Iterator<Item = &Id> {
    let counts = |(section, item): &(&Section, &Item)| {
        let kind = instrument.scale_of(section, item).kind;
        !item.retired
            && !item.not_in_total
            && matches!(kind, ScaleKind::Rating | ScaleKind::Paired | ScaleKind::Frequency)
            && instrument.better(section, item) != Better::Neither
    };
    instrument.items().filter(counts).map(|(_, item)| &item.id)
}

/// How many marks are missing, of how many, if that is too many for a total.
fn too_many(rating: &Rating, instrument: &Instrument) -> Option<(usize, usize)> {
    let (mut items, mut missing) = (0, 0);
    for id in counted(instrument) {
        items += 1;
        missing += usize::from(!rating.marks.contains_key(id));
    }
    #[expect(clippy::cast_precision_loss, reason = "an instrument has few items")]
    let share = missing as f64 * 100.0 > instrument.missing.at_most_percent * items as f64;
    (missing > 0 && share).then_some((missing, items))
}
