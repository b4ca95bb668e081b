//! What is left when something goes wrong while `lm` writes: it is killed at every system call that
//! changes anything, and every such call fails as a system can have it fail, in the real program
//! under `strace`. Whatever happens, the records are as before or as after, and the next command
//! works. How git fares under `lm` is `git`, what a real disk does `disk`.
//!
//! Without `strace`, or where it may not look into programs, nothing is tested, and this is said;
//! where it is needed (`CI`, or `LM_TEST_STRACE`, which `.ci/run` sets) the test fails then.

mod commands;
mod disk;
mod git;
mod point;
mod tried;

pub(crate) use point::strace_works;

use point::Point;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use tried::Tried;

/// Does something for each of these, as many at once as the computer can, and gathers what was wrong.
/// Says how many came to pass.
fn for_each<T: Sync>(all: &[T], what: impl Fn(&T) -> Result<bool, String> + Sync) -> usize {
    let (next, happened) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let wrong = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    match what(one) {
                        Ok(came) => {
                            happened.fetch_add(usize::from(came), Ordering::Relaxed);
                        }
                        Err(why) => wrong.lock().unwrap_or_else(PoisonError::into_inner).push(why),
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap_or_else(PoisonError::into_inner);
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), all.len(), wrong.join("\n"));
    happened.into_inner()
}

/// More moments than most commands have.
const MANY: usize = 60;

/// What is tried of a command: a kill at every moment, and an error there, one of those that a
/// system can give, in turn, or all of them.
fn moments(tried: &Tried, with_everything: bool) -> Vec<(&Tried, &Point, Option<&'static str>)> {
    let mut all = Vec::new();
    // Where many files are written in the same way, not each of them is tried.
    let step = 1 + tried.points.len() / MANY;
    for (at, point) in tried.points.iter().enumerate().step_by(step) {
        let errors = point.errors();
        let has_all = with_everything && point.call != "openat";
        let some = if has_all { errors } else { &errors[at % errors.len()..][..1] };
        if !point.is_reading {
            all.push((tried, point, None));
        }
        all.extend(some.iter().map(|error| (tried, point, Some(*error))));
    }
    all
}

#[test]
fn killed_or_out_of_room_at_any_moment_the_records_are_as_before_or_as_after() {
    if !strace_works() {
        return;
    }
    let (common, others) = (commands::tried_with_everything(), commands::tried());
    let mut all: Vec<_> = common.iter().flat_map(|tried| moments(tried, true)).collect();
    all.extend(others.iter().flat_map(|tried| moments(tried, false)));
    let happened = for_each(&all, |(tried, point, error)| {
        let came = match error {
            None => tried.kill(point),
            Some(error) => tried.fail(point, error),
        };
        came.map_err(|why| {
            let how = error.unwrap_or("KILL");
            format!("{} at {point:?}, {how}: {why}", tried.line.join(" "))
        })
    });
    assert!(happened * 4 > all.len() * 3, "only {happened} of {} happened", all.len());
}
