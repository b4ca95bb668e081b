//! Work with a pupil without the consent that the programme requires.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::case::{WrittenAt, first_meetings, latest_consent, step_evidence};
use crate::domain::date::Date;
use crate::domain::policy::{ConsentNeed, Policy, StepId};
use crate::domain::record::ratings::{Answer, Rating};
use crate::domain::record::referral::{Consent, ConsentAnswer, ConsentScope};
use crate::domain::record::{Case, RecordKind};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("work-without-consent"),
    explanation: "\
## What it finds
An observation, a first meeting or a session held on a day on which the parents had not said yes, or
had said no, or had taken their consent back, where the policy requires consent:

    consent:
      - date: 2026-09-10
        answer: refused
    sessions:
      - date: 2026-09-17        # a week after the refusal
        attendance: attended

Which work may not be done without consent stands in the policy under `consent.before`.

## Why it matters
Consent that is asked for and then passed over is worse than none: parents will not trust the
school with the next question.

## What to do
Stop, and talk with the parents. If they had agreed, write their answer down with its day under
`consent`. If a date is mistyped, correct it.
",
    finder: Finder::Case(find),
};

/// Something done with the pupil.
struct Work {
    date: Date,
    what: &'static str,
    scope: ConsentScope,
    step: StepId,
    at: WrittenAt,
}

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Referral]) {
        return;
    }
    // One finding for each answer (or for none) that work went against: the first such work.
    let mut against: Vec<(Option<&Consent>, Work, usize)> = Vec::new();
    for work in work_done(view.case) {
        let Some(policy) = view.policy(work.date) else { continue };
        let first = policy.consent.before.unwrap_or(StepId::Sessions);
        if policy.consent.parent != Some(ConsentNeed::Required)
            || work.step < first
            || may_be_done(view.case, policy, &work)
        {
            continue;
        }
        let answer = latest_consent(view.case, ConsentScope::Programme, work.date);
        match against.iter_mut().find(|(known, ..)| *known == answer) {
            Some((_, known, more)) => {
                *more += 1;
                if work.date < known.date {
                    *known = work;
                }
            }
            None => against.push((answer, work, 0)),
        }
    }
    findings.extend(against.iter().map(|(answer, work, more)| report(view, *answer, work, *more)));
}

fn work_done(case: &Case) -> impl Iterator<Item = Work> {
    let ratings = case.ratings.ratings.iter().enumerate();
    let observations =
        ratings.filter(|(_, rating)| is_observation(rating)).map(|(entry, one)| Work {
            date: one.date,
            what: "the pupil was observed",
            scope: ConsentScope::Observation,
            step: StepId::Observation,
            at: WrittenAt {
                file: RecordKind::Ratings,
                field: "ratings",
                entry: Some(entry),
                part: Some("date"),
            },
        });
    let meeting = first_meetings(case).map(|(at, one)| Work {
        date: one.date,
        what: "the first meeting was held",
        scope: ConsentScope::Programme,
        step: StepId::FirstMeeting,
        at: WrittenAt { part: Some("date"), ..at },
    });
    let sessions = case.sessions.sessions.iter().enumerate();
    let sessions = sessions.filter(|(_, one)| one.attendance.is_held()).map(|(entry, one)| Work {
        date: one.date,
        what: "a session was held",
        scope: ConsentScope::Programme,
        step: StepId::Sessions,
        at: WrittenAt {
            file: RecordKind::Sessions,
            field: "sessions",
            entry: Some(entry),
            part: Some("date"),
        },
    });
    observations.chain(meeting).chain(sessions)
}

fn is_observation(rating: &Rating) -> bool {
    rating.marks.values().any(|answer| matches!(answer, Answer::Tallies(_)))
}

/// Whether the parents had said yes; or will say so later, and the order of the steps is what is
/// wrong then, which is another fault.
fn may_be_done(case: &Case, policy: &Policy, work: &Work) -> bool {
    let answer = |scope| latest_consent(case, scope, work.date).map(|consent| consent.answer);
    let programme = answer(ConsentScope::Programme);
    if programme == Some(ConsentAnswer::Given)
        || answer(work.scope) == Some(ConsentAnswer::Given) && programme.is_none()
    {
        return true;
    }
    let unanswered = matches!(programme, None | Some(ConsentAnswer::NoReply));
    let waits =
        policy.steps.get(&work.step).is_some_and(|rule| rule.after.contains(&StepId::Consent));
    let given_later = || step_evidence(case, policy, StepId::Consent).is_some();
    unanswered && waits && given_later()
}

fn report(view: &CaseView<'_>, answer: Option<&Consent>, work: &Work, more: usize) -> Finding {
    let state = match answer.map(|consent| consent.answer) {
        Some(ConsentAnswer::Refused) => "after the parents had refused consent",
        Some(ConsentAnswer::Withdrawn) => "after the parents had withdrawn their consent",
        Some(ConsentAnswer::NoReply) => "before the parents had answered about consent",
        _ => "without the parents' consent",
    };
    let mut finding =
        Finding::error(CHECK.code, format!("{} {state}", work.what), view.at(work.at));
    if more > 0 {
        let others = if more == 1 { "once more".to_owned() } else { format!("{more} more times") };
        finding = finding.label(format!("and {others} since"));
    }
    if let Some(answer) = answer {
        let all = view.case.referral.iter().flat_map(|file| &file.consent);
        if let Some(index) = all.into_iter().position(|one| std::ptr::eq(one, answer)) {
            let at = FieldPath::from("consent").item(index).key("answer");
            finding = finding.see_also(view.field(RecordKind::Referral, at), answer.date.long());
        }
    }
    finding
        .help("stop and talk with the parents; if they had agreed, write it down under `consent`")
        .help("lm policy explain consent")
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::trial::Trial;
    use crate::domain::policy::{ConsentNeed, StepId};
    use crate::domain::record::RecordKind::{Ratings, Referral, Sessions};

    const SESSIONS: &str = "sessions:\n\
        \u{20} - { date: 2026-09-17, attendance: attended }\n\
        \u{20} - { date: 2026-09-24, attendance: missed }\n\
        \u{20} - { date: 2026-10-01, attendance: late }\n";

    #[test]
    fn work_needs_a_yes_that_still_holds() {
        let trial = Trial::of("five-steps");
        for (consent, expected) in [
            ("", &["error sessions[0].date: a session was held without the parents' consent"][..]),
            ("  - { date: 2026-09-10, answer: given }\n", &[]),
            (
                "  - { date: 2026-09-10, answer: refused }\n",
                &[
                    "error sessions[0].date: a session was held after the parents had refused consent",
                ],
            ),
            (
                "  - { date: 2026-09-10, answer: given }\n  - { date: 2026-09-30, answer: withdrawn }\n",
                &[
                    "error sessions[2].date: a session was held after the parents had withdrawn their consent",
                ],
            ),
            (
                "  - { date: 2026-09-10, answer: no-reply }\n",
                &[
                    "error sessions[0].date: a session was held before the parents had answered about consent",
                ],
            ),
            // Given later: the order of the steps is the fault, and another check's.
            ("  - { date: 2026-09-20, answer: given }\n", &[]),
            (
                "  - { date: 2026-09-10, answer: given, scope: [reports] }\n",
                &["error sessions[0].date: a session was held without the parents' consent"],
            ),
        ] {
            let referral =
                if consent.is_empty() { String::new() } else { format!("consent:\n{consent}") };
            trial.finds(&CHECK, &[(Referral, &referral), (Sessions, SESSIONS)], expected);
        }
        Trial::of("cluster").finds(&CHECK, &[(Sessions, SESSIONS)], &[]);
    }

    #[test]
    fn what_counts_as_work_begins_with_the_step_that_the_policy_names() {
        let observed = "ratings:\n  - { instrument: our-grid, phase: before, date: 2026-09-03, \
            respondent: { staff: jo }, marks: { on-task: [1, 2] } }\n";
        let found = "error ratings[0].date: the pupil was observed without the parents' consent";
        Trial::of("rafie").finds(&CHECK, &[(Ratings, observed)], &[found]);
        Trial::of("five-steps").finds(&CHECK, &[(Ratings, observed)], &[]);
        let scoped = "consent:\n  - { date: 2026-09-01, answer: given, scope: [observation] }\n";
        Trial::of("rafie").finds(&CHECK, &[(Referral, scoped), (Ratings, observed)], &[]);
    }

    #[test]
    fn consent_given_late_is_reported_here_where_no_step_waits_for_it() {
        let trial = Trial::of("primary").but(|policy| {
            policy.consent.parent = Some(ConsentNeed::Required);
            policy.consent.before = Some(StepId::FirstMeeting);
        });
        trial.finds(
            &CHECK,
            &[
                (Referral, "consent:\n  - { date: 2026-09-20, answer: given }\n"),
                (Sessions, "first_meeting: { date: 2026-09-15 }\n"),
            ],
            &["error first_meeting.date: the first meeting was held without the parents' consent"],
        );
    }
}
