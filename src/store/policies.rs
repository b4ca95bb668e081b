//! The shipped presets, and a school's `policy/<date>.toml` over one of them. What a policy means
//! is the domain's; whether a case keeps to it is checked elsewhere.

mod overlay;
#[cfg(test)]
mod tests;

use super::faults::Faults;
use super::nearest::did_you_mean;
use super::school_loader::{LoadedSchool, keep};
use super::yaml::tree::{Node, Tree, Value};
use super::yaml::{Format, Read, Skipped, from_tree};
use super::{codes, laid_out, toml_text};
use crate::diag::{Finding, Place};
use crate::domain::date::Date;
use crate::domain::policy::{Policy, PolicyShelf, PolicyVersion, contradictions};
use crate::embedded;
use crate::text::{FieldPath, Range};
use std::path::Path;
use std::sync::Arc;

/// The names of the shipped presets, in the order of the alphabet.
pub fn preset_names() -> Vec<&'static str> {
    embedded::POLICIES.iter().filter_map(|(path, _)| path.strip_suffix(".toml")).collect()
}

/// The text of a shipped preset.
pub fn preset_text(name: &str) -> Option<&'static str> {
    let found =
        embedded::POLICIES.iter().find(|(path, _)| path.strip_suffix(".toml") == Some(name))?;
    Some(found.1)
}

/// A shipped preset.
pub fn preset(name: &str) -> Option<Policy> {
    from_tree(&laid_out::preset(name)?, Faults::new(&Arc::from(name))).value
}

/// A school's policy, with its preset under it, and every fault of the file: of reading it, an
/// unknown preset, rules that contradict each other. What cannot be read is as in the preset.
pub fn read(file: &Arc<str>, text: &str) -> Read<Policy> {
    let mut read = read_without(file, text, &Skipped::default());
    if !read.skipped.is_empty() {
        read.value = read_without(file, text, &read.skipped).value;
    }
    if let Some(policy) = &read.value {
        read.findings.extend(unknown_preset(file, policy, &read.findings));
        read.findings.extend(clashes(file, text, policy));
    }
    read
}

fn read_without(file: &Arc<str>, text: &str, skipped: &Skipped) -> Read<Policy> {
    toml_text::read_over(file, text, |tree, faults| {
        let name = tree.root.entry("preset").and_then(|entry| entry.value.scalar());
        match name.and_then(laid_out::preset) {
            Some(preset) => overlay::overlay(tree, preset, skipped, faults),
            None => tree,
        }
    })
}

/// Every version of a school's policy, from its policy files.
pub(super) fn load_shelf(files: Vec<(Arc<str>, String)>, loaded: &mut LoadedSchool) -> PolicyShelf {
    let mut versions = Vec::new();
    for (name, text) in files {
        let read = read(&name, &text);
        let policy = keep(read, Arc::clone(&name), text, Format::Toml, loaded);
        let Some(policy) = policy else { continue };
        let from = first_day(&name, &policy, &mut loaded.findings);
        versions.extend(from.map(|from| PolicyVersion { from, policy }));
    }
    PolicyShelf::new(versions)
}

/// The day from which a policy is in force: its file's name says so, and the text says so too.
fn first_day(file: &Arc<str>, policy: &Policy, findings: &mut Vec<Finding>) -> Option<Date> {
    let stem = Path::new(&**file).file_stem()?.to_string_lossy();
    let said = policy.effective_from;
    let Ok(named) = stem.parse::<Date>() else {
        findings.push(
            Finding::error(
                codes::WRONG_VALUE,
                "a policy file has the day from which it is in force for its name",
                Place::file(Arc::clone(file)),
            )
            .help(match said {
                Some(day) => format!("rename it to {day}.toml"),
                None => "rename it, for example to 2026-09-01.toml".to_owned(),
            }),
        );
        return said;
    };
    if said.is_none() {
        findings.push(
            Finding::error(
                codes::MISSING_KEY,
                "`effective_from` is missing",
                Place::file(Arc::clone(file)),
            )
            .help(format!("write `effective_from = {named}` near the top")),
        );
    } else if said != Some(named) {
        findings.push(
            Finding::error(
                codes::WRONG_VALUE,
                format!("this day is not the one in the file's name, {named}"),
                Place::field(Arc::clone(file), FieldPath::from("effective_from")),
            )
            .help("make the two the same: cases are judged by the policy of the day"),
        );
    }
    Some(named)
}

fn unknown_preset(file: &Arc<str>, policy: &Policy, before: &[Finding]) -> Option<Finding> {
    let Some(name) = &policy.preset else {
        let is_told = before.iter().any(|finding| finding.message.contains("`preset`"));
        return (!is_told).then(|| {
            Finding::error(
                codes::MISSING_KEY,
                "`preset` is missing",
                Place::file(Arc::clone(file)),
            )
            .help("name the programme on which the policy rests, for example `preset = \"cluster\"`")
        });
    };
    let known = preset_names();
    if known.contains(&name.as_str()) {
        return None;
    }
    let finding = Finding::error(
        codes::UNKNOWN_CHOICE,
        format!("‹{name}› is not one of the programmes that a policy can rest on"),
        Place::field(Arc::clone(file), FieldPath::from("preset")),
    );
    let help = did_you_mean(name.as_str(), &known);
    Some(finding.help(help.unwrap_or_else(|| "`lm policy show` lists them".to_owned())))
}

/// The contradictions of a policy, each at what the school wrote of it.
fn clashes(file: &Arc<str>, text: &str, policy: &Policy) -> Vec<Finding> {
    let clashes = contradictions(policy);
    if clashes.is_empty() {
        return Vec::new();
    }
    let tree = toml_text::parse(text, &mut Faults::new(file));
    let written = |key: &str| {
        tree.as_ref().and_then(|tree| Some(Place::bytes(Arc::clone(file), place_of(tree, key)?)))
    };
    clashes
        .into_iter()
        .map(|clash| {
            let (here, there) = (written(&clash.key), written(&clash.other));
            let place = here.clone().or_else(|| there.clone());
            let place = place.unwrap_or_else(|| Place::file(Arc::clone(file)));
            let mut finding =
                Finding::error(codes::POLICY_CONTRADICTION, clash.what, place).help(clash.help);
            if let (Some(_), Some(there)) = (here, there) {
                finding = finding.see_also(there, "clashes with this");
            }
            finding
        })
        .collect()
}

/// Where a dotted key stands in a file; entries of a list stand by their id.
fn place_of(tree: &Tree<'_>, key: &str) -> Option<Range> {
    let mut found = None;
    let mut here = &tree.root;
    for part in key.split('.') {
        let (range, next) = match &here.value {
            Value::Map(_) => {
                let entry = here.entry(part)?;
                (entry.key.range, &entry.value)
            }
            Value::List(entries) => {
                let is_it = |entry: &&Node<'_>| {
                    entry.entry("id").and_then(|id| id.value.scalar()) == Some(part)
                };
                let entry = entries.iter().find(is_it)?;
                (entry.marked(None, tree.text), entry)
            }
            Value::Scalar { .. } => return None,
        };
        found = Some(range);
        here = next;
    }
    found
}
