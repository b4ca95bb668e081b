//! Whether what a record says may be printed with its faults: messages hold such values between
//! `‹` and `›`, paths may hold names that somebody gave a stray file.

use crate::cli::clean::clean;
use crate::diag::Diagnostic;
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use std::borrow::Cow;

/// Whether values of the records may be seen by whoever reads the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// They are printed.
    Shown,
    /// Only ids, files, fields and codes are printed: for logs and for CI.
    Hidden,
}

const HIDDEN: &str = "…";

impl Values {
    /// A text of a fault, in one line that steers no terminal: `‹x›` becomes `‘x’` or `‘…’`.
    pub fn text(self, text: &str, fault: &Diagnostic) -> String {
        match self {
            Self::Shown => clean(text).replace('‹', "‘").replace('›', "’"),
            Self::Hidden => clean(&without_values(text, fault)).into_owned(),
        }
    }

    /// A path below the records folder. Hidden, every part of it that is no fixed name and no id
    /// stands as `…`.
    pub fn path(self, path: &str) -> Cow<'_, str> {
        match self {
            Self::Shown => clean(path),
            Self::Hidden => Cow::Owned(path_without_names(path)),
        }
    }
}

/// When a record itself holds such a mark, nobody can tell whose mark it is: then everything from
/// the first to the last goes.
fn without_values(text: &str, fault: &Diagnostic) -> String {
    if !text.contains('‹') {
        return text.to_owned();
    }
    let marks = std::iter::once(&fault.primary).chain(&fault.related);
    let mut sources = marks.map(|mark| mark.source.as_ref().map_or("", |source| source.text()));
    let ambiguous = sources.any(|source| source.contains(['‹', '›']));
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('‹') {
        let value = &rest[start..];
        let end = if ambiguous { value.rfind('›') } else { value.find('›') };
        // A mark that is never closed hides all that follows.
        let end = end.map_or(value.len(), |end| end + '›'.len_utf8());
        shown.push_str(&rest[..start]);
        shown.push('‘');
        shown.push_str(HIDDEN);
        shown.push('’');
        rest = &value[end..];
    }
    shown + rest
}

fn path_without_names(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let shown = parts.iter().enumerate().map(|(at, part)| {
        let known = match (at, &parts[..]) {
            (0, [_]) => is_at_top(part),
            (0, _) => is_folder(part),
            (1, ["mentees", ..]) => Id::new(part).is_ok(),
            (2, ["mentees", ..]) => RecordKind::of_file(part).is_some(),
            (1, [folder, _]) if is_folder(folder) => part
                .split_once('.')
                .is_some_and(|(stem, ending)| is_plain(stem) && is_ending(ending)),
            _ => false,
        };
        if known { *part } else { HIDDEN }
    });
    shown.collect::<Vec<_>>().join("/")
}

fn is_at_top(name: &str) -> bool {
    matches!(name, "lm.toml" | "calendar.toml" | "activities.yaml") || is_folder(name)
}

fn is_folder(name: &str) -> bool {
    const FOLDERS: &[&str] =
        &["mentees", "policy", "groups", "staff", "audit", "letters", "instruments", "templates"];
    FOLDERS.contains(&name)
}

fn is_ending(ending: &str) -> bool {
    matches!(ending, "yaml" | "toml" | "csv" | "md" | "html" | "txt")
}

fn is_plain(stem: &str) -> bool {
    stem.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Marked, Severity};
    use crate::text::{Range, Source};

    fn fault(text: &str) -> Diagnostic {
        Diagnostic {
            code: Code("odd"),
            severity: Severity::Error,
            message: String::new(),
            primary: Marked {
                source: Some(Source::new("a.yaml", text)),
                file: "a.yaml".into(),
                range: Range::default(),
                field: None,
                label: String::new(),
            },
            related: Vec::new(),
            help: Vec::new(),
        }
    }

    #[test]
    fn values_are_quoted_or_hidden() {
        for (text, shown, hidden) in [
            ("no value", "no value", "no value"),
            ("‹Zoë› is not ‹Zoe›", "‘Zoë’ is not ‘Zoe’", "‘…’ is not ‘…’"),
            ("‹never closed", "‘never closed", "‘…’"),
            ("‹a\u{1b}[2J\nb› is odd", "‘a[2J b’ is odd", "‘…’ is odd"),
        ] {
            assert_eq!(Values::Shown.text(text, &fault("a: 1")), shown);
            assert_eq!(Values::Hidden.text(text, &fault("a: 1")), hidden);
        }
    }

    #[test]
    fn a_record_cannot_close_the_mark_early() {
        let message = "‹a› Amira ‹b› is not one of ‹c›";
        let fault = fault("name: a› Amira ‹b");
        assert_eq!(Values::Hidden.text(message, &fault), "‘…’");
    }

    #[test]
    fn a_path_keeps_ids_and_fixed_names_and_nothing_else() {
        for (path, hidden) in [
            ("lm.toml", "lm.toml"),
            ("mentees", "mentees"),
            ("mentees/k7q2m", "mentees/k7q2m"),
            ("mentees/k7q2m/plan.yaml", "mentees/k7q2m/plan.yaml"),
            ("mentees/k7q2m/amira.docx", "mentees/k7q2m/…"),
            ("mentees/Amira Khan/plan.yaml", "mentees/…/plan.yaml"),
            ("policy/2026-09-01.toml", "policy/2026-09-01.toml"),
            ("groups/nurture-club.yaml", "groups/nurture-club.yaml"),
            ("groups/Amira.yaml", "groups/…"),
            ("notes about amira.ods", "…"),
            ("private/amira.yaml", "…/…"),
        ] {
            assert_eq!(Values::Hidden.path(path), hidden);
            assert_eq!(Values::Shown.path(path), path);
        }
    }
}
