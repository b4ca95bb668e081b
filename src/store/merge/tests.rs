use super::*;

const BASE: &str = "\
# yaml-language-server: $schema=../../.lm/schema/contacts.schema.json
contacts:   # oldest first
  - id: c1
    date: 2026-09-14
    type: phone   # to the mobile
    with: [{ role: parent }]
    note: |
      They will come.
      On Monday.
  # the term's last
  - id: c2
    date: 2026-10-02
    type: letter
    minutes: 10
concerns: []
";

/// A copy of [`BASE`] with some words in the place of others.
fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(BASE.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    })
}

#[track_caller]
fn joins(base: &str, ours: &str, theirs: &str, expected: &str) {
    let merge = merge(base, ours, theirs);
    assert_eq!(merge.text, expected);
    assert_eq!(merge.conflicts, 0);
}

/// Both ways round.
#[track_caller]
fn clashes(base: &str, ours: &str, theirs: &str) -> String {
    for (ours, theirs) in [(theirs, ours), (ours, theirs)] {
        let merge = merge(base, ours, theirs);
        assert!(merge.conflicts > 0, "{}", merge.text);
        for line in ours.lines().chain(theirs.lines()) {
            // Whoever decides has to see all of what both sides wrote.
            let is_old = base.lines().any(|old| old.trim() == line.trim());
            assert!(is_old || merge.text.contains(line.trim()), "{line} in\n{}", merge.text);
        }
    }
    merge(base, ours, theirs).text
}

const NEW_IN_OURS: &str = "    minutes: 10\n  - id: c3\n    date: 2026-11-20\n    type: text\n";
const NEW_IN_THEIRS: &str =
    "    minutes: 10\n  # nobody picked up\n  - id: c4\n    date: 2026-11-16\n    type: phone\n";

#[test]
fn entries_that_both_added_stand_in_the_order_of_their_days() {
    let ours = with(&[("    minutes: 10\n", NEW_IN_OURS)]);
    let theirs = with(&[("    minutes: 10\n", NEW_IN_THEIRS)]);
    let expected =
        with(&[("    minutes: 10\n", &format!("{NEW_IN_THEIRS}{}", &NEW_IN_OURS[16..]))]);
    joins(BASE, &ours, &theirs, &expected);
    joins(BASE, &theirs, &ours, &expected);
}

#[test]
fn entries_of_the_same_day_are_both_kept_ours_first() {
    let one = "a:\n- {date: 2026-01-01, by: x}\n- {date: 2026-01-02, by: x}\n";
    let other = "a:\n- {date: 2026-01-01, by: x}\n- {date: 2026-01-02, by: y}\n";
    let base = "a:\n- {date: 2026-01-01, by: x}\n";
    joins(base, one, other, &format!("{one}- {{date: 2026-01-02, by: y}}\n"));
    joins(base, other, one, &format!("{other}- {{date: 2026-01-02, by: x}}\n"));
}

#[test]
fn an_entry_that_is_there_word_for_word_on_both_sides_is_one_entry() {
    let one = "a:\n- {date: 2026-01-01}\n- {date: 2026-01-02}\n";
    let other = "a:\n- {date: 2026-01-01}\n- {date: 2026-01-02}\n- {date: 2026-01-02}\n";
    joins("a:\n- {date: 2026-01-01}\n", one, other, other);
    joins("a:\n- {date: 2026-01-01}\n", other, one, other);
}

#[test]
fn a_file_that_both_made_holds_all_of_both() {
    let head = "# yaml-language-server: $schema=../../.lm/schema/contacts.schema.json\n";
    let ours = format!("{head}contacts:\n  - date: 2026-11-20\n    type: text\n");
    let theirs = format!(
        "{head}contacts:\n- date: 2026-11-16\n  type: phone\nconcerns:\n- date: 2026-11-17\n  lead: ph\n"
    );
    joins(
        "",
        &ours,
        &theirs,
        &format!(
            "{head}contacts:\n  - date: 2026-11-16\n    type: phone\n  - date: 2026-11-20\n    type: text\nconcerns:\n- date: 2026-11-17\n  lead: ph\n"
        ),
    );
}

#[test]
fn a_list_that_both_made_holds_all_of_both() {
    let new =
        |id: &str, day: &str| format!("concerns:\n  - id: {id}\n    date: {day}\n    lead: ph\n");
    let ours = with(&[("concerns: []\n", &new("x1", "2026-11-20"))]);
    let theirs = with(&[("concerns: []\n", &new("x2", "2026-11-19"))]);
    let both = format!("{}{}", new("x2", "2026-11-19"), &new("x1", "2026-11-20")[10..]);
    joins(BASE, &ours, &theirs, &with(&[("concerns: []\n", &both)]));
}

#[test]
fn values_are_taken_from_the_side_that_changed_them() {
    let ours = with(&[("minutes: 10", "minutes: 15"), ("# to the mobile", "# at work")]);
    let theirs = with(&[
        ("type: letter", "type: email # sent late"),
        ("They will come.", "They will not come."),
        ("    date: 2026-10-02\n", "    date: 2026-10-02\n    by: sb\n"),
    ]);
    let expected = with(&[
        ("minutes: 10", "minutes: 15"),
        ("# to the mobile", "# at work"),
        ("type: letter", "type: email # sent late"),
        ("They will come.", "They will not come."),
        ("    date: 2026-10-02\n", "    date: 2026-10-02\n    by: sb\n"),
    ]);
    joins(BASE, &ours, &theirs, &expected);
    joins(BASE, &theirs, &ours, &expected);
}

#[test]
fn an_entry_edited_here_and_one_added_there_do_not_touch() {
    let edited = with(&[("minutes: 10", "minutes: 15")]);
    let added = with(&[("    minutes: 10\n", NEW_IN_OURS)]);
    let both = with(&[("    minutes: 10\n", NEW_IN_OURS), ("minutes: 10", "minutes: 15")]);
    joins(BASE, &edited, &added, &both);
    joins(BASE, &added, &edited, &both);
    // The same without ids.
    let base = "a:\n  - date: 2026-01-01\n    by: x\n";
    let edited = "a:\n  - date: 2026-01-01\n    by: y\n";
    let added = "a:\n  - date: 2026-01-01\n    by: x\n  - date: 2026-01-02\n";
    let both = "a:\n  - date: 2026-01-01\n    by: y\n  - date: 2026-01-02\n";
    joins(base, edited, added, both);
    joins(base, added, edited, both);
    // And rewritten beyond recognition.
    joins("a: \n- x y\n", "a: \n- q\n", "a: \n- x y\n- z\n", "a: \n- q\n- z\n");
}

#[test]
fn an_entry_taken_out_on_one_side_stays_out() {
    let second = &BASE[BASE.find("  # the term's last").expect("it is there")
        ..BASE.find("concerns").expect("it is there")];
    let ours = with(&[(second, "")]);
    let theirs = with(&[("They will come.", "They came.")]);
    let expected = with(&[(second, ""), ("They will come.", "They came.")]);
    joins(BASE, &ours, &theirs, &expected);
    joins(BASE, &theirs, &ours, &expected);
    let ours = with(&[("    minutes: 10\n", "")]);
    let expected = with(&[("    minutes: 10\n", ""), ("They will come.", "They came.")]);
    joins(BASE, &ours, &theirs, &expected);
    joins(BASE, &theirs, &ours, &expected);
}

#[test]
fn lists_between_brackets_take_what_is_new_in_both() {
    for (base, ours, theirs, expected) in [
        ("a: [x]\n", "a: [x, y]\n", "a: [x, z]\n", "a: [x, y, z]\n"),
        ("a: []\n", "a: [y] # why\n", "a: [z] # why\n", "a: [y, z] # why\n"),
        ("b: 1\n", "b: 1\na: [ y ]\n", "b: 1\na: [z]\n", "b: 1\na: [ y, z ]\n"),
        ("a: [x, y, z]\n", "a: [x, z]\n", "a: [x, y, z, u]\n", "a: [x, z, u]\n"),
        ("a: [x]\n", "a: [x, y]\n", "a: [x, y, z]\n", "a: [x, y, z]\n"),
        ("- a: [x]\n", "- a: [x, y]\n", "- a: [x, z]\n", ""),
        (
            "a: [{b: 1}]\n",
            "a: [{b: 1}, {b: 2}]\n",
            "a: [{b: 1}, \"c, d\"]\n",
            "a: [{b: 1}, {b: 2}, \"c, d\"]\n",
        ),
    ] {
        if expected.is_empty() {
            // A record is never a list.
            clashes(base, ours, theirs);
        } else {
            joins(base, ours, theirs, expected);
        }
    }
}

#[test]
fn what_both_changed_differently_is_a_conflict_around_the_smallest_part() {
    let ours = with(&[("minutes: 10", "minutes: 15"), ("type: phone", "type: text")]);
    let theirs = with(&[("minutes: 10", "minutes: 20")]);
    assert_eq!(
        clashes(BASE, &ours, &theirs),
        with(&[
            ("type: phone", "type: text"),
            (
                "    minutes: 10\n",
                "<<<<<<< here\n    minutes: 15\n=======\n    minutes: 20\n>>>>>>> there\n",
            ),
        ])
    );
    // Behind a dash there is no room for git's signs: the conflict is the entry's.
    assert_eq!(
        clashes("a:\n  - x: 1\n    y: 1\n", "a:\n  - x: 2\n    y: 1\n", "a:\n  - x: 3\n    y: 1\n"),
        "a:\n<<<<<<< here\n  - x: 2\n    y: 1\n=======\n  - x: 3\n    y: 1\n>>>>>>> there\n"
    );
}

#[test]
fn what_one_took_out_and_the_other_changed_is_a_conflict() {
    let without = with(&[("    minutes: 10\n", "")]);
    let edited = with(&[("minutes: 10", "minutes: 20")]);
    assert_eq!(
        clashes(BASE, &without, &edited),
        with(&[("    minutes: 10\n", "<<<<<<< here\n=======\n    minutes: 20\n>>>>>>> there\n")])
    );
    let at = BASE.find("  # the term's last").expect("it is there");
    let without = format!("{}concerns: []\n", &BASE[..at]);
    clashes(BASE, &without, &edited);
}

#[test]
fn doubts_are_conflicts() {
    for (base, ours, theirs) in [
        // The same id for two things.
        ("a:\n- id: t1\n", "a:\n- id: t1\n- id: t2\n  b: 1\n", "a:\n- id: t1\n- id: t2\n  b: 2\n"),
        ("a:\n- id: t1\n", "a:\n- id: t2\n  b: 1\n- id: t1\n", "a:\n- id: t1\n- id: t2\n  b: 2\n"),
        // One text rewritten by both.
        ("a:\n- x\n", "a:\n- y\n", "a:\n- z\n"),
        ("a: [x]\n", "a: [y]\n", "a: [z]\n"),
        ("a:\n- x\n- y\n", "a:\n- u\n", "a:\n- v\n- y\n"),
        ("a: |\n  x\n", "a: |\n  x\n  y\n", "a: |\n  x\n  z\n"),
        // Two different shapes.
        ("a: []\n", "a:\n- x\n", "a: [y]\n"),
        ("a: 1\n", "a: [x]\n", "a: {b: c}\n"),
        // One side cannot be read, or was in conflict already.
        ("a: 1\nb: 1\n", "a: 2\nb: 1\n", "a: 1\nb: [\n"),
        ("a: 1\nb: 1\n", "a: 2\nb: 1\n", "<<<<<<< x\na: 1\n=======\n>>>>>>> y\n"),
        // Everything taken out between them.
        ("a:\n- x\n- y\nb: 1\n", "a:\n- x\nb: 1\n", "a:\n- y\nb: 1\n"),
        // Made by both, and not the same.
        ("b: 1\n", "b: 1\na:\n  x: 1\n  y: 1\n", "b: 1\na:\n  x: 1\n  y: 2\n"),
        // A comment and a value on one line; two comments at one place.
        ("a: 1\n", "a: 1 # one\n", "a: 2\n"),
        ("a: 1\n", "# one\na: 1\n", "# two\na: 1\n"),
        ("a: 1\n", "a: 1\n# one\n", "a: 1\n# two\n"),
    ] {
        clashes(base, ours, theirs);
    }
}

#[test]
fn keys_that_both_added_are_both_kept() {
    joins(
        "a: 1\nc: 1\n",
        "a: 1\nb: 1\nc: 1\n",
        "a: 1\nc: 1\n# why\nd: 1\n",
        "a: 1\nb: 1\nc: 1\n# why\nd: 1\n",
    );
    joins("a: 1\n", "a: 1\nb:\n  x: 1\n", "a: 1\nb:\n    y: 1\n", "a: 1\nb:\n  x: 1\n  y: 1\n");
}

#[test]
fn line_ends_indentation_and_the_byte_order_mark_of_ours_stay() {
    joins(
        "\u{feff}a:\r\n  - id: x\r\n    b: 1\r\n",
        "\u{feff}a:\r\n  - id: x\r\n    b: 1\r\n  - id: y\r\n",
        "a:\n- id: x\n  b: 1\n- id: z\n  b: |\n    one\n\n    two\n",
        "\u{feff}a:\r\n  - id: x\r\n    b: 1\r\n  - id: y\r\n  - id: z\r\n    b: |\r\n      one\r\n\r\n      two\r\n",
    );
}

#[test]
fn a_last_line_without_an_end_is_no_change() {
    joins("a:\n- x", "a:\n- x\n- y", "a:\n- x\n- z", "a:\n- x\n- y\n- z\n");
}

#[test]
fn comments_stay_with_what_they_are_about() {
    // The comment behind the list went above the new entry on both sides.
    joins(
        "a:\n- date: 2026-01-01\n# spring\n",
        "a:\n- date: 2026-01-01\n# spring\n- date: 2026-01-03\n",
        "a:\n- date: 2026-01-01\n# spring\n- date: 2026-01-02\n",
        "a:\n- date: 2026-01-01\n- date: 2026-01-02\n# spring\n- date: 2026-01-03\n",
    );
    joins(
        "a:\n- date: 2026-01-01\n",
        "a:\n- date: 2026-01-01\n# ours\n- date: 2026-01-03\n  # lm: allow[x] agreed\n",
        "a:\n# first\n- date: 2026-01-01   # a day\n",
        "a:\n# first\n- date: 2026-01-01   # a day\n# ours\n- date: 2026-01-03\n  # lm: allow[x] agreed\n",
    );
}

#[test]
fn files_that_are_no_text_are_kept_whole() {
    assert_eq!(
        by_lines(b"a\n\xff\nb", b"a\r\n\xfe\n\xfe\nb\n"),
        b"a\n<<<<<<< here\n\xff\n=======\n\xfe\n\xfe\n>>>>>>> there\nb\n"
    );
    assert_eq!(by_lines(b"", b"x"), b"<<<<<<< here\n=======\nx\n>>>>>>> there\n");
}
