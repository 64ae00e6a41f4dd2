//! What somebody who starts the demo is told, kept for the next start. Only the owner of the folder can read it.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context;
use danh_vocabulary::Entropy;
use serde::{Deserialize, Serialize};

use super::office::Colleague;
use crate::cli::StoreArguments;

/// `demo.json`: where the demo is, who signs in, whom to look for.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Credentials {
    pub(super) address: String,
    operator: Operator,
    /// Others who may sign in by the same password; a demo of 0.1.0 has none.
    #[serde(default)]
    colleagues: Vec<Colleague>,
    people: Vec<Person>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Operator {
    login: String,
    password: String,
}

/// Somebody worth a look.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) born: String,
    pub(super) hint: String,
    /// The personal number in force; a demo of before this was told has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<String>,
}

impl Credentials {
    pub(super) fn new(
        login: &str,
        password: &str,
        colleagues: Vec<Colleague>,
        people: Vec<Person>,
    ) -> Self {
        let operator = Operator {
            login: login.to_owned(),
            password: password.to_owned(),
        };
        Self {
            address: String::new(),
            operator,
            colleagues,
            people,
        }
    }

    pub(super) fn read(file: &Path) -> anyhow::Result<Option<Self>> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read `{}`", file.display()));
            }
        };
        serde_json::from_str(&text).with_context(|| {
            format!(
                "`{}` was changed; remove it to get a new password",
                file.display()
            )
        })
    }

    pub(super) fn write(&self, file: &Path) -> anyhow::Result<()> {
        let whole = || -> anyhow::Result<()> {
            let draft = file.with_extension("json.new");
            let mut options = std::fs::OpenOptions::new();
            let mut out = options
                .create(true)
                .truncate(true)
                .write(true)
                .mode(0o600)
                .open(&draft)?;
            out.write_all(serde_json::to_string_pretty(self)?.as_bytes())?;
            out.sync_all()?;
            Ok(std::fs::rename(draft, file)?)
        };
        whole().with_context(|| format!("cannot write `{}`", file.display()))
    }

    /// What a bank may ask of the first of them.
    fn question(&self) -> Option<String> {
        let mut people = self.people.iter();
        people.find_map(|person| {
            let number = person.number.as_ref()?;
            Some(format!("--number {number} --name '{}'", person.name))
        })
    }

    /// Says it on standard output, with the commands to type as the demo was started.
    pub(super) fn print(&self, given: &StoreArguments) {
        let program = std::env::args().next().unwrap_or_else(|| "danh".to_owned());
        let data = words_of(given);
        println!();
        println!("  Danh is at   {}", self.address);
        println!("  sign in as   {}", self.operator.login);
        println!("  password     {}", self.operator.password);
        for (place, colleague) in self.colleagues.iter().enumerate() {
            let words = if place == 0 { "or, with it," } else { "" };
            let Colleague { login, role, seat } = colleague;
            println!("  {words:12} {login:15} {role}, {seat}");
        }
        println!();
        println!("  People to look for, with or without accents:");
        let width = self
            .people
            .iter()
            .map(|person| person.name.chars().count())
            .max()
            .unwrap_or(0);
        for person in &self.people {
            println!(
                "    {:width$}  born {:10}  {}",
                person.name, person.born, person.hint
            );
        }
        println!();
        println!(
            "  Then try     {program} ledger verify --url {}",
            self.address
        );
        println!("               {program} journal rebuild --check{data}");
        println!("               {program} doctor{data}");
        if let Some(question) = self.question() {
            println!("               {program} ask{data} {question}");
        }
        println!("  Stop with    Ctrl-C; start again to go on with the same people.");
        println!();
        // A script may be waiting for the address.
        drop(std::io::stdout().flush());
    }
}

/// The arguments that lead to the same data.
fn words_of(given: &StoreArguments) -> String {
    let path = |name: &str, path: &Option<PathBuf>| {
        let word = |path: &PathBuf| format!(" --{name} {}", path.display());
        path.as_ref().map(word).unwrap_or_default()
    };
    let (config, data) = (path("config", &given.config), path("data", &given.data));
    // It may hold a password.
    let database = given.database.as_ref().map_or("", |_| " --database URL");
    format!("{config}{data}{database}")
}

/// Twenty letters and digits that are not easily mistaken for each other: 100 bits.
pub(super) fn password(entropy: &dyn Entropy) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0; 20];
    entropy.fill(&mut bytes);
    let letters: Vec<String> = bytes
        .chunks(5)
        .map(|group| {
            group
                .iter()
                .map(|byte| char::from(LETTERS[usize::from(byte % 32)]))
                .collect()
        })
        .collect();
    letters.join("-")
}
