//! Configuration: one file and environment variables. Every key is documented in
//! docs/operating.md; a wrong value stops the start with the key's name.

use crate::backup::Sources;
use crate::identity::{ClaimNames, Settings, SettingsError};
use crate::poll::Folders;
use crate::witnesses::Witnesses;
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
    /// The folder of what was published of each log; empty for `published` beside a SQLite
    /// database, else here.
    published: PathBuf,
    /// The file of the witness policy; empty for none.
    witness_policy: PathBuf,
    /// Where `/healthz`, `/readyz` and `/metrics` are answered.
    pub internal_listen: SocketAddr,
    /// The address under which browsers reach this installation; empty for `listen`.
    public_url: String,
    /// Where browsers reach the registrar; empty for `public_url`.
    issue_url: String,
    /// Where browsers reach the ballot box; empty for `public_url`.
    cast_url: String,
    /// Origins beside `public_url` whose pages may cast here, with spaces between.
    cast_origins: String,
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

    /// The addresses under which browsers reach this installation.
    ///
    /// # Errors
    /// The key whose address is none, or plain http off loopback.
    pub fn public_url(&self) -> anyhow::Result<PublicUrl> {
        let text = match self.public_url.as_str() {
            "" => format!("http://{}", self.listen),
            text => text.to_owned(),
        };
        let mut url: PublicUrl = text
            .parse()
            .context("public_url: the address that browsers use, such as https://HOST")?;
        if !self.issue_url.is_empty() {
            let registrar = self.issue_url.parse();
            url = registrar.and_then(|registrar| url.issue_at(&registrar)).context("issue_url")?;
        }
        if !self.cast_url.is_empty() {
            url = url.cast_at(&self.cast_url.parse().context("cast_url")?);
        }
        for pages in self.cast_origins.split_whitespace() {
            url = url.cast_from(&pages.parse().context("cast_origins")?);
        }
        Ok(url)
    }

    /// Where things of elections lie outside the database.
    #[must_use]
    pub fn election_folders(&self) -> Folders {
        let published = self.beside_database(&self.published, "published");
        Folders { keys: self.keys(), published }
    }

    /// Witnesses of the logs.
    ///
    /// # Errors
    /// What is wrong with the policy.
    pub fn witnesses(&self) -> anyhow::Result<Witnesses> {
        let path = &self.witness_policy;
        if path.as_os_str().is_empty() {
            return Ok(Witnesses::none());
        }
        let read = || anyhow::Ok(Witnesses::read(&std::fs::read_to_string(path)?)?);
        read().with_context(|| format!("witness_policy: {} cannot be used", path.display()))
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

    /// What a backup holds.
    ///
    /// # Errors
    /// As [`Config::database`].
    pub fn backup_sources(&self) -> Result<Sources, store::StoreError> {
        Ok(Sources {
            url: self.database()?,
            photos: self.photos(),
            records: self.records(),
            sealed: self.sealed(),
            elections: self.election_folders(),
        })
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
mod tests;
