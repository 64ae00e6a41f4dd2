//! Asking for a password.

use std::io::{self, IsTerminal as _, Stdin};

use anyhow::Context;
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

/// The first line of standard input; on a terminal it is asked for, and not shown while it is typed.
pub(super) fn ask() -> anyhow::Result<String> {
    let stdin = io::stdin();
    let line = if stdin.is_terminal() {
        eprint!("password: ");
        let line = unseen(&stdin);
        eprintln!();
        line
    } else {
        line_of(&stdin)
    };
    let line = line.context("the password is read from standard input")?;
    let password = line.trim_end_matches(['\r', '\n']);
    anyhow::ensure!(!password.is_empty(), "no password on standard input");
    Ok(password.to_owned())
}

fn unseen(stdin: &Stdin) -> io::Result<String> {
    let shown = tcgetattr(stdin)?;
    let mut hidden = shown.clone();
    hidden.local_modes.remove(LocalModes::ECHO);
    tcsetattr(stdin, OptionalActions::Flush, &hidden)?;
    let line = line_of(stdin);
    tcsetattr(stdin, OptionalActions::Flush, &shown)?;
    line
}

fn line_of(stdin: &Stdin) -> io::Result<String> {
    let mut line = String::new();
    stdin.read_line(&mut line)?;
    Ok(line)
}
