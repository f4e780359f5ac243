//! Steps 5 to 8: one pass over the copy.

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};

use crate::audit_note::Totals;
use crate::commitment::BodyScalar;
use crate::copy::{self, CopyRecord, RECORDS_PER_FILE};
use crate::count::Selection;
use crate::json;
use crate::manifest::Election;
use crate::opening::{Claim, unopened};
use crate::record::{INCIDENTS, Incidents, RecordSource};
use crate::verify::auditors::Audit;
use crate::verify::logs::Entries;
use crate::verify::manifest::read;
use crate::verify::report::{CopyFound, Finding, Outcome, Step, verified};

/// Entries opened by one linear combination.
const BATCH: usize = 4096;

/// What the copy holds, if it is there.
#[derive(Default)]
pub(super) struct Ballots {
    /// Valid entries; `None` without a copy.
    pub(super) selection: Option<Selection>,
    pub(super) opened: u64,
    pub(super) unopened: u64,
    pub(super) invalid: u64,
    /// Paths of the copy's files in order.
    pub(super) files: Vec<String>,
    /// Over the files read so far.
    digest: Sha256,
    /// Whether all files were read.
    whole: bool,
    opening: Option<String>,
    credential: Option<String>,
    signature: Option<String>,
    slot: Option<String>,
}

impl Ballots {
    /// Reads the copy, if the record has one, and remembers the first error of each step.
    pub(super) fn read(
        record: &dyn RecordSource,
        election: &Election,
        entries: &Entries,
        rng: &mut impl CryptoRng,
    ) -> Self {
        let mut ballots = Self::default();
        if record.read(&copy::path(0)).is_none() {
            return ballots;
        }
        let mut selection = Selection::default();
        if let Err(reason) = ballots.pass(record, election, entries, &mut selection, rng) {
            ballots.opening.get_or_insert(reason);
        }
        ballots.selection = Some(selection);
        ballots
    }

    /// Step 5. Bodies that were lost are no failure: their number is printed with every result.
    pub(super) fn check_openings(&self, audit: &Audit) -> Step<()> {
        self.step(self.opening.as_ref(), self.opened, "whether every ballot can be opened", audit)
    }

    /// Step 6.
    pub(super) fn check_credentials(&self, audit: &Audit) -> Step<()> {
        self.step(self.credential.as_ref(), self.opened, "the credentials of the ballots", audit)
    }

    /// Step 7.
    pub(super) fn check_signatures(&self, audit: &Audit) -> Step<()> {
        self.step(self.signature.as_ref(), self.opened, "the signatures of the ballots", audit)
    }

    /// Step 8.
    pub(super) fn check_selection(&self, record: &dyn RecordSource, audit: &Audit) -> Step<()> {
        let checked = self.opened - self.invalid;
        let found = self.step(self.slot.as_ref(), checked, "which ballots are the last", audit)?;
        let Some(selection) = &self.selection else { return Ok(found) };
        let incidents: Incidents =
            json::parse(&read(record, INCIDENTS)?).map_err(|error| error.to_string())?;
        let counted = [
            (incidents.unopened, self.unopened, "unopened"),
            (incidents.superseded, selection.superseded(), "superseded"),
            (incidents.duplicates, selection.duplicates(), "duplicates"),
            (incidents.equivocations, selection.equivocations(), "equivocations"),
        ];
        for (published, found, name) in counted {
            if published != found {
                return Err(format!("{INCIDENTS}: {name} is {published}, found {found}"));
            }
        }
        verified((), checked)
    }

    /// What a hold note says about this copy; `None` unless all of it could be read.
    pub(super) fn found(&self) -> Option<CopyFound> {
        let digest = self.digest.clone().finalize().into();
        self.whole.then_some(CopyFound { digest, unopened: self.unopened })
    }

    fn step(&self, failure: Option<&String>, checked: u64, what: &str, audit: &Audit) -> Step<()> {
        if let Some(reason) = failure {
            return Err(reason.clone());
        }
        if self.selection.is_some() {
            return verified((), checked);
        }
        Ok(Finding::new((), 0, audit.stands_in_for(what)))
    }

    fn pass(
        &mut self,
        record: &dyn RecordSource,
        election: &Election,
        entries: &Entries,
        selection: &mut Selection,
        rng: &mut impl CryptoRng,
    ) -> Result<(), String> {
        // Header and close have empty records of their own.
        let size = entries.ballots.len() as u64 + 2;
        let mut claims = Vec::new();
        for first in (0..size).step_by(usize::try_from(RECORDS_PER_FILE).unwrap_or(usize::MAX)) {
            let path = copy::path(first);
            let bytes = read(record, &path)?;
            let records = copy::parse(&bytes).map_err(|error| format!("{path}: {error}"))?;
            if records.len() as u64 != (size - first).min(RECORDS_PER_FILE) {
                return Err(format!("{path}: another number of records than entries"));
            }
            self.digest.update(&bytes);
            self.files.push(path);
            for (index, record) in (first..).zip(records) {
                self.take(index, record, election, entries, selection, &mut claims)?;
                if claims.len() == BATCH {
                    self.open(&mut claims, rng)?;
                }
            }
        }
        self.whole = true;
        self.open(&mut claims, rng)
    }

    fn take(
        &mut self,
        index: u64,
        record: Option<CopyRecord>,
        election: &Election,
        entries: &Entries,
        selection: &mut Selection,
        claims: &mut Vec<(u64, Claim)>,
    ) -> Result<(), String> {
        let position = index.checked_sub(1).and_then(|position| usize::try_from(position).ok());
        let commitment = position.and_then(|position| entries.ballots.get(position));
        let (commitment, record) = match (commitment, record) {
            (Some(commitment), Some(record)) => (*commitment, record),
            (Some(_), None) => {
                self.unopened += 1;
                return Ok(());
            }
            (None, None) => return Ok(()),
            (None, Some(_)) => return Err(format!("entry {index}: is no ballot, yet has a body")),
        };
        let body = BodyScalar::of(&record.body);
        claims.push((index, Claim { commitment, body, opening: record.opening }));
        self.opened += 1;
        self.judge(index, &record.body, election, selection)
    }

    /// Counts a valid body, or remembers what is wrong with it.
    fn judge(
        &mut self,
        index: u64,
        bytes: &[u8],
        election: &Election,
        selection: &mut Selection,
    ) -> Result<(), String> {
        let terms = &election.terms;
        let body = terms.parse(bytes).map_err(|error| format!("entry {index}: {error}"))?;
        let place = if let Err(error) = terms.verify_credential(&body) {
            (&mut self.credential, error.to_string())
        } else if let Err(error) = body.verify_signature() {
            (&mut self.signature, error.to_string())
        } else if !terms.window.counts(body.seq) {
            (&mut self.slot, "cast outside the open vote".to_owned())
        } else {
            selection.take(index, body);
            return Ok(());
        };
        let (first, error) = place;
        first.get_or_insert_with(|| format!("entry {index}: {error}"));
        self.invalid += 1;
        Ok(())
    }

    fn open(&self, claims: &mut Vec<(u64, Claim)>, rng: &mut impl CryptoRng) -> Result<(), String> {
        let (indexes, claims): (Vec<u64>, Vec<Claim>) = claims.drain(..).unzip();
        match unopened(&claims, rng).first().and_then(|position| indexes.get(*position)) {
            Some(index) => Err(format!("entry {index}: the copy does not open it")),
            None => Ok(()),
        }
    }

    /// What an attestation must say, given the number of counted ballots; `None` without a copy.
    pub(super) fn totals(&self, counted: u64) -> Option<Totals> {
        let selection = self.selection.as_ref()?;
        let superseded = selection.superseded();
        let spoiled = (selection.valid() - superseded).saturating_sub(counted);
        let (opened, invalid) = (self.opened, self.invalid);
        Some(Totals { opened, invalid, superseded, spoiled, counted })
    }

    /// Whether there is a copy.
    pub(super) const fn are_here(&self) -> bool {
        self.selection.is_some()
    }
}

impl Audit {
    /// The outcome of a step that needs the copy, without one.
    pub(super) fn stands_in_for(&self, what: &str) -> Outcome {
        if self.attests() {
            return Outcome::Attested;
        }
        Outcome::NotChecked { reason: format!("{what}: no copy here, no quorum of attestations") }
    }
}
