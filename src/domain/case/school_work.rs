//! What the school's files of groups and staff say of every case, gathered once for all of them.

use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::group::GroupFile;
use crate::domain::record::settings::StaffMember;
use crate::domain::record::staff::StaffFile;
use crate::domain::record::{FromSchool, InGroup, MentorAway};
use std::collections::HashMap;
use std::sync::Arc;

/// What the school's files say of its cases.
#[derive(Clone, Debug, Default)]
pub struct SchoolWork {
    in_groups: HashMap<Id, (Vec<Id>, Vec<InGroup>)>,
    away: Arc<[MentorAway]>,
}

impl SchoolWork {
    /// From the groups and the records of staff, each with the name of its file, and everybody in
    /// `lm.toml`.
    pub fn gather<'f>(
        groups: impl IntoIterator<Item = (&'f str, &'f GroupFile)>,
        files: impl IntoIterator<Item = (&'f str, &'f StaffFile)>,
        staff: &[StaffMember],
    ) -> Self {
        let mut in_groups: HashMap<Id, (Vec<Id>, Vec<InGroup>)> = HashMap::new();
        for (name, group) in groups {
            let Ok(id) = Id::new(name) else { continue };
            for member in &group.members {
                let (groups, _) = in_groups.entry(member.case.clone()).or_default();
                if !groups.contains(&id) {
                    groups.push(id.clone());
                }
            }
            for (entry, session) in group.sessions.iter().enumerate() {
                for (case, attendance) in &session.attendance {
                    let (_, sessions) = in_groups.entry(case.clone()).or_default();
                    sessions.push(InGroup {
                        group: id.clone(),
                        entry,
                        date: session.date,
                        time: session.time,
                        attendance: *attendance,
                        reason: session.reasons.get(case).copied(),
                        mentor: group.mentor.clone(),
                    });
                }
            }
        }
        for (_, sessions) in in_groups.values_mut() {
            sessions.sort_by_key(|session| (session.date, session.time));
        }
        Self { in_groups, away: away(files, staff).into() }
    }

    /// What they say of one case.
    pub fn of(&self, case: &Id) -> FromSchool {
        let (groups, group_sessions) = self.in_groups.get(case).cloned().unwrap_or_default();
        FromSchool { groups, group_sessions, away: Arc::clone(&self.away) }
    }
}

/// Every absence of every mentor, the earliest first.
fn away<'f>(
    files: impl IntoIterator<Item = (&'f str, &'f StaffFile)>,
    staff: &[StaffMember],
) -> Vec<MentorAway> {
    let mut all: Vec<MentorAway> = Vec::new();
    for (name, file) in files {
        let Ok(mentor) = Id::new(name) else { continue };
        all.extend(file.away.iter().map(|away| MentorAway {
            mentor: mentor.clone(),
            from: away.from,
            to: away.to,
            cover: away.cover.clone(),
            leaves: false,
        }));
    }
    all.extend(staff.iter().filter_map(|member| {
        let last: Date = member.until?;
        Some(MentorAway {
            mentor: member.id.clone(),
            from: last.add_days(1),
            to: None,
            cover: None,
            leaves: true,
        })
    }));
    all.sort_by(|one, other| (one.from, &one.mentor).cmp(&(other.from, &other.mentor)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::yaml;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn each_case_gets_its_own_part_of_every_group_oldest_first() {
        let group =
            |text: &str| -> GroupFile { yaml::read(&"test".into(), text).value.expect("a group") };
        let one = group(
            "name: One\nstarts: 2026-09-14\nmentor: jb\nmembers: [{case: a1}, {case: b2}]\nsessions:\n\
             - {date: 2026-10-05, attendance: {a1: attended, b2: missed}, reasons: {b2: illness}}\n",
        );
        let two = group(
            "name: Two\nstarts: 2026-09-14\nmembers: [{case: b2}]\nsessions:\n\
             - {date: 2026-09-28, attendance: {c3: attended}}\n\
             - {date: 2026-10-01, attendance: {b2: late}}\n",
        );
        let work = SchoolWork::gather([("one", &one), ("two", &two)], [], &[]);
        let of = |case: &str| work.of(&Id::new(case).expect("an id"));
        let told = |case: &str| -> Vec<String> {
            let found = of(case).group_sessions.into_iter();
            found
                .map(|one| format!("{} {} {}", one.group, one.entry, one.attendance.code()))
                .collect()
        };
        assert_eq!(told("a1"), ["one 0 attended"]);
        assert_eq!(told("b2"), ["two 1 late", "one 0 missed"]);
        assert_eq!(of("b2").groups, [Id::new("one").expect("one"), Id::new("two").expect("two")]);
        // Somebody who came once without being a member was there all the same.
        assert_eq!(told("c3"), ["two 0 attended"]);
        assert!(of("c3").groups.is_empty());
        assert_eq!(of("d4"), FromSchool::default());
    }

    #[test]
    fn mentors_are_away_as_their_records_say_and_gone_after_their_last_day() {
        let file: StaffFile =
            yaml::read(&"test".into(), "away:\n- {from: 2026-11-02, to: 2026-11-06, cover: tb}\n")
                .value
                .expect("a record of staff");
        let member = StaffMember {
            until: Some(day("2026-12-18")),
            ..crate::store::toml_text::read(
                &"test".into(),
                "id = \"jb\"\nname = \"Jo\"\nroles = [\"learning-mentor\"]\n",
            )
            .value
            .expect("somebody")
        };
        let work = SchoolWork::gather([], [("jb", &file)], &[member]);
        let away = work.of(&Id::new("a1").expect("an id")).away;
        for (on, expected) in [
            ("2026-11-01", None),
            ("2026-11-02", Some(false)),
            ("2026-11-06", Some(false)),
            ("2026-11-07", None),
            ("2026-12-18", None),
            ("2026-12-19", Some(true)),
        ] {
            let found = away.iter().find(|one| one.contains(day(on)));
            assert_eq!(found.map(|one| one.leaves), expected, "{on}");
        }
    }
}
