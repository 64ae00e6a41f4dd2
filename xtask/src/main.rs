//! The project's chores, as readable Rust: `cargo xtask` lists them.
//!
//! `cargo xtask test` is everything that must pass, on a newcomer's machine and in continuous
//! integration alike; `.ci/run` calls it and nothing else. The other chores are its parts, for
//! the times between.

mod bench;
mod contract;
mod count;
mod needs;
mod postgres;
mod steps;
mod suite;
mod tidy;
mod workspace;

use std::process::ExitCode;

use workspace::Workspace;

const HELP: &str = "\
Danh's chores

  cargo xtask test                 everything that must pass: tidy, lints, tests on SQLite and on
                                   PostgreSQL, doc tests, pages in a real browser, the API's
                                   contract; installs what is missing when run as root, says
                                   what to install otherwise
  cargo xtask tidy                 formatting and the rules of the house; takes seconds
  cargo xtask e2e                  only the pages in a real browser
  cargo xtask contract             only the API's contract, with an independent validator and
                                   schemathesis against the running program
  cargo xtask bench NAME [--json FILE] [--postgres] [ARGS...]
                                   a measured figure from a release build; `--postgres` starts a
                                   private PostgreSQL and hands its URL on in DANH_BENCH_POSTGRES
  cargo xtask postgres COMMAND...  runs COMMAND with a private PostgreSQL, its URL in
                                   DANH_TEST_POSTGRES, for example:
                                   cargo xtask postgres cargo nextest run -p danh-store
  cargo xtask help                 this page
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let (chore, rest) = match arguments {
        [] => ("help", &[][..]),
        [chore, rest @ ..] => (chore.as_str(), rest),
    };
    match chore {
        "help" | "--help" | "-h" => print!("{HELP}"),
        "test" => return Ok(suite::everything(&Workspace::find()?)),
        "tidy" => return tidy::chore(&Workspace::find()?),
        "contract" => return Ok(suite::contract_only(&Workspace::find()?)),
        "e2e" => return Ok(suite::pages_only(&Workspace::find()?)),
        "bench" => return bench::run(rest),
        "postgres" => return postgres::around(rest),
        unknown => {
            eprintln!("error: no chore is called `{unknown}`\n\n{HELP}");
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}
