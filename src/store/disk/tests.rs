use std::fs;
use std::path::Path;
use std::thread;

use tempfile::TempDir;

use super::{WriteError, read_file, replace, write_new, write_private};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn put(root: &Path, relative: &str, bytes: &[u8]) {
    let path = root.join(relative);
    fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// All names below a folder, sorted.
fn names(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = walkdir::WalkDir::new(root)
        .min_depth(1)
        .into_iter()
        .map(|entry| entry.expect("it can be read").path().to_owned())
        .map(|path| path.strip_prefix(root).expect("below").to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn code(root: &Path, relative: &str) -> &'static str {
    read_file(root, relative).expect_err("it must not be read").code.0
}

#[test]
fn a_file_is_read_byte_for_byte() {
    let root = folder();
    put(root.path(), "mentees/k7/referral.yaml", b"\xff\0a");
    let bytes = read_file(root.path(), "mentees/k7/referral.yaml").expect("it is there");
    assert_eq!(bytes, b"\xff\0a");
}

#[test]
fn what_is_no_file_or_too_big_or_outside_is_refused() {
    let root = folder();
    put(root.path(), "mentees/k7/x", b"");
    let big = fs::File::create(root.path().join("big")).expect("a file");
    big.set_len(50 << 20).expect("a sparse file");
    for (relative, expected) in [
        ("mentees/k7", "not-a-file"),
        ("mentees/k7/nothing", "unreadable"),
        ("mentees/k7/x/y", "unreadable"),
        ("big", "too-big"),
        ("../x", "unreadable"),
        ("mentees/../../x", "unreadable"),
        ("/etc/passwd", "unreadable"),
        ("", "unreadable"),
    ] {
        assert_eq!(code(root.path(), relative), expected, "{relative}");
    }
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_and_no_pipe_is_waited_for() {
    use std::os::unix::fs::symlink;

    let (root, elsewhere) = (folder(), folder());
    put(elsewhere.path(), "secret/x.yaml", b"a: 1\n");
    put(root.path(), "real/x.yaml", b"a: 1\n");
    let link = |target: &Path, name: &str| symlink(target, root.path().join(name)).expect("a link");
    link(&elsewhere.path().join("secret/x.yaml"), "out.yaml");
    link(elsewhere.path(), "out");
    link(&root.path().join("real/x.yaml"), "in.yaml");
    link(Path::new("real"), "inside");
    link(Path::new("loop"), "loop");
    link(Path::new("/dev/zero"), "zero");
    let pipe = root.path().join("pipe");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .expect("a pipe");
    let _socket =
        std::os::unix::net::UnixListener::bind(root.path().join("socket")).expect("a socket");
    for (relative, expected) in [
        ("out.yaml", "link-in-records"),
        ("out/secret/x.yaml", "link-in-records"),
        ("in.yaml", "link-in-records"),
        ("inside/x.yaml", "link-in-records"),
        ("loop", "link-in-records"),
        ("zero", "link-in-records"),
        ("pipe", "not-a-file"),
        ("socket", "not-a-file"),
    ] {
        assert_eq!(code(root.path(), relative), expected, "{relative}");
    }
    for refused in [
        write_new(root.path(), "out/new.yaml", b""),
        replace(root.path(), "out/secret/x.yaml", b"", b"a: 1\n"),
        replace(root.path(), "in.yaml", b"", b"a: 1\n"),
    ] {
        assert!(matches!(refused, Err(WriteError::Outside(_))), "{refused:?}");
    }
    assert_eq!(names(elsewhere.path()), ["secret", "secret/x.yaml"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_says_so() {
    use std::os::unix::fs::PermissionsExt as _;

    let root = folder();
    put(root.path(), "closed.yaml", b"");
    let path = root.path().join("closed.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("closed");
    // The system's administrator may read everything.
    if fs::read(&path).is_err() {
        assert_eq!(code(root.path(), "closed.yaml"), "unreadable");
    }
}

#[test]
fn a_new_file_is_whole_and_never_takes_the_place_of_another() {
    let root = folder();
    write_new(root.path(), "staff/ab.yaml", b"one").expect("written");
    let again = write_new(root.path(), "staff/ab.yaml", b"two");
    assert!(matches!(again, Err(WriteError::Exists(_))), "{again:?}");
    assert_eq!(fs::read(root.path().join("staff/ab.yaml")).expect("there"), b"one");
    assert_eq!(names(root.path()), ["staff", "staff/ab.yaml"]);
}

#[test]
fn a_file_is_replaced_only_if_it_is_what_was_read() {
    let root = folder();
    put(root.path(), "a.yaml", b"one");
    replace(root.path(), "a.yaml", b"two", b"one").expect("replaced");
    for (relative, before) in [("a.yaml", "one"), ("b.yaml", ""), ("c/d.yaml", "")] {
        let refused = replace(root.path(), relative, b"three", before.as_bytes());
        assert!(matches!(refused, Err(WriteError::Changed(_))), "{relative}: {refused:?}");
    }
    assert_eq!(fs::read(root.path().join("a.yaml")).expect("there"), b"two");
}

#[cfg(unix)]
#[test]
fn what_is_written_is_for_its_owner_alone_and_what_is_replaced_stays_as_open_as_it_was() {
    use std::os::unix::fs::PermissionsExt as _;

    let root = folder();
    let mode = |relative: &str| {
        let found = fs::metadata(root.path().join(relative)).expect("there");
        found.permissions().mode() & 0o777
    };
    write_new(root.path(), "staff/ab.yaml", b"one").expect("written");
    for (relative, expected) in [("staff", 0o700), ("staff/ab.yaml", 0o600)] {
        assert_eq!(mode(relative), expected, "{relative}");
    }
    write_private(&root.path().join("out.csv"), b"old").expect("written");
    write_private(&root.path().join("out.csv"), b"new").expect("written over");
    assert_eq!(fs::read(root.path().join("out.csv")).expect("there"), b"new");
    assert_eq!(mode("out.csv"), 0o600);
    write_private(Path::new("/dev/null"), b"gone").expect("written to nowhere");
    assert!(write_private(root.path(), b"").is_err());
    let open = fs::Permissions::from_mode(0o640);
    fs::set_permissions(root.path().join("staff/ab.yaml"), open).expect("opened");
    replace(root.path(), "staff/ab.yaml", b"two", b"one").expect("replaced");
    assert_eq!(mode("staff/ab.yaml"), 0o640);
}

#[test]
fn of_many_who_write_at_once_nobody_is_lost() {
    let root = folder();
    put(root.path(), "log.yaml", b"");
    thread::scope(|scope| {
        for number in 0..8 {
            let root = root.path();
            scope.spawn(move || {
                loop {
                    let before = read_file(root, "log.yaml").expect("it is there");
                    let mut after = before.clone();
                    after.extend_from_slice(format!("- {number}\n").as_bytes());
                    match replace(root, "log.yaml", &after, &before) {
                        Ok(()) => break,
                        Err(WriteError::Changed(_)) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    let text = fs::read_to_string(root.path().join("log.yaml")).expect("it is there");
    assert_eq!(text.lines().count(), 8, "{text}");
    assert_eq!(names(root.path()), ["log.yaml"]);
}

#[cfg(target_os = "linux")]
#[test]
fn an_open_folder_gives_the_same_files_and_leaves_all_else_to_the_long_way() {
    use std::os::unix::fs::symlink;

    use super::{Found, OpenFolder};

    let root = folder();
    put(root.path(), "mentees/k7/plan.yaml", b"\xff\0a");
    put(root.path(), "mentees/k7/.hidden", b"");
    put(root.path(), "mentees/k7/empty", b"");
    put(root.path(), "mentees/k7/within/x", b"");
    symlink("plan.yaml", root.path().join("mentees/k7/link")).expect("a link");
    symlink("k7", root.path().join("mentees/other")).expect("a link");
    let big = fs::File::create(root.path().join("mentees/k7/big")).expect("a file");
    big.set_len(50 << 20).expect("a sparse file");
    let top = OpenFolder::root(root.path()).expect("a plain folder");
    let mentees = top.folder("mentees").expect("a plain folder");
    for name in ["other", "none", "k7/within", "..", "../x", "."] {
        assert!(mentees.folder(name).is_none(), "{name}");
    }
    assert!(top.folder("").is_none());
    let opened = mentees.folder("k7").expect("a plain folder");
    assert!(opened.folder("plan.yaml").is_none());
    let listed: Vec<_> = opened
        .entries()
        .expect("they can be read")
        .into_iter()
        .map(|entry| (entry.name, entry.is_folder, entry.is_link))
        .collect();
    let expected = [
        ("big", false, false),
        ("empty", false, false),
        ("link", false, true),
        ("plan.yaml", false, false),
        ("within", true, false),
    ];
    assert_eq!(listed, expected.map(|(name, folder, link)| (name.to_owned(), folder, link)));
    for (name, expected) in [("plan.yaml", &b"\xff\0a"[..]), ("empty", b"")] {
        assert_eq!(opened.read(name), Found::File(expected.to_vec()), "{name}");
    }
    for name in ["big", "link", "within", "../k7/plan.yaml", "within/x"] {
        assert_eq!(opened.read(name), Found::Unusual, "{name}");
    }
    assert_eq!(opened.read("none"), Found::Nothing);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_below_an_open_folder_is_read_whole_and_nothing_else_is_read_at_all() {
    use std::os::unix::fs::symlink;

    use super::{Below, OpenFolder};

    let root = folder();
    put(root.path(), "mentees/k7/plan.yaml", b"plans: []\n");
    put(root.path(), "mentees/k7/empty", b"");
    put(root.path(), "mentees/k7/within/x", b"x");
    put(root.path(), "mentees/k7/long", &[b'x'; 32]);
    put(root.path(), "secret", b"x");
    symlink("plan.yaml", root.path().join("mentees/k7/link")).expect("a link");
    symlink("k7", root.path().join("mentees/other")).expect("a link");
    let pipe = root.path().join("mentees/k7/pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo is there").success());
    // Whoever writes into it waits for its reader.
    let mut end = fs::OpenOptions::new().read(true).write(true).open(&pipe).expect("a pipe");
    std::io::Write::write_all(&mut end, b"from the pipe").expect("there is room in it");
    let top = OpenFolder::root(root.path()).expect("a plain folder");
    let mentees = top.folder("mentees").expect("a plain folder");
    let mut bytes = [0; 32];
    assert_eq!(mentees.read_below("k7/plan.yaml", &mut bytes), Below::Bytes(10));
    assert_eq!(&bytes[..10], b"plans: []\n");
    for name in ["k7/none", "none/plan.yaml"] {
        assert_eq!(mentees.read_below(name, &mut bytes), Below::Nothing, "{name}");
    }
    for name in
        ["k7/link", "other/plan.yaml", "k7/within", "k7/empty", "k7/long", "k7/pipe", "../secret"]
    {
        assert_eq!(mentees.read_below(name, &mut bytes), Below::Unusual, "{name}");
    }
    let mut kept = [0; 13];
    std::io::Read::read_exact(&mut end, &mut kept).expect("it was left in the pipe");
    assert_eq!(&kept, b"from the pipe");
}
