//! A next review that is set later than the programme allows.

use super::review_days::{last_day, weeks};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;
use crate::domain::record::reviews::ReviewDecision;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("next-review-too-late"),
    explanation: "\
## What it finds
A review whose `next_review` lies beyond the weeks that the policy allows, for example ten weeks
ahead in a programme with a review every six to eight; or, under reduced monitoring, beyond the
weeks after which somebody has to look in.

## Why it matters
What is not in the diary in time is not held in time.

## What to do
Set an earlier day. If a review already planned cannot be held, put it off with an entry under
`postponements`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (index, review) in view.case.reviews.reviews.iter().enumerate() {
        let (Some(next), Some(policy)) = (review.next_review, view.policy(review.date)) else {
            continue;
        };
        let monitored = review.decision == Some(ReviewDecision::ReducedMonitoring);
        let Some(weeks) = weeks(view, policy, review.date, monitored) else { continue };
        let last = last_day(view, review.date, weeks);
        if next <= last {
            continue;
        }
        let at = FieldPath::from("reviews").item(index);
        findings.push(
            Finding::error(
                CHECK.code,
                "the next review is set later than this programme allows",
                view.field(RecordKind::Reviews, at.clone().key("next_review")),
            )
            .label(format!("{}; {} at the latest", next.long(), last.long()))
            .see_also(
                view.field(RecordKind::Reviews, at.key("date")),
                format!("the next one after {}", weeks.in_words()),
            )
            .help("set an earlier day")
            .help(format!(
                "lm policy explain review.{}",
                if monitored { "monitoring_weeks" } else { "max_weeks" }
            )),
        );
    }
}
