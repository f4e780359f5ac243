//! Configuration: one file and environment variables. Every key is documented in
//! docs/operating.md; a wrong value stops the start with the key's name.

use anyhow::Context as _;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use store::DatabaseUrl;

/// Every key. Environment variables are `HASHAR__KEY` and `HASHAR__TABLE__KEY`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// `sqlite://FILE` or `postgres://USER@HOST/NAME`. Shown without its password.
    database_url: Secret,
    /// The folder of the built site.
    pub site: PathBuf,
    /// The folder of secret keys, one below it for each season.
    pub keys: PathBuf,
    /// Seconds that requests under way may take after SIGTERM.
    pub drain_seconds: u64,
    /// Log lines.
    pub log: Log,
    /// Who runs this installation.
    pub operator: Operator,
}

/// How to log.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// Lines for people or for machines.
    pub format: LogFormat,
    /// In the form of `RUST_LOG`.
    pub filter: String,
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For a terminal.
    Text,
    /// One JSON object a line.
    Json,
}

/// Words of the authority that runs an installation, by language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    name: BTreeMap<String, String>,
    help_phone: String,
    help_hours: BTreeMap<String, String>,
}

/// A value that logs and errors never show.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("[hidden]")
    }
}

const DEFAULTS: &str = include_str!("defaults.toml");

impl Config {
    /// Defaults, then the file, then the environment, then the command line's `overrides`.
    ///
    /// # Errors
    /// The key and what is wrong with its value.
    pub fn load(file: Option<&Path>, overrides: &[(&str, String)]) -> anyhow::Result<Self> {
        use config::{Environment, File, FileFormat};
        let mut builder =
            config::Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml));
        if let Some(path) = file {
            builder = builder.add_source(File::from(path).format(FileFormat::Toml));
        }
        builder = builder
            .add_source(Environment::with_prefix("HASHAR").prefix_separator("__").separator("__"));
        for (key, value) in overrides {
            builder = builder.set_override(*key, value.as_str())?;
        }
        builder
            .build()
            .and_then(config::Config::try_deserialize)
            .context("configuration: mend the key named here, docs/operating.md lists them all")
    }

    /// The address of the database.
    ///
    /// # Errors
    /// An address that is of neither kind.
    pub fn database(&self) -> Result<DatabaseUrl, store::StoreError> {
        DatabaseUrl::from_str(&self.database_url.0)
    }

    /// The operator's words for the pages.
    #[must_use]
    pub fn operator(&self) -> app::web::Operator {
        let localized = |words: &BTreeMap<String, String>| words.clone().into_iter().collect();
        app::web::Operator {
            name: localized(&self.operator.name),
            help_phone: self.operator.help_phone.clone(),
            help_hours: localized(&self.operator.help_hours),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn the_defaults_are_a_whole_configuration() {
        let config = Config::load(None, &[]).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:3000");
        assert_eq!(config.database().unwrap().to_string(), "sqlite://hashar.db");
    }

    #[test]
    fn a_wrong_value_is_named_by_its_key() {
        let error = Config::load(None, &[("drain_seconds", "soon".into())]).unwrap_err();
        assert!(format!("{error:#}").contains("drain_seconds"), "{error:#}");
    }

    #[test]
    fn no_secret_is_shown() {
        let url = "postgres://hashar:opensesame@db.example/hashar";
        let config = Config::load(None, &[("database_url", url.into())]).unwrap();
        assert!(!format!("{config:?}").contains("opensesame"));
        assert!(!config.database().unwrap().to_string().contains("opensesame"));
    }
}
