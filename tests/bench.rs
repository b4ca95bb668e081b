//! How fast records are read and checked, beside the cost of only reading the same bytes.
//!
//! `cargo bench` generates records folders of 1,000, 10,000 and 50,000 mentees (from the example
//! school, under names and ids of their own), runs each command as a process, and prints files a
//! second, the ratio to the limit, the growth from the smallest folder to the largest, and the most
//! memory used. All of it twice: with every case of one example school, and with two cases whose
//! files have about 1 KB each. `cargo bench -- 200 1000` takes other sizes, `cargo bench -- small`
//! or `mixed` one of the two. Nothing here fails: figures are for reading, on an idle machine.

#![expect(clippy::print_stdout, reason = "the figures are the result")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Each command is run so often; the fastest run counts.
const RUNS: usize = 3;

/// Where the cases come from that a folder is made of.
struct Corpus {
    name: &'static str,
    school: &'static str,
    /// Only these cases; all when empty.
    cases: &'static [&'static str],
}

const CORPORA: [Corpus; 2] = [
    Corpus { name: "mixed", school: "cluster", cases: &[] },
    Corpus { name: "small", school: "rafie", cases: &["nhg5c", "ztc3t"] },
];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let asked: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![200, 1_000, 10_000, 50_000] } else { asked };
    let is_named = |corpus: &Corpus| words.iter().any(|word| word == corpus.name);
    let all = !CORPORA.iter().any(is_named);
    for corpus in CORPORA.iter().filter(|corpus| all || is_named(corpus)) {
        println!("{}", figures(corpus, &sizes));
    }
    let start = fastest(|| {
        run(Path::new("."), &["--version"]);
    });
    println!("start of the program: {:.1} ms", start.as_secs_f64() * 1000.0);
}

fn figures(corpus: &Corpus, sizes: &[usize]) -> String {
    let mut table = format!(
        "{:>7}   files     limit s   check s  x limit   files/s    MB/s   review-due s  x its files   today s  memory MiB\n",
        corpus.name
    );
    let mut checks = Vec::new();
    for &size in sizes {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        generate(root, size, corpus);
        let files = files_below(root, |_| true);
        let needed = files_below(root, |name| {
            !matches!(name, "ratings.yaml" | "contacts.yaml" | "tracking.yaml")
        });
        let mut bytes = 0;
        let limit = fastest(|| bytes = read_all(&files));
        let part = fastest(|| {
            read_all(&needed);
        });
        let mut memory = 0;
        let check = fastest(|| memory = memory.max(run(root, &["check", "--strict"])));
        let due = fastest(|| {
            run(root, &["review-due", "--format", "json", "--as-of", "2026-11-21"]);
        });
        let today = fastest(|| {
            run(root, &["today", "--format", "json", "--as-of", "2026-11-21"]);
        });
        let seconds = Duration::as_secs_f64;
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let (count, bytes, memory) = (files.len() as f64, bytes as f64, memory as f64);
        writeln!(
            table,
            "{size:>7} {:>7} {:>11.3} {:>9.3} {:>8.1} {:>9.0} {:>7.0} {:>14.3} {:>12.1} {:>9.3} {:>11.1}",
            files.len(),
            seconds(&limit),
            seconds(&check),
            seconds(&check) / seconds(&limit),
            count / seconds(&check),
            bytes / seconds(&check) / 1e6,
            seconds(&due),
            seconds(&due) / seconds(&part),
            seconds(&today),
            memory / 1024.0,
        )
        .expect("writing to a string");
        checks.push((size, seconds(&check)));
    }
    if let (Some(first), Some(last)) = (checks.first(), checks.last()) {
        writeln!(
            table,
            "growth of check from {} to {}: x {:.1}",
            first.0,
            last.0,
            last.1 / first.1
        )
        .expect("writing to a string");
    }
    table
}

fn fastest(mut work: impl FnMut()) -> Duration {
    let runs = (0..RUNS).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    runs.min().expect("at least one run")
}

/// Runs `lm` as a process and gives the most memory it held, in KiB (0 where the system does not
/// tell).
fn run(root: &Path, line: &[&str]) -> u64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lm"))
        .args(line)
        .current_dir(root)
        .env_remove("LM_RECORDS")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("lm starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with("VmHWM:"));
        let now = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
        peak = peak.max(now.unwrap_or(0));
        if child.try_wait().expect("lm can be waited for").is_some() {
            return peak;
        }
        thread::sleep(Duration::from_micros(500));
    }
}

/// The limit: every byte of every file, on two threads.
fn read_all(files: &[PathBuf]) -> usize {
    let next = AtomicUsize::new(0);
    let total = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let bytes = fs::read(file).expect("a generated file can be read");
                    total.fetch_add(bytes.len(), Ordering::Relaxed);
                }
            });
        }
    });
    total.into_inner()
}

fn files_below(root: &Path, wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).expect("a generated folder").flatten() {
            if entry.file_type().expect("a generated entry").is_dir() {
                waiting.push(entry.path());
            } else if entry.file_name().to_str().is_some_and(&wanted) {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    files
}

/// A records folder of so many mentees, each a copy of a case of an example school with a name of
/// its own. Cases that name other cases or groups are left out.
fn generate(root: &Path, size: usize, corpus: &Corpus) {
    let school = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-records").join(corpus.school);
    for file in ["lm.toml", "calendar.toml"] {
        fs::copy(school.join(file), root.join(file)).expect("the example school is there");
    }
    fs::create_dir(root.join("policy")).expect("a new folder");
    for entry in fs::read_dir(school.join("policy")).expect("the example's policies").flatten() {
        fs::copy(entry.path(), root.join("policy").join(entry.file_name())).expect("a policy");
    }
    let models = models(&school.join("mentees"), corpus.cases);
    assert!(!models.is_empty(), "the example school has no case to copy");
    for number in 0..size {
        let model = &models[number % models.len()];
        let folder = root.join("mentees").join(format!("c{number:05}"));
        fs::create_dir_all(&folder).expect("a new folder");
        for (name, text) in model {
            fs::write(folder.join(name), with_name(text, number)).expect("a new file");
        }
    }
}

fn models(mentees: &Path, cases: &[&str]) -> Vec<Vec<(String, String)>> {
    let mut models = Vec::new();
    let mut folders: Vec<_> =
        fs::read_dir(mentees).expect("the example's mentees").flatten().map(|e| e.path()).collect();
    folders.sort();
    if !cases.is_empty() {
        folders.retain(|folder| cases.iter().any(|case| folder.ends_with(case)));
    }
    for folder in folders {
        let files: Vec<(String, String)> = fs::read_dir(folder)
            .expect("a case")
            .flatten()
            .map(|entry| {
                let text = fs::read_to_string(entry.path()).expect("a record");
                (entry.file_name().to_string_lossy().into_owned(), text)
            })
            .collect();
        let alone =
            files.iter().all(|(_, text)| !text.contains("siblings:") && !text.contains(" group:"));
        if alone {
            models.push(files);
        }
    }
    models
}

/// The first `  name:` of a referral is the pupil's.
fn with_name(text: &str, number: usize) -> String {
    let mut named = false;
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        if !named && line.starts_with("  name: ") && text.starts_with("# yaml-language-server") {
            named = true;
            if text.contains("\npupil:") {
                let _ = writeln!(out, "  name: Pupil Number {number}");
                continue;
            }
        }
        out.push_str(line);
    }
    out
}
