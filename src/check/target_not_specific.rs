//! A target in words too vague to be seen (the S of SMART).

use super::plans::open_targets;
use super::smart::{self, Vague};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("target-not-specific"),
    explanation: "\
## What it finds
An open target that wishes for something without saying what anybody would see, such as *improve
behaviour*, *be good* or *try harder*, or that is only a heading of one or two words:

    targets:
      - id: t1
        target: Improve my behaviour
      - id: t2
        target: Walk away when somebody calls me names     # this one passes

A wish that names a number, a situation or a way of getting there passes as well.

## Why it matters
A pupil who is told to be good cannot know on Friday whether the week went well. One who is told to
be in school by 08:50 at least three times can.

## What to do
Ask together: what would we see? Where, when, how often? Write that down in the pupil's words.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (at, target) in open_targets(view) {
        let Some(why) = smart::vague(&target.target) else { continue };
        let (message, label) = match why {
            Vague::Short => (
                "this is a heading rather than a target".to_owned(),
                "fewer than three words".to_owned(),
            ),
            Vague::Wish(phrase) => {
                let phrase: Vec<&str> =
                    phrase.iter().map(|word| if *word == "*" { "…" } else { word }).collect();
                (
                    "this target does not say what anybody would see".to_owned(),
                    format!("`{}` is a wish", phrase.join(" ")),
                )
            }
        };
        findings.push(
            Finding::warning(CHECK.code, message, view.field(RecordKind::Plan, at.key("target")))
                .label(label)
                .help("say what we would see, where and how often, in the pupil's words"),
        );
    }
}
