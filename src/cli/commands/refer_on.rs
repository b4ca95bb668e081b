//! `lm refer-on`.

use crate::cli::ask::Choices;
use crate::cli::call::Call;
use crate::cli::ending::has_come;
use crate::cli::entry::{About, Field, agencies, fill, staff};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, RecordedBy};
use crate::domain::choices::Role;
use crate::domain::date::Date;
use crate::domain::policy::OnwardRule;
use crate::domain::record::RecordKind;
use crate::domain::record::contacts::ReferralOn;
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Write down a request to another team or agency, or the reply to one
///
/// Where the policy says how soon such a team replies, the day by which the reply is expected follows
/// from it. A reply belongs to the request that has none yet.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm refer-on Amira --to multi-agency-team --reason \"Worries at home\" --by jo
  lm refer-on Amira --to other-agency --agency \"Riverside Family Services\" --reply-by +3w
  lm refer-on Amira --replied today --outcome \"A worker calls next week\"")]
pub struct Arguments {
    /// The mentee: a name, or the case
    mentee: String,
    /// The day on which it was sent (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// To whom, for example multi-agency-team, senco, other-agency
    #[arg(long, value_name = "ROLE")]
    to: Option<String>,
    /// The agency's name
    #[arg(long, value_name = "NAME")]
    agency: Option<String>,
    /// Why
    #[arg(long, value_name = "WORDS")]
    reason: Option<String>,
    /// By when a reply is expected (otherwise as the policy says)
    #[arg(long, value_name = "DATE")]
    reply_by: Option<String>,
    /// Who sent it (the short id)
    #[arg(long, value_name = "ID")]
    by: Option<String>,
    /// The reply came on this day
    #[arg(long, value_name = "DATE", conflicts_with_all = ["on", "reason", "reply_by", "by"])]
    replied: Option<String>,
    /// What the reply was
    #[arg(long, value_name = "WORDS", requires = "replied")]
    outcome: Option<String>,
    /// Which request was replied to, when several wait
    #[arg(long, value_name = "ID", requires = "replied")]
    request: Option<String>,
    /// Take the request from a file written like one under `referrals_on`; with --replied, its
    /// outcome (- is standard input)
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    #[command(flatten)]
    recorded: RecordedBy,
}

/// What a reply said.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Reply {
    outcome: String,
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is missing or not sound, or no request waits for a reply.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let open = OpenCase::open(&arguments.mentee, &arguments.recorded, call)?;
    match &arguments.replied {
        Some(replied) => reply(replied, arguments, &open, call),
        None => request(arguments, &open, call),
    }
}

fn request(
    arguments: &Arguments,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let own = open.recorded_by.as_ref().map(ToString::to_string);
    let fields = vec![
        Field::day("date", "--on")
            .given(&arguments.on)
            .asks("Day on which it was sent", "The day of the letter, the form or the call")
            .or_today(),
        Field::one_of("to", "--to", teams(open, call.today))
            .given(&arguments.to)
            .asks("To whom?", "A team or person of the school, or an agency")
            .needed(),
        Field::line("agency", "--agency")
            .given(&arguments.agency)
            .asks("The agency's name", "As the school calls it")
            .offers(agencies(&open.school)),
        Field::words("reason", "--reason")
            .given(&arguments.reason)
            .asks("Why?", "What the pupil needs; safeguarding detail belongs elsewhere"),
        Field::day("reply_by", "--reply-by").given(&arguments.reply_by),
        Field::one_of("by", "--by", staff(&open.school)).given(&arguments.by).or(own),
    ];
    let from = arguments.from.as_deref();
    let filled = fill::<ReferralOn>(&fields, from, &About::case(open, call), call)?;
    let mut entry = filled.entry;
    has_come("--on", entry.date, call.today)?;
    if entry.reply_by.is_none()
        && let Some(days) = rule_for(&entry, open).and_then(|rule| rule.reply_within_days)
    {
        let day = entry.date.add_days(i64::from(days));
        entry.reply_by = Some(day);
        let echo = spoken_date::echo(day, call.today);
        call.say(&format!("reply expected by {echo}: within {days} days, as the policy says"));
    }
    if entry.id.is_none() {
        entry.id = Some(open.new_id(call));
    }
    let mut change = Change::default();
    change.record(&open.file(RecordKind::Contacts), FieldPath::from("referrals_on"), &entry);
    let id = &open.case.id;
    let whom = match entry.to {
        Role::OtherAgency => entry.agency.clone().unwrap_or_else(|| entry.to.to_string()),
        team => format!("the {team}"),
    };
    let done = Done::new(format!("wrote down the request to {whom}"))
        .confirm(filled.was_asked)
        .entry(entry.id.as_ref())
        .next(format!("lm refer-on {id} --replied today, when the reply is there"));
    open.write(change, done, call)
}

/// Those whom the policy names, then every other role that is no parent or pupil.
fn teams(open: &OpenCase, on: Date) -> Choices {
    let named: Vec<Role> = open
        .school
        .policies
        .in_force(on)
        .map(|policy| policy.onward.iter().map(|rule| rule.to).collect())
        .unwrap_or_default();
    let others = Role::ALL.iter().copied().filter(|role| {
        !named.contains(role) && !matches!(role, Role::Parent | Role::Pupil | Role::LearningMentor)
    });
    let all: Vec<Role> = named.iter().copied().chain(others).collect();
    Choices::new("somebody", all.into_iter().map(|role| (role.code(), role.label())))
}

fn rule_for<'o>(entry: &ReferralOn, open: &'o OpenCase) -> Option<&'o OnwardRule> {
    let policy = open.school.policies.in_force(entry.date)?;
    policy.onward.iter().find(|rule| rule.to == entry.to)
}

fn reply(
    replied: &str,
    arguments: &Arguments,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let day = spoken_date::parse(replied, call.today, open.order())
        .map_err(|refusal| crate::cli::ask::Refusal::from(refusal).of_flag("--replied"))?;
    has_come("--replied", day, call.today)?;
    let (at, request) = waiting(arguments, open)?;
    let outcome = Field::words("outcome", "--outcome")
        .given(&arguments.outcome)
        .asks("What was the reply?", "In a few words; leave safeguarding detail where it belongs")
        .needed();
    let about = About::case(open, call);
    let filled = fill::<Reply>(&[outcome], arguments.from.as_deref(), &about, call)?;
    if day < request.date {
        let sent = request.date.long();
        return Err(CommandError::usage(format!("--replied: the request was only sent on {sent}")));
    }
    let file = open.file(RecordKind::Contacts);
    let path = FieldPath::from("referrals_on").item(at);
    let mut change = Change::default();
    change.set(&file, path.clone().key("replied"), Value::plain(day));
    change.set(&file, path.key("outcome"), Value::words(filled.entry.outcome));
    let done = Done::new(format!(
        "wrote down the reply of {} to the request of {}",
        day.with_weekday(),
        request.date.long()
    ));
    open.write(change, done.entry(request.id.as_ref()).confirm(filled.was_asked), call)
}

/// The one request that waits for a reply, or the one that is named.
fn waiting<'o>(
    arguments: &Arguments,
    open: &'o OpenCase,
) -> Result<(usize, &'o ReferralOn), CommandError> {
    let requests = open.case.contacts.referrals_on.iter().enumerate();
    let is_meant = |(_, one): &(usize, &ReferralOn)| {
        arguments.to.as_deref().is_none_or(|to| one.to.code() == to)
            && arguments.agency.as_ref().is_none_or(|name| one.agency.as_ref() == Some(name))
            && match &arguments.request {
                Some(id) => one.id.as_ref().is_some_and(|own| own.as_str() == id),
                None => one.replied.is_none(),
            }
    };
    let found: Vec<(usize, &ReferralOn)> = requests.filter(is_meant).collect();
    match found[..] {
        [one] => Ok(one),
        [] => Err(CommandError::refused("no request waits for this reply").hint(format!(
            "requests stand under referrals_on in mentees/{}/contacts.yaml",
            open.case.id
        ))),
        _ => {
            let each = found.iter().map(|(_, one)| {
                let id = one.id.as_ref().map_or_else(|| "no id".to_owned(), ToString::to_string);
                format!("{id}: {}, {}", one.agency.as_deref().unwrap_or(one.to.label()), one.date)
            });
            Err(CommandError::usage("more than one request waits for a reply")
                .because(each.collect::<Vec<_>>().join("; "))
                .hint("name it with --request, --to or --agency"))
        }
    }
}
