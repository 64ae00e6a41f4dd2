//! What the tests need from the system, and how it gets there: Debian's packages, by `apt-get`
//! when root; otherwise the one command to type is printed and the tests that cannot run are
//! skipped aloud.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::on_path;

/// Something the tests need that a fresh Debian machine lacks.
struct Need {
    /// What cannot be tried without it.
    serves: &'static str,
    packages: &'static [&'static str],
    present: fn() -> bool,
}

const NEEDS: &[Need] = &[
    Need {
        serves: "the PostgreSQL half of the store tests",
        packages: &["postgresql"],
        present: || postgres_programs().is_some(),
    },
    Need {
        serves: "the pages in a real browser",
        packages: &["chromium"],
        present: || chromium().is_some(),
    },
    Need {
        serves: "the pages in a real browser",
        packages: &["nodejs", "npm"],
        present: || on_path("node").is_some() && on_path("npm").is_some(),
    },
    Need {
        serves: "the API's contract with tools that are not ours",
        packages: &["python3", "python3-venv"],
        present: has_python,
    },
    Need {
        serves: "readable Vietnamese in pictures of the pages",
        packages: &["fontconfig", "fonts-noto-core"],
        present: has_vietnamese_letters,
    },
];

/// Installs what is missing, or says what to type and what is left untried until then.
pub(crate) fn provide() {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.present)()).collect();
    if missing.is_empty() {
        return;
    }
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|need| need.packages)
        .copied()
        .collect();
    let packages = packages.join(" ");
    if is_root() && on_path("apt-get").is_some() {
        eprintln!("installing Debian's packages: {packages}");
        install(&packages);
    }
    let mut still_missing = NEEDS.iter().filter(|need| !(need.present)()).peekable();
    if still_missing.peek().is_none() {
        return;
    }
    for need in still_missing {
        eprintln!("missing: {} ({})", need.serves, need.packages.join(", "));
    }
    eprintln!(
        "to install what is missing on Debian:\n\n    {}\n",
        command_to_type(&packages)
    );
}

fn command_to_type(packages: &str) -> String {
    format!("sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends {packages}'")
}

fn install(packages: &str) {
    let apt = |arguments: &str| {
        let done = Command::new("apt-get")
            .args(arguments.split(' '))
            .env("DEBIAN_FRONTEND", "noninteractive")
            .status()
            .is_ok_and(|status| status.success());
        if !done {
            eprintln!("warning: `apt-get {arguments}` failed");
        }
        done
    };
    let quiet = "-qq -o Dpkg::Use-Pty=0";
    if apt(&format!("update {quiet}")) {
        apt(&format!(
            "install -y --no-install-recommends {quiet} {packages}"
        ));
    }
}

/// The folder of `initdb`, `pg_ctl` and `postgres`; the newest when there are several.
///
/// Debian keeps the server's programs off the search path, in a folder for each version.
pub(crate) fn postgres_programs() -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let mut folders: Vec<(u32, PathBuf)> = debian
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, folder)| holds_server(folder))
        .collect();
    folders.sort();
    folders.pop().map(|(_, folder)| folder).or_else(|| {
        let folder = on_path("initdb")?.parent()?.to_owned();
        holds_server(&folder).then_some(folder)
    })
}

fn holds_server(folder: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"]
        .iter()
        .all(|program| folder.join(program).is_file())
}

/// The browser, under any of the names it is shipped by.
pub(crate) fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .find_map(|name| on_path(name))
}

/// Python that can make a virtual environment with pip in it.
pub(crate) fn has_python() -> bool {
    Command::new("python3")
        .args(["-c", "import venv, ensurepip"])
        .status()
        .is_ok_and(|status| status.success())
}

fn has_vietnamese_letters() -> bool {
    Command::new("fc-list")
        .args([":lang=vi", "family"])
        .output()
        .is_ok_and(|output| !output.stdout.trim_ascii().is_empty())
}

/// The number of a user or group as `id` knows it.
pub(crate) fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id")
        .args(arguments)
        .stderr(std::process::Stdio::null())
        .output();
    let output = output.ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

pub(crate) fn is_root() -> bool {
    id(&["-u"]) == Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_to_type_stands_on_one_line() {
        let command = command_to_type("postgresql chromium");
        assert!(command.ends_with("--no-install-recommends postgresql chromium'"));
        assert!(!command.contains('\n'));
    }

    #[test]
    fn a_folder_without_a_server_is_no_server() {
        assert!(!holds_server(Path::new("/")));
    }

    #[test]
    fn unknown_users_have_no_number() {
        assert_eq!(id(&["-u", "nobody-is-called-this"]), None);
        assert!(id(&["-u"]).is_some());
    }
}
