//! The manifest: all that defines an election, in one published JSON file (section 2).
//!
//! [`Election::parse`] is the only way in: exact bytes become an id, a checked [`Manifest`] and
//! the [`Terms`] of a single ballot.

mod check;
mod contest;
mod keys;
mod roll_form;
mod text_form;

pub use contest::{BallotTerms, Contest, Project, Publish, Rule};
pub use keys::{Auditor, Log, Logs, Trustee, Trustees};

use serde::{Deserialize, Serialize};

use crate::batch::BatchRule;
use crate::error::{Error, Result};
use crate::id::{ContestIndex, ElectionId};
use crate::json;
use crate::merkle::Hash;
use crate::note::NoteKey;
use crate::policy::Policy;
use crate::slot::Window;
use crate::terms::Terms;
use crate::tie::TieRule;

/// The only version there is.
pub const SPEC: &str = "pb-v1";

/// Who sees ballots after the close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Publication {
    /// Everybody: bodies and openings are public.
    Open,
    /// Accredited auditors, who attest.
    Audited,
}

/// What one credential is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnePer {
    /// Each contest that a person may vote in.
    Contest,
    /// The whole election: one contest of the person's choice.
    Election,
}

/// How the number of eligible people is bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "roll_form::RollForm", try_from = "roll_form::RollForm")]
pub enum RollTerms {
    /// `roll.bin` exists before the opening.
    Closed {
        /// Its RFC 6962 root.
        root: Hash,
        /// Its number of records.
        size: u64,
        /// People eligible in each contest, by index.
        roll_size: Vec<u64>,
    },
    /// Records appear with issuance.
    Open {
        /// Upper bounds by contest, with where each comes from.
        roll_cap: Vec<RollCap>,
    },
}

/// Upper bound of eligible people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollCap {
    /// People at most.
    pub cap: u64,
    /// Where the number was published.
    pub source: String,
}

/// The file's content. Field names are those of the JSON; times are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`SPEC`].
    pub spec: String,
    /// For people.
    pub title: String,
    /// Who sees ballots after the close.
    pub publication: Publication,
    /// What one credential is for.
    pub one_per: OnePer,
    /// Who may vote.
    pub roll: RollTerms,
    /// By index.
    pub contests: Vec<Contest>,
    /// How ties are broken.
    pub tie: TieRule,
    /// Who can unseal.
    pub trustees: Trustees,
    /// The two logs.
    pub logs: Logs,
    /// Key of promises.
    #[serde(with = "text_form")]
    pub promise_vkey: NoteKey,
    /// Key of the organiser's notes.
    #[serde(with = "text_form")]
    pub organiser_vkey: NoteKey,
    /// Witness policy (c2sp.org/tlog-policy).
    pub witnesses: String,
    /// Who gets the copy.
    pub auditors: Vec<Auditor>,
    /// How many of them must hold and attest.
    pub quorum: u64,
    /// Credentials are issued from then on.
    pub issue_from: u64,
    /// First second of the vote.
    pub cast_from: u64,
    /// First second after the vote.
    pub closes_at: u64,
    /// When batches close.
    pub batch: BatchRule,
    /// Seconds from a cast to the latest inclusion.
    pub merge_by_seconds: u64,
    /// Length of every plaintext in bytes.
    pub plaintext_len: u64,
}

impl Manifest {
    /// The JSON to publish, with a newline at the end.
    ///
    /// # Errors
    /// When a rule of section 2 is broken.
    pub fn to_json(&self) -> Result<Vec<u8>> {
        self.check()?;
        let mut bytes =
            serde_json::to_vec_pretty(self).map_err(|error| Error::Json(error.to_string()))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// People eligible in a contest, at most.
    #[must_use]
    pub fn eligible(&self, contest: ContestIndex) -> Option<u64> {
        let index = usize::from(contest.index());
        match &self.roll {
            RollTerms::Closed { roll_size, .. } => roll_size.get(index).copied(),
            RollTerms::Open { roll_cap } => roll_cap.get(index).map(|cap| cap.cap),
        }
    }

    /// When the vote is open.
    #[must_use]
    pub const fn window(&self) -> Window {
        Window { cast_from: self.cast_from, closes_at: self.closes_at }
    }
}

/// A manifest that keeps all rules, and what follows from its bytes.
#[derive(Debug, Clone)]
pub struct Election {
    /// Hash of the bytes.
    pub id: ElectionId,
    /// Their content.
    pub manifest: Manifest,
    /// What they mean for a ballot.
    pub terms: Terms,
    /// What they require of witnesses.
    pub policy: Policy,
}

impl Election {
    /// Reads `manifest.json`.
    ///
    /// # Errors
    /// When the JSON has another form or a rule of section 2 is broken.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let manifest: Manifest = json::parse(bytes)?;
        manifest.check()?;
        let id = ElectionId::of_manifest(bytes);
        let contests = manifest.contests.iter().map(Contest::terms).collect();
        let length = usize::try_from(manifest.plaintext_len)
            .map_err(|_| check::broken("plaintext_len", "too large"))?;
        let key = manifest.trustees.y;
        let terms = Terms::new(id, manifest.window(), key, length, contests);
        let policy = Policy::parse(&manifest.witnesses)?;
        Ok(Self { id, manifest, terms, policy })
    }

    /// The contests with their indexes.
    pub fn contests(&self) -> impl Iterator<Item = (ContestIndex, &Contest)> {
        (0..u16::MAX).filter_map(|index| ContestIndex::new(index).ok()).zip(&self.manifest.contests)
    }
}

#[cfg(test)]
mod tests;
