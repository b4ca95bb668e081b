//! One test program for all tests that use `lm` from outside.

mod architecture;
mod checks;
mod instruments;
mod policies;
mod support;
