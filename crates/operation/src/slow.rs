//! Statements that took long.

use std::time::Duration;

use danh_store::SlowStatement;

use crate::{Fact, Finding, Remedy, WatchSays};

/// So many are told.
const TOLD_MAX: usize = 10;

/// What the serving process remembers; nothing, where this one does not serve.
pub(crate) fn find(slow: Option<&[SlowStatement]>, threshold: Duration) -> Vec<Finding> {
    match slow {
        None => vec![Finding::fine(
            Fact::SlowStatement,
            WatchSays::SlowKnownToServer,
        )],
        Some([]) => {
            let sentence = WatchSays::NothingSlow { threshold };
            vec![Finding::fine(Fact::SlowStatement, sentence)]
        }
        Some(slow) => slow.iter().take(TOLD_MAX).map(statement).collect(),
    }
}

fn statement(slow: &SlowStatement) -> Finding {
    let sentence = WatchSays::SlowStatement {
        text: slow.text.clone(),
        count: slow.count,
        median: slow.median,
        longest: slow.longest,
    };
    Finding::note(Fact::SlowStatement, sentence, Remedy::LookAtStatement)
        .of(slow.fingerprint.clone())
        .with_count("danh_slow_statement_count", slow.count)
        .with(
            "danh_slow_statement_median_seconds",
            slow.median.as_secs_f64(),
        )
        .with(
            "danh_slow_statement_longest_seconds",
            slow.longest.as_secs_f64(),
        )
}
