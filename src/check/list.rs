//! Every check, sorted by code. `tests/checks.rs` fails when a file of this folder is missing here.

use super::Check;

/// Every check.
pub const ALL: &[&Check] = &[
    &super::bad_email::CHECK,
    &super::duplicate_id::CHECK,
    &super::duplicate_person::CHECK,
    &super::no_way_to_reach_parents::CHECK,
    &super::person_without_role_or_name::CHECK,
    &super::phone_lost_zero::CHECK,
    &super::sibling_not_mutual::CHECK,
    &super::staff_file_without_person::CHECK,
    &super::unknown_case::CHECK,
    &super::unknown_group::CHECK,
    &super::unknown_staff::CHECK,
    &super::unused_allow::CHECK,
];
