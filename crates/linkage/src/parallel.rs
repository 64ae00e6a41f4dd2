//! Numbered tasks on all processors, their results in the order of the numbers.
//!
//! Who does which task is chance; what comes out is not, as long as a task depends on its number
//! alone. That is how the whole crate keeps its promise of one answer for any number of threads.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Runs tasks `0..count`, each thread with a state of its own, and hands back the results in
/// order together with the states, whose order means nothing.
pub(crate) fn run_with<S: Send, T: Send>(
    threads: NonZeroUsize,
    count: usize,
    state: impl Fn() -> S + Sync,
    task: impl Fn(&mut S, usize) -> T + Sync,
) -> (Vec<T>, Vec<S>) {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(count));
    let work = || {
        let mut mine = state();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return mine;
            }
            let result = task(&mut mine, number);
            done.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push((number, result));
        }
    };
    let states = thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads.get().min(count))
            .map(|_| scope.spawn(work))
            .collect();
        let mut states = vec![work()];
        for helper in helpers {
            match helper.join() {
                Ok(state) => states.push(state),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        states
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(number, _)| *number);
    (done.into_iter().map(|(_, result)| result).collect(), states)
}

/// Runs tasks `0..count` and hands back the results in order.
pub(crate) fn run<T: Send>(
    threads: NonZeroUsize,
    count: usize,
    task: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    run_with(threads, count, || (), |(), number| task(number)).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_states_see_every_task_once() {
        let three = NonZeroUsize::new(3).unwrap();
        let (squares, counts) = run_with(
            three,
            100,
            || 0,
            |count, number| {
                *count += 1;
                number * number
            },
        );
        assert_eq!(squares, (0..100).map(|it| it * it).collect::<Vec<_>>());
        assert_eq!(counts.iter().sum::<i32>(), 100);
        assert_eq!(run(three, 0, |number| number), Vec::<usize>::new());
    }
}
