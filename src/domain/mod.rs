//! What a record is and what follows from it: types and rules. No files, no clock, and no other
//! room of this crate.

pub mod calendar;
pub mod case;
pub mod caseload;
pub mod choices;
pub mod date;
pub mod exit;
pub mod find_person;
pub mod id;
pub mod instrument;
pub mod letter;
pub mod mentor_week;
pub mod person;
pub mod plain_words;
pub mod policy;
pub mod policy_trial;
pub mod readability;
pub mod record;
pub mod register;
pub mod roles;
pub mod spoken_date;
pub mod statistics;
pub mod target_areas;
pub mod target_words;
#[cfg(test)]
pub(crate) mod tests;
pub mod year_group;
