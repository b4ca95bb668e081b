//! "Your child has a place, come and talk with us": needs the place, and no answer against it.

use super::Refusal;
use crate::domain::case::{Standing, standing};
use crate::domain::date::Date;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::Case;

pub(super) fn guard(case: &Case, policies: &PolicyShelf, on: Date) -> Result<(), Refusal> {
    let stands = standing(case, policies, on);
    if stands.has_a_place() {
        return Ok(());
    }
    let help = match stands {
        Standing::ConsentRefused | Standing::ConsentWithdrawn => {
            format!("talk with the parents first; when they agree: lm consent {}", case.id)
        }
        Standing::Ended | Standing::FollowUp => {
            format!("if the pupil comes back: lm reopen {}", case.id)
        }
        _ => format!("write the decision down with: lm decide {}", case.id),
    };
    Err(Refusal::new("the letter says that the pupil has a place on the programme", help)
        .because(format!("on {} the case stands at: {stands}", on.long())))
}
