//! `lm profile MENTEE`.

use crate::cli::ask::{Refusal, words};
use crate::cli::call::Call;
use crate::cli::entry::{About, Field, choices, fill, people};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy, add_to_part};
use crate::cli::smart_target::barriers;
use crate::domain::record::referral::{BaeCategory, Profile};
use serde_json::{Value as Json, json};

/// Write down what was learnt about the pupil: strengths, needs, what helps
///
/// What is in the record already stays: lists grow, and single answers are brought up to date.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm profile \"Amira Khan\"
  lm profile k7q2m --barrier self-esteem --strength \"Draws with great patience;observation\" \\
      --need \"A quiet start to the day;class teacher\" --what-helps \"A job to do first\"
  lm profile k7q2m --behaviour b --attendance a --emotional c --need-level 2")]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// A barrier to learning, by the policy's codes; may be given again
    #[arg(long, value_name = "CODE")]
    barrier: Vec<String>,
    /// The barrier that is actually worked on, in words
    #[arg(long, value_name = "WORDS")]
    worked_on: Option<String>,
    /// A strength, and how it was found behind a ; may be given again
    #[arg(long, value_name = "WHAT;SOURCE")]
    strength: Vec<String>,
    /// A need, and how it was found behind a ; may be given again
    #[arg(long, value_name = "WHAT;SOURCE")]
    need: Vec<String>,
    /// How the pupil usually behaves
    #[arg(long, value_name = "WORDS")]
    usual_behaviour: Option<String>,
    /// Something that sets difficult moments off; may be given again
    #[arg(long, value_name = "WORDS")]
    trigger: Vec<String>,
    /// Something that keeps the pupil safe and steady; may be given again
    #[arg(long, value_name = "WORDS")]
    protective: Vec<String>,
    /// Something that helps; may be given again
    #[arg(long, value_name = "WORDS")]
    what_helps: Vec<String>,
    /// Something that does not help; may be given again
    #[arg(long, value_name = "WORDS")]
    what_does_not: Vec<String>,
    /// The pupil's own account
    #[arg(long, value_name = "WORDS")]
    own_words: Option<String>,
    /// Support that is in place already; may be given again
    #[arg(long, value_name = "WORDS")]
    support: Vec<String>,
    /// The level of need on the local continuum, for example 2
    #[arg(long, value_name = "NUMBER")]
    need_level: Option<String>,
    /// The category for behaviour in the audit: a, b, c or d
    #[arg(long, value_name = "CATEGORY")]
    behaviour: Option<String>,
    /// The category for attendance
    #[arg(long, value_name = "CATEGORY")]
    attendance: Option<String>,
    /// The category for emotional need
    #[arg(long, value_name = "CATEGORY")]
    emotional: Option<String>,
    /// Who read and signed it on that day: a short id, a role, or "role: name"; may be given again
    #[arg(long, value_name = "WHO")]
    agreed_by: Vec<String>,
    /// Take the profile from a file written like the part under profile (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is not sound, or the profile cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    let about = About::case(&open, call);
    let fields = fields(arguments, &open, &about);
    let filled = fill::<Profile>(&fields, arguments.from.as_deref(), &about, call)?;
    if (Profile { date: None, ..filled.entry.clone() }) == Profile::default() {
        return Err(CommandError::usage("not given: --strength, --need or --barrier")
            .hint("say at least one thing about the pupil; lm profile --help names them all"));
    }
    let is_there = open.case.referral.as_ref().is_some_and(|file| file.profile.is_some());
    let change = add_to_part(&open, "profile", is_there, &filled.entry)?;
    let done = Done::new("wrote down what was learnt about the pupil")
        .next_step()
        .confirm(filled.was_asked);
    open.write(change, done, call)
}

fn fields<'f>(given: &Arguments, open: &OpenCase, about: &About<'_>) -> Vec<Field<'f>> {
    let barriers = barriers(open.school.policies.in_force(about.today), about);
    let rule = open.school.policies.in_force(about.today).map(|policy| &policy.identification);
    let asks_level = rule.is_some_and(|rule| rule.need_level.is_some());
    let asks_category = rule.is_some_and(|rule| !rule.mentor_categories.is_empty());
    let category = |key, flag, question, given: &Option<String>| {
        let all = choices("a category", BaeCategory::ALL, BaeCategory::code, BaeCategory::label);
        Field::one_of(key, flag, all)
            .given(given)
            .asks(question, "The category of the audit")
            .when(move |_| asks_category)
    };
    let on = given.on.clone();
    let agreed = move |typed: &str, about: &About<'_>| {
        let date = match &on {
            Some(on) => Field::day("", "").read(on, about)?,
            None => json!(about.today),
        };
        Ok(json!({ "date": date, "by": Field::person("", "").read(typed, about)? }))
    };
    vec![
        Field::day("date", "--on").given(&given.on).or_today(),
        Field::one_of("barriers", "--barrier", barriers)
            .several()
            .given(&given.barrier)
            .asks("Which barriers to learning were found?", "More than one may be"),
        Field::words("worked_on", "--worked-on").given(&given.worked_on).asks(
            "Which of them is worked on?",
            "In words; it may be another than the reason for referral",
        ),
        Field::own("strengths", "--strength", |typed, _| noted(typed))
            .several()
            .given(&given.strength)
            .asks("A strength", "What it is, and behind a ; how it was found"),
        Field::own("needs", "--need", |typed, _| noted(typed))
            .several()
            .given(&given.need)
            .asks("A need", "What it is, and behind a ; how it was found"),
        Field::words("usual_behaviour", "--usual-behaviour")
            .given(&given.usual_behaviour)
            .asks("How does the pupil usually behave?", "What can be seen and heard"),
        Field::line("triggers", "--trigger")
            .several()
            .given(&given.trigger)
            .asks("What sets difficult moments off?", "A line for each"),
        Field::line("protective", "--protective")
            .several()
            .given(&given.protective)
            .asks("What keeps the pupil safe and steady?", "A line for each"),
        Field::line("what_helps", "--what-helps")
            .several()
            .given(&given.what_helps)
            .asks("What helps?", "A line for each"),
        Field::line("what_does_not", "--what-does-not")
            .several()
            .given(&given.what_does_not)
            .asks("What does not help?", "A line for each"),
        Field::words("in_my_own_words", "--own-words")
            .given(&given.own_words)
            .asks("What does the pupil say?", "In the pupil's own words"),
        Field::line("support_in_place", "--support")
            .several()
            .given(&given.support)
            .asks("Support that is in place already", "A line for each"),
        Field::whole("need_level", "--need-level")
            .given(&given.need_level)
            .asks("Which level of need, on the local continuum?", "A number, for example 2")
            .when(move |_| asks_level),
        category("behaviour", "--behaviour", "Behaviour: which category?", &given.behaviour),
        category("attendance", "--attendance", "Attendance: which category?", &given.attendance),
        category("emotional", "--emotional", "Emotional need: which category?", &given.emotional),
        Field::own("agreed", "--agreed-by", agreed)
            .several()
            .given(&given.agreed_by)
            .asks("Who read and signed it?", "A short id, or a role such as pupil; empty if nobody")
            .offers(people(about)),
    ]
}

/// `Draws with great patience;observation`.
fn noted(typed: &str) -> Result<Json, Refusal> {
    match typed.split_once(';') {
        None => Ok(json!({ "what": words::one_line(typed)? })),
        Some((what, source)) => {
            Ok(json!({ "what": words::one_line(what)?, "source": words::one_line(source)? }))
        }
    }
}
