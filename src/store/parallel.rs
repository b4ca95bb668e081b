//! The same work for many cases on all processors.

use crate::domain::id::Id;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// So many cases at most are taken at once.
const BATCH: usize = 32;

/// Does the work for every case; the results come in the order of the ids.
pub fn for_each_case<T: Send>(ids: &[Id], work: impl Fn(&Id) -> T + Sync) -> Vec<T> {
    for_each_batch(ids, || (), |(), batch| batch.iter().map(&work).collect())
}

/// Does the work for every case, some at once: it gets cases that stand beside each other and gives
/// a result for each. Every processor has a `desk` of its own for all of its work. The results come
/// in the order of the ids.
pub fn for_each_batch<T: Send, D>(
    ids: &[Id],
    desk: impl Fn() -> D + Sync,
    work: impl Fn(&mut D, &[Id]) -> Vec<T> + Sync,
) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(ids.len());
    // Several for each, so that all end at about the same time.
    let size = (ids.len() / (4 * threads).max(1)).clamp(1, BATCH);
    if threads < 2 {
        let mut desk = desk();
        return ids.chunks(size).flat_map(|batch| work(&mut desk, batch)).collect();
    }
    let next = AtomicUsize::new(0);
    let worker = || {
        let (mut desk, mut done) = (desk(), Vec::new());
        loop {
            let from = next.fetch_add(size, Ordering::Relaxed);
            let Some(rest) = ids.get(from..).filter(|rest| !rest.is_empty()) else { return done };
            done.push((from, work(&mut desk, &rest[..size.min(rest.len())])));
        }
    };
    let mut results: Vec<(usize, Vec<T>)> = thread::scope(|scope| {
        // This thread is one of them: to start another costs as much as some cases.
        let handles: Vec<_> = (1..threads).map(|_| scope.spawn(worker)).collect();
        let mut results = worker();
        for handle in handles {
            let joined = handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            results.extend(joined);
        }
        results
    });
    results.sort_by_key(|(from, _)| *from);
    results.into_iter().flat_map(|(_, results)| results).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_ids() {
        let ids: Vec<Id> = (0..500).map(|n| Id::new(&format!("c{n}")).expect("an id")).collect();
        let lengths = for_each_case(&ids, |id| id.as_str().to_owned());
        let expected: Vec<String> = ids.iter().map(ToString::to_string).collect();
        assert_eq!(lengths, expected);
        assert!(for_each_case(&[], |_| ()).is_empty());
    }
}
