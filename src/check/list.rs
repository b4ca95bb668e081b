//! Every check, sorted by code. `tests/checks.rs` fails when a file of this folder is missing here.

use super::Check;

/// Every check.
pub const ALL: &[&Check] = &[
    &super::age_and_year::CHECK,
    &super::attendance_period::CHECK,
    &super::bad_email::CHECK,
    &super::born_after_referral::CHECK,
    &super::consent_before_referral::CHECK,
    &super::decision_before_referral::CHECK,
    &super::duplicate_id::CHECK,
    &super::duplicate_person::CHECK,
    &super::exit_before_start::CHECK,
    &super::follow_up_before_exit::CHECK,
    &super::group_dates::CHECK,
    &super::impossible_percentage::CHECK,
    &super::list_out_of_order::CHECK,
    &super::no_way_to_reach_parents::CHECK,
    &super::not_a_school_day::CHECK,
    &super::person_without_role_or_name::CHECK,
    &super::phone_lost_zero::CHECK,
    &super::postponement_dates::CHECK,
    &super::readmission_before_exit::CHECK,
    &super::review_before_start::CHECK,
    &super::session_outside_group::CHECK,
    &super::sibling_not_mutual::CHECK,
    &super::staff_file_without_person::CHECK,
    &super::unknown_case::CHECK,
    &super::unknown_group::CHECK,
    &super::unknown_staff::CHECK,
    &super::unused_allow::CHECK,
    &super::work_before_decision::CHECK,
];
