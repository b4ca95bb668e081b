//! `lm caseload`.

mod formats;
mod page;

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::commands::review_due;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::records;
use crate::diag::Severity;
use crate::domain::caseload::{
    Absence, Availability, Free, MentorLoad, Place, Suggestion, Waiting, absences, forecast,
    mentor_loads, place, suggestions, waiting,
};
use crate::domain::id::Id;
use crate::domain::policy::Policy;
use crate::domain::record::RecordKind;
use crate::domain::record::settings::StaffMember;
use crate::domain::record::staff::StaffFile;
use crate::store::{Folder, School, SchoolParts, for_each_case};

/// Show how many mentees each mentor has, who waits, and who covers absences
///
/// Each mentor is held against the policy's range for a full-time mentor, by their hours in lm.toml.
/// With as many cases as the policy's `caseload.heavy_from` on which social care is involved, the
/// lower end of the range is the limit. Those who wait stand most urgent first and then by how long,
/// and so each is given a mentor who has room: what is suggested for one is not free for the next. A
/// mentor who is away, or leaves within six weeks, is suggested for nobody; mentees whom somebody
/// else covers take up room, because they come back. Where nobody has room, it says when a place may
/// come free. Nobody knows that before the review: every day stands with what it rests on.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  lm caseload
  lm caseload --mentor tb
  lm caseload --within +12w       absences further ahead
  lm caseload --format csv")]
pub struct Arguments {
    /// Only this mentor (the mentor's short id)
    #[arg(long, value_name = "ID")]
    mentor: Option<String>,
    /// How far ahead to look for absences: a day, or a time such as +6w
    #[arg(long, value_name = "WHEN", default_value = "+6w")]
    within: String,
    /// End with status 1 if a mentor has too many mentees, or nobody has room for one who waits
    #[arg(long)]
    exit_code: bool,
}

/// All that there is to say.
struct Found<'f> {
    school: &'f School,
    policy: &'f Policy,
    available: Availability<'f>,
    loads: Vec<MentorLoad<'f>>,
    suggestions: Vec<Suggestion<'f>>,
    free: Vec<Free<'f>>,
    absences: Vec<Absence<'f>>,
    /// Cases that cannot be read.
    damaged: &'f [Id],
    /// Only one mentor's part is shown.
    one_mentor: bool,
}

/// Every case, sorted into what a caseload counts.
#[derive(Default)]
struct Cases {
    places: Vec<Place>,
    waiting: Vec<Waiting>,
    damaged: Vec<Id>,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder or no policy, or `--within` or `--mentor` is not understood.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json, Format::Csv])?;
    let folder = records::folder(call)?;
    let school = records::school(&folder, SchoolParts::All)?;
    if let Some(mentor) = &arguments.mentor {
        records::known_staff(&school, mentor)?;
    }
    let until = review_due::until(&arguments.within, &school, call.today)?;
    let policy = school.policies.in_force(call.today).ok_or_else(|| {
        CommandError::cannot("the school has no policy yet")
            .hint("make one under policy/, or run lm init")
    })?;
    let cases = cases(&folder, &school, call);
    let files = staff_files(&school);
    let staff = staff(&school);
    let loads = mentor_loads(&cases.places, staff, policy, call.today);
    let days = [call.today, until];
    let absences = absences(&cases.places, staff, &files, &school.school_days(), days);
    let available = Availability { staff, files: &files, school_days: school.school_days() };
    let free = forecast(&cases.places);
    let suggestions = suggestions(&cases.waiting, &loads, &free, &available, call.today);
    let mut found = Found {
        school: &school,
        policy,
        available,
        suggestions,
        free,
        loads,
        absences,
        damaged: &cases.damaged,
        one_mentor: false,
    };
    let no = found.loads.iter().any(|load| load.room.is_some_and(|room| room < 0))
        || found.suggestions.iter().any(|one| one.mentor.is_none());
    if let Some(mentor) = &arguments.mentor {
        found.keep_only(mentor);
    }
    match format {
        Format::Json => formats::as_json(&found, call),
        Format::Csv => formats::as_sheet(&found, call)?,
        _ => page::print(&found, call),
    }
    Ok(if arguments.exit_code && no { Exit::No } else { Exit::Done })
}

impl Found<'_> {
    fn keep_only(&mut self, mentor: &str) {
        let is_theirs = |id: Option<&Id>| id.is_some_and(|id| id == mentor);
        self.loads.retain(|load| is_theirs(load.mentor.as_ref()));
        self.free.retain(|free| is_theirs(free.place.mentor.as_ref()));
        self.absences.retain(|one| is_theirs(Some(&one.mentor)) || is_theirs(one.cover.as_ref()));
        self.suggestions.retain(|one| is_theirs(one.mentor.as_ref()));
        self.one_mentor = true;
    }
}

/// How many more mentees each mentor has room for, in the order of `lm.toml`; without those of whom
/// nobody can say, or who take none at present.
pub fn room_of_each(folder: &Folder, school: &School, call: &Call<'_, '_>) -> Vec<(Id, usize)> {
    let Some(policy) = school.policies.in_force(call.today) else { return Vec::new() };
    let cases = cases(folder, school, call);
    let (staff, files) = (staff(school), staff_files(school));
    let available = Availability { staff, files: &files, school_days: school.school_days() };
    let loads = mentor_loads(&cases.places, staff, policy, call.today);
    let known = loads.into_iter().filter_map(|load| {
        let mentor = load.mentor.filter(|id| available.takes_cases(id, call.today))?;
        Some((mentor, usize::try_from(load.room?).unwrap_or(0)))
    });
    known.collect()
}

fn cases(folder: &Folder, school: &School, call: &Call<'_, '_>) -> Cases {
    const NEEDED: [RecordKind; 5] = [
        RecordKind::Referral,
        RecordKind::Plan,
        RecordKind::Sessions,
        RecordKind::Contacts,
        RecordKind::Reviews,
    ];
    let as_of = school.as_of(call.today);
    let each = for_each_case(&school.cases, |id| {
        let loaded = school.load_case(folder, id, &NEEDED);
        if loaded.findings.iter().any(|finding| finding.severity == Severity::Error) {
            return (None, None, Some(id.clone()));
        }
        (place(&loaded.case, &as_of), waiting(&loaded.case, &as_of), None)
    });
    let mut cases = Cases::default();
    for (place, waiting, damaged) in each {
        cases.places.extend(place);
        cases.waiting.extend(waiting);
        cases.damaged.extend(damaged);
    }
    cases
}

/// Everybody in `lm.toml`.
fn staff(school: &School) -> &[StaffMember] {
    school.settings.as_ref().map_or(&[], |settings| &settings.staff)
}

/// The records of mentors' work, by the mentors' ids.
fn staff_files(school: &School) -> Vec<(Id, &StaffFile)> {
    let files = school.staff_files.iter();
    files.filter_map(|file| Some((Id::new(&file.stem).ok()?, &file.value))).collect()
}
