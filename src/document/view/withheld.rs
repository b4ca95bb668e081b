//! What is kept out of every document unless somebody who may see it asks for it: restricted
//! entries, and pointers to safeguarding concerns.

use crate::domain::date::Date;
use crate::domain::record::{Case, Remark};

/// The days of the entries that were kept back, oldest first: one for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld(pub Vec<Date>);

/// The case without its restricted entries and safeguarding pointers, and what was kept back.
///
/// Every view that may leave the mentor's desk is built from this case and not from the whole one,
/// so that no fact of a restricted entry, not even a count, can come into it.
pub fn unrestricted(case: &Case) -> (Case, Withheld) {
    let mut open = case.clone();
    let mut days = Vec::new();
    keep(&mut open.sessions.sessions, &mut days, |session| (session.date, session.restricted));
    keep(&mut open.contacts.contacts, &mut days, |contact| (contact.date, contact.restricted));
    keep(&mut open.contacts.concerns, &mut days, |concern| (concern.date, true));
    keep(&mut open.ratings.ratings, &mut days, |rating| (rating.date, rating.restricted));
    keep(&mut open.reviews.follow_up, &mut days, remark);
    for plan in &mut open.plan.plans {
        keep(&mut plan.comments, &mut days, remark);
        for target in &mut plan.targets {
            keep(&mut target.feedback, &mut days, remark);
        }
    }
    days.sort();
    (open, Withheld(days))
}

fn remark(remark: &Remark) -> (Date, bool) {
    (remark.date, remark.restricted)
}

fn keep<T>(entries: &mut Vec<T>, days: &mut Vec<Date>, look: impl Fn(&T) -> (Date, bool)) {
    entries.retain(|entry| {
        let (day, restricted) = look(entry);
        if restricted {
            days.push(day);
        }
        !restricted
    });
}
