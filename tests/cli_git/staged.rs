//! What git is about to commit: `lm check --staged`, the hook that runs it, and what never goes into
//! git.

use super::{CONTACTS, Copies, change, ends, git, git_command, git_is_here, lm, small_case};
use std::fs;
use std::path::Path;

fn wrong(folder: &Path) {
    change(folder, CONTACTS, "type: letter", "type: pigeon");
}

fn right(folder: &Path) {
    change(folder, CONTACTS, "type: pigeon", "type: letter");
}

/// Whether a commit is made.
fn commits(folder: &Path, words: &[&str]) -> bool {
    let words = [&["commit", "--quiet", "--message", "by hand"][..], words].concat();
    git_command(folder, &words).output().expect("git starts").status.success()
}

#[test]
fn what_is_about_to_be_committed_is_looked_at_and_not_the_files() {
    if !git_is_here() {
        return;
    }
    let copies = Copies::of("cluster", small_case);
    let one = copies.one();
    ends(&lm(&one, &["check", "--staged"]), 0);
    wrong(&one);
    git(&one, &["add", CONTACTS]);
    right(&one);
    ends(&lm(&one, &["check"]), 0);
    let seen = lm(&one, &["check", "--staged", "--format", "concise"]);
    ends(&seen, 1);
    assert!(seen.contains(&format!("{CONTACTS}:4:11: error[unknown-choice]")), "{seen}");
    assert!(seen.contains("pigeon") && !seen.contains(".lm-out"), "{seen}");
    let seen = lm(&one, &["check", "--staged", "--hide-values"]);
    assert!(!seen.contains("pigeon") && !seen.contains("Wren"), "{seen}");
    git(&one, &["add", CONTACTS]);
    wrong(&one);
    ends(&lm(&one, &["check"]), 1);
    ends(&lm(&one, &["check", "--staged"]), 0);
    let hidden = fs::read_dir(&one).expect("a folder").flatten();
    let left = hidden.filter(|entry| entry.file_name().to_string_lossy().starts_with(".lm-"));
    assert_eq!(left.count(), 0, "the folder that was looked at is gone");
    git(&one, &["rm", "--quiet", "--cached", "lm.toml"]);
    let seen = lm(&one, &["check", "--staged"]);
    ends(&seen, 3);
    assert!(seen.contains("git add lm.toml"), "{seen}");
    ends(&lm(&one, &["check", "--staged", "mentees"]), 2);
}

#[test]
fn a_hook_stops_what_is_faulty_and_takes_nobodys_place() {
    if !git_is_here() {
        return;
    }
    let copies = Copies::of("cluster", small_case);
    let one = copies.one();
    let hook = one.join(".git/hooks/pre-commit");
    let _ = fs::remove_file(&hook);
    let seen = lm(&one, &["git-setup"]);
    assert!(seen.contains("set up already") && !hook.exists(), "{seen}");
    let seen = lm(&one, &["git-setup", "--hook"]);
    ends(&seen, 0);
    assert!(seen.contains("before every commit (hook pre-commit)"), "{seen}");
    let seen = lm(&one, &["git-setup", "--hook"]);
    assert!(seen.contains("before every commit already"), "{seen}");
    wrong(&one);
    assert!(!commits(&one, &["--all"]), "a fault is not committed");
    git(&one, &["add", "--all"]);
    right(&one);
    assert!(!commits(&one, &[]), "the files are right by now, and what is committed is not");
    assert!(commits(&one, &["--all", "--allow-empty"]), "what is right is");
    fs::write(&hook, "#!/bin/sh\nexit 0\n").expect("it can be written");
    let seen = lm(&one, &["git-setup", "--hook"]);
    ends(&seen, 0);
    assert!(seen.contains("it stays as it is") && seen.contains("lm check --staged"), "{seen}");
    assert_eq!(fs::read_to_string(&hook).expect("a hook"), "#!/bin/sh\nexit 0\n");
    git(&one, &["config", "core.hooksPath", "/srv/hooks"]);
    let seen = lm(&one, &["git-setup", "--hook"]);
    ends(&seen, 0);
    assert!(seen.contains("core.hooksPath"), "{seen}");
}

#[test]
fn records_below_the_top_of_a_repository_are_found_by_the_hook() {
    if !git_is_here() {
        return;
    }
    let copies = Copies::of("cluster", |folder| {
        let below = folder.join("it's ours/records");
        fs::create_dir_all(&below).expect("a folder");
        crate::support::copy(&super::example("cluster"), &below);
        small_case(&below);
    });
    let one = copies.one();
    let records = one.join("it's ours/records");
    ends(&lm(&records, &["git-setup", "--hook"]), 0);
    wrong(&records);
    assert!(!commits(&one, &["--all"]));
    right(&records);
    assert!(commits(&one, &["--all", "--allow-empty"]));
}

#[test]
fn what_lm_keeps_to_take_a_change_back_never_goes_into_git() {
    if !git_is_here() {
        return;
    }
    let copies = Copies::of("cluster", small_case);
    let one = copies.one();
    fs::remove_file(one.join(".gitignore")).expect("it is there");
    let call = ["contact", "c1aaa", "--type", "phone"];
    ends(&lm(&one, &call), 0);
    assert!(one.join(".lm-undo").exists());
    let seen = lm(&one, &["save"]);
    ends(&seen, 0);
    assert!(!one.join(".lm-undo").exists(), "git knows by now what was before");
    assert!(!git(&one, &["log", "--name-only", "--format="]).contains(".lm-"), "{seen}");
    ends(&lm(&one, &["undo", "--yes"]), 1);
    // Somebody put it there by hand.
    ends(&lm(&one, &call), 0);
    git(&one, &["add", "--force", ".lm-undo"]);
    let seen = lm(&one, &["check"]);
    ends(&seen, 0);
    assert!(seen.contains("warning: git keeps .lm-undo"), "{seen}");
    let seen = lm(&one, &["save"]);
    ends(&seen, 4);
    assert!(seen.contains("git rm --cached .lm-undo"), "{seen}");
    git(&one, &["rm", "--quiet", "--cached", ".lm-undo"]);
    ends(&lm(&one, &["git-setup"]), 0);
    ends(&lm(&one, &["save"]), 0);
}
