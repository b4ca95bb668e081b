//! `lm report case`.

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{documents, records};
use crate::document::view::{CaseReportView, Sources};
use crate::store::SchoolParts;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The mentee: case id or name
    mentee: String,
    /// With restricted entries and safeguarding pointers, for those who may see them
    #[arg(long)]
    restricted: bool,
}

pub(super) fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format = call.format(&[Format::Text, Format::Markdown, Format::Html, Format::Json])?;
    let folder = records::folder(call)?;
    let school = records::school(&folder, SchoolParts::WithInstruments)?;
    let settings = documents::settings(&school)?;
    let id = records::mentee(&folder, &school, &arguments.mentee)?;
    let case = documents::whole_case(&folder, &school, &id)?;
    let sources = Sources { case: &case, settings, policies: &school.policies, today: call.today };
    call.say(&documents::who(&case, &school, call.today));
    let view = CaseReportView::of(
        &sources,
        &school.instruments,
        &school.school_days(),
        arguments.restricted,
    );
    documents::report("case", &view, format, &folder, call)
}
