//! `lm transfer MENTEE`.

use crate::cli::call::Call;
use crate::cli::ending::{ended, has_come};
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy, say_of_part};
use crate::domain::case::{SharingState, episodes, sharing};
use crate::domain::date::Date;
use crate::domain::policy::TransferRule;
use crate::domain::record::RecordKind;
use crate::domain::record::reviews::{Exit as Ending, Transfer};
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;

/// Write down that the file of a pupil goes to another school, and that it has come there
///
/// It belongs to an ending that is written down already. What is in the record stays, unless a flag
/// says otherwise. The separate child-protection file is the safeguarding lead's; here stands only
/// the day on which it went. Where the policy wants the parents' consent, the mentoring file goes only
/// when it is written down that they agreed to share; the child-protection file goes by law.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm transfer Amira --to \"Marlhampton Junior School\" --approved 2026-12-11 --sent 2026-12-14
  lm transfer Amira --received today
  lm transfer k7q2m --safeguarding-file-sent 2026-12-14")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// The school to which the file goes
    #[arg(long, value_name = "SCHOOL")]
    to: Option<String>,
    /// The pupil's last day here
    #[arg(long, value_name = "DATE")]
    left: Option<String>,
    /// The day on which the headteacher approved passing the file on
    #[arg(long, value_name = "DATE")]
    approved: Option<String>,
    /// The day on which the mentoring file was sent
    #[arg(long, value_name = "DATE")]
    sent: Option<String>,
    /// The day on which the other school said that it has the file
    #[arg(long, value_name = "DATE")]
    received: Option<String>,
    /// The day on which the safeguarding lead sent the separate child-protection file
    #[arg(long, value_name = "DATE")]
    safeguarding_file_sent: Option<String>,
    /// Take it from a file written like the part under `transfer` (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When the programme has not ended, nothing is given, or a day is not sound.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    ended(&open, call, "a file is passed on when the programme has ended")?;
    let Some((entry, ending)) = last_ending(&open, call.today) else {
        return Err(CommandError::refused("no ending is written down"));
    };
    let old = ending.transfer.clone().unwrap_or_default();
    let rule = open.school.policies.in_force(ending.date).map(|policy| &policy.transfer);
    let needs_approval = rule.is_some_and(TransferRule::asks_headteacher);
    let asks_parents = rule.is_some_and(TransferRule::asks_parents);
    if call.may_ask() && old.sent.is_none() {
        let to = arguments.to.as_ref().or(old.to_school.as_ref());
        say_what_parents_said(to, call.today, asks_parents, &open, call);
    }
    let about = About::case(&open, call);
    let fields = fields(arguments, &old, needs_approval);
    let filled = fill::<Transfer>(&fields, arguments.from.as_deref(), &about, call)?;
    let said = filled.entry;
    if said == Transfer::default() {
        return Err(CommandError::usage("not given: --to, --approved, --sent or --received")
            .hint("say what has happened, and when: --sent today"));
    }
    for (flag, day) in [
        ("--approved", said.approved),
        ("--sent", said.sent),
        ("--received", said.receipt),
        ("--safeguarding-file-sent", said.safeguarding_file_sent),
    ] {
        day.map_or(Ok(()), |day| has_come(flag, day, call.today))?;
    }
    let sent = said.sent.filter(|_| old.sent.is_none());
    if let Some(sent) = sent.filter(|_| !call.may_ask()) {
        let to = said.to_school.as_ref().or(old.to_school.as_ref());
        say_what_parents_said(to, sent, asks_parents, &open, call);
    }
    let mut change = Change::default();
    let file = open.file(RecordKind::Reviews);
    let at = FieldPath::from("exits").item(entry).key("transfer");
    let before = ending.transfer.as_ref().map(Value::of);
    say_of_part(&mut change, &file, &at, before.as_ref(), Value::of(&said));
    let waits = said.receipt.or(old.receipt).is_none() && said.sent.or(old.sent).is_some();
    let done = Done::new(what(&said)).confirm(filled.was_asked);
    let done = if waits {
        let id = &open.case.id;
        done.next(format!("lm transfer {id} --received today, when the other school has it"))
    } else {
        done.next_step()
    };
    open.write(change, done, call)
}

/// The last ending, and its place among the exits.
fn last_ending(open: &OpenCase, today: Date) -> Option<(usize, &Ending)> {
    let exit = episodes(&open.case, &open.school.policies, today).pop()?.exit?;
    let exits = &open.case.reviews.exits;
    Some((exits.iter().position(|one| std::ptr::eq(one, exit))?, exit))
}

/// Says how the parents' consent to share stands, where the policy asks for it or they said no, and
/// what they want kept back.
fn say_what_parents_said(
    to: Option<&String>,
    on: Date,
    asks_parents: bool,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) {
    let found = sharing(&open.case, to.map(String::as_str), on);
    let day = |day: Date| format!(" ({})", day.long());
    let day = found.answer.map_or_else(String::new, |(_, answer)| day(answer.date));
    if asks_parents || found.state.is_against() {
        call.say(&format!("{}{day}", found.state));
    }
    if asks_parents && found.state != SharingState::Given {
        call.say("the policy wants their consent before the mentoring file goes");
        let id = &open.case.id;
        call.say(&format!("if they agree: lm consent {id} --answer given --scope sharing"));
    }
    let kept_back = found.answer.and_then(|(_, answer)| answer.withhold.as_ref());
    if let Some(words) = kept_back.filter(|words| !words.trim().is_empty()) {
        call.say(&format!("the parents want kept back: “{}”", words.trim()));
    }
}

fn what(said: &Transfer) -> String {
    let to = said.to_school.as_ref().map_or_else(String::new, |school| format!(" to {school}"));
    match (said.receipt, said.sent) {
        (Some(day), _) => {
            format!("wrote down that the file has come, on {}", day.with_weekday())
        }
        (None, Some(day)) => {
            format!("wrote down that the file was sent{to} on {}", day.with_weekday())
        }
        (None, None) => "wrote down what is known of passing the file on".to_owned(),
    }
}

fn fields<'f>(given: &Arguments, old: &Transfer, needs_approval: bool) -> Vec<Field<'f>> {
    let (named, approved) = (old.to_school.is_some(), old.approved.is_some());
    let (sent, received) = (old.sent.is_some(), old.receipt.is_some());
    vec![
        Field::line("to_school", "--to")
            .given(&given.to)
            .asks("Which school?", "The school to which the file goes")
            .when(move |_| !named),
        Field::day("left", "--left").given(&given.left),
        Field::day("approved", "--approved")
            .given(&given.approved)
            .asks(
                "When did the headteacher approve it?",
                "The policy wants that before anything goes; leave it empty if still to be done",
            )
            .when(move |_| needs_approval && !approved),
        Field::day("sent", "--sent")
            .given(&given.sent)
            .asks("When was the mentoring file sent?", "Leave it empty if it has not gone yet")
            .when(move |draft| {
                !sent && (approved || !needs_approval || draft.contains_key("approved"))
            }),
        Field::day("receipt", "--received")
            .given(&given.received)
            .asks(
                "When did the other school say that it has come?",
                "Leave it empty while no word has come",
            )
            .when(move |draft| !received && (sent || draft.contains_key("sent"))),
        Field::day("safeguarding_file_sent", "--safeguarding-file-sent")
            .given(&given.safeguarding_file_sent),
    ]
}
