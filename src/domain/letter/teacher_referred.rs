//! "Your child's teacher has asked me to help": needs a referral by a teacher of the pupil's.

use super::Refusal;
use crate::domain::case::standing;
use crate::domain::choices::Role;
use crate::domain::date::Date;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::Case;

/// Those whose referral the letter tells of.
const TEACHERS: [Role; 3] = [Role::ClassTeacher, Role::FormTutor, Role::SubjectTeacher];

pub(super) fn guard(case: &Case, policies: &PolicyShelf, on: Date) -> Result<(), Refusal> {
    let referral = case.referral.as_ref().and_then(|file| file.referral.as_ref());
    let what = "the letter says that a teacher has referred the pupil";
    let help = format!(
        "write the invitation instead; where the referral says it wrong: lm edit {} referral",
        case.id
    );
    let Some(referral) = referral.filter(|referral| referral.date <= on) else {
        return Err(Refusal::new(what, help).because("there is no referral yet"));
    };
    match referral.by.role {
        Some(role) if TEACHERS.contains(&role) => {}
        Some(role) => {
            return Err(Refusal::new(what, help).because(format!("it was made by: {role}")));
        }
        None => {
            return Err(Refusal::new(what, help)
                .because("the referral does not say in which role it was made"));
        }
    }
    let stands = standing(case, policies, on);
    if !stands.is_open() {
        let help = "write the letter that goes with where the case stands now";
        return Err(Refusal::new("the letter is about a referral that is still open", help)
            .because(format!("on {} the case stands at: {stands}", on.long())));
    }
    Ok(())
}
