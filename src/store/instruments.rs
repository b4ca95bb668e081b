//! The shipped instruments, and a school's own under `instruments/`: a file with a shipped name
//! replaces it. What answers are worth is the domain's.

use super::school_loader::{LoadedSchool, keep};
use super::yaml::{Format, Read};
use super::{codes, toml_text};
use crate::diag::{Finding, Place};
use crate::domain::instrument::{Better, Instrument, Instruments, Item, Scale, ScaleKind};
use crate::embedded;
use crate::text::FieldPath;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

/// Every shipped instrument.
pub fn shipped() -> Instruments {
    let read = embedded::INSTRUMENTS
        .iter()
        .filter_map(|(path, text)| toml_text::read::<Instrument>(&Arc::from(*path), text).value);
    Instruments(read.map(|instrument| (instrument.id.clone(), instrument)).collect())
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

/// What is wrong with an instrument that can be read: names that stand twice, answers that could
/// not be counted.
fn faults_of(file: &Arc<str>, instrument: &Instrument) -> Vec<Finding> {
    let mut faults = InstrumentFaults { file, found: Vec::new() };
    faults.name(instrument);
    faults.own_scale(&FieldPath::from("scale"), &instrument.scale);
    let (mut sections, mut items) = (HashSet::new(), HashSet::new());
    for (at, section) in instrument.sections.iter().enumerate() {
        let path = FieldPath::from("sections").item(at);
        if !sections.insert(&section.id) {
            faults.twice(&path, section.id.as_str());
        }
        if let Some(scale) = &section.scale {
            faults.own_scale(&path.clone().key("scale"), scale);
        }
        for (at, item) in section.items.iter().enumerate() {
            let path = path.clone().key("items").item(at);
            if !items.insert(&item.id) {
                faults.twice(&path, item.id.as_str());
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use crate::text::Source;

    const TOP: &str = "id = \"mood\"\nversion = 1\ntitle = \"Mood\"\nrespondents = [\"pupil\"]\n";

    fn told(body: &str) -> Vec<String> {
        let file: Arc<str> = "instruments/mood.toml".into();
        let text = format!("{TOP}{body}");
        let mut loaded = LoadedSchool::default();
        load(vec![(Arc::clone(&file), text.clone())], &mut loaded);
        let mut places = crate::store::Places::new(&loaded.texts);
        let lines = loaded.findings.into_iter().map(|finding| {
            let found = places.locate(finding);
            let at = Source::new("a", text.as_str()).position(found.primary.range.start);
            format!("{}:{} {}: {}", at.line, at.column, found.code, found.message)
        });
        lines.collect()
    }

    fn section(scale: &str, items: &str) -> String {
        format!("[scale]\n{scale}\n[[sections]]\nid = \"a\"\ntitle = \"A\"\nitems = [{items}]\n")
    }

    const ONE: &str = "{ id = \"x\", text = \"x\" }";
    const SOUND: &str = "kind = \"rating\"\nfrom = 1\nto = 4\nbetter = \"low\"";

    #[test]
    fn every_shipped_instrument_is_sound() {
        for (path, text) in embedded::INSTRUMENTS {
            assert_eq!(read(&Arc::from(*path), text).findings, [], "{path}");
        }
        assert_eq!(shipped().0.len(), embedded::INSTRUMENTS.len());
    }

    #[test]
    fn a_schools_own_file_joins_the_shipped_ones_or_replaces_one() {
        let own = format!("{TOP}{}", section(SOUND, ONE));
        let replacing = own.replace("\"mood\"", "\"self-esteem\"");
        let files = vec![
            (Arc::from("instruments/mood.toml"), own),
            (Arc::from("instruments/self-esteem.toml"), replacing),
        ];
        let mut loaded = LoadedSchool::default();
        let instruments = load(files, &mut loaded);
        assert_eq!(loaded.findings, []);
        assert_eq!(instruments.0.len(), embedded::INSTRUMENTS.len() + 1);
        let title = |id: &str| {
            let found = instruments.get(&Id::new(id).expect("an id"));
            found.map(|instrument| instrument.title.clone())
        };
        assert_eq!(title("self-esteem").as_deref(), Some("Mood"));
        assert_eq!(title("mood").as_deref(), Some("Mood"));
        assert!(instruments.ids().contains(&"staff-rating"));
    }

    #[test]
    fn an_instrument_that_could_not_be_counted_is_told_where() {
        let rows = [
            (section(SOUND, ONE), vec![]),
            (
                section("kind = \"rating\"\nfrom = 1\nbetter = \"low\"", ONE),
                vec!["5:2 missing-key: this scale has no `to`"],
            ),
            (
                section("kind = \"rating\"\nfrom = 4\nto = 1\nbetter = \"low\"", ONE),
                vec!["7:8 wrong-value: the lowest mark, 4, is not below the highest, 1"],
            ),
            (
                section("kind = \"frequency\"\nfrom = 0\nto = 2", ONE),
                vec!["12:17 missing-key: nothing says which mark is better for ‹x›"],
            ),
            (section("kind = \"text\"", ONE), vec![]),
            (
                section("kind = \"choice\"", ONE),
                vec!["5:2 missing-key: this scale has no `options`"],
            ),
            (
                section("kind = \"tally\"", ONE),
                vec!["5:2 missing-key: this scale has no `intervals`"],
            ),
            (
                section(SOUND, &format!("{ONE}, {ONE}")),
                vec!["13:43 duplicate-entry: ‹x› is here for the second time"],
            ),
        ];
        for (body, expected) in rows {
            assert_eq!(told(&body), expected, "{body}");
        }
    }

    #[test]
    fn an_instrument_is_called_like_its_file() {
        let text = format!("{TOP}{}", section(SOUND, ONE)).replace("\"mood\"", "\"moods\"");
        let found = read(&Arc::from("instruments/mood.toml"), &text).findings;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "the instrument is called ‹moods›, but its file mood.toml");
    }
}
