//! What is known so far of a referral that is being written down.

use super::{Arguments, fields};
use crate::cli::ask::{Refusal, words};
use crate::cli::outcome::CommandError;
use crate::cli::records;
use crate::domain::choices::Role;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::{Policy, ReferralRule};
use crate::domain::record::Person;
use crate::domain::record::referral::{
    AgencyInvolved, Channel, Parent, Pupil, Reason, Referral, ReferralFile, Urgency,
};
use crate::domain::record::settings::DateOrder;
use crate::domain::spoken_date;
use crate::store::School;
use std::collections::BTreeMap;

/// A part of a referral of which there may be more to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MoreOf {
    /// The pupil, beside name, age and class.
    Pupil,
    /// What the referral rests on.
    Referral,
}

/// What is known so far.
pub(super) struct Draft<'s> {
    pub(super) school: &'s School,
    pub(super) today: Date,
    /// The referral; a name that is empty and a role that is `None` are not known yet.
    pub(super) record: ReferralFile,
    pub(super) referral: Referral,
    /// The day of the referral was given and is not only today for want of another.
    pub(super) has_day: bool,
    /// Of what there is more to say than every referral does.
    pub(super) more_of: Vec<MoreOf>,
    /// It comes from a file: only what is needed and missing there is asked.
    pub(super) is_from_file: bool,
}

impl<'s> Draft<'s> {
    /// Nothing is known.
    pub(super) fn new(school: &'s School, today: Date) -> Self {
        Self {
            school,
            today,
            record: nothing(),
            referral: blank(today),
            has_day: false,
            more_of: Vec::new(),
            is_from_file: false,
        }
    }

    /// Takes what somebody wrote in a file.
    pub(super) fn take(&mut self, mut record: ReferralFile) {
        if let Some(referral) = record.referral.take() {
            self.referral = referral;
            self.has_day = true;
        }
        self.record = record;
        self.is_from_file = true;
    }

    /// Takes what the flags say, over what the file says.
    pub(super) fn take_flags(&mut self, given: &Arguments) -> Result<(), CommandError> {
        if let Some(day) = &given.date {
            self.referral.date = self.day(day).map_err(|refusal| refusal.of_flag("--date"))?;
            self.has_day = true;
        }
        let day = self.referral.date;
        fields::referral_day(day, self.today).map_err(|refusal| refusal.of_flag("--date"))?;
        self.take_pupil(given)?;
        self.take_referrer(given)?;
        self.take_reasons(given)?;
        let line = |flag: &str, typed: &Option<String>, place: &mut Option<String>| {
            let read = typed.as_ref().map(|typed| words::any_lines(typed)).transpose();
            if let Some(words) = read.map_err(|refusal: Refusal| refusal.of_flag(flag))? {
                *place = Some(words);
            }
            Ok::<(), CommandError>(())
        };
        line("--strengths", &given.strengths, &mut self.referral.strengths)?;
        line("--note", &given.note, &mut self.referral.background)?;
        line("--tried", &given.tried, &mut self.referral.strategies_tried)?;
        let (before, place) =
            (&given.from_previous_school, &mut self.referral.from_previous_school);
        line("--from-previous-school", before, place)?;
        for written in &given.agency {
            let agency = fields::agency(written).map_err(|refusal| refusal.of_flag("--agency"))?;
            self.referral.agencies.push(agency);
        }
        if given.gifted {
            self.record.pupil.gifted_and_talented = Some(true);
        }
        self.take_details(given)
    }

    fn take_pupil(&mut self, given: &Arguments) -> Result<(), CommandError> {
        let order = self.order();
        let (today, referred, nation) = (self.today, self.referral.date, self.school.nation());
        let pupil = &mut self.record.pupil;
        let line = |flag: &str, typed: &Option<String>| {
            let read = typed.as_ref().map(|typed| words::one_line(typed)).transpose();
            read.map_err(|refusal: Refusal| refusal.of_flag(flag))
        };
        if let Some(name) = line("--pupil", &given.pupil)? {
            pupil.name = name;
        }
        pupil.known_as = line("--known-as", &given.known_as)?.or(pupil.known_as.take());
        pupil.class = line("--class", &given.class)?.or(pupil.class.take());
        if let Some(born) = &given.born {
            let born = spoken_date::parse(born, today, order)
                .map_err(Refusal::from)
                .and_then(|born| fields::birthday(born, referred).map(|()| born))
                .map_err(|refusal| refusal.of_flag("--born"))?;
            pupil.date_of_birth = Some(born);
        }
        if let Some(year) = &given.year {
            let year = fields::year(year, nation).map_err(|refusal| refusal.of_flag("--year"))?;
            pupil.year = Some(year);
        }
        for written in &given.parent {
            let parent = fields::parent(written).map_err(|refusal| refusal.of_flag("--parent"))?;
            self.record.parents.push(parent);
        }
        Ok(())
    }

    fn take_referrer(&mut self, given: &Arguments) -> Result<(), CommandError> {
        let rule = self.rule();
        if let Some(role) = &given.by_role {
            let roles = fields::roles(&rule);
            let found = roles.find(role).map_err(|refusal| refusal.of_flag("--by-role"))?;
            self.referral.by.role = Role::from_code(&found.code);
        }
        if let Some(name) = &given.by_name {
            let name = words::one_line(name).map_err(|refusal| refusal.of_flag("--by-name"))?;
            self.referral.by.name = Some(name);
            self.referral.by.staff = None;
        }
        if let Some(staff) = &given.by_staff {
            self.set_staff(&self.staff(staff)?);
        }
        if let Some(channel) = &given.channel {
            let channels = fields::channels(&rule);
            let channel = channels.find(channel).map_err(|refusal| refusal.of_flag("--channel"))?;
            self.referral.channel = Channel::from_code(&channel.code);
        }
        if let Some(staff) = &given.written_by {
            self.referral.written_by = Some(self.staff(staff)?);
        }
        Ok(())
    }

    /// Whoever writes a verbal referral down is who wrote it.
    pub(super) fn take_writer(&mut self, recorded_by: Option<Id>) {
        if self.referral.channel == Some(Channel::Verbal) && self.referral.written_by.is_none() {
            self.referral.written_by = recorded_by;
        }
    }

    fn take_reasons(&mut self, given: &Arguments) -> Result<(), CommandError> {
        for written in &given.reason {
            let reasons = fields::reasons();
            let reason = reasons.find(written).map_err(|refusal| refusal.of_flag("--reason"))?;
            self.referral.reasons.extend(Reason::from_code(&reason.code));
        }
        if let Some(other) = &given.other_reason {
            let other =
                words::any_lines(other).map_err(|refusal| refusal.of_flag("--other-reason"))?;
            self.referral.other_reason = Some(other);
        }
        let criteria = fields::criteria(&self.rule(), self.referral.date);
        for written in &given.criterion {
            let one = criteria.find(written).map_err(|refusal| refusal.of_flag("--criterion"))?;
            self.referral.criteria.extend(Id::new(&one.code));
        }
        if let Some(urgency) = &given.urgency {
            let urgencies = fields::urgencies();
            let urgency =
                urgencies.find(urgency).map_err(|refusal| refusal.of_flag("--urgency"))?;
            self.referral.urgency = Urgency::from_code(&urgency.code);
        }
        Ok(())
    }

    fn staff(&self, id: &str) -> Result<Id, CommandError> {
        records::known_staff(self.school, id)?;
        Id::new(id).map_err(CommandError::usage)
    }

    /// Somebody of the school refers. Their role is known too when they have only one of those that
    /// may refer.
    pub(super) fn set_staff(&mut self, id: &Id) {
        self.referral.by.staff = Some(id.clone());
        self.referral.by.name = None;
        let sources = self.rule().sources;
        let roles = self.school.staff(id).map(|member| member.roles.clone()).unwrap_or_default();
        let fitting: Vec<Role> =
            roles.into_iter().filter(|role| sources.is_empty() || sources.contains(role)).collect();
        if let ([role], None) = (&fitting[..], self.referral.by.role) {
            self.referral.by.role = Some(*role);
        }
    }

    /// Whether somebody has more to say of a part.
    pub(super) fn says_more_of(&mut self, part: MoreOf, more: bool) {
        self.more_of.retain(|other| *other != part);
        if more {
            self.more_of.push(part);
        }
    }

    pub(super) fn day(&self, typed: &str) -> Result<Date, Refusal> {
        Ok(spoken_date::parse(typed, self.today, self.order())?)
    }

    /// In which order people of this school type dates.
    pub(super) fn order(&self) -> DateOrder {
        let settings = self.school.settings.as_ref();
        settings.map_or(DateOrder::Iso, |settings| settings.school.date_order)
    }

    /// The policy's rule for referrals on the day of this one.
    pub(super) fn rule(&self) -> ReferralRule {
        let policy: Option<&Policy> = self.school.policies.in_force(self.referral.date);
        policy.map(|policy| policy.referral.clone()).unwrap_or_default()
    }

    /// The whole, if nothing that is needed is missing and the policy allows it.
    pub(super) fn finished(self) -> Result<ReferralFile, CommandError> {
        let needed = [
            ("--pupil", self.record.pupil.name.trim().is_empty()),
            ("--by-role", self.referral.by.role.is_none()),
            (
                "--written-by",
                self.referral.channel == Some(Channel::Verbal)
                    && self.referral.written_by.is_none(),
            ),
        ];
        let missing: Vec<&str> = needed
            .into_iter()
            .filter(|(_, is_missing)| *is_missing)
            .map(|(flag, _)| flag)
            .collect();
        if !missing.is_empty() {
            return Err(CommandError::usage(format!("not given: {}", missing.join(", ")))
                .hint("give these flags, or start lm new-referral on a terminal and it will ask"));
        }
        self.allowed_by_the_policy()?;
        Ok(ReferralFile { referral: Some(self.referral), ..self.record })
    }

    /// A file may say what no flag would have been let through with.
    fn allowed_by_the_policy(&self) -> Result<(), CommandError> {
        let rule = self.rule();
        let day = self.referral.date;
        fields::referral_day(day, self.today).map_err(|refusal| refusal.of_flag("--date"))?;
        if let Some(born) = self.record.pupil.date_of_birth {
            fields::birthday(born, day).map_err(|refusal| refusal.of_flag("--born"))?;
        }
        if let Some(role) = self.referral.by.role {
            let roles = fields::roles(&rule);
            roles.find(role.code()).map_err(|refusal| refusal.of_flag("--by-role"))?;
        }
        if let Some(channel) = self.referral.channel {
            let channels = fields::channels(&rule);
            channels.find(channel.code()).map_err(|refusal| refusal.of_flag("--channel"))?;
        }
        let criteria = fields::criteria(&rule, day);
        for criterion in &self.referral.criteria {
            criteria.find(criterion.as_str()).map_err(|refusal| refusal.of_flag("--criterion"))?;
        }
        for staff in [&self.referral.by.staff, &self.referral.written_by].into_iter().flatten() {
            records::known_staff(self.school, staff.as_str())?;
        }
        Ok(())
    }
}

fn nothing() -> ReferralFile {
    ReferralFile {
        hand_overs: Vec::new(),
        pupil: Pupil {
            name: String::new(),
            known_as: None,
            pronouns: None,
            date_of_birth: None,
            year: None,
            class: None,
            sex: None,
            home_language: None,
            ethnicity: None,
            sen: None,
            education_plan: None,
            free_school_meals: None,
            looked_after: None,
            young_carer: None,
            gifted_and_talented: None,
            joined: None,
            siblings: Vec::new(),
        },
        parents: Vec::<Parent>::new(),
        referral: None,
        prioritised: Vec::new(),
        decisions: Vec::new(),
        consent: Vec::new(),
        agreement: None,
        baseline: None,
        profile: None,
    }
}

fn blank(date: Date) -> Referral {
    Referral {
        date,
        by: Person::default(),
        channel: None,
        written_by: None,
        copy_to_referrer: None,
        class_teacher_consulted: None,
        reasons: Vec::new(),
        other_reason: None,
        criteria: Vec::new(),
        urgency: None,
        attainment: BTreeMap::new(),
        strengths: None,
        background: None,
        strategies_tried: None,
        evidence: Vec::new(),
        agencies: Vec::<AgencyInvolved>::new(),
        from_previous_school: None,
    }
}
