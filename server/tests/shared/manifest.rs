//! The manifest of the small election: fixed keys, fixed dates.

use crate::keys::{note_key, registrar_pem};
use server::randomness::Generator;
use voting::batch::BatchRule;
use voting::election_key::ElectionSecret;
use voting::id::ContestIndex;
use voting::manifest::{
    Auditor, BallotTerms, Contest, Log, Logs, Manifest, OnePer, Project, Publication, Publish,
    RollTerms, Rule, SPEC, Trustee, Trustees,
};
use voting::note::{KeyKind, NoteKey, NoteSigner};
use voting::plaintext::BallotKind;
use voting::registrar::RegistrarSecret;
use voting::roll::Roll;
use voting::tie::TieRule;

pub(crate) const ISSUE_FROM: u64 = CAST_FROM - 1_200;
/// A whole slot.
pub(crate) const CAST_FROM: u64 = 1_800_000_000;
pub(crate) const CLOSES_AT: u64 = CAST_FROM + 7_200;

pub(crate) fn registrar(number: usize) -> RegistrarSecret {
    RegistrarSecret::from_pkcs8_pem(registrar_pem(number)).unwrap()
}

/// The signer of this name; its number makes its key.
pub(crate) fn signer(name: &str, number: u8) -> NoteSigner {
    NoteSigner::new(name, KeyKind::Note, note_key(number)).unwrap()
}

fn vkey(name: &str, number: u8) -> NoteKey {
    signer(name, number).key().clone()
}

/// The secret of the single trustee.
pub(crate) fn secret() -> ElectionSecret {
    ElectionSecret::generate(&mut Generator::new(&[99; 32]))
}

/// Two contests of approval ballots; all dates are moved by so many seconds.
pub(crate) fn manifest(roll: &Roll, by: i64, batch: BatchRule) -> Manifest {
    let log = |origin: &str, number| Log { origin: origin.into(), vkey: vkey(origin, number) };
    let y = secret().public();
    let trustee = Trustee { index: 1, name: "trustee".into(), vkey: vkey("trustee", 21), y_i: y };
    let moved = |time: u64| time.checked_add_signed(by).unwrap();
    let size_of = |index| roll.size_of(ContestIndex::new(index).unwrap());
    Manifest {
        spec: SPEC.into(),
        title: "A small election".into(),
        publication: Publication::Audited,
        one_per: OnePer::Contest,
        roll: RollTerms::Closed {
            root: roll.root(),
            size: roll.size(),
            roll_size: vec![size_of(0), size_of(1)],
        },
        contests: vec![contest("one", 0), contest("two", 1)],
        tie: TieRule::Secret,
        trustees: Trustees { k: 1, n: 1, y, list: vec![trustee] },
        logs: Logs {
            issuance: log("example.org/issuance", 11),
            ballots: log("example.org/ballots", 12),
        },
        promise_vkey: vkey("example.org/ballots/promise", 13),
        organiser_vkey: vkey("example.org/organiser", 14),
        witnesses: "quorum none\n".into(),
        auditors: vec![Auditor { name: "auditor".into(), vkey: vkey("auditor", 15) }],
        quorum: 1,
        issue_from: moved(ISSUE_FROM),
        cast_from: moved(CAST_FROM),
        closes_at: moved(CLOSES_AT),
        batch,
        merge_by_seconds: 700,
        plaintext_len: 128,
    }
}

fn contest(id: &str, number: usize) -> Contest {
    let project = |(id, cost): (&str, u64)| Project { id: id.into(), cost };
    Contest {
        id: id.into(),
        name: format!("Contest {id}"),
        territory: format!("1{}", number + 1),
        envelope: 100,
        projects: [("a", 50), ("b", 60), ("c", 10)].map(project).into(),
        ballot: BallotTerms { kind: BallotKind::Approval, min: 1, max: 2, max_points: None },
        rsa_spki: registrar(number).public().clone(),
        rule: Rule { name: "greedy_votes".into(), params: serde_json::Map::new() },
        publish: Publish::Totals,
        min_counted: 0,
    }
}
