//! A questionnaire as data: its items, its scale and which end of it is better. Source: domain §4.
//! What the marks add up to stands in the modules beside this one.

mod before_after;
mod caution;
pub mod entry;
mod items;
mod naming;
mod observation;
mod printed;
mod score;
mod seen;
mod worth;

pub use before_after::{Between, Comparison, Rater, Row, Voice, comparisons, whole};
pub use caution::{Caution, JudgedChange, NotJudged};
pub use items::ItemRow;
pub use naming::name_from;
pub use observation::{Column, Observation, Seen, observation};
pub use printed::Line;
pub use score::{ItemFault, Score, faults_in_answer, score};
pub use seen::{Observed, ObservedColumn};
pub use worth::{Counted, ItemScore, item_scores};

use super::choices::{Role, choices};
use super::id::Id;
use super::year_group::KeyStage;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A questionnaire, observation sheet or self-assessment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its id; the name of its file.
    pub id: Id,
    /// Counted up when items change, so that old answers stay readable.
    pub version: u32,
    /// The title it prints.
    pub title: String,
    /// Where it comes from.
    #[serde(default)]
    pub source: Option<String>,
    /// On what terms it may be used, for an instrument that is not the school's own.
    #[serde(default)]
    pub licence: Option<String>,
    /// Who may fill it in.
    pub respondents: Vec<Role>,
    /// For pupils in these key stages; none named means all.
    #[serde(default)]
    pub key_stages: Vec<KeyStage>,
    /// What it says at the top.
    #[serde(default)]
    pub instructions: Option<String>,
    /// Whether the form asks for attendance in per cent.
    #[serde(default)]
    pub asks_attendance: bool,
    /// The scale of every item that has none of its own.
    pub scale: Scale,
    /// When a total may still be given although marks are missing.
    #[serde(default)]
    pub missing: MissingRule,
    /// Spread and reliability of the total, if known, with their source.
    #[serde(default)]
    pub statistics: Option<Statistics>,
    /// Its sections, in printed order.
    pub sections: Vec<Section>,
}

choices! {
    /// A kind of answer.
    ScaleKind {
        Rating: "rating" => "a mark on a scale",
        Paired: "paired" => "two marks: now, and where I would like to be",
        Frequency: "frequency" => "how often",
        Tally: "tally" => "a count for each interval",
        Tick: "tick" => "a tick or none",
        Choice: "choice" => "one of several answers",
        Text: "text" => "words",
    }
}

choices! {
    /// Which end of a scale is the good one.
    Better {
        Low: "low" => "a low mark is better",
        High: "high" => "a high mark is better",
        Neither: "neither" => "neither end is better",
    }
}

/// How items are answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The kind of answer.
    pub kind: ScaleKind,
    /// The lowest mark, for ratings and frequencies.
    #[serde(default)]
    pub from: Option<i64>,
    /// The highest mark.
    #[serde(default)]
    pub to: Option<i64>,
    /// Which end is better; needed for everything that is counted.
    #[serde(default)]
    pub better: Option<Better>,
    /// What single marks mean, by the mark.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// How many intervals, for a tally.
    #[serde(default)]
    pub intervals: Option<usize>,
    /// How many minutes an interval has.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// The answers there are, for a choice.
    #[serde(default)]
    pub options: Vec<AnswerOption>,
}

/// One answer of a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerOption {
    /// Its code, as a record writes it.
    pub id: Id,
    /// Its words.
    pub label: String,
}

/// When a total may still be given although marks are missing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MissingRule {
    /// At most this share of the items, in per cent; the total is then the mean of the others times
    /// the number of items.
    pub at_most_percent: f64,
}

impl Default for MissingRule {
    /// One in ten, the rule that CORE prints (coresystemtrust.org.uk).
    fn default() -> Self {
        Self { at_most_percent: 10.0 }
    }
}

/// Spread and reliability of a total.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statistics {
    /// Standard deviation of totals before the programme.
    pub standard_deviation: f64,
    /// Reliability of the total, 0 to 1.
    pub reliability: f64,
    /// From how many people.
    #[serde(default)]
    pub people: Option<u32>,
    /// Where the figures come from.
    pub source: String,
}

/// A section of an instrument.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// A short name.
    pub id: Id,
    /// The heading it prints.
    pub title: String,
    /// What its items are about: the code of a barrier. Low marks suggest a target there.
    #[serde(default)]
    pub area: Option<Id>,
    /// The scale of its items, where it differs from the instrument's.
    #[serde(default)]
    pub scale: Option<Scale>,
    /// Its items, in printed order.
    pub items: Vec<Item>,
}

/// An item of an instrument.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// A short name, as a record writes it.
    pub id: Id,
    /// The words it prints.
    pub text: String,
    /// What it is about, where that differs from the section's.
    #[serde(default)]
    pub area: Option<Id>,
    /// Its scale, where it differs from the section's.
    #[serde(default)]
    pub scale: Option<Scale>,
    /// Which end is better, where it differs from the scale's.
    #[serde(default)]
    pub better: Option<Better>,
    /// What the best mark means for this item, where the words name a problem (`10 = hardly ever`).
    #[serde(default)]
    pub reading: Option<String>,
    /// Left out of every total.
    #[serde(default)]
    pub not_in_total: bool,
    /// No longer asked; old answers stay valid.
    #[serde(default)]
    pub retired: bool,
}

impl Instrument {
    /// Every item with its section, in printed order.
    pub fn items(&self) -> impl Iterator<Item = (&Section, &Item)> {
        self.sections
            .iter()
            .flat_map(|section| section.items.iter().map(move |item| (section, item)))
    }

    /// The item of this id, with its section.
    pub fn item(&self, id: &Id) -> Option<(&Section, &Item)> {
        self.items().find(|(_, item)| item.id == *id)
    }

    /// The scale by which an item is answered.
    pub fn scale_of<'a>(&'a self, section: &'a Section, item: &'a Item) -> &'a Scale {
        item.scale.as_ref().or(section.scale.as_ref()).unwrap_or(&self.scale)
    }

    /// Which end is better for an item.
    pub fn better(&self, section: &Section, item: &Item) -> Better {
        item.better.or(self.scale_of(section, item).better).unwrap_or(Better::Neither)
    }
}

/// Every instrument of a school, by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Instruments(pub BTreeMap<Id, Instrument>);

impl Instruments {
    /// The instrument of this id.
    pub fn get(&self, id: &Id) -> Option<&Instrument> {
        self.0.get(id)
    }

    /// Every id, in the order of the alphabet.
    pub fn ids(&self) -> Vec<&str> {
        self.0.keys().map(Id::as_str).collect()
    }
}
