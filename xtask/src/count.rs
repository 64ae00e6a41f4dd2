//! How many tests ran, read off the lines that test runners close with.

use std::fmt;
use std::ops::AddAssign;

/// Tests that passed, failed and were left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Count {
    /// Adds what a line says, if it is a summary of nextest, of `cargo test` or of node's runner.
    pub(crate) fn read_line(&mut self, line: &str) {
        let line = without_asides(&without_colours(line));
        if let Some((_, summary)) = line
            .split_once(" tests run: ")
            .or_else(|| line.split_once(" test run: "))
        {
            self.read_list(summary, ',');
        } else if let Some(summary) = line.strip_prefix("test result: ") {
            self.read_list(
                summary.split_once(". ").map_or("", |(_, counts)| counts),
                ';',
            );
        } else if let Some(summary) = line
            .strip_prefix("# ")
            .or_else(|| line.strip_prefix("\u{2139} "))
        {
            self.read_node(summary);
        }
    }

    /// `3 passed, 2 failed` or `3 passed; 2 failed`.
    fn read_list(&mut self, summary: &str, separator: char) {
        for item in summary.split(separator) {
            let mut words = item.split_whitespace();
            let number = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
            match words.next() {
                Some("passed") => self.passed += number,
                Some("failed" | "timed" | "exec") => self.failed += number,
                Some("skipped" | "ignored") => self.skipped += number,
                _ => {}
            }
        }
    }

    /// `pass 3`, one line a kind.
    fn read_node(&mut self, summary: &str) {
        let Some((kind, number)) = summary.trim().split_once(' ') else {
            return;
        };
        let Ok(number) = number.parse::<u64>() else {
            return;
        };
        match kind {
            "pass" => self.passed += number,
            "fail" | "cancelled" => self.failed += number,
            "skipped" | "todo" => self.skipped += number,
            _ => {}
        }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        )
    }
}

/// The line without terminal colours.
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut parts = line.split("\u{1b}[");
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        plain.push_str(part.split_once('m').map_or("", |(_, text)| text));
    }
    plain
}

/// The line without what stands in brackets: `3 passed (1 slow, 1 leaky)`.
fn without_asides(line: &str) -> String {
    let mut depth = 0_usize;
    line.chars()
        .filter(|&letter| {
            match letter {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(lines: &[&str]) -> [u64; 3] {
        let mut count = Count::default();
        for line in lines {
            count.read_line(line);
        }
        [count.passed, count.failed, count.skipped]
    }

    #[test]
    fn nextest_is_understood_with_its_asides_and_colours() {
        let plain = "     Summary [   0.008s] 9 tests run: 6 passed (1 slow, 1 leaky), 2 failed, \
                     1 timed out, 4 skipped";
        assert_eq!(count(&[plain]), [6, 3, 4]);
        let coloured = "\u{1b}[32m     Summary\u{1b}[0m [   0.0s] \u{1b}[1m1\u{1b}[0m test run: \
                        \u{1b}[1m1\u{1b}[0m \u{1b}[32mpassed\u{1b}[0m, 0 skipped";
        assert_eq!(count(&[coloured]), [1, 0, 0]);
    }

    #[test]
    fn cargo_test_is_understood() {
        let lines = [
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; \
             finished in 0.00s",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
        ];
        assert_eq!(count(&lines), [6, 2, 1]);
    }

    #[test]
    fn node_is_understood_in_both_its_styles() {
        assert_eq!(
            count(&["# tests 6", "# pass 4", "# fail 1", "# skipped 1"]),
            [4, 1, 1]
        );
        assert_eq!(
            count(&["\u{2139} tests 4", "\u{2139} pass 4", "\u{2139} fail 0"]),
            [4, 0, 0]
        );
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(
            count(&["test one ... ok", "3 passed", "# a heading", ""]),
            [0, 0, 0]
        );
    }
}
