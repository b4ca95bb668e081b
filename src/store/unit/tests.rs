use super::journal::{Ending, Journal, Marked, Step, mark};
use super::prepare::Prepared;
use super::*;
use std::fs;
use tempfile::TempDir;

/// Two files that are to be changed together.
const ONE: &str = "mentees/k7/contacts.yaml";
const OTHER: &str = "mentees/m4/contacts.yaml";
/// A file in a folder that is not there yet.
const NEW: &str = "mentees/new/referral.yaml";

fn records() -> TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    for (file, text) in [(ONE, "one"), (OTHER, "other")] {
        let path = root.path().join(file);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    root
}

fn text(path: &str, before: Option<&str>, after: &str) -> Text {
    let after = Some(after.as_bytes().to_vec());
    Text { path: path.to_owned(), before: before.map(str::to_owned), after, folder: None }
}

fn texts() -> Vec<Text> {
    vec![text(ONE, Some("one"), "ONE"), text(NEW, None, "new"), text(OTHER, Some("other"), "OTHER")]
}

/// A change that was put down; its writer was killed right then.
fn killed(root: &TempDir) -> Journal {
    let prepared = Prepared::of(root.path(), &texts()).expect("there is room");
    let steps = prepared.steps();
    let journal = Journal { what: "a test".into(), ending: Ending::Undoable, steps };
    journal.put_down(root.path()).expect("there is room");
    prepared.are_in_place();
    journal
}

fn step(root: &TempDir, journal: &Journal, number: usize) {
    let step = &journal.steps[number];
    let from = step.from.as_deref().expect("something stands ready");
    fs::rename(root.path().join(from), root.path().join(&step.to)).expect("it can be renamed");
}

/// Every file below a folder with its text, sorted; the mark of an unfinished change counts, what
/// can be taken back does not.
fn all(root: &TempDir) -> Vec<(String, String)> {
    let mut all: Vec<_> = walkdir::WalkDir::new(root.path())
        .into_iter()
        .map(|entry| entry.expect("it can be read"))
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != UNDO_FILE)
        .map(|entry| {
            let path = entry.path().strip_prefix(root.path()).expect("below").to_string_lossy();
            (path.into_owned(), fs::read_to_string(entry.path()).expect("a text"))
        })
        .collect();
    all.sort();
    all
}

fn named(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn before() -> Vec<(String, String)> {
    named(&[(ONE, "one"), (OTHER, "other")])
}

fn after() -> Vec<(String, String)> {
    named(&[(ONE, "ONE"), (OTHER, "OTHER"), (NEW, "new")])
}

fn put(root: &TempDir, path: &str, text: &str) {
    fs::write(root.path().join(path), text).expect("a file");
}

#[test]
fn a_change_is_whole_and_can_be_taken_back_whole() {
    let root = records();
    let mut unit = Unit::begin(root.path(), "moved an entry").expect("nobody else writes");
    unit.texts = texts();
    unit.commit().expect("it can be written");
    assert_eq!(all(&root), after());
    let undo = Undo::last(root.path()).expect("it is kept");
    assert_eq!((undo.what(), undo.files().len()), ("moved an entry", 3));
    let diff = undo.diff(root.path()).expect("nothing was changed since");
    assert!(diff.contains("-OTHER") && diff.contains("+other") && diff.contains("-new"), "{diff}");
    undo.carry_out(root.path()).expect("nothing was changed since");
    assert_eq!(all(&root), before());
    assert!(!root.path().join("mentees/new").exists());
    assert!(matches!(Undo::last(root.path()), Err(UndoError::Nothing)));
    let names = fs::read_dir(root.path()).expect("a folder").count();
    assert_eq!(names, 1, "nothing hidden stays");
}

#[test]
fn what_a_killed_one_left_is_finished_from_wherever_it_stopped() {
    for stopped_after in 0..=3 {
        let root = records();
        let journal = killed(&root);
        (0..stopped_after).for_each(|number| step(&root, &journal, number));
        settle(root.path()).expect("it can be finished");
        assert_eq!(all(&root), after(), "after step {stopped_after}");
        settle(root.path()).expect("there is nothing left to do");
        assert_eq!(Undo::last(root.path()).expect("it is kept").what(), "a test");
    }
}

#[test]
fn what_cannot_be_finished_is_put_back() {
    for stopped_after in 0..3 {
        let root = records();
        let journal = killed(&root);
        (0..stopped_after).for_each(|number| step(&root, &journal, number));
        let lost = journal.steps[2].from.as_deref().expect("something stands ready");
        fs::remove_file(root.path().join(lost)).expect("it was there");
        settle(root.path()).expect("it can be put back");
        assert_eq!(all(&root), before(), "after step {stopped_after}");
        assert!(matches!(Undo::last(root.path()), Err(UndoError::Nothing)));
    }
}

#[test]
fn what_somebody_wrote_after_the_kill_is_never_touched() {
    // It was in its place when they came: the rest is finished.
    let root = records();
    let journal = killed(&root);
    step(&root, &journal, 0);
    put(&root, ONE, "ONE and more");
    settle(root.path()).expect("it can be finished");
    assert_eq!(all(&root), named(&[(ONE, "ONE and more"), (OTHER, "OTHER"), (NEW, "new")]));
    let undo = Undo::last(root.path()).expect("it is kept");
    assert!(matches!(undo.carry_out(root.path()), Err(UndoError::Changed(file)) if file == ONE));
    // It was not: the rest is put back.
    let root = records();
    let journal = killed(&root);
    step(&root, &journal, 0);
    step(&root, &journal, 1);
    put(&root, OTHER, "other and more");
    settle(root.path()).expect("it can be put back");
    assert_eq!(all(&root), named(&[(ONE, "one"), (OTHER, "other and more")]));
}

#[test]
fn only_the_next_one_who_writes_removes_what_was_never_begun() {
    let root = records();
    let kept = "mentees/k7/.lm-a1b2-plan.yaml";
    for left in [".lm-x1", ".lm-out-new", kept] {
        put(&root, left, "half");
    }
    fs::create_dir(root.path().join(".lm-folder")).expect("a folder");
    put(&root, ".lm-folder/referral.yaml", "half");
    let there = all(&root).len();
    settle(root.path()).expect("there is nothing to finish");
    assert_eq!(all(&root).len(), there, "a reader removes nothing");
    Unit::begin(root.path(), "").expect("nobody else writes").commit().expect("it is nothing");
    let left = named(&[(".lm-out-new", "half"), (kept, "half"), (ONE, "one"), (OTHER, "other")]);
    assert_eq!(all(&root), left, "a copy that somebody edits, and a result that is written, stay");
}

#[test]
fn a_new_file_takes_nobodys_place_and_a_changed_one_nobodys_text() {
    let root = records();
    let again = create(root.path(), "", &[("staff/ab.yaml", b"x"), (ONE, b"x")]);
    assert!(matches!(again, Err(WriteError::Exists(file)) if file == ONE));
    for path in ["../x", "mentees/../../x", "/x", "", "mentees/k7/../x"] {
        let outside = create(root.path(), "", &[(path, b"x")]);
        assert!(matches!(outside, Err(WriteError::Outside(_))), "{path}: {outside:?}");
    }
    let mut unit = Unit::begin(root.path(), "").expect("nobody else writes");
    unit.put(ONE, Some("one".into()), "ONE");
    unit.put(OTHER, Some("other".into()), "OTHER");
    // An editor knows nothing of the lock.
    put(&root, OTHER, "saved");
    assert!(matches!(unit.commit(), Err(WriteError::Changed(file)) if file == OTHER));
    assert_eq!(all(&root), named(&[(ONE, "one"), (OTHER, "saved")]));
    assert!(!root.path().join("staff").exists());
}

#[test]
fn a_change_that_somebody_built_upon_is_not_taken_back() {
    let root = records();
    create(root.path(), "", &[(NEW, b"new")]).expect("it can be written");
    put(&root, "mentees/new/plan.yaml", "by hand");
    let undo = Undo::last(root.path()).expect("it is kept");
    let refused = undo.carry_out(root.path());
    assert!(matches!(refused, Err(UndoError::MoreInside(folder)) if folder == "mentees/new"));
    fs::remove_file(root.path().join("mentees/new/plan.yaml")).expect("it was there");
    put(&root, NEW, "newer");
    assert!(matches!(undo.diff(root.path()), Err(UndoError::Changed(file)) if file == NEW));
    forget_undo(root.path()).expect("it can be removed");
    forget_undo(root.path()).expect("there is nothing to remove");
    assert!(matches!(Undo::last(root.path()), Err(UndoError::Nothing)));
}

#[test]
fn what_is_no_change_of_records_leaves_the_last_one_as_it_is() {
    let root = records();
    create(root.path(), "a letter", &[(NEW, b"new")]).expect("it can be written");
    let mut unit = Unit::begin(root.path(), "schemas").expect("nobody else writes").for_good();
    unit.put(".lm/schema/plan.schema.json", None, "{}");
    unit.commit().expect("it can be written");
    assert_eq!(Undo::last(root.path()).expect("it is kept").what(), "a letter");
}

#[test]
fn a_journal_from_elsewhere_leads_nowhere_but_to_records() {
    let marked =
        |path: &str| Marked { path: path.into(), before: None, after: Some(mark(b"evil")) };
    let one = |to: &str, from: &str, file: &str| {
        vec![Step { to: to.into(), from: Some(from.into()), files: vec![marked(file)] }]
    };
    for steps in [
        one("../x", ".lm-x", "../x"),
        one("/x", ".lm-x", "/x"),
        one(".git/hooks/pre-commit", ".lm-x", ".git/hooks/pre-commit"),
        one("mentees/.git/config", ".lm-x", "mentees/.git/config"),
        one(".bashrc", ".lm-x", ".bashrc"),
        one("x", "mentees", "x"),
        one("x", "../.lm-x", "x"),
        one("x", ".lm-x/../../y", "x"),
        one("x", ".lm-change", "x"),
        one("mentees/new", ".lm-x", "mentees/k7/contacts.yaml"),
        one("mentees/new", ".lm-x", "mentees/newer"),
        vec![Step { to: "x".into(), from: None, files: Vec::new() }],
    ] {
        let root = records();
        put(&root, ".lm-x", "evil");
        let journal = Journal { what: String::new(), ending: Ending::Final, steps };
        journal.put_down(root.path()).expect("there is room");
        let there = all(&root);
        let refused = settle(root.path());
        assert!(matches!(refused, Err(WriteError::InTheWay(_))), "{journal:?}: {refused:?}");
        let refused = create(root.path(), "", &[(NEW, b"new")]);
        assert!(refused.is_err_and(|error| error.is_refusal()));
        assert_eq!(all(&root), there);
    }
    let root = records();
    for nonsense in ["", "{}", "[1]", "{\"what\": 1}"] {
        put(&root, CHANGE_FILE, nonsense);
        assert!(settle(root.path()).is_err(), "{nonsense}");
        put(&root, UNDO_FILE, nonsense);
        assert!(matches!(Undo::last(root.path()), Err(UndoError::Nonsense)), "{nonsense}");
    }
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_and_all_is_for_its_owner_alone() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let (root, elsewhere) = (records(), tempfile::tempdir().expect("a folder"));
    fs::write(elsewhere.path().join("contacts.yaml"), "theirs").expect("a file");
    symlink(elsewhere.path(), root.path().join("mentees/out")).expect("a link");
    symlink(elsewhere.path().join("contacts.yaml"), root.path().join("mentees/k7/plan.yaml"))
        .expect("a link");
    symlink(elsewhere.path().join("contacts.yaml"), root.path().join(".lm-x")).expect("a link");
    symlink(elsewhere.path().join("contacts.yaml"), root.path().join(UNDO_FILE)).expect("a link");
    for path in ["mentees/out/new.yaml", "mentees/out/new/x.yaml"] {
        let refused = create(root.path(), "", &[(path, b"x")]);
        assert!(matches!(refused, Err(WriteError::Outside(_))), "{path}: {refused:?}");
    }
    for path in ["mentees/out/contacts.yaml", "mentees/k7/plan.yaml"] {
        let mut unit = Unit::begin(root.path(), "").expect("nobody else writes");
        assert!(matches!(unit.read(path), Err(WriteError::Outside(_))), "{path}");
        unit.put(path, Some("theirs".into()), "ours");
        assert!(matches!(unit.commit(), Err(WriteError::Outside(_))), "{path}");
    }
    // A journal that leads through the link.
    let journal = Journal {
        what: String::new(),
        ending: Ending::Final,
        steps: vec![Step {
            to: "mentees/out/contacts.yaml".into(),
            from: Some(".lm-y".into()),
            files: vec![Marked {
                path: "mentees/out/contacts.yaml".into(),
                before: Some("theirs".into()),
                after: Some(mark(b"ours")),
            }],
        }],
    };
    put(&root, ".lm-y", "ours");
    journal.put_down(root.path()).expect("there is room");
    settle(root.path()).expect("there is nothing that may be done");
    let theirs = fs::read_to_string(elsewhere.path().join("contacts.yaml")).expect("a file");
    assert_eq!(
        (&*theirs, fs::read_dir(elsewhere.path()).expect("a folder").count()),
        ("theirs", 1)
    );
    create(root.path(), "", &[(NEW, b"new"), ("letters/k7/a.md", b"x")]).expect("written");
    let mode = |path: &str| {
        let found = root.path().join(path).symlink_metadata().expect("it is there");
        found.permissions().mode() & 0o777
    };
    for (path, expected) in [
        ("mentees/new", 0o700),
        (NEW, 0o600),
        ("letters", 0o700),
        ("letters/k7", 0o700),
        ("letters/k7/a.md", 0o600),
        (UNDO_FILE, 0o600),
    ] {
        assert_eq!(mode(path), expected, "{path}");
    }
    let open = fs::Permissions::from_mode(0o640);
    fs::set_permissions(root.path().join(ONE), open).expect("it is ours");
    let mut unit = Unit::begin(root.path(), "").expect("nobody else writes");
    unit.put(ONE, Some("one".into()), "ONE");
    unit.commit().expect("it can be written");
    assert_eq!(mode(ONE), 0o640, "who may read a file stays");
}
