//! Witnesses of the logs: once a head is published, they are asked to cosign it
//! (c2sp.org/tlog-witness), and what they answer is added to it.
//!
//! Nothing waits for them. A quorum that is missing is told to whoever watches the server, and the
//! close alone waits for it, as long as a quorum still counts. Only addresses of the configuration
//! are asked, never one of a manifest.
//!
//! `asking` goes through the logs, `client` asks one witness, `standing` remembers how it went.

mod asking;
mod client;
mod standing;

pub use asking::{ask_all, run};
pub(crate) use standing::Witnessing;

use client::Listed;
use std::sync::Arc;
use std::time::Duration;
use thiserror::Error;
use url::Url;
use voting::manifest::{Election, Manifest};
use voting::note::Note;
use voting::policy::{Policy, Witness};

/// The policy of those who have no witnesses: the log's own signature is enough.
const NO_WITNESSES: &str = "quorum none\n";

/// A note holds 64 signatures, and nobody needs as many.
const MOST: usize = 32;

/// One request to a witness takes no longer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The policy of votes to come, and where its witnesses are asked. Cheap to clone.
#[derive(Clone)]
pub struct Witnesses(Arc<Configured>);

struct Configured {
    policy: String,
    listed: Vec<Listed>,
}

/// Why a witness policy cannot be used.
#[derive(Debug, Error)]
pub enum WitnessesError {
    /// It breaks a rule of c2sp.org/tlog-policy.
    #[error(transparent)]
    Policy(#[from] voting::error::Error),
    /// More than a note may carry.
    #[error("{0} witnesses are named, at most {MOST} can be")]
    TooMany(usize),
    /// Nobody could ask it.
    #[error("the witness {0} has no address: add its submission prefix to its line")]
    NoAddress(String),
    /// Not where a witness can be asked.
    #[error("the address of the witness {witness} is none: {reason}")]
    Address {
        /// Its name.
        witness: String,
        /// What is wrong.
        reason: String,
    },
    /// The TLS library cannot be started.
    #[error("no witness can be asked: {0}")]
    Client(String),
}

impl Witnesses {
    /// None, and nobody to ask.
    #[must_use]
    pub fn none() -> Self {
        Self(Arc::new(Configured { policy: NO_WITNESSES.to_owned(), listed: Vec::new() }))
    }

    /// Reads a policy in which every witness has its address.
    ///
    /// # Errors
    /// [`WitnessesError`], in words for who configures it.
    pub fn read(policy: &str) -> Result<Self, WitnessesError> {
        let parsed = Policy::parse(policy)?;
        let named = parsed.witnesses();
        if named.len() > MOST {
            return Err(WitnessesError::TooMany(named.len()));
        }
        // A redirect would let a witness send requests of this server anywhere.
        let http = openidconnect::reqwest::Client::builder()
            .redirect(openidconnect::reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .no_proxy()
            .build()
            .map_err(|error| WitnessesError::Client(error.to_string()))?;
        let listed = named.iter().map(|witness| {
            let address = address(witness)?;
            Ok(Listed { key: witness.key.clone(), address, http: http.clone() })
        });
        let listed = listed.collect::<Result<_, WitnessesError>>()?;
        Ok(Self(Arc::new(Configured { policy: policy.to_owned(), listed })))
    }

    /// What manifests of votes to come say.
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.0.policy
    }

    fn listed(&self) -> &[Listed] {
        &self.0.listed
    }
}

/// Where a witness answers `add-checkpoint`.
fn address(witness: &Witness) -> Result<Url, WitnessesError> {
    let name = witness.key.name().to_owned();
    let Some(prefix) = &witness.url else { return Err(WitnessesError::NoAddress(name)) };
    let wrong = |reason: &str| WitnessesError::Address {
        witness: witness.key.name().to_owned(),
        reason: format!("{prefix}: {reason}"),
    };
    let prefix = Url::parse(&format!("{}/", prefix.trim_end_matches('/')));
    let prefix = prefix.map_err(|error| wrong(&error.to_string()))?;
    if !matches!(prefix.scheme(), "https" | "http") || !prefix.has_host() {
        return Err(wrong("neither https:// nor http://"));
    }
    let extra = prefix.query().is_some() || prefix.fragment().is_some();
    if extra || !prefix.username().is_empty() || prefix.password().is_some() {
        return Err(wrong("more than a scheme, a host and a path"));
    }
    prefix.join("add-checkpoint").map_err(|error| wrong(&error.to_string()))
}

/// Until when witnesses are asked for the last heads, in Unix seconds: what they sign later does
/// not count (docs/protocol.md, section 3).
#[must_use]
pub fn asked_until(manifest: &Manifest) -> u64 {
    manifest.closes_at.saturating_add(manifest.merge_by_seconds)
}

/// Whether the quorum cosigned a last head as early as that.
#[must_use]
pub fn has_quorum_in_time(election: &Election, head: &Note) -> bool {
    election.policy.is_met_by(head, asked_until(&election.manifest))
}

#[cfg(test)]
mod tests;
