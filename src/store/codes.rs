//! The codes of the faults that reading finds, before any check has looked at a record. What they
//! mean for a person is told by `lm explain`; how they are worded, by whoever reports them.

use crate::diag::Code;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal;)+) => {
        $($(#[doc = $doc])+ pub const $name: Code = Code($code);)+

        /// Every code of this room, in the order of this file.
        pub const ALL: &[Code] = &[$($name),+];
    };
}

codes! {
    /// A key that this kind of record does not know.
    UNKNOWN_KEY = "unknown-key";
    /// A list where a text stands, a text where a number stands, and so on.
    WRONG_TYPE = "wrong-type";
    /// A value of the right kind that cannot be.
    WRONG_VALUE = "wrong-value";
    /// A word that is not one of those to choose from.
    UNKNOWN_CHOICE = "unknown-choice";
    /// A key that must be there and is not, or has no value.
    MISSING_KEY = "missing-key";
    /// The same key twice in one entry.
    DUPLICATE_KEY = "duplicate-key";
    /// Two entries of a list with the same id, in a policy or an instrument.
    DUPLICATE_ENTRY = "duplicate-entry";
    /// Two rules of a policy that cannot both hold.
    POLICY_CONTRADICTION = "policy-contradiction";
    /// Not a day of the calendar, written year-month-day.
    BAD_DATE = "bad-date";
    /// Not a time of day, written hours:minutes.
    BAD_TIME = "bad-time";
    /// Not a year group as the nation's schools name them.
    BAD_YEAR_GROUP = "bad-year-group";
    /// Not an id: small letters, digits and dashes.
    BAD_ID = "bad-id";
    /// `yes`, `no`, `on`, `off`, `True` … where `true` or `false` is wanted.
    YES_NO_WORD = "yes-no-word";
    /// A number with a zero in front, which other programs read as something else.
    LEADING_ZERO = "leading-zero";
    /// Typographic quotation marks, as word processors make them, where plain ones are meant.
    SMART_QUOTES = "smart-quotes";
    /// A tab where only spaces may stand.
    TAB_INDENTATION = "tab-indentation";
    /// A record that breaks off being a record: a missing colon, quotation mark, bracket …
    NOT_YAML = "not-yaml";
    /// The same for `lm.toml`, the policy and the calendar.
    NOT_TOML = "not-toml";
    /// What git leaves when two people changed the same lines.
    CONFLICT_MARKER = "conflict-marker";
    /// A text that starts with `&` or `*`: a reference, which records may not have.
    ANCHOR_OR_ALIAS = "anchor-or-alias";
    /// A text that starts with `!`: a type, which records may not have.
    TYPE_TAG = "type-tag";
    /// The key `<<`: entries taken over from elsewhere, which records may not have.
    MERGE_KEY = "merge-key";
    /// A line `---` in the middle: more than one record in a file.
    SEVERAL_DOCUMENTS = "several-documents";
    /// A key that is empty, a list or an entry of its own.
    ODD_KEY = "odd-key";
    /// Saved in an encoding other than UTF-8.
    NOT_UTF8 = "not-utf8";
    /// A character that cannot be seen and can mislead whoever reads.
    CONTROL_CHARACTER = "control-character";
    /// A file that is still encrypted.
    ENCRYPTED_FILE = "encrypted-file";
    /// A file, a text or a list larger than a record ever is.
    TOO_BIG = "too-big";
    /// Entries in entries in entries, deeper than a record ever is.
    TOO_DEEP = "too-deep";
    /// More faults in a file than are worth showing at once.
    MORE_FAULTS = "more-faults";
    /// A link where a file or a folder should be.
    LINK_IN_RECORDS = "link-in-records";
    /// A folder, a device or a pipe where a file should be.
    NOT_A_FILE = "not-a-file";
    /// A file that may not be read or could not be.
    UNREADABLE = "unreadable";
    /// A sheet whose columns cannot be made out.
    NOT_CSV = "not-csv";
    /// A mentee's folder without its referral.
    MISSING_REFERRAL = "missing-referral";
    /// A file or folder that does not belong in the records.
    STRAY_FILE = "stray-file";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_in_kebab_case_and_there_is_none_twice() {
        let mut names: Vec<&str> = ALL.iter().map(|code| code.0).collect();
        for name in &names {
            let fits = name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            assert!(fits, "{name}");
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
    }
}
