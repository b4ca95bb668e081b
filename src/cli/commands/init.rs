//! `lm init`.

mod draft;
mod questions;
mod staff;
mod terms;

use crate::cli::arguments::Format;
use crate::cli::ask::{self, Said};
use crate::cli::call::Call;
use crate::cli::git::{self, Repository};
use crate::cli::json;
use crate::cli::outcome::{CommandError, Exit};
use crate::domain::policy::explain::open_questions;
use crate::store::disk::WriteError;
use crate::store::scaffold::{NewFile, NewSchool, Unsound, make_records_folder, school_files};
use crate::store::{Folder, SETTINGS_FILE, policies, unit};
use draft::Draft;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Make a records folder: who the school is, which programme it runs, who works in it
///
/// What is not given as a flag is asked. Nothing is written before the last answer, and only you
/// may read what is made.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder to make, or an empty one that is there (otherwise the folder you are in)
    dir: Option<PathBuf>,
    /// The programme: primary, secondary, cluster, five-steps or rafie
    #[arg(long, value_name = "NAME", alias = "policy")]
    preset: Option<String>,
    /// The school's name
    #[arg(long, value_name = "NAME")]
    school: Option<String>,
    /// Which pupils it has: primary, secondary, all-through or service
    #[arg(long, value_name = "PHASE")]
    phase: Option<String>,
    /// In which nation it is: england, wales, scotland or northern-ireland
    #[arg(long, value_name = "NATION")]
    nation: Option<String>,
    /// The headteacher: short id, colon, name, for example "pw:Mrs P. Whitcombe"
    #[arg(long, value_name = "ID:NAME")]
    headteacher: Option<String>,
    /// A learning mentor, written in the same way; may be given again
    #[arg(long, value_name = "ID:NAME")]
    mentor: Vec<String>,
    /// The designated safeguarding lead, written in the same way, or the short id of somebody
    /// named above; may be given again
    #[arg(long, value_name = "ID[:NAME]")]
    safeguarding_lead: Vec<String>,
    /// Anybody else on the staff who has to do with mentoring: short id, name and role, for
    /// example "sc:Mr S. Cole:senco"; may be given again
    #[arg(long, value_name = "ID:NAME:ROLE[:ROLE]")]
    staff: Vec<String>,
    /// A line of the postal address; may be given again
    #[arg(long, value_name = "LINE")]
    address: Vec<String>,
    /// The school's telephone
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// The school's email
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// The school's website
    #[arg(long, value_name = "ADDRESS")]
    website: Option<String>,
    /// How people here type dates besides 2026-11-21: iso (no other way) or day-month-year
    #[arg(long, value_name = "ORDER")]
    date_order: Option<String>,
    /// An answer to what the programme leaves open, for example briefing.deputy=weekly; may be
    /// given again
    #[arg(long, value_name = "KEY=ANSWER")]
    answer: Vec<String>,
    /// A term: name, first and last day, and the first and last day of its half-term holiday, for
    /// example "Autumn 2026:2026-09-02:2026-12-18:2026-10-26:2026-10-30"; may be given again
    #[arg(long, value_name = "NAME:FROM:TO[:FROM:TO]")]
    term: Vec<String>,
    /// The day from which the policy is in force (otherwise today)
    #[arg(long, value_name = "DATE")]
    policy_from: Option<String>,
}

/// Runs the command.
///
/// # Errors
///
/// When there is a records folder already, an answer is missing or not sound, or the files cannot
/// be written; nothing is left behind then.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let named = arguments.dir.clone().or_else(|| call.globals.records.clone());
    let root = named.as_ref().map_or(call.world.here.clone(), |dir| call.world.here.join(dir));
    // One that was broken off is finished, and then is there.
    unit::settle(&root)
        .map_err(|error| CommandError::unwritten("no records folder was made", &error))?;
    refuse_where_records_are(&root)?;
    let mut draft = Draft::of_flags(arguments, call.today)?;
    if call.may_ask() {
        let steps = questions::all();
        ask::fill_in_all(&steps, &mut draft, call)?;
    }
    let school = draft.finished()?;
    let files = school_files(&school).map_err(|unsound| not_sound(&unsound))?;
    if call.globals.dry_run {
        for file in &files {
            call.say(&format!("would write {}", file.path));
        }
        return Ok(Exit::Done);
    }
    if call.may_ask() && !call.globals.yes && !goes_on(&school, &root, call)? {
        return Err(CommandError::refused("nothing was written"));
    }
    let kept = make_records_folder(&root, &files).map_err(|error| not_written(&error, &root))?;
    report(&school, named.as_deref(), &files, &kept, format, call);
    set_up_git(&root, call);
    Ok(Exit::Done)
}

/// A folder inside another would be looked over with it, and a name could be in either.
fn refuse_where_records_are(root: &Path) -> Result<(), CommandError> {
    let Ok(found) = Folder::nearest(root) else { return Ok(()) };
    let error = if found.root() == root {
        CommandError::refused("this is a records folder already: it has an lm.toml")
    } else {
        let above = found.root().display();
        CommandError::refused(format!("this folder lies inside the records folder `{above}`"))
    };
    Err(error.hint("choose another folder: lm init FOLDER"))
}

fn goes_on(school: &NewSchool, root: &Path, call: &mut Call<'_, '_>) -> Result<bool, CommandError> {
    let text = format!(
        "Make the records folder of {} in {}?",
        school.settings.school.name,
        root.display()
    );
    let help = "Nothing has been written yet; no stops without writing anything";
    Ok(ask::yes_or_no(call, &text, help, true)? == Said::This(true))
}

fn not_sound(unsound: &Unsound) -> CommandError {
    let mut error = CommandError::usage(format!("{} would not be sound", unsound.file));
    for finding in &unsound.findings {
        error = error.because(finding.message.replace('‹', "‘").replace('›', "’"));
        error = finding.help.iter().cloned().fold(error, CommandError::hint);
    }
    error
}

fn not_written(error: &WriteError, root: &Path) -> CommandError {
    let what = format!("no records folder was made in `{}`", root.display());
    match error {
        WriteError::Exists(_) | WriteError::Outside(_) => {
            CommandError::refused(what).source(error).hint("choose an empty folder: lm init FOLDER")
        }
        _ => CommandError::cannot(what).source(error),
    }
}

/// Where the new folder is in git already, `lm` is made known to it. The records are made by now, so
/// whatever goes wrong here is only said.
fn set_up_git(root: &Path, call: &mut Call<'_, '_>) {
    let repository =
        Folder::at(root).ok().and_then(|folder| Repository::find(&folder, call).ok()?);
    let Some(repository) = repository else { return };
    match git::set_up(root, &repository) {
        Ok(done) => done.into_iter().for_each(|line| call.say_last(line)),
        Err(_) => call.say_last("git could not be set up yet; later: lm git-setup"),
    }
}

fn report(
    school: &NewSchool,
    named: Option<&Path>,
    files: &[NewFile],
    kept: &[String],
    format: Format,
    call: &mut Call<'_, '_>,
) {
    let shown = |path: &str| match named {
        None => path.to_owned(),
        Some(dir) => dir.join(path).display().to_string().replace('\\', "/"),
    };
    let made: Vec<String> = files
        .iter()
        .filter(|file| !kept.contains(&file.path))
        .map(|file| shown(&file.path))
        .collect();
    if format == Format::Json {
        json::print(call, json!({ "files": made, "kept": kept }));
    } else {
        call.print(&shown(SETTINGS_FILE));
    }
    let name = &school.settings.school.name;
    call.say_last(format!("made the records folder of {name}: {} files", made.len()));
    for file in kept {
        call.say_last(format!("{file} was there and stays as it is"));
        if file == ".gitignore" {
            call.say_last("  for git, add the line .lm-* to it");
        }
    }
    if school.calendar.terms.is_empty() {
        call.say_last("no terms are written yet: put them into calendar.toml when you have them");
    }
    let open = policies::preset(&school.preset).map_or(0, |policy| {
        let answered = |key: &str| school.answers.iter().any(|(known, _)| known == key);
        open_questions(&policy).into_iter().filter(|question| !answered(&question.key)).count()
    });
    if open > 0 {
        let file = format!("policy/{}.toml", school.policy_from);
        let count = if open == 1 { "one question".to_owned() } else { format!("{open} questions") };
        call.say_last(format!("{file} leaves {count} for later"));
    }
    call.say_last(match named {
        None => "next: lm new-referral".to_owned(),
        Some(dir) => format!("next: go to {} and type lm new-referral", dir.display()),
    });
}
