//! Parts put together, from the whole file down: what is above a part, its own lines, and what to
//! do where the two sides clash. Keyed values are `map`'s, lists are `list`'s and `brackets`'.

use super::comments::in_lines;
use super::merged::{Clash, Merged};
use super::outline::{self, Outline, Part};
use super::side::{Move, same};
use crate::store::edit::ground::{Ground, Shape};
use crate::store::edit::proof::Model;
use crate::store::yaml::tree::Value;

/// The three texts. The result is ours with what is new in theirs.
pub(super) struct Merger<'g, 't> {
    pub(super) base: &'g Ground<'t>,
    pub(super) ours: &'g Ground<'t>,
    pub(super) theirs: &'g Ground<'t>,
    pub(super) newline: &'static str,
}

impl<'g, 't> Merger<'g, 't> {
    pub(super) fn new(base: &'g Ground<'t>, ours: &'g Ground<'t>, theirs: &'g Ground<'t>) -> Self {
        let newline = if ours.text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { base, ours, theirs, newline }
    }

    /// The whole file.
    pub(super) fn whole(&self) -> Result<Merged, Clash> {
        let base = match self.base.shape(self.base.root()) {
            Shape::Nothing if in_lines(&self.base.text[self.base.top..]).is_empty() => None,
            _ => Some(outline::of_file(self.base)?),
        };
        let ours = outline::of_file(self.ours)?;
        let theirs = outline::of_file(self.theirs)?;
        let mut whole = Merged::of(&self.ours.text[..self.ours.top], Model::Nothing);
        let shift = self.shift(&theirs.parts[0], &ours.parts[0]);
        whole.push_text(head(base.as_ref(), &ours, &theirs, &shift)?);
        let mut entries = self.map(base.as_ref(), &ours, &theirs, false)?;
        entries.push_text(tail(base.as_ref(), &ours, &theirs, &shift)?);
        whole.model = whole.append(entries);
        Ok(whole)
    }

    /// One entry or one key that both sides have. A clash stands around its lines, if they are its
    /// own.
    pub(super) fn part(
        &self,
        base: Option<&Part<'_, 't>>,
        ours: &Part<'_, 't>,
        theirs: &Part<'_, 't>,
    ) -> Result<Merged, Clash> {
        let shift = self.shift(theirs, ours);
        let lead = lead(base, ours, theirs, &shift);
        let body = self.body(base, ours, theirs);
        match (lead, body) {
            (Ok(lead), Ok(body)) => {
                let mut part = Merged::of(lead, Model::Nothing);
                part.model = part.append(body);
                Ok(part)
            }
            _ if !ours.own_line => Err(Clash),
            (Ok(lead), Err(Clash)) => {
                let mut part = Merged::of(lead, Model::Nothing);
                let there = shift.lines(theirs.body);
                part.model = part.append(Merged::conflict(
                    ours.body.to_owned(),
                    there,
                    Model::of(ours.slot.node),
                ));
                Ok(part)
            }
            (Err(Clash), _) => Ok(Merged::conflict(
                format!("{}{}", ours.lead, ours.body),
                self.copied(theirs, ours.column),
                Model::of(ours.slot.node),
            )),
        }
    }

    /// A part of theirs that goes in among ours, with what is written above it.
    pub(super) fn copied(&self, theirs: &Part<'_, 't>, column: usize) -> String {
        // What is above a part always has lines of its own.
        let lead = Move { from_own_line: true, ..self.shift_to(theirs, column, true) };
        lead.lines(theirs.lead) + &self.copied_body(theirs, column)
    }

    /// The same without what is written above it.
    pub(super) fn copied_body(&self, theirs: &Part<'_, 't>, column: usize) -> String {
        self.shift_to(theirs, column, true).lines(theirs.body)
    }

    /// How lines of this part of theirs are moved to stand where ours stands.
    pub(super) fn shift(&self, theirs: &Part<'_, 't>, ours: &Part<'_, 't>) -> Move<'static> {
        self.shift_to(theirs, ours.column, ours.own_line)
    }

    fn shift_to(&self, theirs: &Part<'_, 't>, to: usize, to_own_line: bool) -> Move<'static> {
        Move {
            from: theirs.column,
            to,
            from_own_line: theirs.own_line,
            to_own_line,
            newline: self.newline,
        }
    }

    fn body(
        &self,
        base: Option<&Part<'_, 't>>,
        ours: &Part<'_, 't>,
        theirs: &Part<'_, 't>,
    ) -> Result<Merged, Clash> {
        if same(ours, theirs) || base.is_some_and(|base| same(base, theirs)) {
            return Ok(Merged::of(ours.body, Model::of(ours.slot.node)));
        }
        if base.is_some_and(|base| same(base, ours)) {
            let lines = self.shift(theirs, ours).lines(theirs.body);
            return Ok(Merged::of(lines, Model::of(theirs.slot.node)));
        }
        match (self.ours.shape(ours.slot), self.theirs.shape(theirs.slot)) {
            (Shape::Brackets, Shape::Brackets) => self.brackets(base, ours, theirs),
            (Shape::Lines, Shape::Lines) => self.inside(base, ours, theirs, Shape::Lines),
            (Shape::Dashes, Shape::Dashes) => self.inside(base, ours, theirs, Shape::Dashes),
            _ => Err(Clash),
        }
    }

    /// What stands in a part, piece by piece.
    fn inside(
        &self,
        base: Option<&Part<'_, 't>>,
        ours: &Part<'_, 't>,
        theirs: &Part<'_, 't>,
        shape: Shape,
    ) -> Result<Merged, Clash> {
        let base = match base {
            Some(base) if self.base.shape(base.slot) == shape => {
                Some(outline::of_part(self.base, base)?)
            }
            Some(base) if !is_empty(base) => return Err(Clash),
            _ => None,
        };
        let shift = self.shift(theirs, ours);
        let ours = outline::of_part(self.ours, ours)?;
        let theirs = outline::of_part(self.theirs, theirs)?;
        let head = head(base.as_ref(), &ours, &theirs, &shift)?;
        let tail = tail(base.as_ref(), &ours, &theirs, &shift)?;
        let mut entries = if shape == Shape::Lines {
            self.map(base.as_ref(), &ours, &theirs, base.is_none())?
        } else {
            self.list(base.as_ref(), &ours, &theirs)?
        };
        entries.push_text(tail);
        let mut inside = Merged::of(head, Model::Nothing);
        inside.model = inside.append(entries);
        Ok(inside)
    }
}

/// Nothing is written, or `[]`, or `{}`.
fn is_empty(part: &Part<'_, '_>) -> bool {
    match &part.slot.node.value {
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        Value::Scalar { .. } => part.slot.node.is_empty(),
    }
}

/// Ours, unless only theirs changed.
fn chosen<T: PartialEq>(base: &T, ours: &T, theirs: &T) -> Result<bool, Clash> {
    if ours == theirs || theirs == base {
        Ok(true)
    } else if ours == base {
        Ok(false)
    } else {
        Err(Clash)
    }
}

/// Empty lines and comments above a part. Empty lines are no matter to argue about.
fn lead(
    base: Option<&Part<'_, '_>>,
    ours: &Part<'_, '_>,
    theirs: &Part<'_, '_>,
    shift: &Move<'_>,
) -> Result<String, Clash> {
    let base = base.map_or_else(Vec::new, |base| in_lines(base.lead));
    if chosen(&base, &in_lines(ours.lead), &in_lines(theirs.lead))? {
        return Ok(ours.lead.to_owned());
    }
    if !ours.own_line {
        return Err(Clash);
    }
    Ok(Move { from_own_line: true, ..*shift }.lines(theirs.lead))
}

/// The lines that announce a list or keyed values.
fn head(
    base: Option<&Outline<'_, '_>>,
    ours: &Outline<'_, '_>,
    theirs: &Outline<'_, '_>,
    shift: &Move<'_>,
) -> Result<String, Clash> {
    let words = |outline: &Outline<'_, '_>| -> Vec<String> {
        outline.head.split_whitespace().map(str::to_owned).collect()
    };
    let (our_words, their_words) = (words(ours), words(theirs));
    let base_words = base.map_or_else(Vec::new, words);
    if chosen(&base_words, &our_words, &their_words)? {
        return Ok(ours.head.to_owned());
    }
    let are_lines =
        [ours.head, theirs.head].iter().all(|head| head.is_empty() || head.ends_with('\n'));
    if are_lines { Ok(shift.lines(theirs.head)) } else { Err(Clash) }
}

/// Comments behind the last part.
fn tail(
    base: Option<&Outline<'_, '_>>,
    ours: &Outline<'_, '_>,
    theirs: &Outline<'_, '_>,
    shift: &Move<'_>,
) -> Result<String, Clash> {
    let base = base.map_or_else(Vec::new, |base| in_lines(base.tail));
    if chosen(&base, &in_lines(ours.tail), &in_lines(theirs.tail))? {
        return Ok(ours.tail.to_owned());
    }
    Ok(Move { from_own_line: true, to_own_line: true, ..*shift }.lines(theirs.tail))
}
