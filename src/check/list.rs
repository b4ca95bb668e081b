//! Every check, sorted by code. `tests/checks.rs` fails when a file of this folder is missing here.

use super::Check;

/// Every check.
pub const ALL: &[&Check] = &[&super::unused_allow::CHECK];
