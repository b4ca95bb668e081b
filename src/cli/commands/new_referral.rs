//! `lm new-referral`.

mod details;
mod draft;
mod fields;
mod more;
mod questions;
mod same_pupil;

pub(super) use fields::{agency, criteria, year};

use crate::cli::arguments::Format;
use crate::cli::ask::{self, Said};
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::RecordedBy;
use crate::cli::{from_file, json, random_id, records};
use crate::domain::choices::Role;
use crate::domain::id::Id;
use crate::domain::policy::ReferralRule;
use crate::domain::record::RecordKind;
use crate::domain::record::referral::{Pupil, Referral, ReferralFile};
use crate::domain::year_group::YearGroup;
use crate::store::disk::WriteError;
use crate::store::{Folder, School, SchoolParts, case_file, scaffold, unit};
use draft::Draft;
use serde_json::json;

/// Write down a new referral
///
/// Asks in the order of the referral form; only the pupil's name, the day and who refers are needed.
/// What is given as a flag is not asked. The new file says in comments what else can be filled in.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Arguments {
    /// The pupil's full name, as the family writes it
    #[arg(long, value_name = "NAME")]
    pupil: Option<String>,
    /// What the pupil is called
    #[arg(long, value_name = "NAME")]
    known_as: Option<String>,
    /// The pupil's date of birth
    #[arg(long, value_name = "DATE")]
    born: Option<String>,
    /// The year group on the day of the referral: nursery, reception, 5, p4 …
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// The class, form or tutor group
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// The language spoken at home
    #[arg(long, value_name = "LANGUAGE")]
    home_language: Option<String>,
    /// Ethnicity, in the school census's words; for equality figures only
    #[arg(long, value_name = "WORDS")]
    ethnicity: Option<String>,
    /// Special educational needs: none, monitoring, sen-support or ehc-plan
    #[arg(long, value_name = "STAGE")]
    sen: Option<String>,
    /// There is an individual education plan
    #[arg(long)]
    education_plan: bool,
    /// Entitled to free school meals
    #[arg(long)]
    free_school_meals: bool,
    /// In care
    #[arg(long)]
    looked_after: bool,
    /// Cares for somebody at home
    #[arg(long)]
    young_carer: bool,
    /// Which pronouns letters use: she, he or they
    #[arg(long, value_name = "PRONOUN")]
    pronouns: Option<String>,
    /// A parent or carer, for example "Mrs Nasreen Khan;mother;07700 900118;3 Mill Lane, Ashby"; a
    /// telephone at work may follow; may be given again
    #[arg(long, value_name = "NAME;RELATIONSHIP;PHONE;ADDRESS;WORK-PHONE")]
    parent: Vec<String>,
    /// The day of the referral (otherwise today)
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// In which role somebody refers, for example class-teacher
    #[arg(long, value_name = "ROLE")]
    by_role: Option<String>,
    /// The name of whoever refers
    #[arg(long, value_name = "NAME", conflicts_with = "by_staff")]
    by_name: Option<String>,
    /// The short id of whoever refers, if they stand in lm.toml
    #[arg(long, value_name = "ID")]
    by_staff: Option<String>,
    /// How the referral was made: form, verbal or data
    #[arg(long, value_name = "HOW")]
    channel: Option<String>,
    /// The short id of whoever wrote a verbal referral down
    #[arg(long, value_name = "ID")]
    written_by: Option<String>,
    /// A reason of the form, for example low-self-esteem; may be given again
    #[arg(long, value_name = "REASON")]
    reason: Vec<String>,
    /// What the reason `other` means
    #[arg(long, value_name = "WORDS")]
    other_reason: Option<String>,
    /// A criterion of the school's policy, by its code; may be given again
    #[arg(long, value_name = "CODE")]
    criterion: Vec<String>,
    /// How soon help is needed: immediately, within-two-weeks or within-half-term
    #[arg(long, value_name = "HOW-SOON")]
    urgency: Option<String>,
    /// A teacher assessment by subject, for example english=3b; may be given again
    #[arg(long, value_name = "SUBJECT=RESULT")]
    attainment: Vec<String>,
    /// What the referral rests on: incident book, test results, reports; may be given again
    #[arg(long, value_name = "WORDS")]
    evidence: Vec<String>,
    /// Of a verbal referral: the day the referrer was given a copy of the notes
    #[arg(long, value_name = "DATE")]
    copy_to_referrer: Option<String>,
    /// Of a referral by a parent: the day it was talked over with the class teacher
    #[arg(long, value_name = "DATE")]
    class_teacher_consulted: Option<String>,
    /// Strengths and achievements
    #[arg(long, value_name = "WORDS")]
    strengths: Option<String>,
    /// Background and anything else to know
    #[arg(long, value_name = "WORDS", visible_alias = "background")]
    note: Option<String>,
    /// What has already been tried
    #[arg(long, value_name = "WORDS")]
    tried: Option<String>,
    /// What the previous or feeder school passed on
    #[arg(long, value_name = "WORDS")]
    from_previous_school: Option<String>,
    /// Another agency involved, who there, whether it gives support and whether the parents take
    /// part, for example "Riverside Family Services;Ms H. Dunne;yes;no"; may be given again
    #[arg(long, value_name = "AGENCY;WHO;SUPPORT;PARENTS")]
    agency: Vec<String>,
    /// In the gifted-and-talented cohort
    #[arg(long)]
    gifted: bool,
    /// As the school's register has it: female, male or not-stated; for equality figures only
    #[arg(long, value_name = "SEX")]
    sex: Option<String>,
    /// The day on which the pupil joined this school
    #[arg(long, value_name = "DATE")]
    joined: Option<String>,
    /// Take the referral from a file written like referral.yaml (- is standard input); its comments
    /// are not kept
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    /// Go on although a mentee of this name is there: it is somebody else
    #[arg(long)]
    another_person: bool,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, the pupil is a mentee already, or the file cannot be
/// written; nothing is left behind then.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let folder = records::folder(call)?;
    let school = records::school(&folder, SchoolParts::Core)?;
    let mut draft = Draft::new(&school, call.today);
    if let Some(from) = &arguments.from {
        draft.take(from_file::read(from, call)?);
    }
    draft.take_flags(arguments)?;
    draft.take_writer(arguments.recorded.known(&school, call)?);
    // Standard input holds the referral then, and no answers.
    let may_ask = call.may_ask() && arguments.from.as_deref() != Some("-");
    if may_ask {
        ask::fill_in_all(&questions::all(&draft), &mut draft, call)?;
    }
    let record = draft.finished()?;
    let about = in_a_line(&record.pupil);
    refuse_same_pupil(arguments, &folder, &school, &record.pupil, may_ask, call)?;
    let text = scaffold::referral(&record).map_err(|unsound| {
        let error = CommandError::usage("this referral cannot be written down as it is");
        unsound
            .findings
            .iter()
            .fold(error, |error, finding| error.because(in_quotes(&finding.message)))
    })?;
    if call.globals.dry_run {
        call.print(text.trim_end());
        call.say(&format!("would write down the referral of {about}"));
        return Ok(Exit::Done);
    }
    if may_ask && !call.globals.yes && !goes_on(&about, call)? {
        return Err(CommandError::refused("nothing was written"));
    }
    let id = write(&folder, &school, &text, &about, call)?;
    let file = case_file(&id, RecordKind::Referral);
    if format == Format::Json {
        json::print(call, json!({ "case": id, "file": &*file }));
    } else {
        call.print(&file);
    }
    report(&record, &school, &about, &id, call);
    Ok(Exit::Done)
}

/// `Amira Khan, Year 5, born Fri 4 March 2016`.
fn in_a_line(pupil: &Pupil) -> String {
    let mut line = pupil.name.clone();
    if let Some(year) = pupil.year {
        line = format!("{line}, {}", YearGroup::label(year));
    }
    if let Some(born) = pupil.date_of_birth {
        line = format!("{line}, born {}", born.with_weekday());
    }
    line
}

fn in_quotes(text: &str) -> String {
    text.replace('‹', "‘").replace('›', "’")
}

/// Two folders for one child would each know half of what there is to know.
fn refuse_same_pupil(
    arguments: &Arguments,
    folder: &Folder,
    school: &School,
    pupil: &Pupil,
    may_ask: bool,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    let found = same_pupil::find(folder, school, pupil);
    if found.unread > 0 {
        let cases = if found.unread == 1 { "one case" } else { "some cases" };
        call.say(&format!("{cases} cannot be read and could not be compared: see lm check"));
    }
    let Some((id, other)) = found.same.filter(|_| !arguments.another_person) else {
        return Ok(());
    };
    let who = in_a_line(&other);
    if may_ask {
        let help = "A pupil who comes back keeps their folder: lm reopen writes the return down";
        ask::talk(call, &format!("{who}, is a mentee already: case {id}\n"));
        let text = "Is this referral about another pupil?";
        if ask::yes_or_no(call, text, help, false)? == Said::This(true) {
            return Ok(());
        }
    }
    Err(CommandError::refused(format!("{who}, is a mentee already: case {id}"))
        .hint(format!("a pupil who comes back keeps their folder: lm reopen {id}"))
        .hint("if this is somebody else of the same name, add --another-person"))
}

fn goes_on(about: &str, call: &mut Call<'_, '_>) -> Result<bool, CommandError> {
    ask::talk(call, &format!("{about}\n"));
    let help = "Nothing has been written yet; no stops without writing anything";
    Ok(ask::yes_or_no(call, "Write this referral down?", help, true)? == Said::This(true))
}

fn write(
    folder: &Folder,
    school: &School,
    text: &str,
    about: &str,
    call: &mut Call<'_, '_>,
) -> Result<Id, CommandError> {
    const TRIES: usize = 20;
    for _ in 0..TRIES {
        let id = random_id::of_case(call.world.chance);
        if school.has_case(&id) {
            continue;
        }
        // Somebody else may have taken the same id a moment ago, if only for an empty folder.
        if folder.root().join(format!("mentees/{id}")).symlink_metadata().is_ok() {
            continue;
        }
        let what = written(about, &id);
        let file = case_file(&id, RecordKind::Referral);
        match unit::create(folder.root(), what, &[(&*file, text.as_bytes())]) {
            Ok(()) => return Ok(id),
            Err(WriteError::Exists(_)) => {}
            Err(error) => {
                return Err(CommandError::unwritten("the referral was not written", &error));
            }
        }
    }
    Err(CommandError::cannot("no free case id was found").hint("try again"))
}

/// What was done, in words.
fn written(about: &str, id: &Id) -> String {
    format!("wrote down the referral of {about}: case {id}")
}

fn report(record: &ReferralFile, school: &School, about: &str, id: &Id, call: &mut Call<'_, '_>) {
    call.say_last(written(about, id));
    let Some(referral) = &record.referral else { return };
    let rule = school.policies.in_force(referral.date).map(|policy| &policy.referral);
    let missing = rule.map(|rule| still_missing(referral, rule)).unwrap_or_default();
    if !missing.is_empty() {
        call.say_last(format!("still to be written into it: {}", missing.join(", ")));
    }
    call.say_last("the file says in comments what else can be filled in");
    call.say_last(format!("next: lm show {id}"));
}

/// What the policy asks of a referral and nobody said, by the fields' names.
fn still_missing(referral: &Referral, rule: &ReferralRule) -> Vec<String> {
    let fewer = |list: usize, least: u32| u32::try_from(list).is_ok_and(|count| count < least);
    let mut missing = Vec::new();
    if fewer(referral.reasons.len(), rule.min_reasons) {
        missing.push(format!("reasons (at least {})", rule.min_reasons));
    }
    if fewer(referral.criteria.len(), rule.min_criteria) {
        missing.push(format!("criteria (at least {})", rule.min_criteria));
    }
    if rule.urgency_required && referral.urgency.is_none() {
        missing.push("urgency".to_owned());
    }
    let by_parent = referral.by.role == Some(Role::Parent);
    if by_parent && rule.parent_sees_teacher_first && referral.class_teacher_consulted.is_none() {
        missing.push("class_teacher_consulted".to_owned());
    }
    missing
}
