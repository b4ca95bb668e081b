//! The commands, one file each: `struct Arguments`, whose doc comment is the help, and `run`.

pub mod check;
pub mod exit_check;
pub mod explain;
pub mod init;
pub mod letter;
pub mod list;
pub mod new_referral;
pub mod policy;
pub mod report;
pub mod review_due;
pub mod scaffold;
pub mod schema;
pub mod show;
pub mod suggest_targets;
pub mod today;
pub mod why;
