//! The checks: one file each, named like its code. A check sees typed records and names fields;
//! it never sees bytes, and never the clock: it judges the records as they are written and gives
//! the same answer on any day.

mod age_and_year;
mod allow;
mod anchor_or_alias;
mod attendance_period;
mod bad_date;
mod bad_email;
mod bad_id;
mod bad_time;
mod bad_year_group;
mod born_after_referral;
mod case_view;
mod conflict_marker;
mod consent_before_referral;
mod control_character;
mod decision_before_referral;
mod digest;
mod duplicate_entry;
mod duplicate_id;
mod duplicate_key;
mod duplicate_person;
mod encrypted_file;
mod exit_before_start;
mod first_place;
mod follow_up_before_exit;
mod group_dates;
mod impossible_percentage;
mod leading_zero;
mod link_in_records;
mod list;
mod list_out_of_order;
mod merge_key;
mod missing_key;
mod missing_referral;
mod more_faults;
mod no_way_to_reach_parents;
mod not_a_file;
mod not_a_school_day;
mod not_csv;
mod not_toml;
mod not_utf8;
mod not_yaml;
mod odd_key;
mod people;
mod person_without_role_or_name;
mod phone_lost_zero;
mod policy_contradiction;
mod postponement_dates;
mod readmission_before_exit;
mod review_before_start;
mod runner;
mod selection;
mod session_outside_group;
mod several_documents;
mod sibling_not_mutual;
mod smart_quotes;
mod staff_file_without_person;
mod stray_file;
mod tab_indentation;
mod too_big;
mod too_deep;
mod trail;
mod type_tag;
mod unknown_case;
mod unknown_choice;
mod unknown_group;
mod unknown_key;
mod unknown_staff;
mod unreadable;
mod unused_allow;
mod work_before_decision;
mod wrong_type;
mod wrong_value;
mod yes_no_word;

pub use case_view::CaseView;
pub use digest::CaseDigest;
pub use list::ALL;
pub use runner::{Report, run};
pub use selection::Selection;

use crate::diag::{Code, Finding};
use crate::store::School;

/// One kind of fault: its name, its documentation, and how it is found.
pub struct Check {
    /// Its name everywhere.
    pub code: Code,
    /// What it finds, why it matters, what to do: three headed paragraphs of Markdown.
    pub explanation: &'static str,
    /// How it is found.
    pub finder: Finder,
}

/// How a kind of fault is found.
pub enum Finder {
    /// While files are read; the store reports it.
    Loading,
    /// By looking at what is not a case: the school, its policy, calendar, groups, staff.
    School(fn(&School, &mut Vec<Finding>)),
    /// By looking at one case with its school.
    Case(fn(&CaseView<'_>, &mut Vec<Finding>)),
    /// In both: first by looking at what is not a case, then at each case.
    Both(fn(&School, &mut Vec<Finding>), fn(&CaseView<'_>, &mut Vec<Finding>)),
    /// By comparing cases.
    Across(fn(&School, &[CaseDigest], &mut Vec<Finding>)),
    /// After all others, from what they found (an `allow` that nothing needed).
    Afterwards,
}

/// The check of this code.
pub fn by_code(code: &str) -> Option<&'static Check> {
    ALL.iter().copied().find(|check| check.code.0 == code)
}
