//! What the flags say of a referral beyond its core: about the pupil for equality figures and
//! support, and what the referral rests on.

use super::Arguments;
use super::draft::Draft;
use super::more::stages;
use crate::cli::ask::{Choices, Refusal, words};
use crate::cli::commands::baseline::by_subject;
use crate::cli::entry::choices;
use crate::cli::outcome::CommandError;
use crate::domain::choices::Pronouns;
use crate::domain::record::referral::{SenStage, Sex};
use std::collections::BTreeMap;

impl Draft<'_> {
    /// Takes what these flags say.
    pub(super) fn take_details(&mut self, given: &Arguments) -> Result<(), CommandError> {
        self.take_about_the_pupil(given)?;
        for written in &given.attainment {
            let results = by_subject(written).map_err(|refusal| refusal.of_flag("--attainment"))?;
            let results: BTreeMap<_, _> = serde_json::from_value(results).unwrap_or_default();
            self.referral.attainment.extend(results);
        }
        for written in &given.evidence {
            let line = words::one_line(written).map_err(|refusal| refusal.of_flag("--evidence"))?;
            self.referral.evidence.push(line);
        }
        let joined = given.joined.as_ref().map(|typed| self.day(typed)).transpose();
        let joined = joined.map_err(|refusal| refusal.of_flag("--joined"))?;
        self.record.pupil.joined = joined.or(self.record.pupil.joined);
        let days = [
            ("--copy-to-referrer", &given.copy_to_referrer),
            ("--class-teacher-consulted", &given.class_teacher_consulted),
        ];
        let [copied, consulted] = days.map(|(flag, typed)| {
            let read = typed.as_ref().map(|typed| self.day(typed)).transpose();
            read.map_err(|refusal| refusal.of_flag(flag))
        });
        self.referral.copy_to_referrer = copied?.or(self.referral.copy_to_referrer);
        self.referral.class_teacher_consulted =
            consulted?.or(self.referral.class_teacher_consulted);
        Ok(())
    }

    fn take_about_the_pupil(&mut self, given: &Arguments) -> Result<(), CommandError> {
        let pupil = &mut self.record.pupil;
        let line = |flag: &str, typed: &Option<String>, place: &mut Option<String>| {
            let read = typed.as_ref().map(|typed| words::one_line(typed)).transpose();
            if let Some(words) = read.map_err(|refusal: Refusal| refusal.of_flag(flag))? {
                *place = Some(words);
            }
            Ok::<(), CommandError>(())
        };
        line("--home-language", &given.home_language, &mut pupil.home_language)?;
        line("--ethnicity", &given.ethnicity, &mut pupil.ethnicity)?;
        if let Some(sex) = &given.sex {
            let all = choices("one of these", Sex::ALL, Sex::code, Sex::label);
            let sex = all.find(sex).map_err(|refusal| refusal.of_flag("--sex"))?;
            pupil.sex = Sex::from_code(&sex.code);
        }
        if let Some(stage) = &given.sen {
            let stage =
                stages().find(stage).cloned().map_err(|refusal| refusal.of_flag("--sen"))?;
            pupil.sen = SenStage::from_code(&stage.code);
        }
        if let Some(pronouns) = &given.pronouns {
            let all = Pronouns::ALL.iter().map(|one| (one.code(), one.label()));
            let all = Choices::new("a pronoun", all);
            let one = all.find(pronouns).map_err(|refusal| refusal.of_flag("--pronouns"))?;
            pupil.pronouns = Pronouns::from_code(&one.code);
        }
        let yes = |said: bool, place: &mut Option<bool>| {
            if said {
                *place = Some(true);
            }
        };
        yes(given.education_plan, &mut pupil.education_plan);
        yes(given.free_school_meals, &mut pupil.free_school_meals);
        yes(given.looked_after, &mut pupil.looked_after);
        yes(given.young_carer, &mut pupil.young_carer);
        Ok(())
    }
}
