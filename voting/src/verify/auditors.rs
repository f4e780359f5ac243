//! Step 13, and what the auditors' word is worth in earlier ones.

use crate::audit_note::{Attestation, Hold, Totals, proof_of_reading};
use crate::hash::sha256;
use crate::manifest::{Auditor, Election};
use crate::note::Note;
use crate::record::{RecordSource, SUMS, attestation_path, hold_path};
use crate::verify::ballots::Ballots;
use crate::verify::logs::Logs;
use crate::verify::report::{Finding, Outcome, Step, verified};

/// Notes whose signature, election and hashes hold.
pub(super) struct Audit {
    quorum: u64,
    holds: Vec<(Auditor, Hold)>,
    attestations: Vec<(Auditor, Attestation)>,
    /// Whether there is any attestation, right or wrong.
    attested: bool,
}

impl Audit {
    pub(super) fn read(record: &dyn RecordSource, election: &Election, logs: &Logs) -> Self {
        let auditors = &election.manifest.auditors;
        let sums = record.read(SUMS).map(|sums| sha256(&[&sums]));
        let note = |path: String| Note::parse(&String::from_utf8(record.read(&path)?).ok()?).ok();
        let hold = |auditor: &Auditor| {
            let hold = Hold::verify(&note(hold_path(&auditor.name))?, &auditor.vkey).ok()?;
            let fits = hold.election == election.id && hold.ballots == logs.ballots.body_hash();
            fits.then(|| (auditor.clone(), hold))
        };
        let attestation = |auditor: &Auditor| {
            let note = note(attestation_path(&auditor.name))?;
            let attestation = Attestation::verify(&note, &auditor.vkey).ok()?;
            let fits = attestation.election == election.id && Some(attestation.sums) == sums;
            fits.then(|| (auditor.clone(), attestation))
        };
        Self {
            quorum: election.manifest.quorum,
            holds: auditors.iter().filter_map(hold).collect(),
            attestations: auditors.iter().filter_map(attestation).collect(),
            attested: auditors.iter().any(|a| record.read(&attestation_path(&a.name)).is_some()),
        }
    }

    /// Whether a quorum attests to this record with the same totals.
    pub(super) fn attests(&self) -> bool {
        let agree = |totals: &Totals| {
            let same = self.attestations.iter().filter(|(_, other)| other.totals == *totals);
            same.count() as u64 >= self.quorum
        };
        self.quorum > 0 && self.attestations.iter().any(|(_, found)| agree(&found.totals))
    }

    /// The quorum held one and the same copy and attests; with the copy at hand, to what is in it.
    /// `counted` are the ballots of step 10.
    pub(super) fn check(
        &self,
        election: &Election,
        ballots: &Ballots,
        counted: Option<u64>,
    ) -> Step<()> {
        if self.quorum == 0 {
            return verified((), 0);
        }
        let held = |hold: &Hold| {
            let same = |other: &Hold| (other.copy, other.unopened) == (hold.copy, hold.unopened);
            let here = !ballots.are_here()
                || (hold.copy, hold.unopened) == (ballots.digest(), ballots.unopened);
            let count = self.holds.iter().filter(|(_, other)| same(other)).count();
            here && count as u64 >= self.quorum
        };
        if !self.holds.iter().any(|(_, hold)| held(hold)) {
            return Err("no quorum of auditors held this copy".to_owned());
        }
        if let Some(totals) = counted.and_then(|counted| ballots.totals(counted)) {
            self.check_readings(ballots, &totals)?;
        }
        if !self.attested {
            let reason = "nobody has attested yet".to_owned();
            let checked = self.holds.len() as u64;
            return Ok(Finding { value: (), checked, outcome: Outcome::NotChecked { reason } });
        }
        if !self.attests() {
            let quorum = election.manifest.quorum;
            return Err(format!("fewer than {quorum} auditors attest to this record alike"));
        }
        verified((), (self.holds.len() + self.attestations.len()) as u64)
    }

    /// Each auditor read the copy: nobody else could have made the proof.
    fn check_readings(&self, ballots: &Ballots, totals: &Totals) -> Result<(), String> {
        let files: Vec<&[u8]> = ballots.files.iter().map(Vec::as_slice).collect();
        for (auditor, attestation) in &self.attestations {
            if proof_of_reading(&auditor.vkey, &files) != attestation.reading {
                return Err(format!("{} has not read this copy", auditor.name));
            }
            if attestation.totals != *totals {
                return Err(format!("{} attests to other totals", auditor.name));
            }
        }
        Ok(())
    }
}
