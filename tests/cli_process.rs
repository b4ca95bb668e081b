//! The real program: what only shows when it runs as a process of its own.

use std::path::Path;
use std::process::{Command, Output, Stdio};

const RECORDS: &str = "tests/records/formats";

/// The program in an environment that says nothing.
fn program(folder: impl AsRef<Path>, line: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lm"));
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).args(line).env_clear();
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(mut command: Command) -> Output {
    command.output().expect("it starts")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("only text is printed")
}

#[test]
fn the_status_is_a_class() {
    for (line, status) in [
        (&["--version"][..], 0),
        (&["check", "policy"], 0),
        (&["check"], 1),
        (&["check", "--json"], 1),
        (&["check", "--nonsense"], 2),
        (&[], 0),
        (&["-C", "nowhere"], 3),
        (&["check", "-C", "nowhere"], 3),
        (&["check", "-o", "no-such-folder/report.txt"], 3),
    ] {
        let output = run(program(RECORDS, line));
        assert_eq!(output.status.code(), Some(status), "{line:?}: {}", text(&output.stderr));
    }
}

#[test]
fn a_reader_that_goes_away_is_no_reason_to_complain() {
    for line in [&["check"][..], &["check", "--format", "sarif"], &["--help"], &["explain"]] {
        let mut child = program(RECORDS, line).spawn().expect("it starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let talk = text(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{line:?}: {talk}");
        assert!(!talk.contains("error:") && !talk.contains("fault in lm"), "{line:?}: {talk}");
    }
}

#[test]
fn a_listener_that_goes_away_is_none_either() {
    let mut child = program(RECORDS, &["check"]).spawn().expect("it starts");
    drop(child.stderr.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("error["));
}

#[test]
fn the_environment_is_heard() {
    let mut ci = program(RECORDS, &["check"]);
    ci.env("CI", "true");
    assert!(!text(&run(ci).stdout).contains("Quill"));
    let mut records = program(".", &["check", "policy"]);
    records.env("LM_RECORDS", RECORDS);
    assert_eq!(run(records).status.code(), Some(0));
    let mut day = program(RECORDS, &["check"]);
    day.env("LM_AS_OF", "soon");
    assert!(text(&run(day).stderr).contains("(from LM_AS_OF)"));
    let mut colour = program(RECORDS, &["check"]);
    colour.env("CLICOLOR_FORCE", "1");
    assert!(text(&run(colour).stdout).contains("\u{1b}["));
    assert!(!text(&run(program(RECORDS, &["check"])).stdout).contains('\u{1b}'));
}

#[cfg(unix)]
#[test]
fn a_report_in_a_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.json");
    let name = report.to_str().expect("our names are text");
    let output = run(program(RECORDS, &["check", "--json", "--output", name]));
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let mode = report.metadata().expect("it is there").permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_a_fault_and_the_others_are_still_checked() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let copy = |name: &str| {
        let to = folder.path().join(name);
        std::fs::create_dir_all(to.parent().expect("a parent")).expect("a folder");
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(RECORDS).join(name);
        std::fs::copy(from, &to).expect("a copy");
        to
    };
    for name in ["lm.toml", "policy/2020-09-01.toml", "mentees/b3n8w/plan.yaml"] {
        copy(name);
    }
    let locked = copy("mentees/b3n8w/referral.yaml");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).expect("it is ours");
    let line = ["check", "--format", "concise"];
    let Some(shown) = crate::support::lm_kept_out(folder.path(), &line) else { return };
    assert!(shown.contains("mentees/b3n8w/referral.yaml: error[unreadable]"), "{shown}");
    assert!(shown.contains("plan.yaml:7:10: error[not-yaml]"), "{shown}");
}
