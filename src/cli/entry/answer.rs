//! What an answer may be, how it is read, and what is known of the school and the case to read it
//! by.

use crate::cli::ask::{Choices, Refusal, read_yes_or_no, words};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::cli::recording::{OpenCase, date_order};
use crate::domain::choices::Role;
use crate::domain::date::{Date, Time};
use crate::domain::id::Id;
use crate::domain::person::folded;
use crate::domain::record::settings::DateOrder;
use crate::domain::spoken_date;
use crate::store::{School, nearest};
use serde_json::{Value as Json, json};

/// What an answer is read by.
#[derive(Clone, Copy)]
pub struct About<'a> {
    /// The day to reckon with.
    pub today: Date,
    /// In which order people of this school type dates.
    pub order: DateOrder,
    /// The school.
    pub school: &'a School,
    /// The case, when the entry is one of a case's.
    pub case: Option<&'a OpenCase>,
}

impl<'a> About<'a> {
    /// For an entry of a case.
    pub fn case(open: &'a OpenCase, call: &Call<'_, '_>) -> Self {
        Self { case: Some(open), ..Self::school(&open.school, call) }
    }

    /// For an entry of the school's.
    pub fn school(school: &'a School, call: &Call<'_, '_>) -> Self {
        Self { today: call.today, order: date_order(school), school, case: None }
    }
}

impl About<'_> {
    /// The day behind `--on`, otherwise today.
    ///
    /// # Errors
    ///
    /// When it is no day.
    pub fn day(&self, on: Option<&str>) -> Result<Date, CommandError> {
        let Some(typed) = on else { return Ok(self.today) };
        spoken_date::parse(typed, self.today, self.order)
            .map_err(|refusal| Refusal::from(refusal).of_flag("--on"))
    }

    /// A member of staff behind a flag.
    ///
    /// # Errors
    ///
    /// When there is none of this short id or name.
    pub fn staff(&self, typed: &str, flag: &str) -> Result<Id, CommandError> {
        staff(typed, self.school).map_err(|refusal| refusal.of_flag(flag))
    }
}

/// A reader of a command's own.
pub(super) type OwnReader<'f> = Box<dyn Fn(&str, &About<'_>) -> Result<Json, Refusal> + 'f>;

/// What an answer may be.
pub(super) enum Answer<'f> {
    /// A line.
    Line,
    /// Words of any number of lines.
    Words,
    /// A day.
    Day,
    /// A time of day.
    Time,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// A short id.
    Id,
    /// A member of staff.
    Staff,
    /// Anybody.
    Person,
    /// One of these codes.
    OneOf(Choices),
    /// Something of the command's own.
    Own(OwnReader<'f>),
}

impl Answer<'_> {
    pub(super) fn read(&self, typed: &str, about: &About<'_>) -> Result<Json, Refusal> {
        Ok(match self {
            Self::Line => words::one_line(typed)?.into(),
            Self::Words => words::any_lines(typed)?.into(),
            Self::Day => json!(spoken_date::parse(typed, about.today, about.order)?),
            Self::Time => json!(time(typed)?),
            Self::Whole => json!(whole(typed)?),
            Self::Number => json!(number(typed)?),
            Self::YesNo => json!(read_yes_or_no(typed)?),
            Self::Id => json!(words::short_id(typed)?),
            Self::Staff => json!(staff(typed, about.school)?),
            Self::Person => person(typed, about)?,
            Self::OneOf(choices) => choices.find(typed)?.code.clone().into(),
            Self::Own(read) => read(typed, about)?,
        })
    }
}

fn time(typed: &str) -> Result<Time, Refusal> {
    let typed = typed.trim();
    // 9:30 is what people type.
    let full = if typed.find([':', '.']) == Some(1) { format!("0{typed}") } else { typed.into() };
    full.replace('.', ":")
        .parse()
        .map_err(|bad: crate::domain::date::BadTime| Refusal::new(bad.message(), bad.help()))
}

/// A whole number.
///
/// # Errors
///
/// When it is none.
pub fn whole(typed: &str) -> Result<u32, Refusal> {
    typed.trim().parse().map_err(|_| {
        Refusal::new(format!("‹{}› is not a whole number", typed.trim()), "write digits only")
    })
}

pub(super) fn number(typed: &str) -> Result<f64, Refusal> {
    let number = typed.trim().parse().ok().filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| {
        let message = format!("‹{}› is not a number", typed.trim());
        Refusal::new(message, "write digits, and a point if need be")
    })
}

/// A member of staff by short id or by name.
pub(super) fn staff(typed: &str, school: &School) -> Result<Id, Refusal> {
    let typed = typed.trim();
    let members = || school.settings.iter().flat_map(|settings| &settings.staff);
    let found = members()
        .find(|member| member.id.as_str() == typed)
        .or_else(|| members().find(|member| folded(&member.name) == folded(typed)));
    found.map(|member| member.id.clone()).ok_or_else(|| {
        let help = nearest::did_you_mean(typed, &school.staff_ids())
            .unwrap_or_else(|| "staff and their short ids stand in lm.toml under [[staff]]".into());
        Refusal::new(format!("nobody in lm.toml has the short id ‹{typed}›"), help)
    })
}

/// Somebody: staff by short id, a parent of the pupil by name, anybody as `role: name`.
fn person(typed: &str, about: &About<'_>) -> Result<Json, Refusal> {
    let words = words::one_line(typed)?;
    let known = about.school.staff_ids();
    if known.contains(&&*words) {
        return Ok(json!({ "staff": words }));
    }
    if let Some((role, name)) = words.split_once(':') {
        let role = role_of(role)?;
        return Ok(json!({ "role": role.code(), "name": words::one_line(name)? }));
    }
    if let Ok(role) = role_of(&words) {
        return Ok(json!({ "role": role.code() }));
    }
    let referral = about.case.and_then(|open| open.case.referral.as_ref());
    let mut parents = referral.iter().flat_map(|file| &file.parents);
    if parents.any(|parent| folded(&parent.name) == folded(&words)) {
        return Ok(json!({ "role": "parent", "name": words }));
    }
    let help = "write a short id from lm.toml, or a role and a name, for example parent: Mrs Khan";
    Err(Refusal::new(format!("it is not clear who ‹{words}› is"), help))
}

/// A role by its code or its words.
///
/// # Errors
///
/// When there is no such role; the nearest are named.
pub fn role_of(written: &str) -> Result<Role, Refusal> {
    let roles = Choices::new("a role", Role::ALL.iter().map(|role| (role.code(), role.label())));
    let code = roles.find(written)?.code.clone();
    Ok(Role::from_code(&code).expect("a code from the list of them"))
}
