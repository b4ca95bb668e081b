//! A completed questionnaire with more items left empty than its total can bear.

use super::answers::{each_rating, strangers};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::instrument::entry::too_many_missing;
use crate::domain::record::RecordKind;

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
        let Some(found) = too_many_missing(instrument, &rating.marks) else { return };
        // Marks under wrong names are missing under the right ones: one cause.
        if strangers(rating, instrument).next().is_some() {
            return;
        }
        let missing = found.missing.len();
        let mut message = format!("{missing} of {} items have no mark: ", found.items);
        for (index, id) in found.missing.iter().take(NAMED).enumerate() {
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
