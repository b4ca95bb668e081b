//! `ratings.yaml`: every completed questionnaire and observation. Which items there are, and what
//! their marks mean, stands in the instrument. Source: domain §4; features D3–D15.

use super::Person;
use crate::domain::choices::Phase;
use crate::domain::date::{Date, Time};
use crate::domain::id::Id;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// `ratings.yaml`: every completed questionnaire, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RatingsFile {
    /// Completed questionnaires and observations, oldest first.
    pub ratings: Vec<Rating>,
}

/// One questionnaire filled in by one person on one day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// A short random name for this entry.
    #[serde(default)]
    pub id: Option<Id>,
    /// Which instrument.
    pub instrument: Id,
    /// Which version of it, so that a later change of its lines can be told; nothing said means that
    /// nobody wrote it down.
    #[serde(default)]
    pub version: Option<u32>,
    /// When in the programme.
    pub phase: Phase,
    /// The day it was filled in.
    pub date: Date,
    /// Who answered.
    pub respondent: Person,
    /// Who held the pen, if somebody else did.
    #[serde(default)]
    pub scribe: Option<Id>,
    /// The answers, by item.
    #[serde(default)]
    pub marks: BTreeMap<Id, Answer>,
    /// Attendance in per cent of possible sessions, where the form asks for it.
    #[serde(default)]
    pub attendance_percent: Option<f64>,
    /// For an observation: the lesson or place.
    #[serde(default)]
    pub lesson: Option<String>,
    /// For an observation: when it began.
    #[serde(default)]
    pub time: Option<Time>,
    /// Anything said besides.
    #[serde(default)]
    pub comment: Option<String>,
    /// The person was asked on this day and chose not to answer.
    #[serde(default)]
    pub declined: bool,
    /// Who entered it.
    #[serde(default)]
    pub recorded_by: Option<Id>,
    /// Withheld from every output unless asked for by somebody who may see it.
    #[serde(default)]
    pub restricted: bool,
}

/// An answer to one item.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// A mark on a rating or frequency scale.
    Mark(i64),
    /// Two marks: now, and where the pupil would like to be.
    Pair {
        /// Where I am now.
        now: i64,
        /// Where I would like to be.
        hoped: i64,
    },
    /// One tally for each interval of an observation.
    Tallies(Vec<i64>),
    /// A tick.
    Tick(bool),
    /// Words, or the code of a choice.
    Text(String),
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnswerVisitor)
    }
}

struct AnswerVisitor;

impl<'de> serde::de::Visitor<'de> for AnswerVisitor {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mark, a tick, a list of tallies, or words")
    }

    fn visit_i64<E: serde::de::Error>(self, mark: i64) -> Result<Answer, E> {
        Ok(Answer::Mark(mark))
    }

    fn visit_u64<E: serde::de::Error>(self, mark: u64) -> Result<Answer, E> {
        i64::try_from(mark)
            .map(Answer::Mark)
            .map_err(|_| E::custom("this number is too large for any scale"))
    }

    fn visit_f64<E: serde::de::Error>(self, mark: f64) -> Result<Answer, E> {
        Err(E::custom(format_args!("‹{mark}› is between two marks: a mark is a whole number")))
    }

    fn visit_bool<E: serde::de::Error>(self, ticked: bool) -> Result<Answer, E> {
        Ok(Answer::Tick(ticked))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Answer, E> {
        Ok(Answer::Text(text.to_owned()))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Answer, A::Error> {
        let mut tallies = Vec::new();
        while let Some(tally) = list.next_element()? {
            tallies.push(tally);
        }
        Ok(Answer::Tallies(tallies))
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Answer, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Pair {
            now: i64,
            hoped: i64,
        }
        let pair = Pair::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
        Ok(Answer::Pair { now: pair.now, hoped: pair.hoped })
    }
}

impl JsonSchema for Answer {
    fn schema_name() -> Cow<'static, str> {
        "Answer".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A mark; a pair of marks now and hoped for; one tally for each interval; a tick; or words.",
            "oneOf": [
                { "type": "integer" },
                { "type": "boolean" },
                { "type": "string" },
                { "type": "array", "items": { "type": "integer" } },
                {
                    "type": "object",
                    "required": ["now", "hoped"],
                    "properties": { "now": { "type": "integer" }, "hoped": { "type": "integer" } },
                    "additionalProperties": false
                }
            ]
        })
    }
}
