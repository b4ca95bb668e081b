//! The words of the command line.

use super::commands as c;
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Keep a learning mentor's records: check them, see what is due, write letters and reports
#[derive(Debug, Parser)]
#[command(name = "lm", version, propagate_version = false, disable_help_subcommand = true)]
pub struct CommandLine {
    /// What holds for every command.
    #[command(flatten)]
    pub globals: Globals,
    /// The command; without one, `today` inside a records folder.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What holds for every command.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "For every command")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Globals {
    /// The records folder (otherwise `LM_RECORDS`, otherwise the nearest folder above with lm.toml)
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    pub records: Option<PathBuf>,
    /// Reckon as if today were this day
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<String>,
    /// How to print the result: human, json or what else the command knows
    #[arg(long, global = true, value_enum, hide_possible_values = true)]
    pub format: Option<Format>,
    /// The same as --format json
    #[arg(long, global = true, conflicts_with = "format")]
    pub json: bool,
    /// Write the result to a file instead of the screen (- is the screen)
    #[arg(short, long, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Say what would be done, and do nothing
    #[arg(short = 'n', long, global = true)]
    pub dry_run: bool,
    /// Only the result, no talk
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Colour: always, never, or (auto) when the result goes to a screen
    #[arg(long, global = true, value_enum, default_value = "auto")]
    #[arg(hide_possible_values = true, hide_default_value = true, value_name = "WHEN")]
    pub color: ColourChoice,
    /// Ask nothing; stop when an answer is missing
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Answer yes to every question that only asks whether to go on
    #[arg(short, long, global = true)]
    pub yes: bool,
}

/// How to print a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// One line each.
    Concise,
    /// For programs; keys are sorted and documented.
    Json,
    /// For a spreadsheet.
    Csv,
    /// A calendar feed.
    Ics,
    /// GitHub's annotations.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// XML as `JUnit` writes it.
    Junit,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// Plain text.
    Text,
}

/// Whether to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColourChoice {
    /// When the result goes to a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands. `defer`, because a call needs the words of one of them and there are many.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Show how many mentees each mentor has, who waits, and who covers absences
    Caseload(c::caseload::Arguments),
    /// Look for mistakes in the records
    Check(c::check::Arguments),
    /// Write down that the programme ends: why, who decided, who was asked
    Exit(Box<c::exit::Arguments>),
    /// Look at whether a programme could end: what speaks for and against it
    ExitCheck(c::exit_check::Arguments),
    /// Write down lighter support after the programme has ended
    FollowUp(c::follow_up::Arguments),
    /// Pass a case on to another mentor, for good or as cover, and take one on
    HandOver(Box<c::hand_over::Arguments>),
    /// Write down that a pupil comes back to the programme
    Reopen(c::reopen::Arguments),
    /// Write down a request to another team or agency, or the reply to one
    ReferOn(c::refer_on::Arguments),
    /// Write down that a leaver's file was sent on, and that it has come
    Transfer(c::transfer::Arguments),
    /// Explain a kind of mistake: what it is, why it matters, what to do
    Explain(c::explain::Arguments),
    /// Write a letter to parents, or see which letters are possible
    Letter(c::letter::Arguments),
    /// Let git and lm put two people's changes to a record together
    GitSetup(c::git_setup::Arguments),
    /// Put two copies of a record together, for git
    #[command(hide = true)]
    MergeDriver(c::merge_driver::Arguments),
    /// Save all changes in git, if the records are sound
    Save(c::save::Arguments),
    /// Get other people's changes and send yours, if the records are sound
    Sync(c::sync::Arguments),
    /// Make a records folder
    Init(Box<c::init::Arguments>),
    /// Read how something is done, step by step
    Guide(c::guide::Arguments),
    /// See the questionnaires and observation sheets, and make your own
    Instrument(c::instrument::Arguments),
    /// List the mentees and where each stands
    List(c::list::Arguments),
    /// Write down a new referral
    NewReferral(Box<c::new_referral::Arguments>),
    /// Write down an observation, a row of counts for each interval
    Observe(Box<c::observe::Arguments>),
    /// See which rules hold, where each comes from, and how two policies differ
    Policy(c::policy::Arguments),
    /// Write down a completed questionnaire
    Rate(Box<c::rate::Arguments>),
    /// Write a report: the mentoring register, or all about one mentee
    Report(c::report::Arguments),
    /// Add a file to a mentee's folder, to fill in by hand
    Scaffold(c::scaffold::Arguments),
    /// Show one mentee on a page: where the case stands, and what is still open
    Show(c::show::Arguments),
    /// Write down a mentor's timetable, supervision, training and absences, or show them
    Staff(Box<c::staff::Arguments>),
    /// Show where a target may help, with the marks and tallies that point there
    SuggestTargets(c::suggest_targets::Arguments),
    /// Print the schema of a kind of record, for editors
    Schema(c::schema::Arguments),
    /// Write down a review: who took part, each target, the decision, the next day
    Review(Box<c::review::Arguments>),
    /// Show which reviews are overdue and which come up soon
    ReviewDue(c::review_due::Arguments),
    /// Show what is overdue, what comes up, and what to do about each
    Today(c::today::Arguments),
    /// Say why a case stands where it stands, or why something is due
    Why(c::why::Arguments),
    /// Write down what a parent answered when asked for consent
    Consent(Box<c::consent::Arguments>),
    /// Write down a call, letter, meeting or visit, made or only tried
    Contact(Box<c::contact::Arguments>),
    /// Write down a talk about how urgent a referral is
    Prioritise(c::prioritise::Arguments),
    /// Write down what was decided about a referral
    Decide(Box<c::decide::Arguments>),
    /// Accept a warning of lm check about a mentee's record, and say why
    Accept(Box<c::accept::Arguments>),
    /// Write down the figures at the start: attendance, attainment, incidents
    Baseline(Box<c::baseline::Arguments>),
    /// Write down what was learnt about the pupil: strengths, needs, what helps
    Profile(Box<c::profile::Arguments>),
    /// Write down a session, held or not
    Session(Box<c::session::Arguments>),
    /// Write down the agreement on confidentiality
    Agreement(Box<c::agreement::Arguments>),
    /// Write down the first meeting, with its checklist
    FirstMeeting(Box<c::first_meeting::Arguments>),
    /// Write an action plan, its targets, and who agreed to it
    Plan(Box<c::plan::Arguments>),
    /// Write down how a target ended, or where its measure stands
    Target(Box<c::target::Arguments>),
    /// Write down what you promised a pupil, and that you kept it
    Promise(Box<c::promise::Arguments>),
    /// Write down a club, drop-in, assembly or other activity
    Activity(Box<c::activity::Arguments>),
    /// Write down that a safeguarding lead was told, and nothing more
    Concern(Box<c::concern::Arguments>),
    /// Add to what a referral says of the pupil, a parent or itself, or put it right
    Details(Box<c::details::Arguments>),
    /// Open one of a mentee's files in your editor, and check it before it counts
    Edit(Box<c::edit::Arguments>),
    /// Begin a group, and write down who joins and who leaves it
    Group(Box<c::group::Arguments>),
    /// Write down a session of a group, once for all its members
    GroupSession(Box<c::group_session::Arguments>),
    /// Take back the last change that lm made
    Undo(c::undo::Arguments),
    /// Move an entry to the record in which it belongs
    MoveEntry(Box<c::move_entry::Arguments>),
    /// Write down figures: attendance, exclusions, incidents, attainment
    Track(Box<c::track::Arguments>),
}
