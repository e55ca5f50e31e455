//! Jobs shared among a few threads. The results come in the order of the jobs, whoever did them.

use std::num::NonZero;
use std::sync::{Mutex, OnceLock};
use std::thread;

/// Cells are computed inside each other, and brackets may nest: that takes stack. What is not used costs nothing.
pub const STACK: usize = 256 << 20;

/// From so many values on, the work on one column is divided.
const LARGE: usize = 1 << 20;

/// How many threads the machine runs at once.
pub fn hands() -> usize {
    static HANDS: OnceLock<usize> = OnceLock::new();
    *HANDS.get_or_init(|| thread::available_parallelism().map_or(1, NonZero::get))
}

/// How many threads are worth their start for so many values.
pub fn hands_for(values: usize) -> usize {
    if values < LARGE { 1 } else { hands() }
}

/// Does all jobs, `threads` at a time; this thread is one of them.
pub fn share<J: Send, R: Send>(jobs: Vec<J>, threads: usize, work: impl Fn(J) -> R + Sync) -> Vec<R> {
    let helpers = threads.min(jobs.len()).saturating_sub(1);
    if helpers == 0 {
        return jobs.into_iter().map(work).collect();
    }
    let queue = Mutex::new(jobs.into_iter().enumerate());
    let next = || queue.lock().ok().and_then(|mut queue| queue.next());
    let hand = || {
        let mut done = Vec::new();
        while let Some((place, job)) = next() {
            done.push((place, work(job)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        // A thread that the system refuses is no loss: the others do its jobs.
        let spawned =
            (0..helpers).filter_map(|_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, hand).ok());
        let spawned: Vec<_> = spawned.collect();
        let mut done = hand();
        for helper in spawned {
            match helper.join() {
                Ok(results) => done.extend(results),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

/// The slice in about equal pieces, one for each thread.
pub fn pieces<T>(values: &[T], threads: usize) -> Vec<&[T]> {
    values.chunks(values.len().div_ceil(threads.max(1)).max(1)).collect()
}
