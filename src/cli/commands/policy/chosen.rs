//! Which policy somebody means: a preset, the one in force on a day, or a file.

use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::cli::records;
use crate::diag::Severity;
use crate::domain::date::Date;
use crate::domain::policy::Policy;
use crate::store::{SchoolParts, codes, disk, nearest, policies};
use std::path::Path;
use std::sync::Arc;

/// A policy, and what to call it.
pub(super) struct Chosen {
    /// The preset's name, or the file's.
    pub(super) name: String,
    /// The policy, preset and choices together.
    pub(super) policy: Policy,
}

/// The policy that is named; without a name, the one in force today.
///
/// # Errors
///
/// When there is none, or it has faults.
pub(super) fn choose(name: Option<&str>, call: &Call<'_, '_>) -> Result<Chosen, CommandError> {
    let Some(name) = name else { return in_force(call.today, call) };
    if let Some(policy) = policies::preset(name) {
        return Ok(Chosen { name: name.to_owned(), policy });
    }
    if let Ok(day) = name.parse::<Date>() {
        return in_force(day, call);
    }
    if Path::new(name).extension().is_some_and(|ending| ending == "toml") {
        return in_file(name, call);
    }
    let error = CommandError::usage(format!("there is no policy `{name}`"));
    Err(match nearest::did_you_mean(name, &policies::preset_names()) {
        Some(near) => error.hint(near),
        None => error.hint(super::hint(call)),
    })
}

fn in_force(day: Date, call: &Call<'_, '_>) -> Result<Chosen, CommandError> {
    let folder = records::folder(call)?;
    let school = records::school(&folder, SchoolParts::Core)?;
    let version = school.policies.version_in_force(day).ok_or_else(|| {
        CommandError::cannot("the school has no policy yet")
            .hint("make one under policy/, or run lm init")
    })?;
    Ok(Chosen { name: format!("policy/{}.toml", version.from), policy: version.policy.clone() })
}

fn in_file(name: &str, call: &Call<'_, '_>) -> Result<Chosen, CommandError> {
    let path = call.world.here.join(name);
    let unreadable = || CommandError::cannot(format!("`{name}` cannot be read"));
    let folder = path.parent().ok_or_else(unreadable)?;
    let file = path.file_name().and_then(|file| file.to_str()).ok_or_else(unreadable)?;
    let bytes = disk::read_file(folder, file)
        .map_err(|finding| unreadable().because(finding.message.replace(['‹', '›'], "")))?;
    let text = String::from_utf8(bytes).map_err(|_| unreadable().because("it is not text"))?;
    let file: Arc<str> = name.into();
    let read = policies::read(&file, &text);
    // Contradictions are for `policy check` to tell; they do not keep a policy from being read.
    let wrong = read.findings.iter().find(|finding| {
        finding.severity == Severity::Error && finding.code != codes::POLICY_CONTRADICTION
    });
    match (read.value, wrong) {
        (Some(policy), None) => Ok(Chosen { name: name.to_owned(), policy }),
        (_, finding) => {
            let error = CommandError::cannot(format!("`{name}` has a fault"));
            Err(match finding {
                Some(finding) => error.because(finding.message.replace(['‹', '›'], "")),
                None => error,
            })
        }
    }
}
