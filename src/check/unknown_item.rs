//! An answer to an item that the questionnaire does not have.

use super::answers::{each_rating, strangers};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::store::nearest;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("unknown-item"),
    explanation: "\
## What it finds
An answer under `marks` whose item the questionnaire does not have. If none of the answers belongs to
it, that is said once: then it is most likely another questionnaire.

## Why it matters
The mark is counted nowhere, and the item that was meant has none.

## What to do
Correct the name of the item; every item prints its name on the form. In a questionnaire of your own,
an item that is no longer asked is marked `retired`, never deleted, so that old answers stay right.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    each_rating(view, |here, rating, instrument| {
        let unknown = strangers(rating, instrument).count();
        if unknown == 0 {
            return;
        }
        if unknown > 1 && unknown == rating.marks.len() {
            findings.push(
                Finding::error(
                    CHECK.code,
                    format!("none of the answers belongs to ‹{}›", rating.instrument),
                    view.field(RecordKind::Ratings, here.key("instrument").path()),
                )
                .label("is it another questionnaire?")
                .help("write the name of the questionnaire that was filled in"),
            );
            return;
        }
        let items: Vec<&str> = instrument.items().map(|(_, item)| item.id.as_str()).collect();
        let marks = here.key("marks");
        for id in strangers(rating, instrument) {
            let help = nearest::did_you_mean(id.as_str(), &items)
                .unwrap_or_else(|| format!("compare it with the form of ‹{}›", rating.instrument));
            findings.push(
                Finding::error(
                    CHECK.code,
                    format!("‹{}› has no item ‹{id}›", rating.instrument),
                    view.key(RecordKind::Ratings, marks.key(id.as_str()).path()),
                )
                .label("which item is it?")
                .help(help),
            );
        }
    });
}
