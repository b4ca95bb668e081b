//! `lm staff show [STAFF]`.

use super::who;
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::entry::About;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::somebody::staff_name;
use crate::cli::{json, records};
use crate::domain::date::Date;
use crate::domain::mentor_week::{
    SupervisionRule, in_hours, minutes_for, minutes_in_all, next_supervision,
};
use crate::domain::policy::Policy;
use crate::domain::record::settings::StaffMember;
use crate::domain::record::staff::{Away, StaffFile, TimeUse};
use crate::domain::spoken_date;
use crate::store::{School, SchoolParts};
use serde_json::{Value as Json, json};

/// Show a mentor's week, supervision, training and absences
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm staff show
  lm staff show rw
  lm staff show rw --json")]
pub(super) struct Arguments {
    /// The member of staff: a short id or a full name (otherwise everybody who has a record)
    staff: Option<String>,
}

/// A member of staff with what is recorded of their work.
struct Shown<'s> {
    school: &'s School,
    member: &'s StaffMember,
    file: &'s StaffFile,
    policy: Option<&'s Policy>,
    today: Date,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder, or nobody has that short id or name.
pub(super) fn run(given: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let folder = records::folder(call)?;
    let school = records::school(&folder, SchoolParts::All)?;
    let only = match &given.staff {
        Some(named) => Some(About::school(&school, call).staff(named, "STAFF")?),
        None => None,
    };
    let nothing = StaffFile::default();
    let staff = school.settings.iter().flat_map(|settings| &settings.staff);
    let shown: Vec<Shown<'_>> = staff
        .filter(|member| only.as_ref().is_none_or(|id| member.id == *id))
        .filter_map(|member| {
            let file = school.staff_file(&member.id).or(only.is_some().then_some(&nothing))?;
            let policy = school.policies.in_force(call.today);
            Some(Shown { school: &school, member, file, policy, today: call.today })
        })
        .collect();
    if format == Format::Json {
        let all: Vec<Json> = shown.iter().map(Shown::as_json).collect();
        json::print(call, json!({ "staff": all }));
    } else if shown.is_empty() {
        call.print("Nothing is recorded of anybody's timetable, supervision or training yet.");
    } else {
        let pages: Vec<String> = shown.iter().map(Shown::page).collect();
        call.print(pages.join("\n").trim_end());
    }
    Ok(Exit::Done)
}

impl Shown<'_> {
    fn page(&self) -> String {
        let mut lines = vec![who(self.member)];
        lines.extend(self.week());
        lines.extend(self.away());
        lines.extend(self.supervision());
        lines.extend(self.training());
        if let Some(last) = self.file.performance.last() {
            let outcome =
                last.outcome.as_ref().map_or_else(String::new, |said| format!(": {said}"));
            let by = staff_name(self.school, &last.with);
            lines.push(format!("Performance review: {} with {by}{outcome}", last.date.brief()));
        }
        lines.join("\n") + "\n"
    }

    /// The hours that the mentor works in a week, if they are known.
    fn hours(&self) -> Option<f64> {
        let full = self.policy.and_then(|policy| policy.time.hours_per_week);
        self.member.hours_per_week.or(full)
    }

    fn week(&self) -> Vec<String> {
        let week = &self.file.timetable;
        if week.is_empty() {
            return vec!["The week: nothing is written down".to_owned()];
        }
        let of = self.hours().map_or_else(String::new, |hours| format!(" of {hours} h"));
        let mut lines = vec![format!("The week: {}{of}", in_hours(minutes_in_all(week)))];
        for one in TimeUse::ALL {
            let time = in_hours(minutes_for(week, *one));
            lines.push(
                format!("  {:<20} {time:<12} {}", one.label(), self.band(*one)).trim_end().into(),
            );
        }
        lines
    }

    /// What the policy has for a use of the week, for a full-time mentor.
    fn band(&self, of: TimeUse) -> String {
        let bands = self.policy.into_iter().flat_map(|policy| &policy.time.uses);
        let band = bands.into_iter().find(|band| band.r#use == of);
        band.map_or_else(String::new, |band| {
            format!("the policy has {} to {} h in a full week", band.min_hours, band.max_hours)
        })
    }

    fn away(&self) -> Vec<String> {
        let ahead = |away: &&Away| away.to.is_none_or(|to| to >= self.today);
        let lines = self.file.away.iter().filter(ahead).map(|away| {
            let to = away.to.map_or_else(|| "not known".to_owned(), Date::brief);
            let why = away.reason.map_or_else(String::new, |why| format!(", {}", why.label()));
            let cover = away.cover.as_ref().map_or_else(
                || "nobody covers".to_owned(),
                |id| format!("{} covers", staff_name(self.school, id)),
            );
            format!("Away: {} to {to}{why}; {cover}", away.from.brief())
        });
        lines.collect()
    }

    fn every_weeks(&self) -> Option<u32> {
        self.policy.and_then(|policy| policy.time.supervision_every_weeks)
    }

    fn supervision(&self) -> Vec<String> {
        let Some(last) = self.file.supervision.last() else {
            return vec!["Supervision: none is written down".to_owned()];
        };
        let by = staff_name(self.school, &last.with);
        let mut lines = vec![format!("Supervision: last on {} by {by}", last.date.brief())];
        if let Some((day, rule)) = next_supervision(self.file, self.every_weeks()) {
            let why = match rule {
                SupervisionRule::Agreed => "as agreed then".to_owned(),
                SupervisionRule::EveryWeeks(weeks) => {
                    format!("once in {weeks} weeks: lm policy explain time.supervision_every_weeks")
                }
            };
            let late = if day < self.today { "OVERDUE since" } else { "next on" };
            lines.push(format!("  {late} {}, {why}", spoken_date::echo(day, self.today)));
        }
        lines
    }

    fn training(&self) -> Vec<String> {
        let since = self.today.add_months(-12);
        let all = self.file.training.iter();
        let recent: Vec<_> = all.filter(|one| one.date > since && one.date <= self.today).collect();
        if recent.is_empty() {
            return vec!["Training: none in the last twelve months".to_owned()];
        }
        let hours: f64 = recent.iter().filter_map(|one| one.hours).sum();
        let mut lines = vec![format!("Training: {hours} hours in the last twelve months")];
        lines.extend(recent.iter().map(|one| {
            let hours = one.hours.map_or_else(String::new, |hours| format!(", {hours} h"));
            format!("  {}  {}{hours}", one.date.brief(), one.what)
        }));
        lines
    }

    fn as_json(&self) -> Json {
        let week = &self.file.timetable;
        let uses = TimeUse::ALL.iter().map(|one| (one.code(), minutes_for(week, *one)));
        let uses: serde_json::Map<String, Json> =
            uses.map(|(code, minutes)| (code.to_owned(), json!(minutes))).collect();
        let next = next_supervision(self.file, self.every_weeks());
        json!({
            "id": self.member.id,
            "name": self.member.name,
            "hours_per_week": self.hours(),
            "minutes_by_use": uses,
            "minutes_in_all": minutes_in_all(week),
            "away": self.file.away,
            "supervision_last": self.file.supervision.last().map(|meeting| meeting.date),
            "supervision_due": next.map(|(day, _)| day),
            "supervision_overdue": next.is_some_and(|(day, _)| day < self.today),
            "training": self.file.training,
            "performance": self.file.performance,
        })
    }
}
