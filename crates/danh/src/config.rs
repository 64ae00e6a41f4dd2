//! Configuration of `danh serve`: the commented default file, what a file changes, what the environment changes.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::Deserialize;

/// The defaults, which are also the reference of every setting.
pub(crate) const DEFAULTS: &str = include_str!("../danh.default.toml");

/// The settings in force.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    pub(crate) data: Data,
    pub(crate) server: Server,
    pub(crate) ledger: Ledger,
    pub(crate) log: Log,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Data {
    pub(crate) folder: PathBuf,
    pub(crate) database: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Server {
    pub(crate) listen: SocketAddr,
    pub(crate) secure_cookies: bool,
    pub(crate) trusted_proxies: Vec<IpAddr>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ledger {
    pub(crate) origin: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Log {
    pub(crate) filter: String,
}

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    /// A key is unknown or its value is of the wrong kind; the message names both and the file.
    #[error("the configuration cannot be used: {0}")]
    Invalid(Box<figment::Error>),
}

/// The defaults, changed by `file` and then by variables such as `DANH_SERVER__LISTEN`.
pub(crate) fn load(file: Option<&Path>) -> Result<Config, ConfigError> {
    let mut figment = Figment::from(Toml::string(DEFAULTS));
    if let Some(file) = file {
        figment = figment.merge(Toml::file_exact(file));
    }
    // Tests speak to a server of their own through variables with the same beginning.
    let environment = Env::prefixed("DANH_")
        .filter(|key| key.as_str().contains("__"))
        .split("__");
    figment
        .merge(environment)
        .extract()
        .map_err(|error| ConfigError::Invalid(Box::new(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_file_is_complete() {
        let config = load(None).unwrap();
        assert!(config.data.database.is_empty());
        assert!(config.server.listen.ip().is_loopback());
    }

    #[test]
    fn an_unknown_key_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("danh.toml");
        std::fs::write(&file, "[server]\nlistn = \"127.0.0.1:1\"\n").unwrap();
        let error = load(Some(&file)).unwrap_err().to_string();
        assert!(error.contains("listn"), "{error}");
    }
}
