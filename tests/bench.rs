//! How fast records are read and checked, beside the cost of only reading the same bytes.
//!
//! `cargo bench` generates records folders of 1,000, 10,000 and 50,000 mentees (from the example
//! school, under names and ids of their own), runs each command as a process, and prints files a
//! second, the ratio to the limit, the growth from the smallest folder to the largest, the most
//! memory used, and (on Linux) the time on the processor. All of it twice: with every case of one
//! example school, and with open and ended cases whose files have about 1 KB each. `cargo bench -- 200 1000` takes other sizes, `cargo bench -- small`
//! or `mixed` one of the two. Nothing here fails: figures are for reading, on an idle machine.

#![expect(clippy::print_stdout, reason = "the figures are the result")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often each command is run: the fastest run counts, and of the time on the processor, which
/// the system counts in steps of 10 ms, the average.
fn runs(size: usize) -> usize {
    (40_000 / size.max(1)).clamp(3, 40)
}

/// Where the cases come from that a folder is made of.
struct Corpus {
    name: &'static str,
    school: &'static str,
    /// Only these cases; all when empty.
    cases: &'static [&'static str],
}

const CORPORA: [Corpus; 2] = [
    Corpus { name: "mixed", school: "cluster", cases: &[] },
    Corpus { name: "small", school: "rafie", cases: &["nhg5c", "r4mtg", "tsh5s", "ztc3t"] },
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
    let start = timed(40, || {
        run(Path::new("."), &["--version"]);
    });
    println!("start of the program: {} ms", start.in_ms());
}

fn figures(corpus: &Corpus, sizes: &[usize]) -> String {
    let mut table = format!(
        "{:>7}   files     limit s   check s  x limit   files/s    MB/s   memory MiB     check ms (cpu)   review-due ms (cpu)   x its files       today ms (cpu)\n",
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
        let limit = timed(3, || bytes = read_all(&files)).wall;
        let part = timed(3, || {
            read_all(&needed);
        })
        .wall;
        let mut memory = 0;
        let check = timed(runs(size), || memory = memory.max(run(root, &["check", "--strict"])));
        let due = timed(runs(size), || {
            run(root, &["review-due", "--format", "json", "--as-of", "2026-11-21"]);
        });
        let today = timed(runs(size), || {
            run(root, &["today", "--format", "json", "--as-of", "2026-11-21"]);
        });
        let seconds = Duration::as_secs_f64;
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let (count, bytes, memory) = (files.len() as f64, bytes as f64, memory as f64);
        writeln!(
            table,
            "{size:>7} {:>7} {:>11.3} {:>9.3} {:>8.1} {:>9.0} {:>7.0} {:>12.1} {:>18} {:>21} {:>13.1} {:>20}",
            files.len(),
            seconds(&limit),
            seconds(&check.wall),
            seconds(&check.wall) / seconds(&limit),
            count / seconds(&check.wall),
            bytes / seconds(&check.wall) / 1e6,
            memory / 1024.0,
            check.in_ms(),
            due.in_ms(),
            seconds(&due.wall) / seconds(&part),
            today.in_ms(),
        )
        .expect("writing to a string");
        checks.push((size, seconds(&check.wall)));
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

/// How long a work takes.
struct Timed {
    /// On the clock, at best.
    wall: Duration,
    /// On all processors together, of the processes that it started; where the system tells.
    cpu: Option<Duration>,
}

impl Timed {
    fn in_ms(&self) -> String {
        let ms = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1000.0);
        format!("{} ({})", ms(self.wall), self.cpu.map_or_else(|| "?".to_owned(), ms))
    }
}

fn timed(runs: usize, mut work: impl FnMut()) -> Timed {
    let before = children_cpu();
    let walls = (0..runs).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    let wall = walls.min().expect("at least one run");
    let total = children_cpu().zip(before).map(|(after, before)| after.saturating_sub(before));
    let runs = u32::try_from(runs).expect("not that many");
    Timed { wall, cpu: total.map(|total| total / runs) }
}

/// What all ended processes of this one have used of the processor.
fn children_cpu() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name of the program, which may have anything in it; of them and of the system for
    // them, in hundredths of a second.
    let mut fields = stat.rsplit_once(") ")?.1.split(' ').skip(13);
    let mut hundredths = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((hundredths()? + hundredths()?) * 10))
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
