//! A case in a line: what lists of mentees show.

use crate::domain::calendar::{Nation, school_year_start};
use crate::domain::case::{
    CountedFrom, DueRule, NextReview, ReviewDue, Standing, UNREAD, next_review_of, standing,
};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::WeekCount;
use crate::domain::record::{Case, RecordKind, Unread};
use crate::domain::year_group::YearGroup;
use crate::store::{Desk, Folder, School, for_each_batch};

/// A case in a line.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseLine {
    /// The case.
    pub id: Id,
    /// The pupil's full name; the id when the referral cannot be read.
    pub name: String,
    /// Year group on the day, in words; may be empty.
    pub year: String,
    /// Class or form; may be empty.
    pub class: String,
    /// The mentor's id; may be empty.
    pub mentor: String,
    /// Where the case stands.
    pub standing: Standing,
    /// The day of the referral.
    pub referred: Option<Date>,
    /// The next review.
    pub review: NextReview,
    /// A file of the case has a fault of reading, so that the rest may be wrong.
    pub damaged: bool,
}

/// What a line of a closed case is to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// The same as any other.
    InFull,
    /// That it is closed; its plan and sessions are not read.
    InBrief,
}

/// Every case in a line, in the order of the ids. Of each case only the files that bear on a line
/// are read.
pub fn case_lines(folder: &Folder, school: &School, today: Date, closed: Closed) -> Vec<CaseLine> {
    case_lines_without(&UNREAD, folder, school, today, closed)
}

fn case_lines_without(
    unread: &'static Unread,
    folder: &Folder,
    school: &School,
    today: Date,
    closed: Closed,
) -> Vec<CaseLine> {
    let line = |desk: &mut Desk, id: &Id| {
        let (case, faults) = load_for_a_line(folder, school, id, today, closed, desk);
        let case = &case;
        let stands = standing(case, &school.policies, today);
        CaseLine {
            id: id.clone(),
            name: case.name().to_owned(),
            year: case.year_on(today, school.nation()).map_or_else(String::new, YearGroup::label),
            class: class_now(case, today, school.nation()),
            mentor: case.mentor(today).map_or_else(String::new, ToString::to_string),
            standing: stands,
            referred: case.referred_on(),
            review: next_review_of(case, stands, &school.policies, &school.school_days(), today),
            damaged: faults > 0,
        }
    };
    let desk = || Desk::new(unread);
    for_each_batch(&school.cases, desk, |desk, batch| {
        batch.iter().map(|id| line(desk, id)).collect()
    })
}

/// The files that bear on a line. Sessions, the longest of them, matter only where no plan says
/// that work has begun and nothing else says who the mentor is.
fn load_for_a_line(
    folder: &Folder,
    school: &School,
    id: &Id,
    today: Date,
    closed: Closed,
    desk: &mut Desk,
) -> (Case, usize) {
    let mut reader = school.read_case(folder, id);
    reader.read(RecordKind::Referral, desk);
    reader.read(RecordKind::Reviews, desk);
    // These two alone say whether a case is closed.
    let is_open = || standing(reader.case(), &school.policies, today).is_open();
    if closed == Closed::InBrief && !is_open() {
        return reader.done();
    }
    reader.read(RecordKind::Plan, desk);
    if reader.case().plan.plans.is_empty() || reader.case().mentor(today).is_none() {
        reader.read(RecordKind::Sessions, desk);
    }
    reader.done()
}

/// The class, as long as it is the one of this school year: the record has it as it was on the day
/// of the referral.
fn class_now(case: &Case, today: Date, nation: Nation) -> String {
    let class = case.pupil().and_then(|pupil| pupil.class.clone());
    let same_year = case.referred_on().is_some_and(|referred| {
        school_year_start(referred, nation) == school_year_start(today, nation)
    });
    class.filter(|_| same_year).unwrap_or_default()
}

/// Why a review is due on that day, in a few words.
pub fn why(due: &ReviewDue) -> String {
    let mut why = why_review(&due.rule, due.counted_from_what, due.counted_from);
    if let Some(day) = due.postponed_from {
        why = format!("{why}; put off from {}", day.long());
    }
    if let Some(day) = due.postponed_too_far {
        why = format!("{why}, and not to {} because that is too long", day.long());
    }
    if let (Some(day), Some(because)) = (due.moved_from, &due.moved_because) {
        why = format!("{why}; no school on {} ({})", day.long(), because.replace(['‹', '›'], ""));
    }
    why
}

/// What sets the day of a review, in a few words.
pub fn why_review(rule: &DueRule, what: CountedFrom, counted_from: Date) -> String {
    let from = match what {
        CountedFrom::Review => "the review",
        CountedFrom::Plan => "the plan",
        CountedFrom::FirstWork => "the first meeting",
    };
    let of = counted_from.long();
    match rule {
        DueRule::SetAtReview => format!("set at the review of {of}"),
        DueRule::SetInPlan => "set in the plan".to_owned(),
        DueRule::Window(weeks, WeekCount::Calendar) => {
            format!("{weeks} weeks after {from} of {of}")
        }
        DueRule::Window(weeks, WeekCount::School) => {
            format!("{weeks} school weeks after {from} of {of}")
        }
        DueRule::Band(_, weeks) => format!("{weeks} weeks after {from} of {of}, as its band asks"),
        DueRule::Monitoring(weeks) => {
            format!("{weeks} weeks after {from} of {of}, under reduced monitoring")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::case_matters::tests::{days, example_schools};

    #[test]
    fn what_is_not_read_changes_no_line() {
        let schools = example_schools();
        assert!(schools.iter().any(|(_, school)| !school.cases.is_empty()), "there are examples");
        for (folder, school) in &schools {
            for day in days() {
                let lines =
                    |unread| case_lines_without(unread, folder, school, day, Closed::InFull);
                assert_eq!(lines(&UNREAD), lines(&Unread::NOTHING), "{day}");
            }
        }
    }
}
