//! A questionnaire for younger or older pupils than this one.

use super::answers::each_rating;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::calendar::school_year_start;
use crate::domain::date::Date;
use crate::domain::record::RecordKind;
use crate::domain::year_group::KeyStage;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("wrong-key-stage"),
    explanation: "\
## What it finds
A questionnaire that is made for certain key stages, filled in for a pupil who was in another on that
day: the Key Stage 1 version with its faces for a pupil in Year 5, for example. The pupil's year on
that day is counted on from the year at the referral.

## Why it matters
The versions ask different things, so the answers cannot be put together with those of the pupil's own
age.

## What to do
See which version was used; most often only the name is mistyped. If it was chosen on purpose, say so
on the line above: `# lm: allow[wrong-key-stage] reads more easily with the faces`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    each_rating(view, |here, rating, instrument| {
        if instrument.key_stages.is_empty() {
            return;
        }
        let Some(stage) = key_stage_on(view, rating.date) else { return };
        if instrument.key_stages.contains(&stage) {
            return;
        }
        let made_for: Vec<String> = instrument.key_stages.iter().map(|one| one.label()).collect();
        findings.push(
            Finding::warning(
                CHECK.code,
                format!("‹{}› is not made for pupils of this age", rating.instrument),
                view.field(RecordKind::Ratings, here.key("instrument").path()),
            )
            .label(format!("made for {}; the pupil was in {}", made_for.join(", "), stage.label()))
            .see_also(
                view.field(RecordKind::Referral, FieldPath::from("pupil").key("year")),
                "the year at the referral",
            )
            .help("see which version was filled in"),
        );
    });
}

/// The pupil's key stage on a day, counted on from the year at the referral.
fn key_stage_on(view: &CaseView<'_>, day: Date) -> Option<KeyStage> {
    let nation = view.school.nation();
    let year = view.case.pupil()?.year?;
    let referred = school_year_start(view.case.referred_on()?, nation);
    let years = school_year_start(day, nation).year() - referred.year();
    year.later(years, nation)?.key_stage(nation)
}
