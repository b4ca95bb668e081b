//! `lm decide MENTEE`.

use crate::cli::call::Call;
use crate::cli::commands::caseload::room_of_each;
use crate::cli::entry::{
    About, Draft, Field, agencies, choices, fill, groups, mentors, people_first,
};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy, right_all_the_same};
use crate::domain::choices::Role;
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::domain::record::referral::{Decision, Outcome};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;
use serde_json::Value as Json;

/// Write down what was decided about a referral: a place, the waiting list, or not accepted
///
/// A waiting list and a later place are two decisions: both stay in the record.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm decide \"Amira Khan\"
  lm decide k7q2m --outcome one-to-one --mentor tm --by db --discussed-with sl
  lm decide k7q2m --outcome waiting-list --by db
  lm decide k7q2m --acknowledged today
  lm decide k7q2m --outcome not-accepted --by db --reason \"Support in class is enough for now\"")]
pub struct Arguments {
    /// The mentee: a case id or a name
    mentee: String,
    /// The day (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// What was decided: one-to-one, group-work, in-class-support, support-base, outside-agency,
    /// waiting-list, one-off or not-accepted; may be given again
    #[arg(long, value_name = "OUTCOME")]
    outcome: Vec<String>,
    /// Who decided: a short id, or "role: name"; may be given again
    #[arg(long, value_name = "WHO")]
    by: Vec<String>,
    /// Who was asked first; may be given again
    #[arg(long, value_name = "WHO")]
    discussed_with: Vec<String>,
    /// Why
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    /// The short id of the mentor who takes the case
    #[arg(long, value_name = "ID")]
    mentor: Option<String>,
    /// The group, for group work
    #[arg(long, value_name = "ID")]
    group: Option<String>,
    /// A subject, for support in class or in the base; may be given again
    #[arg(long, value_name = "SUBJECT")]
    subject: Vec<String>,
    /// A day, for support in class; may be given again
    #[arg(long, value_name = "DAY")]
    day: Vec<String>,
    /// The agency, when it is passed on
    #[arg(long, value_name = "AGENCY")]
    agency: Option<String>,
    /// The day the referrer was told; by itself, or with --told, it is written at the last decision
    #[arg(long, value_name = "DATE")]
    acknowledged: Option<String>,
    /// Who else was told, by role; may be given again
    #[arg(long, value_name = "ROLE")]
    told: Vec<String>,
    /// Take the decision from a file written like an entry under decisions (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or the decision cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    let about = About::case(&open, call);
    if let Some(day) = arguments.acknowledged.as_ref().filter(|_| arguments.says_no_more()) {
        return acknowledge(day, arguments, &open, &about, call);
    }
    // Every case is read for it, and only a question shows it.
    let rooms = if call.may_ask() && arguments.mentor.is_none() {
        room_of_each(&open.folder, &open.school, call)
    } else {
        Vec::new()
    };
    let fields = fields(arguments, &about, &rooms);
    let filled = fill::<Decision>(&fields, arguments.from.as_deref(), &about, call)?;
    let decision = filled.entry;
    right_all_the_same(twice(&decision, &open).as_slice(), filled.was_asked, call)?;
    let mut change = Change::default();
    change.record(&open.file(RecordKind::Referral), FieldPath::from("decisions"), &decision);
    let day = spoken_date::echo(decision.date, call.today);
    let outcome: Vec<&str> = decision.outcome.iter().map(|outcome| outcome.label()).collect();
    let done = Done::new(format!("wrote down the decision of {day}, {}", outcome.join(", ")))
        .confirm(filled.was_asked);
    open.write(change, done.next_step(), call)
}

/// The same decision of the same day is most likely the same talk.
fn twice(decision: &Decision, open: &OpenCase) -> Option<String> {
    let mut earlier = open.case.referral.iter().flat_map(|file| &file.decisions);
    let same = earlier.find(|one| one.date == decision.date && one.outcome == decision.outcome)?;
    let what: Vec<&str> = same.outcome.iter().map(|outcome| outcome.label()).collect();
    let day = same.date.with_weekday();
    Some(format!("this decision of {day} is written down already: {}", what.join(", ")))
}

impl Arguments {
    /// Nothing is said of a decision but when the referrer was told, and who else.
    fn says_no_more(&self) -> bool {
        let one = [&self.on, &self.reason, &self.mentor, &self.group, &self.agency, &self.from];
        let several = [&self.outcome, &self.by, &self.discussed_with, &self.subject, &self.day];
        one.iter().all(|said| said.is_none()) && several.iter().all(|said| said.is_empty())
    }
}

/// Writes at the last decision when the referrer was told, and who else.
fn acknowledge(
    day: &str,
    given: &Arguments,
    open: &OpenCase,
    about: &About<'_>,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let day = Field::day("acknowledged", "--acknowledged").read(day, about);
    let day = day.map_err(|refusal| refusal.of_flag("--acknowledged"))?;
    let decisions = open.case.decisions().enumerate();
    let Some((at, decision)) = decisions.max_by_key(|(_, one)| one.date) else {
        return Err(CommandError::usage("nothing is decided yet, so there is nothing to tell")
            .hint(format!("write the decision down: lm decide {}", open.case.id)));
    };
    let field = |key: &'static str| FieldPath::from("decisions").item(at).key(key);
    let file = open.file(RecordKind::Referral);
    let mut change = Change::default();
    let words = day.as_str().unwrap_or_default().to_owned();
    change.set(&file, field("acknowledged"), Value::Plain(words));
    let mut told: Vec<String> = decision.told.iter().map(ToString::to_string).collect();
    for role in &given.told {
        let role = told_field().read(role, about).map_err(|refusal| refusal.of_flag("--told"))?;
        let role = role.as_str().unwrap_or_default();
        if !told.iter().any(|known| known == role) {
            told.push(role.to_owned());
        }
    }
    if !given.told.is_empty() {
        let told = told.into_iter().map(Value::Words).collect();
        change.set(&file, field("told"), Value::List(told));
    }
    let decided = decision.date.long();
    let done =
        Done::new(format!("wrote down that the referrer knows of the decision of {decided}"))
            .next_step();
    open.write(change, done, call)
}

fn fields<'f>(given: &Arguments, about: &About<'_>, rooms: &[(Id, usize)]) -> Vec<Field<'f>> {
    let outcomes = choices("an outcome", Outcome::ALL, Outcome::code, Outcome::label);
    let includes = |draft: &Draft, wanted: &[&str]| {
        let outcomes = draft.get("outcome").and_then(Json::as_array);
        let mut codes = outcomes.into_iter().flatten().filter_map(Json::as_str);
        codes.any(|code| wanted.contains(&code))
    };
    let is_a_place = move |draft: &Draft| {
        includes(draft, &["one-to-one", "group-work", "in-class-support", "support-base"])
    };
    let policy = about.school.policies.in_force(about.today);
    let may_decide = policy.map_or(&[][..], |policy| &policy.referral.decide_roles);
    vec![
        Field::day("date", "--on")
            .given(&given.on)
            .asks("Day of the decision", "The day on which it was made")
            .or_today(),
        Field::one_of("outcome", "--outcome", outcomes)
            .several()
            .given(&given.outcome)
            .asks("What was decided?", "More than one where the pupil gets more than one")
            .needed(),
        Field::person("by", "--by")
            .several()
            .given(&given.by)
            .asks("Who decided?", "A short id from lm.toml, or a role and a name")
            .offers(people_first(may_decide, about)),
        Field::person("discussed_with", "--discussed-with")
            .several()
            .given(&given.discussed_with)
            .asks("With whom was it talked over first?", "A short id, or a role and a name")
            .offers(people_first(may_decide, about)),
        Field::words("reason", "--reason")
            .given(&given.reason)
            .asks("Why?", "Whoever referred the pupil will be told")
            .when(move |draft| !is_a_place(draft) && !includes(draft, &["not-accepted"])),
        Field::words("reason", "--reason")
            .asks("Why not?", "In words that the family may read")
            .when(move |draft| includes(draft, &["not-accepted"]))
            .needed(),
        Field::staff("mentor", "--mentor")
            .given(&given.mentor)
            .asks("Which mentor takes the case?", "lm caseload says who has room")
            .offers(mentors(about.school, about.today, rooms))
            .when(is_a_place),
        Field::id("group", "--group")
            .given(&given.group)
            .asks("Which group?", "The name of its file below groups/, without .yaml")
            .offers(groups(about.school, about.today))
            .when(move |draft| includes(draft, &["group-work"])),
        Field::line("subjects", "--subject")
            .several()
            .given(&given.subject)
            .asks("In which subject?", "One a line; an empty line ends the list")
            .when(move |draft| includes(draft, &["in-class-support", "support-base"])),
        Field::line("days", "--day")
            .several()
            .given(&given.day)
            .asks("On which day?", "For example Tuesday; an empty line ends the list")
            .when(move |draft| includes(draft, &["in-class-support"])),
        Field::line("agency", "--agency")
            .given(&given.agency)
            .asks("Which agency?", "Its name")
            .offers(agencies(about.school))
            .when(move |draft| includes(draft, &["outside-agency"])),
        Field::day("acknowledged", "--acknowledged")
            .given(&given.acknowledged)
            .asks("When was the referrer told?", "Leave it empty if that is still to be done"),
        told_field()
            .several()
            .given(&given.told)
            .asks("Who else was told?", "For example the SENCO and the head of year")
            .when(move |draft| includes(draft, &["outside-agency"])),
    ]
}

fn told_field<'f>() -> Field<'f> {
    Field::one_of("told", "--told", choices("a role", Role::ALL, Role::code, Role::label))
}
