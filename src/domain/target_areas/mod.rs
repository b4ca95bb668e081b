//! Areas in which a target may help, each with the marks and tallies that point to it. Advice, never
//! a decision: which target is set is for pupil and mentor. Source: domain §4, item 5; features D12,
//! D16, E21.
//!
//! A line is low when its mark lies in the worse third of its scale. Of an observation, the columns
//! that are not wanted and have the most ticks count. Where a pupil wants to be much further than
//! now, that counts too.

mod evidence;

pub use evidence::{Evidence, Line, LineKind, Source};

use crate::domain::case::is_open_target;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::instrument::Instruments;
use crate::domain::record::Case;
use crate::domain::record::plan::Target;
use evidence::sources;

/// An area in which a target may help.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetArea<'a> {
    /// What it is about.
    pub about: About<'a>,
    /// What points to it, one entry a completed form, newest first.
    pub evidence: Vec<Evidence<'a>>,
    /// Forms that ask about it and do not point to it.
    pub otherwise: Vec<Otherwise<'a>>,
    /// Whether a target works on it already.
    pub cover: Cover<'a>,
    /// The profile names it as a barrier.
    pub in_profile: bool,
}

/// What an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About<'a> {
    /// A barrier, by its code.
    Barrier(&'a Id),
    /// A section of a form whose lines name no barrier: the form's title and the section's.
    Section(&'a str, &'a str),
}

/// A completed form that asks about an area and does not point to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Otherwise<'a> {
    /// The form.
    pub source: Source<'a>,
    /// The mean of its lines about the area, 0 to 100, more is better; `None` for tallies.
    pub percent: Option<f64>,
}

/// Whether an open target works on an area.
#[derive(Clone, Debug, PartialEq)]
pub enum Cover<'a> {
    /// These open targets name it.
    Targets(Vec<&'a Target>),
    /// The plan in force names it, but none of its open targets does.
    PlanOnly,
    /// Nothing does.
    Nothing,
}

impl TargetArea<'_> {
    /// Whether an open target works on it.
    pub fn is_covered(&self) -> bool {
        matches!(self.cover, Cover::Targets(_))
    }

    /// How many lines point to it.
    pub fn lines(&self) -> usize {
        self.evidence.iter().map(|evidence| evidence.lines.len()).sum()
    }
}

/// The areas to which the latest forms of each person point: first those without a target, then
/// those on which most forms agree.
pub fn target_areas<'a>(
    case: &'a Case,
    instruments: &'a Instruments,
    on: Date,
) -> Vec<TargetArea<'a>> {
    let sources = sources(&case.ratings.ratings, instruments, on);
    let found: Vec<_> = sources.iter().map(|source| (source, evidence::areas(source))).collect();
    let mut names: Vec<About<'a>> = Vec::new();
    for (about, asked) in found.iter().flat_map(|(_, areas)| areas) {
        if !asked.low.is_empty() && !names.contains(about) {
            names.push(*about);
        }
    }
    let mut areas: Vec<TargetArea<'a>> = Vec::new();
    for about in names {
        let (mut evidence, mut otherwise) = (Vec::new(), Vec::new());
        for (source, asked) in &found {
            let Some((_, asked)) = asked.iter().find(|(name, _)| *name == about) else { continue };
            if asked.low.is_empty() {
                otherwise.push(Otherwise { source: **source, percent: asked.percent() });
            } else {
                evidence.push(Evidence { source: **source, lines: asked.low.clone() });
            }
        }
        areas.push(TargetArea {
            about,
            evidence,
            otherwise,
            cover: cover(case, about, on),
            in_profile: is_in_profile(case, about),
        });
    }
    areas.sort_by_key(|area| {
        let (sources, lines) = (area.evidence.len(), area.lines());
        (area.is_covered(), std::cmp::Reverse((sources, lines)))
    });
    areas
}

fn cover<'a>(case: &'a Case, about: About<'_>, on: Date) -> Cover<'a> {
    let (About::Barrier(code), Some(plan)) = (about, case.plan_in_force(on)) else {
        return Cover::Nothing;
    };
    let open = plan.targets.iter().filter(|target| is_open_target(target, on));
    let targets: Vec<&Target> =
        open.filter(|target| target.barrier.as_ref() == Some(code)).collect();
    if !targets.is_empty() {
        Cover::Targets(targets)
    } else if plan.barriers.contains(code) {
        Cover::PlanOnly
    } else {
        Cover::Nothing
    }
}

fn is_in_profile(case: &Case, about: About<'_>) -> bool {
    let profile = case.referral.as_ref().and_then(|file| file.profile.as_ref());
    match about {
        About::Barrier(code) => profile.is_some_and(|profile| profile.barriers.contains(code)),
        About::Section(..) => false,
    }
}

#[cfg(test)]
mod tests;
