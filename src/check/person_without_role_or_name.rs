//! A person of whom nothing is said: neither staff id nor role nor name.

use super::people::{self, Mention};
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding};

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("person-without-role-or-name"),
    explanation: "\
## What it finds
An entry that should say who somebody was and says nothing: no `staff`, no `role`, no `name`.

    referral:
      date: 2026-09-14
      by: {}

## Why it matters
Who referred, who decided, who was there: the programme's rules ask for it, and a year later nobody
remembers.

## What to do
Write `staff:` and the id for somebody in the list of `lm.toml`; for anybody else `role:` and, if
you know it, `name:`. If nobody was there, take the entry out.
",
    finder: Finder::Case(find),
};

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    people::in_case(view.case, &mut |kind, at, mention| {
        let Mention::Person(person) = mention else { return };
        let named = person.name.as_deref().is_some_and(|name| !name.trim().is_empty());
        // What could not be read in a damaged file looks like an empty entry.
        if person.staff.is_some()
            || person.role.is_some()
            || named
            || !view.can_judge_absence(&[kind])
        {
            return;
        }
        findings.push(
            Finding::error(CHECK.code, "nobody is named here", view.field(kind, at.path()))
                .label("who is it?")
                .help("write `staff` with an id from lm.toml, or `role` and `name`"),
        );
    });
}
