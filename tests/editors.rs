//! `lm edit` with editors that do not behave, and with somebody else who writes meanwhile: the record
//! is never harmed, and what somebody typed is kept.

use crate::cli_recording::{school, text};
use crate::support;
use lm::cli::world::Environment;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const SESSIONS: &str = "mentees/3gk7s/sessions.yaml";

/// A copy of an example school, and beside it an editor that is a script.
struct Desk {
    top: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { top: tempfile::tempdir().expect("a folder") };
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records/primary");
        support::copy(&from, &desk.records());
        desk
    }

    fn records(&self) -> PathBuf {
        self.top.path().join("records")
    }

    fn sessions(&self) -> String {
        fs::read_to_string(self.records().join(SESSIONS)).expect("a record")
    }

    /// The status, and what is said.
    fn edit(&self, script: &str) -> (Option<i32>, String) {
        let editor = self.top.path().join("editor");
        fs::write(&editor, format!("#!/bin/sh\n{script}\n")).expect("a script");
        fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).expect("it is ours");
        let output = Command::new(env!("CARGO_BIN_EXE_lm"))
            .current_dir(self.records())
            .args(["edit", "3gk7s", "sessions"])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("EDITOR", &editor)
            .env("LM", env!("CARGO_BIN_EXE_lm"))
            .stdin(Stdio::null())
            .output()
            .expect("it starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// The copies that are kept.
    fn copies(&self) -> Vec<String> {
        let entries = fs::read_dir(self.records().join("mentees/3gk7s")).expect("a folder");
        let names = entries.flatten().map(|entry| entry.path());
        let copies = names.filter(|path| path.to_string_lossy().contains("/.lm-"));
        // Beside each copy lies what it was made from.
        let copies = copies.filter(|path| !path.to_string_lossy().contains("-before-"));
        copies
            .map(|path| fs::read(path).unwrap_or_default())
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .collect()
    }
}

#[test]
fn an_editor_that_breaks_harms_no_record() {
    for (script, said, copies) in [
        ("kill -9 $$", "the editor ended with an error", 1),
        ("echo half > \"$1\"; exit 1", "the editor ended with an error", 1),
        (": > \"$1\"", "there is nothing left in the copy", 1),
        ("printf '\\377\\000' > \"$1\"", "no longer written in UTF-8", 1),
        ("rm \"$1\"", "the editor took the copy away", 0),
        ("rm \"$1\"; ln -s /etc/hosts \"$1\"", "the copy cannot be read", 1),
        ("rm \"$1\"; mkdir \"$1\"", "the copy cannot be read", 1),
        ("echo 'sessions: [' > \"$1\"", "the record would have a fault", 1),
        ("head -c 30000000 /dev/zero > \"$1\"", "the copy cannot be read", 1),
    ] {
        let desk = Desk::new();
        let before = desk.sessions();
        let (status, talk) = desk.edit(script);
        assert_eq!(status, Some(4), "{script}: {talk}");
        assert!(talk.contains(said), "{script}: {talk}");
        assert_eq!(desk.sessions(), before, "{script}");
        assert_eq!(desk.copies().len(), copies, "{script}");
        assert_eq!(talk.contains("what you wrote is kept in mentees/"), copies == 1, "{talk}");
    }
}

#[test]
fn what_somebody_else_writes_during_an_edit_stays_and_so_does_the_edit() {
    let desk = Desk::new();
    let script = "\"$LM\" session 3gk7s --attendance attended --progress 'Written meanwhile' --no-input >/dev/null 2>&1 \
                  && sed -i s/Lighthouse/Harbour/ \"$1\"";
    let (status, talk) = desk.edit(script);
    assert_eq!(status, Some(4), "{talk}");
    assert!(talk.contains("was changed by somebody else in the meantime"), "{talk}");
    let text = desk.sessions();
    assert!(text.contains("Written meanwhile") && text.contains("Lighthouse"), "{text}");
    let copies = desk.copies();
    assert!(copies.len() == 1 && copies[0].contains("Harbour"), "{copies:?}");
    // The next change tidies up after writers, and leaves what a person typed.
    let seen = support::lm(desk.records(), &["contact", "3gk7s", "--type", "phone"]);
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
    assert_eq!(desk.copies().len(), 1);
}

#[test]
fn an_edited_text_counts_only_when_it_is_sound() {
    let folder = school("primary");
    let edit = |editor: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_lm"))
            .current_dir(folder.path())
            .args(["edit", "3gk7s", "sessions"])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("EDITOR", editor)
            .stdin(Stdio::null())
            .output()
            .expect("it starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let kept = || {
        let names = fs::read_dir(folder.path().join("mentees/3gk7s")).expect("a folder").flatten();
        let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.filter(|name| name.starts_with(".lm") && !name.contains("-before-")).count()
    };
    let before = text(&folder, SESSIONS);
    for (editor, status, said, copies) in [
        ("true", 0, "nothing was changed", 0),
        ("no-such-editor", 3, "cannot be started", 0),
        ("sed -i s/attended/attend/", 4, "error[unknown-choice]", 1),
        ("false", 4, "what you wrote is kept in", 2),
    ] {
        let (code, talk) = edit(editor);
        assert!(code == Some(status) && talk.contains(said), "{editor}: {code:?} {talk}");
        assert_eq!((text(&folder, SESSIONS), kept()), (before.clone(), copies), "{editor}");
    }
    let (code, talk) = edit("sed -i s/Lighthouse/Harbour/");
    assert_eq!(code, Some(0), "{talk}");
    assert_eq!(text(&folder, SESSIONS), before.replace("Lighthouse", "Harbour"));
}

/// An editor that spoils a text when it is sound and mends it when it is not, and writes down how
/// it was called.
fn fake_editor(folder: &Path, name: &str, line: usize) -> Environment {
    let (editor, log) = (folder.join(name), folder.join("called"));
    let script = format!(
        "#!/bin/sh\n\
         echo \"$@\" >> '{log}'\n\
         for file; do :; done\n\
         file=${{file%:[0-9]*}}\n\
         if grep -q 'attendance: here' \"$file\"; then new=attended; else new=here; fi\n\
         sed \"{line}s/attendance: .*/attendance: $new/\" \"$file\" > '{log}.new'\n\
         if [ $new = attended ]; then echo '# looked at' >> '{log}.new'; fi\n\
         cat '{log}.new' > \"$file\"\n",
        log = log.display()
    );
    fs::write(&editor, script).expect("a script");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).expect("it can be run");
    Environment { editor: Some(editor.display().to_string()), ..Environment::default() }
}

#[test]
fn a_faulty_text_is_opened_again_at_the_line_of_its_first_fault() {
    let folder = school("primary");
    let sound = text(&folder, SESSIONS);
    let attended = |line: &str| line == "    attendance: attended";
    let faulty =
        1 + sound.lines().collect::<Vec<_>>().iter().rposition(|line| attended(line)).expect("one");
    for (name, asked, called) in [
        ("vi", format!("Open it again at line {faulty}? [yes]: "), format!("+{faulty} ")),
        ("code", format!("Open it again at line {faulty}? [yes]: "), format!(":{faulty}\n")),
        (
            "mine",
            format!("Open it again? The first fault is in line {faulty} [yes]: "),
            String::new(),
        ),
    ] {
        let tools = tempfile::tempdir().expect("a temporary folder");
        let environment = fake_editor(tools.path(), name, faulty);
        let edit = ["edit", "3gk7s", "sessions"];
        let seen = support::lm_asked_with(folder.path(), &edit, &["y"], &environment);
        assert!(seen.contains("error[unknown-choice]") && seen.contains(&asked), "{name}: {seen}");
        let log = fs::read_to_string(tools.path().join("called")).expect("it was called");
        assert_eq!(log.lines().count(), 2, "{log}");
        assert!(log.contains(&called), "{name}: {log}");
        let seen = support::lm_asked_with(folder.path(), &edit, &["n"], &environment);
        let (_, kept) = seen.split_once("what you wrote is kept in ").expect("it says where");
        let kept = folder.path().join(kept.lines().next().expect("a path"));
        let text_kept = fs::read_to_string(&kept).expect("it is kept");
        assert!(text_kept.contains("attendance: here") && seen.ends_with("--- exit 4\n"), "{seen}");
        let mode = fs::metadata(&kept).expect("a file").permissions().mode();
        assert_eq!(mode & 0o077, 0, "nobody else may read it");
        fs::remove_file(kept).expect("it goes");
    }
    let mended = text(&folder, SESSIONS);
    assert!(!mended.contains("attendance: here"), "{mended}");
}

#[test]
fn what_an_earlier_edit_left_is_offered_and_put_together_with_what_others_wrote_since() {
    let desk = Desk::new();
    let tools = tempfile::tempdir().expect("a folder");
    let editor = |name: &str, script: &str| {
        let path = tools.path().join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a script");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("it can be run");
        Environment { editor: Some(path.display().to_string()), ..Environment::default() }
    };
    let spoils = editor("spoils", "sed -i 's/Lighthouse/Harbour/; s/attended$/attend/' \"$1\"");
    let mends = editor("mends", "sed -i 's/attend$/attended/' \"$1\"");
    let edit = ["edit", "3gk7s", "sessions"];
    let first = support::lm_asked_with(desk.records(), &edit, &["n"], &spoils);
    assert!(first.contains("what you wrote is kept in"), "{first}");
    let seen = support::lm(desk.records(), &["session", "3gk7s", "--attendance", "missed"]);
    assert!(seen.ends_with("--- exit 0\n"), "{seen}");
    let nobody = support::lm_with(desk.records(), &edit, "", &editor("nothing", "true"));
    assert!(nobody.contains("of an earlier edit, what was written is kept in"), "{nobody}");
    let later =
        support::lm_asked_with(desk.records(), &edit, &["later", "y"], &editor("same", "true"));
    assert!(later.contains("nothing was changed") && desk.copies().len() == 1, "{later}");
    let seen = support::lm_asked_with(desk.records(), &edit, &[""], &mends);
    assert!(seen.contains("What you wrote in an earlier edit is kept"), "{seen}");
    assert!(seen.contains("somebody wrote in the record since; it is in the text, too"), "{seen}");
    let text = desk.sessions();
    assert!(text.contains("Harbour") && text.contains("attendance: missed"), "{seen}{text}");
    assert_eq!(desk.copies(), [""; 0], "nothing is left to offer");
    support::lm_asked_with(desk.records(), &edit, &["n"], &spoils);
    let seen =
        support::lm_asked_with(desk.records(), &edit, &["forget", "y"], &editor("same", "true"));
    assert!(seen.contains("nothing was changed") && desk.copies().is_empty(), "{seen}");
}
