//! Step 9.

use crate::election_key::ElectionSecret;
use crate::manifest::Election;
use crate::note::Note;
use crate::record::{RecordSource, share_path};
use crate::share::{Share, combine};
use crate::verify::logs::Logs;
use crate::verify::report::{Step, verified};

pub(super) fn check(
    record: &dyn RecordSource,
    election: &Election,
    logs: &Logs,
) -> Step<ElectionSecret> {
    let trustees = &election.manifest.trustees;
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
    let checked = shares.len() as u64;
    let secret = combine(trustees.k, &trustees.y, &trustees.public(), &shares)
        .map_err(|error| error.to_string())?;
    verified(secret, checked)
}
