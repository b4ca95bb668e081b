//! The JSON Schemas of every file of a records folder, made from the types that read them, so that
//! an editor completes and checks what the program will accept.

use crate::domain::calendar::Calendar;
use crate::domain::instrument::Instrument;
use crate::domain::plain_words::PlainWordsFile;
use crate::domain::policy::Policy;
use crate::domain::record::RecordKind;
use crate::domain::record::activities::ActivitiesFile;
use crate::domain::record::contacts::ContactsFile;
use crate::domain::record::group::GroupFile;
use crate::domain::record::plan::PlanFile;
use crate::domain::record::ratings::RatingsFile;
use crate::domain::record::referral::ReferralFile;
use crate::domain::record::reviews::ReviewsFile;
use crate::domain::record::sessions::SessionsFile;
use crate::domain::record::settings::Settings;
use crate::domain::record::staff::StaffFile;
use crate::domain::record::tracking::TrackingFile;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// Where `lm` keeps the schemas in a records folder; hidden, for editors only.
pub const SCHEMA_FOLDER: &str = ".lm/schema";

/// Makes the schema of one kind of file.
type Maker = fn() -> Value;

/// Every schema: the word that names it, and how it is made.
const MAKERS: &[(&str, Maker)] = &[
    ("settings", make::<Settings>),
    ("policy", make::<Policy>),
    ("calendar", make::<Calendar>),
    ("instrument", make::<Instrument>),
    ("referral", make::<ReferralFile>),
    ("ratings", make::<RatingsFile>),
    ("plan", make::<PlanFile>),
    ("sessions", make::<SessionsFile>),
    ("contacts", make::<ContactsFile>),
    ("reviews", make::<ReviewsFile>),
    ("tracking", make::<TrackingFile>),
    ("group", make::<GroupFile>),
    ("activities", make::<ActivitiesFile>),
    ("staff", make::<StaffFile>),
    ("plain-words", make::<PlainWordsFile>),
];

/// The words that name schemas, in the order of the process.
pub fn schema_names() -> impl Iterator<Item = &'static str> {
    MAKERS.iter().map(|(name, _)| *name)
}

/// The schema of this name.
pub fn schema(name: &str) -> Option<Value> {
    let (title, make) = MAKERS.iter().find(|(known, _)| *known == name)?;
    let mut schema = make();
    schema["title"] = Value::from(*title);
    Some(schema)
}

/// The schema's file name.
pub fn schema_file(name: &str) -> String {
    format!("{name}.schema.json")
}

/// The text of a schema's file.
pub fn schema_text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// The first line of a record: it tells an editor where the schema is.
pub fn schema_comment(kind: RecordKind) -> String {
    let name = kind.file_name().trim_end_matches(".yaml");
    format!("# yaml-language-server: $schema=../../{SCHEMA_FOLDER}/{}", schema_file(name))
}

/// The schema of a type.
pub(super) fn make<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07();
    settings.into_generator().into_root_schema_for::<T>().to_value()
}
