//! A calendar feed (RFC 5545) as a result: all-day events that any calendar program can read.

use crate::domain::date::Date;
use std::fmt::Write as _;

/// An all-day event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Tells the event from all others, for ever; says nothing about a person.
    pub uid: String,
    /// The day.
    pub day: Date,
    /// What it is.
    pub summary: String,
    /// More about it.
    pub description: String,
}

/// The feed of these events, made on a day.
pub fn feed(name: &str, events: &[Event], made: Date) -> String {
    let mut text = String::new();
    line(&mut text, "BEGIN:VCALENDAR");
    line(&mut text, "VERSION:2.0");
    line(&mut text, "PRODID:-//lm//learning mentor records//EN");
    line(&mut text, &format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        line(&mut text, "BEGIN:VEVENT");
        line(&mut text, &format!("UID:{}", escaped(&event.uid)));
        line(&mut text, &format!("DTSTAMP:{}T000000Z", compact(made)));
        line(&mut text, &format!("DTSTART;VALUE=DATE:{}", compact(event.day)));
        line(&mut text, &format!("DTEND;VALUE=DATE:{}", compact(event.day.add_days(1))));
        line(&mut text, &format!("SUMMARY:{}", escaped(&event.summary)));
        line(&mut text, &format!("DESCRIPTION:{}", escaped(&event.description)));
        line(&mut text, "CLASS:PRIVATE");
        line(&mut text, "TRANSP:TRANSPARENT");
        line(&mut text, "END:VEVENT");
    }
    line(&mut text, "END:VCALENDAR");
    text
}

fn compact(day: Date) -> String {
    day.to_string().replace('-', "")
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                let _ = write!(escaped, "\\{c}");
            }
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line, folded at 75 bytes as the standard asks, never inside a character.
fn line(text: &mut String, content: &str) {
    let mut width = 0;
    for c in content.chars() {
        if width + c.len_utf8() > 75 {
            text.push_str("\r\n ");
            width = 1;
        }
        text.push(c);
        width += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_and_special_characters_escaped() {
        let day: Date = "2026-11-27".parse().expect("a date");
        let event = Event {
            uid: "review-k7q2m".to_owned(),
            day,
            summary: "Review; k7q2m, Year 5".to_owned(),
            description: "ü".repeat(60),
        };
        let feed = feed("Reviews", &[event], day);
        assert!(feed.contains("DTSTART;VALUE=DATE:20261127\r\nDTEND;VALUE=DATE:20261128\r\n"));
        assert!(feed.contains("SUMMARY:Review\\; k7q2m\\, Year 5\r\n"));
        assert!(feed.lines().all(|line| line.len() <= 75));
        assert_eq!(feed.replace("\r\n ", "").matches('ü').count(), 60);
    }
}
