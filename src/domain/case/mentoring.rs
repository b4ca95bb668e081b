//! Who the mentor of a case is on a day: the one place that says so. A hand-over counts from the day
//! on which the new mentor takes the case on; cover counts while it lasts.

use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::Case;
use crate::domain::record::referral::HandOver;

/// Who looks after a case on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mentoring<'a> {
    /// Whose case it is.
    pub own: Option<&'a Id>,
    /// Who looks after it in their place on this day.
    pub cover: Option<Cover<'a>>,
}

/// Somebody who covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover<'a> {
    /// Who.
    pub by: &'a Id,
    /// The last day of it; `None` when it is not known yet.
    pub until: Option<Date>,
}

impl<'a> Mentoring<'a> {
    /// Who looks after the case: whoever covers, else whose it is.
    pub fn acting(&self) -> Option<&'a Id> {
        self.cover.map(|cover| cover.by).or(self.own)
    }
}

/// A stretch of days on which nobody looks after a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uncovered<'a> {
    /// Whose case it is.
    pub mentor: &'a Id,
    /// The first day without anybody.
    pub from: Date,
    /// The last; `None` when it is not known, or the mentor leaves for good.
    pub to: Option<Date>,
    /// The mentor leaves for good, so that somebody takes the case over.
    pub leaves: bool,
}

impl Case {
    /// Who looks after the case on a day.
    pub fn mentor(&self, on: Date) -> Option<&Id> {
        self.mentoring(on).acting()
    }

    /// Whose the case is on a day, and who covers.
    pub fn mentoring(&self, on: Date) -> Mentoring<'_> {
        let own = self.named_mentor(on).or_else(|| self.mentor_of_last_session(on));
        Mentoring { own, cover: self.cover(own, on) }
    }

    /// The hand-overs that wait for an answer on a day, each with its place in the list. A newer one
    /// takes the place of an older.
    pub fn open_hand_overs(&self, on: Date) -> impl Iterator<Item = (usize, &HandOver)> {
        let all = move || self.hand_overs().enumerate().filter(move |(_, one)| one.date <= on);
        all().filter(move |(entry, one)| {
            let replaced = all().any(|(later, other)| {
                later > *entry && other.until.is_some() == one.until.is_some()
            });
            one.is_open(on) && !replaced
        })
    }

    /// Days from `on` onwards on which whose case it is will be away and nobody covers, the earliest
    /// first. What waits for an answer is no cover yet.
    pub fn uncovered(&self, on: Date) -> Vec<Uncovered<'_>> {
        let ahead = self.from_school.away.iter().filter(|away| away.to.is_none_or(|to| on <= to));
        let mut found = Vec::new();
        for away in ahead {
            let mut day = away.from.max(on);
            loop {
                let then = self.mentoring(day);
                let covered = match then.cover {
                    _ if then.own != Some(&away.mentor) => break,
                    None => None,
                    Some(cover) => Some(cover.until),
                };
                match covered {
                    None => {
                        let (mentor, to) = (&away.mentor, away.to);
                        found.push(Uncovered { mentor, from: day, to, leaves: away.leaves });
                        break;
                    }
                    Some(None) => break,
                    Some(Some(until)) => day = until.add_days(1),
                }
                if away.to.is_some_and(|to| day > to) {
                    break;
                }
            }
        }
        found
    }

    fn hand_overs(&self) -> impl Iterator<Item = &HandOver> {
        self.referral.iter().flat_map(|file| &file.hand_overs)
    }

    /// Whoever was named last: by the decision that gave the place, a plan, a return to the
    /// programme or a hand-over for good. Of the same day, the later in this list counts.
    fn named_mentor(&self, on: Date) -> Option<&Id> {
        let decisions = self.decisions();
        let places = decisions.filter(|decision| decision.gives_a_place());
        let by_decision = places.map(|decision| (decision.date, decision.mentor.as_ref()));
        let by_plan = self.plan.plans.iter().map(|plan| (plan.starts, plan.key_worker.as_ref()));
        let back = self.reviews.readmissions.iter().map(|back| (back.date, back.mentor.as_ref()));
        let handed = self.hand_overs().filter(|one| one.until.is_none());
        let handed = handed.filter_map(|one| Some((one.counts_from()?, Some(&one.to))));
        let all = by_decision.chain(by_plan).chain(back).chain(handed);
        let named = all.filter_map(|(day, mentor)| Some((day, mentor?)));
        named.filter(|(day, _)| *day <= on).max_by_key(|(day, _)| *day).map(|(_, mentor)| mentor)
    }

    fn mentor_of_last_session(&self, on: Date) -> Option<&Id> {
        let sessions = self.sessions.sessions.iter().filter(|session| session.date <= on);
        let last = sessions.filter_map(|session| Some((session.date, session.mentor.as_ref()?)));
        let groups = self.from_school.group_sessions.iter();
        let in_groups = groups
            .filter(|session| session.date <= on)
            .filter_map(|session| Some((session.date, session.mentor.as_ref()?)));
        in_groups.chain(last).max_by_key(|(day, _)| *day).map(|(_, mentor)| mentor)
    }

    /// Who covers: as handed over for this case; else whoever the mentor's record names for all of
    /// theirs, unless they are away themselves.
    fn cover(&self, own: Option<&Id>, on: Date) -> Option<Cover<'_>> {
        let handed = self.hand_overs().filter(|one| {
            let begun = one.counts_from().is_some_and(|from| from <= on);
            begun && one.until.is_some_and(|until| on <= until)
        });
        let for_own = handed.filter(|one| one.from.as_ref().is_none_or(|from| Some(from) == own));
        let last = for_own.filter(|one| Some(&one.to) != own).max_by_key(|one| one.starts);
        let of_case = last.map(|one| Cover { by: &one.to, until: one.until });
        of_case.or_else(|| {
            let away = &self.from_school.away;
            let theirs = away.iter().find(|one| Some(&one.mentor) == own && one.contains(on))?;
            let by = theirs.cover.as_ref()?;
            let is_here = !away.iter().any(|one| one.mentor == *by && one.contains(on));
            // Whoever covers may be away for a part of it.
            let next = away.iter().filter(|one| one.mentor == *by && one.from > on);
            let gone = next.map(|one| one.from.add_days(-1)).min();
            let until = [theirs.to, gone].into_iter().flatten().min();
            is_here.then_some(Cover { by, until })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::MentorAway;
    use crate::domain::tests::as_written::{day, empty_case, record};

    fn id(text: &str) -> Id {
        Id::new(text).expect("an id")
    }

    fn case(hand_overs: &str) -> Case {
        let text = format!(
            "pupil: {{name: Amira Khan}}\ndecisions:\n\
             - {{date: 2026-09-14, outcome: [one-to-one], mentor: jb}}\nhand_overs: [{hand_overs}]\n"
        );
        Case { referral: Some(record(&text)), ..empty_case() }
    }

    fn away(mentor: &str, from: &str, to: Option<&str>, cover: Option<&str>) -> MentorAway {
        let (mentor, cover) = (id(mentor), cover.map(id));
        MentorAway { mentor, from: day(from), to: to.map(day), cover, leaves: to.is_none() }
    }

    const ASKED: &str = "date: 2026-11-02, from: jb, to: tb, starts: 2026-11-09, because: x";

    #[test]
    fn a_hand_over_counts_once_it_has_begun_and_is_taken_on() {
        for (more, on, expected) in [
            ("", "2026-11-16", "jb"),
            (", accepted: 2026-11-03", "2026-11-08", "jb"),
            (", accepted: 2026-11-03", "2026-11-09", "tb"),
            (", accepted: 2026-11-12", "2026-11-11", "jb"),
            (", accepted: 2026-11-12", "2026-11-12", "tb"),
            (", declined: 2026-11-03", "2026-11-16", "jb"),
            (", until: 2026-11-13, accepted: 2026-11-03", "2026-11-13", "tb for jb"),
            (", until: 2026-11-13, accepted: 2026-11-03", "2026-11-14", "jb"),
            (", until: 2026-11-13", "2026-11-13", "jb"),
        ] {
            let case = case(&format!("{{{ASKED}{more}}}"));
            let found = case.mentoring(day(on));
            let told = match (found.acting(), found.own) {
                (Some(acting), Some(own)) if acting != own => format!("{acting} for {own}"),
                (acting, _) => acting.map(ToString::to_string).unwrap_or_default(),
            };
            assert_eq!(told, expected, "{more} on {on}");
        }
    }

    #[test]
    fn a_hand_over_is_open_until_it_is_answered_replaced_or_over() {
        let entry = |more: &str| format!("{{{ASKED}{more}}}");
        let newer =
            "{date: 2026-11-04, from: jb, to: mo, starts: 2026-11-09, because: x}".to_owned();
        for (entries, on, expected) in [
            (entry(""), "2026-11-01", vec![]),
            (entry(""), "2026-11-02", vec!["tb"]),
            (entry(""), "2026-12-01", vec!["tb"]),
            (entry(", accepted: 2026-11-05"), "2026-11-04", vec!["tb"]),
            (entry(", accepted: 2026-11-05"), "2026-11-05", vec![]),
            (entry(", declined: 2026-11-05"), "2026-11-05", vec![]),
            (entry(", until: 2026-11-13"), "2026-11-14", vec![]),
            (format!("{}, {newer}", entry("")), "2026-11-05", vec!["mo"]),
            (format!("{}, {newer}", entry(", until: 2026-11-13")), "2026-11-05", vec!["tb", "mo"]),
        ] {
            let case = case(&entries);
            let found: Vec<&str> =
                case.open_hand_overs(day(on)).map(|(_, one)| one.to.as_str()).collect();
            assert_eq!(found, expected, "{entries} on {on}");
        }
    }

    #[test]
    fn days_without_anybody_are_found_before_they_come() {
        let cover = format!("{{{ASKED}, until: 2026-11-11, accepted: 2026-11-03}}");
        let gone = away("jb", "2026-11-09", Some("2026-11-13"), None);
        let with_cover = away("jb", "2026-11-09", Some("2026-11-13"), Some("tb"));
        let tb_away = away("tb", "2026-11-11", Some("2026-11-20"), None);
        let leaves = away("jb", "2026-12-19", None, None);
        for (hand_overs, away, expected) in [
            ("", vec![gone.clone()], vec!["2026-11-09"]),
            ("", vec![with_cover.clone()], vec![]),
            ("", vec![with_cover, tb_away], vec!["2026-11-11"]),
            (cover.as_str(), vec![gone.clone()], vec!["2026-11-12"]),
            ("", vec![gone, leaves.clone()], vec!["2026-11-09", "2026-12-19"]),
            ("", vec![away("mo", "2026-11-09", None, None)], vec![]),
            (
                "{date: 2026-11-02, to: tb, starts: 2026-12-01, because: x, accepted: 2026-11-03}",
                vec![leaves],
                vec![],
            ),
        ] {
            let mut case = case(hand_overs);
            case.from_school.away = away.into();
            let found: Vec<String> =
                case.uncovered(day("2026-11-05")).iter().map(|one| one.from.to_string()).collect();
            assert_eq!(found, expected, "{hand_overs}");
        }
    }

    #[test]
    fn cover_that_the_mentors_record_names_counts_while_it_lasts() {
        let mut case = case("");
        case.from_school.away =
            vec![away("jb", "2026-11-09", Some("2026-11-13"), Some("tb"))].into();
        for (on, expected) in
            [("2026-11-08", "jb"), ("2026-11-09", "tb"), ("2026-11-13", "tb"), ("2026-11-14", "jb")]
        {
            assert_eq!(case.mentor(day(on)).map(Id::as_str), Some(expected), "{on}");
        }
    }
}
