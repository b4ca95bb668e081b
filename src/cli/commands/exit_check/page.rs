//! The exit check as a page: the answer first, then what it rests on. What is shown by default and
//! what only with `--all` lies beside it.

use super::{details, short};
use crate::cli::call::Call;
use crate::cli::documents;
use crate::domain::exit::{CriterionCheck, Evidence, ExitCheck, Verdict, Weight};
use crate::domain::record::Case;
use crate::domain::roles;
use crate::store::{Folder, School};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr as _;

/// A wider page is hard to read.
const WIDEST: usize = 100;

/// What is shown, and where it comes from.
pub struct Shown<'s> {
    /// The check.
    pub check: &'s ExitCheck<'s>,
    /// The case.
    pub case: &'s Case,
    /// The school.
    pub school: &'s School,
    /// The records.
    pub folder: &'s Folder,
}

/// As a page that mentor and headteacher read together; with `all`, everything that was looked at.
pub fn of(shown: &Shown<'_>, all: bool, call: &Call<'_, '_>) -> String {
    let mut page = Page { text: String::new(), width: call.world.terminal.width.min(WIDEST) };
    head(shown, &mut page);
    answer(shown.check, &mut page);
    if all {
        details::write(shown, &mut page);
    } else {
        short::write(shown, &mut page);
    }
    page.line("", "");
    page.line("", &format!("lm only advises; {}.", who_decides(shown.check)));
    if !all {
        let command = in_one_piece(&format!("lm exit-check {} --all", shown.case.id));
        page.line("", &format!("all that was looked at: {command}"));
    }
    page.text.trim_end().replace(STAYS, " ")
}

/// A page as it grows.
pub(super) struct Page {
    text: String,
    width: usize,
}

impl Page {
    /// A heading, with an empty line before it.
    pub(super) fn heading(&mut self, words: &str) {
        let _ = writeln!(self.text, "\n{words}");
    }

    /// Words after a mark; lines after the first are indented as far.
    pub(super) fn line(&mut self, mark: &str, words: &str) {
        let indent = " ".repeat(mark.width());
        let mut line = mark.to_owned();
        let mut empty = true;
        let breaks = |letter: char| letter.is_whitespace() && letter != STAYS;
        let words = documents::in_quotes(words);
        for word in words.split(breaks).filter(|word| !word.is_empty()) {
            if !empty && line.width() + 1 + word.width() > self.width {
                let _ = writeln!(self.text, "{line}");
                line.clone_from(&indent);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        let _ = writeln!(self.text, "{}", line.trim_end());
    }
}

/// A space at which no line ends.
const STAYS: char = '\u{a0}';

/// A command is copied, so it stays in one piece.
pub(super) fn in_one_piece(command: &str) -> String {
    command.replace(' ', &STAYS.to_string())
}

fn head(shown: &Shown<'_>, page: &mut Page) {
    let check = shown.check;
    let who = documents::who(shown.case, shown.school, check.day);
    match check.exit {
        None => page.line("", &format!("{who}: could the programme end?")),
        Some(_) => page.line("", &format!("{who}: how the programme ended")),
    }
    let since = check.since.long();
    let until = check.day.with_weekday();
    page.line("", &format!("{until}; began on {since}; stands at: {}", check.standing));
    if let Some(newer) = check.newer_policy {
        let (from, newer) = (check.policy_from.long(), newer.long());
        let words = format!(
            "by the policy in force since {from}; the one of {newer} came later and does not count"
        );
        page.line("", &words);
    }
    page.line("", "");
}

/// The answer in a line or two.
fn answer(check: &ExitCheck<'_>, page: &mut Page) {
    let missing = match check.missing().count() {
        0 => String::new(),
        1 => "1 thing that the policy asks for is missing.".to_owned(),
        count => format!("{count} things that the policy asks for are missing."),
    };
    if check.exit.is_some() {
        page.line("", &format!("The ending rests on: {}.", names(check.named())));
        if check.speaks_for_it() {
            page.line("", "Nothing in the records speaks against it.");
        }
        let refuted = |one: &&CriterionCheck<'_>| {
            matches!(one.verdict, Verdict::NotMet | Verdict::CannotBeTold)
        };
        for one in check.named().filter(refuted) {
            page.line("", &format!("The records do not bear this out: {}.", one.criterion.label));
        }
        page.say(&missing);
        return;
    }
    if check.holding().next().is_some() {
        let then = if missing.is_empty() {
            "Nothing that the policy asks for is missing."
        } else {
            &missing
        };
        page.line("", &format!("Met: {}. {then}", names(check.holding())));
        return;
    }
    page.line("", "No criterion is met so far.");
    let for_a_person =
        |one: &&CriterionCheck<'_>| one.verdict == Verdict::ForAPerson && !one.is_too_early();
    let open = names(check.criteria.iter().filter(for_a_person));
    if !open.is_empty() {
        page.line("", &format!("For a person to judge: {open}."));
    }
}

impl Page {
    fn say(&mut self, words: &str) {
        if !words.is_empty() {
            self.line("", words);
        }
    }
}

/// What the criteria are called.
pub(super) fn names<'c>(these: impl Iterator<Item = &'c CriterionCheck<'c>>) -> String {
    these.map(|one| one.criterion.label.as_str()).collect::<Vec<_>>().join("; ")
}

/// A criterion with its facts, and what comes first before it may be used.
pub(super) fn criterion<'e>(
    one: &CriterionCheck<'_>,
    lacks: impl Iterator<Item = &'e Evidence>,
    page: &mut Page,
) {
    let verdict = match one.verdict {
        Verdict::Met if !one.not_before.is_empty() => "met, but not yet to be used",
        other => other.label(),
    };
    page.line("  ", &format!("{}: {verdict}", one.criterion.label));
    for fact in &one.evidence {
        page.line(mark(fact.weight), &with_place(fact));
    }
    // What must come first is of no use where the criterion does not hold.
    for lack in lacks.filter(|_| one.verdict != Verdict::NotMet) {
        page.line("    ! ", &format!("first: {}", lack.says));
    }
}

fn mark(weight: Weight) -> &'static str {
    match weight {
        Weight::For => "    + ",
        Weight::Against => "    - ",
        Weight::Missing => "    ? ",
        Weight::Note => "    . ",
    }
}

/// The fact, and the file in which it stands.
pub(super) fn with_place(fact: &Evidence) -> String {
    match fact.at {
        Some(at) => format!("{} [{}]", fact.says, at.file.file_name()),
        None => fact.says.clone(),
    }
}

fn who_decides(check: &ExitCheck<'_>) -> String {
    let who = &check.policy.exit.decide_roles;
    if who.is_empty() {
        return "a person decides".to_owned();
    }
    format!("the {} decides", roles::in_words(who, "or"))
}
