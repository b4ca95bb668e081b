//! What of a case nobody looks at who asks where it stands and what there is to see to: nearly all
//! of the words in it, and the marks of questionnaires. The tests of `cli::case_matters` and
//! `cli::case_line` hold the rules to it: they read every example both ways. A field that a rule
//! begins to look at is taken out here first.

use crate::domain::record::{Unread, UnreadField};

macro_rules! unread {
    ($($of:ident: $($field:ident)+ $(($but_first_list:ident))?;)*) => {
        &[$((stringify!($of), &[
            $(UnreadField { name: stringify!($field), but_first_list: false },)+
            $(UnreadField { name: stringify!($but_first_list), but_first_list: true },)?
        ])),*]
    };
}

/// What [`case_stage`](super::case_stage), [`matters`](super::matters()) and
/// [`next_review`](super::next_review) do not look at. In brackets: but for the first list in it.
pub const UNREAD: Unread = Unread(unread! {
    ReferralFile: parents;
    Pupil: known_as pronouns date_of_birth sex home_language ethnicity sen joined siblings;
    Referral: written_by copy_to_referrer class_teacher_consulted reasons other_reason criteria
        strengths background strategies_tried evidence agencies from_previous_school;
    Prioritised: with note;
    Decision: reason subjects days agency;
    Rating: version scribe attendance_percent lesson time comment recorded_by (marks);
    Plan: mode focus barriers extra_or_different strategies resources adjustments comments
        recorded_by;
    Target: objective barrier steps helpers feedback;
    Measure: readings;
    TargetOutcome: evidence by;
    FirstMeeting: mentor covered feelings questions;
    Session: id time minutes mode place reason targets progress this_week pupil_said next
        recorded_by;
    ContactsFile: concerns;
    Contact: id time note minutes reply by meeting visit;
    ReferralOn: reason outcome by;
    Review: id conducted_by contributed declined progress criteria still_needed pupil_view
        teacher_view parent_view decided_by reason recorded_by;
    Exit: circumstances decided_by consulted approaches_tried keeping_it_up summary recorded_by;
    Remark: by text;
});
