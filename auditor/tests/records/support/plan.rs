//! The manifest and the keys.

use std::sync::OnceLock;

use ed25519_dalek::SigningKey;
use serde_json::Map;
use voting::batch::BatchRule;
use voting::election_key::ElectionSecret;
use voting::manifest::{
    Auditor, BallotTerms, Contest, Log, Logs, Manifest, OnePer, Project, Publication, Publish,
    RollTerms, Rule, SPEC, Trustee, Trustees,
};
use voting::note::{KeyKind, NoteSigner};
use voting::plaintext::BallotKind;
use voting::registrar::RegistrarSecret;
use voting::roll::Roll;
use voting::tie::TieRule;

use super::{rng, trustees};

/// What differs from election to election.
pub(crate) struct Plan {
    pub(crate) publication: Publication,
    pub(crate) people: u32,
    pub(crate) auditors: Vec<Auditor>,
    pub(crate) trustees: Trustees,
    pub(crate) cast_from: u64,
    pub(crate) witnesses: String,
}

impl Plan {
    /// Forty people, nobody to attest.
    pub(crate) fn open() -> Self {
        let (publication, auditors) = (Publication::Open, vec![]);
        let witnesses = "quorum none\n".into();
        let (trustees, cast_from) = (single(), 1_800_000_000);
        Self { publication, people: 40, auditors, trustees, cast_from, witnesses }
    }

    /// The same for two auditors, both of whom must attest.
    pub(crate) fn audited() -> Self {
        let auditor = |number| {
            let vkey = auditor_signer(number).key().clone();
            Auditor { name: vkey.name().to_owned(), vkey }
        };
        let auditors = [1, 2].map(auditor).into();
        Self { publication: Publication::Audited, auditors, ..Self::open() }
    }

    /// Open publication, with three trustees.
    pub(crate) fn two_of_three() -> Self {
        Self { trustees: trustees::transcript().trustees, ..Self::open() }
    }

    /// Open publication with a dozen people, and three witnesses, of whom the third is silent.
    pub(crate) fn witnessed() -> Self {
        let line = |number| {
            let key = witness_signer(number);
            format!("witness w{number} {} https://{}\n", key.key(), key.key().name())
        };
        let lines: String = [1, 2, 3].map(line).concat();
        let witnesses = format!("{lines}group g 2 w1 w2 w3\nquorum g\n");
        Self { people: 12, witnesses, ..Self::open() }
    }

    pub(crate) fn manifest(&self, roll: &Roll, roll_size: Vec<u64>) -> Manifest {
        let log = |name: &str| {
            let vkey = signer(name).key().clone();
            Log { origin: vkey.name().to_owned(), vkey }
        };
        Manifest {
            spec: SPEC.into(),
            title: "Two mahallas choose".into(),
            publication: self.publication,
            one_per: OnePer::Contest,
            roll: RollTerms::Closed { root: roll.root(), size: roll.size(), roll_size },
            contests: contests(self.publication),
            tie: TieRule::Secret,
            trustees: self.trustees.clone(),
            logs: Logs {
                issuance: log("example.org/issuance"),
                ballots: log("example.org/ballots"),
            },
            promise_vkey: promise_signer().key().clone(),
            organiser_vkey: organiser().key().clone(),
            witnesses: self.witnesses.clone(),
            quorum: self.auditors.len() as u64,
            auditors: self.auditors.clone(),
            issue_from: self.cast_from - 10_000,
            cast_from: self.cast_from,
            closes_at: self.cast_from + 7_200,
            batch: BatchRule { min_seconds: 60, min_entries: 10, cap_seconds: 600 },
            merge_by_seconds: 700,
            plaintext_len: 128,
        }
    }
}

/// A note key that follows from its name.
pub(crate) fn signer(name: &str) -> NoteSigner {
    let key = SigningKey::from_bytes(&voting::hash::sha256(&[name.as_bytes()]));
    NoteSigner::new(name, KeyKind::Note, key).unwrap()
}

pub(crate) fn witness_signer(number: usize) -> NoteSigner {
    let name = format!("witness.example/{number}");
    let key = SigningKey::from_bytes(&voting::hash::sha256(&[name.as_bytes()]));
    NoteSigner::new(&name, KeyKind::Cosignature, key).unwrap()
}

pub(crate) fn organiser() -> NoteSigner {
    signer("example.org/organiser")
}

pub(crate) fn promise_signer() -> NoteSigner {
    signer("example.org/ballots/promise")
}

pub(crate) fn auditor_signer(number: usize) -> NoteSigner {
    signer(&format!("auditor-{number}"))
}

/// x of the single trustee.
pub(crate) fn trustee_secret() -> ElectionSecret {
    ElectionSecret::generate(&mut rng(99))
}

/// The registrar's key of a contest.
pub(crate) fn registrar(contest: usize) -> &'static RegistrarSecret {
    static KEYS: OnceLock<[RegistrarSecret; 2]> = OnceLock::new();
    let pems = [
        include_str!("../../../../voting/tests/keys/registrar-2048-1.pem"),
        include_str!("../../../../voting/tests/keys/registrar-2048-2.pem"),
    ];
    &KEYS.get_or_init(|| pems.map(|pem| RegistrarSecret::from_pkcs8_pem(pem).unwrap()))[contest]
}

fn single() -> Trustees {
    let (vkey, y) = (signer("trustee-1").key().clone(), trustee_secret().public());
    let trustee = Trustee { index: 1, name: vkey.name().to_owned(), vkey, y_i: y };
    Trustees { k: 1, n: 1, y, list: vec![trustee] }
}

/// One contest publishes ballots, where that is usual, and the other one totals.
fn contests(publication: Publication) -> Vec<Contest> {
    let contest = |(number, id, publish): (usize, &str, Publish)| {
        let project = |(name, cost): (&str, u64)| Project { id: format!("{id}-{name}"), cost };
        Contest {
            id: id.into(),
            name: format!("Mahalla {id}"),
            territory: format!("UZ-TK-0{number}"),
            envelope: 100_000_000,
            projects: [("well", 50_000_000), ("road", 60_000_000), ("lamps", 20_000_000)]
                .map(project)
                .into(),
            ballot: BallotTerms { kind: BallotKind::Approval, min: 1, max: 2, max_points: None },
            rsa_spki: registrar(number).public().clone(),
            rule: Rule { name: "greedy_votes".into(), params: Map::new() },
            publish,
            min_counted: 5,
        }
    };
    let first = match publication {
        Publication::Open => Publish::Ballots,
        Publication::Audited => Publish::Totals,
    };
    [(0, "bogbon", first), (1, "chorsu", Publish::Totals)].map(contest).into()
}
