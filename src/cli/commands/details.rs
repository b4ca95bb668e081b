//! `lm details`: what is learnt or put right about a referral that is written down already. Which
//! fields each part has is said in the files below.

mod parent;
mod pupil;
mod referral;

use crate::cli::call::Call;
use crate::cli::entry::Draft;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase, say_of_part};
use crate::domain::record::RecordKind;
use crate::domain::record::referral::ReferralFile;
use crate::store::change::Change;
use crate::store::edit::{Position, Value};
use crate::text::FieldPath;
use clap::Subcommand;

/// Add to what a referral says of the pupil, a parent or itself, or put it right
///
/// What is in the record already stays, unless something else is said: lists grow, and single
/// answers are brought up to date.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Of the pupil: class, language, special needs, brothers and sisters
    Pupil(Box<pupil::Arguments>),
    /// Of a parent or carer: address, telephones, how contact is safe; or a new one
    Parent(Box<parent::Arguments>),
    /// Of the referral: who has a copy, results, evidence, agencies, the previous school
    Referral(Box<referral::Arguments>),
}

/// Runs the command.
///
/// # Errors
///
/// When an answer is not sound or nothing is said, or the referral cannot be written.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    match &arguments.what {
        What::Pupil(given) => pupil::run(given, call),
        What::Parent(given) => parent::run(given, call),
        What::Referral(given) => referral::run(given, call),
    }
}

/// That something is asked only while it is not known.
fn unless(is_known: bool) -> impl Fn(&Draft) -> bool {
    move |_| !is_known
}

/// The referral file of a case.
fn file_of(open: &OpenCase) -> Result<&ReferralFile, CommandError> {
    open.case.referral.as_ref().ok_or_else(|| {
        CommandError::refused("the referral cannot be read")
            .hint(format!("mend it first: lm check {}", open.case.id))
    })
}

/// A part of the referral file as it was and as it is to be.
struct Part<'o> {
    open: &'o OpenCase,
    /// Where it stands.
    path: FieldPath,
    before: Value,
    after: Value,
    /// Lists that are written anew instead of growing.
    whole: &'static [&'static str],
    /// Flags that say something, for whoever said nothing.
    flags: &'static str,
    /// What goes into lists of other files with it.
    elsewhere: Vec<(String, FieldPath, Value)>,
}

impl Part<'_> {
    /// Writes down what is other than it was.
    fn write(self, done: Done, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
        let file = self.open.file(RecordKind::Referral);
        let mut change = Change::default();
        let said = if let Value::Map(said) = self.after { said } else { Vec::new() };
        let is_new = |(key, value): &(String, Value)| self.before.get(key) != Some(value);
        let said: Vec<_> = said.into_iter().filter(is_new).collect();
        if said.is_empty() {
            return Err(CommandError::usage("nothing is said that is not in the record already")
                .hint(format!("say it with a flag, for example {}", self.flags)));
        }
        for (key, value) in said {
            let field = self.path.clone().key(key.as_str());
            if self.whole.contains(&&*key) {
                change.set(&file, field, value);
            } else {
                let said = Value::Map(vec![(key, value)]);
                say_of_part(&mut change, &file, &self.path, Some(&self.before), said);
            }
        }
        for (file, list, entry) in self.elsewhere {
            change.insert(&file, list, Position::End, entry);
        }
        self.open.write(change, done, call)
    }
}
