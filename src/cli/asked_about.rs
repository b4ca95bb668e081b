//! From words that name files, folders or mentees to a part of the records.

use super::call::Call;
use super::outcome::CommandError;
use super::records::{self, Named, Who};
use crate::check::Selection;
use crate::domain::record::RecordKind;
use crate::store::{Folder, School, SchoolParts, Whereabouts};

/// What the words name; everything when there are none. A file or folder is looked for from the
/// current folder, then from the records folder; a word that is neither is a mentee's.
///
/// # Errors
///
/// When a word names nothing, something outside the records, or more than one mentee. Mentees are
/// told apart by id and year group only: these words often stand in a log.
pub fn selection(
    words: &[String],
    folder: &Folder,
    call: &Call<'_, '_>,
) -> Result<Selection, CommandError> {
    let mut paths = Vec::new();
    let mut school = None;
    for word in words {
        match whereabouts(word, folder, call) {
            Whereabouts::Below(path) => paths.push(path),
            Whereabouts::Outside => {
                return Err(CommandError::usage(format!("`{word}` is not in the records folder"))
                    .hint("name a file or folder of the records, or a mentee"));
            }
            Whereabouts::Nowhere if is_path(word) => {
                return Err(CommandError::usage(format!("there is no file or folder `{word}`"))
                    .hint("write the path from here or from the records folder"));
            }
            Whereabouts::Nowhere => {
                let school =
                    school.get_or_insert_with(|| folder.load_school(SchoolParts::Core).school);
                paths.push(format!("mentees/{}", mentee(word, folder, school, call)?));
            }
        }
    }
    Ok(Selection::of(paths))
}

fn whereabouts(word: &str, folder: &Folder, call: &Call<'_, '_>) -> Whereabouts {
    match folder.find(&call.world.here.join(word)) {
        Whereabouts::Below(path) => Whereabouts::Below(path),
        from_here => match folder.find(&folder.root().join(word)) {
            Whereabouts::Nowhere => from_here,
            from_records => from_records,
        },
    }
}

fn is_path(word: &str) -> bool {
    word.contains(['/', '\\']) || [".yaml", ".toml", ".csv"].iter().any(|end| word.ends_with(end))
}

fn mentee(
    word: &str,
    folder: &Folder,
    school: &School,
    call: &Call<'_, '_>,
) -> Result<String, CommandError> {
    let lines = |people: &[Named]| -> Vec<String> {
        people.iter().map(|person| line(person, folder, school, call)).collect()
    };
    match records::who(folder, school, word) {
        Who::One(id) => Ok(id.to_string()),
        Who::Several(people) => {
            Err(CommandError::usage(format!("`{word}` could be several mentees"))
                .hint(format!("name one by id: {}", lines(&people).join(", "))))
        }
        Who::Nobody(nearest) => {
            let error = CommandError::usage(format!("`{word}` is neither a file nor a mentee"));
            Err(if nearest.is_empty() {
                error.hint("`lm list --all` shows every mentee")
            } else {
                error.hint(format!("did you mean {}?", lines(&nearest).join(" or ")))
            })
        }
    }
}

fn line(person: &Named, folder: &Folder, school: &School, call: &Call<'_, '_>) -> String {
    let case = folder.load_case(&person.id, &[RecordKind::Referral]).case;
    match case.year_on(call.today, school.nation()) {
        Some(year) => format!("{} ({})", person.id, year.label()),
        None => person.id.to_string(),
    }
}
