//! The answers to one form in a file: YAML or JSON by item, or CSV with the columns `item` and
//! `mark`, as a spreadsheet or a fillable form saves it. What belongs to whom and when is not in it.

use super::yaml::{self, Format, Skipped};
use super::{LoadedText, codes, nearest};
use crate::diag::{Code, Finding, Place};
use crate::domain::id::Id;
use crate::domain::instrument::entry::{EntryRefusal, Marks, fitting, read_answer};
use crate::domain::instrument::{Instrument, Line, ScaleKind};
use crate::domain::record::ratings::Answer;
use crate::text::{FieldPath, Range};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// What a file says.
#[derive(Clone, Debug, Default)]
pub struct AnswersFile {
    /// The answers.
    pub marks: Marks,
    /// The items that it names, those left empty among them.
    pub named: HashSet<Id>,
    /// What was said besides.
    pub comment: Option<String>,
    /// Attendance in per cent.
    pub attendance_percent: Option<f64>,
}

/// What a file says, every fault of it, and its text for drawing them.
pub fn read(
    file: &Arc<str>,
    text: String,
    instrument: &Instrument,
) -> (AnswersFile, Vec<Finding>, LoadedText) {
    let mut reader = Reader {
        file,
        instrument,
        lines: instrument.lines(),
        read: AnswersFile::default(),
        findings: Vec::new(),
    };
    let skipped = if is_sheet(file, &text) {
        reader.sheet(&text);
        Skipped::default()
    } else {
        reader.by_item(&text)
    };
    let Reader { read, findings, .. } = reader;
    let loaded = LoadedText { name: Arc::clone(file), text, format: Format::Yaml, skipped };
    (read, findings, loaded)
}

/// A file with `marks` and what else a form may say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    #[serde(default)]
    instrument: Option<Id>,
    #[serde(default)]
    comment: Option<String>,
    #[serde(default)]
    attendance_percent: Option<f64>,
    marks: BTreeMap<Id, Option<Answer>>,
}

fn is_sheet(file: &str, text: &str) -> bool {
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let ends = file.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("csv"));
    ends || first.trim().to_lowercase().starts_with("item,")
}

struct Reader<'r> {
    file: &'r Arc<str>,
    instrument: &'r Instrument,
    lines: Vec<Line<'r>>,
    read: AnswersFile,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn by_item(&mut self, text: &str) -> Skipped {
        let begins =
            |line: &str| line.starts_with("marks:") || line.trim_start().starts_with("\"marks\"");
        let is_whole = text.trim_start_matches('\u{feff}').lines().any(begins)
            || text.contains("{\"marks\"")
            || text.contains(",\"marks\"");
        if is_whole {
            let read = yaml::read::<Whole>(self.file, text);
            self.findings.extend(read.findings);
            if let Some(whole) = read.value {
                self.is_this_form(whole.instrument.as_ref());
                self.read.comment = whole.comment;
                self.read.attendance_percent = whole.attendance_percent;
                self.take_all(whole.marks, &FieldPath::from("marks"));
            }
            return read.skipped;
        }
        let read = yaml::read::<BTreeMap<Id, Option<Answer>>>(self.file, text);
        self.findings.extend(read.findings);
        self.take_all(read.value.unwrap_or_default(), &FieldPath::default());
        read.skipped
    }

    fn is_this_form(&mut self, said: Option<&Id>) {
        let Some(said) = said.filter(|said| **said != self.instrument.id) else { return };
        let finding = Finding::error(
            codes::WRONG_VALUE,
            format!("these are answers to ‹{said}›, and not to ‹{}›", self.instrument.id),
            Place::field(Arc::clone(self.file), FieldPath::from("instrument")),
        );
        self.findings.push(finding.help("name the questionnaire that was filled in"));
    }

    fn take_all(&mut self, marks: BTreeMap<Id, Option<Answer>>, above: &FieldPath) {
        let strangers = marks.keys().filter(|id| self.instrument.item(id).is_none()).count();
        if strangers > 1 && strangers == marks.len() {
            self.findings.push(self.another_form());
            return;
        }
        for (id, answer) in marks {
            let path = above.clone().key(id.as_str());
            let value = Place::field(Arc::clone(self.file), path.clone());
            let key = Place::key(Arc::clone(self.file), path);
            self.take(&id, key, value, |line| {
                answer.map_or(Ok(None), |answer| fitted(line, answer))
            });
        }
    }

    fn another_form(&self) -> Finding {
        Finding::error(
            codes::UNKNOWN_KEY,
            format!("none of these is an item of ‹{}›", self.instrument.id),
            Place::file(Arc::clone(self.file)),
        )
        .help(format!(
            "is it another questionnaire? `lm instrument show {}` lists its items",
            self.instrument.id
        ))
    }

    /// Keeps the answer to an item.
    fn take(
        &mut self,
        id: &Id,
        key: Place,
        value: Place,
        answer: impl FnOnce(&Line<'_>) -> Result<Option<Answer>, EntryRefusal>,
    ) {
        let Some(line) = self.lines.iter().find(|line| line.item.id == *id) else {
            let near = nearest::did_you_mean(id.as_str(), &self.instrument.item_ids());
            let help = near.unwrap_or_else(|| {
                format!("`lm instrument show {}` lists its items", self.instrument.id)
            });
            let message = format!("‹{}› has no item ‹{id}›", self.instrument.id);
            self.add(codes::UNKNOWN_KEY, message, key, help);
            return;
        };
        if !self.read.named.insert(id.clone()) {
            let message = format!("‹{id}› is here for the second time");
            self.add(
                codes::DUPLICATE_KEY,
                message,
                key,
                "which of the two stands on the form?".to_owned(),
            );
            return;
        }
        match answer(line) {
            Ok(answer) => drop(answer.map(|answer| self.read.marks.insert(id.clone(), answer))),
            Err(refusal) => {
                let refusal = refusal.of(line);
                self.add(codes::WRONG_VALUE, refusal.message, value, refusal.help);
            }
        }
    }

    fn add(&mut self, code: Code, message: String, place: Place, help: String) {
        self.findings.push(Finding::error(code, message, place).help(help));
    }

    fn sheet(&mut self, text: &str) {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let offset = text.len() - body.len();
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .flexible(true)
            .from_reader(body.as_bytes());
        let heading = reader.headers().cloned().unwrap_or_default();
        let column =
            |name: &str| heading.iter().position(|column| column.eq_ignore_ascii_case(name));
        let (Some(item), Some(mark)) = (column("item"), column("mark")) else {
            let place = Place::bytes(Arc::clone(self.file), line_at(text, offset));
            self.add(
                codes::NOT_CSV,
                "the first line does not name the columns `item` and `mark`".to_owned(),
                place,
                "write item,mark as the first line, with a comma between".to_owned(),
            );
            return;
        };
        for record in reader.records() {
            let Ok(record) = record else {
                let place = Place::file(Arc::clone(self.file));
                self.add(
                    codes::NOT_CSV,
                    "a line of it cannot be read".to_owned(),
                    place,
                    "save it again as CSV with commas".to_owned(),
                );
                return;
            };
            let at = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
            let place = Place::bytes(Arc::clone(self.file), line_at(text, at + offset));
            let cell = |at: usize| record.get(at).unwrap_or_default().to_owned();
            let (name, typed) = (cell(item), cell(mark));
            match Id::new(&name) {
                Ok(id) => {
                    self.take(&id, place.clone(), place, |line| read_answer(line.scale, &typed));
                }
                Err(_) => self.add(
                    codes::UNKNOWN_KEY,
                    format!("‹{name}› is no item of ‹{}›", self.instrument.id),
                    place,
                    format!("`lm instrument show {}` lists its items", self.instrument.id),
                ),
            }
        }
    }
}

/// An answer as YAML has it, which may be written as people type it: `4/8`, `x`.
fn fitted(line: &Line<'_>, answer: Answer) -> Result<Option<Answer>, EntryRefusal> {
    let scale = line.scale;
    match (scale.kind, answer) {
        (_, Answer::Text(typed)) => read_answer(scale, &typed),
        (ScaleKind::Text | ScaleKind::Choice | ScaleKind::Tick, Answer::Mark(mark)) => {
            read_answer(scale, &mark.to_string())
        }
        (ScaleKind::Text, Answer::Tick(ticked)) => {
            read_answer(scale, if ticked { "yes" } else { "no" })
        }
        (_, answer) => fitting(scale, answer).map(Some),
    }
}

/// The line that begins at or behind this byte.
fn line_at(text: &str, at: usize) -> Range {
    let at = at.min(text.len());
    let start = at + text[at..].len() - text[at..].trim_start_matches(['\r', '\n']).len();
    let end = text[start..].find(['\r', '\n']).map_or(text.len(), |length| start + length);
    Range::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Places;
    use crate::store::instruments::shipped;
    use crate::text::Source;

    fn told(form: &str, name: &str, text: &str) -> Vec<String> {
        let instruments = shipped();
        let instrument = instruments.get(&Id::new(form).expect("an id")).expect("it is shipped");
        let (read, findings, loaded) = read(&Arc::from(name), text.to_owned(), instrument);
        let texts = [loaded];
        let mut places = Places::new(&texts);
        let faults = findings.into_iter().map(|finding| {
            let found = places.locate(finding);
            let line = Source::new("a", text).position(found.primary.range.start).line;
            format!("{line} {}: {}", found.code, found.message)
        });
        let mut told: Vec<String> = faults.collect();
        if told.is_empty() {
            let marks = read.marks.iter().map(|(id, answer)| format!("{id}={answer:?}"));
            told.extend(marks);
        }
        told
    }

    #[test]
    fn answers_are_read_by_item_from_each_kind_of_file() {
        let expected = [
            "attend=Tick(true)",
            "informed=Text(\"yes\")",
            "suggestions=Text(\"none, thank you\")",
            "talk=Tick(false)",
        ];
        for (name, text) in [
            (
                "a.yaml",
                "attend: true\ninformed: \"yes\"\nsuggestions: none, thank you\ntalk: false\npunctual:\n",
            ),
            (
                "a.yaml",
                "instrument: exit-parent\nmarks:\n  attend: x\n  informed: 1\n  talk: .\n  suggestions: none, thank you\n",
            ),
            (
                "a.json",
                "{\"attend\": true, \"informed\": \"yes\", \"suggestions\": \"none, thank you\", \"talk\": false, \"punctual\": null}",
            ),
            (
                "a.csv",
                "item,mark\nattend,x\ninformed,yes\nsuggestions,\"none, thank you\"\ntalk,.\npunctual,\n",
            ),
            (
                "standard input",
                "Item,Words,Mark\r\nattend,be in school,x\r\ninformed,,1\r\nsuggestions,,\"none, thank you\"\r\ntalk,,0\r\n",
            ),
        ] {
            assert_eq!(told("exit-parent", name, text), expected, "{text}");
        }
        assert_eq!(
            told("self-esteem", "a.yaml", "temper: 4/8\nstressed: { now: 1, hoped: 9 }\n"),
            ["stressed=Pair { now: 1, hoped: 9 }", "temper=Pair { now: 4, hoped: 8 }"]
        );
    }

    #[test]
    fn what_is_no_answer_is_told_with_its_line() {
        for (form, name, text, expected) in [
            (
                "staff-rating",
                "a.yaml",
                "starts-tasks: 1\ncompletes-tasks: 7\n",
                "2 wrong-value: item 2, “completes tasks”: ‹7› is not on the scale",
            ),
            (
                "staff-rating",
                "a.yaml",
                "starts-tasks: 1\ntemper: 2\n",
                "2 unknown-key: ‹staff-rating› has no item ‹temper›",
            ),
            (
                "staff-rating",
                "a.yaml",
                "temper: 1\nstressed: 2\n",
                "1 unknown-key: none of these is an item of ‹staff-rating›",
            ),
            (
                "staff-rating",
                "a.yaml",
                "instrument: self-esteem\nmarks: { starts-tasks: 1 }\n",
                "1 wrong-value: these are answers to ‹self-esteem›, and not to ‹staff-rating›",
            ),
            (
                "staff-rating",
                "a.csv",
                "item,mark\nstarts-tasks,1\nstarts-tasks,2\n",
                "3 duplicate-key: ‹starts-tasks› is here for the second time",
            ),
            (
                "staff-rating",
                "a.csv",
                "item;mark\nstarts-tasks;1\n",
                "1 not-csv: the first line does not name the columns `item` and `mark`",
            ),
            (
                "staff-rating",
                "a.csv",
                "item,mark\nstart-tasks,5\n",
                "2 unknown-key: ‹staff-rating› has no item ‹start-tasks›",
            ),
            (
                "staff-rating",
                "a.csv",
                "item,mark\n\nstarts-tasks,5\n",
                "3 wrong-value: item 1, “starts tasks”: ‹5› is not on the scale",
            ),
            (
                "self-esteem",
                "a.yaml",
                "temper: 4\n",
                "1 wrong-value: item 2, “controlling my temper”: this is another kind of answer than the item asks for",
            ),
        ] {
            assert_eq!(told(form, name, text), [expected], "{text}");
        }
    }
}
