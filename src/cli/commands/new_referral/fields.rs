//! The answers of the referral form, read from a flag or a typed line. Both ways go through the
//! same functions, so both are refused in the same words.

use crate::cli::ask::{Choices, Refusal, read_yes_or_no, words};
use crate::domain::calendar::Nation;
use crate::domain::date::{Date, age_on};
use crate::domain::policy::ReferralRule;
use crate::domain::record::referral::{AgencyInvolved, Channel, Parent, Reason, Urgency};
use crate::domain::year_group::YearGroup;

/// Ages outside these are slips of the pen.
const AGES: std::ops::RangeInclusive<u32> = 2..=20;

/// Whether somebody born then can be a pupil on the day of the referral.
pub(super) fn birthday(born: Date, referred: Date) -> Result<(), Refusal> {
    match age_on(born, referred) {
        Some(age) if AGES.contains(&age) => Ok(()),
        Some(age) => Err(Refusal::new(
            format!("a pupil born on {} would be {age} on the day of the referral", born.long()),
            "compare the date of birth with the register",
        )),
        None => Err(Refusal::new(
            format!("{} is after the day of the referral", born.long()),
            "compare the date of birth with the register",
        )),
    }
}

/// Whether a referral can have been made on that day.
pub(super) fn referral_day(day: Date, today: Date) -> Result<(), Refusal> {
    if day <= today {
        return Ok(());
    }
    Err(Refusal::new(
        format!("{} is still to come", day.with_weekday()),
        "write the day on which the referral was made",
    ))
}

/// A year group, also as people say it: `Year 5`, `Y5`, `R`.
pub(in crate::cli::commands) fn year(typed: &str, nation: Nation) -> Result<YearGroup, Refusal> {
    let lower = typed.trim().to_lowercase();
    let bare = lower
        .strip_prefix("year")
        .or_else(|| lower.strip_prefix("yr"))
        .or_else(|| lower.strip_prefix('y'))
        .map_or(&*lower, str::trim);
    let said = match bare {
        "r" | "rec" => "reception",
        "n" => "nursery",
        other => other,
    };
    let year: YearGroup = said.parse().map_err(|_| match typed.parse::<YearGroup>() {
        Err(bad) => Refusal::from(bad),
        Ok(_) => Refusal::new("this is no year group", "write a number such as 5"),
    })?;
    if year.exists_in(nation) {
        return Ok(year);
    }
    Err(Refusal::new(
        format!("there is no {} in {}", year.label(), nation.name()),
        match nation {
            Nation::Scotland => "write nursery, p1 to p7 or s1 to s6",
            Nation::NorthernIreland => "write nursery, reception, p1 to p7 or a number up to 14",
            Nation::England | Nation::Wales => "write nursery, reception or a number up to 13",
        },
    ))
}

/// A parent or carer, from `Mrs Nasreen Khan;mother;07700 900118;3 Mill Lane, Ashby`, with the
/// telephone at work behind it, if need be.
pub(super) fn parent(written: &str) -> Result<Parent, Refusal> {
    let parts: Vec<&str> = written.split(';').map(str::trim).collect();
    if parts.len() > 5 {
        return Err(Refusal::new(
            format!(
                "‹{written}› has more parts than name, relationship, telephone, address and \
                 telephone at work"
            ),
            "write for example \"Mrs Nasreen Khan;mother;07700 900118;3 Mill Lane, Ashby\"",
        ));
    }
    let part = |at: usize| {
        parts.get(at).filter(|part| !part.is_empty()).map(|part| words::one_line(part)).transpose()
    };
    let mut parent = parent_named(&words::one_line(parts.first().unwrap_or(&""))?);
    parent.relationship = part(1)?;
    parent.phone = part(2)?;
    parent.address = address(&part(3)?.unwrap_or_default());
    parent.work_phone = part(4)?;
    Ok(parent)
}

/// The lines of an address from one line with commas.
pub(super) fn address(written: &str) -> Vec<String> {
    let lines = written.split(',').map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// A parent of whom only the name is known.
pub(super) fn parent_named(name: &str) -> Parent {
    Parent {
        name: name.to_owned(),
        relationship: None,
        address: Vec::new(),
        phone: None,
        work_phone: None,
        email: None,
        language: None,
        safe_contact: None,
        no_letters: false,
    }
}

/// An agency, who there, whether it gives support and whether the parents take part, from
/// `Riverside Family Services;Ms H. Dunne;yes;no`.
pub(in crate::cli::commands) fn agency(written: &str) -> Result<AgencyInvolved, Refusal> {
    let parts: Vec<&str> = written.split(';').map(str::trim).collect();
    if parts.len() > 4 {
        return Err(Refusal::new(
            format!("‹{written}› has more parts than agency, person, support and parents"),
            "write for example \"Riverside Family Services;Ms H. Dunne;yes;no\"",
        ));
    }
    let part = |at: usize| parts.get(at).copied().filter(|part| !part.is_empty());
    Ok(AgencyInvolved {
        agency: words::one_line(part(0).unwrap_or_default())?,
        who: part(1).map(words::one_line).transpose()?,
        gives_support: part(2).map(read_yes_or_no).transpose()?,
        parents_involved: part(3).map(read_yes_or_no).transpose()?,
    })
}

/// The roles in which somebody may refer; a policy that names none lets everybody.
pub(super) fn roles(rule: &ReferralRule) -> Choices {
    let all =
        if rule.sources.is_empty() { crate::domain::choices::Role::ALL } else { &rule.sources };
    Choices::new("a role", all.iter().map(|role| (role.code(), role.label())))
        .otherwise("who may refer stands in the policy: lm policy explain referral.sources")
}

/// The ways in which a referral may be made.
pub(super) fn channels(rule: &ReferralRule) -> Choices {
    let all = if rule.channels.is_empty() { Channel::ALL } else { &rule.channels };
    Choices::new("a way of referring", all.iter().map(|way| (way.code(), way.label()))).otherwise(
        "how a referral may be made stands in the policy: lm policy explain referral.channels",
    )
}

/// The reasons that the form prints.
pub(super) fn reasons() -> Choices {
    Choices::new("a reason", Reason::ALL.iter().map(|reason| (reason.code(), reason.label())))
        .otherwise("if no reason of the form fits, give other and say what it is")
}

/// The criteria that the policy lists on a day.
pub(in crate::cli::commands) fn criteria(rule: &ReferralRule, day: Date) -> Choices {
    let in_use = rule.criteria.iter().filter(|one| one.retired.is_none_or(|retired| day < retired));
    Choices::new("a criterion", in_use.map(|one| (one.id.as_str(), &*one.label)))
        .otherwise("the criteria stand in the policy: lm policy show")
}

/// How soon help can be needed.
pub(super) fn urgencies() -> Choices {
    Choices::new("an urgency", Urgency::ALL.iter().map(|soon| (soon.code(), soon.label())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_group_is_read_as_people_say_it() {
        let england = Nation::England;
        for (typed, expected) in
            [("5", "5"), ("Year 5", "5"), ("y11", "11"), ("R", "reception"), ("nursery", "nursery")]
        {
            let read = year(typed, england).map(|year| year.to_string());
            assert_eq!(read.as_deref(), Ok(expected), "{typed}");
        }
        for wrong in ["", "five", "p4", "14", "year", "-1", "5B"] {
            assert!(year(wrong, england).is_err(), "{wrong}");
        }
        assert_eq!(year("P4", Nation::Scotland).map(|year| year.to_string()).as_deref(), Ok("p4"));
    }

    #[test]
    fn a_birthday_that_no_pupil_can_have_is_refused() {
        let day = |text: &str| text.parse::<Date>().expect("a date");
        let referred = day("2026-11-21");
        for (born, fits) in [
            ("2016-03-04", true),
            ("2024-11-21", true),
            ("2024-11-22", false), // one year old
            ("2006-11-21", true),
            ("1926-03-04", false),
            ("2026-11-22", false), // not born yet
        ] {
            assert_eq!(birthday(day(born), referred).is_ok(), fits, "{born}");
        }
    }

    #[test]
    fn a_parent_is_a_name_and_what_is_known_besides() {
        let parent = |written: &str| {
            super::parent(written).map(|parent| (parent.name, parent.relationship, parent.phone))
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            parent("Mrs Nasreen Khan; mother ;07700 900118"),
            Ok(("Mrs Nasreen Khan".to_owned(), some("mother"), some("07700 900118")))
        );
        let at_home = super::parent("Mrs Khan;;;3 Mill Lane, Ashby").map(|one| one.address);
        assert_eq!(at_home, Ok(vec!["3 Mill Lane".to_owned(), "Ashby".to_owned()]));
        assert_eq!(parent("Mr Khan;;1"), Ok(("Mr Khan".to_owned(), None, some("1"))));
        for wrong in ["", ";mother", "a;b;c;d;e;f"] {
            assert!(parent(wrong).is_err(), "{wrong}");
        }
    }
}
