//! A decision, or the talk before it, dated before the referral.

use super::trail::Trail;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::date::Date;
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("decision-before-referral"),
    explanation: "\
## What it finds
A decision about the referral, or a talk about how urgent it is, that is dated before the referral
was made; and a referrer who was told of the decision before it was taken.

    referral:
      date: 2026-09-14
    decisions:
      - date: 2026-09-11      # 2026-09-18?

## Why it matters
How long a pupil waited is counted from the referral to the decision. And nobody can decide about
something that has not been asked.

## What to do
Compare the dates with the forms. If the pupil was talked about before anything was written, the day
of that talk is the day of the referral, with `channel: verbal`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(file) = &view.case.referral else { return };
    let list = Trail::Top.key("decisions");
    if let Some(referral) = &file.referral {
        let mut judge = |at: Trail<'_>, day: Date, message| {
            if day < referral.date {
                let referred = FieldPath::from("referral").key("date");
                findings.push(
                    Finding::error(
                        CHECK.code,
                        message,
                        view.field(RecordKind::Referral, at.key("date").path()),
                    )
                    .label("earlier than the referral")
                    .see_also(view.field(RecordKind::Referral, referred), "referred on this day")
                    .help("compare both dates with the forms"),
                );
            }
        };
        let talks = Trail::Top.key("prioritised");
        for (index, talk) in file.prioritised.iter().enumerate() {
            judge(talks.item(index), talk.date, "this talk is dated before the referral");
        }
        for (index, decision) in file.decisions.iter().enumerate() {
            judge(list.item(index), decision.date, "this decision is dated before the referral");
        }
    }
    for (index, decision) in file.decisions.iter().enumerate() {
        if decision.acknowledged.is_none_or(|told| told >= decision.date) {
            continue;
        }
        let here = list.item(index);
        let field = |key| view.field(RecordKind::Referral, here.key(key).path());
        findings.push(
            Finding::error(
                CHECK.code,
                "the referrer was told before this was decided",
                field("acknowledged"),
            )
            .label("told on this day")
            .see_also(field("date"), "decided on this day")
            .help("compare both dates with the letter"),
        );
    }
}
