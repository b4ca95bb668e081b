//! Marks in one string, in the order in which the form prints its items. Blanks, commas and strokes
//! only part groups, so that the string can look like the paper.

use super::answer::BETWEEN_TWO;
use super::{EntryRefusal, Marks, read_answer};
use crate::domain::instrument::{Instrument, Line, Scale, ScaleKind};

/// The answers of a string of marks. Items that are answered in words have no place in it.
///
/// A scale whose marks have one digit needs nothing between them (`3323 1142`); one with longer
/// marks does (`4 8, 10`). A pair is `4/8` or `4>8`, a tick `x` or `.`, a choice its code or
/// number; `-` (or, except for ticks, `.`) is an item that was left empty.
///
/// # Errors
///
/// Every mark that is none of its item's, and a count that is not the form's, each with its place.
pub fn read_marks(instrument: &Instrument, typed: &str) -> Result<Marks, Vec<EntryRefusal>> {
    let lines: Vec<Line<'_>> =
        instrument.lines().into_iter().filter(|line| line.scale.kind != ScaleKind::Text).collect();
    if lines.is_empty() {
        return Err(vec![EntryRefusal::new(
            "this form asks for words only, and has no marks to type in a row",
            "give the words item by item, or in a file with --from",
        )]);
    }
    let mut reader = Reader { signs: typed.chars().collect(), at: 0 };
    let mut marks = Marks::new();
    let mut refusals = Vec::new();
    for (read, line) in lines.iter().enumerate() {
        reader.pass_separators();
        if reader.is_done() {
            refusals.push(too_few(&lines, read, typed));
            break;
        }
        let place = reader.place();
        let taken = reader.take(line.scale);
        match read_answer(line.scale, &taken) {
            Ok(Some(answer)) => drop(marks.insert(line.item.id.clone(), answer)),
            Ok(None) => {}
            Err(refusal) => refusals.push(refusal.of(line).at(&place)),
        }
    }
    reader.pass_separators();
    if !reader.is_done() {
        refusals.push(too_many(&lines, &mut reader, typed));
    }
    if refusals.is_empty() { Ok(marks) } else { Err(refusals) }
}

struct Reader {
    signs: Vec<char>,
    at: usize,
}

impl Reader {
    fn is_done(&self) -> bool {
        self.at >= self.signs.len()
    }

    fn pass_separators(&mut self) {
        while self.signs.get(self.at).is_some_and(|sign| is_separator(*sign)) {
            self.at += 1;
        }
    }

    /// `sign 17, after “23 11”`.
    fn place(&self) -> String {
        const SHOWN: usize = 8;
        let before: String = self.signs[self.at.saturating_sub(SHOWN)..self.at].iter().collect();
        let before = before.trim();
        if before.is_empty() {
            return "the first sign".to_owned();
        }
        let dots = if self.at > SHOWN { "…" } else { "" };
        format!("sign {}, after “{dots}{before}”", self.at + 1)
    }

    /// What stands here for one item of this scale.
    fn take(&mut self, scale: &Scale) -> String {
        match scale.kind {
            ScaleKind::Paired => self.take_pair(),
            ScaleKind::Tally => self.take_while(|sign| !sign.is_whitespace() && sign != ','),
            ScaleKind::Choice => self.take_choice(scale),
            _ if takes_one_sign(scale) => {
                self.at += 1;
                self.signs[self.at - 1].to_string()
            }
            _ => self.take_while(|sign| !is_separator(sign)),
        }
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let rest = &self.signs[self.at..];
        let length = rest.iter().position(|sign| !belongs(*sign)).unwrap_or(rest.len());
        self.at += length;
        rest[..length].iter().collect()
    }

    /// `4/8`, `4 > 8`, or two marks with only a blank between.
    fn take_pair(&mut self) -> String {
        let part = |sign: char| !is_separator(sign) && !BETWEEN_TWO.contains(&sign);
        let now = self.take_while(part);
        if matches!(&*now, "-" | ".") && !self.next_is(BETWEEN_TWO) {
            return now;
        }
        let after_now = self.at;
        let blank = self.take_while(char::is_whitespace);
        let sign = self.take_while(|sign| BETWEEN_TWO.contains(&sign));
        self.take_while(char::is_whitespace);
        let hoped =
            if sign.is_empty() && blank.is_empty() { String::new() } else { self.take_while(part) };
        // The mark behind a blank begins the next pair when a `/` follows it.
        if sign.is_empty()
            && (hoped.is_empty() || matches!(&*hoped, "-" | ".") || self.next_is(BETWEEN_TWO))
        {
            self.at = after_now;
            return now;
        }
        format!("{now}/{hoped}")
    }

    fn next_is(&self, signs: [char; 3]) -> bool {
        self.signs.get(self.at).is_some_and(|sign| signs.contains(sign))
    }

    /// A code as a whole; else the number of an answer, which needs nothing behind it when there
    /// are fewer than ten.
    fn take_choice(&mut self, scale: &Scale) -> String {
        let start = self.at;
        let word = self.take_while(|sign| !is_separator(sign));
        let is_code = scale.options.iter().any(|option| option.id == word.as_str());
        if !is_code
            && scale.options.len() < 10
            && word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.'))
        {
            self.at = start + 1;
            return word.chars().take(1).collect();
        }
        word
    }
}

fn is_separator(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, ',' | ';' | '/' | '|' | '\u{a0}')
}

/// Whether every mark of the scale is one sign, so that marks can stand without anything between.
fn takes_one_sign(scale: &Scale) -> bool {
    match scale.kind {
        ScaleKind::Tick => true,
        ScaleKind::Rating | ScaleKind::Frequency => {
            scale.from.is_some_and(|low| low >= 0) && scale.to.is_some_and(|high| high <= 9)
        }
        _ => false,
    }
}

fn too_few(lines: &[Line<'_>], read: usize, typed: &str) -> EntryRefusal {
    let first = lines[read];
    let marks = count(read);
    match odd_group(lines, typed) {
        Some(group) => EntryRefusal::new(format!("{marks} for {} items", lines.len()), group),
        None => EntryRefusal::new(
            format!("{marks} for {} items: {} has none", lines.len(), first.name()),
            "write - for an item that was left empty on the form",
        ),
    }
}

fn too_many(lines: &[Line<'_>], reader: &mut Reader, typed: &str) -> EntryRefusal {
    let place = reader.place();
    let all_short = lines.iter().all(|line| takes_one_sign(line.scale));
    let mut more = 0;
    while !reader.is_done() {
        if all_short {
            reader.at += 1;
        } else {
            reader.take_while(|sign| !is_separator(sign));
        }
        more += 1;
        reader.pass_separators();
    }
    let last = lines.last().expect("a form with marks has an item");
    EntryRefusal::new(
        format!("{} for {} items", count(lines.len() + more), lines.len()),
        odd_group(lines, typed).unwrap_or_else(|| {
            format!("the last item is {}; wrong somewhere, or from another form?", last.name())
        }),
    )
    .at(&format!("the first too many is {place}"))
}

fn count(marks: usize) -> String {
    if marks == 1 { "1 mark".to_owned() } else { format!("{marks} marks") }
}

/// When there is a group of marks for each section, the section whose group is not as long as it.
fn odd_group(lines: &[Line<'_>], typed: &str) -> Option<String> {
    if !lines.iter().all(|line| takes_one_sign(line.scale)) {
        return None;
    }
    let mut sections: Vec<(&str, usize)> = Vec::new();
    for line in lines {
        match sections.last_mut() {
            Some((title, items)) if *title == line.section.title => *items += 1,
            _ => sections.push((&line.section.title, 1)),
        }
    }
    let groups: Vec<usize> = typed
        .split(is_separator)
        .filter(|group| !group.is_empty())
        .map(|group| group.chars().count())
        .collect();
    if groups.len() != sections.len() || groups.len() < 2 {
        return None;
    }
    let mut pairs = sections.iter().zip(groups);
    pairs.find(|((_, items), group)| items != group).map(|((title, items), group)| {
        format!("look at “{title}”: it has {items} items, and {} typed", are(group))
    })
}

fn are(marks: usize) -> String {
    if marks == 1 { "1 mark is".to_owned() } else { format!("{marks} marks are") }
}
