//! What of the records somebody does not look at who reads many of them, so that it can be passed
//! over.

/// What is not looked at, by the names of the types and their fields.
#[derive(Debug)]
pub struct Unread(pub &'static [(&'static str, &'static [UnreadField])]);

/// A field that is not looked at. In what is read it stands as if it were not written, so it must be
/// one that may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnreadField {
    /// Its name.
    pub name: &'static str,
    /// Of its entries, the first that is a list is looked at all the same: an observation is told
    /// from a questionnaire by it.
    pub but_first_list: bool,
}

impl Unread {
    /// Nothing: all is looked at.
    pub const NOTHING: Self = Self(&[]);

    /// The fields of a type that are not looked at.
    pub fn fields_of(&self, name: &str) -> &'static [UnreadField] {
        self.0.iter().find(|(of, _)| *of == name).map_or(&[], |(_, fields)| fields)
    }
}
