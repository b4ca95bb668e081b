//! A logo that does not lie in the records folder.

use super::{Check, Finder};
use crate::diag::{Code, Finding, Place};
use crate::store::{SETTINGS_FILE, School};
use crate::text::FieldPath;

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("logo-outside"),
    explanation: "\
## What it finds
A `logo` in `lm.toml` that is an address on the web or a path that leads out of the records folder:
one that begins with `/` or a drive letter, or that has `..` in it.

    logo = \"C:\\\\Users\\\\office\\\\crest.png\"

## Why it matters
The picture is on one computer only: letters made on another have none. And a letter that fetches a
picture from the web tells somebody else when it is opened.

## What to do
Put the picture into the records folder, beside `lm.toml`, and write its name only:
`logo = \"crest.png\"`.
",
    finder: Finder::School(find),
};

fn find(school: &School, findings: &mut Vec<Finding>) {
    let logo = school.settings.as_ref().and_then(|settings| settings.school.logo.as_deref());
    if !logo.is_some_and(leads_out) {
        return;
    }
    findings.push(
        Finding::warning(
            CHECK.code,
            "this picture is not in the records folder",
            Place::field(SETTINGS_FILE, FieldPath::from("school").key("logo")),
        )
        .label("somewhere else")
        .help("put the picture beside lm.toml and write its name only"),
    );
}

fn leads_out(path: &str) -> bool {
    path.starts_with(['/', '\\', '~'])
        || path.contains(':')
        || path.split(['/', '\\']).any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_beside_the_settings_is_inside_and_any_other_is_not() {
        for inside in ["crest.png", "pictures/crest.svg", "crest..png", "./crest.png"] {
            assert!(!leads_out(inside), "{inside}");
        }
        for outside in [
            "/srv/crest.png",
            "../crest.png",
            "pictures/../../crest.png",
            "C:\\crest.png",
            "\\\\server\\crest.png",
            "https://example.org/crest.png",
            "~/crest.png",
        ] {
            assert!(leads_out(outside), "{outside}");
        }
    }
}
