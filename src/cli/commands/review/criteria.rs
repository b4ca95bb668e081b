//! The exit criteria at a review: whether each is met, in the eyes of those who sit there.

use super::super::exit_check;
use super::targets;
use crate::cli::ask::{self, Choices, Question, Refusal, Said, words};
use crate::cli::call::Call;
use crate::cli::documents::in_quotes;
use crate::cli::outcome::CommandError;
use crate::cli::recording::OpenCase;
use crate::domain::date::Date;
use crate::domain::exit::{CriterionCheck, Verdict};
use crate::domain::policy::{CriterionKind, ExitCriterion, Policy};
use crate::domain::record::plan::{TargetOutcome, TargetResult};
use serde_json::{Value as Json, json};

fn in_use(policy: &Policy, day: Date) -> impl Iterator<Item = &ExitCriterion> {
    let criteria = policy.exit.criteria.iter();
    criteria.filter(move |one| one.retired.is_none_or(|retired| day < retired))
}

/// Whether a criterion is met, as a flag writes it: `all-targets-met=no`.
pub(super) fn finding(typed: &str, open: &OpenCase, day: Date) -> Result<Json, Refusal> {
    let policy = open.school.policies.in_force(day);
    let list = policy.into_iter().flat_map(|policy| in_use(policy, day));
    let choices =
        Choices::new("an exit criterion", list.map(|one| (one.id.as_str(), one.label.as_str())))
            .otherwise("lm policy explain exit.criteria lists those of the policy");
    let Some((code, rest)) = typed.split_once('=') else {
        let message = format!("‹{}› does not say whether it is met", typed.trim());
        return Err(Refusal::new(message, "write it like all-targets-met=no"));
    };
    let (met, evidence) =
        rest.split_once(':').map_or((rest, None), |(met, said)| (met, Some(said)));
    let code = choices.find(code)?.code.clone();
    let met = ask::read_yes_or_no(met.trim())?;
    let evidence = evidence.map(words::any_lines).transpose()?;
    Ok(json!({ "criterion": code, "met": met, "evidence": evidence }))
}

/// Every criterion that nobody spoke of was considered and is not met.
pub(super) fn add_others(policy: &Policy, day: Date, given: &mut Vec<String>) {
    for one in in_use(policy, day) {
        if !is_given(one, given) {
            given.push(format!("{}=no", one.id));
        }
    }
}

fn is_given(one: &ExitCriterion, given: &[String]) -> bool {
    given.iter().any(|typed| typed.split('=').next().map(str::trim) == Some(one.id.as_str()))
}

/// Asks of each criterion that getting on can meet, or for which something speaks, with the facts:
/// those of the records, and what was said of the targets a moment ago.
pub(super) fn ask(
    open: &OpenCase,
    day: Date,
    progress: &[String],
    given: &mut Vec<String>,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    let mut case = open.case.clone();
    for (plan, at) in targets::said_to_be_met(open, day, progress) {
        case.plan.plans[plan].targets[at].outcome =
            Some(TargetOutcome { result: TargetResult::Met, date: day, evidence: None, by: None });
    }
    let check = exit_check::judge(&case, &open.school, call)?;
    for one in &check.criteria {
        if is_given(one.criterion, given) || !is_asked(one) {
            continue;
        }
        ask::talk(call, &format!("Exit criterion: {} ({})\n", one.criterion.label, one.verdict));
        for fact in &one.evidence {
            ask::talk(call, &format!("  - {}\n", in_quotes(&fact.says)));
        }
        let help = "As those at the review see it; the facts above are what is written down";
        let met = ask::yes_or_no(call, "Is it met?", help, one.verdict == Verdict::Met)?;
        let Said::This(true) = met else {
            given.push(format!("{}=no", one.criterion.id));
            continue;
        };
        let shows = Question::optional("What shows it?", "In a few words");
        let evidence = match ask::ask(call, &shows, words::one_line)? {
            Said::This(Some(evidence)) => format!(": {evidence}"),
            _ => String::new(),
        };
        given.push(format!("{}=yes{evidence}", one.criterion.id));
    }
    Ok(())
}

fn is_asked(one: &CriterionCheck<'_>) -> bool {
    match one.criterion.kind {
        CriterionKind::NoLongerNeedsHelp
        | CriterionKind::AllTargetsMet
        | CriterionKind::SoundProgress => true,
        // It is what the review decides.
        CriterionKind::AgreedAtReview => false,
        _ => matches!(one.verdict, Verdict::Met | Verdict::ForAPerson),
    }
}
