//! What several checks ask of a case's proofs: the first proof of a step with the policy of its
//! day, and the key stage in which the pupil was.

use super::CaseView;
use super::case_view::DatedProof;
use crate::domain::calendar::school_year_start;
use crate::domain::case::{StepEvidence, step_evidence};
use crate::domain::date::Date;
use crate::domain::policy::{Policy, QuestionnaireRule, StepId};
use crate::domain::year_group::{KeyStage, YearGroup};

/// The first proof of a step, and the policy in force when the step began.
pub(super) fn proof<'a>(view: &CaseView<'a>, step: StepId) -> Option<(&'a Policy, StepEvidence)> {
    let all = view.proofs(|| StepId::ALL.iter().map(|step| gather(view, *step)).collect());
    let at = StepId::ALL.iter().position(|known| *known == step)?;
    let (day, found) = (*all.get(at)?)?;
    Some((view.policy(day)?, found))
}

fn gather(view: &CaseView<'_>, step: StepId) -> Option<DatedProof> {
    let policy = view.policy(view.case.referred_on().unwrap_or(Date::LAST))?;
    let found = step_evidence(view.case, policy, step)?;
    let then = view.policy(found.began)?;
    let same = std::ptr::eq(policy, then);
    let of_then = if same { None } else { step_evidence(view.case, then, step) };
    Some((found.began, of_then.unwrap_or(found)))
}

/// The first session held, and the policy in force on its day.
pub(super) fn first_session<'a>(view: &CaseView<'a>) -> Option<(&'a Policy, StepEvidence)> {
    proof(view, StepId::Sessions)
}

/// Whether a line of the policy is for a pupil of this age: for all, or for the key stage in which
/// the pupil was on that day.
pub(super) fn is_for_pupil(view: &CaseView<'_>, line: &QuestionnaireRule, on: Date) -> bool {
    line.key_stages.is_empty()
        || key_stage(view, on).is_some_and(|stage| line.key_stages.contains(&stage))
}

/// The key stage on a day: the referral has the year group of its own day.
fn key_stage(view: &CaseView<'_>, on: Date) -> Option<KeyStage> {
    let nation = view.school.nation();
    let year = view.case.pupil()?.year?;
    let then = view.case.referred_on().unwrap_or(on);
    let later = school_year_start(on, nation).year() - school_year_start(then, nation).year();
    let now = match year {
        YearGroup::Nursery => later - 1,
        YearGroup::Reception => later,
        YearGroup::Year(number) | YearGroup::Primary(number) => later + i32::from(number),
        YearGroup::Secondary(_) => return None,
    };
    let now = u8::try_from(now).ok().filter(|number| *number > 0)?;
    YearGroup::Year(now).key_stage(nation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::trial::Trial;
    use crate::domain::record::RecordKind;

    #[test]
    fn the_key_stage_moves_on_with_the_school_years() {
        let trial = Trial::of("primary");
        for (year, on, expected) in [
            ("2", "2026-09-10", Some(KeyStage::Ks1)),
            ("2", "2027-07-10", Some(KeyStage::Ks1)),
            ("2", "2027-09-10", Some(KeyStage::Ks2)),
            ("reception", "2026-09-10", None),
            ("reception", "2027-09-10", Some(KeyStage::Ks1)),
            ("6", "2027-09-10", Some(KeyStage::Ks3)),
        ] {
            let text = format!(
                "pupil: {{ name: Ada Example, year: {year} }}\n\
                 referral: {{ date: 2026-09-08, by: {{ role: senco }} }}\n"
            );
            let case = trial.case(&[(RecordKind::Referral, &text)]);
            let found = trial.view(&case, |view| key_stage(view, on.parse().expect("a date")));
            assert_eq!(found, expected, "year {year} on {on}");
        }
    }
}
