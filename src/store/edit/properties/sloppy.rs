//! Files as they are and as they could be: written by chance, by somebody with no habits at all.

use super::{Dice, KEYS};

/// Writes a file as nobody would on purpose.
struct Sloppy<'d> {
    dice: &'d mut Dice,
    text: String,
    comments: usize,
    dash: usize,
    /// A text below `|` ended: a comment further in than this would belong to it.
    below_block: Option<usize>,
}

impl Sloppy<'_> {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn comment(&mut self) -> String {
        self.comments += 1;
        format!("# c{}", self.comments)
    }

    /// Ends a line, with a comment or none, and puts lines between.
    fn end_line(&mut self, may_comment: bool) {
        if may_comment && self.dice.one_in(6) {
            let comment = self.comment();
            self.put(&format!("  {comment}"));
        }
        self.text.push('\n');
    }

    fn between(&mut self) {
        while self.dice.one_in(5) {
            if self.dice.one_in(2) {
                self.text.push('\n');
                continue;
            }
            let deepest = self.below_block.take().unwrap_or(8);
            let column = self.dice.roll(deepest + 1);
            let comment = self.comment();
            self.put(&format!("{}{comment}\n", " ".repeat(column)));
        }
    }

    fn map(&mut self, column: usize, depth: usize, mut is_started: bool) {
        let mut keys: Vec<&str> = KEYS.to_vec();
        for _ in 0..=self.dice.roll(4) {
            let key = keys.remove(self.dice.roll(keys.len()));
            if !is_started {
                self.between();
                self.put(&" ".repeat(column));
            }
            self.below_block = None;
            is_started = false;
            match self.dice.roll(8) {
                0 => self.put(&format!("\"{key}\":")),
                1 => self.put(&format!("'{key}':")),
                _ => self.put(&format!("{key}:")),
            }
            self.value(column, depth);
        }
    }

    fn value(&mut self, column: usize, depth: usize) {
        match self.dice.roll(if depth > 2 { 6 } else { 10 }) {
            0 => self.end_line(true),
            1 => {
                let word = self.dice.pick(&["~", "null", "[]", "{}", "[ ]"]);
                self.put(&format!(" {word}"));
                self.end_line(true);
            }
            2 => self.block(column),
            3 => self.brackets(column),
            4 | 5 => {
                let written = self.scalar();
                self.put(&format!(" {written}"));
                self.end_line(true);
            }
            6 => {
                self.end_line(true);
                let deeper = column + 1 + self.dice.roll(4);
                self.map(deeper, depth + 1, false);
            }
            _ => {
                self.end_line(true);
                self.list(column + self.dash, depth + 1);
            }
        }
    }

    fn list(&mut self, column: usize, depth: usize) {
        let apart = self.dice.one_in(4);
        for number in 0..=self.dice.roll(3) {
            if apart && number > 0 {
                self.text.push('\n');
            }
            self.between();
            self.below_block = None;
            let gap = if self.dice.one_in(5) { 3 } else { 1 };
            self.put(&format!("{}-{}", " ".repeat(column), " ".repeat(gap)));
            match self.dice.roll(6) {
                0 => self.end_line(true),
                1 => {
                    let written = self.scalar();
                    self.put(&written);
                    self.end_line(true);
                }
                2 => {
                    self.text.push_str("{id: a, note: \"x, y\"}");
                    self.end_line(true);
                }
                _ => self.map(column + 1 + gap, depth, true),
            }
        }
    }

    fn scalar(&mut self) -> String {
        let plain = self.dice.pick(&["a", "2026-11-21", "3", "true", "two words", "Zoë", "x#y"]);
        match self.dice.roll(3) {
            0 => format!("\"{plain} \\\" x\""),
            1 => format!("'it''s {plain}'"),
            _ => plain.to_owned(),
        }
    }

    fn block(&mut self, column: usize) {
        let mark = self.dice.pick(&["|", "|-", "|+", ">", ">-", ">+"]);
        self.put(&format!(" {mark}"));
        self.end_line(true);
        for _ in 0..=self.dice.roll(2) {
            if self.dice.one_in(4) {
                self.text.push('\n');
            }
            let line = self.dice.pick(&["some words", "# no comment", "- x: y"]);
            self.put(&format!("{}{line}\n", " ".repeat(column + 2)));
        }
        self.below_block = Some(column + 1);
    }

    fn brackets(&mut self, column: usize) {
        if self.dice.one_in(2) {
            let list = self.dice.pick(&[
                "[a, b]",
                "[a,]",
                "{id: a}",
                "[{id: a}, {id: b}]",
                "{id: , by: x}",
            ]);
            self.put(&format!(" {list}"));
            return self.end_line(true);
        }
        self.text.push_str(" [");
        self.end_line(true);
        let tail = self.dice.one_in(2);
        for number in 0..2 {
            let comma = if number == 0 || tail { "," } else { "" };
            self.put(&format!("{}t{number}{comma}", " ".repeat(column + 3)));
            self.end_line(true);
        }
        self.put(&format!("{}]", " ".repeat(column + 1)));
        self.end_line(true);
    }
}

/// A file with all that a file may have: comments in any place, empty lines, quoted keys, texts over
/// several lines, lists between brackets, either line end, a byte order mark, no end of the last line.
pub(super) fn file(dice: &mut Dice) -> String {
    let dash = [0, 2, 4][dice.roll(3)];
    let mut sloppy = Sloppy { dice, text: String::new(), comments: 0, dash, below_block: None };
    if sloppy.dice.one_in(2) {
        sloppy.text.push_str("# yaml-language-server: $schema=x\n");
    }
    sloppy.between();
    if !sloppy.dice.one_in(20) {
        sloppy.map(0, 0, false);
    }
    sloppy.between();
    let mut text = sloppy.text;
    if dice.one_in(3) {
        text = text.trim_end_matches('\n').to_owned();
    }
    if dice.one_in(3) {
        text = text.replace('\n', "\r\n");
    }
    if dice.one_in(4) { format!("\u{feff}{text}") } else { text }
}
