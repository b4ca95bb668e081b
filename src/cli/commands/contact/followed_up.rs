//! `lm contact MENTEE --done`: what was to be done after an earlier contact is done.

use crate::cli::call::Call;
use crate::cli::entry::About;
use crate::cli::outcome::{CommandError, Exit};
use crate::cli::recording::{Done, OpenCase};
use crate::domain::person::folded;
use crate::domain::record::RecordKind;
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::Value;
use crate::text::FieldPath;

/// Writes the day at the one thing that is open and has these words.
pub(super) fn write(
    words: &str,
    on: Option<&str>,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<Exit, CommandError> {
    let day = About::case(open, call).day(on)?;
    let wanted = folded(words);
    let contacts = open.case.contacts.contacts.iter().enumerate();
    let due: Vec<(usize, &str)> = contacts
        .filter_map(|(at, contact)| Some((at, contact.follow_up.as_ref()?)))
        .filter(|(_, one)| one.done.is_none() && folded(&one.what).contains(&wanted))
        .map(|(at, one)| (at, &*one.what))
        .collect();
    let (at, what) = match due[..] {
        [one] => one,
        [] => {
            return Err(CommandError::usage("nothing like that is still to be done")
                .hint(format!("see what is open: lm why {}", open.case.id)));
        }
        _ => {
            let each: Vec<&str> = due.iter().map(|(_, what)| *what).collect();
            return Err(CommandError::usage("more than one thing is still to be done")
                .hint(format!("say which, by some of its words: {}", each.join("; "))));
        }
    };
    let mut change = Change::default();
    let field = FieldPath::from("contacts").item(at).key("follow_up").key("done");
    change.set(&open.file(RecordKind::Contacts), field, Value::plain(day));
    let echo = spoken_date::echo(day, call.today);
    let done = Done::new(format!("wrote down that ‘{what}’ was done on {echo}")).next_step();
    open.write(change, done, call)
}
