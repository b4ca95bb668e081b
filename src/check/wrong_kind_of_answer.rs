//! An answer of another kind than its item asks for: words for a mark, one mark for two, an answer
//! that is not among those offered, a wrong number of intervals.

use super::answers::{Answered, each_answer};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::instrument::{ItemFault, faults_in_answer};
use crate::domain::record::RecordKind;
use crate::domain::record::ratings::Answer;
use crate::store::nearest;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("wrong-kind-of-answer"),
    explanation: "\
## What it finds
An answer that does not fit what its item asks for: words where a mark stands, one mark where two are
asked for, an answer that the item does not offer, an observation with more or fewer intervals than
the form has.

    marks:
      temper: 4                       # asks for two: { now: 4, hoped: 8 }

## Why it matters
An answer of the wrong kind is not counted, so the total lacks an item.

## What to do
Look at the form and write the answer as its item wants it. An item left empty on the form is left out
here too.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    each_answer(view, |at, answered| {
        let Some(fault) = faults_in_answer(answered.scale, answered.answer) else { return };
        let (message, label, help) = match fault {
            ItemFault::OffScale(..) => return,
            ItemFault::WrongKind(wanted) => (
                "this answer is of another kind than the item asks for".to_owned(),
                format!("asks for {wanted}"),
                "look at the form, and leave the item out if it is empty there".to_owned(),
            ),
            ItemFault::UnknownOption(code) => (
                format!("‹{code}› is not one of the answers"),
                "not offered".to_owned(),
                offered(&answered, &code),
            ),
            ItemFault::WrongIntervals(wanted) => (
                "this observation has a wrong number of intervals".to_owned(),
                format!("{} of {wanted}", counted(&answered)),
                format!("write {wanted} counts, with 0 where nothing was seen"),
            ),
        };
        findings.push(
            Finding::error(CHECK.code, message, view.field(RecordKind::Ratings, at.path()))
                .label(label)
                .help(help),
        );
    });
}

fn counted(answered: &Answered<'_>) -> usize {
    match answered.answer {
        Answer::Tallies(counts) => counts.len(),
        _ => 0,
    }
}

fn offered(answered: &Answered<'_>, code: &str) -> String {
    let options: Vec<&str> =
        answered.scale.options.iter().map(|option| option.id.as_str()).collect();
    nearest::did_you_mean(code, &options).unwrap_or_else(|| match options.as_slice() {
        few @ ([_, _] | [_, _, _]) => format!("write one of {}", few.join(", ")),
        _ => "look at the form: which answers does it offer?".to_owned(),
    })
}
