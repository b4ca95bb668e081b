//! One call of a command: the global flags, the day, and where the result goes.

use super::arguments::{ColourChoice, Format, Globals};
use super::clean::clean;
use super::outcome::CommandError;
use super::world::World;
use crate::domain::date::Date;
use crate::domain::record::settings::DateOrder;
use crate::domain::spoken_date;
use std::io;
use std::path::Path;

/// One call of a command.
pub struct Call<'c, 'w> {
    /// The global flags.
    pub globals: Globals,
    /// The outside world.
    pub world: &'c mut World<'w>,
    /// The day to reckon with.
    pub today: Date,
    /// The result, until the command is done.
    pub out: Vec<u8>,
    /// What is said when the result is out.
    last_words: Vec<String>,
}

impl<'c, 'w> Call<'c, 'w> {
    /// A call with these flags.
    ///
    /// # Errors
    ///
    /// When `--as-of` or `LM_AS_OF` is not a date.
    pub fn new(globals: Globals, world: &'c mut World<'w>) -> Result<Self, CommandError> {
        let asked = globals.as_of.as_deref().map(|day| (day, "--as-of"));
        let asked = asked.or(world.environment.as_of.as_deref().map(|day| (day, "LM_AS_OF")));
        let today = match asked {
            None => world.today,
            // Before the records are found nobody can know the school's own order of day and month.
            Some((day, from)) => {
                spoken_date::parse(day, world.today, DateOrder::Iso).map_err(|refusal| {
                    let message = refusal.message.replace('‹', "`").replace('›', "`");
                    CommandError::usage(format!("{message} (from {from})")).hint(refusal.help)
                })?
            }
        };
        Ok(Self { globals, world, today, out: Vec::new(), last_words: Vec::new() })
    }

    /// The output format, if it is one of those that the command knows; the first is the default.
    ///
    /// # Errors
    ///
    /// When another format was asked for.
    pub fn format(&self, known: &[Format]) -> Result<Format, CommandError> {
        let asked = if self.globals.json { Some(Format::Json) } else { self.globals.format };
        match asked {
            None => Ok(known[0]),
            Some(format) if known.contains(&format) => Ok(format),
            Some(_) => {
                let names: Vec<_> = known.iter().map(|format| word(*format)).collect();
                Err(CommandError::usage("this command cannot print in that format")
                    .hint(format!("it prints {}", names.join(", "))))
            }
        }
    }

    /// Whether the result may be coloured.
    pub fn colours(&self) -> bool {
        let environment = &self.world.environment;
        match self.globals.color {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => {
                self.globals.output.is_none()
                    && !environment.no_colour
                    && (environment.force_colour || self.world.terminal.shows)
            }
        }
    }

    /// Whether questions may be asked.
    pub fn may_ask(&self) -> bool {
        !self.globals.no_input && self.world.terminal.asks
    }

    /// Says a line of talk, unless `--quiet`.
    pub fn say(&mut self, line: &str) {
        if !self.globals.quiet {
            // Nothing can be said about a talk that cannot be written.
            let _ = writeln!(self.world.err, "{}", clean(line));
        }
    }

    /// Says a line of talk when the result is out: a summary belongs below what it sums up.
    pub fn say_last(&mut self, line: impl Into<String>) {
        self.last_words.push(line.into());
    }

    /// Adds a line to the result; line breaks in it stay, everything else that could steer a
    /// terminal goes.
    pub fn print(&mut self, text: &str) {
        self.out.extend_from_slice(super::clean::clean_lines(text).as_bytes());
        self.out.push(b'\n');
    }

    /// Hands the result over: to the screen, or to the file of `--output`.
    ///
    /// # Errors
    ///
    /// When it cannot be written. A reader that went away is no error.
    pub fn finish(&mut self) -> Result<(), CommandError> {
        self.hand_over()?;
        for line in std::mem::take(&mut self.last_words) {
            self.say(&line);
        }
        Ok(())
    }

    fn hand_over(&mut self) -> Result<(), CommandError> {
        match self.globals.output.clone().filter(|path| path.as_path() != Path::new("-")) {
            None => match self.world.out.write_all(&self.out).and_then(|()| self.world.out.flush())
            {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                Err(error) => {
                    Err(CommandError::cannot("the result could not be written").source(&error))
                }
                Ok(()) => Ok(()),
            },
            Some(path) => {
                let path = self.world.here.join(path);
                crate::store::disk::write_private(&path, &self.out).map_err(|error| {
                    CommandError::cannot(format!("`{}` could not be written", path.display()))
                        .source(&error)
                })
            }
        }
    }
}

fn word(format: Format) -> String {
    use clap::ValueEnum as _;
    format.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}
