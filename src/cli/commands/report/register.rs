//! `lm report register`.

use crate::cli::arguments::Format;
use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::{documents, records, sheet};
use crate::diag::Severity;
use crate::document::view::RegisterView;
use crate::domain::record::{Case, RecordKind};
use crate::domain::register::Reader;
use crate::store::{Folder, School, for_each_case};
use clap::ValueEnum;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Who reads it: staff see reasons only where your policy keeps them for nobody
    #[arg(long = "for", value_enum, default_value = "coordinator")]
    reader: ReaderWord,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ReaderWord {
    /// Whoever keeps the register
    Coordinator,
    /// The staff who get it
    Staff,
}

pub(super) fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let format =
        call.format(&[Format::Text, Format::Markdown, Format::Html, Format::Csv, Format::Json])?;
    let folder = records::folder(call)?;
    let school = records::school_with_work(&folder, call)?;
    let settings = documents::settings(&school)?;
    let reader = match arguments.reader {
        ReaderWord::Coordinator => Reader::Coordinator,
        ReaderWord::Staff => Reader::Staff,
    };
    let (cases, unreadable) = read(&folder, &school);
    if !unreadable.is_empty() {
        call.say(&format!(
            "cannot be read, so perhaps missing here: {} — see: lm check",
            unreadable.join(", ")
        ));
    }
    let view = RegisterView::of(&cases, unreadable, settings, &school.policies, reader, call.today);
    if format == Format::Csv {
        call.print(&as_sheet(&view)?);
        return Ok(Exit::Done);
    }
    documents::report("register", &view, format, &folder, call)
}

/// Every case that can be read, and the ids of the others.
fn read(folder: &Folder, school: &School) -> (Vec<Case>, Vec<String>) {
    const NEEDED: [RecordKind; 5] = [
        RecordKind::Referral,
        RecordKind::Ratings,
        RecordKind::Plan,
        RecordKind::Sessions,
        RecordKind::Reviews,
    ];
    let loaded = for_each_case(&school.cases, |id| {
        let loaded = school.load_case(folder, id, &NEEDED);
        let damaged = loaded.findings.iter().any(|finding| finding.severity == Severity::Error);
        if damaged { Err(id.to_string()) } else { Ok(loaded.case) }
    });
    let (mut cases, mut unreadable) = (Vec::new(), Vec::new());
    for one in loaded {
        match one {
            Ok(case) => cases.push(case),
            Err(id) => unreadable.push(id),
        }
    }
    (cases, unreadable)
}

fn as_sheet(view: &RegisterView) -> Result<String, CommandError> {
    let rows: Vec<Vec<String>> = (view.pupils.iter())
        .map(|pupil| {
            let or_nothing = |text: &Option<String>| text.clone().unwrap_or_default();
            vec![
                pupil.case.clone(),
                pupil.name.clone(),
                or_nothing(&pupil.year),
                or_nothing(&pupil.class),
                pupil.reasons.join("; "),
                or_nothing(&pupil.mentor),
                pupil.standing.clone(),
                pupil.since.to_string(),
            ]
        })
        .collect();
    let heading = ["case", "name", "year", "class", "reasons", "mentor", "standing", "since"];
    sheet::csv(&heading, &rows)
}
