//! Which ballots count (section 4).
//!
//! 1. An entry of the copy is valid when its body opens the leaf, has the form, election and
//!    contest, a slot inside the window, and both signatures hold.
//! 2. The same body at two indexes counts once, at the first.
//! 3. For each contest and voter key the highest sequence number counts; equal numbers: the
//!    highest index. A spoiled ballot replaces earlier ones all the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::body::Body;
use crate::election_key::ElectionSecret;
use crate::error::{Error, Result};
use crate::hash::sha256;
use crate::id::ContestIndex;
use crate::plaintext::{Spoiled, Vote};
use crate::slot::Seq;
use crate::terms::Terms;
use crate::voter::VoterKey;

/// Checks a body that opens its leaf, up to both signatures. The voter key's torsion is the box's
/// business: it endangers nobody's count.
///
/// # Errors
/// Why the entry is invalid.
pub fn validate(bytes: &[u8], terms: &Terms) -> Result<Body> {
    let body = terms.parse(bytes)?;
    if !terms.window.counts(body.seq) {
        return Err(Error::NotOpen);
    }
    terms.verify_credential(&body)?;
    body.verify_signature()?;
    Ok(body)
}

/// A key's claim to be counted in one contest.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Last {
    seq: Seq,
    index: u64,
    body: Body,
}

/// Takes valid entries in the order of the log and keeps what counts.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    last: BTreeMap<(ContestIndex, VoterKey), Last>,
    seen: BTreeSet<[u8; 32]>,
    valid: u64,
    duplicates: u64,
    equivocations: u64,
}

impl Selection {
    /// Takes the valid body at `index`; indexes ascend from call to call.
    pub fn take(&mut self, index: u64, body: Body) {
        self.valid += 1;
        if !self.seen.insert(sha256(&[body.as_bytes()])) {
            self.duplicates += 1;
            return;
        }
        let key = (body.contest, body.voter);
        let candidate = Last { seq: body.seq, index, body };
        let Some(last) = self.last.get_mut(&key) else {
            self.last.insert(key, candidate);
            return;
        };
        if candidate.seq == last.seq {
            self.equivocations += 1;
        }
        if (candidate.seq, candidate.index) > (last.seq, last.index) {
            *last = candidate;
        }
    }

    /// Valid entries taken.
    #[must_use]
    pub const fn valid(&self) -> u64 {
        self.valid
    }

    /// Entries whose body came before.
    #[must_use]
    pub const fn duplicates(&self) -> u64 {
        self.duplicates
    }

    /// Different bodies of one key with the sequence number that was the highest when they came.
    #[must_use]
    pub const fn equivocations(&self) -> u64 {
        self.equivocations
    }

    /// Valid entries that do not count because another of their key does, and duplicates.
    #[must_use]
    pub fn superseded(&self) -> u64 {
        self.valid - self.last.len() as u64
    }

    /// Keys with a valid entry in a contest.
    #[must_use]
    pub fn keys(&self, contest: ContestIndex) -> u64 {
        self.last.keys().filter(|(of, _)| *of == contest).count() as u64
    }

    /// Unseals each key's last ballot of a contest, in ascending order of keys.
    pub fn unseal<'a>(
        &'a self,
        contest: ContestIndex,
        terms: &'a Terms,
        secret: &'a ElectionSecret,
    ) -> impl Iterator<Item = Result<Vote, Spoiled>> + 'a {
        let of_contest = self.last.values().filter(move |last| last.body.contest == contest);
        of_contest.map(move |last| unseal(&last.body, terms, secret))
    }
}

/// Unseals one body and reads the vote in it.
///
/// # Errors
/// Why it is spoiled.
pub fn unseal(body: &Body, terms: &Terms, secret: &ElectionSecret) -> Result<Vote, Spoiled> {
    let plaintext = body.seal_context().unseal(secret, &body.sealed)?;
    let contest = terms.contest(body.contest).map_err(|_| Spoiled::Seal)?;
    Vote::parse(&plaintext, &contest.rules)
}
