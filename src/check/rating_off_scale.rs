//! A mark that is not on the scale of its item.

use super::answers::each_answer;
use super::trail::Trail;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::instrument::{ItemFault, Scale, faults_in_answer};
use crate::domain::record::RecordKind;
use crate::domain::record::ratings::Answer;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("rating-off-scale"),
    explanation: "\
## What it finds
A mark below the lowest or above the highest that the questionnaire has; in an observation, a count
below 0.

    marks:
      starts-tasks: 5         # the scale is 1 (very good) to 4 (very poor)

## Why it matters
One such mark makes the total wrong, and with it the comparison of before and after.

## What to do
Look at the form. Scales differ from one questionnaire to the next, and so does the end that is the
good one: 1 is the best mark of the staff rating and the worst of the pupil's own assessment.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    each_answer(view, |at, answered| {
        let mut judge = |at: &Trail<'_>, answer: &Answer| {
            let Some(ItemFault::OffScale(mark, low, high)) =
                faults_in_answer(answered.scale, answer)
            else {
                return;
            };
            findings.push(
                Finding::error(
                    CHECK.code,
                    format!("the mark ‹{mark}› is not on the scale"),
                    view.field(RecordKind::Ratings, at.path()),
                )
                .label(range(answered.scale, low, high))
                .help("look at the form: which mark stands there?"),
            );
        };
        match answered.answer {
            // Each of the two marks is judged by itself, so that both are pointed out.
            Answer::Pair { now, hoped } => {
                let lowest = answered.scale.from.unwrap_or(*now);
                judge(&at.key("now"), &Answer::Pair { now: *now, hoped: lowest });
                judge(&at.key("hoped"), &Answer::Pair { now: lowest, hoped: *hoped });
            }
            Answer::Tallies(counts) => {
                for (index, count) in counts.iter().enumerate().filter(|(_, count)| **count < 0) {
                    findings.push(
                        Finding::error(
                            CHECK.code,
                            format!("nothing can be counted ‹{count}› times"),
                            view.field(RecordKind::Ratings, at.item(index).path()),
                        )
                        .label("0 or more")
                        .help("look at the form: how many ticks are there?"),
                    );
                }
            }
            answer => judge(at, answer),
        }
    });
}

/// `the scale is 1 (very good) to 4 (very poor)`.
fn range(scale: &Scale, low: i64, high: i64) -> String {
    let end = |mark: i64| match scale.labels.get(&mark.to_string()) {
        Some(label) => format!("{mark} ({label})"),
        None => mark.to_string(),
    };
    if high == i64::MAX {
        format!("the scale begins at {}", end(low))
    } else {
        format!("the scale is {} to {}", end(low), end(high))
    }
}
