//! A review put off for longer than the programme allows.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("postponement-too-long"),
    explanation: "\
## What it finds
A postponement whose new day lies more weeks after the old one than `review.max_postponement_weeks`
of the policy.

    postponements:
      - date: 2026-11-10
        from: 2026-11-12
        to: 2026-12-17        # five weeks; two are allowed

## Why it matters
A review that is put off twice and then at Christmas is a review that did not take place.

## What to do
Find an earlier day, if need be without those who cannot come: their views can be sent in.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, put_off) in view.case.reviews.postponements.iter().enumerate() {
        let allowed =
            view.policy(put_off.date).and_then(|policy| policy.review.max_postponement_weeks);
        let Some(weeks) = allowed else { continue };
        let last = put_off.from.add_weeks(i64::from(weeks));
        if put_off.to <= last {
            continue;
        }
        let at = FieldPath::from("postponements").item(index);
        let allowed = if weeks == 1 { "one week".to_owned() } else { format!("{weeks} weeks") };
        findings.push(
            Finding::error(
                CHECK.code,
                format!("this review was put off for more than {allowed}"),
                view.field(RecordKind::Reviews, at.key("to")),
            )
            .label(format!("{}; {} at the latest", put_off.to.long(), last.long()))
            .help("find an earlier day; who cannot come can send their views")
            .help("lm policy explain review.max_postponement_weeks"),
        );
    }
}
