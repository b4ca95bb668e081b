//! The receipt for a file that went to another school.

use super::{Matter, MatterKind, RECEIPT_WEEKS};
use crate::domain::calendar::Length;
use crate::domain::case::stage::AsOf;
use crate::domain::case::steps::WrittenAt;
use crate::domain::date::Date;
use crate::domain::record::reviews::Transfer;
use crate::domain::record::{Case, RecordKind};

/// The last file that went out and of which the new school has not said that it has come: its entry
/// among the exits, the transfer, and the day it was sent. Of one that went out long ago, nothing.
pub(super) fn awaits_receipt(case: &Case, on: Date) -> Option<(usize, &Transfer, Date)> {
    let exits = case.reviews.exits.iter().enumerate();
    let sent = exits.filter_map(|(entry, exit)| {
        let transfer = exit.transfer.as_ref()?;
        Some((entry, transfer, transfer.sent.filter(|sent| *sent <= on)?))
    });
    let last = sent.max_by_key(|(.., sent)| *sent)?;
    let (_, transfer, sent) = last;
    let is_open = transfer.receipt.is_none_or(|receipt| receipt > on);
    (is_open && on <= sent.add_weeks(RECEIPT_WEEKS)).then_some(last)
}

/// The receipt that is awaited, with the day that the policy gives it, where it gives one.
pub(super) fn receipt(case: &Case, as_of: &AsOf<'_>) -> Option<Matter> {
    let (entry, transfer, sent) = awaits_receipt(case, as_of.on)?;
    let at = WrittenAt {
        file: RecordKind::Reviews,
        field: "exits",
        entry: Some(entry),
        part: Some("transfer"),
    };
    let to = transfer.to_school.as_ref().map(|school| school.trim().to_owned());
    let kind = MatterKind::Receipt { to, sent };
    Some(Matter::new(kind, receipt_by(sent, as_of), Some(at)))
}

/// The day by which the new school says that a file has come which was sent on this day.
fn receipt_by(sent: Date, as_of: &AsOf<'_>) -> Option<Date> {
    let days = as_of.policies.in_force(sent)?.transfer.receipt_within_school_days?;
    let counted = as_of.school_days.counted(sent, Length::SchoolDays(days));
    Some(as_of.school_days.due_day(counted.day).day)
}
