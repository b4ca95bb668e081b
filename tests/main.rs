//! One test program for all tests that use `lm` from outside.
#![allow(missing_docs, reason = "tests are named as sentences")]

mod architecture;
mod checks;
mod cli_check;
mod cli_help;
mod cli_process;
mod document;
mod hidden_values;
mod inert;
mod instruments;
mod policies;
mod schemas;
mod support;
mod thirty_faults;
