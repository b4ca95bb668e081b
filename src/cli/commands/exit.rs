//! `lm exit`.

mod advice;
mod fields;

use super::exit_check;
use crate::cli::ask::{self, Said, words};
use crate::cli::call::Call;
use crate::cli::ending::{has_come, running};
use crate::cli::entry::{About, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::date::Date;
use crate::domain::policy::{CriterionKind, ExitCriterion, Need, Policy};
use crate::domain::record::reviews::{Exit as Ending, Transfer};
use crate::domain::record::{Case, RecordKind, Remark};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::text::FieldPath;

/// Write down that the programme ends: why, who decided, who was asked
///
/// Shows the exit check first. What the records contradict is refused: that all targets are met while
/// one is open, for example. Where the check advises against the ending, a reason is asked for and
/// written down.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm exit Amira --criterion all-targets-met --circumstances \"On time for three weeks\" \\
      --decided-by jo --decided-by lm --consulted \"parent:Mrs Khan=Agrees\" \\
      --own-words \"I start by myself now\" --pupil-told today
  lm exit Amira --criterion left-school --left 2026-12-11 --new-school \"Elm Park School\" …")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// The day on which the programme ends (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// An exit criterion that holds, by the policy's code; may be given again
    #[arg(long, value_name = "CODE")]
    criterion: Vec<String>,
    /// What happened, and what shows it
    #[arg(long, value_name = "WORDS")]
    circumstances: Option<String>,
    /// Who decided: a short id, a role, or "role: name"; may be given again
    #[arg(long, value_name = "WHO")]
    decided_by: Vec<String>,
    /// Who was asked first and what they said, for example "parent: Mrs Khan=Agrees"; without the
    /// words, they chose to say nothing; may be given again
    #[arg(long, value_name = "WHO=WORDS")]
    consulted: Vec<String>,
    /// The day on which they were asked (otherwise the day of the ending)
    #[arg(long, value_name = "DATE")]
    consulted_on: Option<String>,
    /// Something else that was tried first; may be given again
    #[arg(long, value_name = "WORDS")]
    tried: Vec<String>,
    /// Where the pupil goes from here
    #[arg(long, value_name = "WORDS")]
    refer_on_to: Option<String>,
    /// What the pupil says was achieved
    #[arg(long, value_name = "WORDS", conflicts_with = "words_declined")]
    own_words: Option<String>,
    /// The day on which the pupil was asked and chose to say nothing
    #[arg(long, value_name = "DATE")]
    words_declined: Option<String>,
    /// How the pupil keeps it up; may be given again
    #[arg(long, value_name = "WORDS")]
    keeping_it_up: Vec<String>,
    /// The mentor's summary of the whole programme
    #[arg(long, value_name = "WORDS")]
    summary: Option<String>,
    /// The day on which the pupil was told, face to face
    #[arg(long, value_name = "DATE")]
    pupil_told: Option<String>,
    /// The day on which the parents were told
    #[arg(long, value_name = "DATE")]
    parents_told: Option<String>,
    /// Who approved it, where the policy asks for that
    #[arg(long, value_name = "WHO")]
    approved_by: Option<String>,
    /// The day on which the pupil left the school
    #[arg(long, value_name = "DATE")]
    left: Option<String>,
    /// The school to which the pupil goes
    #[arg(long, value_name = "NAME")]
    new_school: Option<String>,
    /// The day on which the headteacher approved passing the mentoring file on
    #[arg(long, value_name = "DATE")]
    transfer_approved: Option<String>,
    /// The day on which the mentoring file was sent
    #[arg(long, value_name = "DATE")]
    file_sent: Option<String>,
    /// Lighter support that was agreed; the first entry under `follow_up`
    #[arg(long, value_name = "WORDS")]
    follow_up: Option<String>,
    /// Why it ends although lm advises against it
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    /// Take the ending from a file written like one under exits (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When the pupil is not on the programme, an answer is missing or not sound, the records contradict
/// the ending, or the check advises against it and nobody said why it ends all the same.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    running(&open, call)?;
    let from = arguments.from.as_deref();
    let may_ask = call.may_ask() && from != Some("-");
    // Whoever answers questions reads the page first; a flag that is wrong is said without it.
    if may_ask {
        show_check(&open, call)?;
    }
    let day = spoken("--on", arguments.on.as_ref(), &open, call)?.unwrap_or(call.today);
    has_come("--on", day, call.today)?;
    let Some(policy) = open.school.policies.in_force(day) else {
        return Err(CommandError::cannot(
            "the school has no policy, so there are no exit criteria",
        ));
    };
    let fields = fields::all(arguments, &open, policy, day, call);
    let filled = fill::<Ending>(&fields, from, &About::case(&open, call), call)?;
    if !may_ask {
        show_check(&open, call)?;
    }
    let mut ending = filled.entry;
    has_come("--on", ending.date, call.today)?;
    add_transfer(&mut ending, arguments, policy, &open, call)?;
    judge(&mut ending, arguments, &open, may_ask, call)?;
    write(&ending, filled.was_asked, arguments, &open, policy, call)
}

/// The page of `lm exit-check`, as talk: the result is the path of the file.
fn show_check(open: &OpenCase, call: &mut Call<'_, '_>) -> Result<(), CommandError> {
    let check = exit_check::judge(&open.case, &open.school, call)?;
    let (case, school, folder) = (&open.case, &open.school, &open.folder);
    let shown = exit_check::page::Shown { check: &check, case, school, folder };
    let page = exit_check::page::of(&shown, false, call);
    for line in page.lines() {
        call.say(line);
    }
    call.say("");
    Ok(())
}

fn spoken(
    flag: &str,
    written: Option<&String>,
    open: &OpenCase,
    call: &Call<'_, '_>,
) -> Result<Option<Date>, CommandError> {
    let read = |text: &String| {
        spoken_date::parse(text, call.today, open.order())
            .map_err(|refusal| ask::Refusal::from(refusal).of_flag(flag))
    };
    written.map(read).transpose()
}

/// Of a pupil who left: when, and where to.
fn add_transfer(
    ending: &mut Ending,
    arguments: &Arguments,
    policy: &Policy,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    let given = Transfer {
        to_school: arguments.new_school.clone(),
        left: spoken("--left", arguments.left.as_ref(), open, call)?,
        approved: spoken("--transfer-approved", arguments.transfer_approved.as_ref(), open, call)?,
        sent: spoken("--file-sent", arguments.file_sent.as_ref(), open, call)?,
        ..Transfer::default()
    };
    let leaves = named(ending, policy).any(|one| one.kind == CriterionKind::LeftSchool);
    if ending.transfer.is_none() && (leaves || given != Transfer::default()) {
        ending.transfer = Some(given);
    }
    if let Some(transfer) = ending.transfer.as_mut().filter(|_| leaves)
        && transfer.left.is_none()
    {
        transfer.left = Some(ending.date);
        call.say(&format!("left on {}, the day of the ending", ending.date.with_weekday()));
    }
    Ok(())
}

fn named<'p>(ending: &'p Ending, policy: &'p Policy) -> impl Iterator<Item = &'p ExitCriterion> {
    ending.criteria.iter().filter_map(|id| policy.exit_criterion(id))
}

/// Has the ending judged as it would stand in the records.
fn judge(
    ending: &mut Ending,
    arguments: &Arguments,
    open: &OpenCase,
    may_ask: bool,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    let proposed = with_ending(&open.case, ending);
    let check = exit_check::judge(&proposed, &open.school, call)?;
    let contradicted = advice::contradictions(&check);
    if !contradicted.is_empty() {
        let error = CommandError::refused("the records contradict this ending");
        let error = contradicted.into_iter().fold(error, CommandError::because);
        return Err(error
            .hint("name the criterion that holds, or write down first what has happened")
            .hint(format!("lm exit-check {}", open.case.id)));
    }
    let against = advice::against(&check);
    if against.is_empty() {
        return Ok(());
    }
    let reason = match &arguments.reason {
        Some(reason) => {
            Some(words::any_lines(reason).map_err(|refusal| refusal.of_flag("--reason"))?)
        }
        None if may_ask => ask_reason(&against, call)?,
        None => None,
    };
    let Some(reason) = reason else {
        let error = CommandError::refused("lm advises against this ending");
        let error = against.into_iter().fold(error, CommandError::because);
        return Err(
            error.hint("do first what is missing; or say with --reason why it ends all the same")
        );
    };
    let said = format!("Decided although the exit check advised against it: {reason}");
    ending.circumstances = Some(match ending.circumstances.take() {
        Some(words) => format!("{} {said}", with_full_stop(&words)),
        None => said,
    });
    Ok(())
}

fn with_full_stop(words: &str) -> String {
    let words = words.trim();
    if words.ends_with(['.', '!', '?']) { words.to_owned() } else { format!("{words}.") }
}

fn with_ending(case: &Case, ending: &Ending) -> Case {
    let mut proposed = case.clone();
    proposed.reviews.exits.push(ending.clone());
    proposed
}

fn ask_reason(against: &[String], call: &mut Call<'_, '_>) -> Result<Option<String>, CommandError> {
    ask::talk(call, "lm advises against this ending:\n");
    for line in against {
        ask::talk(call, &format!("  {line}\n"));
    }
    let help = "It is written down with the ending; Ctrl-C stops without writing anything";
    let question = ask::Question::needed("Why does it end all the same?", help);
    match ask::ask_needed(call, &question, words::any_lines)? {
        Said::This(words) => Ok(Some(words)),
        Said::Back => Ok(None),
    }
}

fn write(
    ending: &Ending,
    was_asked: bool,
    arguments: &Arguments,
    open: &OpenCase,
    policy: &Policy,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let mut change = Change::default();
    let file = open.file(RecordKind::Reviews);
    change.record(&file, FieldPath::from("exits"), ending);
    if let Some(text) = &arguments.follow_up {
        let text = words::any_lines(text).map_err(|refusal| refusal.of_flag("--follow-up"))?;
        let by = ending.decided_by.first().cloned();
        let remark =
            Remark { date: ending.date, by, text: Some(text), declined: false, restricted: false };
        change.record(&file, FieldPath::from("follow_up"), &remark);
    }
    let id = &open.case.id;
    let mut done = Done::new(format!("wrote down the ending of {}", ending.date.with_weekday()))
        .confirm(was_asked);
    let mut letters: Vec<&str> = Vec::new();
    for letter in named(ending, policy).filter_map(|one| one.letter.as_ref()) {
        if !letters.contains(&letter.as_str()) {
            letters.push(letter.as_str());
            done = done.next(format!("lm letter {letter} {id}"));
        }
    }
    let is_to_tell = ending.parents_told.is_none() && policy.exit.tell_parents == Need::Required;
    if is_to_tell && letters.is_empty() {
        done = done.next(format!("lm contact {id} --purpose outcome-informed"));
    }
    let leaves = named(ending, policy).any(|one| one.kind == CriterionKind::LeftSchool);
    if !leaves {
        done = done.next(format!("lm follow-up {id}, when somebody has looked in"));
    }
    open.write(change, done, call)
}
