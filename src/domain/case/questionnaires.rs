//! Which questionnaires a case waits for.

use super::{CaseStage, StepState, is_answered};
use crate::domain::calendar::Nation;
use crate::domain::policy::{Need, QuestionnaireRule};
use crate::domain::record::Case;

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
    nation: Nation,
) -> Vec<OpenQuestionnaire<'p>> {
    let Some(version) = stage.version else { return Vec::new() };
    let key_stage = case.key_stage_on(stage.on, nation);
    let mut steps: Vec<_> =
        stage.steps.iter().filter_map(|step| Some((pressing(&step.state)?, step))).collect();
    steps.sort_by_key(|(pressing, _)| *pressing);
    let lines = &version.policy.questionnaires;
    let of_step = |(pressing, step)| {
        let step: &super::StepStage = step;
        lines
            .iter()
            .filter(move |line| {
                line.step == step.step
                    && line.need == Need::Required
                    && line.is_for(key_stage)
                    && !is_answered(case, line, step.days)
            })
            .map(move |rule| OpenQuestionnaire { rule, is_for_now: pressing < LATER })
    };
    steps.into_iter().flat_map(of_step).collect()
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
    use crate::domain::calendar::{Calendar, SchoolDays};
    use crate::domain::date::Date;
    use crate::domain::id::Id;
    use crate::domain::policy::{PolicyShelf, PolicyVersion};
    use crate::domain::year_group::KeyStage;
    use crate::store::{policies, yaml};
    use serde::de::DeserializeOwned;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    fn record<T: DeserializeOwned>(text: &str) -> T {
        let read = yaml::read(&"test".into(), text);
        assert!(read.findings.is_empty(), "{:?}", read.findings);
        read.value.expect("a record")
    }

    fn pupil_of(year: &str) -> Case {
        let mut case = Case::empty(Id::new("k7q2m").expect("an id"));
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
        let policies = PolicyShelf::new(vec![PolicyVersion { from: day("2020-09-01"), policy }]);
        let calendar = Calendar::default();
        let school_days = SchoolDays::new(&calendar, Nation::England);
        let as_of = AsOf { policies: &policies, school_days, school: None, on: day("2026-10-06") };
        let stage = case_stage(&case, &as_of);
        let all = open_questionnaires(&case, &stage, Nation::England);
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
