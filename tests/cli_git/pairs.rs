//! Entries of the example schools, taken out of a list and added again on two sides: what comes out
//! must be what was there.

use super::{Copies, begin, ends, example, git, git_command, git_is_here, lm};
use crate::support::folders_in;
use lm::store::edit::{Edit, apply};
use lm::text::{FieldPath, Step};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A list with two entries or more: where it is, and how many it has.
#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) file: PathBuf,
    pub(super) path: FieldPath,
    length: usize,
}

/// Every list of two entries or more in the records below a folder.
pub(super) fn lists_below(folder: &Path) -> Vec<List> {
    let mut lists = Vec::new();
    for file in records_below(folder) {
        let text = fs::read_to_string(&file).expect("a record");
        let value: serde_yaml::Value = serde_yaml::from_str(&text).expect("a sound record");
        lists_in(&value, &FieldPath::top(), &file, &mut lists);
    }
    lists
}

fn records_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() && !entry.file_name().to_string_lossy().starts_with('.') {
            found.extend(records_below(&path));
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn lists_in(value: &serde_yaml::Value, here: &FieldPath, file: &Path, lists: &mut Vec<List>) {
    match value {
        serde_yaml::Value::Mapping(entries) => {
            for (key, value) in entries {
                let key = key.as_str().expect("keys are words");
                lists_in(value, &here.clone().key(key), file, lists);
            }
        }
        serde_yaml::Value::Sequence(items) => {
            for (at, item) in items.iter().enumerate() {
                lists_in(item, &here.clone().item(at), file, lists);
            }
            // Two alike could be one that came twice.
            let twins = items.len() > 1 && items[items.len() - 1] == items[items.len() - 2];
            if items.len() > 2 && !twins {
                lists.push(List { file: file.to_owned(), path: here.clone(), length: items.len() });
            }
        }
        _ => {}
    }
}

impl List {
    /// The text without these entries, counted from the end: 1 is the last.
    pub(super) fn without(&self, text: &str, from_end: &[usize]) -> String {
        from_end.iter().fold(text.to_owned(), |text, number| {
            let entry = self.path.clone().item(self.length - number);
            apply(&text, &Edit::Remove { entry }).expect("an entry can be taken out")
        })
    }
}

/// What a text says, in no order.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text
        .lines()
        .flat_map(|line| line.split([',', '[', ']']))
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    lines.sort();
    lines
}

/// Fifty of them, each of another file, spread over all there are; the same in every run.
fn fifty(lists: &[List]) -> Vec<&List> {
    let mut by_file: BTreeMap<&Path, Vec<&List>> = BTreeMap::new();
    for list in lists {
        by_file.entry(&list.file).or_default().push(list);
    }
    let files: Vec<&Vec<&List>> = by_file.values().collect();
    assert!(files.len() > 50 && !files.len().is_multiple_of(7919), "only {} files", files.len());
    let one_of = |number: usize| {
        let lists = files[(number * 7919 + 13) % files.len()];
        lists[(number * 31) % lists.len()]
    };
    (0..50).map(one_of).collect()
}

#[test]
fn fifty_pairs_of_entries_added_on_two_branches_are_all_there_and_the_check_is_content() {
    if !git_is_here() {
        return;
    }
    let schools = folders_in("example-records");
    let lists: Vec<List> = schools.iter().flat_map(|name| lists_below(&example(name))).collect();
    let fifty = fifty(&lists);
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    begin(folder);
    fs::write(folder.join("lm.toml"), "").expect("a file");
    ends(&lm(folder, &["git-setup"]), 0);
    for school in &schools {
        crate::support::copy(&example(school), &folder.join(school));
    }
    let root = example("").canonicalize().expect("the example schools");
    let here = |list: &List| {
        let file = list.file.canonicalize().expect("a record");
        folder.join(file.strip_prefix(&root).expect("it lies there"))
    };
    let write = |from_end: &[&[usize]; 2], message: &str| {
        for (number, list) in fifty.iter().enumerate() {
            let text = fs::read_to_string(&list.file).expect("a record");
            let text = list.without(&text, from_end[number % 2]);
            fs::write(here(list), text).expect("it can be written");
        }
        git(folder, &["add", "--all"]);
        git(folder, &["commit", "--quiet", "--message", message]);
    };
    write(&[&[1, 2], &[1, 2]], "base");
    git(folder, &["switch", "--quiet", "--create", "side"]);
    write(&[&[1], &[2]], "theirs");
    git(folder, &["switch", "--quiet", "main"]);
    write(&[&[2], &[1]], "ours");
    let merge = git_command(folder, &["merge", "--no-edit", "side"]).output().expect("git starts");
    let said = String::from_utf8_lossy(&merge.stdout).into_owned();
    assert!(merge.status.success(), "{said}");
    for list in &fifty {
        let merged = fs::read_to_string(here(list)).expect("a record");
        let whole = fs::read_to_string(&list.file).expect("a record");
        assert_eq!(lines(&merged), lines(&whole), "{} {}", list.file.display(), list.path);
    }
    for school in &schools {
        let seen = lm(&folder.join(school), &["check"]);
        ends(&seen, 0);
        assert_eq!(seen, lm(&example(school), &["check"]), "{school}");
    }
}

#[test]
fn every_list_of_a_school_takes_what_two_people_add_and_the_check_is_content() {
    if !git_is_here() {
        return;
    }
    for school in folders_in("example-records") {
        // Lists in lists would be taken out twice: in each file the outermost that there are.
        let is_in_list =
            |list: &List| list.path.steps().iter().any(|step| matches!(step, Step::Index(_)));
        let mut lists = lists_below(&example(&school));
        lists.sort_by_key(|list| (list.file.clone(), is_in_list(list)));
        lists.dedup_by(|next, list| next.file == list.file && is_in_list(next));
        let place = tempfile::tempdir().expect("a folder");
        crate::support::copy(&example(&school), place.path());
        let here = |list: &List, root: &Path| {
            root.join(list.file.strip_prefix(example(&school)).expect("it lies there"))
        };
        let write = |root: &Path, from_end: &[usize]| {
            for list in &lists {
                fs::copy(&list.file, here(list, root)).expect("a copy");
            }
            for list in &lists {
                let text = fs::read_to_string(here(list, root)).expect("a record");
                fs::write(here(list, root), list.without(&text, from_end)).expect("it is written");
            }
        };
        let copies = Copies::of(&school, |one| write(one, &[1, 2]));
        for (copy, from_end) in [(copies.one(), [2]), (copies.other(), [1])] {
            write(&copy, &from_end);
            git(&copy, &["commit", "--quiet", "--all", "--message", "more"]);
        }
        git(&copies.one(), &["push", "--quiet"]);
        git(&copies.other(), &["pull", "--quiet", "--no-rebase", "--no-edit"]);
        for list in &lists {
            let merged = fs::read_to_string(here(list, &copies.other())).expect("a record");
            let whole = fs::read_to_string(&list.file).expect("a record");
            assert_eq!(lines(&merged), lines(&whole), "{} {}", list.file.display(), list.path);
        }
        let seen = lm(&copies.other(), &["check"]);
        let before = lm(&example(&school), &["check"]);
        assert_eq!(seen, before, "{school}");
    }
}
