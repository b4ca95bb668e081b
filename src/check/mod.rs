//! The checks: one file each, named like its code. A check sees typed records and names fields;
//! it never sees bytes, and never the clock: it judges the records as they are written and gives
//! the same answer on any day.

mod age_and_year;
mod allow;
mod answers;
mod attendance_period;
mod bad_email;
mod born_after_referral;
mod calendar_wrong;
mod case_view;
mod consent_before_referral;
mod decision_before_referral;
mod digest;
mod duplicate_id;
mod duplicate_person;
mod exit_before_start;
mod first_place;
mod follow_up_before_exit;
mod group_dates;
mod impossible_percentage;
mod judging_words;
mod list;
mod list_out_of_order;
mod logo_outside;
mod missing_marks;
mod no_headteacher;
mod no_safeguarding_lead;
mod no_way_to_reach_parents;
mod not_a_school_day;
mod other_without_words;
mod people;
mod person_without_role_or_name;
mod phone_lost_zero;
mod phrases;
mod policy_codes;
mod postponement_dates;
mod rating_off_scale;
mod readmission_before_exit;
mod restricted_text_in_shared_field;
mod review_before_start;
mod runner;
mod safeguarding_detail;
mod selection;
mod session_outside_group;
mod sibling_not_mutual;
mod staff_file_without_person;
mod texts;
mod trail;
mod unknown_band;
mod unknown_barrier;
mod unknown_case;
mod unknown_criterion;
mod unknown_group;
mod unknown_instrument;
mod unknown_item;
mod unknown_objective;
mod unknown_staff;
mod unknown_target;
mod unused_allow;
mod work_before_decision;
mod wrong_key_stage;
mod wrong_kind_of_answer;
mod wrong_respondent;

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
