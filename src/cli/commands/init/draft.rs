//! What is known so far of the school that `lm init` writes down: from flags first, then from
//! answers. Both are read by the same functions, so both are refused in the same words.

use super::{Arguments, staff, terms};
use crate::cli::ask::{Choices, Refusal, words};
use crate::cli::outcome::CommandError;
use crate::domain::calendar::{Calendar, Nation, Term};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::{Policy, Question, explain};
use crate::domain::record::settings::{
    DateOrder, EnabledInstruments, Safeguarding, School, SchoolPhase, Settings, StaffMember,
};
use crate::domain::spoken_date;
use crate::store::nearest::did_you_mean;
use crate::store::policies;
use crate::store::scaffold::NewSchool;
use std::collections::BTreeMap;

/// What is known so far.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) preset: Option<String>,
    pub(super) name: Option<String>,
    pub(super) phase: Option<SchoolPhase>,
    pub(super) nation: Option<Nation>,
    pub(super) staff: Vec<StaffMember>,
    pub(super) headteacher: Option<Id>,
    pub(super) mentors: Vec<Id>,
    pub(super) leads: Vec<Id>,
    /// Whoever else has to do with mentoring.
    pub(super) others: Vec<Id>,
    pub(super) address: Vec<String>,
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
    pub(super) website: Option<String>,
    pub(super) date_order: Option<DateOrder>,
    /// By the dotted key.
    pub(super) answers: BTreeMap<String, String>,
    /// The keys of those answers that flags gave: they are not asked.
    given: Vec<String>,
    pub(super) terms: Vec<Term>,
    pub(super) policy_from: Option<Date>,
}

/// The shipped programmes.
pub(super) fn presets() -> Choices {
    let described = policies::preset_names().into_iter().map(|name| {
        let about = policies::preset(name).map(|policy| policy.about).unwrap_or_default();
        (name, format!("{name}: {about}"))
    });
    Choices::new("a programme", described).otherwise("lm init --help names the five")
}

/// Which pupils a school can have.
pub(super) fn phases() -> Choices {
    let all = SchoolPhase::ALL.iter().map(|phase| (phase.code(), phase.label()));
    Choices::new("a kind of school", all)
}

/// The nations.
pub(super) fn nations() -> Choices {
    Choices::new("a nation", Nation::ALL.map(|nation| (nation.code(), nation.name())))
}

fn date_orders() -> Choices {
    let all = DateOrder::ALL.iter().map(|order| (order.code(), order.label()));
    Choices::new("an order", all)
}

/// The code of one of the choices, from the flag that gave it.
fn chosen(
    choices: &Choices,
    flag: &str,
    given: Option<&String>,
) -> Result<Option<String>, CommandError> {
    let find = |written: &String| choices.find(written).map(|choice| choice.code.clone());
    given.map(find).transpose().map_err(|refusal| refusal.of_flag(flag))
}

fn words_of(flag: &str, given: Option<&String>) -> Result<Option<String>, CommandError> {
    let read = given.map(|written| words::one_line(written)).transpose();
    read.map_err(|refusal| refusal.of_flag(flag))
}

pub(super) fn nation_of(code: &str) -> Option<Nation> {
    Nation::ALL.into_iter().find(|nation| nation.code() == code)
}

impl Draft {
    /// What the flags say.
    pub(super) fn of_flags(given: &Arguments, today: Date) -> Result<Self, CommandError> {
        let phase = chosen(&phases(), "--phase", given.phase.as_ref())?;
        let nation = chosen(&nations(), "--nation", given.nation.as_ref())?;
        let order = chosen(&date_orders(), "--date-order", given.date_order.as_ref())?;
        let mut draft = Self {
            preset: chosen(&presets(), "--preset", given.preset.as_ref())?,
            name: words_of("--school", given.school.as_ref())?,
            phase: phase.and_then(|code| SchoolPhase::from_code(&code)),
            nation: nation.and_then(|code| nation_of(&code)),
            phone: words_of("--phone", given.phone.as_ref())?,
            email: words_of("--email", given.email.as_ref())?,
            website: words_of("--website", given.website.as_ref())?,
            date_order: order.and_then(|code| DateOrder::from_code(&code)),
            ..Self::default()
        };
        for line in &given.address {
            draft.address.extend(words_of("--address", Some(line))?);
        }
        draft.staff_of_flags(given)?;
        draft.answers_of_flags(given)?;
        for term in &given.term {
            terms::of_flag(term, today, draft.order())
                .and_then(|term| terms::add(&mut draft.terms, &term))
                .map_err(|refusal| refusal.of_flag("--term"))?;
        }
        if let Some(day) = &given.policy_from {
            let day = spoken_date::parse(day, today, draft.order());
            draft.policy_from =
                Some(day.map_err(|refusal| Refusal::from(refusal).of_flag("--policy-from"))?);
        }
        draft.policy_from.get_or_insert(today);
        Ok(draft)
    }

    fn staff_of_flags(&mut self, given: &Arguments) -> Result<(), CommandError> {
        type Add = fn(&mut Draft, &str) -> Result<(), Refusal>;
        let heads =
            given.headteacher.iter().map(|head| ("--headteacher", staff::add_head as Add, head));
        let mentors = given.mentor.iter().map(|one| ("--mentor", staff::add_mentor as Add, one));
        let leads = given.safeguarding_lead.iter();
        let leads = leads.map(|lead| ("--safeguarding-lead", staff::add_lead as Add, lead));
        let mut people: Vec<_> = heads.chain(mentors).chain(leads).collect();
        // A short id alone may stand before the flag that says whose it is.
        people.sort_by_key(|(_, _, written)| !written.contains(':'));
        for (flag, add, written) in people {
            add(self, written).map_err(|refusal| refusal.of_flag(flag))?;
        }
        for one in &given.staff {
            staff::add_others(self, one).map_err(|refusal| refusal.of_flag("--staff"))?;
        }
        Ok(())
    }

    fn answers_of_flags(&mut self, given: &Arguments) -> Result<(), CommandError> {
        if given.answer.is_empty() {
            return Ok(());
        }
        let Some(policy) = self.preset.as_deref().and_then(policies::preset) else {
            return Err(CommandError::usage("--answer belongs to a programme, and none is named")
                .hint("name it with --preset"));
        };
        for answer in &given.answer {
            let (key, answer) = answer_of(&policy, answer).map_err(|r| r.of_flag("--answer"))?;
            self.given.push(key.clone());
            self.answers.insert(key, answer);
        }
        Ok(())
    }

    /// In which order dates are typed, as far as that was said.
    pub(super) fn order(&self) -> DateOrder {
        self.date_order.unwrap_or_default()
    }

    /// The programme that was chosen.
    pub(super) fn policy(&self) -> Option<Policy> {
        self.preset.as_deref().and_then(policies::preset)
    }

    /// What the programme leaves open, cannot wait, and no flag answered.
    pub(super) fn to_be_answered(&self) -> Vec<Question> {
        let policy = self.policy().unwrap_or_default();
        let open = explain::open_questions(&policy).into_iter();
        open.filter(|question| !question.can_wait && !self.given.contains(&question.key))
            .cloned()
            .collect()
    }

    /// The whole, if nothing that is needed is missing.
    pub(super) fn finished(self) -> Result<NewSchool, CommandError> {
        let missing = self.missing();
        let asks: Vec<String> = self
            .to_be_answered()
            .into_iter()
            .filter(|question| !self.answers.contains_key(&question.key))
            .map(|question| format!("{} asks: {}", question.key, question.question))
            .collect();
        let (Some(preset), Some(name), Some(phase), Some(nation), Some(policy_from), []) =
            (self.preset, self.name, self.phase, self.nation, self.policy_from, &missing[..])
        else {
            let error = CommandError::usage(format!("not given: {}", missing.join(", ")));
            return Err(asks
                .into_iter()
                .fold(error, CommandError::hint)
                .hint("give these flags, or start lm init on a terminal and it will ask"));
        };
        let school = School {
            name,
            phase,
            nation,
            address: self.address,
            phone: self.phone,
            email: self.email,
            website: self.website,
            logo: None,
            headteacher: self.headteacher,
            date_order: self.date_order.unwrap_or_default(),
        };
        let settings = Settings {
            school,
            safeguarding: Safeguarding { leads: self.leads, system: None },
            staff: self.staff,
            instruments: EnabledInstruments::default(),
            agencies: Vec::new(),
            terms: BTreeMap::new(),
        };
        let calendar = Calendar { terms: self.terms, ..Calendar::default() };
        let answers = self.answers.into_iter().collect();
        Ok(NewSchool { settings, preset, policy_from, answers, calendar })
    }

    /// The flags of what is still needed.
    fn missing(&self) -> Vec<String> {
        let needed = [
            ("--preset", self.preset.is_none()),
            ("--school", self.name.is_none()),
            ("--phase", self.phase.is_none()),
            ("--nation", self.nation.is_none()),
            ("--mentor", self.mentors.is_empty()),
            ("--safeguarding-lead", self.leads.is_empty()),
        ];
        let mut missing: Vec<String> = needed
            .into_iter()
            .filter(|(_, is_missing)| *is_missing)
            .map(|(flag, _)| flag.to_owned())
            .collect();
        for question in self.to_be_answered() {
            if !self.answers.contains_key(&question.key) {
                let choices = question.choices.join(" or ");
                missing.push(format!("--answer {}=… ({choices})", question.key));
            }
        }
        missing
    }
}

/// The key and the answer, from `key=answer`; the question's short name stands for its key.
fn answer_of(policy: &Policy, written: &str) -> Result<(String, String), Refusal> {
    let Some((key, answer)) = written.split_once('=') else {
        let help = "write the key, = and the answer, for example briefing.deputy=weekly";
        return Err(Refusal::new(format!("‹{written}› has no ="), help));
    };
    let key = key.trim();
    let found = policy.ask.iter().find(|question| question.key == key || question.id == *key);
    let Some(question) = found else {
        let keys: Vec<&str> = policy.ask.iter().map(|question| &*question.key).collect();
        let help = did_you_mean(key, &keys)
            .unwrap_or_else(|| "other rules are set in the policy's file afterwards".to_owned());
        return Err(Refusal::new(format!("this programme does not ask for ‹{key}›"), help));
    };
    Ok((question.key.clone(), read_answer(question, answer)?))
}

/// An answer to a question that a programme leaves open.
pub(super) fn read_answer(question: &Question, typed: &str) -> Result<String, Refusal> {
    if question.choices.is_empty() {
        return words::one_line(typed);
    }
    Ok(answers_to(question).find(typed)?.code.clone())
}

/// The answers that a question has.
pub(super) fn answers_to(question: &Question) -> Choices {
    Choices::new("an answer", question.choices.iter().map(|choice| (choice, choice)))
}
