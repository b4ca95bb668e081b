//! A year group that does not go with the date of birth, or that the nation does not have.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Severity};
use crate::domain::record::RecordKind;
use crate::domain::year_group::YearGroup;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("age-and-year"),
    explanation: "\
## What it finds
A pupil whose year group on the day of the referral is not the one for their date of birth in the
school's nation: a warning when it is one year out, an error when it is more, or when the nation has
no such year group.

    pupil:
      date_of_birth: 2018-03-02
      year: 7                 # usually in Year 4 that September
    referral:
      date: 2026-09-14

## Why it matters
One of the two is wrong, and both decide something: which questionnaire the pupil is given, in which
group they are counted, how long the records are kept.

## What to do
Look both up in the school's register. `year` is the year group on the day of the referral; it is
never changed afterwards, `lm` counts on by itself. If the pupil really is in another year (a
summer-born child who started later, a year repeated), accept it on the line above:
`# lm: allow[age-and-year] started a year later`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(pupil) = view.case.pupil() else { return };
    let Some(year) = pupil.year else { return };
    let nation = view.school.nation();
    let field = |section, key| view.field(RecordKind::Referral, FieldPath::from(section).key(key));
    if !year.exists_in(nation) {
        findings.push(
            Finding::error(
                CHECK.code,
                format!("there is no ‹{}› in {}", year.label(), nation.name()),
                field("pupil", "year"),
            )
            .label("not a year group here")
            .help(
                "write the year group as schools of this nation call it; lm.toml names the nation",
            ),
        );
        return;
    }
    let (Some(born), Some(referred)) = (pupil.date_of_birth, view.case.referred_on()) else {
        return;
    };
    if born >= referred {
        return;
    }
    let expected = YearGroup::expected(born, referred, nation);
    let years_out = expected.map(|expected| (year.rank(nation) - expected.rank(nation)).abs());
    let severity = match years_out {
        Some(0) => return,
        Some(1) => Severity::Warning,
        _ => Severity::Error,
    };
    let (message, label) = match expected {
        Some(expected) => (
            format!("‹{}› does not go with the date of birth", year.label()),
            format!("usually ‹{}› on the day of the referral", expected.label()),
        ),
        None => (
            "a pupil of this age is in no year group of a school".to_owned(),
            "on the day of the referral".to_owned(),
        ),
    };
    findings.push(
        Finding::new(CHECK.code, severity, message, field("pupil", "year"))
            .label(label)
            .see_also(field("pupil", "date_of_birth"), "born on this day")
            .see_also(field("referral", "date"), "referred on this day")
            .help("look both up in the school's register"),
    );
}
