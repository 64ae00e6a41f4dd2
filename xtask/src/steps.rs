//! Steps of a chore: each with its seconds and its outcome, and a summary at the end.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context;

use crate::count::Count;
use crate::workspace::in_ci;

/// How a step ended.
pub(crate) enum Outcome {
    Passed(Count),
    Failed(Count),
    /// The step could not run; the text says what that leaves untried.
    Skipped(String),
}

struct Step {
    name: &'static str,
    took: Duration,
    outcome: Outcome,
}

/// The steps taken so far.
#[derive(Default)]
pub(crate) struct Steps(Vec<Step>);

impl Steps {
    /// Takes a step and says how it went; an error is a failure with its reason.
    ///
    /// True when the steps that lean on this one may go on.
    pub(crate) fn take(
        &mut self,
        name: &'static str,
        action: impl FnOnce() -> anyhow::Result<Outcome>,
    ) -> bool {
        eprintln!("\n==> {name}");
        let started = Instant::now();
        let outcome = action().unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Outcome::Failed(Count::default())
        });
        let step = Step {
            name,
            took: started.elapsed(),
            outcome,
        };
        eprintln!("{}", step.line());
        let failed = step.failed();
        self.0.push(step);
        !failed
    }

    /// Prints one line a step and the total, which is the last line and written for scripts too.
    pub(crate) fn close(&self) -> ExitCode {
        println!("\nsummary");
        for step in &self.0 {
            println!("  {}", step.line());
        }
        let took = self
            .0
            .iter()
            .map(|step| step.took)
            .sum::<Duration>()
            .as_secs_f64();
        println!("  {:<16} {took:>7.1} s", "all");
        println!("\n{}", self.total());
        if self.0.iter().any(Step::failed) {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        }
    }

    fn total(&self) -> String {
        let mut total = Count::default();
        for step in &self.0 {
            total += step.count();
        }
        format!("total: {total}")
    }
}

impl Step {
    /// In continuous integration nothing may be left out: there a skipped step is a failure.
    fn failed(&self) -> bool {
        match self.outcome {
            Outcome::Passed(_) => false,
            Outcome::Failed(_) => true,
            Outcome::Skipped(_) => in_ci(),
        }
    }

    /// A step that fails without a failing test counts as one failure, so that the total shows it.
    fn count(&self) -> Count {
        match &self.outcome {
            Outcome::Passed(count) => *count,
            Outcome::Failed(count) => Count {
                failed: count.failed.max(1),
                ..*count
            },
            Outcome::Skipped(_) => Count {
                skipped: 1,
                ..Count::default()
            },
        }
    }

    fn line(&self) -> String {
        let (word, detail) = match &self.outcome {
            Outcome::Passed(count) if *count == Count::default() => ("ok", String::new()),
            Outcome::Passed(count) => ("ok", count.to_string()),
            Outcome::Failed(count) if *count == Count::default() => ("FAILED", String::new()),
            Outcome::Failed(count) => ("FAILED", count.to_string()),
            Outcome::Skipped(why) => ("SKIPPED", why.clone()),
        };
        let line = format!(
            "{:<16} {:>7.1} s  {word:<7}  {detail}",
            self.name,
            self.took.as_secs_f64()
        );
        line.trim_end().to_owned()
    }
}

/// Runs a command to its end; its output goes straight to the terminal.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<Outcome> {
    let status = command.status().with_context(|| cannot_start(command))?;
    let nothing = Count::default();
    Ok(if status.success() {
        Outcome::Passed(nothing)
    } else {
        Outcome::Failed(nothing)
    })
}

/// Which of its two outputs a test runner writes its report to.
#[derive(Clone, Copy)]
pub(crate) enum Report {
    Stdout,
    Stderr,
}

/// Runs a test runner to its end, passes its report on and counts the tests in it.
pub(crate) fn run_counted(command: &mut Command, report: Report) -> anyhow::Result<Outcome> {
    match report {
        Report::Stdout => command.stdout(Stdio::piped()),
        Report::Stderr => command.stderr(Stdio::piped()),
    };
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    let mut count = Count::default();
    if let Some(output) = child.stdout.take() {
        pass_on(output, std::io::stdout(), &mut count)?;
    } else if let Some(output) = child.stderr.take() {
        pass_on(output, std::io::stderr(), &mut count)?;
    }
    let good = child.wait()?.success() && count.failed == 0;
    Ok(if good {
        Outcome::Passed(count)
    } else {
        Outcome::Failed(count)
    })
}

fn pass_on(from: impl Read, mut to: impl Write, count: &mut Count) -> anyhow::Result<()> {
    let mut from = BufReader::new(from);
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line)? > 0 {
        to.write_all(&line)?;
        count.read_line(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
    Ok(to.flush()?)
}

fn cannot_start(command: &Command) -> String {
    format!(
        "`{}` cannot be started",
        command.get_program().to_string_lossy()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_runner_that_ends_well_but_counts_a_failure_has_failed() {
        let script = "echo 'test result: ok. 3 passed; 1 failed; 0 ignored'";
        let outcome = run_counted(&mut shell(script), Report::Stdout).unwrap();
        assert!(matches!(
            outcome,
            Outcome::Failed(Count {
                passed: 3,
                failed: 1,
                ..
            })
        ));
    }

    #[test]
    fn a_runner_that_dies_without_a_count_has_failed_once() {
        let mut steps = Steps::default();
        assert!(!steps.take("dies", || run_counted(&mut shell("exit 3"), Report::Stderr)));
        assert_eq!(steps.total(), "total: 0 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn an_error_is_a_failure() {
        let mut steps = Steps::default();
        assert!(!steps.take("errs", || anyhow::bail!("no")));
        assert!(!steps.take("absent", || run(&mut Command::new(
            "no-program-is-called-this"
        ))));
    }

    #[test]
    fn what_could_not_run_is_counted_as_skipped() {
        let mut steps = Steps::default();
        steps.take("left out", || Ok(Outcome::Skipped("no browser".into())));
        steps.take("runs", || {
            Ok(Outcome::Passed(Count {
                passed: 2,
                ..Count::default()
            }))
        });
        assert_eq!(steps.total(), "total: 2 passed, 0 failed, 1 skipped");
    }
}
