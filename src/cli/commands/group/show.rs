//! `lm group show GROUP`: who leads it, who is in it, and who came.

use super::list::{as_json, days, held};
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::commands::group_session::{group, is_member_on};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::somebody::staff_name;
use crate::cli::{json, records, table};
use crate::domain::date::{Date, Time};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::domain::record::group::{GroupFile, GroupSession, Member};
use crate::domain::record::sessions::Attendance;
use crate::store::{Filed, Folder, SchoolParts};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Show a group: who leads it, who is in it on the day, what was done, and who came
///
/// With --as-of it is shown as it was on that day.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm group show sunflowers
  lm group show \"The Sunflowers\" --as-of 2026-10-20
  lm group show sunflowers --json")]
pub(super) struct Arguments {
    /// The group: the name of its file below groups/, or what it is called
    group: String,
}

/// A group with what is known of its members and sessions on a day.
struct Shown<'g> {
    group: &'g Filed<GroupFile>,
    names: BTreeMap<Id, String>,
    /// Up to the day, oldest first.
    sessions: Vec<&'g GroupSession>,
    today: Date,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder or no such group.
pub(super) fn run(given: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let folder = records::folder(call)?;
    let school = records::school(&folder, SchoolParts::All)?;
    let group = group(&school, &given.group)?;
    let shown = Shown::of(group, &folder, call.today);
    if format == Format::Json {
        json::print(call, shown.as_json());
        return Ok(Exit::Done);
    }
    let mentor = group.value.mentor.as_ref().map(|id| staff_name(&school, id));
    shown.print(mentor, call);
    call.say_last(format!("next: lm group-session {}", group.stem));
    Ok(Exit::Done)
}

impl<'g> Shown<'g> {
    fn of(group: &'g Filed<GroupFile>, folder: &Folder, today: Date) -> Self {
        let file = &group.value;
        let mut sessions: Vec<&GroupSession> =
            file.sessions.iter().filter(|session| session.date <= today).collect();
        sessions.sort_by_key(|session| (session.date, session.time));
        let who_came = sessions.iter().flat_map(|session| session.attendance.keys());
        let cases = file.members.iter().map(|member| &member.case).chain(who_came);
        let mut names = BTreeMap::new();
        for id in cases {
            let name = || {
                let case = folder.load_case(id, &[RecordKind::Referral]).case;
                case.pupil().map_or_else(|| id.to_string(), |pupil| pupil.name.clone())
            };
            names.entry(id.clone()).or_insert_with(name);
        }
        Self { group, names, sessions, today }
    }

    fn name<'s>(&'s self, case: &'s Id) -> &'s str {
        self.names.get(case).map_or(case.as_str(), String::as_str)
    }

    /// To how many sessions a mentee came, late or in time, of how many at which they were expected.
    fn attended(&self, mentee: &Id) -> [usize; 3] {
        let with = |how| {
            let sessions = self.sessions.iter();
            sessions.filter(|session| session.attendance.get(mentee) == Some(&how)).count()
        };
        let late = with(Attendance::Late);
        let came = with(Attendance::Attended) + late;
        [came, late, came + with(Attendance::Missed)]
    }

    /// Whether somebody belongs to it on the day, and if not, why not.
    fn when(&self, member: &Member) -> String {
        let file = &self.group.value;
        let from = member.from.unwrap_or(file.starts);
        match member.until {
            _ if from > self.today => format!("from {}", from.brief()),
            Some(until) if until < self.today => format!("until {}", until.brief()),
            _ => format!("since {}", from.brief()),
        }
    }

    fn print(&self, mentor: Option<String>, call: &mut Call<'_, '_>) {
        let file = &self.group.value;
        let stem = &self.group.stem;
        let kind = file.kind.map_or_else(String::new, |kind| format!(", {kind}"));
        call.print(&format!("{} ({stem}){kind}", file.name));
        if let Some(theme) = &file.theme {
            call.print(&format!("about: {}", theme.trim()));
        }
        let leads = mentor.map_or_else(
            || "nobody is written down who leads it".to_owned(),
            |name| format!("led by {name}"),
        );
        let minutes =
            file.minutes.map_or_else(String::new, |minutes| format!("; {minutes} minutes each"));
        let (days, held) = (days(file, self.today), held(file, self.today));
        call.print(&format!("{leads}; {days}; sessions held: {held}{minutes}\n"));
        self.print_members(call);
        self.print_sessions(call);
    }

    fn print_members(&self, call: &mut Call<'_, '_>) {
        let file = &self.group.value;
        if file.members.is_empty() {
            call.print("Nobody is a member yet.");
            return;
        }
        let (on, off): (Vec<&Member>, Vec<&Member>) =
            file.members.iter().partition(|member| is_member_on(member, file, self.today));
        let rows: Vec<Vec<String>> = on
            .into_iter()
            .chain(off)
            .map(|member| {
                let [came, late, of] = self.attended(&member.case);
                let late = if late == 0 { String::new() } else { format!(", {late} late") };
                vec![
                    self.name(&member.case).to_owned(),
                    self.when(member),
                    format!("{came} of {of}{late}"),
                    member.case.to_string(),
                ]
            })
            .collect();
        let heading = ["Member", "When", "Came", "Case"];
        call.print(table::draw(&heading, &rows, call.world.terminal.width).trim_end());
    }

    fn print_sessions(&self, call: &mut Call<'_, '_>) {
        if self.sessions.is_empty() {
            call.print("\nNo session is written down.");
            return;
        }
        let rows: Vec<Vec<String>> = self
            .sessions
            .iter()
            .map(|session| {
                let came =
                    session.attendance.values().filter(|how| **how != Attendance::Missed).count();
                vec![
                    session.date.brief(),
                    session.time.as_ref().map_or_else(String::new, Time::to_string),
                    session.activity.clone().unwrap_or_default(),
                    format!("{came} of {}", session.attendance.len()),
                    self.missed(session),
                ]
            })
            .collect();
        let heading = ["Session", "At", "What was done", "Came", "Not there"];
        let drawn = table::draw(&heading, &rows, call.world.terminal.width);
        call.print(&format!("\n{}", drawn.trim_end()));
    }

    /// Who was not there, and why.
    fn missed(&self, session: &GroupSession) -> String {
        let missed = session.attendance.iter().filter(|(_, how)| **how == Attendance::Missed);
        let words: Vec<String> = missed
            .map(|(case, _)| match session.reasons.get(case) {
                Some(reason) => format!("{} ({reason})", self.name(case)),
                None => self.name(case).to_owned(),
            })
            .collect();
        words.join(", ")
    }

    fn as_json(&self) -> Value {
        let file = &self.group.value;
        let members: Vec<Value> = file
            .members
            .iter()
            .map(|member| {
                let [came, late, of] = self.attended(&member.case);
                json!({
                    "came": came,
                    "case": member.case,
                    "expected": of,
                    "from": member.from.unwrap_or(file.starts),
                    "is_member": is_member_on(member, file, self.today),
                    "late": late,
                    "name": self.name(&member.case),
                    "until": member.until,
                })
            })
            .collect();
        let sessions: Vec<Value> = self
            .sessions
            .iter()
            .map(|session| {
                let codes: BTreeMap<&Id, &str> =
                    session.attendance.iter().map(|(case, how)| (case, how.code())).collect();
                let reasons: BTreeMap<&Id, &str> =
                    session.reasons.iter().map(|(case, why)| (case, why.code())).collect();
                json!({
                    "activity": session.activity,
                    "attendance": codes,
                    "date": session.date,
                    "progress": session.progress,
                    "reasons": reasons,
                    "session": session.id,
                    "time": session.time,
                })
            })
            .collect();
        let mut value = as_json(self.group, self.today);
        value["as_of"] = json!(self.today);
        value["members"] = json!(members);
        value["sessions"] = json!(sessions);
        value
    }
}
