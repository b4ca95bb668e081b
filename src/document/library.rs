//! The template texts, ours and the school's, and which of them a document needs. Nothing is
//! parsed here.

use std::collections::{BTreeMap, BTreeSet};

use super::armour;
use super::fault::{TemplateFault, nearest};
use super::tags::{Word, WordKind, tags};

/// Before the name of one of the school's templates.
pub(super) const SCHOOL: &str = "school/";
/// Before the name of one of ours.
pub(super) const BUILTIN: &str = "builtin/";

/// A template that a school keeps beside its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolTemplate {
    /// Its path below the folder of templates: `letters/exit-achieved.md`. One of ours with the
    /// same name is replaced by it.
    pub name: String,
    /// Its path below the records folder: `templates/letters/exit-achieved.md`.
    pub file: String,
    /// What is in it.
    pub text: String,
}

/// One template's text.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// The file as people know it.
    pub(super) file: String,
    /// What is in it, with plain line ends.
    pub(super) text: String,
}

/// All templates, by their full names: `school/letters/a.md`, `builtin/parts/b.md`.
#[derive(Debug)]
pub(super) struct Library {
    texts: BTreeMap<String, Text>,
}

/// What must be loaded before a template can be filled in; full names.
#[derive(Debug)]
pub(super) struct Needed {
    /// The template itself, what it extends and what it includes; itself first.
    pub(super) reached: Vec<String>,
    /// Parts that define components; any template may call these.
    pub(super) components: Vec<String>,
}

impl Library {
    pub(super) fn new(shipped: &[(&str, &str)], school: &[SchoolTemplate]) -> Self {
        let ours = shipped.iter().map(|(name, text)| {
            let full = format!("{BUILTIN}{name}");
            (full.clone(), Text { file: full, text: armour::unforged(text) })
        });
        let theirs = school.iter().map(|template| {
            let text = armour::unforged(&template.text);
            (format!("{SCHOOL}{}", template.name), Text { file: template.file.clone(), text })
        });
        Self { texts: ours.chain(theirs).collect() }
    }

    /// The text of a full name that is in the library.
    pub(super) fn text(&self, full: &str) -> &Text {
        &self.texts[full]
    }

    /// The file as people know it; the name itself if there is no such template.
    pub(super) fn file<'a>(&'a self, full: &'a str) -> &'a str {
        self.texts.get(full).map_or(full, |text| &text.file)
    }

    /// The full name that a name stands for: itself, else the school's, else ours.
    pub(super) fn resolve(&self, name: &str) -> Option<&str> {
        [name.to_owned(), format!("{SCHOOL}{name}"), format!("{BUILTIN}{name}")]
            .iter()
            .find_map(|full| self.texts.get_key_value(full))
            .map(|(full, _)| full.as_str())
    }

    /// The full names of the school's templates.
    pub(super) fn schools(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str).filter(|full| full.starts_with(SCHOOL))
    }

    /// The names by which templates may be asked for, each once, sorted.
    pub(super) fn names(&self) -> BTreeSet<&str> {
        self.texts.keys().filter_map(|full| full.split_once('/')).map(|(_, name)| name).collect()
    }

    /// What `full` needs, directly and indirectly; or that something of it is not there.
    pub(super) fn needed(&self, full: &str) -> Result<Needed, Box<TemplateFault>> {
        let mut reached = vec![full.to_owned()];
        let mut components = Vec::new();
        self.follow(0, &mut reached)?;
        for (name, text) in &self.texts {
            // The word is looked for first: cutting every text into tags would take its time.
            if !reached.contains(name) && text.text.contains("component") && defines(&text.text) {
                components.push(name.clone());
            }
        }
        let mut all = [reached.clone(), components].concat();
        self.follow(reached.len(), &mut all)?;
        let components = all.split_off(reached.len());
        Ok(Needed { reached, components })
    }

    /// Adds what the templates from the one at `next` on ask for, until nothing new is found.
    fn follow(&self, mut next: usize, names: &mut Vec<String>) -> Result<(), Box<TemplateFault>> {
        while let Some(name) = names.get(next).cloned() {
            let text = self.text(&name);
            for (asked, word) in asked_for(&text.text) {
                let Some(found) = self.resolve(asked) else {
                    return Err(Box::new(self.missing(text, asked, word.at)));
                };
                if !names.iter().any(|name| name == found) {
                    names.push(found.to_owned());
                }
            }
            next += 1;
        }
        Ok(())
    }

    fn missing(&self, text: &Text, asked: &str, at: usize) -> TemplateFault {
        let message = format!("there is no template ‹{asked}›");
        let help = "name a template as `letters/…` or `parts/…`, with `.md` at its end";
        let bare = asked.strip_prefix(BUILTIN).unwrap_or(asked);
        TemplateFault::whole(&text.file, message, help)
            .at(&text.text, at)
            .meaning(nearest(bare, self.names()))
    }
}

/// The templates that a template extends or includes, each with its place.
pub(super) fn asked_for(template: &str) -> Vec<(&str, Word<'_>)> {
    let asks = |tag: &super::tags::Tag<'_>| matches!(tag.verb(), Some("extends" | "include"));
    tags(template)
        .iter()
        .filter(|tag| asks(tag))
        .filter_map(|tag| match tag.words.get(1)? {
            word @ Word { kind: WordKind::Quoted(name), .. } => Some((*name, *word)),
            _ => None,
        })
        .collect()
}

fn defines(template: &str) -> bool {
    tags(template).iter().any(|tag| tag.verb() == Some("component"))
}
