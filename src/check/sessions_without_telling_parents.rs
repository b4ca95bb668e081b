//! Sessions have begun, but nothing shows that the parents were told.

use super::proofs::{first_session, proof};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::case::step_is_needed;
use crate::domain::policy::{ConsentNeed, StepId};
use crate::domain::record::RecordKind;
use crate::domain::record::contacts::Purpose;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("sessions-without-telling-parents"),
    explanation: "\
## What it finds
Sessions with a pupil where the policy wants the parents told, and neither a contact for
`parents-informed` or `consent-asked` that reached a parent, nor an answer of theirs about consent:

    contacts:
      - date: 2026-09-15
        type: letter
        with: [{ role: parent, name: Mrs N. Khan }]
        purpose: parents-informed

A contact that did not reach anybody does not count. Where the parents themselves made the referral
and the policy says so, they know already.

## Why it matters
Parents who first hear of the mentor from their child wonder what else they were not told.

## What to do
Tell them now, by letter or phone, and write the contact down. If they were told, add the contact
with the day on which it was.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some((policy, session)) = first_session(view) else { return };
    let school = view.school.settings.as_ref().map(|settings| &settings.school);
    // Where consent is required, work without an answer is that fault and not this one.
    if policy.consent.parent == Some(ConsentNeed::Required)
        || !step_is_needed(view.case, policy, school, StepId::ParentsInformed)
        || !view.can_judge_absence(&[RecordKind::Referral, RecordKind::Contacts])
        || proof(view, StepId::ParentsInformed).is_some()
    {
        return;
    }
    let mut finding = Finding::error(
        CHECK.code,
        "sessions have begun, but nothing shows that the parents were told",
        view.at(session.at),
    )
    .label("the first session");
    let contacts = view.case.contacts.contacts.iter();
    let tried = contacts.enumerate().find(|(_, one)| {
        !one.reached
            && matches!(one.purpose, Some(Purpose::ParentsInformed | Purpose::ConsentAsked))
    });
    if let Some((index, _)) = tried {
        let at = FieldPath::from("contacts").item(index).key("reached");
        finding = finding.see_also(view.field(RecordKind::Contacts, at), "tried, but not reached");
    }
    findings.push(
        finding
            .help(format!(
                "tell them, and write it down: lm contact {} --purpose parents-informed",
                view.case.id
            ))
            .help("lm policy explain steps.parents-informed"),
    );
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::check::trial::Trial;
    use crate::domain::record::RecordKind::{Contacts, Referral, Sessions};

    #[test]
    fn parents_are_told_before_sessions_begin_unless_they_referred() {
        let session = (Sessions, "sessions:\n  - { date: 2026-09-17, attendance: attended }\n");
        let found = "error sessions[0].date: sessions have begun, but nothing shows that the parents were told";
        let by = |role: &str| {
            format!("referral: {{ date: 2026-09-08, by: {{ role: {role}, name: A B }} }}\n")
        };
        let (by_parent, by_teacher) = (by("parent"), by("class-teacher"));
        for (preset, expected) in [
            ("primary", &[found][..]),
            ("cluster", &[found]),
            ("secondary", &[]),
            ("rafie", &[]), // there it is work without consent
        ] {
            Trial::of(preset).finds(&CHECK, &[(Referral, &by_teacher), session], expected);
        }
        let primary = Trial::of("primary");
        primary.finds(&CHECK, &[(Referral, &by_parent), session], &[]);
        Trial::of("cluster").finds(&CHECK, &[(Referral, &by_parent), session], &[found]);
        let contact = |reached: bool| {
            format!(
                "contacts:\n  - {{ date: 2026-09-15, type: phone, purpose: parents-informed, \
                 reached: {reached} }}\n"
            )
        };
        primary.finds(&CHECK, &[session, (Contacts, &contact(true))], &[]);
        primary.finds(&CHECK, &[session, (Contacts, &contact(false))], &[found]);
        let missed = "sessions:\n  - { date: 2026-09-17, attendance: missed }\n";
        primary.finds(&CHECK, &[(Sessions, missed)], &[]);
    }
}
