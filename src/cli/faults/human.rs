//! Faults for people: the message, where, the lines of the record with a mark, and what to do.

use super::excerpt::{Excerpt, excerpt};
use super::values::Values;
use crate::cli::clean::clean;
use crate::diag::{Code, Diagnostic, Marked, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::HashSet;

/// Two places of a file that are at most this many lines apart are shown in one excerpt.
const NEAR: usize = 40;

/// How faults look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// With colours.
    pub colours: bool,
    /// Columns.
    pub width: usize,
    /// Whether values of the records may be seen.
    pub values: Values,
}

/// The faults in this order, an empty line between two.
pub fn human(faults: &[&Diagnostic], look: Look) -> String {
    let renderer = if look.colours { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(look.width.max(40));
    let mut explained: HashSet<Code> = HashSet::new();
    let mut text = String::new();
    for (number, fault) in faults.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        let drawn = renderer.render(&[draw(fault, look, explained.insert(fault.code))]);
        // The drawing leaves blanks behind an empty line of the record.
        for line in drawn.lines() {
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text
}

fn draw(fault: &Diagnostic, look: Look, explain: bool) -> Group<'static> {
    let values = look.values;
    let title = level(fault.severity)
        .primary_title(values.text(&fault.message, fault))
        .id(fault.code.0.to_owned());
    let mut group = Group::with_title(title);
    for marks in places(fault) {
        let lines = if values == Values::Hidden { None } else { excerpt(&marks) };
        if let Some(lines) = lines {
            group = group.element(snippet(lines, &marks, fault));
            continue;
        }
        group = group.element(origin(marks[0], values));
        if let Some(field) = &marks[0].field {
            let field = clean(&format!("this is the field {field}")).into_owned();
            group = group.element(Level::NOTE.message(field));
        }
        for mark in marks.iter().filter(|mark| !mark.label.is_empty()) {
            group = group.element(Level::NOTE.message(values.text(&mark.label, fault)));
        }
    }
    for help in &fault.help {
        group = group.element(Level::HELP.message(values.text(help, fault)));
    }
    if explain {
        group = group.element(Level::HELP.message(format!("lm explain {}", fault.code)));
    }
    group
}

/// The places of a fault, those that can share an excerpt together; its own place comes first.
fn places(fault: &Diagnostic) -> Vec<Vec<&Marked>> {
    let mut places = vec![vec![&fault.primary]];
    for other in &fault.related {
        let fits = places.iter_mut().find(|place| can_share(place[0], other));
        match fits {
            Some(place) => place.push(other),
            None => places.push(vec![other]),
        }
    }
    places
}

fn can_share(one: &Marked, other: &Marked) -> bool {
    let (Some((one_at, _)), Some((other_at, _))) = (one.extent(), other.extent()) else {
        return false;
    };
    one.file == other.file && one_at.line.abs_diff(other_at.line) <= NEAR
}

fn origin(mark: &Marked, values: Values) -> Origin<'static> {
    let origin = Origin::path(values.path(&mark.file).into_owned());
    match mark.extent() {
        Some((at, _)) => origin.line(at.line).char_column(at.column),
        None => origin,
    }
}

fn snippet(
    excerpt: Excerpt,
    marks: &[&Marked],
    fault: &Diagnostic,
) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
    let annotations = marks.iter().zip(excerpt.marks).map(|(mark, range)| {
        let own = std::ptr::eq(*mark, &raw const fault.primary);
        let kind = if own { AnnotationKind::Primary } else { AnnotationKind::Context };
        let label = (!mark.label.is_empty()).then(|| Values::Shown.text(&mark.label, fault));
        kind.span(range).label(label)
    });
    let annotations: Vec<_> = annotations.collect();
    Snippet::source(excerpt.text)
        .path(Values::Shown.path(&marks[0].file).into_owned())
        .line_start(excerpt.first_line)
        .annotations(annotations)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name(severity.word()),
    }
}

#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes, reason = "snapbox writes them so")]
mod tests {
    use super::*;
    use crate::cli::faults::sample::{RATINGS, mark, off_scale};
    use crate::text::{Range, Source};
    use snapbox::IntoData as _;

    const PLAIN: Look = Look { colours: false, width: 100, values: Values::Shown };

    #[test]
    fn a_fault_shows_the_line_the_mark_and_the_way_out() {
        let fault = off_scale();
        snapbox::assert_data_eq!(
            human(&[&fault, &fault], PLAIN),
            snapbox::str![[r#"
error[rating-off-scale]: ‘7’ is not on this scale
 --> mentees/k7q2m/ratings.yaml:3:17
  |
3 |   starts-tasks: 7
  |                 ^ the scale is 1 to 4
  |
  = help: ask whoever rated
  = help: lm explain rating-off-scale

error[rating-off-scale]: ‘7’ is not on this scale
 --> mentees/k7q2m/ratings.yaml:3:17
  |
3 |   starts-tasks: 7
  |                 ^ the scale is 1 to 4
  |
  = help: ask whoever rated

"#]]
            .raw()
        );
    }

    #[test]
    fn other_places_are_shown_near_or_apart() {
        let mut fault = off_scale();
        fault.severity = Severity::Warning;
        fault.related = vec![
            mark("mentees/k7q2m/ratings.yaml", RATINGS, "2026-09-14", "rated on this day"),
            mark("policy/2026.toml", "a = 1\nscale = 4\n", "scale", "the scale of ‹rafie›"),
        ];
        snapbox::assert_data_eq!(
            human(&[&fault], PLAIN),
            snapbox::str![[r#"
warning[rating-off-scale]: ‘7’ is not on this scale
 --> mentees/k7q2m/ratings.yaml:3:17
  |
1 | date: 2026-09-14
  |       ---------- rated on this day
2 | ratings:
3 |   starts-tasks: 7
  |                 ^ the scale is 1 to 4
  |
 ::: policy/2026.toml:2:1
  |
2 | scale = 4
  | ----- the scale of ‘rafie’
  |
  = help: ask whoever rated
  = help: lm explain rating-off-scale

"#]]
            .raw()
        );
    }

    #[test]
    fn hidden_values_take_the_excerpt_with_them() {
        let mut fault = off_scale();
        fault.related =
            vec![mark("policy/2026.toml", "a = 1\nscale = 4\n", "scale", "the scale of ‹rafie›")];
        let look = Look { values: Values::Hidden, ..PLAIN };
        snapbox::assert_data_eq!(
            human(&[&fault], look),
            snapbox::str![[r#"
error[rating-off-scale]: ‘…’ is not on this scale
--> mentees/k7q2m/ratings.yaml:3:17
 = note: this is the field ratings.starts-tasks
 = note: the scale is 1 to 4
::: policy/2026.toml:2:1
 = note: the scale of ‘…’
 = help: ask whoever rated
 = help: lm explain rating-off-scale

"#]]
            .raw()
        );
    }

    #[test]
    fn a_fault_of_the_whole_file_names_only_the_file() {
        let mut fault = off_scale();
        fault.severity = Severity::Advice;
        fault.primary.source = None;
        fault.primary.range = Range::default();
        fault.primary.field = None;
        fault.primary.label = "it is a folder".into();
        snapbox::assert_data_eq!(
            human(&[&fault], PLAIN),
            snapbox::str![[r#"
advice[rating-off-scale]: ‘7’ is not on this scale
--> mentees/k7q2m/ratings.yaml
 = note: it is a folder
 = help: ask whoever rated
 = help: lm explain rating-off-scale

"#]]
            .raw()
        );
    }

    #[test]
    fn colours_come_only_when_asked_for() {
        let fault = off_scale();
        assert!(!human(&[&fault], PLAIN).contains('\u{1b}'));
        assert!(human(&[&fault], Look { colours: true, ..PLAIN }).contains("\u{1b}["));
    }

    proptest::proptest! {
        #[test]
        fn any_text_marked_anywhere_can_be_drawn(
            text in "[a-z: \t\r\n\u{feff}\u{200d}é李\u{0301}\u{1b}\u{2028}]{0,60}",
            marks in proptest::collection::vec((0_usize..70, 0_usize..70), 1..4),
        ) {
            let mut marks = marks.into_iter().map(|(start, end)| Marked {
                source: Some(Source::new("a.yaml", &*text)),
                file: "a.yaml".into(),
                range: Range::new(start, end),
                field: None,
                label: "here".into(),
            });
            let primary = marks.next().expect("at least one");
            let fault = Diagnostic { primary, related: marks.collect(), ..off_scale() };
            let drawn = human(&[&fault], PLAIN);
            let steers = |c: char| c != '\n' && c.is_control();
            proptest::prop_assert!(!drawn.contains(steers), "{:?}", drawn);
        }
    }
}
