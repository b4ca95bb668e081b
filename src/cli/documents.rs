//! What the commands that make documents share: the engine with the school's templates, the case
//! as a whole, and the document in the format that was asked for.

use super::arguments::Format;
use super::call::Call;
use super::json;
use super::outcome::{CommandError, Exit};
use crate::diag::Severity;
use crate::document::model::Doc;
use crate::document::{Engine, SchoolTemplate, TemplateFault, html, markdown, plain};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::record::settings::Settings;
use crate::domain::record::{Case, RecordKind};
use crate::domain::year_group::YearGroup;
use crate::store::{Folder, School};
use serde::Serialize;

/// Columns of a document in plain text.
const PAGE: usize = 72;
/// The same, for a page on its long side.
const LONG_SIDE: usize = 110;

/// The engine with the school's templates over ours. Faults of templates that are not asked for
/// are said as talk.
///
/// # Errors
///
/// When a template cannot be read from the disk.
pub fn engine(
    folder: &Folder,
    call: &mut Call<'_, '_>,
) -> Result<(Engine, Vec<TemplateFault>), CommandError> {
    let (texts, findings) = folder.templates();
    for finding in findings {
        if finding.severity == Severity::Error {
            return Err(CommandError::cannot(format!("{} cannot be read", finding.place.file))
                .because(without_marks(&finding.message)));
        }
        call.say(&format!("{}: {}", finding.place.file, without_marks(&finding.message)));
    }
    let templates: Vec<SchoolTemplate> = texts
        .into_iter()
        .map(|text| SchoolTemplate { name: text.name, file: text.file, text: text.text })
        .collect();
    let (engine, faults) = Engine::new(&templates);
    for unsafe_use in engine.unsafe_uses() {
        call.say(&format!(
            "warning: {}:{}: `safe` lets the words of a record be taken for markup",
            unsafe_use.template, unsafe_use.place.line
        ));
    }
    Ok((engine, faults))
}

/// The names of all letters, ours and the school's.
pub fn letter_names(engine: &Engine) -> Vec<&str> {
    let paths = engine.templates("letters").into_iter();
    paths.filter_map(|path| path.strip_prefix("letters/")?.strip_suffix(".md")).collect()
}

/// A template that cannot be used, as the end of the command.
pub fn unusable(fault: &TemplateFault) -> CommandError {
    let place = fault.place.map_or_else(String::new, |place| format!(", line {}", place.line));
    let mut error = CommandError::cannot(in_quotes(&fault.message));
    error = error.because(format!("in {}{place}", fault.template));
    if !fault.excerpt.is_empty() {
        error = error.because(format!("it says: {}", fault.excerpt.trim()));
    }
    error.hint(in_quotes(&fault.help))
}

/// All of a case.
///
/// # Errors
///
/// When a file of it has a fault: a document could then say what is not so.
pub fn whole_case(folder: &Folder, school: &School, id: &Id) -> Result<Case, CommandError> {
    let loaded = school.load_case(folder, id, &RecordKind::ALL);
    let fault = loaded.findings.iter().find(|finding| finding.severity == Severity::Error);
    match fault {
        None => Ok(loaded.case),
        Some(finding) => Err(CommandError::refused("the records of this mentee have faults")
            .because(format!("{}: {}", finding.place.file, without_marks(&finding.message)))
            .hint(format!("see where and what to do with: lm check {id}"))),
    }
}

/// What `lm.toml` says; a school that was loaded without faults has it.
///
/// # Errors
///
/// Never in practice.
pub fn settings(school: &School) -> Result<&Settings, CommandError> {
    school.settings.as_ref().ok_or_else(|| CommandError::cannot("lm.toml cannot be read"))
}

/// The pupil, year and case, so that nobody writes about the wrong one.
pub fn who(case: &Case, school: &School, on: Date) -> String {
    let year = case.year_on(on, school.nation()).map(YearGroup::label);
    let class = case.pupil().and_then(|pupil| pupil.class.clone());
    let parts: Vec<String> =
        [Some(case.name().to_owned()), year, class].into_iter().flatten().collect();
    format!("{} ({})", parts.join(", "), case.id)
}

/// Writes the report of this name (`register`) with the facts of a view; as JSON, the facts alone.
///
/// # Errors
///
/// When the school's template for it is broken.
pub fn report(
    name: &str,
    view: &impl Serialize,
    format: Format,
    folder: &Folder,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    if format == Format::Json {
        json::print(call, serde_json::to_value(view).expect("a view has text for keys"));
        return Ok(Exit::Done);
    }
    let (engine, _) = engine(folder, call)?;
    let path = format!("reports/{name}.md");
    let doc = engine.render(&path, view).map_err(|fault| unusable(&fault))?;
    call.out.extend_from_slice(written(&doc, format).as_bytes());
    Ok(Exit::Done)
}

/// The document as text of this format.
pub fn written(doc: &Doc, format: Format) -> String {
    match format {
        Format::Html => html::write(doc),
        Format::Markdown => markdown::write(doc),
        _ if doc.meta.landscape => plain::write(doc, LONG_SIDE),
        _ => plain::write(doc, PAGE),
    }
}

/// The ending of a file in this format.
pub fn ending(format: Format) -> &'static str {
    match format {
        Format::Html => "html",
        Format::Markdown => "md",
        _ => "txt",
    }
}

/// A message with the words of a record between quotation marks.
pub fn in_quotes(message: &str) -> String {
    message.replace('‹', "“").replace('›', "”")
}

fn without_marks(message: &str) -> String {
    message.replace(['‹', '›'], "")
}
