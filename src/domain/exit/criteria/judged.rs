//! Criteria that a person judges: need, progress, cooperation, coming. What a review found is the
//! judgement of those who sat there; without it the facts are laid out and nobody decides for them.

use super::super::attendance::AbsenceClass;
use super::super::evidence::{Evidence, Weight, counted};
use super::super::targets::{TargetCheck, TargetState};
use super::recorded::targets_in_short;
use super::{Facts, Finding, Verdict, said_at_review};
use crate::domain::case::WrittenAt;
use crate::domain::choices::AbsenceReason;
use crate::domain::policy::ExitCriterion;
use crate::domain::record::RecordKind;
use crate::domain::record::reviews::Progress;

/// With what the last review found, if it considered the criterion.
fn judged(facts: &Facts<'_, '_>, criterion: &ExitCriterion, evidence: Vec<Evidence>) -> Finding {
    let mut all = Vec::new();
    let verdict = if let Some((met, says)) = said_at_review(facts, criterion) {
        all.push(says);
        if met { Verdict::Met } else { Verdict::NotMet }
    } else {
        if let Some(review) = facts.window.review {
            let says = format!("the review of {} did not consider it", review.date.long());
            let at = facts.window.at_review(review, None);
            all.push(Evidence::missing(says).at(at));
        }
        Verdict::ForAPerson
    };
    all.extend(evidence);
    Finding::new(verdict, all)
}

/// What a questionnaire shows, one line each: what changed, never whether that is much.
fn scores(facts: &Facts<'_, '_>) -> Vec<Evidence> {
    let whole = facts.scores.iter().filter_map(|found| {
        let [before, review, after] = found.whole();
        let (from, to) = (before?, after.or(review)?);
        let when = if after.is_some() { "after" } else { "at the review" };
        let (from, to) = (from.round(), to.round());
        let weight = if to > from {
            Weight::For
        } else if to < from {
            Weight::Against
        } else {
            Weight::Note
        };
        let title = &found.instrument.title;
        let mut says =
            format!("{title}: {from:.0} before, {to:.0} {when}, of 100 (more is better)");
        let min = facts.window.policy.rating.min_weeks_between.map(i64::from);
        if found.weeks_between().zip(min).is_some_and(|(weeks, min)| weeks < min) {
            says.push_str("; too few weeks lie between to show much");
        }
        if found.other_people() {
            says.push_str("; other people answered, so that the change may be theirs");
        }
        Some(Evidence::new(weight, says))
    });
    whole.collect()
}

/// What the last review said of each target.
fn progress(facts: &Facts<'_, '_>) -> Option<(Vec<Progress>, Evidence)> {
    let review = facts.window.review?;
    let said: Vec<Progress> = review.progress.iter().map(|one| one.progress).collect();
    let good = |one: &&Progress| matches!(one, Progress::Met | Progress::GoodProgress);
    let count = said.iter().filter(good).count();
    if said.is_empty() {
        return None;
    }
    let words = format!(
        "at the review of {}, of {}: {count} met or with good progress",
        review.date.long(),
        counted(said.len(), "target")
    );
    let weight = if count == said.len() {
        Weight::For
    } else if count == 0 {
        Weight::Against
    } else {
        Weight::Note
    };
    let at = facts.window.at_review(review, Some("progress"));
    Some((said, Evidence::new(weight, words).at(at)))
}

/// The mirror of a fact, for a criterion that says the opposite.
fn turned(mut says: Evidence) -> Evidence {
    says.weight = match says.weight {
        Weight::For => Weight::Against,
        Weight::Against => Weight::For,
        other => other,
    };
    says
}

/// What every judgement of progress rests on.
fn of_progress(facts: &Facts<'_, '_>) -> Vec<Evidence> {
    let reviewed = progress(facts).map(|(_, says)| says);
    targets_in_short(facts).into_iter().chain(reviewed).chain(scores(facts)).collect()
}

pub(super) fn no_longer_needs_help(facts: &Facts<'_, '_>, criterion: &ExitCriterion) -> Finding {
    let evidence = of_progress(facts);
    if evidence.is_empty() && said_at_review(facts, criterion).is_none() {
        let says = "neither targets, nor a review, nor a questionnaire before and after";
        return Finding::new(Verdict::CannotBeTold, vec![Evidence::missing(says)]);
    }
    judged(facts, criterion, evidence)
}

pub(super) fn sound_progress(facts: &Facts<'_, '_>, criterion: &ExitCriterion) -> Finding {
    let evidence = of_progress(facts);
    let stuck = |one: &Progress| matches!(one, Progress::NoProgress | Progress::Worse);
    let reviewed = progress(facts);
    let measured = facts.targets.iter().any(|target| target.state != TargetState::Unmeasured);
    if evidence.is_empty() || (reviewed.is_none() && !measured && scores(facts).is_empty()) {
        let says = "neither a review, nor a measured target, nor a questionnaire before and after";
        return Finding::new(Verdict::CannotBeTold, vec![Evidence::missing(says)]);
    }
    let found = judged(facts, criterion, evidence);
    if found.verdict == Verdict::ForAPerson
        && reviewed.is_some_and(|(said, _)| said.iter().all(stuck))
    {
        return Finding::new(Verdict::NotMet, found.evidence);
    }
    found
}

pub(super) fn not_worked(facts: &Facts<'_, '_>, criterion: &ExitCriterion) -> Finding {
    let attendance = facts.attendance;
    if attendance.came == 0 && said_at_review(facts, criterion).is_none() {
        let says = "no session has taken place, so nobody can say that it did not work";
        return Finding::new(Verdict::CannotBeTold, vec![Evidence::missing(says)]);
    }
    let goes_on = facts.window.review.is_none() && facts.targets.iter().all(is_open);
    let reviewed = progress(facts).map(|(_, says)| says);
    let evidence: Vec<Evidence> = targets_in_short(facts)
        // What is open before the first review says nothing of what will come of it.
        .map(|says| if goes_on { Evidence { weight: Weight::Note, ..says } } else { turned(says) })
        .into_iter()
        .chain(reviewed.into_iter().chain(scores(facts)).map(turned))
        .collect();
    let counting = facts.targets.iter().filter(|target| target.state != TargetState::Dropped);
    let mut states = counting.map(|target| target.state).peekable();
    let all_met = states.peek().is_some() && states.all(|state| state == TargetState::Met);
    let found = judged(facts, criterion, evidence);
    if all_met && found.verdict == Verdict::ForAPerson {
        return Finding::new(Verdict::NotMet, found.evidence);
    }
    found
}

/// Whether nobody has said yet what came of a target.
fn is_open(target: &TargetCheck<'_>) -> bool {
    matches!(target.state, TargetState::Open | TargetState::Unmeasured | TargetState::Reached)
}

pub(super) fn uncooperative(facts: &Facts<'_, '_>, criterion: &ExitCriterion) -> Finding {
    let window = facts.window;
    let declined = |reason: &AbsenceReason| *reason == AbsenceReason::PupilDeclined;
    let count: usize = facts
        .attendance
        .reasons
        .iter()
        .filter(|((_, reason), _)| reason.as_ref().is_some_and(declined))
        .map(|(_, count)| count)
        .sum();
    let mut evidence = Vec::new();
    if count > 0 {
        let says = format!("the pupil chose not to come to {}", counted(count, "session"));
        evidence.push(Evidence::speaks_for(says));
    }
    let agreement = window.case.referral.as_ref().and_then(|file| file.agreement.as_ref());
    if let Some(day) = agreement.and_then(|agreement| agreement.declined)
        && window.days.contains(day)
    {
        let at = WrittenAt {
            file: RecordKind::Referral,
            field: "agreement",
            entry: None,
            part: Some("declined"),
        };
        let says = format!("the pupil did not want to sign the agreement of {}", day.long());
        evidence.push(Evidence::note(says).at(at));
    }
    let came = facts.attendance.came;
    if came > 0 {
        evidence.push(Evidence::against(format!("the pupil came to {}", counted(came, "session"))));
    }
    if count == 0 && said_at_review(facts, criterion).is_none() {
        evidence.push(Evidence::against("nothing says that the pupil chose not to come"));
        return Finding::new(Verdict::NotMet, evidence);
    }
    judged(facts, criterion, evidence)
}

pub(super) fn does_not_attend(facts: &Facts<'_, '_>, criterion: &ExitCriterion) -> Finding {
    let attendance = facts.attendance;
    let reviewed = said_at_review(facts, criterion).is_some();
    if attendance.arranged == 0 && !reviewed {
        let says = Evidence::missing("no session is written down");
        return Finding::new(Verdict::CannotBeTold, vec![says]);
    }
    let missed = attendance.not_held(AbsenceClass::Pupil);
    let mut evidence = Vec::new();
    let could = attendance.could_have_come();
    if let Some(percent) = attendance.missed_percent() {
        let weight = if missed == 0 { Weight::Against } else { Weight::For };
        let says = format!(
            "the pupil missed {missed} of the {} that they could have come to ({percent:.0} %)",
            counted(could, "session")
        );
        evidence.push(Evidence::new(weight, says));
    }
    if attendance.missed_in_a_row > 1 {
        let says = format!("the last {} in a row", attendance.missed_in_a_row);
        evidence.push(Evidence::speaks_for(says));
    }
    for class in [AbsenceClass::School, AbsenceClass::CouldNotCome] {
        let count = attendance.not_held(class);
        if count > 0 {
            let sessions = counted(count, "other session");
            evidence.push(Evidence::note(format!("{sessions} not counted: {class}")));
        }
    }
    let not_said = attendance.not_held(AbsenceClass::NotSaid);
    if not_said > 0 {
        let says = format!(
            "{} did not take place, and no reason is written",
            counted(not_said, "session")
        );
        evidence.push(Evidence::missing(says));
    }
    let comes = attendance.missed_in_a_row == 0 && attendance.came > missed;
    if !reviewed && missed == 0 && not_said > 0 {
        return Finding::new(Verdict::CannotBeTold, evidence);
    }
    let found = judged(facts, criterion, evidence);
    if found.verdict == Verdict::ForAPerson && (missed == 0 || comes) {
        return Finding::new(Verdict::NotMet, found.evidence);
    }
    found
}
