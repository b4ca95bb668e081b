//! A telephone number that cannot be dialled: its first 0 is lost, or it has too few or too many
//! digits.

use super::trail::Trail;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::domain::record::RecordKind;
use crate::store::{SETTINGS_FILE, School};

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("phone-lost-zero"),
    explanation: "\
## What it finds
A telephone number of the school, a parent, an agency or a place visited that cannot be right: the 0
at its beginning is missing, or it has more or fewer digits than a number of this country.

    phone: \"7700 900123\"      # was 07700 900123

Spreadsheets take a number for a sum of money and drop its first 0; that is how most of these come
about. Numbers that begin with `+`, and short ones such as 999 or 116 123, are let be.

## Why it matters
On the day it is needed nobody can be reached.

## What to do
Put the 0 back, between quotation marks: `phone: \"07700 900123\"`. If digits are missing, ask the
family or the office for the number.
",
    finder: Finder::Both(find_in_school, find),
};

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PhoneFault {
    /// The first 0 is missing.
    LostZero,
    /// The area code is missing.
    NoAreaCode,
    /// More or fewer digits than a number has; holds how many there are.
    Length(usize),
}

/// Judges what is plainly one number; two in a field, or one with words, are a person's business.
fn fault_in(number: &str) -> Option<PhoneFault> {
    let number = number.trim();
    let (dialled, _) = number
        .find(|sign: char| sign.is_ascii_alphabetic() || sign == '#')
        .map_or((number, ""), |at| number.split_at(at));
    let plain = |sign: char| sign.is_ascii_digit() || " ()-.\u{a0}\u{2011}–".contains(sign);
    if dialled.starts_with('+') || !dialled.chars().all(plain) {
        return None;
    }
    let digits = dialled.bytes().filter(u8::is_ascii_digit);
    let count = digits.clone().count();
    let begins = |with: &[u8]| digits.clone().zip(with).all(|(digit, wanted)| digit == *wanted);
    if begins(b"00") && count > 11 {
        return None;
    }
    match count {
        0..=3 => None,
        6 if begins(b"116") => None,
        // Childline, and the short 0845 numbers that are left.
        8 if begins(b"08001111") || begins(b"0845") => None,
        10 | 11 if begins(b"0") => None,
        9 | 10 => Some(if begins(b"0") { PhoneFault::Length(count) } else { PhoneFault::LostZero }),
        5..=8 if !begins(b"0") => Some(PhoneFault::NoAreaCode),
        _ => Some(PhoneFault::Length(count)),
    }
}

fn judge(number: Option<&String>, place: impl FnOnce() -> Place, findings: &mut Vec<Finding>) {
    let Some(fault) = number.and_then(|number| fault_in(number)) else { return };
    let (message, label, help) = match fault {
        PhoneFault::LostZero => (
            "this telephone number has lost its first 0".to_owned(),
            "begins without 0".to_owned(),
            "write it with the 0 and between quotation marks",
        ),
        PhoneFault::NoAreaCode => (
            "this telephone number has no area code".to_owned(),
            "local number only".to_owned(),
            "write it with the area code, so that it works from any telephone",
        ),
        PhoneFault::Length(count) => (
            "this telephone number cannot be dialled".to_owned(),
            format!("{count} digits; numbers here have 11, a few have 10"),
            "compare it with the paper, or ask for the number again",
        ),
    };
    findings.push(Finding::warning(CHECK.code, message, place()).label(label).help(help));
}

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let top = Trail::Top;
    let list = top.key("parents");
    let parents = view.case.referral.iter().flat_map(|file| &file.parents);
    for (index, parent) in parents.enumerate() {
        let here = list.item(index);
        for (key, number) in [("phone", &parent.phone), ("work_phone", &parent.work_phone)] {
            let place = || view.field(RecordKind::Referral, here.key(key).path());
            judge(number.as_ref(), place, findings);
        }
    }
    let list = top.key("contacts");
    for (index, contact) in view.case.contacts.contacts.iter().enumerate() {
        let Some(visit) = &contact.visit else { continue };
        let here = list.item(index);
        let place = || view.field(RecordKind::Contacts, here.key("visit").key("phone").path());
        judge(visit.phone.as_ref(), place, findings);
    }
}

fn find_in_school(school: &School, findings: &mut Vec<Finding>) {
    let Some(settings) = &school.settings else { return };
    let top = Trail::Top;
    let place = || Place::field(SETTINGS_FILE, top.key("school").key("phone").path());
    judge(settings.school.phone.as_ref(), place, findings);
    let list = top.key("agencies");
    for (index, agency) in settings.agencies.iter().enumerate() {
        let place = || Place::field(SETTINGS_FILE, list.item(index).key("phone").path());
        judge(agency.phone.as_ref(), place, findings);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_judged_only_when_it_is_plainly_one_number() {
        for (number, expected) in [
            ("07700 900123", None),
            ("(020) 7946 0123", None),
            ("01632 96012", None), // a few have ten digits
            ("0113-496-0123", None),
            ("0161 496 0123 ext 4567", None),
            ("+44 7700 900123", None),
            ("+48 601 234 567", None),
            ("0044 7700 900123", None),
            ("999", None),
            ("116 123", None),
            ("0800 1111", None),
            ("07700 900123 / 01632 960123", None),
            ("ask the office", None),
            ("", None),
            ("7700 900123", Some(PhoneFault::LostZero)),
            ("1632 96012", Some(PhoneFault::LostZero)),
            ("496 0123", Some(PhoneFault::NoAreaCode)),
            ("0770 90012", Some(PhoneFault::Length(9))),
            ("07700 9001234", Some(PhoneFault::Length(12))),
            ("07700", Some(PhoneFault::Length(5))),
        ] {
            assert_eq!(fault_in(number), expected, "{number}");
        }
    }
}
