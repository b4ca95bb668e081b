//! The shipped instruments, and a school's own under `instruments/`: a file with a shipped name
//! replaces it. What answers are worth is the domain's.

mod faults;
#[cfg(test)]
mod tests;

use super::faults::Faults;
use super::school_loader::{LoadedSchool, keep};
use super::yaml::{Format, Read, from_tree};
use super::{laid_out, toml_text};
use crate::domain::instrument::{Instrument, Instruments};
use crate::embedded;
use faults::faults_of;
use std::sync::Arc;

/// Every shipped instrument.
pub fn shipped() -> Instruments {
    let read = laid_out::instruments().filter_map(|(name, tree)| {
        from_tree::<Instrument>(&tree, Faults::new(&Arc::from(name))).value
    });
    Instruments(read.map(|instrument| (instrument.id.clone(), instrument)).collect())
}

/// The text of the shipped instrument of this id.
pub fn shipped_text(id: &str) -> Option<&'static str> {
    let is_it = |path: &str| path.strip_suffix(".toml") == Some(id);
    embedded::INSTRUMENTS.iter().find(|(path, _)| is_it(path)).map(|(_, text)| *text)
}

/// An instrument from its file, with every fault of it.
pub fn read(file: &Arc<str>, text: &str) -> Read<Instrument> {
    let mut read: Read<Instrument> = toml_text::read(file, text);
    if let Some(instrument) = &read.value {
        read.findings.extend(faults_of(file, instrument));
    }
    read
}

/// The shipped instruments and, over them, the school's own. One of the school's with a fault in it
/// still replaces the shipped one as far as it can be read.
pub(super) fn load(files: Vec<(Arc<str>, String)>, loaded: &mut LoadedSchool) -> Instruments {
    let mut instruments = shipped();
    for (name, text) in files {
        let read = read(&name, &text);
        if let Some(instrument) = keep(read, name, text, Format::Toml, loaded) {
            instruments.0.insert(instrument.id.clone(), instrument);
        }
    }
    instruments
}
