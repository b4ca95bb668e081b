//! More time between two supervision meetings than the policy allows, or a next one set in the past.

use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::policy::Policy;
use crate::store::School;
use crate::text::FieldPath;
use std::sync::Arc;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("supervision-gap"),
    explanation: "\
## What it finds
Two supervision meetings of a mentor with more weeks between them than `time.supervision_every_weeks` of
the policy in force allows; and a next meeting that is set for a day before the one at which it was
agreed. A school whose policy does not say how often is only told of the second.

## Why it matters
Supervision is where a mentor can put down what they carry, and where a second pair of eyes looks at
the casework. The gap is how it is lost: nobody cancels it, it is only put off.

## What to do
If a meeting was held, write it down: `lm staff supervision ID --on DATE --with WHO`. If it was not, the
record is right as it is; say so with `# lm: allow[supervision-gap]` and the reason. Whether the next one
is overdue today shows `lm staff show`.
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    for record in &school.staff_files {
        let place = |index: usize, key: &str| {
            let path = FieldPath::from("supervision").item(index).key(key);
            Place::field(Arc::clone(&record.file), path)
        };
        let meetings = &record.value.supervision;
        for (index, meeting) in meetings.iter().enumerate() {
            if meeting.next.is_some_and(|next| next < meeting.date) {
                let message = "the next supervision is set for a day before this one";
                findings.push(
                    Finding::warning(CHECK.code, message, place(index, "next"))
                        .label("the next one")
                        .see_also(place(index, "date"), "the day of this one")
                        .help("look the day up: is it of the wrong year?"),
                );
            }
            let Some(before) = index.checked_sub(1).and_then(|before| meetings.get(before)) else {
                continue;
            };
            let policy = school.policies.in_force(meeting.date);
            let Some(weeks) = policy.and_then(every_weeks) else { continue };
            let days = before.date.days_until(meeting.date);
            if days <= i64::from(weeks) * 7 {
                continue;
            }
            let message = format!("this supervision came {} weeks after the last", (days + 6) / 7);
            findings.push(
                Finding::advice(CHECK.code, message, place(index, "date"))
                    .label(format!("the policy asks for one in {weeks} weeks"))
                    .see_also(place(index - 1, "date"), "the last one")
                    .help("if there was one in between, write it down: lm staff supervision"),
            );
        }
    }
}

fn every_weeks(policy: &Policy) -> Option<u32> {
    policy.time.supervision_every_weeks
}
