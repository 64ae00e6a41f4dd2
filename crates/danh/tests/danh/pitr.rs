//! Back to a moment of one's choosing, on a server that keeps its log: what `docs/living-with-it.md` describes, tried.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use postgres::{Client, NoTls};

use crate::harness::{danh, succeed, text};

/// A private cluster that archives its log.
struct Cluster {
    programs: PathBuf,
    /// Holds the cluster's data, its archive, its base backup and its socket.
    folder: PathBuf,
    user: Option<(u32, u32)>,
    data: PathBuf,
}

/// Where Debian, or the path, has the server's programs.
fn programs() -> Option<PathBuf> {
    let mut candidates: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .map(|version| version.unwrap().path().join("bin"))
        .collect();
    candidates.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    candidates.extend(std::env::split_paths(&path));
    candidates
        .into_iter()
        .find(|folder| folder.join("pg_basebackup").exists() && folder.join("initdb").exists())
}

/// PostgreSQL refuses to run as root.
fn user() -> Option<(u32, u32)> {
    let id = |of: &str| -> u32 {
        let output = Command::new("id").args([of, "postgres"]).output().unwrap();
        text(&output.stdout).trim().parse().unwrap()
    };
    let own = Command::new("id").arg("-u").output().unwrap();
    (text(&own.stdout).trim() == "0").then(|| (id("-u"), id("-g")))
}

impl Cluster {
    /// A cluster as the page tells an administrator to set it up.
    fn make(programs: PathBuf, folder: &Path) -> Self {
        let user = user();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
        let cluster = Self {
            programs,
            folder: folder.join("pg"),
            user,
            data: folder.join("pg/data"),
        };
        fs::create_dir(&cluster.folder).unwrap();
        fs::create_dir(cluster.archive()).unwrap();
        for path in [cluster.folder.clone(), cluster.archive()] {
            fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
            if let Some((user, group)) = user {
                chown(&path, Some(user), Some(group)).unwrap();
            }
        }
        let data = cluster.data.to_str().unwrap();
        cluster.program(
            "initdb",
            &[
                "-D",
                data,
                "-U",
                "danh",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
            ],
        );
        let archive = cluster.archive();
        let settings = format!(
            "listen_addresses = ''\nunix_socket_directories = '{}'\nwal_level = replica\n\
             archive_mode = on\narchive_command = 'test ! -f {archive}/%f && cp %p {archive}/%f'\n",
            cluster.folder.display(),
            archive = archive.display(),
        );
        cluster.append("postgresql.conf", &settings);
        cluster.start();
        cluster
    }

    fn archive(&self) -> PathBuf {
        self.folder.join("archive")
    }

    fn append(&self, name: &str, text: &str) {
        use std::io::Write as _;
        let file = self.data.join(name);
        let mut options = fs::OpenOptions::new();
        let mut file = options.append(true).create(true).open(file).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    fn program(&self, name: &str, words: &[&str]) {
        let mut command = Command::new(self.programs.join(name));
        command
            .args(words)
            .current_dir(&self.folder)
            .env("LC_ALL", "C.UTF-8");
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        succeed(command);
    }

    fn start(&self) {
        let (data, log) = (self.data.to_str().unwrap(), self.folder.join("log"));
        self.program(
            "pg_ctl",
            &["-D", data, "-l", log.to_str().unwrap(), "-w", "start"],
        );
    }

    fn stop(&self) {
        let data = self.data.to_str().unwrap();
        self.program("pg_ctl", &["-D", data, "-m", "fast", "-w", "stop"]);
    }

    fn url(&self, database: &str) -> String {
        let host = self.folder.to_str().unwrap().replace('/', "%2F");
        format!("postgres://danh@{host}/{database}")
    }

    fn ask(&self, database: &str, question: &str) -> String {
        let mut client = Client::connect(&self.url(database), NoTls).unwrap();
        client.query_one(question, &[]).unwrap().get(0)
    }

    fn base_backup(&self, to: &Path) {
        let (host, to) = (self.folder.to_str().unwrap(), to.to_str().unwrap());
        let words = ["-h", host, "-U", "danh", "-D", to, "-c", "fast"];
        self.program("pg_basebackup", &words);
    }

    /// Goes on from a base backup, up to a moment.
    fn recover(&mut self, from: &Path, until: &str) {
        self.stop();
        from.clone_into(&mut self.data);
        let settings = format!(
            "restore_command = 'cp {}/%f %p'\nrecovery_target_time = '{until}'\n\
             recovery_target_action = 'promote'\n",
            self.archive().display()
        );
        self.append("postgresql.auto.conf", &settings);
        self.append("recovery.signal", "");
        if let Some((user, group)) = self.user {
            chown(from.join("recovery.signal"), Some(user), Some(group)).unwrap();
        }
        self.start();
    }

    /// Recovery goes on after the server has answered for the first time.
    fn wait_until_promoted(&self, database: &str) {
        for _ in 0..300 {
            let asked = self.ask(database, "SELECT CAST(pg_is_in_recovery() AS TEXT)");
            if asked == "false" {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the server is still recovering");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = Command::new(self.programs.join("pg_ctl"));
        stop.args(["-D", self.data.to_str().unwrap(), "-m", "immediate", "stop"]);
        if let Some((user, group)) = self.user {
            stop.uid(user).gid(group);
        }
        // After a failure it may not run.
        stop.output().ok();
    }
}

#[test]
fn a_server_is_recovered_to_a_moment_between_two_events() {
    let Some(programs) = programs() else {
        eprintln!("skipped: the programs of a PostgreSQL server are not installed");
        return;
    };
    let folder = tempfile::Builder::new()
        .prefix("danh-pitr")
        .tempdir_in("/tmp")
        .unwrap();
    let mut cluster = Cluster::make(programs, folder.path());
    let mut client = Client::connect(&cluster.url("postgres"), NoTls).unwrap();
    client.batch_execute("CREATE DATABASE danh").unwrap();
    drop(client);
    let (data, url) = (folder.path().join("register"), cluster.url("danh"));
    let on = |words: &[&str]| {
        let mut command = danh(words);
        command.arg("--data").arg(&data).args(["--database", &url]);
        succeed(command)
    };
    let write = || on(&["drill", "events", "--writers", "2", "--events", "9"]);

    let first = write();
    let base = folder.path().join("pg/base");
    cluster.base_backup(&base);
    let second = write();
    let moment = cluster.ask("danh", "SELECT CAST(clock_timestamp() AS TEXT)");
    std::thread::sleep(Duration::from_millis(50));
    let third = write();
    cluster.ask("danh", "SELECT CAST(pg_switch_wal() AS TEXT)");

    cluster.recover(&base, &moment);
    cluster.wait_until_promoted("danh");
    on(&["journal", "rebuild", "--check"]);
    on(&["ledger", "verify"]);
    let journal = cluster.ask("danh", "SELECT CAST(COUNT(*) AS TEXT) FROM journal");
    assert_eq!(lines(&third), 18);
    assert_eq!(journal, (lines(&first) + lines(&second)).to_string());
    // It goes on from there.
    write();
    on(&["journal", "rebuild", "--check"]);
    on(&["ledger", "verify"]);
}

fn lines(said: &str) -> usize {
    said.lines().count()
}
