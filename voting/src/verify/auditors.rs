//! Step 13, and what the auditors' word is worth in earlier ones.

use crate::audit_note::{Attestation, Hold, Totals, proof_of_reading};
use crate::hash::sha256;
use crate::manifest::{Auditor, Election};
use crate::note::Note;
use crate::record::{RecordSource, SUMS, attestation_path, hold_path};
use crate::verify::ballots::Ballots;
use crate::verify::logs::Logs;
use crate::verify::report::{CopyFound, Finding, Outcome, Step, verified};

/// Notes whose signature, election and hashes hold.
pub(super) struct Audit {
    quorum: u64,
    holds: Vec<(Auditor, Hold)>,
    attestations: Vec<(Auditor, Attestation)>,
    /// Attestations there are, right or wrong.
    present: usize,
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
            present: auditors
                .iter()
                .filter(|auditor| record.read(&attestation_path(&auditor.name)).is_some())
                .count(),
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

    /// Whether all attestations there are hold and say the same.
    fn agree(&self) -> bool {
        let same = self
            .attestations
            .windows(2)
            .all(|pair| matches!(pair, [(_, one), (_, other)] if one.totals == other.totals));
        same && self.attestations.len() == self.present
    }

    /// The quorum held one and the same copy and attests; with the copy at hand, to what is in it.
    /// `totals` are those of step 10.
    pub(super) fn check(
        &self,
        record: &dyn RecordSource,
        election: &Election,
        ballots: &Ballots,
        totals: Option<&Totals>,
    ) -> Step<()> {
        if self.quorum == 0 {
            return verified((), 0);
        }
        let held = |hold: &Hold| {
            let same = |other: &Hold| (other.copy, other.unopened) == (hold.copy, hold.unopened);
            let here = !ballots.are_here()
                || ballots.found()
                    == Some(CopyFound { digest: hold.copy, unopened: hold.unopened });
            let count = self.holds.iter().filter(|(_, other)| same(other)).count();
            here && count as u64 >= self.quorum
        };
        if !self.holds.iter().any(|(_, hold)| held(hold)) {
            return Err("no quorum of auditors held this copy".to_owned());
        }
        if let Some(totals) = totals {
            self.check_readings(record, ballots, totals)?;
        }
        let checked = (self.holds.len() + self.attestations.len()) as u64;
        if self.attests() {
            return verified((), checked);
        }
        let (quorum, all) = (election.manifest.quorum, self.present);
        if self.agree() && (all as u64) < quorum {
            // The others may still come; those that are there are sound.
            let reason = match all {
                0 => "nobody has attested yet".to_owned(),
                _ => format!("{all} of at least {quorum} auditors have attested so far"),
            };
            return Ok(Finding::new((), checked, Outcome::NotChecked { reason }));
        }
        Err(format!("fewer than {quorum} auditors attest to this record alike"))
    }

    /// Each auditor read the copy: nobody else could have made the proof.
    fn check_readings(
        &self,
        record: &dyn RecordSource,
        ballots: &Ballots,
        totals: &Totals,
    ) -> Result<(), String> {
        for (auditor, attestation) in &self.attestations {
            // Read again for each auditor: the copy of a large election fits no memory.
            let copy = ballots.files.iter().filter_map(|path| record.read(path));
            if proof_of_reading(&auditor.vkey, copy) != attestation.reading {
                return Err(format!("{} has not read this copy", auditor.name));
            }
            if attestation.totals != *totals {
                return Err(format!("{} attests to other totals", auditor.name));
            }
        }
        Ok(())
    }
}
