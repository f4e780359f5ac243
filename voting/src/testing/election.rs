//! A small election: two contests, three trustees or one, one auditor.

use curve25519_dalek::Scalar;
use serde_json::Map;

use super::{registrar, rng, signing_key};
use crate::batch::BatchRule;
use crate::curve::random_scalar;
use crate::election_key::ElectionSecret;
use crate::manifest::{
    Auditor, BallotTerms, Contest, Log, Logs, Manifest, OnePer, Project, Publication, Publish,
    RollTerms, Rule, SPEC, Trustee, Trustees,
};
use crate::merkle::Hash;
use crate::note::{KeyKind, NoteKey, NoteSigner};
use crate::plaintext::BallotKind;
use crate::tie::TieRule;

/// A signer of this name; its number makes its key.
pub(crate) fn note_signer(name: &str, number: u8) -> NoteSigner {
    NoteSigner::new(name, KeyKind::Note, signing_key(number)).unwrap()
}

fn vkey(name: &str, number: u8) -> NoteKey {
    note_signer(name, number).key().clone()
}

/// The secret of the single trustee.
pub(crate) fn election_secret() -> ElectionSecret {
    ElectionSecret::generate(&mut rng(99))
}

/// Two contests of approval ballots, one trustee, open from 1,800,000,000 for two hours.
pub(crate) fn manifest() -> Manifest {
    let log = |origin: &str, number| Log { origin: origin.into(), vkey: vkey(origin, number) };
    Manifest {
        spec: SPEC.into(),
        title: "A small election".into(),
        publication: Publication::Audited,
        one_per: OnePer::Contest,
        roll: RollTerms::Closed { root: Hash::EMPTY, size: 5, roll_size: vec![3, 2] },
        contests: vec![contest("one", 0), contest("two", 1)],
        tie: TieRule::Secret,
        trustees: trustees(1, &[election_secret()], &election_secret()),
        logs: Logs {
            issuance: log("example.org/issuance", 11),
            ballots: log("example.org/ballots", 12),
        },
        promise_vkey: vkey("example.org/ballots/promise", 13),
        organiser_vkey: vkey("example.org/organiser", 14),
        witnesses: "quorum none\n".into(),
        auditors: vec![Auditor { name: "auditor".into(), vkey: vkey("auditor", 15) }],
        quorum: 1,
        issue_from: 1_799_990_000,
        cast_from: 1_800_000_000,
        closes_at: 1_800_007_200,
        batch: BatchRule { min_seconds: 60, min_entries: 10, cap_seconds: 600 },
        merge_by_seconds: 700,
        plaintext_len: 128,
    }
}

/// The same with two of three trustees: the manifest, x, and their shares.
pub(crate) fn threshold_manifest() -> (Manifest, ElectionSecret, Vec<ElectionSecret>) {
    let polynomials = polynomials();
    let value = |at: u8| {
        let at = Scalar::from(at);
        let sum = polynomials.iter().map(|[first, slope]| first + slope * at).sum();
        ElectionSecret::from_scalar(sum)
    };
    let shares: Vec<ElectionSecret> = (1..=3).map(value).collect();
    let trustees = trustees(2, &shares, &value(0));
    (Manifest { trustees, ..manifest() }, value(0), shares)
}

/// What the three trustees of [`threshold_manifest`] drew.
pub(crate) fn polynomials() -> [[Scalar; 2]; 3] {
    let mut rng = rng(98);
    std::array::from_fn(|_| std::array::from_fn(|_| random_scalar(&mut rng)))
}

fn trustees(k: u16, shares: &[ElectionSecret], secret: &ElectionSecret) -> Trustees {
    let trustee = |(share, index): (&ElectionSecret, u8)| {
        let name = format!("trustee-{index}");
        let vkey = vkey(&name, 20 + index);
        Trustee { index: u16::from(index), vkey, name, y_i: share.public() }
    };
    let list: Vec<Trustee> = shares.iter().zip(1..).map(trustee).collect();
    Trustees { k, n: u16::try_from(list.len()).unwrap(), y: secret.public(), list }
}

fn contest(id: &str, number: usize) -> Contest {
    let project = |(id, cost): (&str, u64)| Project { id: id.into(), cost };
    Contest {
        id: id.into(),
        name: format!("Contest {id}"),
        territory: "UZ-TK-01".into(),
        envelope: 100,
        projects: [("a", 50), ("b", 60), ("c", 10)].map(project).into(),
        ballot: BallotTerms { kind: BallotKind::Approval, min: 1, max: 2, max_points: None },
        rsa_spki: registrar(number).public().clone(),
        rule: Rule { name: "greedy_votes".into(), params: Map::new() },
        publish: Publish::Totals,
        min_counted: 0,
    }
}
