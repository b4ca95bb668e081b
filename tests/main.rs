//! One test program for all tests that use `lm` from outside.
#![allow(missing_docs, reason = "tests are named as sentences")]

mod architecture;
#[cfg(unix)]
mod at_a_terminal;
mod checks;
mod cli_caseload;
mod cli_check;
mod cli_decide;
mod cli_ending;
mod cli_entry;
mod cli_exit_check;
mod cli_git;
mod cli_group;
mod cli_hand_over;
mod cli_help;
mod cli_init;
mod cli_instrument;
mod cli_new_referral;
mod cli_plan_ending;
mod cli_plan_sessions;
mod cli_process;
mod cli_rate;
mod cli_recording;
mod cli_scores;
mod cli_slips;
mod cli_staff;
mod cli_today;
mod cli_transfer;
mod cli_undo;
mod document;
#[cfg(unix)]
mod editors;
mod every_field;
mod examples;
#[cfg(target_os = "linux")]
mod faults;
mod hidden_values;
mod hostile;
mod inert;
mod instruments;
mod letters;
mod policies;
mod prepare;
#[cfg(unix)]
mod private;
mod readme;
mod reports;
mod schemas;
mod scripts;
mod support;
mod thirty_faults;
#[cfg(target_os = "linux")]
mod watched;
mod whole_year;
