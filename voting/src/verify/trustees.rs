//! Step 9.

use crate::election_key::ElectionSecret;
use crate::keygen::{self, TrusteeNotes};
use crate::manifest::{Election, Trustee, Trustees};
use crate::note::Note;
use crate::record::{RecordSource, announcement_path, reveal_path, share_path};
use crate::share::{Share, combine};
use crate::verify::logs::Logs;
use crate::verify::manifest::read_text;
use crate::verify::report::{Finding, Outcome, Step};

pub(super) fn check(
    record: &dyn RecordSource,
    election: &Election,
    logs: &Logs,
) -> Step<ElectionSecret> {
    let trustees = &election.manifest.trustees;
    let transcript = check_key_generation(record, trustees)?;
    let mut shares = Vec::new();
    for trustee in &trustees.list {
        let path = share_path(trustee.index);
        let Some(bytes) = record.read(&path) else { continue };
        let note = String::from_utf8(bytes).map_err(|_| format!("{path} is not UTF-8"))?;
        let share = Note::parse(&note)
            .and_then(|note| Share::verify(&note, &trustee.vkey))
            .map_err(|error| format!("{path}: {error}"))?;
        if share.index != trustee.index {
            return Err(format!("{path}: the share of another trustee"));
        }
        if [share.ballots, share.issuance] != [logs.ballots.body_hash(), logs.issuance.body_hash()]
        {
            return Err(format!("{path}: released for other checkpoints"));
        }
        shares.push(share);
    }
    let remarks = wrong_shares(trustees, &shares);
    let secret =
        combine(trustees.k, &trustees.y, &trustees.public(), &shares).map_err(|error| {
            let reasons = std::iter::once(error.to_string()).chain(remarks.iter().cloned());
            reasons.collect::<Vec<_>>().join("; ")
        })?;
    let checked = transcript + shares.len() as u64;
    Ok(Finding { remarks, ..Finding::new(secret, checked, Outcome::Verified) })
}

/// Trustees whose shares do not fit, which are left out.
fn wrong_shares(trustees: &Trustees, shares: &[Share]) -> Vec<String> {
    let is_wrong = |trustee: &&Trustee| {
        let share = shares.iter().find(|share| share.index == trustee.index);
        share.is_some_and(|share| trustee.y_i != share.secret.public())
    };
    let wrong = trustees.list.iter().filter(is_wrong);
    wrong.map(|trustee| format!("the share of {} is wrong and left out", trustee.name)).collect()
}

/// Of k of n trustees: what they announced and revealed is in the record, and gives Y and every
/// Y_i. Returns how many notes there were.
fn check_key_generation(record: &dyn RecordSource, trustees: &Trustees) -> Result<u64, String> {
    if trustees.n == 1 {
        return Ok(0);
    }
    let notes = |trustee: &Trustee| {
        let announcement = read_text(record, &announcement_path(trustee.index))?;
        let reveal = read_text(record, &reveal_path(trustee.index))?;
        Ok(TrusteeNotes { announcement, reveal })
    };
    let notes = trustees.list.iter().map(notes).collect::<Result<Vec<_>, String>>()?;
    keygen::verify(trustees, &notes).map_err(|flaw| flaw.to_string())?;
    Ok(2 * u64::from(trustees.n))
}
