//! What would be left undone if the programme ended: promises, open requests, things to be done
//! after a contact. No policy asks for it; a pupil may.

use super::evidence::Evidence;
use super::window::Window;
use crate::domain::case::WrittenAt;
use crate::domain::date::Date;
use crate::domain::record::RecordKind;

pub(super) fn of(window: &Window<'_>) -> Vec<Evidence> {
    let mut found = Vec::new();
    let until = window.until;
    let open = |done: Option<Date>| done.is_none_or(|day| day > until);
    let at = |file, field, entry, part| WrittenAt { file, field, entry: Some(entry), part };
    for (entry, session) in window.case.sessions.sessions.iter().enumerate() {
        if !window.days.contains(session.date) {
            continue;
        }
        for promise in session.promises.iter().filter(|promise| open(promise.kept)) {
            let says = if session.restricted {
                format!("a promise of {} is not kept yet", session.date.long())
            } else {
                let what = promise.what.trim();
                format!("promised on {}, not kept yet: ‹{what}›", session.date.long())
            };
            found.push(Evidence::note(says).at(at(
                RecordKind::Sessions,
                "sessions",
                entry,
                Some("promises"),
            )));
        }
    }
    for (entry, contact) in window.case.contacts.contacts.iter().enumerate() {
        let Some(task) = &contact.follow_up else { continue };
        if window.days.contains(contact.date) && !contact.restricted && open(task.done) {
            let says = format!("to be done since {}: ‹{}›", contact.date.long(), task.what.trim());
            found.push(Evidence::note(says).at(at(
                RecordKind::Contacts,
                "contacts",
                entry,
                Some("follow_up"),
            )));
        }
    }
    for (entry, request) in window.case.contacts.referrals_on.iter().enumerate() {
        if window.days.contains(request.date) && open(request.replied) {
            let to = request
                .agency
                .clone()
                .map_or_else(|| request.to.to_string(), |name| format!("‹{name}›"));
            let says = format!("no reply yet from the {to}, asked on {}", request.date.long());
            found.push(Evidence::note(says).at(at(
                RecordKind::Contacts,
                "referrals_on",
                entry,
                None,
            )));
        }
    }
    found
}
