//! One test program for all tests that use `lm` from outside.
#![allow(missing_docs, reason = "tests are named as sentences")]

mod architecture;
mod checks;
mod cli_check;
mod cli_help;
mod cli_init;
mod cli_new_referral;
mod cli_process;
mod document;
mod inert;
mod instruments;
mod policies;
mod schemas;
mod support;
