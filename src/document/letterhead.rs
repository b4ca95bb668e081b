//! What stands above the body of a document, line by line, for every output alike.

use super::model::Meta;
use super::parse::link::{dialled, one_part};

/// A line with something a person may tap on.
pub(super) struct Contact<'a> {
    /// Before it: `Telephone`.
    pub(super) label: &'static str,
    /// What one reads.
    pub(super) text: &'a str,
    /// Where it leads.
    pub(super) url: String,
}

/// How the school can be reached; what is empty is left out.
pub(super) fn contacts(meta: &Meta) -> Vec<Contact<'_>> {
    let phone = Contact {
        label: "Telephone",
        text: &meta.phone,
        url: format!("tel:{}", dialled(&meta.phone)),
    };
    let email = Contact {
        label: "Email",
        text: &meta.email,
        url: format!("mailto:{}", one_part(&meta.email)),
    };
    [phone, email].into_iter().filter(|contact| !contact.text.is_empty()).collect()
}

/// The line with the school's reference, if there is one.
pub(super) fn reference(meta: &Meta) -> Option<String> {
    (!meta.reference.is_empty()).then(|| format!("Our reference: {}", meta.reference))
}
