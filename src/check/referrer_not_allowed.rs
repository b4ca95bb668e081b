//! A referral by somebody who may not refer in this programme.

use super::roles;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};
use crate::domain::choices::Role;
use crate::domain::record::RecordKind;
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("referrer-not-allowed"),
    explanation: "\
## What it finds
A referral made by somebody in a role that the policy does not let refer, on the day of the
referral:

    referral:
      date: 2026-09-10
      by: { role: governor, name: Mr T. Adeyemi }

Somebody who stands by a short id has the roles that `lm.toml` gives them.

## Why it matters
The programme says who may refer so that every referral comes from somebody who knows the pupil
and can be told what came of it.

## What to do
Correct the role or the id. If the idea came from somebody else, let a person who may refer make
the referral, and name whose idea it was under `background`. `lm policy explain referral.sources`
lists who may refer.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let Some(referral) = view.case.referral.as_ref().and_then(|file| file.referral.as_ref()) else {
        return;
    };
    let Some(policy) = view.policy(referral.date) else { return };
    let sources = &policy.referral.sources;
    if sources.is_empty()
        || roles::is_one_of(view, &referral.by, sources, referral.date) != Some(false)
    {
        return;
    }
    let by = FieldPath::from("referral").key("by");
    let (who, part) = match (&referral.by.staff, referral.by.role) {
        (Some(id), _) => (format!("‹{id}› has no role that"), "staff"),
        (None, role) => {
            let role = role.map_or("this person", Role::label);
            (format!("{role} is not a role that"), "role")
        }
    };
    findings.push(
        Finding::error(
            CHECK.code,
            format!("{who} may refer in this programme"),
            view.field(RecordKind::Referral, by.key(part)),
        )
        .label(format!("not among those who could refer on {}", referral.date.long()))
        .help("correct the role, or let somebody who may refer make the referral")
        .help("lm policy explain referral.sources"),
    );
}
