//! The questionnaires that there are, and the one that somebody names.

use super::call::Call;
use super::outcome::CommandError;
use super::records;
use crate::diag::Severity;
use crate::domain::id::Id;
use crate::domain::instrument::{Instrument, Instruments};
use crate::domain::person::folded;
use crate::domain::policy::Policy;
use crate::store::{Folder, SchoolParts, instruments, nearest, policies};

/// The questionnaires that there are.
pub struct Shelf {
    /// All of them.
    pub instruments: Instruments,
    /// The records folder, if there is one.
    pub folder: Option<Folder>,
    /// Those of which the school has a file.
    own: Vec<Id>,
    /// The school's policy in force.
    policy: Option<Policy>,
}

impl Shelf {
    /// Those that come with `lm`, and the school's own where there is a records folder.
    ///
    /// # Errors
    ///
    /// When a records folder was named that is not there.
    pub fn new(call: &mut Call<'_, '_>) -> Result<Self, CommandError> {
        let is_named = call.globals.records.is_some() || call.world.environment.records.is_some();
        let folder = match records::folder(call) {
            Ok(folder) => folder,
            Err(error) if is_named => return Err(error),
            Err(_) => {
                let instruments = instruments::shipped();
                return Ok(Self { instruments, folder: None, own: Vec::new(), policy: None });
            }
        };
        let loaded = folder.load_school(SchoolParts::WithInstruments);
        let has_fault = loaded.findings.iter().any(|finding| {
            finding.severity == Severity::Error && finding.place.file.starts_with("instruments/")
        });
        if has_fault {
            call.say("a questionnaire of your own has a fault: see lm instrument check");
        }
        let (files, _) = folder.files_in("instruments", "toml");
        let stems = files
            .iter()
            .filter_map(|file| file.strip_prefix("instruments/")?.strip_suffix(".toml"));
        Ok(Self {
            own: stems.filter_map(|stem| Id::new(stem).ok()).collect(),
            policy: loaded.school.policies.in_force(call.today).cloned(),
            instruments: loaded.school.instruments,
            folder: Some(folder),
        })
    }

    /// Where a questionnaire comes from.
    pub fn origin(&self, id: &Id) -> &'static str {
        match (self.own.contains(id), instruments::shipped_text(id.as_str()).is_some()) {
            (true, true) => "your own, for lm's",
            (true, false) => "your own",
            (false, _) => "lm",
        }
    }

    /// Which policies use a questionnaire: the presets, and `yours`.
    pub fn used_by(&self, id: &Id) -> Vec<String> {
        let names =
            |policy: &Policy| policy.questionnaires.iter().any(|line| line.instrument == *id);
        let presets = policies::preset_names().into_iter();
        let mut found: Vec<String> = presets
            .filter(|preset| policies::preset(preset).is_some_and(|policy| names(&policy)))
            .map(str::to_owned)
            .collect();
        if self.policy.as_ref().is_some_and(names) {
            found.insert(0, "yours".to_owned());
        }
        found
    }
}

/// The questionnaire that somebody names by its id or its title.
///
/// # Errors
///
/// When there is none; the nearest are named.
pub fn named<'i>(
    instruments: &'i Instruments,
    written: &str,
) -> Result<&'i Instrument, CommandError> {
    let by_id = Id::new(written.trim()).ok().and_then(|id| instruments.get(&id));
    let wanted = folded(written);
    let by_title = || instruments.0.values().find(|one| folded(&one.title) == wanted);
    by_id.or_else(by_title).ok_or_else(|| {
        let error = CommandError::usage(format!("there is no questionnaire `{written}`"));
        let hint = nearest::did_you_mean(written, &instruments.ids())
            .unwrap_or_else(|| "`lm instrument list` shows every one".to_owned());
        error.hint(hint)
    })
}
