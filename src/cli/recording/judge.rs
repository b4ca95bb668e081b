//! Whether a change makes the records worse: the checks look at them as they would be, and only
//! what they did not say before counts.

use crate::check::{self, Selection};
use crate::cli::call::Call;
use crate::cli::faults;
use crate::cli::outcome::CommandError;
use crate::diag::{Diagnostic, Severity};
use crate::store::Folder;
use crate::store::change::Proposal;
use std::collections::HashMap;

/// Why a change is refused: the faults that it would bring.
pub struct Refused {
    faults: Vec<Diagnostic>,
}

impl Refused {
    /// The line (counted from 1) of the first fault in this file.
    pub fn first_line_in(&self, file: &str) -> Option<usize> {
        let here = self.faults.iter().filter(|fault| &*fault.primary.file == file);
        let lines = here.filter_map(|fault| Some(fault.primary.extent()?.0.line));
        lines.min()
    }
}

impl From<Refused> for CommandError {
    fn from(_: Refused) -> Self {
        Self::refused("nothing was written: the record would have a fault")
            .hint("mend what is said above and try again")
    }
}

/// Draws what is newly wrong. Errors of the codes in `leaves_open` only say what is to be written
/// next and are no reason to refuse; warnings of those in `said` are not said once more.
///
/// # Errors
///
/// When there is an error among it.
pub fn judge(
    folder: &Folder,
    proposal: &Proposal,
    selection: &Selection,
    [leaves_open, said]: [&[&str]; 2],
    call: &mut Call<'_, '_>,
) -> Result<(), Refused> {
    let counts = |fault: &Diagnostic| fault.severity <= Severity::Warning;
    let mut after = check::run(&folder.as_if(proposal.texts()), selection).diagnostics;
    after.retain(counts);
    if after.is_empty() {
        return Ok(());
    }
    let mut before = check::run(folder, selection).diagnostics;
    before.retain(counts);
    // First what is the same to the word, so that of two alike the old one is known again.
    drop_known(&mut after, &mut before, |fault| {
        format!("{}\n{}", sign(fault), fault.primary.label)
    });
    drop_known(&mut after, &mut before, sign);
    after.retain(|fault| fault.severity == Severity::Error || !said.contains(&fault.code.0));
    if after.is_empty() {
        return Ok(());
    }
    let is_left_open = |fault: &Diagnostic| leaves_open.contains(&fault.code.0);
    let refuses = |fault: &Diagnostic| fault.severity == Severity::Error && !is_left_open(fault);
    let has_errors = after.iter().any(refuses);
    // What is only still to be written is said by the next command.
    after.retain(|fault| if has_errors { refuses(fault) } else { !is_left_open(fault) });
    if after.is_empty() {
        return Ok(());
    }
    if has_errors || !call.globals.quiet {
        faults::draw_aside(&after, call);
    }
    if has_errors {
        return Err(Refused { faults: after });
    }
    Ok(())
}

/// Drops from both what they have in common.
fn drop_known(
    after: &mut Vec<Diagnostic>,
    before: &mut Vec<Diagnostic>,
    sign: impl Fn(&Diagnostic) -> String,
) {
    let mut known: HashMap<String, usize> = HashMap::new();
    for fault in before.iter() {
        *known.entry(sign(fault)).or_default() += 1;
    }
    let mut found: HashMap<String, usize> = HashMap::new();
    after.retain(|fault| {
        let sign = sign(fault);
        let left = known.get_mut(&sign).filter(|left| **left > 0);
        let is_known = left.map(|left| *left -= 1).is_some();
        if is_known {
            *found.entry(sign).or_default() += 1;
        }
        !is_known
    });
    before.retain(|fault| match found.get_mut(&sign(fault)) {
        Some(dropped) if *dropped > 0 => {
            *dropped -= 1;
            false
        }
        _ => true,
    });
}

/// What tells a fault from others wherever its lines have moved to.
fn sign(fault: &Diagnostic) -> String {
    format!("{}\n{}\n{}", fault.primary.file, fault.code, fault.message)
}
