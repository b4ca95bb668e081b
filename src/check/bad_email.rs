//! An email address that no letter can reach.

use super::trail::Trail;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::record::RecordKind;
use crate::store::{SETTINGS_FILE, School};

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("bad-email"),
    explanation: "\
## What it finds
An email address of a parent, the school or an agency that cannot be one: no `@` or more than one, a
space in it, nothing before the `@`, no dot behind it.

    email: nasreen.khan@example,org     # a comma for a dot

Whether somebody reads mail there cannot be told from the address.

## Why it matters
The letter never arrives, and nobody learns that it did not; or, worse, it arrives somewhere else.

## What to do
Compare it with the form, or ask for it again.
",
    finder: Finder::Both(find_in_school, find),
};

/// What is wrong with an address; nothing when it can be one.
fn fault_in(address: &str) -> Option<&'static str> {
    let address = address.trim();
    if address.chars().any(char::is_whitespace) {
        return Some("has a space in it");
    }
    let Some((name, host)) = address.split_once('@') else { return Some("has no @") };
    if host.contains('@') {
        return Some("has more than one @");
    }
    if name.is_empty() {
        return Some("has nothing before the @");
    }
    if address.contains([',', ';', '<', '>', '(', ')', '"']) {
        return Some("has a sign in it that addresses do not have");
    }
    let parts_are_whole = host.split('.').all(|part| !part.is_empty());
    if !host.contains('.') || !parts_are_whole || name.ends_with('.') || address.contains("..") {
        return Some("has a dot missing or in the wrong place");
    }
    None
}

fn judge(address: Option<&String>, place: impl FnOnce() -> Place, findings: &mut Vec<Finding>) {
    let Some(fault) = address.and_then(|address| fault_in(address)) else { return };
    findings.push(
        Finding::error(CHECK.code, "this cannot be an email address", place())
            .label(fault)
            .help("compare it with the form, or ask for it again"),
    );
}

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let list = Trail::Top.key("parents");
    let parents = view.case.referral.iter().flat_map(|file| &file.parents);
    for (index, parent) in parents.enumerate() {
        let place = || view.field(RecordKind::Referral, list.item(index).key("email").path());
        judge(parent.email.as_ref(), place, findings);
    }
}

fn find_in_school(school: &School, findings: &mut Vec<Finding>) {
    let Some(settings) = &school.settings else { return };
    let top = Trail::Top;
    let place = || Place::field(SETTINGS_FILE, top.key("school").key("email").path());
    judge(settings.school.email.as_ref(), place, findings);
    let list = top.key("agencies");
    for (index, agency) in settings.agencies.iter().enumerate() {
        let place = || Place::field(SETTINGS_FILE, list.item(index).key("email").path());
        judge(agency.email.as_ref(), place, findings);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_refused_only_when_no_mail_could_reach_it() {
        for good in [
            "n.khan@example.org",
            "o'brien@school.sch.uk",
            "a+b@ex-ample.co.uk",
            " x@y.zz ",
            "jörg@müller.de",
        ] {
            assert_eq!(fault_in(good), None, "{good}");
        }
        for bad in [
            "",
            "none",
            "n.khan",
            "@example.org",
            "n.khan@",
            "n.khan@example",
            "a@b@c.org",
            "n khan@example.org",
            "n.khan@example,org",
            "n.khan@.org",
            "n.khan@example..org",
            "n.khan.@example.org",
            "Mum <n.khan@example.org>",
        ] {
            assert!(fault_in(bad).is_some(), "{bad}");
        }
    }
}
