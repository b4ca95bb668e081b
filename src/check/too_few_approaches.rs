//! An ending because mentoring did not work, with too little tried before.

use super::exits::{criteria, exits};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::record::RecordKind;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("too-few-approaches"),
    explanation: "\
## What it finds
An exit for a criterion such as *does not want to work with the mentor*, *does not come* or
*mentoring has not worked* that says of fewer different approaches than the policy asks for that they
were tried:

    exits:
      - date: 2026-12-10
        criteria: [does-not-attend]
        approaches_tried:
          - Met at break instead of in lessons
          - Met with his friend for two weeks

## Why it matters
It is easy to write that a pupil does not cooperate. What the adults changed first is the fair half
of the story, and the first thing a parent asks.

## What to do
Write down what was tried, one line each. If nothing else was, try it before the programme ends.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    for (at, exit, policy) in exits(view) {
        let tried = exit.approaches_tried.iter().filter(|words| !words.trim().is_empty()).count();
        let asks = criteria(exit, policy).max_by_key(|(_, criterion)| criterion.min_approaches);
        let Some((nth, criterion)) = asks else { continue };
        let needed = criterion.min_approaches;
        if tried >= needed as usize || !view.can_judge_absence(&[RecordKind::Reviews]) {
            continue;
        }
        let how_many = match tried {
            0 => "none is".to_owned(),
            1 => "only 1 is".to_owned(),
            _ => format!("only {tried} are"),
        };
        findings.push(
            Finding::error(
                CHECK.code,
                format!("this criterion asks for {needed} different approaches tried before; {how_many} named"),
                view.field(RecordKind::Reviews, at.key("criteria").item(nth)),
            )
            .label(criterion.label.clone())
            .help("add what was tried under `approaches_tried`, one line each")
            .help(format!("lm policy explain exit.criteria.{}.min_approaches", criterion.id)),
        );
    }
}
