//! The manifest of a replay: one contest, one trustee, everything open.

use super::Timing;
use crate::replay::{Plan, TemporaryKeys};
use voting::batch::BatchRule;
use voting::id::ContestIndex;
use voting::manifest::{
    Contest, Log, Logs, Manifest, OnePer, Publication, Publish, RollTerms, SPEC, Trustee, Trustees,
};
use voting::registrar::RegistrarKey;
use voting::roll::Roll;
use voting::tie::TieRule;

/// The contest's id, which names its files.
const CONTEST: &str = "replay";
/// What a plaintext has at least.
const PLAINTEXT: u64 = 128;

pub(super) fn manifest(
    plan: &Plan,
    roll: &Roll,
    timing: Timing,
    keys: &TemporaryKeys,
) -> anyhow::Result<Manifest> {
    let public = keys.public()?;
    let log = |vkey: voting::note::NoteKey| Log { origin: vkey.name().to_owned(), vkey };
    let (y, vkey) = (keys.secret.public(), keys.trustee.key().clone());
    let trustee = Trustee { index: 1, name: vkey.name().to_owned(), vkey, y_i: y };
    let registrar = public.registrar.into_iter().next();
    let registrar = registrar.ok_or_else(|| anyhow::anyhow!("the registrar has no key"))?;
    Ok(Manifest {
        spec: SPEC.to_owned(),
        title: plan.title.clone(),
        publication: Publication::Open,
        one_per: OnePer::Contest,
        roll: RollTerms::Closed {
            root: roll.root(),
            size: roll.size(),
            roll_size: vec![roll.size_of(ContestIndex::new(0)?)],
        },
        contests: vec![contest(plan, registrar)],
        tie: TieRule::Id,
        trustees: Trustees { k: 1, n: 1, y, list: vec![trustee] },
        logs: Logs { issuance: log(public.issuance), ballots: log(public.ballots) },
        promise_vkey: public.promise,
        organiser_vkey: public.organiser,
        witnesses: "quorum none\n".to_owned(),
        auditors: Vec::new(),
        quorum: 0,
        issue_from: u64::try_from(timing.from)?,
        cast_from: u64::try_from(timing.from)?,
        closes_at: u64::try_from(timing.closes_at)?,
        batch: BatchRule { min_seconds: 1, min_entries: 1, cap_seconds: 60 },
        merge_by_seconds: 120,
        plaintext_len: PLAINTEXT.max(4 + 4 * u64::from(plan.ballot.max)),
    })
}

fn contest(plan: &Plan, registrar: RegistrarKey) -> Contest {
    Contest {
        id: CONTEST.to_owned(),
        name: plan.title.clone(),
        territory: "11".to_owned(),
        envelope: plan.envelope,
        projects: plan.projects.clone(),
        ballot: plan.ballot.clone(),
        rsa_spki: registrar,
        rule: plan.rule.clone(),
        publish: Publish::Ballots,
        min_counted: 0,
    }
}
