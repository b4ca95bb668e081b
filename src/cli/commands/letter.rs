//! `lm letter`: a letter to parents, or which letters there are.

mod choice;
mod possible;
mod save;

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{documents, records};
use crate::document::Engine;
use crate::document::view::{Addressee, LetterView, Sources};
use crate::domain::date::Date;
use crate::domain::letter::{Letter, Refusal};
use crate::domain::record::Case;
use crate::domain::record::settings::Settings;
use crate::domain::spoken_date;
use crate::store::{Folder, School};
use choice::Choice;

/// Write a letter to parents, or see which letters are possible
///
/// Without a name, shows every letter; with a mentee too, which of them the records allow now and
/// why not the others. A letter states only what is written down, so it is refused while a fact is
/// missing. Your own wording goes in templates/letters/ beside the records.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The letter, for example `exit-achieved`
    name: Option<String>,
    /// The mentee: case id or name
    mentee: Option<String>,
    /// Only the letter to this parent (the name, or a number: 1 for the first household)
    #[arg(long, value_name = "PARENT")]
    to: Option<String>,
    /// Keep it in letters/ beside the records
    #[arg(long)]
    save: bool,
    /// The day that the letter bears, if it is not today
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
}

/// What every letter of this call is made from.
struct Desk<'d> {
    folder: &'d Folder,
    school: &'d School,
    settings: &'d Settings,
    engine: &'d Engine,
    date: Date,
}

/// Runs the command.
///
/// # Errors
///
/// When a name is not known, a template is broken, or a file that is there would be overwritten.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let folder = records::folder(call)?;
    let school = records::school_with_work(&folder, call)?;
    let settings = documents::settings(&school)?;
    let (engine, mut faults) = documents::engine(&folder, call)?;
    let own = engine.templates("letters").into_iter().filter(|path| engine.is_schools_own(path));
    let example = LetterView::example();
    faults.extend(own.filter_map(|path| Some(*engine.check_names(path, &example).err()?)));
    faults.dedup();
    let date = day(arguments, settings, call)?;
    let desk = Desk { folder: &folder, school: &school, settings, engine: &engine, date };
    match choice::of(arguments.name.as_deref(), arguments.mentee.as_deref(), &desk)? {
        Choice::All => possible::show_all(&desk, &faults, call),
        Choice::Of(case) => possible::show_for(&case, &desk, &faults, call),
        Choice::Letter(name, case) => write(&name, &case, arguments, &desk, call),
    }
}

fn day(
    arguments: &Arguments,
    settings: &Settings,
    call: &Call<'_, '_>,
) -> Result<Date, CommandError> {
    let Some(spoken) = &arguments.date else { return Ok(call.today) };
    spoken_date::parse(spoken, call.today, settings.school.date_order)
        .map_err(|refusal| CommandError::usage(refusal.message).hint(refusal.help))
}

fn write(
    name: &str,
    case: &Case,
    arguments: &Arguments,
    desk: &Desk<'_>,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Text, Format::Markdown, Format::Html])?;
    if let Some(letter) = Letter::from_code(name) {
        letter
            .guard(case, &desk.school.policies, desk.date)
            .map_err(|refusal| refused(name, case, desk, refusal))?;
    }
    let households = choice::households(case, arguments.to.as_deref())?;
    if households.len() > 1 && format == Format::Html && !arguments.save {
        return Err(CommandError::usage("this letter goes to more than one household")
            .because(household_list(&households))
            .hint("name one with --to, or write a file for each with --save"));
    }
    call.say(&format!("{name}, {}: {}", spoken_date::echo(desk.date, call.today), who(case, desk)));
    let path = format!("letters/{name}.md");
    desk.engine
        .check_names(&path, &LetterView::example())
        .map_err(|fault| documents::unusable(&fault))?;
    let mut texts = Vec::new();
    for (number, household) in households {
        say_about(&household, call);
        let sources = Sources {
            case,
            settings: desk.settings,
            policies: &desk.school.policies,
            today: desk.date,
        };
        let view = LetterView::of(&sources, household);
        let doc = desk.engine.render(&path, &view).map_err(|fault| documents::unusable(&fault))?;
        texts.push((number, documents::written(&doc, format)));
    }
    if arguments.save {
        save::all(name, case, &texts, format, desk, call)?;
    } else {
        let texts: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        let between =
            if format == Format::Markdown { "\n<!-- page break -->\n\n" } else { "\n\u{c}\n" };
        call.out.extend_from_slice(texts.join(between).as_bytes());
    }
    call.say_last(format!("when it is sent: lm contact {} --letter {name}", case.id));
    Ok(Exit::Done)
}

fn who(case: &Case, desk: &Desk<'_>) -> String {
    documents::who(case, desk.school, desk.date)
}

fn say_about(household: &Addressee, call: &mut Call<'_, '_>) {
    let by_hand = if household.by_hand { ", no address: the pupil takes it home" } else { "" };
    call.say(&format!("to {}{by_hand}", household.name));
    if let Some(language) = &household.language {
        call.say(&format!("note: {} would rather read {language}", household.name));
    }
    for note in &household.safe_contact {
        call.say(&format!("careful: {note}"));
    }
}

fn household_list(households: &[(usize, Addressee)]) -> String {
    let each = households.iter().map(|(number, one)| format!("{number}: {}", one.name));
    each.collect::<Vec<_>>().join("; ")
}

fn refused(name: &str, case: &Case, desk: &Desk<'_>, refusal: Refusal) -> CommandError {
    let message = format!("no letter {name} for {}: {}", who(case, desk), refusal.what);
    let error = CommandError::new(Exit::No, message);
    let error =
        refusal.because.iter().fold(error, |error, fact| error.because(documents::in_quotes(fact)));
    error.hint(refusal.help)
}
