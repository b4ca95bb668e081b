use super::*;
use crate::domain::instrument::Instrument;
use proptest::prelude::*;

/// Rated 1 to 4 in two sections of three and two.
const RATED: &str = r#"
id = "sheet"
version = 1
title = "Sheet"
respondents = ["class-teacher"]
[scale]
kind = "rating"
from = 1
to = 4
better = "low"
labels = { "1" = "very good", "4" = "very poor" }
[[sections]]
id = "work"
title = "Work"
items = [
    { id = "starts", text = "starts" },
    { id = "goes-on", text = "goes on" },
    { id = "ends", text = "ends" },
]
[[sections]]
id = "friends"
title = "Friends"
items = [{ id = "shares", text = "shares" }, { id = "plays", text = "plays" }]
[[sections]]
id = "words"
title = "Words"
scale = { kind = "text" }
items = [{ id = "say", text = "Anything else" }]
"#;

fn form(text: &str) -> Instrument {
    toml::from_str(text).expect("an instrument")
}

/// Three items of one scale.
fn three(scale: &str) -> Instrument {
    form(&format!(
        "id = \"three\"\nversion = 1\ntitle = \"Three\"\nrespondents = []\n[scale]\n{scale}\n\
         [[sections]]\nid = \"all\"\ntitle = \"All\"\nitems = [\n\
         {{ id = \"a\", text = \"one\" }}, {{ id = \"b\", text = \"two\" }}, {{ id = \"c\", text = \"three\" }}]\n"
    ))
}

const PAIRED: &str = "kind = \"paired\"\nfrom = 1\nto = 10\nbetter = \"high\"";
const TEN: &str = "kind = \"rating\"\nfrom = 0\nto = 10\nbetter = \"high\"";
const TICK: &str = "kind = \"tick\"";
const CHOICE: &str = "kind = \"choice\"\noptions = [{ id = \"yes\", label = \"yes\" }, { id = \"not-yet\", label = \"not yet\" }]";
const TALLY: &str = "kind = \"tally\"\nintervals = 2\nminutes = 5\nbetter = \"low\"";

/// The answers as one line, `_` for none.
fn read(form: &Instrument, typed: &str) -> String {
    match read_marks(form, typed) {
        Ok(marks) => {
            let answers = form.lines().into_iter().map(|line| match marks.get(&line.item.id) {
                None => "_".to_owned(),
                Some(Answer::Mark(mark)) => mark.to_string(),
                Some(Answer::Pair { now, hoped }) => format!("{now}>{hoped}"),
                Some(Answer::Tallies(counts)) => format!("{counts:?}").replace(", ", "+"),
                Some(Answer::Tick(ticked)) => if *ticked { "x" } else { "." }.to_owned(),
                Some(Answer::Text(words)) => words.clone(),
            });
            answers.collect::<Vec<_>>().join(" ")
        }
        Err(refusals) => {
            refusals.into_iter().map(|one| one.message).collect::<Vec<_>>().join(" | ")
        }
    }
}

#[test]
fn marks_of_one_digit_may_stand_together_or_in_any_groups() {
    let form = form(RATED);
    for typed in ["12343", "123 43", "1 2 3 4 3", " 1,2,3 / 43 ", "123\n43\t", "1;2;3|4/3"] {
        assert_eq!(read(&form, typed), "1 2 3 4 3 _", "{typed}");
    }
    for typed in ["1-343", "1.343", "1 - 3 / 4 3"] {
        assert_eq!(read(&form, typed), "1 _ 3 4 3 _", "{typed}");
    }
}

#[test]
fn longer_marks_pairs_ticks_choices_and_counts_are_read_as_they_are_written() {
    for (scale, typed, expected) in [
        (TEN, "4 8, 10", "4 8 10"),
        (TEN, "10/0/-", "10 0 _"),
        (PAIRED, "4/8 5/9 10/10", "4>8 5>9 10>10"),
        (PAIRED, "4>8, 5 > 9, 10 / 10", "4>8 5>9 10>10"),
        (PAIRED, "4 8, 5 9, 10 10", "4>8 5>9 10>10"),
        (PAIRED, "4 8 5 9 10 10", "4>8 5>9 10>10"),
        (PAIRED, "- 5/9 .", "_ 5>9 _"),
        (PAIRED, "4/8, -, 3/4", "4>8 _ 3>4"),
        (TICK, "x.x", "x . x"),
        (TICK, "x . -", "x . _"),
        (CHOICE, "yes 2 not-yet", "yes not-yet not-yet"),
        (CHOICE, "12-", "yes not-yet _"),
        (TALLY, "10 02 3/14", "[1+0] [0+2] [3+14]"),
    ] {
        assert_eq!(read(&three(scale), typed), expected, "{typed}");
    }
}

#[test]
fn a_wrong_mark_is_told_with_its_item_and_its_place() {
    for (typed, expected) in [
        ("12743", "item 3, “ends”: ‹7› is not on the scale (sign 3, after “12”)"),
        ("7 2343", "item 1, “starts”: ‹7› is not on the scale (the first sign)"),
        ("123 4o", "item 5, “plays”: ‹o› is no mark (sign 6, after “123 4”)"),
        (
            "12740",
            "item 3, “ends”: ‹7› is not on the scale (sign 3, after “12”) | \
             item 5, “plays”: ‹0› is not on the scale (sign 5, after “1274”)",
        ),
        ("123 4", "4 marks for 5 items"),
        ("1234", "4 marks for 5 items: item 5, “plays” has none"),
        ("", "0 marks for 5 items: item 1, “starts” has none"),
        ("123 4321", "7 marks for 5 items (the first too many is sign 7, after “123 43”)"),
    ] {
        assert_eq!(read(&form(RATED), typed), expected, "{typed}");
    }
    for (scale, typed, expected) in [
        (PAIRED, "4/8 5 9/10", "item 2, “two”: ‹5› is only one of two marks (sign 5, after “4/8”)"),
        (
            PAIRED,
            "4/8, 5, 9/10",
            "item 2, “two”: ‹5› is only one of two marks (sign 6, after “4/8,”)",
        ),
        (PAIRED, "4/11 5/9 1/2", "item 1, “one”: ‹11› is not on the scale (the first sign)"),
        (TEN, "4 8.5 1", "item 2, “two”: ‹8.5› is between two marks (sign 3, after “4”)"),
        (
            TEN,
            "4810",
            "item 1, “one”: ‹4810› is not on the scale (the first sign) | 1 mark for 3 items: item 2, “two” has none",
        ),
        (TICK, "xox", "item 2, “two”: ‹o› is neither a tick nor none (sign 2, after “x”)"),
        (
            CHOICE,
            "yes no 3",
            "item 2, “two”: ‹no› is not one of the answers (sign 5, after “yes”) | item 3, “three”: ‹3› is not one of the answers (sign 8, after “yes no”)",
        ),
        (TALLY, "100 02 31", "item 1, “one”: 3 counts where 2 belong (the first sign)"),
    ] {
        assert_eq!(read(&three(scale), typed), expected, "{typed}");
    }
}

#[test]
fn groups_like_the_sections_show_where_a_mark_is_missing_or_too_many() {
    let help = |typed: &str| {
        let refusals = read_marks(&form(RATED), typed).expect_err("a wrong count");
        refusals.last().map(|one| one.help.clone()).expect("there is one")
    };
    assert_eq!(help("12 43"), "look at “Work”: it has 3 items, and 2 marks are typed");
    assert_eq!(help("123 434"), "look at “Friends”: it has 2 items, and 3 marks are typed");
    assert_eq!(help("1234"), "write - for an item that was left empty on the form");
}

#[test]
fn a_form_of_words_has_no_row_of_marks() {
    let words = form(&RATED.replace("kind = \"rating\"", "kind = \"text\""));
    assert!(read(&words, "").starts_with("this form asks for words only"));
}

#[test]
fn a_single_answer_may_be_given_in_words() {
    let rated = form(RATED);
    let scale = &rated.scale;
    assert_eq!(read_answer(scale, " very GOOD "), Ok(Some(Answer::Mark(1))));
    assert_eq!(read_answer(scale, ""), Ok(None));
    let pair = three(PAIRED);
    let refused = read_answer(&pair.scale, "4").expect_err("one mark of two");
    assert!(refused.help.contains("4/8"), "{refused:?}");
    let choice = three(CHOICE);
    assert_eq!(read_answer(&choice.scale, "Not yet"), Ok(Some(Answer::Text("not-yet".into()))));
}

#[test]
fn the_rows_of_an_observer_become_the_columns_of_the_record() {
    let sheet = three(TALLY);
    let rows = |rows: &[&str]| {
        let rows: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
        read_rows(&sheet, &rows).map_err(|refusals| {
            refusals.into_iter().map(|one| one.message).collect::<Vec<_>>().join(" | ")
        })
    };
    let read = rows(&["1 0 12", "20 0"]).expect("two rows");
    let column = |id: &str| {
        read.iter().find(|(item, _)| *item.as_str() == *id).map(|(_, answer)| answer.clone())
    };
    assert_eq!(column("a"), Some(Answer::Tallies(vec![1, 2])));
    assert_eq!(column("b"), Some(Answer::Tallies(vec![0, 0])));
    assert_eq!(column("c"), Some(Answer::Tallies(vec![12, 0])));
    assert_eq!(
        rows(&["1 0", "2x0"]).expect_err("both are wrong"),
        "row 1: 2 counts for 3 columns | row 2: item 2, “two”: ‹x› is no count"
    );
    assert_eq!(rows(&["100"]).expect_err("one row of two"), "1 row for 2 intervals");
}

#[test]
fn the_sums_are_those_on_the_paper() {
    let form_ = form(RATED);
    let marks = read_marks(&form_, "123 4-").expect("marks");
    assert_eq!(totals(&form_, &marks), ["Work, 3 items: 6", "Friends, 1 of 2 items: 4"]);
    for (scale, typed, expected) in [
        (PAIRED, "4/8 5/9 -", "All, 2 of 3 items: now 9, hoped for 17"),
        (TICK, "x.x", "All, 3 items: 2 ticked"),
        (TALLY, "10 02 34", "All: one 1, two 2, three 7"),
        (CHOICE, "1 2 2", "All, 3 items: yes, not yet, not yet"),
    ] {
        let form = three(scale);
        let marks = read_marks(&form, typed).expect("marks");
        assert_eq!(totals(&form, &marks), [expected]);
    }
}

#[test]
fn an_item_without_a_mark_is_missing_but_a_box_without_a_tick_is_not() {
    let rated = form(RATED);
    let marks = read_marks(&rated, "12-4-").expect("marks");
    let missing: Vec<&str> =
        unanswered(&rated, &marks).iter().map(|line| line.item.id.as_str()).collect();
    assert_eq!(missing, ["ends", "plays"]);
    assert_eq!(too_many_missing(&rated, &marks).map(|found| found.items), Some(5));
    let ticks = three(TICK);
    assert!(unanswered(&ticks, &Marks::new()).is_empty());
}

proptest! {
    #[test]
    fn whatever_is_typed_gives_answers_on_the_scale_or_refusals(typed in "[0-9xX./>, \\-a-zé]{0,40}") {
        for form in [form(RATED), three(PAIRED), three(TEN), three(TICK), three(CHOICE), three(TALLY)] {
            match read_marks(&form, &typed) {
                Err(refusals) => prop_assert!(!refusals.is_empty()),
                Ok(marks) => for line in form.lines() {
                    if let Some(answer) = marks.get(&line.item.id) {
                        prop_assert_eq!(faults_in_answer(line.scale, answer), None);
                    }
                }
            }
        }
    }

    #[test]
    fn marks_typed_as_they_stand_on_the_form_are_read_back(marks in proptest::collection::vec(1_i64..=4, 5)) {
        let form = form(RATED);
        let typed: String = marks.iter().map(ToString::to_string).collect();
        let expected: Vec<String> = marks.iter().map(ToString::to_string).collect();
        prop_assert_eq!(read(&form, &typed), format!("{} _", expected.join(" ")));
    }
}
