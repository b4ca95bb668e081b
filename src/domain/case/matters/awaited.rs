//! What somebody waits for: a promise kept, a follow-up, a reply, an answer about consent.

use super::{Matter, MatterKind};
use crate::domain::calendar::Length;
use crate::domain::case::facts::latest_consent_at;
use crate::domain::case::stage::AsOf;
use crate::domain::case::steps::WrittenAt;
use crate::domain::date::Date;
use crate::domain::record::contacts::ReferralOn;
use crate::domain::record::referral::{ConsentAnswer, ConsentScope};
use crate::domain::record::{Case, RecordKind};

fn at(
    file: RecordKind,
    field: &'static str,
    entry: usize,
    part: Option<&'static str>,
) -> WrittenAt {
    WrittenAt { file, field, entry: Some(entry), part }
}

/// Promises to the pupil that are not kept on a day, the oldest first.
pub(super) fn promises(case: &Case, on: Date, found: &mut Vec<Matter>) {
    for (entry, session) in case.sessions.sessions.iter().enumerate() {
        let open = session.promises.iter().filter(|one| one.kept.is_none_or(|kept| kept > on));
        for promise in open.filter(|_| session.date <= on) {
            let what = (!session.restricted).then(|| promise.what.trim().to_owned());
            found.push(Matter::new(
                MatterKind::Promise { what, made: session.date },
                promise.by,
                Some(at(RecordKind::Sessions, "sessions", entry, Some("promises"))),
            ));
        }
    }
}

/// What was to be done after a contact and is not.
pub(super) fn follow_ups(case: &Case, on: Date, found: &mut Vec<Matter>) {
    for (entry, contact) in case.contacts.contacts.iter().enumerate() {
        let open = contact.follow_up.iter().filter(|one| one.done.is_none_or(|done| done > on));
        for follow_up in open.filter(|_| contact.date <= on) {
            let what = (!contact.restricted).then(|| follow_up.what.trim().to_owned());
            found.push(Matter::new(
                MatterKind::FollowUp { what, who: follow_up.who.clone() },
                follow_up.by,
                Some(at(RecordKind::Contacts, "contacts", entry, Some("follow_up"))),
            ));
        }
    }
}

/// Requests to other teams and agencies that have no reply.
pub(super) fn replies(case: &Case, as_of: &AsOf<'_>, found: &mut Vec<Matter>) {
    for (entry, request) in case.contacts.referrals_on.iter().enumerate() {
        let open = request.replied.is_none_or(|replied| replied > as_of.on);
        if !open || request.date > as_of.on {
            continue;
        }
        found.push(Matter::new(
            MatterKind::Reply {
                to: request.to,
                agency: request.agency.clone(),
                sent: request.date,
            },
            reply_by(request, as_of),
            Some(at(RecordKind::Contacts, "referrals_on", entry, None)),
        ));
    }
}

/// The day by which a reply is expected: as written down, else as the policy says of this team.
fn reply_by(request: &ReferralOn, as_of: &AsOf<'_>) -> Option<Date> {
    let by_policy = || {
        let policy = as_of.policies.in_force(request.date)?;
        let rule = policy.onward.iter().find(|rule| rule.to == request.to)?;
        let counted =
            as_of.school_days.counted(request.date, Length::Days(rule.reply_within_days?));
        Some(as_of.school_days.due_day(counted.day).day)
    };
    request.reply_by.or_else(by_policy)
}

/// The day on which the parents were asked for consent, when they have not answered since.
pub(super) fn consent(case: &Case, on: Date) -> Option<(Date, WrittenAt)> {
    let (entry, last) = latest_consent_at(case, ConsentScope::Programme, on)?;
    let open = last.answer == ConsentAnswer::NoReply;
    open.then(|| (last.date, at(RecordKind::Referral, "consent", entry, None)))
}

/// The day on which the parents took their consent back.
pub(super) fn withdrawn(case: &Case, on: Date) -> Option<Matter> {
    let (entry, last) = latest_consent_at(case, ConsentScope::Programme, on)?;
    let kind = MatterKind::ConsentWithdrawn { on: last.date };
    Some(Matter::new(kind, None, Some(at(RecordKind::Referral, "consent", entry, None))))
}
