//! `lm contact MENTEE`.

mod fields;
mod followed_up;

use crate::cli::ask::Refusal;
use crate::cli::call::Call;
use crate::cli::documents;
use crate::cli::entry::{About, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::letter::Letter;
use crate::domain::record::RecordKind;
use crate::domain::record::contacts::Contact;
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::nearest;
use crate::text::FieldPath;

/// Write down a call, letter, meeting or visit, made or only tried
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm contact \"Amira Khan\"
  lm contact k7q2m --type phone --with \"Mrs Nasreen Khan\" --purpose progress --note \"She is pleased\"
  lm contact k7q2m --type phone --with \"Mrs Nasreen Khan\" --not-reached
  lm contact k7q2m --type visit --with \"Mrs Nasreen Khan\" --visit-place home \\
      --visit-present pupil --discussed \"How mornings go\" --agreed \"A call on Friday\" \\
      --risk-assessed today
  lm contact k7q2m --type meeting --with jo --with \"social-worker: Ms Dunne\" --minutes 40
  lm contact k7q2m --letter invitation
  lm contact k7q2m --type phone --follow-up \"Send the form again\" --follow-up-by friday
  lm contact k7q2m --done \"send the form\"")]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The time, for example 15:10
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// How: phone, letter, email, text, in-person, meeting, visit, parents-evening or planner
    #[arg(long = "type", value_name = "HOW")]
    kind: Option<String>,
    /// With whom: a short id, a parent's name, or "role: name"; may be given again
    #[arg(long, value_name = "WHO")]
    with: Vec<String>,
    /// What for: parents-informed, consent-asked, liaison, planning-meeting, plan-shared,
    /// review-invitation, review-outcome, outcome-informed, lesson-alert, progress, attendance,
    /// agency, home-visit, transfer or other
    #[arg(long, value_name = "PURPOSE")]
    purpose: Option<String>,
    /// The reason and the outcome, briefly
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
    /// It was tried without success
    #[arg(long)]
    not_reached: bool,
    /// How long, in minutes
    #[arg(long, value_name = "NUMBER")]
    minutes: Option<String>,
    /// What the reply was
    #[arg(long, value_name = "WORDS")]
    reply: Option<String>,
    /// Which letter was sent, by its name in lm: says how, with whom and what for, where you do not
    #[arg(long, value_name = "LETTER")]
    letter: Option<String>,
    /// Of a meeting with the pupil and the parents: at what point: new, review or during
    #[arg(long, value_name = "WHEN")]
    situation: Option<String>,
    /// Of a meeting: what was said
    #[arg(long, value_name = "WORDS")]
    summary: Option<String>,
    /// Of a meeting: a recommendation or action; may be given again
    #[arg(long, value_name = "WORDS")]
    action: Vec<String>,
    /// Of a planning meeting: a barrier or an area for a target; may be given again
    #[arg(long, value_name = "WORDS")]
    target_area: Vec<String>,
    /// Of an off-site visit: the place
    #[arg(long, value_name = "PLACE")]
    visit_place: Option<String>,
    /// Of a visit: a line of the address; may be given again
    #[arg(long, value_name = "LINE", requires = "visit_place")]
    visit_address: Vec<String>,
    /// Of a visit: the telephone of the place
    #[arg(long, value_name = "NUMBER", requires = "visit_place")]
    visit_phone: Option<String>,
    /// Of a visit: another agency that was there; may be given again
    #[arg(long, value_name = "NAME", requires = "visit_place")]
    visit_agency: Vec<String>,
    /// Of a visit: who was there: a short id, a parent's name, a role, or "role: name"; may be given
    /// again
    #[arg(long, value_name = "WHO", requires = "visit_place")]
    visit_present: Vec<String>,
    /// Of a visit: what was talked about
    #[arg(long, value_name = "WORDS", requires = "visit_place")]
    discussed: Option<String>,
    /// Of a visit: risks for the line manager to know of, and no safeguarding detail
    #[arg(long, value_name = "WORDS", requires = "visit_place")]
    risks: Option<String>,
    /// Of a visit: the day the risk assessment was made or last read
    #[arg(long, value_name = "DATE", requires = "visit_place")]
    risk_assessed: Option<String>,
    /// Of a visit: the day the line manager was given a copy
    #[arg(long, value_name = "DATE", requires = "visit_place")]
    copy_to_line_manager: Option<String>,
    /// Of a visit: something that was agreed; may be given again
    #[arg(long, value_name = "WORDS", requires = "visit_place")]
    agreed: Vec<String>,
    /// What must be done next
    #[arg(long, value_name = "WORDS")]
    follow_up: Option<String>,
    /// By when it must be done
    #[arg(long, value_name = "DATE", requires = "follow_up")]
    follow_up_by: Option<String>,
    /// The short id of whoever must do it
    #[arg(long, value_name = "ID", requires = "follow_up")]
    follow_up_who: Option<String>,
    /// What was to be done after an earlier contact is done; some of its words, when more than one
    /// thing is open
    #[arg(long, value_name = "WORDS", num_args = 0..=1, default_missing_value = "")]
    done: Option<String>,
    /// Keep it out of letters and reports
    #[arg(long)]
    restricted: bool,
    /// Take the contact from a file written like an entry of contacts.yaml (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or the contact cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    if let Some(words) = &arguments.done {
        return followed_up::write(words, arguments.on.as_deref(), &open, call);
    }
    if let Some(letter) = &arguments.letter {
        is_a_letter(letter, &open, call)?;
    }
    let about = About::case(&open, call);
    let filled =
        fill::<Contact>(&fields::all(arguments, &open), arguments.from.as_deref(), &about, call)?;
    let mut contact = filled.entry;
    contact.id = contact.id.or_else(|| Some(open.new_id(call)));
    contact.by = contact.by.or_else(|| open.recorded_by.clone());
    let mut change = Change::default();
    change.record(&open.file(RecordKind::Contacts), FieldPath::from("contacts"), &contact);
    let day = spoken_date::echo(contact.date, call.today);
    let tried = if contact.reached { "contact" } else { "attempt at contact" };
    let done = Done::new(format!("wrote down the {tried} of {day}, {}", contact.kind))
        .next_step()
        .entry(contact.id.as_ref())
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

/// That there is such a letter, ours or the school's own: what was sent is known by its name.
fn is_a_letter(name: &str, open: &OpenCase, call: &mut Call<'_, '_>) -> Result<(), CommandError> {
    if Letter::from_code(name).is_some() {
        return Ok(());
    }
    let (engine, _) = documents::engine(&open.folder, call)?;
    let names = documents::letter_names(&engine);
    if names.contains(&name) {
        return Ok(());
    }
    let help = nearest::did_you_mean(name, &names)
        .unwrap_or_else(|| "lm letter shows them all; for any other: --type letter".to_owned());
    Err(Refusal::new(format!("there is no letter ‹{name}›"), help).of_flag("--letter"))
}
