//! `lm move-entry ENTRY FROM TO`.

use crate::cli::call::Call;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{self, Done, OpenCase, RecordedBy};
use crate::domain::id::Id;
use crate::domain::record::RecordKind;
use crate::store::change::Change;
use crate::store::edit::{self, Position};
use crate::text::FieldPath;

/// Move an entry that was written down for the wrong mentee to the right one
///
/// Nothing of the entry changes. It may be a session, contact, request to an agency, concern, rating
/// or review.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  lm move-entry x7kd \"Amira Khan\" \"Amira Shah\"")]
pub struct Arguments {
    /// The entry, by its short name (the `id` in its first line)
    entry: String,
    /// In whose record it stands: a case id or a name
    from: String,
    /// In whose record it belongs: a case id or a name
    to: String,
}

/// Runs the command.
///
/// # Errors
///
/// When there is no such entry, or either record would have a fault; nothing is changed then.
pub fn run(arguments: &Arguments, call: &mut Call<'_, '_>) -> Result<Exit, CommandError> {
    let nobody = RecordedBy::default();
    let from = OpenCase::open(&arguments.from, &nobody, call)?;
    let to = OpenCase::open(&arguments.to, &nobody, call)?;
    if from.case.id == to.case.id {
        return Err(CommandError::usage("both are the same mentee"));
    }
    let Some((kind, list, at)) = find(&from, &arguments.entry) else {
        return Err(CommandError::usage(format!(
            "no entry of {} has the short name `{}`",
            from.who, arguments.entry
        ))
        .hint("the short name is the `id` of the entry in its file"));
    };
    let (old, new) = (from.file(kind), to.file(kind));
    let entry = FieldPath::from(list).item(at);
    let text = from.texts().iter().find(|text| text.name == old);
    let Some(value) = text.and_then(|text| edit::value_at(&text.text, &entry)) else {
        return Err(CommandError::refused(format!(
            "nothing was moved: {entry} in {old} has comments of its own"
        ))
        .hint("move it by hand, so that you decide where the comments belong"));
    };
    let mut change = Change::default();
    // First there, then gone here: whatever happens between the two, nothing is lost.
    change.insert(&new, FieldPath::from(list), Position::ByDay("date"), value);
    change.remove(&old, entry);
    change.based_on(from.texts());
    change.based_on(to.texts());
    let what = format!("moved {} from {} to {}", arguments.entry, from.who, to.who);
    let done = Done::new(what).next(format!("lm show {}", to.case.id));
    let cases = [&from, &to].map(|open| format!("mentees/{}", open.case.id));
    recording::write(&from.folder, &change, &cases, &done, call)
}

/// In which file, list and place of it the entry stands.
fn find(open: &OpenCase, named: &str) -> Option<(RecordKind, &'static str, usize)> {
    let case = &open.case;
    let contacts = &case.contacts;
    let sessions = case.sessions.sessions.iter().map(|entry| entry.id.as_ref());
    let made = contacts.contacts.iter().map(|entry| entry.id.as_ref());
    let asked = contacts.referrals_on.iter().map(|entry| entry.id.as_ref());
    let concerns = contacts.concerns.iter().map(|entry| entry.id.as_ref());
    let ratings = case.ratings.ratings.iter().map(|entry| entry.id.as_ref());
    let reviews = case.reviews.reviews.iter().map(|entry| entry.id.as_ref());
    let found = [
        (RecordKind::Sessions, "sessions", place(named, sessions)),
        (RecordKind::Contacts, "contacts", place(named, made)),
        (RecordKind::Contacts, "referrals_on", place(named, asked)),
        (RecordKind::Contacts, "concerns", place(named, concerns)),
        (RecordKind::Ratings, "ratings", place(named, ratings)),
        (RecordKind::Reviews, "reviews", place(named, reviews)),
    ];
    found.into_iter().find_map(|(kind, list, at)| Some((kind, list, at?)))
}

fn place<'i>(named: &str, mut ids: impl Iterator<Item = Option<&'i Id>>) -> Option<usize> {
    ids.position(|id| id.is_some_and(|id| id.as_str() == named))
}
