//! Step 9.

use std::collections::BTreeMap;

use crate::election_key::ElectionSecret;
use crate::hash::sha256;
use crate::keygen::{Announcement, Package, Reveal, ceremony_of, public_keys};
use crate::manifest::{Election, Trustees};
use crate::note::Note;
use crate::record::{RecordSource, announcement_path, reveal_path, share_path};
use crate::share::{Share, combine};
use crate::verify::logs::Logs;
use crate::verify::report::{Step, verified};

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
        let Some(note) = read(record, &path)? else { continue };
        let share =
            Share::verify(&note, &trustee.vkey).map_err(|error| format!("{path}: {error}"))?;
        if share.index != trustee.index {
            return Err(format!("{path}: the share of another trustee"));
        }
        if [share.ballots, share.issuance] != [logs.ballots.body_hash(), logs.issuance.body_hash()]
        {
            return Err(format!("{path}: released for other checkpoints"));
        }
        shares.push(share);
    }
    let checked = transcript + shares.len() as u64;
    let secret = combine(trustees.k, &trustees.y, &trustees.public(), &shares)
        .map_err(|error| error.to_string())?;
    verified(secret, checked)
}

/// Of k of n trustees: the packages are those announced before any was known, and Y and every Y_i
/// follow from them. Returns how many notes there were.
fn check_key_generation(record: &dyn RecordSource, trustees: &Trustees) -> Result<u64, String> {
    if trustees.n == 1 {
        return Ok(0);
    }
    let mut announced = Vec::new();
    for trustee in &trustees.list {
        let path = announcement_path(trustee.index);
        let note = read(record, &path)?.ok_or_else(|| format!("{path} is missing"))?;
        let announcement =
            Announcement::verify(&note).map_err(|error| format!("{path}: {error}"))?;
        let its_own = (trustee.index, trustees.k, trustees.n, &trustee.vkey);
        let Announcement { index, k, n, key, .. } = &announcement;
        if (*index, *k, *n, key) != its_own {
            return Err(format!("{path}: not of this trustee in the manifest"));
        }
        announced.push((note, announcement.package));
    }
    let ceremony = ceremony_of(announced.iter().map(|(note, _)| note));
    let mut packages = BTreeMap::new();
    for (trustee, (_, hash)) in trustees.list.iter().zip(&announced) {
        let path = reveal_path(trustee.index);
        let note = read(record, &path)?.ok_or_else(|| format!("{path} is missing"))?;
        let wrong = |error| format!("{path}: {error}");
        let reveal = Reveal::verify(&note, &trustee.vkey).map_err(wrong)?;
        if (reveal.index, reveal.ceremony) != (trustee.index, ceremony) {
            return Err(format!("{path}: of another trustee or key generation"));
        }
        if sha256(&[&reveal.package]) != *hash {
            return Err(format!("{path}: not the package that was announced"));
        }
        let package = Package::parse(trustees.k, &reveal.package).map_err(wrong)?;
        package.verify(trustee.index).map_err(wrong)?;
        packages.insert(trustee.index, package);
    }
    let expected = public_keys(&packages).map_err(|error| error.to_string())?;
    if expected != (trustees.y, trustees.public()) {
        return Err("Y and the Y_i do not follow from the key generation".to_owned());
    }
    Ok(2 * u64::from(trustees.n))
}

fn read(record: &dyn RecordSource, path: &str) -> Result<Option<Note>, String> {
    let Some(bytes) = record.read(path) else { return Ok(None) };
    let note = String::from_utf8(bytes).map_err(|_| format!("{path} is not UTF-8"))?;
    Note::parse(&note).map(Some).map_err(|error| format!("{path}: {error}"))
}
