//! Which part of the records somebody asks about.

use crate::domain::id::Id;

/// Files and folders below the records folder, `/` between the parts, or everything.
///
/// What is asked about is judged with all the rest in mind: a mentee written down twice is reported
/// even if only one of the two is asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Everything, where there are none.
    paths: Option<Vec<String>>,
}

impl Selection {
    /// Everything.
    pub fn all() -> Self {
        Self::default()
    }

    /// These files and folders, or everything when there are none; the records folder itself is
    /// `""`.
    pub fn of(paths: Vec<String>) -> Self {
        if paths.is_empty() || paths.iter().any(String::is_empty) {
            Self::all()
        } else {
            Self::only(paths)
        }
    }

    /// These files and folders, and nothing when there are none.
    pub fn only(paths: Vec<String>) -> Self {
        Self { paths: Some(paths) }
    }

    /// Whether a file is asked about.
    pub fn covers(&self, file: &str) -> bool {
        let Some(paths) = &self.paths else { return true };
        paths.iter().any(|path| is_at_or_below(file, path))
    }

    /// Whether a case, or one of its files, is asked about.
    pub fn touches(&self, case: &Id) -> bool {
        let Some(paths) = &self.paths else { return true };
        let folder = format!("mentees/{case}");
        self.covers(&folder) || paths.iter().any(|path| is_at_or_below(path, &folder))
    }
}

fn is_at_or_below(file: &str, folder: &str) -> bool {
    file.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_covers_itself_and_what_is_below_it() {
        let id = Id::new("k7q2m").expect("an id");
        for (path, file, covers, touches) in [
            ("", "lm.toml", true, true),
            ("lm.toml", "lm.toml", true, false),
            ("mentees", "mentees/k7q2m/plan.yaml", true, true),
            ("mentees/k7q2m", "mentees/k7q2m/plan.yaml", true, true),
            ("mentees/k7q2m/plan.yaml", "mentees/k7q2m/plan.yaml", true, true),
            ("mentees/k7q2m/plan.yaml", "mentees/k7q2m/reviews.yaml", false, true),
            ("mentees/k7", "mentees/k7q2m/plan.yaml", false, false),
            ("policy", "policy/2026-09-01.toml", true, false),
        ] {
            let selection = Selection::of(vec![path.to_owned()]);
            assert_eq!(selection.covers(file), covers, "{path} {file}");
            assert_eq!(selection.touches(&id), touches, "{path}");
        }
        assert!(Selection::of(Vec::new()).covers("lm.toml"));
        assert!(!Selection::only(Vec::new()).covers("lm.toml"));
        assert!(!Selection::only(Vec::new()).touches(&id));
    }
}
