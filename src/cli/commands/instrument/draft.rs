//! What is known so far of a questionnaire that is being written.

use super::item_lines;
use super::new::Arguments;
use crate::cli::ask::{Choices, Refusal, words};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::domain::choices::Role;
use crate::domain::id::Id;
use crate::domain::instrument::{
    AnswerOption, Better, Instrument, MissingRule, Scale, ScaleKind, Section,
};
use crate::domain::year_group::KeyStage;
use crate::store::{disk, plain_text};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is known so far.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) title: Option<String>,
    pub(super) respondents: Vec<Role>,
    pub(super) kind: Option<ScaleKind>,
    pub(super) from: Option<i64>,
    pub(super) to: Option<i64>,
    pub(super) better: Option<Better>,
    pub(super) labels: BTreeMap<String, String>,
    pub(super) options: Vec<AnswerOption>,
    pub(super) intervals: Option<usize>,
    pub(super) minutes: Option<u32>,
    pub(super) sections: Vec<Section>,
    key_stages: Vec<KeyStage>,
    instructions: Option<String>,
    source: Option<String>,
    licence: Option<String>,
    asks_attendance: bool,
}

impl Draft {
    /// What the flags say, and the file of items.
    pub(super) fn of_flags(given: &Arguments, call: &Call<'_, '_>) -> Result<Self, CommandError> {
        let line = |flag: &str, typed: &Option<String>| {
            let read = typed.as_ref().map(|typed| words::one_line(typed)).transpose();
            read.map_err(|refusal: Refusal| refusal.of_flag(flag))
        };
        let mut draft = Self {
            title: line("--title", &given.title)?,
            instructions: line("--says", &given.says)?,
            source: line("--source", &given.source)?,
            licence: line("--licence", &given.licence)?,
            asks_attendance: given.asks_attendance,
            from: given.from,
            to: given.to,
            intervals: given.intervals,
            minutes: given.minutes,
            ..Self::default()
        };
        draft.take_codes(given)?;
        for label in &given.label {
            let (mark, words) = read_label(label).map_err(|refusal| refusal.of_flag("--label"))?;
            draft.labels.insert(mark, words);
        }
        for typed in &given.option {
            let taken: Vec<Id> = draft.options.iter().map(|option| option.id.clone()).collect();
            let option = item_lines::option(typed, &taken);
            draft.options.push(option.map_err(|refusal| refusal.of_flag("--option"))?);
        }
        if let Some(file) = &given.items {
            draft.take_file(file, call)?;
        }
        for item in &given.item {
            item_lines::add(&mut draft.sections, item)
                .map_err(|refusal| refusal.of_flag("--item"))?;
        }
        Ok(draft)
    }

    fn take_codes(&mut self, given: &Arguments) -> Result<(), CommandError> {
        for role in &given.respondent {
            let role = roles().find(role).map(|choice| Role::from_code(&choice.code));
            self.respondents.extend(role.map_err(|refusal| refusal.of_flag("--respondent"))?);
        }
        if let Some(kind) = &given.kind {
            let kind = kinds().find(kind).map(|choice| ScaleKind::from_code(&choice.code));
            self.kind = kind.map_err(|refusal| refusal.of_flag("--kind"))?;
        }
        if let Some(better) = &given.better {
            let better = betters().find(better).map(|choice| Better::from_code(&choice.code));
            self.better = better.map_err(|refusal| refusal.of_flag("--better"))?;
        }
        for stage in &given.key_stage {
            let stage = key_stages().find(stage).map(|choice| key_stage(&choice.code));
            self.key_stages.extend(stage.map_err(|refusal| refusal.of_flag("--key-stage"))?);
        }
        Ok(())
    }

    fn take_file(&mut self, named: &str, call: &Call<'_, '_>) -> Result<(), CommandError> {
        let file: Arc<str> = named.into();
        let bytes = disk::read_named(&call.world.here.join(named)).map_err(|error| {
            CommandError::cannot(format!("{named} cannot be read")).source(&error)
        })?;
        let text = plain_text::decode(&file, bytes).map_err(|not_text| {
            CommandError::usage(format!("{named} is no text file: {}", not_text.finding.message))
        })?;
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            item_lines::add(&mut self.sections, line)
                .map_err(|refusal| refusal.of_flag(&format!("{named}, line {}", at + 1)))?;
        }
        Ok(())
    }

    /// Whether marks are given on a scale.
    pub(super) fn has_range(&self) -> bool {
        matches!(self.kind(), ScaleKind::Rating | ScaleKind::Paired | ScaleKind::Frequency)
    }

    /// Whether something on it is better than something else.
    pub(super) fn has_direction(&self) -> bool {
        self.has_range() || self.kind() == ScaleKind::Tally
    }

    pub(super) fn kind(&self) -> ScaleKind {
        self.kind.unwrap_or(ScaleKind::Rating)
    }

    /// How many items there are.
    pub(super) fn items(&self) -> usize {
        self.sections.iter().map(|section| section.items.len()).sum()
    }

    /// What is still needed, each with its flag.
    pub(super) fn still_needed(&self) -> Vec<&'static str> {
        let tally = self.kind() == ScaleKind::Tally;
        let needed = [
            (self.title.is_none(), "--title"),
            (self.respondents.is_empty(), "--respondent"),
            (self.has_range() && self.from.is_none(), "--from"),
            (self.has_range() && self.to.is_none(), "--to"),
            (self.has_direction() && self.better.is_none(), "--better"),
            (tally && self.intervals.is_none(), "--intervals"),
            (self.kind() == ScaleKind::Choice && self.options.is_empty(), "--option"),
            (self.items() == 0, "--item or --items"),
        ];
        needed.into_iter().filter(|(missing, _)| *missing).map(|(_, flag)| flag).collect()
    }

    /// The questionnaire.
    pub(super) fn finished(self, id: &Id) -> Instrument {
        let kind = self.kind();
        Instrument {
            id: id.clone(),
            version: 1,
            title: self.title.unwrap_or_default(),
            source: self.source,
            licence: self.licence,
            respondents: self.respondents,
            key_stages: self.key_stages,
            instructions: self.instructions,
            asks_attendance: self.asks_attendance,
            scale: Scale {
                kind,
                from: self.from,
                to: self.to,
                better: self.better,
                labels: self.labels,
                intervals: self.intervals,
                minutes: self.minutes,
                options: self.options,
            },
            missing: MissingRule::default(),
            statistics: None,
            sections: self.sections,
        }
    }
}

/// `1=never` as the mark and its words.
fn read_label(typed: &str) -> Result<(String, String), Refusal> {
    let refused = || {
        Refusal::new(
            format!("‹{typed}› does not say both a mark and its words"),
            "write for example 1=never",
        )
    };
    let (mark, label) = typed.split_once('=').ok_or_else(refused)?;
    let mark: i64 = mark.trim().parse().map_err(|_| refused())?;
    Ok((mark.to_string(), words::one_line(label)?))
}

/// Every role, those first who fill in questionnaires most often.
pub(super) fn roles() -> Choices {
    use Role::{
        ClassTeacher, FormTutor, LeadMentor, LearningMentor, Parent, Pupil, SubjectTeacher,
        TeachingAssistant,
    };
    let usual = [
        Pupil,
        Parent,
        ClassTeacher,
        FormTutor,
        SubjectTeacher,
        TeachingAssistant,
        LearningMentor,
        LeadMentor,
    ];
    let others = Role::ALL.iter().copied().filter(|role| !usual.contains(role));
    let all = usual.into_iter().chain(others);
    Choices::new("a role", all.map(|role| (role.code(), role.label())))
        .otherwise("for example pupil, parent, class-teacher or learning-mentor")
}

pub(super) fn kinds() -> Choices {
    Choices::new("a kind of answer", ScaleKind::ALL.iter().map(|kind| (kind.code(), kind.label())))
        .otherwise("choose rating, paired, frequency, tally, tick, choice or text")
}

pub(super) fn betters() -> Choices {
    Choices::new(
        "an end of the scale",
        [Better::High, Better::Low].map(|one| (one.code(), one.label())),
    )
}

fn key_stages() -> Choices {
    const ALL: [KeyStage; 5] =
        [KeyStage::Ks1, KeyStage::Ks2, KeyStage::Ks3, KeyStage::Ks4, KeyStage::Ks5];
    Choices::new("a key stage", ALL.map(|stage| (stage.code(), stage.label())))
}

fn key_stage(code: &str) -> Option<KeyStage> {
    serde_json::from_value(code.into()).ok()
}
