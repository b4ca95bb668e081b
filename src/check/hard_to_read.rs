//! Words for a pupil that a pupil would stumble over.

use super::plans::open_targets;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::readability::{Hard, hard_in, hardest_lix, lix_of};
use crate::domain::record::RecordKind;
use crate::domain::record::plan::Target;
use crate::domain::year_group::Phase;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("hard-to-read"),
    explanation: "\
## What it finds
In what is written for the pupil to read (open targets with their steps and how they will know, promises
that are still open, the agreement): words that adults in schools use among themselves, such as `attainment`
or `SEMH`; a sentence of more than 25 words (30 in a secondary school); and a plan whose words are longer,
all in all, than those of an easy book. The words are those of `lm guide plain-words` and of the school's
own `plain-words.toml`.

## Why it matters
A plan works when the pupil can say what is in it. Nobody asks what a word means in front of the person who
wrote it.

## What to do
Say it as you would say it across the table: not `implement strategies to raise attainment`, but `do my
homework in the library on Tuesdays`. Make two sentences of a long one. If your pupils know the word, put it
into `plain-words.toml` with nothing behind it.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let phase = phase(view);
    let mut judge = |text: &str, place: &dyn Fn() -> Place| {
        let Some(finding) = judged(text, view, phase, place) else { return };
        findings.push(finding);
    };
    for (at, target) in open_targets(view) {
        let plan = |key: &str| view.field(RecordKind::Plan, at.key(key));
        judge(&target.target, &|| plan("target"));
        judge(target.success.as_deref().unwrap_or_default(), &|| plan("success"));
        for (index, step) in target.steps.iter().enumerate() {
            judge(&step.step, &|| {
                view.field(RecordKind::Plan, at.key("steps").item(index).key("step"))
            });
        }
    }
    let agreement = view.case.referral.as_ref().and_then(|file| file.agreement.as_ref());
    if let Some(terms) = agreement.and_then(|agreement| agreement.terms.as_ref()) {
        let path = || FieldPath::from("agreement").key("terms");
        judge(terms, &|| view.field(RecordKind::Referral, path()));
    }
    for (at, session) in view.case.sessions.sessions.iter().enumerate() {
        for (index, promise) in session.promises.iter().enumerate() {
            if promise.kept.is_none() {
                let list = || FieldPath::from("sessions").item(at).key("promises");
                let path = || list().item(index).key("what");
                judge(&promise.what, &|| view.field(RecordKind::Sessions, path()));
            }
        }
    }
    as_a_page(view, phase, findings);
}

/// Primary or secondary, by the year on the day of the referral: a check knows no later day.
fn phase(view: &CaseView<'_>) -> Option<Phase> {
    let year = view.case.pupil()?.year?;
    Some(year.phase(view.school.nation()))
}

fn judged(
    text: &str,
    view: &CaseView<'_>,
    phase: Option<Phase>,
    place: &dyn Fn() -> Place,
) -> Option<Finding> {
    let hard = hard_in(text, &view.school.plain_words, phase);
    let finding = match hard.first()? {
        Hard::Word(word) => Finding::advice(CHECK.code, "a pupil may not know this word", place())
            .label(format!("says ‹{}›", &text[word.place.clone()]))
            .help(format!("say it plainly, for example: {}", word.instead)),
        Hard::Sentence { words, limit, .. } => {
            Finding::advice(CHECK.code, "this sentence is long for a pupil", place())
                .label(format!("{words} words, where {limit} are enough"))
                .help("make two sentences of it")
        }
    };
    Some(finding)
}

/// The open targets of the last plan, as the page that the pupil gets.
fn as_a_page(view: &CaseView<'_>, phase: Option<Phase>, findings: &mut Vec<Finding>) {
    let Some((index, plan)) = view.case.plan.plans.iter().enumerate().next_back() else { return };
    let open = || plan.targets.iter().filter(|target| target.outcome.is_none());
    let Some(lix) = lix_of(open().flat_map(texts)) else { return };
    if lix <= hardest_lix(phase) {
        return;
    }
    let place = view.key(RecordKind::Plan, FieldPath::from("plans").item(index).key("targets"));
    findings.push(
        Finding::advice(CHECK.code, "these targets are hard to read as a page", place)
            .label(format!("lix {lix:.0}; up to {:.0} is easy", hardest_lix(phase)))
            .help("use shorter words and shorter sentences"),
    );
}

fn texts(target: &Target) -> impl Iterator<Item = &str> {
    let steps = target.steps.iter().map(|step| &*step.step);
    std::iter::once(&*target.target).chain(steps).chain(target.success.as_deref())
}
