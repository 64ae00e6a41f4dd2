//! Configuration: the commented default file, what a file changes, what the environment and the command line change.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use danh_api::staff::SecondFactorPolicy;
use danh_directory::Role;
use danh_ledger::note::{KeyName, KeyNameError};
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;

use crate::cli::StoreArguments;

/// The defaults, which are also the reference of every setting.
pub(crate) const DEFAULTS: &str = include_str!("../danh.default.toml");

/// The settings in force.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    pub(crate) data: Data,
    pub(crate) server: Server,
    pub(crate) sign_in: SignIn,
    pub(crate) ledger: Ledger,
    pub(crate) backup: Backup,
    pub(crate) operation: Operation,
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
    pub(crate) officer_requests_a_minute: u32,
    pub(crate) anonymous_requests_a_minute: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    pub(crate) second_factor_for: Vec<SecondFactorFor>,
    pub(crate) password_check_ms: u64,
    pub(crate) issuer: String,
}

/// Whom a second factor is required of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SecondFactorFor {
    /// Everybody.
    Everybody,
    /// Whoever holds the role.
    Role(Role),
}

impl SignIn {
    /// Who must have a second factor.
    pub(crate) fn policy(&self) -> SecondFactorPolicy {
        if self.second_factor_for.is_empty() {
            return SecondFactorPolicy::Nobody;
        }
        let named = self.second_factor_for.iter().map(|whom| match whom {
            SecondFactorFor::Everybody => None,
            SecondFactorFor::Role(role) => Some(*role),
        });
        let roles: Option<Vec<Role>> = named.collect();
        roles.map_or(SecondFactorPolicy::Everybody, SecondFactorPolicy::Roles)
    }
}

impl<'de> Deserialize<'de> for SecondFactorFor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.as_str() {
            "everybody" => Ok(Self::Everybody),
            role => role.parse().map(Self::Role).map_err(D::Error::custom),
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ledger {
    pub(crate) origin: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Backup {
    pub(crate) days_max: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Operation {
    pub(crate) disk_free_mib_min: u64,
    pub(crate) verified_days_max: u32,
    pub(crate) verify_every_hours: u32,
    pub(crate) verify_share_percent: Share,
    pub(crate) slow_ms: u64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Log {
    pub(crate) filter: String,
    pub(crate) folder: PathBuf,
    pub(crate) days_kept: u32,
    pub(crate) mib_max: u64,
}

/// A share of the time, in percent: 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u8")]
pub(crate) struct Share(u8);

impl Share {
    /// How long to rest after so much work.
    pub(crate) fn rest_after(self, worked: Duration) -> Duration {
        worked * u32::from(100 - self.0) / u32::from(self.0)
    }
}

impl TryFrom<u8> for Share {
    type Error = &'static str;

    fn try_from(percent: u8) -> Result<Self, Self::Error> {
        match percent {
            1..=100 => Ok(Self(percent)),
            _ => Err("a share of the time is 1 to 100 percent"),
        }
    }
}

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    /// A key is unknown or its value is of the wrong kind; the message names both and the file.
    #[error("the configuration cannot be used: {0}")]
    Invalid(Box<figment::Error>),
    /// The origin can name no ledger.
    #[error("`ledger.origin` cannot be used")]
    Origin(#[from] KeyNameError),
    /// The filter cannot be read.
    #[error("`log.filter` cannot be used")]
    Filter(#[from] ParseError),
}

/// The settings of a command: the configuration, and what its arguments say of the data.
pub(crate) fn of_arguments(arguments: &StoreArguments) -> Result<Config, ConfigError> {
    let mut config = load(arguments.config.as_deref())?;
    if let Some(folder) = &arguments.data {
        config.data.folder.clone_from(folder);
    }
    if let Some(database) = &arguments.database {
        config.data.database.clone_from(database);
    }
    Ok(config)
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
    let config: Config = figment
        .merge(environment)
        .extract()
        .map_err(|error| ConfigError::Invalid(Box::new(error)))?;
    config.ledger.origin.parse::<KeyName>()?;
    config.log.filter.parse::<EnvFilter>()?;
    Ok(config)
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
    fn a_second_factor_is_required_of_everybody_unless_the_file_says_otherwise() {
        let of = |text: &str| {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("danh.toml");
            std::fs::write(&file, format!("[sign_in]\nsecond_factor_for = {text}\n")).unwrap();
            load(Some(&file)).map(|config| config.sign_in.policy())
        };
        let default = load(None).unwrap().sign_in.policy();
        assert_eq!(default, SecondFactorPolicy::Everybody);
        assert_eq!(of("[]").unwrap(), SecondFactorPolicy::Nobody);
        let named = SecondFactorPolicy::Roles(vec![Role::Administrator, Role::Auditor]);
        assert_eq!(of("[\"administrator\", \"auditor\"]").unwrap(), named);
        let both = of("[\"auditor\", \"everybody\"]").unwrap();
        assert_eq!(both, SecondFactorPolicy::Everybody);
        let error = of("[\"king\"]").unwrap_err().to_string();
        assert!(error.contains("king"), "{error}");
    }

    #[test]
    fn an_unknown_key_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("danh.toml");
        std::fs::write(&file, "[server]\nlistn = \"127.0.0.1:1\"\n").unwrap();
        let error = load(Some(&file)).unwrap_err().to_string();
        assert!(error.contains("listn"), "{error}");
    }

    #[test]
    fn what_cannot_name_a_ledger_or_filter_a_log_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("danh.toml");
        for (text, named) in [
            ("[ledger]\norigin = \"a b\"\n", "`ledger.origin`"),
            ("[log]\nfilter = \"a=b=c\"\n", "`log.filter`"),
        ] {
            std::fs::write(&file, text).unwrap();
            let error = load(Some(&file)).unwrap_err().to_string();
            assert!(error.contains(named), "{error}");
        }
    }
}
