//! The files of a new records folder: the school, its policy, its calendar, the schemas for
//! editors, and what git must know.

use super::fields::{Field, Kind, fields_of};
use super::{NewFile, Unsound, toml_lines};
use crate::domain::calendar::{Calendar, school_year_start};
use crate::domain::date::Date;
use crate::domain::policy::{Question, explain};
use crate::domain::record::settings::Settings;
use crate::store::yaml::Read;
use crate::store::{CALENDAR_FILE, SETTINGS_FILE, policies, schemas, toml_text};
use serde::Serialize;
use serde_json::{Map, Value};
use std::fmt::Write as _;
use std::sync::Arc;

/// What is known of a school that begins to keep records.
#[derive(Clone, Debug)]
pub struct NewSchool {
    /// The school and its staff.
    pub settings: Settings,
    /// The shipped programme on which its policy rests.
    pub preset: String,
    /// The first day of its policy.
    pub policy_from: Date,
    /// Answers to what the programme leaves open: the dotted key, and the answer as it was given.
    pub answers: Vec<(String, String)>,
    /// Its terms, as far as they are known.
    pub calendar: Calendar,
}

/// Every file of the new folder; `lm.toml`, which makes it a records folder, is the last.
///
/// # Errors
///
/// When a text would not be read as it is meant, for example because an answer does not fit its
/// question.
pub fn school_files(school: &NewSchool) -> Result<Vec<NewFile>, Unsound> {
    let mut files = vec![
        NewFile { path: ".gitignore".to_owned(), text: GIT_IGNORE.to_owned(), may_exist: true },
        NewFile {
            path: ".gitattributes".to_owned(),
            text: GIT_ATTRIBUTES.to_owned(),
            may_exist: true,
        },
    ];
    for name in schemas::schema_names() {
        let schema = schemas::schema(name).expect("the name comes from the list");
        let path = format!("{}/{}", schemas::SCHEMA_FOLDER, schemas::schema_file(name));
        files.push(NewFile { path, text: schemas::schema_text(&schema), may_exist: true });
    }
    for (path, text) in [
        (CALENDAR_FILE.to_owned(), calendar(school)?),
        (format!("policy/{}.toml", school.policy_from), policy(school)?),
        (SETTINGS_FILE.to_owned(), settings(school)?),
    ] {
        files.push(NewFile { path, text, may_exist: false });
    }
    Ok(files)
}

/// The line of `.gitignore` for what `lm` keeps beside the records while it writes, and to take its
/// last change back.
pub const IGNORED: &str = ".lm-*";

/// The line of `.gitattributes` that has `lm` put two people's changes to a record together.
pub const MERGED_BY_LM: &str = "*.yaml merge=lm";

/// The `.gitignore` of a new records folder.
pub const GIT_IGNORE: &str = "\
# What lm keeps beside the records while it writes, and to take its last change back.
.lm-*
";

/// The `.gitattributes` of a new records folder.
pub const GIT_ATTRIBUTES: &str = "\
# Git keeps every file as it is, line ends included.
* -text
# Two people's changes to a record are put together by lm; each copy is told once: lm git-setup
*.yaml merge=lm
";

fn settings(school: &NewSchool) -> Result<String, Unsound> {
    let Settings { school: about, safeguarding, staff, .. } = &school.settings;
    let mut text = String::from(
        "\
#:schema .lm/schema/settings.schema.json
# The school, and the people who appear in its records. Lines that begin with # are not read; take
# the # away to use one. After a change: lm check
",
    );
    for field in fields_of("settings") {
        let table = match &field.kind {
            Kind::Fields(fields) => Some((fields, false)),
            Kind::List(entry) => match &**entry {
                Kind::Fields(fields) => Some((fields, true)),
                _ => None,
            },
            _ => None,
        };
        let _ = write!(text, "\n# {}.\n", field.about);
        let name = &field.name;
        match (&**name, table) {
            ("school", Some((fields, _))) => {
                text += &toml_lines::table("[school]", fields, &record(about), school.policy_from);
            }
            ("safeguarding", Some((fields, _))) => {
                let known = record(safeguarding);
                text += &toml_lines::table("[safeguarding]", fields, &known, school.policy_from);
            }
            ("staff", Some((fields, _))) => {
                for member in staff {
                    text += &toml_lines::filled("[[staff]]", fields, &record(member));
                    text.push('\n');
                }
                text += "# Somebody else, with everything that can be said of them:\n";
                text += &toml_lines::example("[[staff]]", fields, school.policy_from);
            }
            (_, Some((fields, many))) => {
                let heading = if many { format!("[[{name}]]") } else { format!("[{name}]") };
                text += &toml_lines::example(&heading, fields, school.policy_from);
            }
            (_, None) => {
                let _ = writeln!(text, "# [{name}]");
            }
        }
    }
    proved(SETTINGS_FILE, &text, &school.settings)?;
    Ok(text)
}

fn record(value: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(record)) => record,
        _ => Map::new(),
    }
}

fn calendar(school: &NewSchool) -> Result<String, Unsound> {
    let nation = school.settings.school.nation;
    let mut text = format!(
        "\
#:schema .lm/schema/calendar.schema.json
# The school's terms, INSET days and closures. The bank holidays of {} are known and need
# not be listed. Lines that begin with # are not read.
",
        nation.name()
    );
    for term in &school.calendar.terms {
        let name = toml_lines::value(&Kind::Text, &Value::from(term.name.as_str()));
        let _ =
            write!(text, "\n[[terms]]\nname = {name}\nfrom = {}\nto = {}\n", term.from, term.to);
        if let Some(half) = term.half_term {
            let _ = writeln!(text, "half_term = {{ from = {}, to = {} }}", half.from, half.to);
        }
    }
    let year = school_year_start(school.policy_from, nation).year();
    text += "\n# A term looks like this. Until the terms are written here, no day is known to be a school day\n";
    text += "# or a holiday. The days below are only an example.\n";
    let _ = write!(
        text,
        "\
# [[terms]]
# name = \"Autumn {year}\"
# from = {year}-09-02
# to = {year}-12-18
# half_term = {{ from = {year}-10-26, to = {year}-10-30 }}

# A day or some days on which the school was shut:
# [[closures]]
# from = {next}-01-11
# to = {next}-01-12
# reason = \"snow\"
",
        next = year + 1
    );
    proved(CALENDAR_FILE, &text, &school.calendar)?;
    Ok(text)
}

fn proved<T: serde::de::DeserializeOwned + PartialEq>(
    file: &str,
    text: &str,
    meant: &T,
) -> Result<(), Unsound> {
    let Read { value, findings, .. } = toml_text::read::<T>(&file.into(), text);
    if findings.is_empty() && value.as_ref() == Some(meant) {
        Ok(())
    } else {
        Err(Unsound { file: file.to_owned(), findings })
    }
}

fn policy(school: &NewSchool) -> Result<String, Unsound> {
    let NewSchool { preset, policy_from, answers, .. } = school;
    let shipped = policies::preset(preset).unwrap_or_default();
    let mut text = format!(
        "\
#:schema ../.lm/schema/policy.schema.json
# The rules of the programme, in force from {day}. They are those of the
# preset named here; below stands only what this school says differently. A rule that changes later
# goes into a new file, named after the day from which it holds: every case is judged by the policy
# of its day.
#   lm policy show           every rule and its value
#   lm policy explain KEY    where a rule comes from

preset = \"{preset}\"
effective_from = {policy_from}
",
        day = policy_from.long()
    );
    let given = |question: &Question| answers.iter().find(|(key, _)| *key == question.key);
    for question in &shipped.ask {
        if let Some((key, answer)) = given(question) {
            let value = answer_value(school, question, answer)?;
            let _ = write!(text, "\n# {}\n{key} = {value}\n", question.question);
        }
    }
    text += &open_answers(shipped.ask.iter().filter(|question| given(question).is_none()));
    text += &what_else(preset, &shipped.ask);
    let file: Arc<str> = format!("policy/{policy_from}.toml").into();
    let read = policies::read(&file, &text);
    let says = read.value.as_ref().map(explain::rules).unwrap_or_default();
    let as_meant = answers.iter().all(|(key, answer)| {
        explain::lookup(&says, key).is_some_and(|value| explain::in_words(value) == *answer)
    });
    if read.findings.is_empty() && as_meant {
        Ok(text)
    } else {
        Err(Unsound { file: file.to_string(), findings: read.findings })
    }
}

/// An answer as the policy writes it: words, or a number where the question is about one.
fn answer_value(school: &NewSchool, question: &Question, answer: &str) -> Result<String, Unsound> {
    let words = toml_lines::value(&Kind::Text, &Value::from(answer));
    let is_number = answer.parse::<f64>().is_ok_and(f64::is_finite);
    let ways = if is_number { vec![answer.to_owned(), words] } else { vec![words] };
    let file: Arc<str> = "policy".into();
    let mut findings = Vec::new();
    for value in ways {
        let text = format!(
            "preset = \"{}\"\neffective_from = {}\n{} = {value}\n",
            school.preset, school.policy_from, question.key
        );
        findings = policies::read(&file, &text).findings;
        if findings.is_empty() {
            return Ok(value);
        }
    }
    Err(Unsound { file: question.key.clone(), findings })
}

fn open_answers<'q>(open: impl Iterator<Item = &'q Question>) -> String {
    let mut text = String::new();
    for question in open {
        if text.is_empty() {
            text += "\n# Still open. The programme can run before these are answered; take the # in front of the key\n# away and write the answer behind the =.\n";
        }
        let _ = write!(text, "#\n# {}\n", question.question);
        if !question.why.is_empty() {
            let _ = writeln!(text, "# {}.", question.why);
        }
        let _ = writeln!(text, "# {} =", question.key);
    }
    text
}

/// The single rules that a school can set, with what the preset says.
fn what_else(preset: &str, asked: &[Question]) -> String {
    let rules = policies::preset(preset).map(|policy| explain::rules(&policy)).unwrap_or_default();
    let mut text = String::from(
        "\n# What else can be set, with what the preset says. Steps, criteria, bands, questionnaires and\n# reports can be changed too: lm policy show\n",
    );
    for section in fields_of("policy") {
        let Kind::Fields(fields) = &section.kind else { continue };
        // The law sets these, not the school.
        if section.name == "access" {
            continue;
        }
        let mut lines = String::new();
        for field in fields.iter().filter(|field| is_single(field)) {
            let key = format!("{}.{}", section.name, field.name);
            if !asked.iter().any(|question| question.key == key) {
                lines += &toml_lines::comment(&key, field, explain::lookup(&rules, &key));
            }
        }
        if !lines.is_empty() {
            let _ = write!(text, "#\n# {}:\n{lines}", section.about);
        }
    }
    text
}

/// Whether a rule is one value, or a short list of codes.
fn is_single(field: &Field) -> bool {
    match &field.kind {
        Kind::Fields(_) | Kind::Named(_) | Kind::Answer => false,
        Kind::List(entry) => matches!(&**entry, Kind::Code(_)),
        _ => true,
    }
}
