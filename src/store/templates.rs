//! The school's own templates: texts below `templates/`. What is in them is not looked at here.

use super::folder::Folder;
use super::loaded_text::LoadedText;
use crate::diag::Finding;
use std::sync::Arc;

/// A template that the school keeps beside its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateText {
    /// Its path below `templates/`: `letters/exit-achieved.md`.
    pub name: String,
    /// Its path below the records folder.
    pub file: String,
    /// What is in it.
    pub text: String,
}

/// The kinds of template: the folders below `templates/`.
const KINDS: [&str; 5] = ["letters", "parts", "reports", "forms", "leaflets"];

impl Folder {
    /// Every template of the school's, sorted by name, and what cannot be read.
    pub fn templates(&self) -> (Vec<TemplateText>, Vec<Finding>) {
        let mut findings = Vec::new();
        let mut texts: Vec<LoadedText> = Vec::new();
        let mut templates = Vec::new();
        for kind in KINDS {
            let (files, found) = self.files_in(&format!("templates/{kind}"), "md");
            findings.extend(found);
            for file in files.into_iter().filter(|file| !file.ends_with("/README.md")) {
                let name: Arc<str> = file.as_str().into();
                if let Some(text) = self.text(&name, &mut findings, &mut texts) {
                    let name = file.trim_start_matches("templates/").to_owned();
                    templates.push(TemplateText { name, file, text });
                }
            }
        }
        templates.sort_by(|left, right| left.name.cmp(&right.name));
        (templates, findings)
    }
}
