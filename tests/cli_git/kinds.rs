//! Every list that a record can have, found in the schemas, so that a new one is here by itself: two
//! people add to it, both entries are there after the merge, and the check is content. The entries
//! are those of a school that was written by commands alone.

use super::pairs::{List, lines, lists_below};
use super::{begin, ends, git, git_command, git_is_here, lm};
use crate::every_field::{KINDS, school_with_every_field};
use crate::support;
use lm::store::schemas::schema;
use lm::text::Step;
use serde_json::{Value as Json, json};
use std::fs;
use std::path::Path;
use std::thread;

/// The part of a schema that is meant, without the ways round it.
fn resolved<'s>(part: &'s Json, whole: &'s Json) -> &'s Json {
    let first = |of: &'s Json| of.as_array()?.iter().find(|one| one["type"] != "null");
    if let Some(name) = part["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
        return resolved(&whole["definitions"][name], whole);
    }
    match first(&part["allOf"]).or_else(|| first(&part["anyOf"])) {
        Some(part) => resolved(part, whole),
        None => part,
    }
}

/// The lists below a part of a schema: `sessions.promises` is in each of the sessions.
fn lists_of(part: &Json, whole: &Json, here: &str, found: &mut Vec<String>) {
    let is = |part: &Json, kind: &str| {
        part["type"] == kind
            || part["type"].as_array().is_some_and(|all| all.contains(&json!(kind)))
    };
    for (key, field) in part["properties"].as_object().into_iter().flatten() {
        let (field, path) = (resolved(field, whole), format!("{here}.{key}"));
        if is(field, "array") {
            found.push(path.clone());
            lists_of(resolved(&field["items"], whole), whole, &path, found);
        } else if is(field, "object") {
            lists_of(field, whole, &path, found);
        }
    }
}

fn all_lists() -> Vec<String> {
    let mut found = Vec::new();
    for (kind, _) in KINDS {
        let whole = schema(kind).expect("a schema");
        lists_of(&whole, &whole, kind, &mut found);
    }
    found
}

/// As [`all_lists`] calls a list of a record.
fn name_of(list: &List, school: &Path) -> String {
    let file = list.file.strip_prefix(school).expect("it lies there").to_string_lossy();
    let fits = |pattern: &str| match pattern.split_once('*') {
        Some((before, after)) => {
            let end = after.rsplit('/').next().unwrap_or(after);
            file.starts_with(before) && file.ends_with(end)
        }
        None => file == pattern,
    };
    let (kind, _) = KINDS.iter().find(|(_, pattern)| fits(pattern)).expect("a kind of record");
    let keys = list.path.steps().iter().filter_map(|step| match step {
        Step::Key(key) => Some(&**key),
        Step::Index(_) => None,
    });
    std::iter::once(*kind).chain(keys).collect::<Vec<_>>().join(".")
}

#[test]
fn every_list_of_every_record_holds_what_two_people_added_and_the_check_is_content() {
    if !git_is_here() {
        return;
    }
    let school = school_with_every_field();
    fs::remove_dir_all(school.path().join(".lm")).expect("what editors are told");
    let there = lists_below(school.path());
    let names = all_lists();
    assert!(names.len() > 80, "only {} lists", names.len());
    let list_of = |name: &String| {
        let found = there.iter().find(|list| name_of(list, school.path()) == *name);
        found.unwrap_or_else(|| panic!("every-field.txt writes no three entries of {name}"))
    };
    let lists: Vec<&List> = names.iter().map(list_of).collect();
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    begin(folder);
    fs::write(folder.join("lm.toml"), "").expect("a file");
    ends(&lm(folder, &["git-setup"]), 0);
    let copies: Vec<_> = (0..lists.len()).map(|number| folder.join(number.to_string())).collect();
    for copy in &copies {
        support::copy(school.path(), copy);
    }
    let here = |list: &List, copy: &Path| {
        copy.join(list.file.strip_prefix(school.path()).expect("it lies there"))
    };
    let write = |from_end: &[usize], message: &str| {
        for (list, copy) in lists.iter().zip(&copies) {
            let text = fs::read_to_string(&list.file).expect("a record");
            fs::write(here(list, copy), list.without(&text, from_end)).expect("it is written");
        }
        git(folder, &["add", "--all"]);
        git(folder, &["commit", "--quiet", "--message", message]);
    };
    write(&[1, 2], "base");
    git(folder, &["switch", "--quiet", "--create", "side"]);
    write(&[1], "theirs");
    git(folder, &["switch", "--quiet", "main"]);
    write(&[2], "ours");
    let merge = git_command(folder, &["merge", "--no-edit", "side"]).output().expect("git starts");
    let said = String::from_utf8_lossy(&merge.stdout).into_owned();
    assert!(merge.status.success(), "{said}");
    let all: Vec<_> = names.iter().zip(&lists).zip(&copies).collect();
    thread::scope(|scope| {
        for part in all.chunks(all.len().div_ceil(4)) {
            scope.spawn(move || {
                for ((name, list), copy) in part {
                    let merged = fs::read_to_string(here(list, copy)).expect("a record");
                    let whole = fs::read_to_string(&list.file).expect("a record");
                    assert_eq!(lines(&merged), lines(&whole), "{name}");
                    let seen = lm(copy, &["check", "--strict"]);
                    assert!(seen.ends_with("--- exit 0\n"), "{name}: {seen}");
                }
            });
        }
    });
}
