//! Nothing that a record says reaches a log: every value of whole schools is replaced by a word that
//! occurs nowhere else, and no format may print it where `CI` is set.

use crate::support::{self, lm_with};
use lm::cli::world::Environment;
use serde_yaml::{Mapping, Value};
use std::fs;
use std::path::{Path, PathBuf};

/// Capital, space and all: no id, no choice, no date, no number.
const CANARY: &str = "Zaphod Canary";
/// The same as a number.
const NUMBER: i64 = 918_273_645;

const FORMATS: &[&str] = &["human", "concise", "json", "github", "sarif", "junit"];

/// Which values are replaced; the others let the checks get as far as they can.
#[derive(Clone, Copy, Debug)]
enum Which {
    Everything,
    Numbers,
    FreeText,
    Keys,
    /// Every so-manieth text, beginning with this one.
    Some(usize),
}

/// Replaces values in a record.
struct Poison {
    which: Which,
    seen: usize,
}

impl Poison {
    fn record(&mut self, value: Value) -> Value {
        match value {
            Value::String(text) => {
                self.seen += 1;
                let hit = match self.which {
                    Which::Everything => true,
                    Which::FreeText => text.contains(' '),
                    Which::Some(first) => self.seen % 5 == first,
                    Which::Numbers | Which::Keys => false,
                };
                if hit { CANARY.into() } else { Value::String(text) }
            }
            Value::Number(_) if matches!(self.which, Which::Everything | Which::Numbers) => {
                NUMBER.into()
            }
            Value::Sequence(list) => {
                Value::Sequence(list.into_iter().map(|value| self.record(value)).collect())
            }
            Value::Mapping(map) => {
                let mut poisoned: Mapping =
                    map.into_iter().map(|(key, value)| (key, self.record(value))).collect();
                if matches!(self.which, Which::Keys) {
                    poisoned.insert(CANARY.into(), CANARY.into());
                }
                Value::Mapping(poisoned)
            }
            other => other,
        }
    }

    /// Every second text between quotation marks.
    fn settings(&self, text: &str) -> String {
        let quoted = text.split('"').enumerate().map(|(at, part)| {
            let hit = match self.which {
                Which::Everything => true,
                Which::FreeText => part.contains(' '),
                Which::Some(first) => at / 2 % 5 == first,
                Which::Numbers | Which::Keys => false,
            };
            if at % 2 == 1 && hit { CANARY } else { part }
        });
        quoted.collect::<Vec<_>>().join("\"")
    }

    fn sheet(&self, text: &str) -> String {
        let mut lines = text.lines();
        let heading = lines.next().unwrap_or_default();
        let rows = lines.map(|line| match self.which {
            Which::Everything => vec![CANARY; line.split(',').count()].join(","),
            _ => line.to_owned(),
        });
        std::iter::once(heading.to_owned()).chain(rows).collect::<Vec<_>>().join("\n")
    }

    fn file(&mut self, name: &str, text: &str) -> String {
        match name.rsplit('.').next() {
            Some("yaml") => {
                let value: Value = serde_yaml::from_str(text).expect("the examples are in order");
                serde_yaml::to_string(&self.record(value)).expect("a record")
            }
            // Settings that cannot be read at all would silence the checks of the cases.
            Some("toml") if matches!(self.which, Which::Numbers | Which::Keys) => text.to_owned(),
            Some("toml") => self.settings(text),
            Some("csv") => self.sheet(text),
            _ => text.to_owned(),
        }
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// So many mentees of a school are enough: they have every kind of file between them.
const MENTEES: usize = 3;

fn poisoned(school: &Path, which: Which, with_settings: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut poison = Poison { which, seen: 0 };
    let mentees = support::folders_in(school.join("mentees"));
    let left_out = |file: &Path| {
        mentees.iter().skip(MENTEES).any(|id| file.starts_with(school.join("mentees").join(id)))
    };
    for file in files_below(school).iter().filter(|file| !left_out(file)) {
        let below = file.strip_prefix(school).expect("it is below");
        let to = folder.path().join(below);
        fs::create_dir_all(to.parent().expect("a parent")).expect("a folder");
        // A picture has no texts to poison.
        let Ok(text) = fs::read_to_string(file) else { continue };
        let name = below.to_string_lossy();
        let keep = !with_settings && name.ends_with(".toml");
        fs::write(to, if keep { text } else { poison.file(&name, &text) }).expect("written");
    }
    let stray = format!("mentees/{CANARY}.txt");
    fs::write(folder.path().join(stray), CANARY).expect("written");
    folder
}

fn assert_silent(folder: &Path, what: &str) {
    let ci = Environment { ci: true, ..Environment::default() };
    for format in FORMATS {
        let line = ["check", "--level", "advice", "--format", format];
        let shown = lm_with(folder, &line, "", &ci);
        assert!(!shown.contains("\nno faults in"), "{what}: nothing was found");
        let number = NUMBER.to_string();
        let told = shown.lines().find(|line| {
            let line = line.to_lowercase();
            line.contains("zaphod") || line.contains("canary") || line.contains(&number)
        });
        assert!(told.is_none(), "{what} as {format} tells: {}", told.unwrap_or_default());
    }
}

#[test]
fn no_value_of_a_record_is_printed_in_ci() {
    let mut ways = vec![Which::Everything, Which::Numbers, Which::FreeText, Which::Keys];
    ways.extend((0..5).map(Which::Some));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records");
    let schools = support::folders_in(&root);
    std::thread::scope(|scope| {
        for (number, way) in ways.into_iter().enumerate() {
            let school = &schools[number % schools.len()];
            let path = root.join(school);
            scope.spawn(move || {
                let folder = poisoned(&path, way, number % 2 == 0);
                assert_silent(folder.path(), &format!("{school}, {way:?}"));
            });
        }
    });
}
