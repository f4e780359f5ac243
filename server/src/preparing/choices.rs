//! What officials decide when they prepare a vote, beside what its season says.

use serde::{Deserialize, Serialize};
use store::seasons;
use voting::batch::BatchRule;
use voting::keygen::{Transcript, TrusteeNotes};
use voting::manifest::{Auditor, Contest, OnePer, Publish, Trustees};
use voting::tie::TieRule;

/// Plaintexts are no shorter, so that short ballots look like long ones.
const SHORTEST_PLAINTEXT: u64 = 128;
/// And grow in steps of this.
const PLAINTEXT_STEP: u64 = 64;

/// The decisions, as JSON in the act that two officials agree on.
///
/// All but trustees and auditors have usual values; see [`Choices::usual`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    /// What `hashar-audit trustee init` printed, or several trustees made with
    /// `hashar-audit trustee finish`: Y, to which ballots are sealed, and who signs shares. No
    /// secret.
    pub trustees: Trustees,
    /// What several trustees published on the way, by index; of a single one nothing.
    pub key_generation: Vec<TrusteeNotes>,
    /// Who gets the copy, each with the key that `hashar-audit key init` printed.
    pub auditors: Vec<Auditor>,
    /// How many of them must hold the copy and attest to the count.
    pub quorum: u64,
    /// What one credential is for.
    pub one_per: OnePer,
    /// How ties are broken.
    pub tie: TieRule,
    /// What is published of the counted ballots.
    pub publish: Publish,
    /// With fewer counted ballots in a contest only its winners are published.
    pub min_counted: u64,
    /// When entries of the logs are published.
    pub batch: BatchRule,
    /// Seconds from a cast until it must be in the log.
    pub merge_by_seconds: u64,
}

impl Choices {
    /// What is usual, with these trustees and auditors, all of whom must attest. Where all ballots
    /// are published anyway, so are those that were counted.
    #[must_use]
    pub fn usual(
        trustees: impl Into<Transcript>,
        auditors: Vec<Auditor>,
        publication: seasons::Publication,
    ) -> Self {
        let publish = match publication {
            seasons::Publication::Open => Publish::Ballots,
            seasons::Publication::Audited => Publish::Totals,
        };
        let Transcript { trustees, notes: key_generation } = trustees.into();
        Self {
            trustees,
            key_generation,
            quorum: auditors.len() as u64,
            auditors,
            one_per: OnePer::Contest,
            tie: TieRule::Secret,
            publish,
            min_counted: 10,
            batch: BatchRule { min_seconds: 60, min_entries: 16, cap_seconds: 600 },
            merge_by_seconds: 3_600,
        }
    }

    /// Room for the longest ballot of these contests.
    pub(super) fn plaintext_length(&self, contests: &[Contest]) -> u64 {
        let longest = contests.iter().map(|contest| u64::from(contest.ballot.max)).max();
        let needed = 4 + 4 * longest.unwrap_or(0);
        needed.next_multiple_of(PLAINTEXT_STEP).max(SHORTEST_PLAINTEXT)
    }
}
