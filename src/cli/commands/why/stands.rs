//! Why a case stands where it stands, and what its end asks for.

use super::Looked;
use super::chain::Chain;
use super::step;
use crate::cli::matter_words::{what, when};
use crate::cli::next_command;
use crate::cli::written_at::Lines;
use crate::domain::case::{
    Episode, EpisodeStart, Standing, WrittenAt, episodes, first_meetings, latest_consent_at,
    matters, only_group,
};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::StepId;
use crate::domain::record::RecordKind;
use crate::domain::record::referral::ConsentScope;

/// The standing with its reasons, and what is open.
pub(super) fn chains(looked: &Looked<'_>, lines: &mut Lines<'_>) -> Vec<Chain> {
    let stage = looked.stage;
    let mut chain = Chain::new("standing", stage.standing.to_string());
    for (text, at) in reasons(looked) {
        let at = at.map(|at| lines.of(at));
        chain.written("because", text, at);
    }
    if let Some(named) = stage.named {
        chain.because("stage", named.label.clone());
    }
    let times = [
        ("the decision", stage.times.to_decision),
        ("the first session", stage.times.to_first_session),
        ("the plan", stage.times.to_plan),
    ];
    let took: Vec<String> = times
        .iter()
        .filter_map(|(what, days)| Some(format!("{} to {what}", counted((*days)?))))
        .collect();
    if !took.is_empty() {
        chain.because("it took", format!("{} (from the referral)", took.join(", ")));
    }
    let mut open = Chain::new("open", "Open now");
    let group = only_group(looked.case, looked.as_of.on);
    for matter in matters(looked.case, stage, looked.as_of) {
        let day = when(&matter, looked.as_of.on);
        let day = if day.is_empty() { day } else { format!(" ({day})") };
        let command = next_command::for_matter(&matter, &looked.case.id, group);
        open.because("", format!("{}{day}: {command}", what(&matter, looked.as_of.on)));
    }
    if open.links.is_empty() {
        open = Chain::new("open", "Nothing is open.");
    }
    vec![chain, open]
}

fn counted(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

/// A reason and where it is written.
type Reason = (String, Option<WrittenAt>);

fn at(file: RecordKind, field: &'static str, entry: usize, part: &'static str) -> WrittenAt {
    WrittenAt { file, field, entry: Some(entry), part: Some(part) }
}

fn reasons(looked: &Looked<'_>) -> Vec<Reason> {
    let (case, on) = (looked.case, looked.as_of.on);
    let all = episodes(case, looked.as_of.policies, on);
    let mut reasons = Vec::new();
    if let Some(referred) = case.referred_on().filter(|day| *day <= on) {
        let at = WrittenAt {
            file: RecordKind::Referral,
            field: "referral",
            entry: None,
            part: Some("date"),
        };
        reasons.push((format!("referred on {}", referred.long()), Some(at)));
    }
    match all.last() {
        None => reasons.push(last_decision(looked)),
        Some(episode) => on_the_programme(looked, episode, &mut reasons),
    }
    reasons
}

fn last_decision(looked: &Looked<'_>) -> Reason {
    let (case, on) = (looked.case, looked.as_of.on);
    let decisions = case.decisions().enumerate();
    let last = decisions.filter(|(_, one)| one.date <= on).max_by_key(|(_, one)| one.date);
    match last {
        None => ("nobody has written down a decision".to_owned(), None),
        Some((entry, last)) => {
            let outcomes: Vec<&str> = last.outcome.iter().map(|one| one.label()).collect();
            let text = format!("decided on {}: {}", last.date.long(), outcomes.join(", "));
            (text, Some(at(RecordKind::Referral, "decisions", entry, "date")))
        }
    }
}

fn on_the_programme(looked: &Looked<'_>, episode: &Episode<'_>, reasons: &mut Vec<Reason>) {
    let (case, on) = (looked.case, looked.as_of.on);
    reasons.push(match episode.start {
        EpisodeStart::Decision(decision) => {
            let decisions = case.decisions();
            let entry = decisions.into_iter().position(|one| one == decision).unwrap_or(0);
            let text = format!("a place was given on {}", episode.from.long());
            (text, Some(at(RecordKind::Referral, "decisions", entry, "date")))
        }
        EpisodeStart::Readmission(back) => {
            let entry = case.reviews.readmissions.iter().position(|one| one == back).unwrap_or(0);
            let text = format!("came back on {}", episode.from.long());
            (text, Some(at(RecordKind::Reviews, "readmissions", entry, "date")))
        }
        EpisodeStart::Work => {
            let key = "steps.decision.need";
            let from = episode.from.long();
            (format!("work began on {from}; no decision has to be written ({key})"), None)
        }
    });
    let stands = looked.stage.standing;
    if let Some(exit) = episode.exit {
        let entry = case.reviews.exits.iter().position(|one| one == exit).unwrap_or(0);
        let codes: Vec<&str> = exit.criteria.iter().map(Id::as_str).collect();
        let text = format!("ended on {}: {}", exit.date.long(), codes.join(", "));
        reasons.push((text, Some(at(RecordKind::Reviews, "exits", entry, "date"))));
        let after = case.reviews.follow_up.iter().position(|one| one.date >= exit.date);
        if let Some(entry) = after.filter(|_| stands == Standing::FollowUp) {
            let at = at(RecordKind::Reviews, "follow_up", entry, "date");
            reasons.push(("supported afterwards".to_owned(), Some(at)));
        }
        return;
    }
    let consent = latest_consent_at(case, ConsentScope::Programme, on);
    if let Some((entry, answer)) = consent {
        let text = format!("consent {} on {}", answer.answer, answer.date.long());
        reasons.push((text, Some(at(RecordKind::Referral, "consent", entry, "date"))));
    } else if stands == Standing::AwaitingConsent {
        reasons.push(("consent is required, and no answer is written down".to_owned(), None));
    }
    begun(looked, episode, reasons);
}

/// The plan or the first session, and the last review.
fn begun(looked: &Looked<'_>, episode: &Episode<'_>, reasons: &mut Vec<Reason>) {
    let (case, on) = (looked.case, looked.as_of.on);
    let inside = |day: Date| (episode.from..=on).contains(&day);
    // The pupil may have been met before the place was given; whoever is back is met again.
    let is_back = matches!(episode.start, EpisodeStart::Readmission(_));
    let counts = |day: Date| inside(day) || !is_back && day <= on;
    let plans = case.plan.plans.iter().enumerate();
    let plan = plans.filter(|(_, one)| inside(one.starts)).max_by_key(|(_, one)| one.starts);
    let reviews = case.reviews.reviews.iter().enumerate();
    let review = reviews.filter(|(_, one)| inside(one.date)).max_by_key(|(_, one)| one.date);
    let met = first_meetings(case).filter(|(_, one)| counts(one.date));
    match (plan, met.min_by_key(|(_, one)| one.date)) {
        (Some((entry, plan)), _) => {
            let text = format!("the plan started on {}", plan.starts.long());
            reasons.push((text, Some(at(RecordKind::Plan, "plans", entry, "starts"))));
        }
        (None, Some((at, met))) => {
            let text = format!("first met on {}, and there is no plan yet", met.date.long());
            reasons.push((text, Some(WrittenAt { part: Some("date"), ..at })));
        }
        (None, None) => {
            reasons.push(("there is no plan and no meeting with the pupil yet".to_owned(), None));
        }
    }
    if let Some((entry, review)) = review {
        let decision = review.decision.map_or("no decision yet", |one| one.label());
        let text = format!("review of {}: {decision}", review.date.long());
        reasons.push((text, Some(at(RecordKind::Reviews, "reviews", entry, "date"))));
    }
}

/// What the end of the programme asks for: where it stands, and each of its steps.
pub(super) fn at_the_end(looked: &Looked<'_>, lines: &mut Lines<'_>) -> Vec<Chain> {
    let mut chains = chains(looked, lines);
    chains.truncate(1);
    let mut end = Chain::new("exit", "What the end of the programme asks for");
    for at_end in [
        StepId::RatingAfter,
        StepId::Ending,
        StepId::Evaluations,
        StepId::OutcomeInformed,
        StepId::FollowUp,
        StepId::Transfer,
    ] {
        let stage = looked.stage.step(at_end);
        let at = stage.evidence().map(|proof| lines.of(proof.at));
        let text = format!("{}: {}", at_end.label(), step::state(looked, stage));
        end.written("", text, at);
    }
    if let Some(version) = looked.stage.version {
        let criteria = &version.policy.exit.criteria;
        let labels: Vec<&str> = criteria.iter().map(|one| one.label.as_str()).collect();
        if !labels.is_empty() {
            end.because("criteria", labels.join("; "));
        }
        let title = &version.policy.title;
        let from = version.from;
        end.because(
            "policy",
            format!("{title}, in force since {} (policy/{from}.toml)", from.long()),
        );
    }
    end.because("see also", format!("lm exit-check {}", looked.case.id));
    chains.push(end);
    chains
}
