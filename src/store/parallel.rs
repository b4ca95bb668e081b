//! The same work for many cases on all processors.

use crate::domain::id::Id;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does the work for every case; the results come in the order of the ids.
pub fn for_each_case<T: Send>(ids: &[Id], work: impl Fn(&Id) -> T + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(ids.len());
    if threads < 2 {
        return ids.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(id) = ids.get(at) else { return done };
            done.push((at, work(id)));
        }
    };
    let mut results: Vec<(usize, T)> = thread::scope(|scope| {
        // This thread is one of them: to start another costs as much as some cases.
        let handles: Vec<_> = (1..threads).map(|_| scope.spawn(worker)).collect();
        let mut results = worker();
        for handle in handles {
            let joined = handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            results.extend(joined);
        }
        results
    });
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
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
