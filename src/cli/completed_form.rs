//! A completed form on its way into the records: who answered it, when, in which phase; whether it
//! fits the pupil and is whole; its sums, echoed to be compared with the paper. Where its marks come
//! from is each command's.

mod doubts;
mod missing;
mod questions;
mod respondent;

pub use missing::Completeness;
pub use questions::{last_steps, read_percent};

use super::ask::{self, Refusal, Said, words};
use super::call::Call;
use super::outcome::{CommandError, Exit};
use super::recording::{Done, OpenCase, RecordedBy};
use crate::domain::choices::Phase;
use crate::domain::date::{Date, Time};
use crate::domain::id::Id;
use crate::domain::instrument::Instrument;
use crate::domain::instrument::entry::{Marks, PhaseGuess, guess_phase, totals};
use crate::domain::record::ratings::Rating;
use crate::domain::record::{Person, RecordKind};
use crate::domain::spoken_date;
use crate::store::change::Change;
use crate::store::edit::{Position, Value};
use crate::text::FieldPath;

/// What is said of a completed form besides its marks.
#[derive(Clone, Debug, clap::Args)]
pub struct Flags {
    /// When in the programme: before, review or after (otherwise worked out, if the records leave
    /// no doubt)
    #[arg(long, value_name = "PHASE")]
    phase: Option<String>,
    /// The day on which it was filled in (otherwise today)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Who answered: a role, for example class-teacher, or somebody's short id
    #[arg(long, value_name = "ROLE|STAFF-ID")]
    by: Option<String>,
    /// The name of whoever answered, if they do not stand in lm.toml
    #[arg(long, value_name = "NAME", requires = "by")]
    name: Option<String>,
    /// The short id of whoever held the pen for them
    #[arg(long, value_name = "STAFF-ID")]
    scribe: Option<String>,
    /// Anything said besides
    #[arg(long, value_name = "WORDS")]
    comment: Option<String>,
    /// Keep it out of letters and reports
    #[arg(long)]
    restricted: bool,
    /// Who writes it down
    #[command(flatten)]
    pub recorded: RecordedBy,
}

/// A completed form, as far as it is known.
pub struct CompletedForm<'c> {
    /// The case that it belongs to.
    pub open: &'c OpenCase,
    /// The form.
    pub instrument: &'c Instrument,
    /// The answers.
    pub marks: Marks,
    /// Attendance in per cent, where the form asks for it.
    pub attendance: Option<f64>,
    /// Anything said besides.
    pub comment: Option<String>,
    /// The person was asked and chose not to answer.
    pub declined: bool,
    restricted: bool,
    /// For an observation: when it began.
    pub time: Option<Time>,
    /// For an observation: the lesson or place.
    pub lesson: Option<String>,
    /// For an observation: its rows, as they were typed.
    pub rows: Vec<String>,
    /// What is said of it besides, for example which columns stand out.
    pub remarks: Vec<String>,
    on: Option<Date>,
    respondent: Option<Person>,
    phase: Option<Phase>,
    scribe: Option<Id>,
    today: Date,
    /// Somebody is there to be asked.
    asks: bool,
}

impl<'c> CompletedForm<'c> {
    /// What the flags say of it.
    ///
    /// # Errors
    ///
    /// When one of them is not sound.
    pub fn of_flags(
        open: &'c OpenCase,
        instrument: &'c Instrument,
        flags: &Flags,
        call: &Call<'_, '_>,
    ) -> Result<Self, CommandError> {
        let mut form = Self {
            open,
            instrument,
            marks: Marks::new(),
            attendance: None,
            comment: None,
            restricted: flags.restricted,
            declined: false,
            time: None,
            lesson: None,
            rows: Vec::new(),
            remarks: Vec::new(),
            on: None,
            respondent: None,
            phase: None,
            scribe: None,
            today: call.today,
            asks: false,
        };
        if let Some(day) = &flags.on {
            form.on = Some(form.day(day).map_err(|refusal| refusal.of_flag("--on"))?);
        }
        if let Some(phase) = &flags.phase {
            let phase =
                questions::phases().find(phase).map(|choice| Phase::from_code(&choice.code));
            form.phase = phase.map_err(|refusal| refusal.of_flag("--phase"))?;
        }
        if let Some(by) = &flags.by {
            let name = flags.name.as_deref();
            let person = respondent::read(by, name, &open.school);
            form.respondent = Some(person.map_err(|refusal| refusal.of_flag("--by"))?);
        }
        if let Some(scribe) = &flags.scribe {
            super::records::known_staff(&open.school, scribe)?;
            form.scribe = Some(Id::new(scribe).map_err(CommandError::usage)?);
        }
        let comment = flags.comment.as_deref().map(words::any_lines).transpose();
        form.comment = comment.map_err(|refusal| refusal.of_flag("--comment"))?;
        Ok(form)
    }

    /// A day that is not still to come.
    fn day(&self, typed: &str) -> Result<Date, Refusal> {
        let day = spoken_date::parse(typed, self.today, self.open.order())?;
        self.is_past(day).map(|()| day)
    }

    fn is_past(&self, day: Date) -> Result<(), Refusal> {
        if day <= self.today {
            return Ok(());
        }
        let echo = spoken_date::echo(day, self.today);
        Err(Refusal::new(
            format!("{echo} is still to come"),
            "write the day on which it was filled in",
        ))
    }

    /// The day on which it was filled in.
    fn date(&self) -> Date {
        self.on.unwrap_or(self.today)
    }

    fn phase_guess(&self) -> PhaseGuess {
        let policies = &self.open.school.policies;
        guess_phase(&self.open.case, &self.instrument.id, policies, self.date())
    }

    /// Settles when it was filled in, by whom and in which phase: asks what nobody said, where
    /// somebody is there to be asked, and says what was worked out.
    ///
    /// # Errors
    ///
    /// When something is missing and could be more than one, or the form does not fit the pupil.
    pub fn settle(&mut self, may_ask: bool, call: &mut Call<'_, '_>) -> Result<(), CommandError> {
        self.asks = may_ask;
        if may_ask {
            ask::fill_in_all(&questions::who_and_when(), self, call)?;
        }
        self.work_out_the_rest(call)?;
        self.ask_about_doubts(call)
    }

    fn work_out_the_rest(&mut self, call: &mut Call<'_, '_>) -> Result<(), CommandError> {
        if self.respondent.is_none() {
            self.respondent = Some(respondent::only_one(self.instrument)?);
        }
        if self.phase.is_none() {
            match self.phase_guess() {
                PhaseGuess::Known(phase, why) => {
                    call.say(&format!("phase: {phase}, because {why}"));
                    self.phase = Some(phase);
                }
                PhaseGuess::Open(why) => {
                    return Err(CommandError::usage("when in the programme was it filled in?")
                        .because(why)
                        .hint("say --phase before, --phase review or --phase after"));
                }
            }
        }
        Ok(())
    }

    /// Echoes its sums, asks about what is odd, and writes it down.
    ///
    /// # Errors
    ///
    /// When too much is missing, it does not fit the pupil, or it cannot be written; nothing is
    /// written then.
    pub fn write(
        self,
        whole: &Completeness,
        call: &mut Call<'_, '_>,
    ) -> Result<Exit, CommandError> {
        self.judge_missing(whole, call)?;
        let by = respondent::in_words(&self.rating(None), &self.open.school);
        let day = spoken_date::echo(self.date(), call.today);
        call.say(&format!("{} ({}), {day}, by {by}", self.instrument.title, self.instrument.id));
        let sums = totals(self.instrument, &self.marks);
        let sums =
            if self.declined { vec!["asked, and chose not to answer".to_owned()] } else { sums };
        for line in sums.iter().chain(&self.remarks) {
            call.say(&format!("  {line}"));
        }
        if self.asks && !call.globals.yes && !call.globals.dry_run {
            let help = "Nothing has been written yet; no stops without writing anything";
            let text = format!("Write this down for {}?", self.open.who);
            if ask::yes_or_no(call, &text, help, true)? != Said::This(true) {
                return Err(CommandError::refused("nothing was written"));
            }
        }
        let id = self.open.new_id(call);
        let rating = self.rating(Some(id.clone()));
        let mut change = Change::default();
        let file = self.open.file(RecordKind::Ratings);
        let list = FieldPath::from("ratings");
        change.insert(&file, list, Position::ByDay("date"), self.as_printed(&rating));
        let mut done = Done::new(format!("wrote down “{}”", self.instrument.title))
            .entry(Some(&id))
            .next(format!("lm show {} --ratings", self.open.case.id));
        if self.instrument.intervals().is_some() {
            done = done.next(format!("lm suggest-targets {}", self.open.case.id));
        }
        self.open.write(change, done, call)
    }

    fn rating(&self, id: Option<Id>) -> Rating {
        Rating {
            id,
            instrument: self.instrument.id.clone(),
            version: Some(self.instrument.version),
            phase: self.phase.unwrap_or(Phase::Before),
            date: self.date(),
            respondent: self.respondent.clone().unwrap_or_default(),
            scribe: self.scribe.clone(),
            marks: self.marks.clone(),
            attendance_percent: self.attendance,
            lesson: self.lesson.clone(),
            time: self.time,
            comment: self.comment.clone(),
            declined: self.declined,
            recorded_by: self.open.recorded_by.clone(),
            restricted: self.restricted,
        }
    }

    /// The entry with its marks in the order of the form.
    fn as_printed(&self, rating: &Rating) -> Value {
        let order: Vec<&str> = self.instrument.item_ids();
        let place = |id: &str| order.iter().position(|item| *item == id);
        let mut value = Value::of(rating);
        if let Value::Map(entries) = &mut value {
            for (key, value) in entries {
                if let (true, Value::Map(marks)) = (key == "marks", value) {
                    marks.sort_by_key(|(id, _)| place(id));
                }
            }
        }
        value
    }
}
