//! What of an exit check stands in the way of an ending, and what only advises against it.

use crate::cli::documents::in_quotes;
use crate::domain::exit::{CriterionCheck, ExitCheck, RequirementKind, Verdict, Weight};
use crate::domain::policy::CriterionKind;

/// What the records say otherwise: facts, which no reason outweighs.
pub(super) fn contradictions(check: &ExitCheck<'_>) -> Vec<String> {
    let is_fact = |one: &&CriterionCheck<'_>| {
        let met = one.verdict == Verdict::Met;
        match one.criterion.kind {
            CriterionKind::AllTargetsMet
            | CriterionKind::AgreedAtReview
            | CriterionKind::LeftSchool => !met,
            CriterionKind::ConsentWithdrawn => one.verdict == Verdict::NotMet,
            _ => false,
        }
    };
    check.named().filter(is_fact).flat_map(facts).collect()
}

/// What speaks against an ending that is for people to judge, or is missing before it.
pub(super) fn against(check: &ExitCheck<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for one in check.named() {
        if matches!(one.verdict, Verdict::NotMet | Verdict::CannotBeTold) {
            found.extend(facts(one));
        }
        let label = &one.criterion.label;
        found
            .extend(one.not_before.iter().map(|lack| format!("{label}, but first: {}", lack.says)));
    }
    let comes_before = |kind| {
        matches!(
            kind,
            RequirementKind::Consultation
                | RequirementKind::Questionnaire
                | RequirementKind::Decision
                | RequirementKind::Approval
        )
    };
    for one in check.missing().filter(|one| comes_before(one.kind)) {
        let what = if one.what.is_empty() { String::new() } else { format!(": {}", one.what) };
        found
            .push(format!("missing, and the policy asks for it: {}{what} ({})", one.kind, one.key));
    }
    found.iter().map(|line| in_quotes(line)).collect()
}

/// A criterion that does not hold, with what speaks against it.
fn facts(one: &CriterionCheck<'_>) -> Vec<String> {
    let label = &one.criterion.label;
    let tells = |weight| matches!(weight, Weight::Against | Weight::Missing | Weight::Note);
    let lines: Vec<String> = one
        .evidence
        .iter()
        .filter(|fact| tells(fact.weight))
        .map(|fact| in_quotes(&format!("{label}: {}", fact.says)))
        .collect();
    if lines.is_empty() { vec![format!("{label}: {}", one.verdict)] } else { lines }
}
