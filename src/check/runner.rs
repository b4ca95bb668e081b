//! Runs every check over a records folder: cases in parallel, each read, judged and let go of, so
//! that memory does not grow with the archive.

use super::{ALL, CaseDigest, CaseView, Finder, SavedPlans, Selection, allow};
use crate::diag::{Diagnostic, Finding, Spot};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::store::{Folder, LoadedCase, LoadedText, Places, School, SchoolParts, for_each_case};
use std::sync::Arc;

/// What came of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// Every fault, by file and place in it.
    pub diagnostics: Vec<Diagnostic>,
    /// The cases that were looked at, sorted.
    pub cases: Vec<Id>,
    /// How many files were read, of those asked about.
    pub files: usize,
    /// Which of them are the school's and no case's, sorted.
    pub school_files: Vec<Arc<str>>,
    /// How many faults were accepted by an `allow` comment.
    pub allowed: usize,
}

/// Runs every check, and reports what it says about the selected files.
pub fn run(folder: &Folder, selection: &Selection) -> Report {
    run_against(folder, selection, &SavedPlans::default())
}

/// As [`run`], and compares the plans with those that were saved last.
pub fn run_against(folder: &Folder, selection: &Selection, saved: &SavedPlans) -> Report {
    let loaded = folder.load_school(SchoolParts::All);
    let school = &loaded.school;
    let mut report = Report::default();
    let mut digests = Vec::new();
    let mut findings = loaded.findings;
    for part in for_each_case(&school.cases, |id| {
        if selection.touches(id) {
            judge_case(folder, school, id, selection, saved)
        } else {
            only_digest(folder, id)
        }
    }) {
        report.diagnostics.extend(part.diagnostics);
        report.files += part.files;
        report.allowed += count_covered(&part.accepted, selection);
        findings.extend(part.open);
        digests.extend(part.digest);
    }
    report.cases = school.cases.iter().filter(|id| selection.touches(id)).cloned().collect();
    let names = loaded.texts.iter().map(|text| Arc::clone(&text.name));
    report.school_files = names.filter(|file| selection.covers(file)).collect();
    report.school_files.sort();
    report.files += report.school_files.len();

    for check in ALL {
        match check.finder {
            Finder::School(find) | Finder::Both(find, _) => find(school, &mut findings),
            Finder::Across(find) => find(school, &digests, &mut findings),
            _ => {}
        }
    }
    findings.retain(|finding| selection.covers(&finding.place.file));
    finish(folder, &loaded.texts, findings, selection, &mut report);
    report.diagnostics.retain(|fault| selection.covers(&fault.primary.file));
    sort(&mut report.diagnostics);
    report
}

fn count_covered(files: &[Arc<str>], selection: &Selection) -> usize {
    files.iter().filter(|file| selection.covers(file)).count()
}

/// What came of one case.
#[derive(Default)]
struct CasePart {
    diagnostics: Vec<Diagnostic>,
    digest: Option<CaseDigest>,
    files: usize,
    /// The file of every accepted fault.
    accepted: Vec<Arc<str>>,
    /// Complaints that hold unless comparing cases says otherwise.
    open: Vec<Finding>,
}

/// Of a case that nobody asked about only what the others are compared with.
fn only_digest(folder: &Folder, id: &Id) -> CasePart {
    let loaded = folder.load_case(id, &[RecordKind::Referral]);
    CasePart { digest: CaseDigest::of(&loaded.case), ..CasePart::default() }
}

fn judge_case(
    folder: &Folder,
    school: &School,
    id: &Id,
    selection: &Selection,
    saved: &SavedPlans,
) -> CasePart {
    let loaded = folder.load_case(id, &RecordKind::ALL);
    let LoadedCase { case, present, mut findings, texts } = loaded;
    let damaged = damaged(id, &present, &findings);
    let view = CaseView::new(&case, school, &present, &damaged).against(saved);
    for check in ALL {
        if let Finder::Case(find) | Finder::Both(_, find) = check.finder {
            find(&view, &mut findings);
        }
    }
    let mut part = CasePart {
        digest: CaseDigest::of(&case),
        files: texts.iter().filter(|text| selection.covers(&text.name)).count(),
        ..CasePart::default()
    };
    if findings.is_empty() && !texts.iter().any(allow::is_in) {
        return part;
    }
    let mut places = Places::new(&texts);
    let mut diagnostics: Vec<Diagnostic> =
        findings.into_iter().map(|finding| places.locate(finding)).collect();
    let outcome = allow::apply(&texts, &mut diagnostics);
    diagnostics.extend(outcome.complaints.into_iter().map(|finding| places.locate(finding)));
    part.diagnostics = diagnostics;
    part.accepted = outcome.accepted;
    part.open = outcome.open;
    part
}

/// The files of a case of which something could not be read.
fn damaged(id: &Id, present: &[RecordKind], findings: &[Finding]) -> Vec<RecordKind> {
    let is_damaged = |kind: &RecordKind| {
        let name = crate::store::case_file(id, *kind);
        findings.iter().any(|finding| finding.place.file == name)
    };
    if findings.is_empty() {
        Vec::new()
    } else {
        present.iter().copied().filter(is_damaged).collect()
    }
}

/// Settles what was found outside the cases. A fault that lies in a case's file (found by
/// comparing cases) is looked up in that file, which is read again: such faults are rare.
fn finish(
    folder: &Folder,
    texts: &[LoadedText],
    findings: Vec<Finding>,
    selection: &Selection,
    report: &mut Report,
) {
    let mut reread = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let places = findings.iter().flat_map(|finding| {
        std::iter::once(&finding.place).chain(finding.related.iter().map(|(place, _)| place))
    });
    for place in places {
        if let Some(id) = case_of(&place.file)
            && seen.insert(id.clone())
        {
            reread.extend(folder.load_case(&id, &RecordKind::ALL).texts);
        }
    }
    let mut all: Vec<LoadedText> = texts.to_vec();
    all.extend(reread);
    let mut places = Places::new(&all);
    let mut diagnostics: Vec<Diagnostic> =
        findings.into_iter().map(|finding| places.locate(finding)).collect();
    let outcome = allow::apply(&all, &mut diagnostics);
    // What an `allow` in a case's file lacks was already said with that case; and a complaint that
    // was left open falls when the comparison needed the `allow`.
    diagnostics.retain(|fault| {
        !outcome.needed.iter().any(|place| {
            fault.code == super::unused_allow::CHECK.code
                && place.file == fault.primary.file
                && place.spot == Spot::Bytes(fault.primary.range)
        })
    });
    let of_the_school = |complaint: &Finding| case_of(&complaint.place.file).is_none();
    let complaints = outcome.complaints.into_iter().filter(of_the_school);
    diagnostics.extend(complaints.map(|finding| places.locate(finding)));
    report.allowed += count_covered(&outcome.accepted, selection);
    report.diagnostics.extend(diagnostics);
}

fn case_of(file: &str) -> Option<Id> {
    let id = file.strip_prefix("mentees/")?.split('/').next()?;
    Id::new(id).ok()
}

fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|left, right| {
        (&left.primary.file, left.primary.range, left.severity, left.code, &left.message).cmp(&(
            &right.primary.file,
            right.primary.range,
            right.severity,
            right.code,
            &right.message,
        ))
    });
}
