//! The way from the top of a record to one field of it.

use std::fmt;

/// One step down: into a field by its key, or into a list by its index from 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Into the field of this name.
    Key(String),
    /// Into the list entry of this number, counted from 0.
    Index(usize),
}

/// The way from the top of a record to a field, written `targets[0].steps[2]`.
///
/// A check names a field by its path; only when the fault is drawn does the store turn the path
/// into a place in the text, so a clean run pays nothing for positions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldPath(Vec<Step>);

impl FieldPath {
    /// The record as a whole.
    pub fn top() -> Self {
        Self::default()
    }

    /// One key further down.
    #[must_use]
    pub fn key(mut self, name: impl Into<String>) -> Self {
        self.0.push(Step::Key(name.into()));
        self
    }

    /// One list entry further down, counted from 0.
    #[must_use]
    pub fn item(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }

    /// The steps, from the top.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}

impl From<&str> for FieldPath {
    /// A path of one key.
    fn from(name: &str) -> Self {
        Self::top().key(name)
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(name) if at == 0 => f.write_str(name)?,
                Step::Key(name) => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_as_a_person_would_write_it() {
        let path = FieldPath::from("plans").item(1).key("targets").item(0).key("by");
        assert_eq!(path.to_string(), "plans[1].targets[0].by");
        assert_eq!(FieldPath::top().to_string(), "");
    }
}
