//! What is wrong with an instrument that can be read: names that stand twice, answers that could
//! not be counted, figures that cannot be.

use crate::diag::{Finding, Place};
use crate::domain::instrument::{Better, Instrument, Item, Scale, ScaleKind, Section};
use crate::store::codes;
use crate::text::FieldPath;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

/// Every fault, in the order of the file.
pub(super) fn faults_of(file: &Arc<str>, instrument: &Instrument) -> Vec<Finding> {
    let mut faults = InstrumentFaults { file, found: Vec::new() };
    faults.name(instrument);
    faults.words(FieldPath::from("title"), &instrument.title);
    faults.figures(instrument);
    faults.own_scale(&FieldPath::from("scale"), &instrument.scale);
    let (mut sections, mut items) = (HashSet::new(), HashSet::new());
    for (at, section) in instrument.sections.iter().enumerate() {
        let path = FieldPath::from("sections").item(at);
        if !sections.insert(&section.id) {
            faults.twice(&path, section.id.as_str());
        }
        faults.is_asked(&path, section);
        if let Some(scale) = &section.scale {
            faults.own_scale(&path.clone().key("scale"), scale);
        }
        for (at, item) in section.items.iter().enumerate() {
            let path = path.clone().key("items").item(at);
            if !items.insert(&item.id) {
                faults.twice(&path, item.id.as_str());
            }
            faults.words(path.clone().key("text"), &item.text);
            if let Some(scale) = &item.scale {
                faults.own_scale(&path.clone().key("scale"), scale);
            }
            let scale = instrument.scale_of(section, item);
            faults.direction(&path, scale, item);
        }
    }
    faults.found
}

struct InstrumentFaults<'f> {
    file: &'f Arc<str>,
    found: Vec<Finding>,
}

impl InstrumentFaults<'_> {
    fn add(&mut self, finding: Finding) {
        self.found.push(finding);
    }

    fn place(&self, path: FieldPath) -> Place {
        Place::field(Arc::clone(self.file), path)
    }

    fn name(&mut self, instrument: &Instrument) {
        let stem = Path::new(&**self.file).file_stem().unwrap_or_default().to_string_lossy();
        if instrument.id == *stem {
            return;
        }
        let finding = Finding::error(
            codes::WRONG_VALUE,
            format!("the instrument is called ‹{}›, but its file {stem}.toml", instrument.id),
            self.place(FieldPath::from("id")),
        );
        self.add(finding.help("give the two the same name"));
    }

    fn twice(&mut self, entry: &FieldPath, id: &str) {
        let finding = Finding::error(
            codes::DUPLICATE_ENTRY,
            format!("‹{id}› is here for the second time"),
            self.place(entry.clone().key("id")),
        );
        self.add(finding.help("give every item an id of its own: records name items by it"));
    }

    fn words(&mut self, path: FieldPath, words: &str) {
        if words.trim().is_empty() {
            let finding =
                Finding::error(codes::WRONG_VALUE, "there are no words here", self.place(path));
            self.add(finding.help("write what the form prints here"));
        }
    }

    fn is_asked(&mut self, path: &FieldPath, section: &Section) {
        if section.items.is_empty() {
            let finding = Finding::error(
                codes::WRONG_VALUE,
                "this section asks nothing",
                self.place(path.clone().key("items")),
            );
            self.add(finding.help("write its items, or take the section out"));
        }
    }

    /// Figures that no form and no study can have.
    fn figures(&mut self, instrument: &Instrument) {
        let statistics = instrument.statistics.as_ref();
        let spread = statistics.map(|one| one.standard_deviation);
        let reliability = statistics.map(|one| one.reliability);
        let share = instrument.missing.at_most_percent;
        let no_sections = instrument.sections.is_empty();
        let at = |table: &str, key: &str| FieldPath::from(table).key(key);
        for (is_wrong, path, what, help) in [
            (
                no_sections,
                FieldPath::from("sections"),
                "this questionnaire asks nothing",
                "write at least one section with an item",
            ),
            (
                !(0.0..=100.0).contains(&share),
                at("missing", "at_most_percent"),
                "this share is below 0 or above 100",
                "write how many items in a hundred may be left empty",
            ),
            (
                spread.is_some_and(|spread| spread <= 0.0 || !spread.is_finite()),
                at("statistics", "standard_deviation"),
                "a spread is always above 0",
                "write the standard deviation that the source prints, or take the figures out",
            ),
            (
                reliability.is_some_and(|one| !(0.0..=1.0).contains(&one)),
                at("statistics", "reliability"),
                "a reliability is between 0 and 1",
                "write the coefficient that the source prints, or take the figures out",
            ),
        ] {
            if is_wrong {
                let finding = Finding::error(codes::WRONG_VALUE, what, self.place(path));
                self.add(finding.help(help));
            }
        }
    }

    /// Words beside a mark that the scale does not have.
    fn labels(&mut self, path: &FieldPath, scale: &Scale) {
        let (Some(low), Some(high)) = (scale.from, scale.to) else { return };
        if low >= high {
            return;
        }
        for mark in scale.labels.keys() {
            if mark.parse::<i64>().is_ok_and(|mark| low <= mark && mark <= high) {
                continue;
            }
            let finding = Finding::error(
                codes::WRONG_VALUE,
                format!("‹{mark}› is no mark of this scale"),
                // A key that somebody chose is a value, and the way to a field is always shown.
                Place::key(Arc::clone(self.file), path.clone().key("labels")),
            );
            self.add(finding.help(format!("the marks are whole numbers from {low} to {high}")));
        }
    }

    /// What a scale needs for itself, whoever uses it.
    fn own_scale(&mut self, path: &FieldPath, scale: &Scale) {
        let counts = is_counted(scale);
        if let (true, Some(low), Some(high)) = (counts, scale.from, scale.to)
            && low >= high
        {
            let finding = Finding::error(
                codes::WRONG_VALUE,
                format!("the lowest mark, {low}, is not below the highest, {high}"),
                self.place(path.clone().key("from")),
            );
            self.add(finding.help("write the lowest as `from` and the highest as `to`"));
        }
        for (key, missing, help) in [
            ("from", counts && scale.from.is_none(), "say which mark is the lowest"),
            ("to", counts && scale.to.is_none(), "say which mark is the highest"),
            (
                "intervals",
                scale.kind == ScaleKind::Tally && scale.intervals.is_none(),
                "say in how many intervals the observer counts, for example `intervals = 6`",
            ),
            (
                "options",
                scale.kind == ScaleKind::Choice && scale.options.is_empty(),
                "list the answers, for example `{ id = \"yes\", label = \"yes\" }`",
            ),
        ] {
            if missing {
                let finding = Finding::error(
                    codes::MISSING_KEY,
                    format!("this scale has no `{key}`"),
                    self.place(path.clone()),
                );
                self.add(finding.help(help));
            }
        }
        self.labels(path, scale);
        if scale.intervals == Some(0) {
            let finding = Finding::error(
                codes::WRONG_VALUE,
                "nothing can be counted in no interval",
                self.place(path.clone().key("intervals")),
            );
            self.add(finding.help("write in how many intervals the observer counts"));
        }
        let mut options = HashSet::new();
        for (at, option) in scale.options.iter().enumerate() {
            if !options.insert(&option.id) {
                self.twice(&path.clone().key("options").item(at), option.id.as_str());
            }
        }
    }

    /// An item that is counted must say which end is better.
    fn direction(&mut self, path: &FieldPath, scale: &Scale, item: &Item) {
        let said = item.better.or(scale.better);
        if is_counted(scale) && !item.not_in_total && matches!(said, None | Some(Better::Neither)) {
            let finding = Finding::error(
                codes::MISSING_KEY,
                format!("nothing says which mark is better for ‹{}›", item.id),
                self.place(path.clone().key("id")),
            );
            self.add(finding.help(
                "write `better = \"high\"` or `better = \"low\"` in the scale or the item, or \
                 `not_in_total = true`",
            ));
        }
    }
}

fn is_counted(scale: &Scale) -> bool {
    matches!(scale.kind, ScaleKind::Rating | ScaleKind::Paired | ScaleKind::Frequency)
}
