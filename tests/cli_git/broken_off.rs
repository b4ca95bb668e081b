//! An `lm sync` that was broken off while git wrote records, and what else git leaves behind.

use super::{CONTACTS, Copies, call_home, change, ends, git, git_is_here, lm, small_case};
use std::fs;

/// A letter that only the other copy has.
const NEW: &str = "letters/c1aaa/2026-10-12-invitation.txt";

/// Both have written, the other has sent it, and it is fetched here.
fn about_to_be_put_together() -> Copies {
    let copies = Copies::of("cluster", small_case);
    let (one, other) = (copies.one(), copies.other());
    call_home(&other, "c1", "2026-10-12");
    fs::create_dir_all(other.join("letters/c1aaa")).expect("a folder");
    fs::write(other.join(NEW), "Dear Mrs Canary,\n").expect("it can be written");
    call_home(&one, "c2", "2026-10-20");
    for copy in [&one, &other] {
        ends(&lm(copy, &["save"]), 0);
    }
    ends(&lm(&other, &["sync"]), 0);
    git(&one, &["fetch", "--quiet"]);
    copies
}

#[test]
fn what_a_sync_that_was_broken_off_left_is_never_saved() {
    if !git_is_here() {
        return;
    }
    for command in ["save", "sync"] {
        let copies = about_to_be_put_together();
        let one = copies.one();
        let read = |file: &str| fs::read_to_string(one.join(file)).ok();
        let before = read(CONTACTS);
        git(&one, &["update-ref", "refs/lm/sync", "origin/main"]);
        fs::write(one.join(CONTACTS), "contacts:\n  - id: c").expect("it can be written");
        fs::create_dir_all(one.join("letters/c1aaa")).expect("a folder");
        fs::write(one.join(NEW), "").expect("it can be written");
        fs::write(one.join(".merge_file_x1"), "contacts:\n").expect("it can be written");
        let elsewhere = "mentees/c1aaa/referral.yaml";
        change(&one, elsewhere, "Wren Canary", "Wren Linnet");
        ends(&lm(&one, &[command, "--dry-run"]), 4);
        let seen = lm(&one, &[command]);
        assert!(seen.contains("the last lm sync was broken off"), "{command}: {seen}");
        assert!(seen.contains("what 1 file held instead is kept: git stash show -p"), "{seen}");
        let kept = git(&one, &["stash", "show", "-p"]);
        assert!(kept.contains("+  - id: c\n"), "{kept}");
        assert_eq!(read(CONTACTS), before, "{command}: {seen}");
        assert!(read(NEW).is_none() && read(".merge_file_x1").is_none(), "{seen}");
        // What somebody wrote in another file meanwhile is theirs.
        assert!(read(elsewhere).is_some_and(|text| text.contains("Wren Linnet")), "{seen}");
        ends(&seen, if command == "save" { 0 } else { 4 });
        for command in ["save", "sync"] {
            ends(&lm(&one, &[command]), 0);
        }
        let text = read(CONTACTS).expect("a record");
        assert!(text.contains("id: c1\n") && text.contains("id: c2\n"), "{text}");
        assert!(read(NEW).is_some());
    }
}

#[test]
fn what_git_does_not_know_is_not_overwritten_by_what_others_send() {
    if !git_is_here() {
        return;
    }
    let copies = about_to_be_put_together();
    let (one, other) = (copies.one(), copies.other());
    fs::write(other.join(".notes"), "theirs\n").expect("it can be written");
    git(&other, &["add", "--force", ".notes"]);
    git(&other, &["commit", "--quiet", "--message", "notes"]);
    git(&other, &["push", "--quiet"]);
    fs::write(one.join(".git/info/exclude"), ".notes\n").expect("it can be written");
    fs::write(one.join(".notes"), "mine\n").expect("it can be written");
    let seen = lm(&one, &["sync"]);
    ends(&seen, 4);
    assert!(seen.contains(".notes is in the way"), "{seen}");
    assert_eq!(fs::read_to_string(one.join(".notes")).expect("a file"), "mine\n");
    fs::rename(one.join(".notes"), one.join(".mine")).expect("it can be renamed");
    fs::write(one.join(".git/info/exclude"), ".mine\n").expect("it can be written");
    ends(&lm(&one, &["sync"]), 0);
    assert_eq!(fs::read_to_string(one.join(".notes")).expect("a file"), "theirs\n");
}

#[test]
fn a_git_that_was_broken_off_is_said_to_be_in_the_way_and_how_to_get_it_out() {
    if !git_is_here() {
        return;
    }
    let copies = about_to_be_put_together();
    let one = copies.one();
    call_home(&one, "c3", "2026-10-21");
    let lock = one.join(".git/index.lock");
    fs::write(&lock, "").expect("it can be written");
    let seen = lm(&one, &["save"]);
    ends(&seen, 3);
    let told = seen.lines().find_map(|line| line.split_once("delete ")).expect("how").1;
    assert!(seen.contains("was broken off in them"), "{seen}");
    assert_eq!(fs::canonicalize(told).ok(), fs::canonicalize(&lock).ok(), "{seen}");
    fs::remove_file(&lock).expect("it is there");
    ends(&lm(&one, &["save"]), 0);
}
