//! A hand-over whose days contradict each other, or to whoever has the case already.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("hand-over-dates"),
    explanation: "\
## What it finds
A hand-over that cannot be right: its last day is before its first, it was answered before the new
mentor was asked, it was both taken on and declined, or it goes to whoever has the case already.

    hand_overs:
      - date: 2026-11-20
        from: jb
        to: tm
        starts: 2026-11-30
        until: 2026-11-27       # before the first day

## Why it matters
From the hand-over follows who looks after the pupil on a day. With such days it may be nobody.

## What to do
Put the days right. If the new mentor said no, `declined` stands alone; whoever is asked next gets
an entry of their own.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let hand_overs = view.case.referral.iter().flat_map(|file| &file.hand_overs);
    for (index, one) in hand_overs.enumerate() {
        let field = |key| {
            let path = FieldPath::from("hand_overs").item(index).key(key);
            view.field(RecordKind::Referral, path)
        };
        if one.until.is_some_and(|until| until < one.starts) {
            findings.push(
                Finding::error(CHECK.code, "this cover ends before it begins", field("until"))
                    .label("the last day")
                    .see_also(field("starts"), "the first day")
                    .help("put the days right; without `until` the case passes on for good"),
            );
        }
        for (key, day) in [("accepted", one.accepted), ("declined", one.declined)] {
            if day.is_some_and(|day| day < one.date) {
                findings.push(
                    Finding::error(
                        CHECK.code,
                        "this hand-over was answered before anybody was asked",
                        field(key),
                    )
                    .label("answered on this day")
                    .see_also(field("date"), "asked on this day")
                    .help("put the day right that is mistyped"),
                );
            }
        }
        if one.accepted.is_some() && one.declined.is_some() {
            findings.push(
                Finding::error(
                    CHECK.code,
                    "this hand-over was both taken on and declined",
                    field("declined"),
                )
                .label("declined on this day")
                .see_also(field("accepted"), "taken on on this day")
                .help("keep the answer that holds; a later change of mind is a new entry"),
            );
        }
        if one.from.as_ref() == Some(&one.to) {
            findings.push(
                Finding::error(
                    CHECK.code,
                    format!("this case passes from ‹{0}› to ‹{0}›", one.to),
                    field("to"),
                )
                .label("has the case already")
                .help("`from` is whose case it was, `to` whoever takes it on"),
            );
        }
    }
}
