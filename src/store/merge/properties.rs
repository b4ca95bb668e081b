use super::*;
use crate::store::edit::{Edit, Position, Value, apply};
use crate::store::scaffold::fields::{Field, Kind, fields_of};
use crate::store::schemas::schema_names;
use crate::text::FieldPath;
use proptest::prelude::*;
use std::cell::Cell;
use std::collections::HashMap;

/// Chance that comes again in every run.
struct Chance(Cell<u64>);

impl Chance {
    fn below(&self, most: usize) -> usize {
        let next = self.0.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
        self.0.set(next);
        usize::try_from(next >> 33).expect("31 bits") % most
    }

    /// Something that may stand in a field of this kind; every field of it is filled in.
    fn value(&self, kind: &Kind) -> Value {
        const WORDS: [&str; 6] = [
            "He came: late",
            "# 5 in the queue",
            "Two\nlines",
            "no",
            "Plain words",
            "\"so\" they say",
        ];
        match kind {
            Kind::Text => Value::words(format!("{} {}", WORDS[self.below(6)], self.below(1000))),
            Kind::Id => Value::words(format!("x{}", self.below(100_000))),
            Kind::Date => {
                Value::Plain(format!("2026-{:02}-{:02}", self.below(12) + 1, self.below(28) + 1))
            }
            Kind::Time => Value::words(format!("{:02}:30", self.below(8) + 9)),
            Kind::Whole | Kind::Number | Kind::Year | Kind::Answer => Value::plain(self.below(500)),
            Kind::YesNo => Value::plain(self.below(2) == 0),
            Kind::Code(codes) => Value::words(&codes[self.below(codes.len())]),
            Kind::Fields(fields) => self.fields(fields),
            Kind::List(of) => Value::List(vec![self.value(of)]),
            Kind::Named(right) => {
                Value::Map(vec![(format!("x{}", self.below(100_000)), self.value(right))])
            }
        }
    }

    fn fields(&self, fields: &[Field]) -> Value {
        let value = |field: &Field| (field.name.clone(), self.value(&field.kind));
        Value::Map(fields.iter().map(value).collect())
    }
}

/// Every list in fields, however deep, through the first entry of the lists above it.
fn lists(fields: &[Field], above: &FieldPath, found: &mut Vec<(FieldPath, Kind)>) {
    for field in fields {
        let here = above.clone().key(&field.name);
        match &field.kind {
            Kind::List(of) => {
                found.push((here.clone(), (**of).clone()));
                if let Kind::Fields(fields) = &**of {
                    lists(fields, &here.item(0), found);
                }
            }
            Kind::Fields(fields) => lists(fields, &here, found),
            _ => {}
        }
    }
}

/// A file of a kind, with something in every field.
fn file(fields: &[Field], chance: &Chance) -> String {
    fields.iter().fold("# a comment at the top\n\n".to_owned(), |text, field| {
        let edit = Edit::Set {
            field: FieldPath::from(&*field.name),
            value: chance.value(&field.kind),
            order: fields.iter().map(|field| field.name.clone()).collect(),
        };
        apply(&text, &edit).expect("a field can be set")
    })
}

fn appended(text: &str, list: &FieldPath, entry: &Value) -> String {
    let (list, entry) = (list.clone(), entry.clone());
    apply(text, &Edit::Insert { list, position: Position::End, entry, order: Vec::new() })
        .expect("an entry can be appended")
}

/// The lines of a text, sorted: what it says up to order.
fn lines_of(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

fn counted(text: &str) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    text.lines().for_each(|line| *counts.entry(line).or_insert(0) += 1);
    counts
}

/// How often each line has to be there when nothing is lost.
fn all_lines([base, ours, theirs]: [&str; 3]) -> HashMap<&str, usize> {
    let base = counted(base);
    let mut all = counted(ours);
    for (line, count) in counted(theirs) {
        *all.entry(line).or_insert(0) += count;
    }
    for (line, count) in &mut all {
        *count -= base.get(line).unwrap_or(&0);
    }
    all
}

/// Asserts that an entry appended to one list here and to one there are both kept.
fn both_are_kept(base: &str, lists: [&(FieldPath, Kind); 2], chance: &Chance) {
    let [one, other] = lists.map(|(_, of)| chance.value(of));
    let ours = appended(base, &lists[0].0, &one);
    let theirs = appended(base, &lists[1].0, &other);
    for merged in [merge(base, &ours, &theirs), merge(base, &theirs, &ours)] {
        assert_eq!(merged.conflicts, 0, "{} {}:\n{}", lists[0].0, lists[1].0, merged.text);
        let counts = counted(&merged.text);
        for (line, wanted) in all_lines([base, &ours, &theirs]) {
            // Lists between brackets share a line.
            let is_counted = !line.contains('[') && one != other;
            assert!(!is_counted || counts.get(line) == Some(&wanted), "{line}\n{}", merged.text);
        }
    }
}

#[test]
fn entries_appended_to_any_list_of_any_record_on_both_sides_are_both_kept() {
    let not_records = ["settings", "policy", "calendar", "instrument", "plain-words"];
    let mut tried = 0;
    for name in schema_names().filter(|name| !not_records.contains(name)) {
        let fields = fields_of(name);
        let mut found = Vec::new();
        lists(&fields, &FieldPath::top(), &mut found);
        assert!(!found.is_empty(), "{name}");
        let chance = Chance(Cell::new(tried));
        let base = file(&fields, &chance);
        for list in &found {
            both_are_kept(&base, [list, list], &chance);
            tried += 1;
        }
        for _ in 0..10 {
            let pair = [&found[chance.below(found.len())], &found[chance.below(found.len())]];
            both_are_kept(&base, pair, &chance);
        }
    }
    assert!(tried > 60, "only {tried} lists were found");
}

/// What a side does with an entry that was there.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Leave,
    Edit,
    Remark,
    Remove,
}

#[derive(Clone, Debug)]
struct Entry {
    lines: String,
    /// Who may touch it, and what that side does.
    ours: bool,
    deed: Deed,
}

fn entry(number: usize, has_id: bool, comment: bool) -> String {
    let id = if has_id { format!("  - id: e{number}\n    date") } else { "  - date".to_owned() };
    let comment = if comment { format!("  # about {number}\n") } else { String::new() };
    let (month, day) = (number / 28 % 12 + 1, number % 28 + 1);
    format!(
        "{comment}{id}: 2026-{month:02}-{day:02}\n    what: say {number}\n    note: |\n      text {number}\n\n      more\n    minutes: 5\n"
    )
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let deed =
        prop_oneof![Just(Deed::Leave), Just(Deed::Edit), Just(Deed::Remark), Just(Deed::Remove)];
    let one = (any::<bool>(), any::<bool>(), any::<bool>(), deed);
    proptest::collection::vec(one, 0..8).prop_map(|entries| {
        let numbered = entries.into_iter().enumerate();
        numbered
            .map(|(number, (has_id, comment, ours, deed))| Entry {
                lines: entry(number, has_id, comment),
                ours,
                deed,
            })
            .collect()
    })
}

impl Entry {
    fn done(&self) -> String {
        match self.deed {
            Deed::Leave => self.lines.clone(),
            Deed::Edit => self.lines.replace("minutes: 5", "minutes: 6   # longer"),
            Deed::Remark => format!("{}    # remark\n", self.lines),
            Deed::Remove => String::new(),
        }
    }

    fn on(&self, ours: bool) -> String {
        if self.ours == ours { self.done() } else { self.lines.clone() }
    }
}

fn record(entries: &[String], newline: &str) -> String {
    let text = format!(
        "# top\n\nkept: yes\nlist:   # of things\n  - date: 2026-01-01\n{}rest: 1\n# end\n",
        entries.concat()
    );
    text.replace('\n', newline)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn changes_that_do_not_touch_each_other_are_all_kept(
        entries in entries(),
        ours_new in proptest::collection::vec((100_usize..130, any::<bool>(), any::<bool>()), 0..4),
        theirs_new in proptest::collection::vec((130_usize..160, any::<bool>(), any::<bool>()), 0..4),
        newline in prop_oneof![Just("\n"), Just("\r\n")],
    ) {
        let new = |list: &[(usize, bool, bool)]| -> Vec<String> {
            let mut list = list.to_vec();
            list.sort_unstable();
            list.dedup_by_key(|(number, ..)| *number);
            list.iter().map(|(number, id, comment)| entry(*number, *id, *comment)).collect()
        };
        let side = |ours: bool, new: &[String]| {
            let old: Vec<String> = entries.iter().map(|entry| entry.on(ours)).collect();
            record(&[&old[..], new].concat(), newline)
        };
        let (ours_new, theirs_new) = (new(&ours_new), new(&theirs_new));
        let base: Vec<String> = entries.iter().map(|entry| entry.lines.clone()).collect();
        let base = record(&base, newline);
        let (ours, theirs) = (side(true, &ours_new), side(false, &theirs_new));
        let done: Vec<String> = entries.iter().map(Entry::done).collect();
        // Numbers of ours are below those of theirs, and so are their days.
        let expected = record(&[&done[..], &ours_new, &theirs_new].concat(), newline);
        let merged = merge(&base, &ours, &theirs);
        prop_assert_eq!(&merged.text, &expected);
        let swapped = merge(&base, &theirs, &ours);
        prop_assert_eq!(swapped.conflicts, 0);
        prop_assert_eq!(lines_of(&swapped.text), lines_of(&expected));
    }

    #[test]
    fn whatever_the_three_texts_are_nothing_gets_lost_silently(
        base in words(),
        ours in words(),
        theirs in words(),
    ) {
        let merged = merge(&base, &ours, &theirs);
        let swapped = merge(&base, &theirs, &ours);
        for (side, other) in [(&ours, &theirs), (&theirs, &ours)] {
            for line in side.lines().filter(|line| !base.contains(line)) {
                for merged in [&merged, &swapped] {
                    let is_there = merged.text.contains(line.trim().trim_start_matches("- "))
                        || other.contains(line) || line.contains(['[', ']']);
                    prop_assert!(is_there, "{line} of\n{side}is not in\n{}", merged.text);
                }
            }
        }
        if merged.conflicts == 0 {
            prop_assert!(Ground::read(&whole_lines(&merged.text)).is_ok() || Ground::read(&ours).is_err());
        }
    }
}

/// Small records that have much in common.
fn words() -> impl Strategy<Value = String> {
    let part = |part: &'static str| prop_oneof![Just(String::new()), part];
    let parts = (
        part("# [xyz]\n"),
        part("a: [12]\n"),
        part("b: [12]  # [xy]\n"),
        part("c:\n(  - [pqr]\n){1,3}"),
        part("d:\n(  - id: [pq]\n    v: [123]\n){1,2}"),
        part("e:\n  f: [12]\n(  g: [12]\n)?"),
        part("h: \\[[12](, [34])?\\]\n"),
    );
    parts.prop_map(|(a, b, c, d, e, f, g)| [a, b, c, d, e, f, g].concat())
}
