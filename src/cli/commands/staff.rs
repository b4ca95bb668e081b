//! `lm staff`: what is recorded about a mentor's own work. Which fields an entry has is said in the
//! files below; which mentees an absence touches is `lm caseload`'s.

mod away;
mod meetings;
mod show;
mod timetable;
mod training;

use crate::cli::call::Call;
use crate::cli::entry::About;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{self, Done, RecordedBy};
use crate::cli::records;
use crate::domain::record::settings::StaffMember;
use crate::domain::record::staff::StaffFile;
use crate::store::change::Change;
use crate::store::{Folder, LoadedText, School, SchoolParts};
use clap::Subcommand;

/// Write down a mentor's timetable, supervision, training and absences, or show them
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a stretch of the week to a timetable, or take one out
    Timetable(Box<timetable::Arguments>),
    /// Write down days or weeks away, and who covers
    #[command(visible_alias = "leave")]
    Away(Box<away::Arguments>),
    /// Write down a supervision meeting
    Supervision(Box<meetings::Supervised>),
    /// Write down training, induction or a course
    #[command(visible_alias = "cpd")]
    Training(Box<training::Arguments>),
    /// Write down a performance review of the role
    Performance(Box<meetings::Reviewed>),
    /// Show a mentor's week, supervision, training and absences
    Show(show::Arguments),
}

/// Runs the command.
///
/// # Errors
///
/// When nobody has that short id or name, an answer is missing or not sound, or it cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    match &arguments.what {
        What::Timetable(given) => timetable::run(given, call),
        What::Away(given) => away::run(given, call),
        What::Supervision(given) => meetings::supervised(given, call),
        What::Training(given) => training::run(given, call),
        What::Performance(given) => meetings::reviewed(given, call),
        What::Show(given) => show::run(given, call),
    }
}

/// Whose record it is, where an entry comes from, and who writes it down.
#[derive(Debug, clap::Args)]
struct Whose {
    /// The member of staff: a short id or a full name
    staff: String,
    /// Take the entry from a file written like one in `staff/ID.yaml` (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// A member of staff whose record something is to be written in.
struct OpenStaff {
    folder: Folder,
    school: School,
    member: StaffMember,
    /// The path of the record.
    file: String,
    /// What stands in it; nothing when it is not there yet.
    record: StaffFile,
    texts: Vec<LoadedText>,
}

impl OpenStaff {
    /// The record of whoever was named; it is said who that is.
    fn open(whose: &Whose, call: &mut Call<'_, '_>) -> Result<Self, CommandError> {
        let folder = records::folder(call)?;
        let (school, texts) = records::school_and_texts(&folder, SchoolParts::All)?;
        whose.recorded.known(&school, call)?;
        let id = About::school(&school, call).staff(&whose.staff, "STAFF")?;
        let member = school.staff(&id).cloned();
        let Some(member) = member else { return Err(CommandError::usage("nobody is named")) };
        let record = school.staff_file(&id).cloned().unwrap_or_default();
        let open = Self { file: format!("staff/{id}.yaml"), folder, school, member, record, texts };
        call.say(&open.who());
        Ok(open)
    }

    /// `Ms R. Wainscott (rw), learning mentor`.
    fn who(&self) -> String {
        who(&self.member)
    }

    fn about(&self, call: &Call<'_, '_>) -> About<'_> {
        About::school(&self.school, call)
    }

    fn write(
        &self,
        mut change: Change,
        done: Done,
        call: &mut Call<'_, '_>,
    ) -> Result<Exit, CommandError> {
        change.based_on(&self.texts);
        let done = done.of(&self.who()).next(format!("lm staff show {}", self.member.id));
        recording::write(&self.folder, &change, &[], &done, call)
    }
}

fn who(member: &StaffMember) -> String {
    let role = member.roles.first().map_or_else(String::new, |role| format!(", {role}"));
    format!("{} ({}){role}", member.name, member.id)
}
