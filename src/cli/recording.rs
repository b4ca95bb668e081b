//! What every command does that writes something down: it finds the mentee and never guesses, says
//! who was chosen, has the checks judge the records as they would be, and writes. What is written
//! is each command's.
//!
//! A command opens the case, thinks out a [`Change`], and hands it over:
//!
//! ```ignore
//! let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
//! let mut change = Change::default();
//! change.record(&open.file(RecordKind::Sessions), FieldPath::from("sessions"), &session);
//! open.write(change, Done::new("wrote down the session").next("lm show k7q2m"), call)
//! ```

mod doubts;
mod guard;
mod judge;
mod next_step;
mod part;

pub use doubts::right_all_the_same;
pub use judge::{Refused, judge};
pub use part::{add_to_part, say_of_part};

use super::arguments::Format;
use super::ask::{self, Said};
use super::call::Call;
use super::outcome::{CommandError, Exit};
use super::{json, random_id, records};
use crate::check::Selection;
use crate::domain::id::Id;
use crate::domain::record::settings::DateOrder;
use crate::domain::record::{Case, RecordKind};
use crate::domain::spoken_date;
use crate::domain::year_group::YearGroup;
use crate::store::change::{Change, ChangeError, Proposal};
use crate::store::{Folder, LoadedText, School, SchoolParts, case_file};
use serde_json::json;
use std::sync::Arc;

/// Whoever writes something down, as a part of a command's arguments.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct RecordedBy {
    /// The short id of whoever writes this down (otherwise `LM_STAFF`)
    #[arg(long, value_name = "ID")]
    pub recorded_by: Option<String>,
}

impl RecordedBy {
    /// Whoever writes this down, if anybody said so.
    ///
    /// # Errors
    ///
    /// When nobody in `lm.toml` has this short id.
    pub fn known(&self, school: &School, call: &Call<'_, '_>) -> Result<Option<Id>, CommandError> {
        let named = self.recorded_by.as_ref().or(call.world.environment.staff.as_ref());
        let Some(named) = named else { return Ok(None) };
        records::known_staff(school, named)?;
        Id::new(named).map(Some).map_err(CommandError::usage)
    }
}

/// What is said when something was written.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// What was done, for example `wrote down the session of Mon 23 November 2026`.
    what: String,
    /// The next sensible commands.
    next: Vec<String>,
    /// What the case asks for next is worked out and said.
    finds_next: bool,
    /// The new entry.
    entry: Option<Id>,
    /// Somebody answered questions and is asked once more before anything is written.
    confirm: bool,
    /// The errors that only say what is to be written next.
    leaves_open: &'static [&'static str],
    /// The warnings that were said in other words.
    said_already: &'static [&'static str],
}

impl Done {
    /// What was done, in words behind which stands for whom: `wrote down the session of …`.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), ..Self::default() }
    }

    /// In whose record it was done.
    #[must_use]
    pub fn of(mut self, who: &str) -> Self {
        self.what = format!("{}: {who}", self.what);
        self
    }

    /// A command that is sensible next.
    #[must_use]
    pub fn next(mut self, command: impl Into<String>) -> Self {
        self.next.push(command.into());
        self
    }

    /// The next sensible command is whatever the case asks for next, once this is written.
    #[must_use]
    pub fn next_step(mut self) -> Self {
        self.finds_next = true;
        self
    }

    /// New errors of these codes are no reason to refuse: they say what is to be written next.
    #[must_use]
    pub fn leaves_open(mut self, codes: &'static [&'static str]) -> Self {
        self.leaves_open = codes;
        self
    }

    /// New warnings of these codes were said already, in words that fit the command better.
    #[must_use]
    pub fn said_already(mut self, codes: &'static [&'static str]) -> Self {
        self.said_already = codes;
        self
    }

    /// Somebody answered questions: they are asked once more before anything is written.
    #[must_use]
    pub fn confirm(mut self, was_asked: bool) -> Self {
        self.confirm = was_asked;
        self
    }

    /// The id of the new entry.
    #[must_use]
    pub fn entry(mut self, id: Option<&Id>) -> Self {
        self.entry = id.cloned();
        self
    }
}

/// A case that something is to be written in.
pub struct OpenCase {
    /// The records.
    pub folder: Folder,
    /// The school.
    pub school: School,
    /// The case, as far as it can be read.
    pub case: Case,
    /// Who it is: `Amira Khan, Year 5, case k7q2m`.
    pub who: String,
    /// Whoever writes this down, if they said so.
    pub recorded_by: Option<Id>,
    texts: Vec<LoadedText>,
}

impl OpenCase {
    /// The case of the mentee whom somebody named; it is said who that is.
    ///
    /// # Errors
    ///
    /// When nobody or several mentees have that name, or it is only a part of one and could be
    /// taken for another's.
    pub fn open(
        mentee: &str,
        recorded: &RecordedBy,
        call: &mut Call<'_, '_>,
    ) -> Result<Self, CommandError> {
        let folder = records::folder(call)?;
        let school = records::school(&folder, SchoolParts::All)?;
        let id = records::mentee(&folder, &school, mentee)?;
        let recorded_by = recorded.known(&school, call)?;
        let loaded = school.load_case(&folder, &id, &RecordKind::ALL);
        let who = who(&loaded.case, &school, call);
        guard::right_child(&folder, &school, mentee, &id, &who, call)?;
        call.say(&who);
        Ok(Self { folder, school, case: loaded.case, who, recorded_by, texts: loaded.texts })
    }

    /// The path of one of the case's files.
    pub fn file(&self, kind: RecordKind) -> Arc<str> {
        case_file(&self.case.id, kind)
    }

    /// The texts of its files.
    pub fn texts(&self) -> &[LoadedText] {
        &self.texts
    }

    /// An id for a new entry, which nothing in the case has yet.
    pub fn new_id(&self, call: &mut Call<'_, '_>) -> Id {
        new_id(&self.texts, call)
    }

    /// In which order people of this school type dates.
    pub fn order(&self) -> DateOrder {
        date_order(&self.school)
    }

    /// Has a change of this case's files checked, and makes it.
    ///
    /// # Errors
    ///
    /// When it would bring new errors, or cannot be made; nothing is written then.
    pub fn write(
        &self,
        mut change: Change,
        done: Done,
        call: &mut Call<'_, '_>,
    ) -> Result<Exit, CommandError> {
        change.based_on(&self.texts);
        let done = done.of(&self.who);
        write(&self.folder, &change, &[format!("mentees/{}", self.case.id)], &done, call)?;
        if done.finds_next && !call.globals.dry_run {
            let command = next_step::of(&self.folder, &self.school, &self.case.id, call.today);
            if !done.next.contains(&command) {
                call.say_last(format!("next: {command}"));
            }
        }
        Ok(Exit::Done)
    }
}

/// An id for a new entry, which stands in none of these texts.
pub fn new_id(texts: &[LoadedText], call: &mut Call<'_, '_>) -> Id {
    loop {
        let id = random_id::of_entry(call.world.chance);
        if !texts.iter().any(|text| text.text.contains(id.as_str())) {
            return id;
        }
    }
}

/// In which order people of this school type dates.
pub fn date_order(school: &School) -> DateOrder {
    school.settings.as_ref().map_or(DateOrder::Iso, |settings| settings.school.date_order)
}

/// Who a case is about, so that a slip is seen: `Amira Khan, Year 5, case k7q2m`.
pub fn who(case: &Case, school: &School, call: &Call<'_, '_>) -> String {
    let year = case.year_on(call.today, school.nation());
    let year = year.map_or_else(String::new, |year| format!(", {}", YearGroup::label(year)));
    format!("{}{year}, case {}", case.name(), case.id)
}

/// Has a change checked, and makes it; `asked_about` are the folders and files whose faults count,
/// beside the changed files themselves.
///
/// # Errors
///
/// When it would bring new errors, or cannot be made; nothing is written then.
pub fn write(
    folder: &Folder,
    change: &Change,
    asked_about: &[String],
    done: &Done,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let proposal = folder.propose(change).map_err(|error| not_written(&error))?;
    let files: Vec<String> = change.files().map(ToString::to_string).collect();
    let selection = Selection::of([asked_about, &files].concat());
    let judged = [done.leaves_open, done.said_already];
    judge(folder, &proposal, &selection, judged, call)?;
    if call.globals.dry_run {
        call.print(proposal.diff().trim_end());
        call.say_last(format!("nothing was written; without --dry-run: {}", done.what));
        return Ok(Exit::Done);
    }
    if done.confirm && call.may_ask() && !call.globals.yes && !goes_on(&proposal, call)? {
        return Err(CommandError::refused("nothing was written"));
    }
    let what = spoken_date::without_distance(&done.what);
    folder.write(change, &proposal, &what).map_err(|error| not_written(&error))?;
    print(format, &proposal, done, call);
    call.say_last(&*done.what);
    for command in &done.next {
        call.say_last(format!("next: {command}"));
    }
    Ok(Exit::Done)
}

fn goes_on(proposal: &Proposal, call: &mut Call<'_, '_>) -> Result<bool, CommandError> {
    ask::talk(call, &format!("{}\n", proposal.added()));
    let help = "Nothing has been written yet; no stops without writing anything";
    Ok(ask::yes_or_no(call, "Write this down?", help, true)? == Said::This(true))
}

fn print(format: Format, proposal: &Proposal, done: &Done, call: &mut Call<'_, '_>) {
    let files: Vec<&str> = proposal.files.iter().map(|file| &*file.file).collect();
    if format == Format::Json {
        json::print(call, json!({ "entry": done.entry, "files": files }));
    } else {
        for file in files {
            call.print(file);
        }
    }
}

/// Why a change was not written: refused, to protect data (4), or impossible (3).
pub fn not_written(error: &ChangeError) -> CommandError {
    let message = "nothing was written";
    if error.is_refusal() {
        CommandError::refused(message)
            .source(error)
            .hint("look at the file and try again: lm check shows its faults")
    } else {
        CommandError::cannot(message).source(error)
    }
}
