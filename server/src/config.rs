//! Configuration: one file and environment variables. Every key is documented in
//! docs/operating.md; a wrong value stops the start with the key's name.

use crate::identity::{ClaimNames, Settings, SettingsError};
use anyhow::Context as _;
use app::web::PublicUrl;
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
    /// The folder of photographs; empty for `data/photos` beside a SQLite database, else here.
    photos: PathBuf,
    /// The folder of published records; empty for `data/records` beside a SQLite database, else
    /// here.
    records: PathBuf,
    /// The folder of auditors' copies; empty for `data/sealed` beside a SQLite database, else here.
    sealed: PathBuf,
    /// Seconds that requests under way may take after SIGTERM.
    pub drain_seconds: u64,
    /// Log lines.
    pub log: Log,
    /// The folder of secret keys; empty for `keys` beside a SQLite database, else here.
    keys: PathBuf,
    /// The address under which browsers reach this installation; empty for `listen`.
    public_url: String,
    /// Who runs this installation.
    pub operator: Operator,
    /// Where people show who they are.
    identity: Identity,
}

/// The identity provider, as it stands in the configuration.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Identity {
    issuer: String,
    client_id: String,
    client_secret: Secret,
    acr: String,
    scopes: String,
    name: BTreeMap<String, String>,
    claims: ClaimNames,
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

    /// The address under which browsers reach this installation.
    ///
    /// # Errors
    /// An address that is none, or plain http off loopback.
    pub fn public_url(&self) -> anyhow::Result<PublicUrl> {
        let text = match self.public_url.as_str() {
            "" => format!("http://{}", self.listen),
            text => text.to_owned(),
        };
        text.parse().context("public_url: the address that browsers use, such as https://HOST")
    }

    /// The folder of secret keys.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.beside_database(&self.keys, "keys")
    }

    /// The folder of photographs.
    #[must_use]
    pub fn photos(&self) -> PathBuf {
        self.beside_database(&self.photos, "data/photos")
    }

    /// The folder of published records.
    #[must_use]
    pub fn records(&self) -> PathBuf {
        self.beside_database(&self.records, "data/records")
    }

    /// The folder of copies that auditors alone may read.
    #[must_use]
    pub fn sealed(&self) -> PathBuf {
        self.beside_database(&self.sealed, "data/sealed")
    }

    /// The folder of a SQLite database, else the present one.
    #[must_use]
    pub fn beside(&self) -> PathBuf {
        let file = self.database_url.0.strip_prefix("sqlite://").unwrap_or_default();
        let file = file.split('?').next().unwrap_or_default();
        Path::new(file).parent().unwrap_or(Path::new("")).to_owned()
    }

    /// A folder as configured, else `name` beside a SQLite database, else here.
    fn beside_database(&self, configured: &Path, name: &str) -> PathBuf {
        match configured.as_os_str().is_empty() {
            true => self.beside().join(name),
            false => configured.to_owned(),
        }
    }

    /// Whether an identity provider is configured.
    #[must_use]
    pub fn has_issuer(&self) -> bool {
        !self.identity.issuer.is_empty()
    }

    /// The identity provider.
    ///
    /// # Errors
    /// The key that is missing or wrong.
    pub fn identity(&self) -> Result<Settings, SettingsError> {
        let given = &self.identity;
        let issuer = Settings::parse_issuer(&given.issuer)?;
        if given.client_id.is_empty() {
            return Err(SettingsError::NoClient);
        }
        Ok(Settings { issuer, ..self.identity_of_demo(String::new()) })
    }

    /// The same keys with the demo's provider in place of a real one.
    #[must_use]
    pub fn identity_of_demo(&self, issuer: String) -> Settings {
        let given = &self.identity;
        Settings {
            issuer,
            client_id: given.client_id.clone(),
            client_secret: given.client_secret.0.clone(),
            acr: given.acr.clone(),
            scopes: given.scopes.split_whitespace().map(str::to_owned).collect(),
            name: given.name.clone(),
            claims: given.claims.clone(),
        }
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
    fn keys_lie_beside_the_database_unless_configured() {
        let keys = |database: &str, keys: &str| {
            let given = [("database_url", database.into()), ("keys", keys.into())];
            Config::load(None, &given).unwrap().keys().display().to_string()
        };
        assert_eq!(keys("sqlite://hashar.db", ""), "keys");
        assert_eq!(keys("sqlite:///var/lib/hashar/hashar.db?mode=rwc", ""), "/var/lib/hashar/keys");
        assert_eq!(keys("postgres://db.example/hashar", ""), "keys");
        assert_eq!(keys("sqlite://hashar.db", "/etc/hashar/keys"), "/etc/hashar/keys");
        let given = [("database_url", "sqlite:///var/lib/hashar/hashar.db".into())];
        let photos = Config::load(None, &given).unwrap().photos();
        assert_eq!(photos.display().to_string(), "/var/lib/hashar/data/photos");
    }

    #[test]
    fn a_provider_is_named_or_the_key_that_is_missing() {
        let load = |issuer: &str, id: &str| {
            let given = [("identity.issuer", issuer.into()), ("identity.client_id", id.into())];
            Config::load(None, &given).unwrap().identity().map_err(|error| error.to_string())
        };
        assert_eq!(load("https://id.example", "us").unwrap().issuer, "https://id.example");
        assert!(load("", "us").unwrap_err().contains("identity.issuer"));
        assert!(load("http://id.example", "us").unwrap_err().contains("identity.issuer"));
        assert!(load("https://id.example", "").unwrap_err().contains("identity.client_id"));
    }

    #[test]
    fn the_public_address_is_https_off_loopback() {
        let load =
            |url: &str| Config::load(None, &[("public_url", url.into())]).unwrap().public_url();
        assert_eq!(load("").unwrap().origin(), "http://127.0.0.1:3000");
        assert_eq!(load("https://hashar.example").unwrap().origin(), "https://hashar.example");
        assert!(format!("{:#}", load("http://hashar.example").unwrap_err()).contains("public_url"));
    }

    #[test]
    fn no_secret_is_shown() {
        let url = "postgres://hashar:opensesame@db.example/hashar";
        let secret = ("identity.client_secret", "opensesame".into());
        let config = Config::load(None, &[("database_url", url.into()), secret]).unwrap();
        assert!(!format!("{config:?}").contains("opensesame"));
        assert!(!config.database().unwrap().to_string().contains("opensesame"));
    }
}
