//! `lm schema`.

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::records;
use crate::store::{disk, nearest, schemas};

/// Print the schema of a kind of record, or bring those in the records folder up to date
///
/// Editors use the schemas to complete and check what is typed.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Which kind, for example `referral`; without it, the list of kinds
    #[arg(conflicts_with = "write")]
    kind: Option<String>,
    /// Write every schema into the records folder, for editors
    #[arg(long)]
    write: bool,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no such kind, or the schemas cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    call.format(&[Format::Human, Format::Json])?;
    if arguments.write {
        return write(call);
    }
    let Some(kind) = &arguments.kind else {
        for name in schemas::schema_names() {
            call.print(name);
        }
        return Ok(Exit::Done);
    };
    let Some(schema) = schemas::schema(kind) else {
        let names: Vec<_> = schemas::schema_names().collect();
        let error = CommandError::usage(format!("there is no kind of record called `{kind}`"));
        let hint = nearest::did_you_mean(kind, &names)
            .unwrap_or_else(|| "`lm schema` without a name lists them".to_owned());
        return Err(error.hint(hint));
    };
    call.print(schemas::schema_text(&schema).trim_end());
    Ok(Exit::Done)
}

fn write(call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let folder = records::folder(call)?;
    let mut written = 0_usize;
    for name in schemas::schema_names() {
        let schema = schemas::schema(name).expect("the name comes from the list");
        let file = format!("{}/{}", schemas::SCHEMA_FOLDER, schemas::schema_file(name));
        let text = schemas::schema_text(&schema);
        if call.globals.dry_run {
            call.say(&format!("would write {file}"));
            continue;
        }
        let changed = disk::put(folder.root(), &file, text.as_bytes()).map_err(|error| {
            CommandError::cannot(format!("`{file}` could not be written")).source(&error)
        })?;
        written += usize::from(changed);
    }
    call.say(&match written {
        0 => "the schemas are up to date".to_owned(),
        1 => "one schema brought up to date".to_owned(),
        several => format!("{several} schemas brought up to date"),
    });
    Ok(Exit::Done)
}
