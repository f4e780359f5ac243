//! The keys of a manifest, as officials compare them before they approve it.

use app::web::{KeyPurpose, Line, NamedKey};
use voting::election_key::ElectionKey;
use voting::hash::sha256;
use voting::manifest::{Election, Log, Manifest};
use voting::note::NoteKey;
use voting::text::{base64, hex};

/// Digits of a fingerprint: 64 bits, more than anybody finds a second key for while a vote is
/// prepared; the whole key stands beside it.
const SHORT_DIGITS: usize = 16;

/// Every key that the manifest fixes, those of people first.
pub(super) fn keys(Election { manifest, policy, .. }: &Election) -> Vec<Line> {
    let auditors = manifest.auditors.iter().map(|auditor| signer(&auditor.name, &auditor.vkey));
    let registrars = manifest
        .contests
        .iter()
        .map(|contest| named(&contest.name, base64(contest.rsa_spki.spki())));
    let logs = [&manifest.logs.issuance, &manifest.logs.ballots].map(log);
    let (promise, organiser) = (&manifest.promise_vkey, &manifest.organiser_vkey);
    let witnesses = policy.witnesses().iter().map(|it| signer(it.key.name(), &it.key));
    let lines = [
        (KeyPurpose::Seal, sealed_to(manifest)),
        (KeyPurpose::Share, shares(manifest)),
        (KeyPurpose::Audit, auditors.collect()),
        (KeyPurpose::Credential, registrars.collect()),
        (KeyPurpose::Log, logs.to_vec()),
        (KeyPurpose::Witness, witnesses.collect()),
        (KeyPurpose::Promise, vec![signer(promise.name(), promise)]),
        (KeyPurpose::Record, vec![signer(organiser.name(), organiser)]),
    ];
    let lines = lines.into_iter().filter(|(_, keys)| !keys.is_empty());
    lines.map(|(purpose, keys)| Line::Keys { purpose, keys }).collect()
}

/// Y, and behind it the parts of several trustees; a single trustee's part is Y itself.
fn sealed_to(manifest: &Manifest) -> Vec<NamedKey> {
    let trustees = &manifest.trustees;
    let parts = trustees.list.iter().filter(|_| trustees.n > 1);
    let parts = parts.map(|trustee| point(&format!("Y_{}", trustee.index), &trustee.y_i));
    std::iter::once(point("Y", &trustees.y)).chain(parts).collect()
}

fn shares(manifest: &Manifest) -> Vec<NamedKey> {
    manifest.trustees.list.iter().map(|trustee| signer(&trustee.name, &trustee.vkey)).collect()
}

fn log(log: &Log) -> NamedKey {
    signer(&log.origin, &log.vkey)
}

fn point(owner: &str, key: &ElectionKey) -> NamedKey {
    named(owner, base64(key.as_bytes()))
}

fn signer(owner: &str, key: &NoteKey) -> NamedKey {
    named(owner, key.to_string())
}

fn named(owner: &str, whole: String) -> NamedKey {
    let short = hex(&sha256(&[whole.as_bytes()])).chars().take(SHORT_DIGITS).collect();
    NamedKey { owner: owner.to_owned(), whole, short }
}
