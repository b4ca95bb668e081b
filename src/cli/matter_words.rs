//! A matter in plain words: what it is, and why it is due then.

use super::case_line::why_review;
use crate::domain::calendar::Length;
use crate::domain::case::{CountedFrom, Deadline, DueBy, Matter, MatterKind};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::StepId;
use crate::domain::spoken_date;

/// What there is to see to, in a line.
pub fn what(matter: &Matter, today: Date) -> String {
    match &matter.kind {
        MatterKind::Promise { what: Some(what), made } => {
            format!("“{what}” (promised on {})", day_and_month(*made))
        }
        MatterKind::Promise { what: None, made } => {
            format!("a promise of {} (in a restricted entry)", made.long())
        }
        MatterKind::Step { step: StepId::Review, first, .. }
            if first.is_empty() && !matter.questionnaires.is_empty() =>
        {
            let forms: Vec<&str> = matter.questionnaires.iter().map(Id::as_str).collect();
            format!("review; first: {}", forms.join(", "))
        }
        MatterKind::Step { step, first, .. } if first.is_empty() => step.label().to_owned(),
        MatterKind::Step { step, first, .. } => {
            format!("{}; first: {}", step.label(), steps(first))
        }
        MatterKind::Next(steps) => next(steps),
        MatterKind::ConsentUnanswered { asked } => {
            format!("parental consent: asked on {}, no reply yet", day_and_month(*asked))
        }
        MatterKind::ExitToWrite { decided } => {
            format!("the ending that the review of {} decided", day_and_month(*decided))
        }
        MatterKind::ConsentWithdrawn { on } => {
            format!("the ending: consent was withdrawn on {}", day_and_month(*on))
        }
        MatterKind::FollowUp { what, who } => {
            let what = what.as_deref().unwrap_or("a follow-up (in a restricted entry)");
            who.as_ref().map_or_else(|| what.to_owned(), |who| format!("{what} ({who})"))
        }
        MatterKind::Reply { to, agency, sent } => {
            let whom = agency.clone().unwrap_or_else(|| to.label().to_owned());
            format!("a reply from {whom}, asked on {}", day_and_month(*sent))
        }
        MatterKind::Receipt { to, sent } => {
            let from = to.as_deref().unwrap_or("the new school");
            format!("word from {from} that the file of {} has come", day_and_month(*sent))
        }
        MatterKind::EndingToPrepare { held, planned } => {
            let so_far = if held < planned {
                format!("{held} of {planned}")
            } else {
                format!("all {planned}")
            };
            format!("prepare the end with the pupil: {so_far} planned sessions are held")
        }
        MatterKind::NoContact { last, .. } => {
            format!("no contact for {} days, since {}", last.days_until(today), last.long())
        }
        MatterKind::TargetsPast(targets) => match targets.as_slice() {
            [one] => format!("target {one} is past its day"),
            several => {
                let ids: Vec<&str> = several.iter().map(Id::as_str).collect();
                format!("targets {} are past their day", ids.join(", "))
            }
        },
        MatterKind::Targets { undated, unmeasured } => targets(*undated, *unmeasured),
        MatterKind::ReferrerNotTold { decided } => {
            format!("tell the referrer of the decision of {}", day_and_month(*decided))
        }
        MatterKind::ParentsNotTold { reviewed, .. } => {
            format!("tell the parents of the review of {}", day_and_month(*reviewed))
        }
        MatterKind::PlanNotCopied { starts } => {
            format!("a copy of the plan of {} to the parents", day_and_month(*starts))
        }
        MatterKind::NoMentor => "nobody is named as the mentor".to_owned(),
        MatterKind::HandOver { to, until: None, .. } => {
            format!("hand-over: {to} was asked to take the case on, no answer yet")
        }
        MatterKind::HandOver { to, until: Some(until), .. } => {
            format!("cover: {to} was asked until {}, no answer yet", day_and_month(*until))
        }
        MatterKind::NeedsCover { mentor, leaves: true, .. } => {
            format!("{mentor} leaves, and nobody takes the case over yet")
        }
        MatterKind::NeedsCover { mentor, from, to, .. } => {
            let until = to.map_or_else(String::new, |to| format!(" to {}", day_and_month(to)));
            format!("{mentor} is away from {}{until}, and nobody covers", day_and_month(*from))
        }
        MatterKind::Waiting { urgency: Some(urgency), .. } => {
            format!("help was wanted {urgency}")
        }
        MatterKind::Waiting { urgency: None, .. } => "nobody wrote how urgent it is".to_owned(),
    }
}

/// More steps than this are only counted.
const MOST_STEPS: usize = 3;

fn next(steps: &[StepId]) -> String {
    let said: Vec<&str> = steps
        .iter()
        .take(MOST_STEPS)
        .map(|step| match step {
            StepId::Review => "a day for the next review",
            step => step.label(),
        })
        .collect();
    let said = said.join("; ");
    match steps.len() - steps.len().min(MOST_STEPS) {
        0 => said,
        more => format!("{said}; and {more} more"),
    }
}

fn targets(undated: usize, unmeasured: usize) -> String {
    let many = |count: usize, what: &str| {
        let s = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} target{s} without {what}"))
    };
    let parts = [many(undated, "a date"), many(unmeasured, "a measure")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Why it is due on its day; empty where nobody counted.
pub fn why(matter: &Matter) -> String {
    match &matter.kind {
        MatterKind::Step { due, .. } => why_due(due),
        MatterKind::NoContact { allowed, .. } => {
            format!("the policy allows {allowed} days without contact")
        }
        _ => String::new(),
    }
}

/// Why a step is due on its day, in a few words.
pub fn why_due(due: &DueBy) -> String {
    let length = due.length.map_or_else(String::new, Length::in_words);
    let from = due.counted_from.long();
    let mut why = match &due.deadline {
        Deadline::Within(of) => format!("{length} after this step: {of}, {from}"),
        Deadline::Urgency(urgency) => {
            format!("help was wanted {urgency}: {length} after the referral of {from}")
        }
        Deadline::Transfer => format!("{length} after the pupil left on {from}"),
        Deadline::Review(rule) => {
            let what = due.counted_from_what.unwrap_or(CountedFrom::Plan);
            why_review(rule, what, due.counted_from)
        }
    };
    if let Some(day) = due.postponed_from {
        why = format!("{why}; put off from {}", day.long());
    }
    if let Some(because) = &due.due.moved_because {
        why = format!("{why}; {} is {because}", due.due.raw.long());
    }
    if due.beyond_calendar {
        why.push_str("; counted without the school's calendar, which ends before");
    }
    why
}

/// Steps in words, with commas.
pub fn steps(steps: &[StepId]) -> String {
    steps.iter().map(|step| step.label()).collect::<Vec<_>>().join(", ")
}

/// How late it is, or when it is due: `9 days late`, `tomorrow`, `Wed 2 Dec 2026`.
pub fn when(matter: &Matter, today: Date) -> String {
    match (matter.by, matter.days_late(today)) {
        (None, _) => String::new(),
        (Some(_), Some(1)) => "1 day late".to_owned(),
        (Some(_), Some(late @ ..14)) => format!("{late} days late"),
        (Some(_), Some(late)) => format!("{} weeks late", late / 7),
        (Some(by), None) if today.days_until(by) < 2 => spoken_date::distance(by, today),
        (Some(by), None) => by.brief(),
    }
}

/// `14 October`, for a day of which the year is plain.
fn day_and_month(day: Date) -> String {
    let long = day.long();
    long.rsplit_once(' ').map_or_else(|| long.clone(), |(short, _)| short.to_owned())
}
