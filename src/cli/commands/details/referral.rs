//! `lm details referral MENTEE`.

use super::{Part, file_of, unless};
use crate::cli::call::Call;
use crate::cli::commands::baseline::by_subject;
use crate::cli::commands::new_referral::agency;
use crate::cli::entry::{About, Field, choices, fill};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::choices::Role;
use crate::domain::record::referral::{Channel, Reason, Referral, Urgency};
use crate::store::edit::Value;
use crate::text::FieldPath;
use serde_json::json;

/// Add to what the referral says, or put it right
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm details referral \"Amira Khan\"
  lm details referral k7q2m --copy-to-referrer today
  lm details referral k7q2m --from-previous-school \"Mill Lane Infants: settled well with a buddy\"
  lm details referral k7q2m --attainment english=3b --evidence \"incident book\"")]
pub(super) struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// Of a verbal referral: the day the referrer was given a copy of the notes
    #[arg(long, value_name = "DATE")]
    copy_to_referrer: Option<String>,
    /// Of a verbal referral: the short id of whoever wrote it down
    #[arg(long, value_name = "ID")]
    written_by: Option<String>,
    /// Of a referral by a parent: the day it was talked over with the class teacher
    #[arg(long, value_name = "DATE")]
    class_teacher_consulted: Option<String>,
    /// One more reason of the form; may be given again
    #[arg(long, value_name = "REASON")]
    reason: Vec<String>,
    /// What the reason `other` means
    #[arg(long, value_name = "WORDS")]
    other_reason: Option<String>,
    /// One more criterion of the school's policy; may be given again
    #[arg(long, value_name = "CODE")]
    criterion: Vec<String>,
    /// How soon help is needed
    #[arg(long, value_name = "HOW-SOON")]
    urgency: Option<String>,
    /// A teacher assessment by subject, for example english=3b; may be given again
    #[arg(long, value_name = "SUBJECT=RESULT")]
    attainment: Vec<String>,
    /// Strengths and achievements
    #[arg(long, value_name = "WORDS")]
    strengths: Option<String>,
    /// Background and anything else to know
    #[arg(long, value_name = "WORDS", visible_alias = "background")]
    note: Option<String>,
    /// What has already been tried
    #[arg(long, value_name = "WORDS")]
    tried: Option<String>,
    /// What the referral rests on: incident book, test results, reports; may be given again
    #[arg(long, value_name = "WORDS")]
    evidence: Vec<String>,
    /// One more agency, who there, whether it gives support and whether the parents take part, for
    /// example "Riverside Family Services;Ms H. Dunne;yes;no"; may be given again
    #[arg(long, value_name = "AGENCY;WHO;SUPPORT;PARENTS")]
    agency: Vec<String>,
    /// What the previous or feeder school passed on
    #[arg(long, value_name = "WORDS")]
    from_previous_school: Option<String>,
    /// Take it from a file written like the part under referral (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no referral yet, an answer is not sound or nothing is said, or it cannot be
/// written.
pub(super) fn run(given: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&given.mentee, &given.recorded, call)?;
    let Some(referral) = &file_of(&open)?.referral else {
        return Err(CommandError::refused("the record has no referral yet, only the pupil")
            .hint(format!("write it there: lm edit {}", open.case.id)));
    };
    let mut fields = vec![
        Field::day("date", "").or(Some(referral.date.to_string())),
        Field::own("by", "", |_, _| Ok(json!(referral.by))).or(Some("")),
    ];
    fields.extend(who_knows(given, referral));
    fields.extend(why(given, referral, &open));
    fields.extend(what_it_rests_on(given, referral));
    let about = About::case(&open, call);
    let filled = fill::<Referral>(&fields, given.from.as_deref(), &about, call)?;
    let part = Part {
        open: &open,
        path: FieldPath::from("referral"),
        before: Value::of(referral),
        after: Value::of(&filled.entry),
        whole: &[],
        flags: "--copy-to-referrer, --evidence or --agency",
        elsewhere: Vec::new(),
    };
    let done = Done::new("wrote down what the referral says").next_step();
    part.write(done.confirm(filled.was_asked), call)
}

fn who_knows<'f>(given: &Arguments, referral: &Referral) -> [Field<'f>; 3] {
    let is_verbal = referral.channel == Some(Channel::Verbal);
    let by_parent = referral.by.role == Some(Role::Parent);
    [
        Field::staff("written_by", "--written-by").given(&given.written_by),
        Field::day("copy_to_referrer", "--copy-to-referrer")
            .given(&given.copy_to_referrer)
            .asks("When was the referrer given a copy of the notes?", "Leave it empty if not yet")
            .when(unless(!is_verbal || referral.copy_to_referrer.is_some())),
        Field::day("class_teacher_consulted", "--class-teacher-consulted")
            .given(&given.class_teacher_consulted)
            .asks("When was it talked over with the class teacher?", "Leave it empty if not yet")
            .when(unless(!by_parent || referral.class_teacher_consulted.is_some())),
    ]
}

fn why<'f>(given: &Arguments, referral: &Referral, open: &'f OpenCase) -> Vec<Field<'f>> {
    let reasons = choices("a reason", Reason::ALL, Reason::code, Reason::label);
    let urgencies = choices("an urgency", Urgency::ALL, Urgency::code, Urgency::label);
    let rule = open.school.policies.in_force(referral.date).map(|policy| &policy.referral);
    let criteria = crate::cli::commands::new_referral::criteria(
        &rule.cloned().unwrap_or_default(),
        referral.date,
    );
    let has_criteria = !criteria.is_empty();
    vec![
        Field::one_of("reasons", "--reason", reasons)
            .several()
            .given(&given.reason)
            .asks("For which reasons?", "One or more of the form's, the most important first")
            .when(unless(!referral.reasons.is_empty())),
        Field::words("other_reason", "--other-reason").given(&given.other_reason),
        Field::one_of("criteria", "--criterion", criteria)
            .several()
            .given(&given.criterion)
            .asks("Which criteria of the policy does the pupil meet?", "One or more")
            .when(unless(!has_criteria || !referral.criteria.is_empty())),
        Field::one_of("urgency", "--urgency", urgencies)
            .given(&given.urgency)
            .asks("How soon is help needed?", "As whoever refers sees it")
            .when(unless(referral.urgency.is_some())),
        Field::words("strengths", "--strengths")
            .given(&given.strengths)
            .asks("Strengths and achievements", "What goes well; what the pupil likes")
            .when(unless(referral.strengths.is_some())),
        Field::words("background", "--note")
            .given(&given.note)
            .asks("Background and anything else to know", "Parents may read it one day")
            .when(unless(referral.background.is_some())),
        Field::words("strategies_tried", "--tried")
            .given(&given.tried)
            .asks("What has already been tried", "So that it is not simply tried again")
            .when(unless(referral.strategies_tried.is_some())),
    ]
}

fn what_it_rests_on<'f>(given: &Arguments, referral: &Referral) -> [Field<'f>; 4] {
    let results = (!given.attainment.is_empty()).then(|| given.attainment.join(", "));
    [
        Field::own("attainment", "--attainment", |typed, _| by_subject(typed))
            .given(&results)
            .asks("Results", "Subject or test, = and the result: english=3b, maths=4c")
            .when(unless(!referral.attainment.is_empty())),
        Field::line("evidence", "--evidence")
            .several()
            .given(&given.evidence)
            .asks("What does the referral rest on?", "Incident book, test results, reports")
            .when(unless(!referral.evidence.is_empty())),
        Field::own("agencies", "--agency", |typed, _| Ok(json!(agency(typed)?)))
            .several()
            .given(&given.agency)
            .asks("Another agency that is involved", "Its name; who there, behind a ;")
            .when(unless(!referral.agencies.is_empty())),
        Field::words("from_previous_school", "--from-previous-school")
            .given(&given.from_previous_school)
            .asks("What did the previous school pass on?", "Of a pupil who is new, or moved up")
            .when(unless(referral.from_previous_school.is_some())),
    ]
}
