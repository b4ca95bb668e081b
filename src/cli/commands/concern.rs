//! `lm concern MENTEE`.

use crate::check::tells_of_harm;
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill, staff_with};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::choices::Role;
use crate::domain::record::RecordKind;
use crate::domain::record::contacts::Concern;
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::text::FieldPath;

/// Write down that a safeguarding lead was told of a concern, and nothing of what it is about
///
/// What it is about belongs in the school's safeguarding system: here is only a pointer to it.
/// Telling the lead comes first, always, and on the same day.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  lm concern k7q2m --lead db --at 15:10 --reference \"CPOMS 4417\"")]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The day the lead was told (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The time, for example 15:10
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The short id of the safeguarding lead who was told
    #[arg(long, value_name = "ID")]
    lead: Option<String>,
    /// The reference in the school's safeguarding system
    #[arg(long, value_name = "REFERENCE")]
    reference: Option<String>,
    /// Take it from a file written like an entry under concerns (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or it cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    let about = About::case(&open, call);
    let fields = fields(arguments, &about);
    let filled = fill::<Concern>(&fields, arguments.from.as_deref(), &about, call)?;
    let mut concern = filled.entry;
    only_a_pointer(&concern)?;
    concern.id = concern.id.or_else(|| Some(open.new_id(call)));
    concern.by = concern.by.or_else(|| open.recorded_by.clone());
    let mut change = Change::default();
    change.record(&open.file(RecordKind::Contacts), FieldPath::from("concerns"), &concern);
    let day = spoken_date::echo(concern.date, call.today);
    let lead = open.school.staff(&concern.lead);
    let lead = lead.map_or(concern.lead.as_str(), |member| &member.name);
    let done = Done::new(format!("wrote down that {lead} was told on {day}"))
        .next_step()
        .entry(concern.id.as_ref())
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

/// A reference is a few signs; whatever is longer, or tells of harm, is the detail itself.
const LONGEST_REFERENCE: usize = 40;
/// The same in words: `Child protection file 12/4417`.
const MOST_WORDS: usize = 4;

/// That the reference is no more than one.
///
/// # Errors
///
/// When it says what the concern is about.
fn only_a_pointer(concern: &Concern) -> Result<(), CommandError> {
    let reference = concern.reference.as_deref().unwrap_or_default();
    let is_short = reference.chars().count() <= LONGEST_REFERENCE
        && reference.split_whitespace().count() <= MOST_WORDS;
    if is_short && !tells_of_harm(reference) {
        return Ok(());
    }
    let message = "--reference: nothing was written, because this says more than a reference";
    Err(CommandError::refused(message)
        .hint("what the concern is about goes into the safeguarding system; here only its number"))
}

fn fields<'f>(given: &Arguments, about: &About<'_>) -> Vec<Field<'f>> {
    vec![
        Field::day("date", "--on")
            .given(&given.on)
            .asks("When was the lead told?", "The same day, as a rule")
            .or_today(),
        Field::time("time", "--at").given(&given.at).asks("At what time?", "For example 15:10"),
        Field::staff("lead", "--lead")
            .given(&given.lead)
            .asks("Which safeguarding lead was told?", "The short id of a lead in lm.toml")
            .offers(staff_with(about.school, &[Role::SafeguardingLead], about.today))
            .needed(),
        Field::line("reference", "--reference").given(&given.reference).asks(
            "Reference in the safeguarding system",
            "Only the reference, nothing of what it is about",
        ),
    ]
}
