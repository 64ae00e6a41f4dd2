//! A private PostgreSQL in a temporary folder, for tests and measurements.
//!
//! It listens on a Unix socket alone, in a folder only its own user can enter, so that `trust`
//! is enough; it writes as durably as a real one (`fsync` stays on: durability is tested).
//! PostgreSQL refuses to run as root, so for root it runs as the user `postgres`, or `nobody`.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

use anyhow::{Context, ensure};

use crate::needs::{self, id, is_root};
use crate::workspace::ends_as;

/// A running server; it stops and its folder goes away when this is dropped, and also when
/// this process dies in any other way (see `postgres.sh`).
pub(crate) struct PrivatePostgres {
    keeper: Child,
    /// `postgres://danh@%2Ftmp%2Fdanh-pg.x/postgres`
    pub(crate) url: String,
}

/// What the server is set up for.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    /// Many small databases and many connections, in little memory.
    Tests,
    /// One large database: memory and log as an administrator would give it.
    Measuring,
}

/// Longest path of a Unix socket on Linux, without the closing zero (`unix(7)`).
const SOCKET_PATH_BYTES_MAX: usize = 107;

impl PrivatePostgres {
    /// Starts one; the error says why not, with the server's own log on stderr.
    pub(crate) fn start(purpose: Purpose) -> anyhow::Result<Self> {
        let programs = needs::postgres_programs().context("PostgreSQL is not installed")?;
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", include_str!("postgres.sh"), "postgres.sh"])
            .args([&programs, &parent_folder(), Path::new(purpose.settings())])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("LC_ALL", "C.UTF-8")
            .current_dir("/")
            // Ctrl-C in the terminal is for the chore; the keeper ends after it, by itself.
            .process_group(0);
        if is_root() {
            let user = ["postgres", "nobody"]
                .into_iter()
                .find(|user| id(&["-u", user]).is_some());
            let user = user.context("no user to run PostgreSQL as")?;
            command.uid(id(&["-u", user]).context("no such user")?);
            command.gid(id(&["-g", user]).context("no such group")?);
        }
        let mut keeper = command.spawn().context("no shell")?;
        let output = keeper.stdout.take().context("no output")?;
        let mut folder = String::new();
        BufReader::new(output).read_line(&mut folder)?;
        let running = Self {
            keeper,
            url: url_of(folder.trim()),
        };
        ensure!(!folder.is_empty(), "PostgreSQL did not start");
        Ok(running)
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // Nothing is left to do if it is gone already.
        let _ = self.keeper.wait();
    }
}

impl Purpose {
    fn settings(self) -> &'static str {
        match self {
            Self::Tests => concat!(
                "max_connections = 400\n",
                "shared_buffers = 64MB\n",
                "wal_level = minimal\n",
                "max_wal_senders = 0\n",
                "max_wal_size = 512MB\n",
            ),
            Self::Measuring => concat!(
                "max_connections = 400\n",
                "shared_buffers = 2GB\n",
                "max_wal_size = 8GB\n",
            ),
        }
    }
}

/// Runs a command with a private PostgreSQL beside it.
pub(crate) fn around(command: &[String]) -> anyhow::Result<ExitCode> {
    let [program, arguments @ ..] = command else {
        anyhow::bail!("say which command to run, as in `cargo xtask postgres psql`");
    };
    let server = PrivatePostgres::start(Purpose::Tests)?;
    let status = Command::new(program)
        .args(arguments)
        .env("DANH_TEST_POSTGRES", &server.url)
        .status()
        .with_context(|| format!("`{program}` cannot be started"))?;
    Ok(ends_as(status))
}

/// Where the server's folder is made: reachable for its user, and short enough for a socket.
fn parent_folder() -> PathBuf {
    let asked = std::env::temp_dir();
    let longest = "/danh-pg.XXXXXX/.s.PGSQL.5432".len() + asked.as_os_str().len();
    if is_root() || longest > SOCKET_PATH_BYTES_MAX {
        PathBuf::from("/tmp")
    } else {
        asked
    }
}

/// A connection URL whose host is the socket's folder, percent-encoded.
fn url_of(folder: &str) -> String {
    let encoded = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    let host: String = folder.bytes().map(encoded).collect();
    format!("postgres://danh@{host}/postgres")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_becomes_a_host() {
        assert_eq!(
            url_of("/tmp/danh-pg.aB3"),
            "postgres://danh@%2Ftmp%2Fdanh-pg.aB3/postgres"
        );
        assert_eq!(url_of("/a b%"), "postgres://danh@%2Fa%20b%25/postgres");
    }

    #[test]
    fn the_server_answers_and_leaves_nothing_behind() {
        let Ok(server) = PrivatePostgres::start(Purpose::Tests) else {
            assert!(
                needs::postgres_programs().is_none(),
                "installed, but it did not start"
            );
            eprintln!("skipped: PostgreSQL is not installed");
            return;
        };
        let host = server
            .url
            .trim_start_matches("postgres://danh@")
            .replace("%2F", "/");
        let folder = PathBuf::from(host.trim_end_matches("/postgres"));
        assert!(folder.join(".s.PGSQL.5432").exists());
        drop(server);
        assert!(!folder.exists());
    }
}
