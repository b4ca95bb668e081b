//! The command line: one file a command under `commands`. The only room that knows arguments,
//! tables, colour and prompts.

pub mod arguments;
pub mod ask;
pub mod asked_about;
pub mod calendar_feed;
pub mod call;
pub mod case_line;
pub mod case_matters;
pub mod clean;
pub mod commands;
pub mod completed_form;
pub mod documents;
pub mod editor;
pub mod ending;
pub mod entry;
pub mod faults;
pub mod from_file;
pub mod git;
pub mod given_file;
pub mod help;
pub mod json;
mod main_world;
pub mod matter_words;
pub mod next_command;
pub mod outcome;
mod page;
pub mod plain_hint;
mod planned_sessions;
pub mod policy_key;
pub mod questionnaires;
pub mod random_id;
pub mod recording;
pub mod records;
pub mod saved;
pub mod sheet;
pub mod smart_target;
pub mod somebody;
pub mod table;
pub mod world;
pub mod written_at;

pub use main_world::main;

use crate::store::Folder;
use arguments::{Command, CommandLine, Globals};
use call::Call;
use clap::error::ErrorKind;
use clap::{Args as _, FromArgMatches as _, Parser as _, Subcommand as _};
use outcome::{CommandError, Exit};
use std::ffi::OsString;
use world::World;

/// Runs one command line (the program's name first) in this world.
pub fn run(line: impl IntoIterator<Item = OsString>, world: &mut World<'_>) -> Exit {
    let line: Vec<OsString> = line.into_iter().collect();
    let parsed =
        parse_first_word_first(&line).map_or_else(|| CommandLine::try_parse_from(&line), Ok);
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(error) if error.kind() == ErrorKind::DisplayHelp => {
            // The page of help is made only for those who ask for help.
            let _ = write!(world.out, "{}", help::page_for(&line));
            return Exit::Done;
        }
        Err(error) if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(world.err, "{}", help::page_for(&line));
            return Exit::Usage;
        }
        Err(error) => return outcome::show_usage(&error, world),
    };
    if parsed.command.is_none() && !is_in_records(&parsed.globals, world) {
        let _ = write!(world.err, "{}", help::shown_for_nothing());
        return Exit::Usage;
    }
    let result = Call::new(parsed.globals, world).and_then(|mut call| {
        records::settle(&mut call);
        let exit = match &parsed.command {
            Some(command) => dispatch(command, &mut call)?,
            None => commands::today::run(&commands::today::Arguments::default(), &mut call)?,
        };
        call.finish()?;
        Ok(exit)
    });
    result.unwrap_or_else(|error| error.show(world))
}

/// A line that begins with a command and in which nothing is wrong. Only that command is made known
/// to the parser: to give every command the flags of all takes it longer than to read the line. `None`
/// where the whole line has to be looked at, and for every mistake.
fn parse_first_word_first(line: &[OsString]) -> Option<CommandLine> {
    let mut parser = Globals::augment_args(clap::Command::new("lm"));
    if let Some(word) = line.get(1) {
        let commands = Command::augment_subcommands(clap::Command::new("lm"));
        parser = parser.subcommand(commands.find_subcommand(word)?.clone());
    }
    let matches = parser.try_get_matches_from(line).ok()?;
    CommandLine::from_arg_matches(&matches).ok()
}

/// Whether there are records to look at, as every command would find them.
fn is_in_records(globals: &Globals, world: &World<'_>) -> bool {
    globals.records.is_some()
        || world.environment.records.is_some()
        || Folder::nearest(&world.here).is_ok()
}

/// The names of the commands, as they are typed.
pub fn command_names() -> Vec<String> {
    let line = <CommandLine as clap::CommandFactory>::command();
    line.get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

fn dispatch(command: &Command, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    use commands as c;
    match command {
        Command::Caseload(arguments) => c::caseload::run(arguments, call),
        Command::Check(arguments) => c::check::run(arguments, call),
        Command::Exit(arguments) => c::exit::run(arguments, call),
        Command::ExitCheck(arguments) => c::exit_check::run(arguments, call),
        Command::FollowUp(arguments) => c::follow_up::run(arguments, call),
        Command::HandOver(arguments) => c::hand_over::run(arguments, call),
        Command::Reopen(arguments) => c::reopen::run(arguments, call),
        Command::ReferOn(arguments) => c::refer_on::run(arguments, call),
        Command::Transfer(arguments) => c::transfer::run(arguments, call),
        Command::GitSetup(arguments) => c::git_setup::run(arguments, call),
        Command::MergeDriver(arguments) => c::merge_driver::run(arguments, call),
        Command::Save(arguments) => c::save::run(arguments, call),
        Command::Sync(arguments) => c::sync::run(arguments, call),
        Command::Undo(arguments) => c::undo::run(arguments, call),
        Command::Explain(arguments) => c::explain::run(arguments, call),
        Command::Instrument(arguments) => c::instrument::run(arguments, call),
        Command::Guide(arguments) => c::guide::run(arguments, call),
        Command::Observe(arguments) => c::observe::run(arguments, call),
        Command::Rate(arguments) => c::rate::run(arguments, call),
        Command::Letter(arguments) => c::letter::run(arguments, call),
        Command::Init(arguments) => c::init::run(arguments, call),
        Command::List(arguments) => c::list::run(arguments, call),
        Command::NewReferral(arguments) => c::new_referral::run(arguments, call),
        Command::Policy(arguments) => c::policy::run(arguments, call),
        Command::Scaffold(arguments) => c::scaffold::run(arguments, call),
        Command::Show(arguments) => c::show::run(arguments, call),
        Command::Staff(arguments) => c::staff::run(arguments, call),
        Command::SuggestTargets(arguments) => c::suggest_targets::run(arguments, call),
        Command::Schema(arguments) => c::schema::run(arguments, call),
        Command::Report(arguments) => c::report::run(arguments, call),
        Command::Consent(arguments) => c::consent::run(arguments, call),
        Command::Contact(arguments) => c::contact::run(arguments, call),
        Command::Decide(arguments) => c::decide::run(arguments, call),
        Command::Accept(arguments) => c::accept::run(arguments, call),
        Command::Baseline(arguments) => c::baseline::run(arguments, call),
        Command::Profile(arguments) => c::profile::run(arguments, call),
        Command::Session(arguments) => c::session::run(arguments, call),
        Command::Agreement(arguments) => c::agreement::run(arguments, call),
        Command::FirstMeeting(arguments) => c::first_meeting::run(arguments, call),
        Command::Plan(arguments) => c::plan::run(arguments, call),
        Command::Target(arguments) => c::target::run(arguments, call),
        Command::Promise(arguments) => c::promise::run(arguments, call),
        Command::Review(arguments) => c::review::run(arguments, call),
        Command::Activity(arguments) => c::activity::run(arguments, call),
        Command::Concern(arguments) => c::concern::run(arguments, call),
        Command::Details(arguments) => c::details::run(arguments, call),
        Command::Edit(arguments) => c::edit::run(arguments, call),
        Command::Group(arguments) => c::group::run(arguments, call),
        Command::Prioritise(arguments) => c::prioritise::run(arguments, call),
        Command::GroupSession(arguments) => c::group_session::run(arguments, call),
        Command::MoveEntry(arguments) => c::move_entry::run(arguments, call),
        Command::Track(arguments) => c::track::run(arguments, call),
        Command::ReviewDue(arguments) => c::review_due::run(arguments, call),
        Command::Today(arguments) => c::today::run(arguments, call),
        Command::Why(arguments) => c::why::run(arguments, call),
    }
}
