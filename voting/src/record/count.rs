//! From the copy to the files of all results (section 4): what a publisher does, once.

use std::collections::BTreeMap;

use tally::TallyError;

use crate::audit_note::Totals;
use crate::copy::CopyRecord;
use crate::count::{Selection, validate};
use crate::election_key::ElectionSecret;
use crate::id::ContestIndex;
use crate::manifest::{Contest, Election};
use crate::merkle::Hash;
use crate::plaintext::Vote;
use crate::record::{Incidents, ResultFiles, instance, result_files};
use crate::tie;

/// Takes the copy record by record, in the order of the log.
#[derive(Debug)]
pub struct Count<'a> {
    election: &'a Election,
    /// Entries of the ballot log, header and close included.
    size: u64,
    next: u64,
    selection: Selection,
    opened: u64,
    unopened: u64,
    invalid: u64,
}

/// What is published of a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The files of each contest, by index.
    pub contests: Vec<ResultFiles>,
    /// What did not count.
    pub incidents: Incidents,
    /// What auditors attest to.
    pub totals: Totals,
}

impl<'a> Count<'a> {
    /// Begins a count; the final ballot log has `size` entries.
    #[must_use]
    pub fn new(election: &'a Election, size: u64) -> Self {
        let selection = Selection::default();
        Self { election, size, next: 0, selection, opened: 0, unopened: 0, invalid: 0 }
    }

    /// Takes the next record of the copy. An honest box logs no invalid entry; one is skipped.
    pub fn take(&mut self, record: Option<&CopyRecord>) {
        let index = self.next;
        self.next += 1;
        let Some(record) = record else {
            // Header and close have empty records of their own.
            self.unopened += u64::from(index > 0 && self.next < self.size);
            return;
        };
        self.opened += 1;
        match validate(&record.body, &self.election.terms) {
            Ok(body) => self.selection.take(index, body),
            Err(_) => self.invalid += 1,
        }
    }

    /// Whether every entry of the log had its record.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.next == self.size
    }

    /// Unseals each key's last ballot and tallies every contest; `root` is that of the final
    /// ballot log.
    ///
    /// # Errors
    /// When the manifest names a rule or parameters that do not exist.
    pub fn unseal(self, secret: &ElectionSecret, root: &Hash) -> Result<Outcome, TallyError> {
        let mut spoiled = BTreeMap::new();
        let mut contests = Vec::new();
        let mut counted = 0;
        for (index, contest) in self.election.contests() {
            let votes = self.votes(index, secret, &mut spoiled);
            counted += votes.len() as u64;
            contests.push(self.tally((index, contest), &votes, secret, root)?);
        }
        let superseded = self.selection.superseded();
        let totals = Totals {
            opened: self.opened,
            invalid: self.invalid,
            superseded,
            spoiled: spoiled.values().sum(),
            counted,
        };
        let incidents = Incidents {
            unopened: self.unopened,
            superseded,
            duplicates: self.selection.duplicates(),
            equivocations: self.selection.equivocations(),
            spoiled,
        };
        Ok(Outcome { contests, incidents, totals })
    }

    /// The votes of a contest that count; the others are counted by reason.
    fn votes(
        &self,
        contest: ContestIndex,
        secret: &ElectionSecret,
        spoiled: &mut BTreeMap<String, u64>,
    ) -> Vec<Vote> {
        let mut votes = Vec::new();
        for vote in self.selection.unseal(contest, &self.election.terms, secret) {
            match vote {
                Ok(vote) => votes.push(vote),
                Err(reason) => *spoiled.entry(reason.to_string()).or_default() += 1,
            }
        }
        votes
    }

    fn tally(
        &self,
        (index, contest): (ContestIndex, &Contest),
        votes: &[Vote],
        secret: &ElectionSecret,
        root: &Hash,
    ) -> Result<ResultFiles, TallyError> {
        let projects = instance(contest)?;
        let ties = tie::order(self.election.manifest.tie, &projects, secret, root, index)?;
        result_files(contest, votes, &ties)
    }
}
