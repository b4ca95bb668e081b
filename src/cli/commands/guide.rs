//! `lm guide`: the pages of `src/guide/`, one file a topic.

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{json, page};
use crate::embedded;
use crate::store::nearest;
use serde_json::json;

/// Read how something is done, step by step
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The topic; without it, the list of topics
    topic: Option<String>,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no such topic.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Json, Format::Markdown])?;
    match &arguments.topic {
        None => list(format, call),
        Some(topic) => show(topic, format, call)?,
    }
    Ok(Exit::Done)
}

/// The topics and their texts, in the order of the alphabet.
pub fn topics() -> Vec<(&'static str, &'static str)> {
    let pages = embedded::GUIDE.iter();
    pages.filter_map(|(path, text)| Some((path.strip_suffix(".md")?, *text))).collect()
}

/// The heading of a page.
fn title(text: &str) -> &str {
    text.lines().next().unwrap_or_default().trim_start_matches('#').trim()
}

fn list(format: Format, call: &mut Call<'_, '_>) {
    if format == Format::Json {
        let list: Vec<_> = topics()
            .iter()
            .map(|(topic, text)| json!({ "title": title(text), "topic": topic }))
            .collect();
        return json::print(call, json!({ "topics": list }));
    }
    let width = topics().iter().map(|(topic, _)| topic.len()).max().unwrap_or(0);
    for (topic, text) in topics() {
        call.print(&format!("{topic:width$}  {}", title(text)));
    }
    call.say_last("read one with lm guide TOPIC");
}

fn show(topic: &str, format: Format, call: &mut Call<'_, '_>) -> Result<(), CommandError> {
    let Some((topic, text)) = topics().into_iter().find(|(name, _)| *name == topic) else {
        let names: Vec<&str> = topics().iter().map(|(name, _)| *name).collect();
        let hint = nearest::did_you_mean(topic, &names)
            .unwrap_or_else(|| "`lm guide` lists the topics".to_owned());
        return Err(CommandError::usage(format!("there is no guide to `{topic}`")).hint(hint));
    };
    match format {
        Format::Json => {
            json::print(call, json!({ "text": text, "title": title(text), "topic": topic }));
        }
        Format::Markdown => call.print(text.trim_end()),
        _ => {
            let drawn = page::page(text, call.world.terminal.width, call.colours());
            call.print(&drawn);
        }
    }
    Ok(())
}
