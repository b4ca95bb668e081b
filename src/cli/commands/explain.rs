//! `lm explain CODE`.

use crate::check;
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::page::page;
use crate::store::nearest;

/// Explain a kind of mistake: what it is, why it matters, what to do
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The name between the brackets, for example `rating-off-scale`; without it, all of them
    code: Option<String>,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no check of this name.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json])?;
    let Some(code) = &arguments.code else {
        list(format, call);
        return Ok(Exit::Done);
    };
    let Some(check) = check::by_code(code) else {
        let codes: Vec<_> = check::ALL.iter().map(|check| check.code.0).collect();
        let hint = nearest::did_you_mean(code, &codes)
            .unwrap_or_else(|| "`lm explain` without a name lists them all".to_owned());
        return Err(CommandError::usage(format!("there is no check `{code}`")).hint(hint));
    };
    if format == Format::Json {
        let json = serde_json::json!({ "code": check.code.0, "explanation": check.explanation });
        call.print(&format!("{json:#}"));
    } else {
        let text = format!("# {}\n\n{}", check.code, check.explanation);
        let page = page(&text, call.world.terminal.width, call.colours());
        call.out.extend_from_slice(page.as_bytes());
        call.out.push(b'\n');
    }
    Ok(Exit::Done)
}

fn list(format: Format, call: &mut Call<'_, '_>) {
    if format == Format::Json {
        let codes: Vec<_> = check::ALL.iter().map(|check| check.code.0).collect();
        call.print(&format!("{:#}", serde_json::json!(codes)));
        return;
    }
    for check in check::ALL {
        call.print(check.code.0);
    }
}
