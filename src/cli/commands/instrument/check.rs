//! `lm instrument check`: faults of instrument files alone.

use crate::check::Report;
use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::faults::{self, Look, Sheet, Values};
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{json, records};
use crate::diag::{Diagnostic, Finding};
use crate::store::yaml::{Format as Written, Skipped};
use crate::store::{LoadedText, Places, disk, instruments, plain_text};
use std::io;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files, wherever they are; without any, every one under instruments/
    #[arg(value_name = "FILE")]
    files: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Human, Format::Concise, Format::Json])?;
    let mut diagnostics = Vec::new();
    let mut files = 0;
    if arguments.files.is_empty() {
        let folder = records::folder(call)?;
        let (own, strays) = folder.files_in("instruments", "toml");
        diagnostics.extend(drawn(strays, &[]));
        for file in own {
            files += 1;
            match disk::read_file(folder.root(), &file) {
                Ok(bytes) => diagnostics.extend(faults_of(&file, bytes)),
                Err(finding) => diagnostics.extend(drawn(vec![*finding], &[])),
            }
        }
    }
    for file in &arguments.files {
        files += 1;
        let bytes = disk::read_named(&call.world.here.join(file))
            .map_err(|error| unreadable(file, &error))?;
        diagnostics.extend(faults_of(file, bytes));
    }
    let fails = !diagnostics.is_empty();
    let report = Report { diagnostics, files, ..Report::default() };
    print(format, &report, call);
    let number = report.diagnostics.len();
    call.say_last(match (number, files) {
        (0, 0) => {
            "there is no questionnaire of your own: make one with lm instrument new".to_owned()
        }
        (0, 1) => "no faults in 1 questionnaire".to_owned(),
        (0, _) => format!("no faults in {files} questionnaires"),
        (1, _) => "1 fault".to_owned(),
        _ => format!("{number} faults"),
    });
    Ok(if fails { Exit::No } else { Exit::Done })
}

fn unreadable(file: &str, error: &io::Error) -> CommandError {
    CommandError::cannot(format!("{file} cannot be read")).source(error)
}

fn faults_of(file: &str, bytes: Vec<u8>) -> Vec<Diagnostic> {
    let name: Arc<str> = file.into();
    let loaded = |text: String, skipped: Skipped| {
        [LoadedText { name: Arc::clone(&name), text, format: Written::Toml, skipped }]
    };
    match plain_text::decode(&name, bytes) {
        Ok(text) => {
            let read = instruments::read(&name, &text);
            drawn(read.findings, &loaded(text, read.skipped))
        }
        Err(not_text) => drawn(vec![not_text.finding], &loaded(not_text.shown, Skipped::default())),
    }
}

fn drawn(findings: Vec<Finding>, texts: &[LoadedText]) -> Vec<Diagnostic> {
    let mut places = Places::new(texts);
    findings.into_iter().map(|finding| places.locate(finding)).collect()
}

fn print(format: Format, report: &Report, call: &mut Call<'_, '_>) {
    // A questionnaire holds nobody's answers.
    let values = Values::Shown;
    let shown: Vec<&Diagnostic> = report.diagnostics.iter().collect();
    let text = match format {
        Format::Json => {
            let sheet = Sheet { report, shown, values, strict: false, prefix: String::new() };
            return json::print(call, faults::json(&sheet));
        }
        Format::Concise => faults::concise(&shown, values),
        _ => {
            let look = Look { colours: call.colours(), width: call.world.terminal.width, values };
            faults::human(&shown, look)
        }
    };
    call.out.extend_from_slice(text.as_bytes());
}
