//! `lm agreement MENTEE`.

use crate::cli::call::Call;
use crate::cli::entry::{About, Field, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy, add_to_part};
use crate::domain::record::referral::Agreement;

/// Write down the agreement on confidentiality between pupil and mentor
///
/// What is in the record already stays, unless a flag says otherwise.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm agreement \"Amira Khan\"
  lm agreement k7q2m --pupil-signed today --mentor-signed today --confidentiality-explained
  lm agreement k7q2m --parent-signed 2026-11-20
  lm agreement k7q2m --declined today --confidentiality-explained")]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The day the pupil signed
    #[arg(long, value_name = "DATE")]
    pupil_signed: Option<String>,
    /// The day the mentor signed
    #[arg(long, value_name = "DATE")]
    mentor_signed: Option<String>,
    /// The day a parent signed
    #[arg(long, value_name = "DATE")]
    parent_signed: Option<String>,
    /// It was explained what cannot stay private
    #[arg(long)]
    confidentiality_explained: bool,
    /// The day the pupil was asked and chose not to sign
    #[arg(long, value_name = "DATE")]
    declined: Option<String>,
    /// What pupil and mentor agreed, in their own words
    #[arg(long, value_name = "WORDS")]
    terms: Option<String>,
    /// Take it from a file written like the part under agreement (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is not sound or nothing is given, or the agreement cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    let about = About::case(&open, call);
    let file = open.case.referral.as_ref();
    let old = file.and_then(|file| file.agreement.clone()).unwrap_or_default();
    let filled =
        fill::<Agreement>(&fields(arguments, &old), arguments.from.as_deref(), &about, call)?;
    if filled.entry == Agreement::default() {
        return Err(CommandError::usage(
            "not given: --pupil-signed, --mentor-signed or --declined",
        )
        .hint("say who signed, and when: --pupil-signed today"));
    }
    let is_there = old != Agreement::default();
    let change = add_to_part(&open, "agreement", is_there, &filled.entry)?;
    let done = Done::new("wrote down the agreement").next_step().confirm(filled.was_asked);
    open.write(change, done, call)
}

fn fields<'f>(given: &Arguments, old: &Agreement) -> Vec<Field<'f>> {
    let (pupil, mentor) = (old.signed_by_pupil.is_some(), old.signed_by_mentor.is_some());
    let (parent, terms) = (old.signed_by_parent.is_some(), old.terms.is_some());
    let (explained, declined) = (old.confidentiality_explained, old.declined.is_some());
    vec![
        Field::yes_no("confidentiality_explained", "--confidentiality-explained")
            .given_if(given.confidentiality_explained)
            .asks(
                "Was it explained what cannot stay private?",
                "To keep a child safe, some things must be told",
            )
            .when(move |_| !explained),
        Field::day("signed_by_pupil", "--pupil-signed")
            .given(&given.pupil_signed)
            .asks("When did the pupil sign?", "Leave it empty if they have not")
            .when(move |_| !pupil),
        Field::day("declined", "--declined")
            .given(&given.declined)
            .asks("When did the pupil choose not to sign?", "Leave it empty if nobody asked yet")
            .when(move |draft| !pupil && !declined && !draft.contains_key("signed_by_pupil")),
        Field::day("signed_by_mentor", "--mentor-signed")
            .given(&given.mentor_signed)
            .asks("When did the mentor sign?", "Leave it empty if they have not")
            .when(move |_| !mentor),
        Field::day("signed_by_parent", "--parent-signed")
            .given(&given.parent_signed)
            .asks("When did a parent sign?", "Leave it empty if none has, or none is asked to")
            .when(move |_| !parent),
        Field::words("terms", "--terms")
            .given(&given.terms)
            .for_pupil()
            .asks("What else did you agree?", "In your own words, pupil and mentor")
            .when(move |_| !terms),
    ]
}
