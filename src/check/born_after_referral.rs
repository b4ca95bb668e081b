//! A pupil who was born after the day of the referral.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("born-after-referral"),
    explanation: "\
## What it finds
A date of birth that is the day of the referral or later.

    pupil:
      date_of_birth: 2026-03-02     # 2016 was meant
    referral:
      date: 2026-09-14

## Why it matters
Age, year group and how long the records are kept are all counted from the date of birth.

## What to do
Compare both dates with the referral form; most often the year of birth was typed as this year.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let (Some(pupil), Some(referred)) = (view.case.pupil(), view.case.referred_on()) else {
        return;
    };
    if pupil.date_of_birth.is_none_or(|born| born < referred) {
        return;
    }
    let field = |section, key| view.field(RecordKind::Referral, FieldPath::from(section).key(key));
    findings.push(
        Finding::error(
            CHECK.code,
            "the pupil was born after the referral",
            field("pupil", "date_of_birth"),
        )
        .label("born on this day")
        .see_also(field("referral", "date"), "referred on this day")
        .help("compare both dates with the form; is the year of birth right?"),
    );
}
