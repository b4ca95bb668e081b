//! A mentoring file that went to another school without the parents' consent, or against their word.

use super::exits::exits;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::case::{Sharing, SharingState, sharing};
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("transfer-without-consent"),
    explanation: "\
## What it finds
Where the policy wants the parents' consent (`transfer.mentoring_file` is `parent-consent` or `both`):
a mentoring file that was sent although no consent to share is written down by that day, or it was
refused, or taken back. That is an error; a consent that names others, and not this school, is a
warning.

    consent:
      - { date: 2026-09-10, answer: given, scope: [programme] }    # says nothing of sharing
    exits:
      - date: 2026-12-10
        criteria: [left-school]
        transfer: { to_school: Marlhampton Junior School, sent: 2026-12-14 }

Where the policy leaves it to the headteacher alone, a file that was sent although the parents had
said no is a warning. Who takes back their consent without saying for what takes back all of it.

The separate child-protection file goes by law and without asking; nothing is said of
`safeguarding_file_sent`.

## Why it matters
A family that begins anew may want to tell its story itself. What is sent cannot be called back.

## What to do
If the parents agreed, write that down with its day: `lm consent k7q2m --answer given --scope sharing`.
If they did not, tell the headteacher, and the parents.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    if !view.can_judge_absence(&[RecordKind::Referral]) {
        return;
    }
    for (at, exit, policy) in exits(view) {
        let Some((transfer, sent)) =
            exit.transfer.as_ref().and_then(|transfer| Some((transfer, transfer.sent?)))
        else {
            continue;
        };
        let found = sharing(view.case, transfer.to_school.as_deref(), sent);
        let (state, asks) = (found.state, policy.transfer.asks_parents());
        let place = view.field(RecordKind::Reviews, at.key("transfer").key("sent"));
        let finding = match state {
            SharingState::Given => continue,
            _ if !asks && !state.is_against() => continue,
            SharingState::ToOthers => Finding::warning(
                CHECK.code,
                "the parents agreed to share with others, and not with this school",
                place,
            ),
            _ if asks => Finding::error(CHECK.code, message(state), place),
            _ => Finding::warning(CHECK.code, message(state), place),
        };
        findings.push(with_answer(view, finding.label("sent on this day"), found, asks));
    }
}

fn message(state: SharingState) -> &'static str {
    match state {
        SharingState::Refused => "the mentoring file was sent, and the parents had said no",
        SharingState::Withdrawn => {
            "the mentoring file was sent, and the parents had taken back their consent"
        }
        SharingState::NoReply => "the mentoring file was sent before the parents had answered",
        _ => "the mentoring file was sent without the parents' consent",
    }
}

fn with_answer(view: &CaseView<'_>, finding: Finding, found: Sharing<'_>, asks: bool) -> Finding {
    let finding = match found.answer {
        Some((entry, answer)) => {
            let part = if found.state == SharingState::ToOthers { "share_with" } else { "answer" };
            let at = FieldPath::from("consent").item(entry).key(part);
            finding.see_also(view.field(RecordKind::Referral, at), answer.date.long())
        }
        None => finding,
    };
    let id = &view.case.id;
    let finding = finding.help(format!(
        "if they agreed, write it down: lm consent {id} --answer given --scope sharing --on DATE"
    ));
    if asks { finding.help("lm policy explain transfer.mentoring_file") } else { finding }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::trial::Trial;
    use crate::domain::policy::TransferApproval;
    use crate::domain::record::RecordKind::{Referral, Reviews};

    #[test]
    fn a_file_goes_with_consent_where_the_policy_wants_it_and_never_against_the_parents_word() {
        let school = |approval| {
            Trial::of("cluster").but(|policy| {
                policy.transfer.mentoring_file = Some(approval);
            })
        };
        let exit = |transfer: &str| {
            format!(
                "exits: [{{ date: 2026-12-10, criteria: [left-school], transfer: {{ {transfer} }} }}]\n"
            )
        };
        let sent = exit("to_school: Elm Park School, sent: 2026-12-14");
        let none =
            "exits[0].transfer.sent: the mentoring file was sent without the parents' consent";
        let no = "exits[0].transfer.sent: the mentoring file was sent, and the parents had said no";
        let others = "exits[0].transfer.sent: the parents agreed to share with others, and not with \
                      this school";
        let consent = |rest: &str| format!("consent: [{{ date: 2026-12-01, {rest} }}]\n");
        let head = TransferApproval::HeadApproval;
        for (approval, consent, reviews, expected) in [
            (TransferApproval::Both, String::new(), &sent, format!("error {none}")),
            (TransferApproval::ParentConsent, String::new(), &sent, format!("error {none}")),
            (head, String::new(), &sent, String::new()),
            (
                TransferApproval::Both,
                consent("answer: given, scope: [sharing]"),
                &sent,
                String::new(),
            ),
            (TransferApproval::Both, consent("answer: given"), &sent, format!("error {none}")),
            (
                TransferApproval::Both,
                consent("answer: refused, scope: [sharing]"),
                &sent,
                format!("error {no}"),
            ),
            (head, consent("answer: refused, scope: [sharing]"), &sent, format!("warning {no}")),
            (head, consent("answer: no-reply, scope: [sharing]"), &sent, String::new()),
            (
                TransferApproval::Both,
                consent("answer: given, scope: [sharing], share_with: [Dr Lee]"),
                &sent,
                format!("warning {others}"),
            ),
            (
                head,
                consent("answer: given, scope: [sharing], share_with: [Dr Lee]"),
                &sent,
                String::new(),
            ),
            // The child-protection file goes by law; and nothing was sent yet.
            (
                TransferApproval::Both,
                consent("answer: refused, scope: [sharing]"),
                &exit("safeguarding_file_sent: 2026-12-14"),
                String::new(),
            ),
            (
                TransferApproval::Both,
                String::new(),
                &exit("to_school: Elm Park School, approved: 2026-12-11"),
                String::new(),
            ),
        ] {
            let expected: Vec<&str> =
                [expected.as_str()].into_iter().filter(|one| !one.is_empty()).collect();
            let files = [(Referral, &*consent), (Reviews, &**reviews)];
            school(approval).finds(&CHECK, &files, &expected);
        }
    }
}
