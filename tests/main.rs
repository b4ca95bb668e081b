//! One test program for all tests that use `lm` from outside.
