//! The commands, one file each: `struct Arguments`, whose doc comment is the help, and `run`.

pub mod agreement;
pub mod check;
pub mod consent;
pub mod contact;
pub mod decide;
pub mod exit_check;
pub mod explain;
pub mod first_meeting;
pub mod init;
pub mod letter;
pub mod list;
pub mod new_referral;
pub mod plan;
pub mod policy;
pub mod promise;
pub mod report;
pub mod review_due;
pub mod scaffold;
pub mod schema;
pub mod session;
pub mod show;
pub mod suggest_targets;
pub mod target;
pub mod today;
pub mod why;
