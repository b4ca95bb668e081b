//! A policy that asks for a questionnaire which does not exist.

use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::id::Id;
use crate::domain::policy::Need;
use crate::store::{School, nearest};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("unknown-questionnaire-instrument"),
    explanation: "\
## What it finds
A line under `questionnaires` of the policy whose `instrument` is neither shipped with `lm` nor in the
school's folder `instruments`:

    [[questionnaires]]
    id = \"mood-before\"
    instrument = \"mood-scale\"      # there is no instruments/mood-scale.toml
    need = \"required\"

## Why it matters
Nobody can fill in a form that is not there, and the case would wait for it for ever.

## What to do
Correct the name, or add the form as a file under `instruments`.
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    let instruments = &school.instruments.0;
    for version in school.policies.versions() {
        for line in &version.policy.questionnaires {
            if line.need == Need::Absent || instruments.contains_key(&line.instrument) {
                continue;
            }
            let known: Vec<&str> = instruments.keys().map(Id::as_str).collect();
            let near = nearest::did_you_mean(line.instrument.as_str(), &known);
            let file = format!("policy/{}.toml", version.from);
            findings.push(
                Finding::error(
                    CHECK.code,
                    format!(
                        "the policy asks for the questionnaire `{}`, which does not exist",
                        line.instrument
                    ),
                    Place::key(file, FieldPath::from("questionnaires")),
                )
                .label(format!("in the line `{}`", line.id))
                .help(near.unwrap_or_else(|| {
                    format!(
                        "correct the name, or add the file instruments/{}.toml",
                        line.instrument
                    )
                })),
            );
        }
    }
}
