//! A field of an entry: its key, its flag, its question, and what an answer may be.

use super::Draft;
use super::answer::{About, Answer};
use super::offers::{people, staff_here};
use crate::cli::ask::{Choices, Refusal};
use crate::cli::outcome::CommandError;
use crate::store::School;
use serde_json::Value as Json;

pub use super::answer::whole;

/// Whether a question fits what is known so far.
type Fits<'f> = Box<dyn Fn(&Draft) -> bool + 'f>;

/// What there is to say about an answer that can be taken.
type Remark = fn(&Json) -> Option<String>;

/// A field of an entry.
pub struct Field<'f> {
    /// Its key in the entry; `visit.place` is one of a part.
    pub(super) key: &'static str,
    /// The flag that gives it.
    pub(super) flag: &'static str,
    pub(super) answer: Answer<'f>,
    /// More than one answer can be given.
    pub(super) is_list: bool,
    given: Vec<String>,
    /// The question and what explains it; without one, only the flag gives it.
    pub(super) question: Option<(&'static str, &'static str)>,
    pub(super) is_needed: bool,
    pub(super) default: Option<String>,
    /// What an empty line is called, where it is not `none`.
    pub(super) skips: Option<&'static str>,
    fits: Option<Fits<'f>>,
    pub(super) remark: Option<Remark>,
    /// The pupil is to read it.
    pub(super) is_for_pupil: bool,
    /// Answers that are known, beside which anything else may be written.
    offers: Option<Choices>,
}

impl<'f> Field<'f> {
    fn new(key: &'static str, flag: &'static str, answer: Answer<'f>) -> Self {
        Self {
            key,
            flag,
            answer,
            is_list: false,
            given: Vec::new(),
            question: None,
            is_needed: false,
            default: None,
            skips: None,
            fits: None,
            remark: None,
            is_for_pupil: false,
            offers: None,
        }
    }

    /// A line of words.
    pub fn line(key: &'static str, flag: &'static str) -> Self {
        Self::new(key, flag, Answer::Line)
    }

    /// Words of any number of lines.
    pub fn words(key: &'static str, flag: &'static str) -> Self {
        Self::new(key, flag, Answer::Words)
    }

    /// A day, in any of the ways in which one can be typed.
    pub fn day(key: &'static str, flag: &'static str) -> Self {
        Self::new(key, flag, Answer::Day)
    }

    /// A time of day.
    pub fn time(key: &'static str, flag: &'static str) -> Self {
        Self::new(key, flag, Answer::Time)
    }

    /// A whole number.
    pub fn whole(key: &'static str, flag: &'static str) -> Self {
        Self::new(key, flag, Answer::Whole)
    }

    /// A number.
    pub fn number(key: &'static str, flag: &'static str) -> Self {
        Self::new(key, flag, Answer::Number)
    }

    /// Yes or no.
    pub fn yes_no(key: &'static str, flag: &'static str) -> Self {
        Self::new(key, flag, Answer::YesNo)
    }

    /// A short id.
    pub fn id(key: &'static str, flag: &'static str) -> Self {
        Self::new(key, flag, Answer::Id)
    }

    /// A member of staff.
    pub fn staff(key: &'static str, flag: &'static str) -> Self {
        Self::new(key, flag, Answer::Staff)
    }

    /// Anybody: staff, parents, people from outside.
    pub fn person(key: &'static str, flag: &'static str) -> Self {
        Self::new(key, flag, Answer::Person)
    }

    /// One of these codes.
    pub fn one_of(key: &'static str, flag: &'static str, choices: Choices) -> Self {
        Self::new(key, flag, Answer::OneOf(choices))
    }

    /// Something that the command reads itself.
    pub fn own(
        key: &'static str,
        flag: &'static str,
        read: impl Fn(&str, &About<'_>) -> Result<Json, Refusal> + 'f,
    ) -> Self {
        Self::new(key, flag, Answer::Own(Box::new(read)))
    }

    /// More than one can be given.
    #[must_use]
    pub fn several(mut self) -> Self {
        self.is_list = true;
        self
    }

    /// What stood behind its flag.
    #[must_use]
    pub fn given<'g>(mut self, given: impl IntoIterator<Item = &'g String>) -> Self {
        self.given.extend(given.into_iter().cloned());
        self
    }

    /// What a flag without words behind it says.
    #[must_use]
    pub fn given_if(mut self, flag: bool) -> Self {
        if flag {
            self.given.push("yes".to_owned());
        }
        self
    }

    /// The question that asks for it, and what explains the question.
    #[must_use]
    pub fn asks(mut self, question: &'static str, help: &'static str) -> Self {
        self.question = Some((question, help));
        self
    }

    /// It cannot be left out.
    #[must_use]
    pub fn needed(mut self) -> Self {
        self.is_needed = true;
        self
    }

    /// Whether it cannot be left out.
    #[must_use]
    pub fn needed_if(mut self, is_needed: bool) -> Self {
        self.is_needed = is_needed;
        self
    }

    /// What holds when nobody says otherwise; as it would be typed.
    #[must_use]
    pub fn or(mut self, default: Option<impl Into<String>>) -> Self {
        self.default = default.map(Into::into);
        self
    }

    /// It is today when nobody says otherwise.
    #[must_use]
    pub fn or_today(self) -> Self {
        self.or(Some("today")).needed()
    }

    /// It is asked for, and needed, only when this holds, too, of what is known by then.
    #[must_use]
    pub fn when(mut self, fits: impl Fn(&Draft) -> bool + 'f) -> Self {
        self.fits = Some(match self.fits.take() {
            Some(known) => Box::new(move |draft| known(draft) && fits(draft)),
            None => Box::new(fits),
        });
        self
    }

    /// What is shown beside the question that an empty line passes over, for example `no more`.
    #[must_use]
    pub fn skips(mut self, skips: &'static str) -> Self {
        self.skips = Some(skips);
        self
    }

    /// The pupil is to read it: what makes it hard is said, and it is taken all the same.
    #[must_use]
    pub fn for_pupil(mut self) -> Self {
        self.is_for_pupil = true;
        self
    }

    /// Answers that are known, to be chosen by number when it is asked for; anything else may be
    /// written. Questions for staff and for people offer those of the records without it.
    #[must_use]
    pub fn offers(mut self, offers: Choices) -> Self {
        self.offers = Some(offers);
        self
    }

    /// The answers that are known; `None` when there are none.
    pub(super) fn offered(&self, about: &About<'_>) -> Option<Choices> {
        let offers = match (&self.offers, &self.answer) {
            (Some(offers), _) => offers.clone(),
            (None, Answer::Staff) => staff_here(about.school, about.today),
            (None, Answer::Person) => people(about),
            _ => return None,
        };
        Some(offers).filter(|offers| !offers.is_empty())
    }

    /// What is said after an answer that can be taken and could be better; `<` goes back to it.
    #[must_use]
    pub fn remark(mut self, remark: Remark) -> Self {
        self.remark = Some(remark);
        self
    }

    /// An answer, as it is read for this field.
    ///
    /// # Errors
    ///
    /// When it is not sound.
    pub fn read(&self, typed: &str, about: &About<'_>) -> Result<Json, Refusal> {
        self.answer.read(typed, about)
    }

    pub(super) fn fits(&self, draft: &Draft) -> bool {
        self.fits.as_ref().is_none_or(|fits| fits(draft))
    }

    pub(super) fn take_flags(
        &self,
        draft: &mut Draft,
        about: &About<'_>,
    ) -> Result<(), CommandError> {
        let answers: Result<Vec<Json>, Refusal> =
            self.given.iter().map(|typed| self.answer.read(typed, about)).collect();
        let answers = answers.map_err(|refusal| refusal.of_flag(self.flag))?;
        if !answers.is_empty() {
            self.put(answers, draft);
        }
        Ok(())
    }

    pub(super) fn take_default(
        &self,
        draft: &mut Draft,
        about: &About<'_>,
    ) -> Result<(), CommandError> {
        if self.is_known(draft) || !self.fits(draft) {
            return Ok(());
        }
        if let Some(default) = &self.default {
            let answer = self.answer.read(default, about);
            let answer = answer.map_err(|refusal| refusal.of_flag(self.flag))?;
            self.put(vec![answer], draft);
        }
        Ok(())
    }

    pub(super) fn put(&self, mut answers: Vec<Json>, draft: &mut Draft) {
        let value = if self.is_list { Some(Json::Array(answers)) } else { answers.pop() };
        let Some(value) = value else { return };
        match self.key.split_once('.') {
            None => drop(draft.insert(self.key.to_owned(), value)),
            Some((part, key)) => {
                let part = draft.entry(part).or_insert_with(|| Json::Object(Draft::new()));
                part[key] = value;
            }
        }
    }

    pub(super) fn is_known(&self, draft: &Draft) -> bool {
        match self.key.split_once('.') {
            None => draft.contains_key(self.key),
            Some((part, key)) => draft.get(part).is_some_and(|part| part.get(key).is_some()),
        }
    }

    /// What is known of it.
    pub(super) fn known<'d>(&self, draft: &'d Draft) -> Option<&'d Json> {
        match self.key.split_once('.') {
            None => draft.get(self.key),
            Some((part, key)) => draft.get(part)?.get(key),
        }
    }

    pub(super) fn forget(&self, draft: &mut Draft) {
        match self.key.split_once('.') {
            None => drop(draft.remove(self.key)),
            Some((part, key)) => {
                let Some(Json::Object(fields)) = draft.get_mut(part) else { return };
                fields.remove(key);
                // A part of which nothing is known is not there.
                if fields.is_empty() {
                    draft.remove(part);
                }
            }
        }
    }

    pub(super) fn is_missing(&self, draft: &Draft) -> bool {
        self.is_needed && self.fits(draft) && !self.is_known(draft)
    }
}

/// The codes of a list of ours; `noun` says what one of them is, for example `a purpose`.
pub fn choices<T: Copy>(
    noun: &'static str,
    all: &[T],
    code: impl Fn(T) -> &'static str,
    label: impl Fn(T) -> &'static str,
) -> Choices {
    Choices::new(noun, all.iter().map(|choice| (code(*choice), label(*choice))))
}

/// The school's staff.
pub fn staff(school: &School) -> Choices {
    let members = school.settings.iter().flat_map(|settings| &settings.staff);
    Choices::new(
        "somebody",
        members.map(|member| (member.id.as_str(), format!("{} ({})", member.name, member.id))),
    )
}
