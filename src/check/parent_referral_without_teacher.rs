//! A referral by a parent that was not first talked over with the class teacher.

use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::choices::Role;
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("parent-referral-without-teacher"),
    explanation: "\
## What it finds
A parent's referral that was decided on before it had been talked over with the class teacher, where
the policy asks for that:

    referral:
      by: { role: parent, name: Mrs N. Khan }
      class_teacher_consulted: 2026-09-11     # missing, or later than the decision

## Why it matters
The teacher sees the child every day. Often there is an answer in the classroom, and always
something that the mentor should know.

## What to do
Talk with the class teacher and write the day under `class_teacher_consulted`.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(file) = &view.case.referral else { return };
    let Some(referral) = &file.referral else { return };
    if referral.by.role != Some(Role::Parent) {
        return;
    }
    let decided = file.decisions.iter().enumerate().min_by_key(|(_, decision)| decision.date);
    let Some((index, decision)) = decided else { return };
    let asked =
        view.policy(referral.date).is_some_and(|policy| policy.referral.parent_sees_teacher_first);
    if !asked || !view.can_judge_absence(&[RecordKind::Referral]) {
        return;
    }
    let message = match referral.class_teacher_consulted {
        None => "this parent's referral was decided on without a talk with the class teacher",
        Some(day) if day > decision.date => {
            "the class teacher was only asked after this parent's referral was decided on"
        }
        Some(_) => return,
    };
    let at = FieldPath::from("referral").key("class_teacher_consulted");
    findings.push(
        Finding::warning(CHECK.code, message, view.field(RecordKind::Referral, at))
            .see_also(
                view.field(
                    RecordKind::Referral,
                    FieldPath::from("decisions").item(index).key("date"),
                ),
                "the decision",
            )
            .help("talk it over with the class teacher; then write the day under `class_teacher_consulted`"),
    );
}
