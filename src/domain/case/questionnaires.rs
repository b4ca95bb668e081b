//! The questionnaires that the steps of a case ask for of this pupil, and which of them are there.

use super::is_answered;
use super::stage::{AsOf, CaseStage, StepStage, StepState};
use crate::domain::id::Id;
use crate::domain::policy::{Need, QuestionnaireRule, StepId};
use crate::domain::record::Case;

/// The lines of the policy that an open step asks for, in the policy's order, and whether each is
/// answered. Those for pupils of another key stage are left out.
pub fn asked_for<'s>(
    case: &Case,
    stage: &CaseStage<'s>,
    step: &StepStage,
    as_of: &AsOf<'_>,
) -> Vec<(&'s QuestionnaireRule, bool)> {
    if step.is_done() || matches!(step.state, StepState::NotAsked(_)) {
        return Vec::new();
    }
    lines(case, stage, step, as_of).collect()
}

/// The questionnaires that an open step asks for and that are not there, in the policy's order.
pub fn missing_forms<'s>(
    case: &Case,
    stage: &CaseStage<'s>,
    step: StepId,
    as_of: &AsOf<'_>,
) -> impl Iterator<Item = &'s Id> {
    let lines = asked_for(case, stage, stage.step(step), as_of);
    lines.into_iter().filter(|(_, is_answered)| !is_answered).map(|(line, _)| &line.instrument)
}

/// A questionnaire that the policy asks for and that is not answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpenQuestionnaire<'p> {
    /// What the policy says of it.
    pub rule: &'p QuestionnaireRule,
    /// Whether its step can be taken now; else it is for later, as what comes with the ending.
    pub is_for_now: bool,
}

/// The questionnaires that a case waits for: those of late and due steps first, what is for later
/// last, else in the order of the steps.
pub fn open_questionnaires<'p>(
    case: &Case,
    stage: &CaseStage<'p>,
    as_of: &AsOf<'_>,
) -> Vec<OpenQuestionnaire<'p>> {
    let mut steps: Vec<(u8, &StepStage)> =
        stage.steps.iter().filter_map(|step| Some((pressing(&step.state)?, step))).collect();
    steps.sort_by_key(|(pressing, _)| *pressing);
    let of_step = |(pressing, step)| {
        let missing = lines(case, stage, step, as_of).filter(|(_, is_answered)| !is_answered);
        missing.map(move |(rule, _)| OpenQuestionnaire { rule, is_for_now: pressing < LATER })
    };
    steps.into_iter().flat_map(of_step).collect()
}

/// What the policy asks for at a step, of a pupil in this key stage, and whether it is answered.
fn lines<'s>(
    case: &Case,
    stage: &CaseStage<'s>,
    step: &StepStage,
    as_of: &AsOf<'_>,
) -> impl Iterator<Item = (&'s QuestionnaireRule, bool)> {
    let own = case.key_stage_on(as_of.on, as_of.nation());
    let all = stage.version.into_iter().flat_map(|version| &version.policy.questionnaires);
    all.filter(move |line| {
        line.step == step.step && line.need == Need::Required && line.is_for(own)
    })
    .map(move |line| (line, is_answered(case, line, step.days)))
}

const LATER: u8 = 3;

/// How pressing an open step is, 0 the most; nothing for a step that is not open.
fn pressing(state: &StepState) -> Option<u8> {
    match state {
        StepState::Overdue(_) => Some(0),
        StepState::Due(_) => Some(1),
        // A step may count as done by other evidence; its questionnaire is missing all the same.
        StepState::Ready | StepState::Done(_) => Some(2),
        StepState::Waiting(..) => Some(LATER),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AsOf, case_stage};
    use super::*;
    use crate::domain::calendar::{Calendar, Nation, SchoolDays};
    use crate::domain::tests::as_written::{day, empty_case, in_force, record};
    use crate::domain::year_group::KeyStage;
    use crate::store::policies;

    fn pupil_of(year: &str) -> Case {
        let mut case = empty_case();
        case.referral = Some(record(&format!(
            "pupil: {{name: A B, year: {year}}}\n\
             referral: {{date: 2026-09-08, by: {{role: senco}}}}\n"
        )));
        case
    }

    /// What a pupil of this year waits for under the primary preset: for now, and for later.
    fn open(year: &str, ratings: &str) -> [Vec<String>; 2] {
        let mut case = pupil_of(year);
        case.ratings = record(ratings);
        let policy = policies::preset("primary").expect("a preset").clone();
        let policies = in_force(policy);
        let calendar = Calendar::default();
        let school_days = SchoolDays::new(&calendar, Nation::England);
        let as_of = AsOf { policies: &policies, school_days, school: None, on: day("2026-10-06") };
        let stage = case_stage(&case, &as_of);
        let all = open_questionnaires(&case, &stage, &as_of);
        [true, false].map(|now| {
            let these = all.iter().filter(|one| one.is_for_now == now);
            these.map(|one| one.rule.instrument.to_string()).collect()
        })
    }

    #[test]
    fn what_can_be_asked_now_stands_before_what_comes_later_and_each_pupil_gets_the_form_of_the_age()
     {
        let none = "ratings: []\n";
        let rated = "ratings:\n- {date: 2026-10-06, instrument: staff-rating, phase: before, \
                     respondent: {role: class-teacher}}\n";
        for (year, ratings, now, later) in [
            ("4", none, &["staff-rating"][..], ["self-esteem", "exit-pupil-ks2", "exit-teacher"]),
            ("2", none, &["staff-rating"], ["self-esteem", "exit-pupil-ks1", "exit-teacher"]),
            ("4", rated, &[], ["self-esteem", "exit-pupil-ks2", "exit-teacher"]),
        ] {
            assert_eq!(open(year, ratings), [now.to_vec(), later.to_vec()], "year {year}");
        }
    }

    #[test]
    fn the_key_stage_moves_on_with_the_school_years() {
        for (year, on, expected) in [
            ("2", "2026-09-10", Some(KeyStage::Ks1)),
            ("2", "2027-07-10", Some(KeyStage::Ks1)),
            ("2", "2027-09-10", Some(KeyStage::Ks2)),
            ("reception", "2026-09-10", None),
            ("reception", "2027-09-10", Some(KeyStage::Ks1)),
            ("6", "2027-09-10", Some(KeyStage::Ks3)),
        ] {
            let found = pupil_of(year).key_stage_on(day(on), Nation::England);
            assert_eq!(found, expected, "year {year} on {on}");
        }
    }
}
