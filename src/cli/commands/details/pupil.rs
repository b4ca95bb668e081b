//! `lm details pupil MENTEE`.

use super::{Part, file_of, unless};
use crate::cli::call::Call;
use crate::cli::commands::new_referral::year;
use crate::cli::entry::{About, Field, choices, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::cli::records;
use crate::domain::choices::Pronouns;
use crate::domain::record::RecordKind;
use crate::domain::record::referral::{Pupil, SenStage, Sex};
use crate::store::case_file;
use crate::store::edit::Value;
use crate::text::FieldPath;
use serde_json::json;

/// Add to what the referral says of the pupil, or put it right
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm details pupil \"Amira Khan\"
  lm details pupil k7q2m --class 6B --home-language Urdu
  lm details pupil k7q2m --free-school-meals no --sibling m4x8t")]
pub(super) struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The full name, where it was written wrongly
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// What the pupil is called
    #[arg(long, value_name = "NAME")]
    known_as: Option<String>,
    /// Which pronouns letters use: she, he or they
    #[arg(long, value_name = "PRONOUN")]
    pronouns: Option<String>,
    /// The date of birth
    #[arg(long, value_name = "DATE")]
    born: Option<String>,
    /// The year group on the day of the referral; later ones follow from it
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// The class, form or tutor group
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// As the school's register has it: female, male or not-stated; for equality figures only
    #[arg(long, value_name = "SEX")]
    sex: Option<String>,
    /// The language spoken at home
    #[arg(long, value_name = "LANGUAGE")]
    home_language: Option<String>,
    /// Ethnicity, in the school census's words; for equality figures only
    #[arg(long, value_name = "WORDS")]
    ethnicity: Option<String>,
    /// Special educational needs: none, monitoring, sen-support or ehc-plan
    #[arg(long, value_name = "STAGE")]
    sen: Option<String>,
    /// Whether there is an individual education plan: yes or no
    #[arg(long, value_name = "YES-OR-NO")]
    education_plan: Option<String>,
    /// Whether entitled to free school meals: yes or no
    #[arg(long, value_name = "YES-OR-NO")]
    free_school_meals: Option<String>,
    /// Whether in care: yes or no
    #[arg(long, value_name = "YES-OR-NO")]
    looked_after: Option<String>,
    /// Whether caring for somebody at home: yes or no
    #[arg(long, value_name = "YES-OR-NO")]
    young_carer: Option<String>,
    /// Whether in the gifted-and-talented cohort: yes or no
    #[arg(long, value_name = "YES-OR-NO")]
    gifted: Option<String>,
    /// The day on which the pupil joined this school
    #[arg(long, value_name = "DATE")]
    joined: Option<String>,
    /// A brother or sister who is a mentee too, by case id or name; may be given again
    #[arg(long, value_name = "MENTEE")]
    sibling: Vec<String>,
    /// Take it from a file written like the part under pupil (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is not sound or nothing is said, or the referral cannot be written.
pub(super) fn run(given: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let pupil = &file_of(&open)?.pupil;
    let about = About::case(&open, call);
    let mut fields = who(given, pupil, &open);
    fields.extend(circumstances(given, pupil, &open));
    let filled = fill::<Pupil>(&fields, given.from.as_deref(), &about, call)?;
    let part = Part {
        open: &open,
        path: FieldPath::from("pupil"),
        before: Value::of(pupil),
        after: Value::of(&filled.entry),
        whole: &[],
        flags: "--class, --home-language or --sibling",
        elsewhere: siblings_in_turn(&filled.entry, &open, call),
    };
    part.write(Done::new("wrote down what is known of the pupil").confirm(filled.was_asked), call)
}

/// A brother or sister names the pupil in turn: what goes into the records of those who do not yet.
fn siblings_in_turn(
    pupil: &Pupil,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Vec<(String, FieldPath, Value)> {
    let mut elsewhere = Vec::new();
    for id in pupil.siblings.iter().filter(|id| **id != open.case.id) {
        let other = open.folder.load_case(id, &[RecordKind::Referral]).case;
        let Some(sibling) = other.pupil() else { continue };
        if !sibling.siblings.contains(&open.case.id) {
            call.say(&format!("and in the record of {}, case {id}, too", sibling.name));
            let list = FieldPath::from("pupil").key("siblings");
            let own = Value::words(open.case.id.as_str());
            elsewhere.push((case_file(id, RecordKind::Referral).to_string(), list, own));
        }
    }
    elsewhere
}

fn who<'f>(given: &Arguments, pupil: &Pupil, open: &'f OpenCase) -> Vec<Field<'f>> {
    let pronouns = choices("a pronoun", Pronouns::ALL, Pronouns::code, Pronouns::label);
    let sexes = choices("one of these", Sex::ALL, Sex::code, Sex::label);
    let nation = open.school.nation();
    vec![
        Field::line("name", "--name").given(&given.name).or(Some(pupil.name.clone())),
        Field::line("known_as", "--known-as")
            .given(&given.known_as)
            .asks("What the pupil is called", "If it is not the first name")
            .when(unless(pupil.known_as.is_some())),
        Field::one_of("pronouns", "--pronouns", pronouns)
            .given(&given.pronouns)
            .asks("Which pronouns do letters use?", "As the pupil wishes")
            .when(unless(pupil.pronouns.is_some())),
        Field::day("date_of_birth", "--born")
            .given(&given.born)
            .asks("Date of birth", "For example 4 March 2016")
            .when(unless(pupil.date_of_birth.is_some())),
        Field::own("year", "--year", move |typed, _| Ok(json!(year(typed, nation)?)))
            .given(&given.year)
            .asks("Year group", "On the day of the referral; later ones follow from it")
            .when(unless(pupil.year.is_some())),
        Field::line("class", "--class")
            .given(&given.class)
            .asks("Class, form or tutor group", "As the school says it, for example 5B")
            .when(unless(pupil.class.is_some())),
        Field::one_of("sex", "--sex", sexes).given(&given.sex),
        Field::day("joined", "--joined")
            .given(&given.joined)
            .asks("When did the pupil join this school?", "A month is near enough: its first day")
            .when(unless(pupil.joined.is_some())),
    ]
}

fn circumstances<'f>(given: &Arguments, pupil: &Pupil, open: &'f OpenCase) -> Vec<Field<'f>> {
    let stages = choices("a stage", SenStage::ALL, SenStage::code, SenStage::label);
    vec![
        Field::line("home_language", "--home-language")
            .given(&given.home_language)
            .asks("The language spoken at home", "For example English and Urdu")
            .when(unless(pupil.home_language.is_some())),
        Field::line("ethnicity", "--ethnicity")
            .given(&given.ethnicity)
            .asks("Ethnicity", "In the school census's words; for equality figures only")
            .when(unless(pupil.ethnicity.is_some())),
        Field::one_of("sen", "--sen", stages)
            .given(&given.sen)
            .asks("Special educational needs", "The stage, as the SENCO has it")
            .when(unless(pupil.sen.is_some())),
        Field::yes_no("education_plan", "--education-plan")
            .given(&given.education_plan)
            .asks("Is there an individual education plan?", "Yes or no")
            .when(unless(pupil.education_plan.is_some())),
        Field::yes_no("free_school_meals", "--free-school-meals")
            .given(&given.free_school_meals)
            .asks("Entitled to free school meals?", "Yes or no; for equality figures only")
            .when(unless(pupil.free_school_meals.is_some())),
        Field::yes_no("looked_after", "--looked-after")
            .given(&given.looked_after)
            .asks("In care?", "Yes or no")
            .when(unless(pupil.looked_after.is_some())),
        Field::yes_no("young_carer", "--young-carer")
            .given(&given.young_carer)
            .asks("Caring for somebody at home?", "Yes or no")
            .when(unless(pupil.young_carer.is_some())),
        Field::yes_no("gifted_and_talented", "--gifted")
            .given(&given.gifted)
            .asks("In the gifted-and-talented cohort?", "Yes or no")
            .when(unless(pupil.gifted_and_talented.is_some())),
        Field::own("siblings", "--sibling", |typed, about| {
            records::case(&open.folder, typed, about)
        })
        .several()
        .given(&given.sibling)
        .asks("A brother or sister who is a mentee too", "Case id or name; an empty line ends"),
    ]
}
