//! A questionnaire that neither `lm` nor the school has.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::store::{SETTINGS_FILE, School, nearest};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("unknown-instrument"),
    explanation: "\
## What it finds
A completed questionnaire or observation whose `instrument` is neither one that comes with `lm` nor
one of the school's own under `instruments/`; and such a name among the instruments enabled in
`lm.toml`.

## Why it matters
Without the instrument nobody knows what was asked, what a mark means and which end of the scale is
the good one. The answers count for nothing.

## What to do
Correct the name. A questionnaire of your own gets a file `instruments/<name>.toml` with its items and
scale. Files of questionnaires that are no longer used stay there: old answers need them.
",
    finder: Finder::Both(find_in_school, find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, rating) in view.case.ratings.ratings.iter().enumerate() {
        let path = || FieldPath::from("ratings").item(index).key("instrument");
        let place = || view.field(RecordKind::Ratings, path());
        judge(view.school, &rating.instrument, place, findings);
    }
}

fn find_in_school(school: &School, findings: &mut Vec<Finding>) {
    let enabled = school.settings.iter().flat_map(|settings| &settings.instruments.enabled);
    for (index, id) in enabled.enumerate() {
        let path = || FieldPath::from("instruments").key("enabled").item(index);
        judge(school, id, || Place::field(SETTINGS_FILE, path()), findings);
    }
}

fn judge(school: &School, id: &Id, place: impl FnOnce() -> Place, findings: &mut Vec<Finding>) {
    if school.instruments.0.contains_key(id) {
        return;
    }
    let known: Vec<&str> = school.instruments.0.keys().map(Id::as_str).collect();
    let help = nearest::did_you_mean(id.as_str(), &known).unwrap_or_else(|| {
        "correct it, or write the questionnaire as a file under instruments/".to_owned()
    });
    findings.push(
        Finding::error(CHECK.code, format!("there is no questionnaire ‹{id}›"), place())
            .label("neither shipped nor the school's own")
            .help(help),
    );
}
