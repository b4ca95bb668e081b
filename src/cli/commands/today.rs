//! `lm today`.

mod formats;

use super::review_due;
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::case_matters::{CaseMatters, all_matters};
use crate::cli::matter_words::{what, when};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{next_command, records, table};
use crate::domain::case::{Matter, MatterKind};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::person::folded;
use crate::domain::policy::StepId;
use crate::domain::spoken_date;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Show what is overdue, what comes up, and what to do about each
///
/// Promises made to pupils come first, then what is late, what falls due soon, what can be done
/// now, and who is waiting for a place. Behind each stands the command that helps; `lm why` says
/// why it is asked for. A case that cannot be read is named, never left out.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lm today                        everything, for everybody
  lm today --mentor jb            one mentor's mentees
  lm today --all                  every line, in a school where there are many
  lm today --within +4w           four weeks ahead
  lm why \"Amira Khan\" plan        why the plan is asked for, and by when")]
pub struct Arguments {
    /// Only this mentor's cases (the mentor's short id)
    #[arg(long, value_name = "ID")]
    mentor: Option<String>,
    /// How far ahead to look: a day, or a time such as +2w
    #[arg(long, value_name = "WHEN", default_value = WITHIN)]
    within: String,
    /// End with status 1 if something is overdue
    #[arg(long)]
    exit_code: bool,
    /// Every line, however many there are
    #[arg(long)]
    all: bool,
}

/// How far ahead a day is looked at.
const WITHIN: &str = "+2w";

impl Default for Arguments {
    fn default() -> Self {
        Self { mentor: None, within: WITHIN.to_owned(), exit_code: false, all: false }
    }
}

/// A matter and whose it is.
struct Item<'c> {
    case: &'c CaseMatters,
    matter: Cow<'c, Matter>,
}

/// Everything, sorted into what there is to say.
#[derive(Default)]
struct Sorted<'c> {
    /// Promises that are not kept, the oldest first.
    promises: Vec<Item<'c>>,
    /// Most overdue first.
    overdue: Vec<Item<'c>>,
    /// Next first.
    soon: Vec<Item<'c>>,
    /// Without a day, by name.
    to_do: Vec<Item<'c>>,
    /// Most urgent first, then who has waited longest.
    waiting: Vec<Item<'c>>,
    /// How many are further ahead.
    later: usize,
    /// Cases with faults.
    damaged: Vec<&'c CaseMatters>,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no records folder, or `--within` or `--mentor` is not understood.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json, Format::Csv])?;
    let folder = records::folder(call)?;
    let school = records::school_with_work(&folder, call)?;
    if let Some(mentor) = &arguments.mentor {
        records::known_staff(&school, mentor)?;
    }
    let until = review_due::until(&arguments.within, &school, call.today)?;
    let mut cases = all_matters(&folder, &school, call.today);
    if let Some(mentor) = &arguments.mentor {
        // One that cannot be read is everybody's, and so is one without a mentor.
        cases.retain(|case| {
            case.mentor == *mentor || case.asked.iter().any(|id| *id == **mentor) || case.faults > 0
        });
    }
    let sorted = sort(&cases, call.today, until);
    match format {
        Format::Json => formats::as_json(&sorted, &school, call),
        Format::Csv => formats::as_sheet(&sorted, call)?,
        _ if school.cases.is_empty() => {
            call.print("No mentee is written down here yet.");
            call.say_last("next: lm new-referral");
        }
        _ => {
            let most = if arguments.all || arguments.mentor.is_some() { usize::MAX } else { MOST };
            let for_everybody = arguments.mentor.is_none();
            let late = for_everybody.then(|| whose(&sorted.overdue)).flatten();
            for_people(&sorted, &cases, until, (most, late), call);
        }
    }
    let late =
        |items: &[Item<'_>]| items.iter().any(|item| item.matter.days_late(call.today).is_some());
    let overdue = late(&sorted.overdue) || late(&sorted.promises) || late(&sorted.waiting);
    Ok(if arguments.exit_code && overdue { Exit::No } else { Exit::Done })
}

fn sort(cases: &[CaseMatters], today: Date, until: Date) -> Sorted<'_> {
    let mut sorted = Sorted::default();
    for case in cases {
        if case.faults > 0 {
            sorted.damaged.push(case);
        }
        for matter in &case.matters {
            let item = Item { case, matter: Cow::Borrowed(matter) };
            match (&matter.kind, matter.by) {
                (MatterKind::Promise { .. }, _) => sorted.promises.push(item),
                (MatterKind::Waiting { .. }, _) => sorted.waiting.push(item),
                (_, None) => sorted.to_do.push(item),
                (_, Some(by)) if by < today => sorted.overdue.push(item),
                (_, Some(by)) if by <= until => sorted.soon.push(item),
                _ => sorted.later += 1,
            }
        }
    }
    drop_named_before(&mut sorted);
    let by_name = |item: &Item<'_>| (folded(&item.case.name), item.case.id.clone());
    let by_day = |item: &Item<'_>| (item.matter.by, folded(&item.case.name));
    sorted
        .promises
        .sort_by_cached_key(|item| (item.matter.by.unwrap_or(Date::LAST), folded(&item.case.name)));
    sorted.overdue.sort_by_cached_key(by_day);
    sorted.soon.sort_by_cached_key(by_day);
    sorted.to_do.sort_by_cached_key(by_name);
    sorted.waiting.sort_by_cached_key(|item| match &item.matter.kind {
        MatterKind::Waiting { since, urgency } => (urgency.map_or(9, |one| one as u8), *since),
        _ => (9, Date::LAST),
    });
    sorted.damaged.sort_by_cached_key(|case| folded(&case.name));
    sorted
}

/// Steps that a shown line already asks for first need no line of their own.
fn drop_named_before<'c>(sorted: &mut Sorted<'c>) {
    let named: Vec<(&'c Id, StepId)> = sorted
        .overdue
        .iter()
        .chain(&sorted.soon)
        .flat_map(|item| {
            let first = match &item.matter.kind {
                MatterKind::Step { first, .. } => first.as_slice(),
                _ => &[],
            };
            first.iter().map(|step| (&item.case.id, *step))
        })
        .collect();
    sorted.to_do.retain_mut(|item| {
        let MatterKind::Next(steps) = &item.matter.kind else { return true };
        let is_new = |step: &StepId| !named.contains(&(&item.case.id, *step));
        let left: Vec<StepId> = steps.iter().copied().filter(is_new).collect();
        let any = !left.is_empty();
        item.matter.to_mut().kind = MatterKind::Next(left);
        any
    });
}

/// A part of the page with more lines than this is cut for a whole school, and says so.
const MOST: usize = 15;

fn for_people(
    sorted: &Sorted<'_>,
    cases: &[CaseMatters],
    until: Date,
    (most, late): (usize, Option<String>),
    call: &mut Call<'_, '_>,
) {
    let open = cases.iter().filter(|case| case.standing.is_open()).count();
    let cases = if open == 1 { "case" } else { "cases" };
    call.say(&format!("{} {}: {open} open {cases}", call.today.weekday_name(), call.today.long()));
    block("Promised to pupils", &sorted.promises, usize::MAX, call);
    if let Some(late) = late {
        call.print(&format!("Overdue by mentor: {late}\n"));
    }
    block("Overdue", &sorted.overdue, most, call);
    block(&format!("By {}", until.brief()), &sorted.soon, most, call);
    block("To do, no day set", &sorted.to_do, most, call);
    block("Waiting list", &sorted.waiting, most, call);
    if !sorted.damaged.is_empty() {
        call.print("Cannot be read, so what is due there is not known");
        for case in &sorted.damaged {
            let faults = if case.faults == 1 { "fault" } else { "faults" };
            call.print(&format!(
                "{}: {} {faults}, see: lm check {}",
                case.name, case.faults, case.id
            ));
        }
        call.print("");
    }
    let nothing = [&sorted.promises, &sorted.overdue, &sorted.soon, &sorted.to_do, &sorted.waiting]
        .iter()
        .all(|items| items.is_empty())
        && sorted.damaged.is_empty();
    if nothing {
        call.print("Nothing is overdue, nothing falls due soon, and nothing is left to do.");
    }
    while call.out.ends_with(b"\n\n") {
        call.out.pop();
    }
    if sorted.later > 0 {
        call.say_last(format!("{} further ahead; see them with --within +12w", sorted.later));
    }
    if let Some(example) = example(sorted) {
        call.say_last(format!("why is it asked for? lm why {example}"));
    }
}

/// The first matter that has a reason in the policy, for `lm why`.
fn example(sorted: &Sorted<'_>) -> Option<String> {
    let mut items = sorted.overdue.iter().chain(&sorted.soon).chain(&sorted.to_do);
    let by_rule = |kind: &MatterKind| matches!(kind, MatterKind::Step { .. } | MatterKind::Next(_));
    let first = items.find(|item| by_rule(&item.matter.kind))?;
    Some(format!("{} {}", first.case.id, first.matter.step()?.code()))
}

fn block(title: &str, items: &[Item<'_>], most: usize, call: &mut Call<'_, '_>) {
    if items.is_empty() {
        return;
    }
    // A few more than that are shown rather than spoken of.
    let (items, cut) = if items.len() > most.saturating_add(most / 4) {
        items.split_at(most)
    } else {
        (items, &[][..])
    };
    let width = call.world.terminal.width;
    let rows: Vec<[String; 4]> = items.iter().map(|item| cells(item, call.today)).collect();
    if width < NARROW {
        call.print(title);
        for [who, what, day, command] in rows {
            let day = if day.is_empty() { day } else { format!(" ({day})") };
            call.print(&format!("  {who}: {what}{day}\n    {command}"));
        }
        left_out(cut, call);
        call.print("");
        return;
    }
    let rows: Vec<Vec<String>> = rows.into_iter().map(Vec::from).collect();
    // A command is copied, so it stays in one piece.
    let drawn = table::draw_whole(&[title, "", "", ""], &rows, 3, width);
    call.print(drawn.trim_end());
    left_out(cut, call);
    call.print("");
}

/// Whose the lines are that were cut off.
fn left_out(cut: &[Item<'_>], call: &mut Call<'_, '_>) {
    if cut.is_empty() {
        return;
    }
    let each = of_each(cut).join(", ");
    call.print(&format!("… and {} more: {each}; see them with --mentor ID or --all", cut.len()));
}

/// How many lines are whose: `3 of jb`, by the mentors' short ids.
fn of_each(items: &[Item<'_>]) -> Vec<String> {
    let mut each: BTreeMap<&str, usize> = BTreeMap::new();
    for item in items {
        *each.entry(&item.case.mentor).or_default() += 1;
    }
    let words = each.into_iter().map(|(mentor, count)| match mentor {
        "" => format!("{count} without a mentor"),
        mentor => format!("{count} of {mentor}"),
    });
    words.collect()
}

/// How the lines fall to the mentors, for whoever leads them; `None` when they are all one's.
fn whose(items: &[Item<'_>]) -> Option<String> {
    let each = of_each(items);
    (each.len() > 1).then(|| each.join(", "))
}

/// On a narrower screen there is no room for columns.
const NARROW: usize = 80;

/// Whose it is, what it is, when, and the command.
fn cells(item: &Item<'_>, today: Date) -> [String; 4] {
    let who = if item.case.year.is_empty() {
        item.case.name.clone()
    } else {
        format!("{}, {}", item.case.name, item.case.year)
    };
    let command = next_command::for_matter(&item.matter, &item.case.id, item.case.group.as_ref());
    [who, what(&item.matter, today), day(item, today), command]
}

fn day(item: &Item<'_>, today: Date) -> String {
    match &item.matter.kind {
        MatterKind::Waiting { since, .. } => {
            let waited = spoken_date::distance(*since, today);
            format!("since {} ({waited})", since.brief())
        }
        MatterKind::NoContact { .. } => String::new(),
        _ => when(&item.matter, today),
    }
}
