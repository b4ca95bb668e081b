//! A question of the policy that the school has not answered and that cannot wait.

use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::policy::explain;
use crate::store::School;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("policy-question-open"),
    explanation: "\
## What it finds
A key of the latest policy that its preset leaves open on purpose, because the sources disagree and
no answer is safe to assume; for example how often the deputy headteacher is briefed. Questions that
may wait are passed over.

## Why it matters
Until it is answered `lm` cannot say what is due.

## What to do
Decide, and write the answer into the policy:

    [briefing]
    deputy = \"weekly\"
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    let Some(version) = school.policies.versions().last() else { return };
    for question in explain::open_questions(&version.policy) {
        if question.can_wait {
            continue;
        }
        let path = question.key.split('.').fold(FieldPath::top(), FieldPath::key);
        let place = Place::key(format!("policy/{}.toml", version.from), path);
        let mut finding = Finding::warning(
            CHECK.code,
            format!("the policy leaves a question open: {}", question.question),
            place,
        )
        .help(match question.choices.as_slice() {
            [] => format!("set `{}`", question.key),
            choices => format!("set `{}` to one of: {}", question.key, choices.join(", ")),
        });
        if !question.why.is_empty() {
            finding = finding.help(question.why.clone());
        }
        findings.push(finding);
    }
}
