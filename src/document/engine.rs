//! From a template and a view to a document. What a template is told about a case is the view's
//! business; how a document looks is the outputs'.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use tera::{Context, Tera};

use super::explain;
use super::fault::{Place, TemplateFault, nearest};
use super::library::{BUILTIN, Library, Needed, SCHOOL};
use super::model::Doc;
use super::render::{Failure, fill};
use super::tags::tags;
use super::{SchoolTemplate, armour, filters, names, parse};

/// The longest a template may take to be filled in.
const DEADLINE: Duration = Duration::from_secs(10);

/// All templates, ours and the school's, each made ready when it is first asked for.
#[derive(Debug)]
pub struct Engine {
    library: Library,
    ready: Mutex<BTreeMap<String, Arc<Ready>>>,
    deadline: Duration,
}

/// A template with all that it needs.
struct Ready {
    tera: Arc<Tera>,
    needed: Needed,
}

impl std::fmt::Debug for Ready {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ready").field("needed", &self.needed).finish_non_exhaustive()
    }
}

/// A place where a school's template puts the words of a record in without protection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsafeUse {
    /// The file, as people know it.
    pub template: String,
    /// Where `safe` stands.
    pub place: Place,
}

impl Engine {
    /// The shipped templates with the school's over them, and everything that is wrong with any of
    /// the school's. A template with a fault is refused when it is asked for; the others work.
    pub fn new(school: &[SchoolTemplate]) -> (Self, Vec<TemplateFault>) {
        Self::from_texts(crate::embedded::TEMPLATES, school)
    }

    /// As [`Engine::new`], with these in place of the shipped templates: each its path below
    /// `templates/`, and its text.
    pub fn from_texts(
        shipped: &[(&str, &str)],
        school: &[SchoolTemplate],
    ) -> (Self, Vec<TemplateFault>) {
        let library = Library::new(shipped, school);
        let engine = Self { library, ready: Mutex::default(), deadline: DEADLINE };
        let mut faults = Vec::new();
        for full in engine.library.schools() {
            if let Err(found) = engine.ready(full) {
                faults.extend(found);
            }
        }
        faults.sort_by(|a: &TemplateFault, b| (&a.template, a.place).cmp(&(&b.template, b.place)));
        faults.dedup();
        (engine, faults)
    }

    /// With another limit on the time that a template may take.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// The templates in a folder (`letters`), ours and the school's: each path once, sorted.
    pub fn templates(&self, folder: &str) -> Vec<&str> {
        let inside = |name: &&str| {
            name.strip_prefix(folder).is_some_and(|rest| folder.is_empty() || rest.starts_with('/'))
        };
        self.library.names().into_iter().filter(inside).collect()
    }

    /// Whether the school's own template would be used for this path.
    pub fn is_schools_own(&self, path: &str) -> bool {
        self.library.resolve(path).is_some_and(|full| full.starts_with(SCHOOL))
    }

    /// The document that the template `path` (`letters/exit-achieved.md`) becomes with the facts
    /// of `view`.
    ///
    /// The view must be a struct or map. A fact that is there but empty (`None`) must be in it as
    /// such, never left out: a name that the view lacks is a fault wherever the template asks for
    /// it, also in an `if`.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with the template, or with it and this view together.
    pub fn render(&self, path: &str, view: &impl Serialize) -> Result<Doc, Box<TemplateFault>> {
        let view = serde_json::to_value(view).expect("a view has text for keys");
        let full = self.find(path)?;
        let ready = self.ready(full).map_err(first)?;
        self.refuse_unknown_names(&ready, &view)?;
        let context = Context::from_serialize(&without_nothings(view.clone()))
            .expect("a view is a struct or a map");
        let text = fill(&ready.tera, full, context, self.deadline)
            .map_err(|failure| self.not_filled(&failure, full, &view))?;
        let text = armour::without_controls(&text);
        parse::document(&text).map_err(|misuse| Box::new(self.locate(misuse, full, &ready.needed)))
    }

    /// Makes sure that a template asks only for facts that its kind of document has, in `example`: a
    /// view in which no fact is empty. What stands inside an `if` for another day is judged too.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with the template, or the first name that is not there.
    pub fn check_names(
        &self,
        path: &str,
        example: &impl Serialize,
    ) -> Result<(), Box<TemplateFault>> {
        let example = serde_json::to_value(example).expect("a view has text for keys");
        let ready = self.ready(self.find(path)?).map_err(first)?;
        self.refuse_unknown_names(&ready, &example)
    }

    /// The facts that a template and all that it needs ask of their view, as `pupil.first`; of the
    /// items of a list as `targets.label`.
    ///
    /// # Errors
    ///
    /// What is wrong with the template.
    pub fn variables(&self, path: &str) -> Result<BTreeSet<String>, Box<TemplateFault>> {
        let ready = self.ready(self.find(path)?).map_err(first)?;
        Ok(self.uses(&ready).into_iter().map(|(_, asked)| asked.dotted()).collect())
    }

    /// Where the school's templates switch off what keeps the words of a record from being taken
    /// for markup (`| safe`), in the order of files and lines.
    pub fn unsafe_uses(&self) -> Vec<UnsafeUse> {
        let mut found = Vec::new();
        for full in self.library.schools() {
            let text = self.library.text(full);
            for tag in tags(&text.text) {
                for pair in tag.words.windows(2) {
                    if (pair[0].is("|") || pair[0].is("filter")) && pair[1].is("safe") {
                        let place = Place::of(&text.text, pair[1].at);
                        found.push(UnsafeUse { template: text.file.clone(), place });
                    }
                }
            }
        }
        found
    }

    fn find(&self, path: &str) -> Result<&str, Box<TemplateFault>> {
        self.library.resolve(path).ok_or_else(|| {
            let near = nearest(path, self.library.names());
            let message = format!("there is no template ‹{path}›");
            let help = "name one that `lm` ships or that the school has";
            Box::new(TemplateFault::whole(path, message, help).meaning(near))
        })
    }

    fn ready(&self, full: &str) -> Result<Arc<Ready>, Vec<TemplateFault>> {
        let known = |ready: &Mutex<BTreeMap<String, Arc<Ready>>>| {
            ready.lock().unwrap_or_else(PoisonError::into_inner).get(full).cloned()
        };
        if let Some(ready) = known(&self.ready) {
            return Ok(ready);
        }
        let ready = Arc::new(self.make_ready(full)?);
        let mut all = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(all.entry(full.to_owned()).or_insert(ready)))
    }

    fn make_ready(&self, full: &str) -> Result<Ready, Vec<TemplateFault>> {
        let needed = self.library.needed(full).map_err(|fault| vec![*fault])?;
        let mut tera = Tera::new();
        tera.set_fallback_prefixes([SCHOOL, BUILTIN]).expect("no template is there yet");
        // Every name ends with nothing: no template goes without armour.
        tera.autoescape_on([""]);
        tera.set_escape_fn(armour::escape);
        filters::register(&mut tera);
        let all = needed.reached.iter().chain(&needed.components);
        tera.add_raw_templates(all.map(|name| (name, &self.library.text(name).text)))
            .map_err(|error| explain::faults(&error, full, &self.library, &Value::Null))?;
        Ok(Ready { tera: Arc::new(tera), needed })
    }

    /// Every use of a fact, with the full name of the template it is in.
    fn uses<'r>(&self, ready: &'r Ready) -> Vec<(&'r str, names::Use)> {
        let text = |name: &str| &self.library.text(name).text;
        let reached = &ready.needed.reached;
        // What one template binds, those it includes can see.
        let bound: BTreeSet<String> =
            reached.iter().flat_map(|name| names::bound(text(name))).collect();
        reached
            .iter()
            .flat_map(|name| {
                names::uses(text(name), &bound).into_iter().map(|used| (&**name, used))
            })
            .collect()
    }

    fn refuse_unknown_names(&self, ready: &Ready, view: &Value) -> Result<(), Box<TemplateFault>> {
        for (name, asked) in self.uses(ready) {
            if let Some(unknown) = names::unknown(&asked, view) {
                let text = self.library.text(name);
                return Err(Box::new(explain::unknown_name(text, asked.at, unknown)));
            }
        }
        Ok(())
    }

    fn not_filled(&self, failure: &Failure, full: &str, view: &Value) -> Box<TemplateFault> {
        let (message, help) = match failure {
            Failure::Engine(error) => {
                return first(explain::faults(error, full, &self.library, view));
            }
            Failure::TooLong => (
                "this template writes more than 2 MB of text",
                "look for a loop that goes round too often",
            ),
            Failure::TooSlow => (
                "this template does not come to an end",
                "look for loops inside loops, and for lists that grow",
            ),
        };
        Box::new(TemplateFault::whole(self.library.file(full), message, help))
    }

    /// Where in the templates the words stand that the parser of the filled-in text refuses.
    fn locate(&self, misuse: parse::Misuse, full: &str, needed: &Needed) -> TemplateFault {
        let found = needed.reached.iter().chain(&needed.components).find_map(|name| {
            let text = self.library.text(name);
            let at = text.text.find(&misuse.find).filter(|_| !misuse.find.is_empty())?;
            Some((text, at))
        });
        let fault = if let Some((text, at)) = found {
            TemplateFault::whole(&text.file, misuse.message, misuse.help).at(&text.text, at)
        } else {
            let file = self.library.file(full);
            let mut fault = TemplateFault::whole(file, misuse.message, misuse.help);
            fault.excerpt = misuse.line;
            fault
        };
        fault.meaning(misuse.nearest)
    }
}

/// Never empty: what failed has a reason.
fn first(faults: Vec<TemplateFault>) -> Box<TemplateFault> {
    Box::new(faults.into_iter().next().expect("a failure comes with a fault"))
}

/// The view without facts that are empty today, so that the engine refuses to print them as
/// nothing, and `if` takes them for absent.
fn without_nothings(mut view: Value) -> Value {
    fn prune(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.retain(|_, inner| !inner.is_null());
                map.values_mut().for_each(prune);
            }
            Value::Array(items) => items.iter_mut().for_each(prune),
            _ => {}
        }
    }
    prune(&mut view);
    view
}

#[cfg(test)]
mod tests;
