//! Preparing the vote of a season: keys, roll and manifest, fixed before it opens.
//!
//! What the season says (contests, dates, rules, projects) and what officials decide beside it
//! ([`Choices`]) become one manifest; the same input gives the same bytes. A vote can be prepared
//! anew as often as needed until it is approved; from then on only time opens and ends it.
//!
//! 1. [`Organiser::make_keys`] once, which `hashar keys init` calls too;
//! 2. [`Organiser::prepare`], after which officials look at manifest and roll;
//! 3. [`Organiser::approve`] once two of them agree, before the vote begins.
//!
//! To add a reason for refusing: a variant of [`PrepareError`] and the step that finds it.

mod choices;
mod constraints;
mod contests;
mod electorate;
mod refusal;

pub use choices::Choices;
pub(crate) use contests::{check_rules, rule};
pub use refusal::PrepareError;

use crate::election_keys::{ElectionKeys, PublicKeys};
use crate::randomness::Seeds;
use crate::witnesses::Witnesses;
use contests::RunFor;
use std::path::PathBuf;
use store::approvals::Warrant;
use store::elections::{ElectionState, StoredElection};
use store::seasons::{Contest, Phase, PhaseKind, Season};
use store::{PersonId, Store, UnixTime};
use voting::id::ContestIndex;
use voting::keygen;
use voting::manifest::{Election, Log, Logs, Manifest, Publication, RollTerms, SPEC};
use voting::note::NoteKey;
use voting::roll::Roll;

/// The language of titles and names in manifests.
pub(crate) const LANGUAGE: &str = "uz";

/// Bits of a registrar's key unless somebody asks for more.
pub const REGISTRAR_BITS: usize = 2_048;

/// Who prepares elections: a store, the folder of all keys, and the name under which logs are
/// known, a host such as `hashar.example`. Cheap to clone.
#[derive(Clone)]
pub struct Organiser {
    store: Store,
    keys: PathBuf,
    host: String,
    seeds: Seeds,
    witnesses: Witnesses,
}

impl Organiser {
    /// An organiser whose elections are named after `host`.
    #[must_use]
    pub fn new(store: Store, keys: PathBuf, host: String, seeds: Seeds) -> Self {
        Self { store, keys, host, seeds, witnesses: Witnesses::none() }
    }

    /// The same, whose elections are witnessed by the policy of these.
    #[must_use]
    pub fn witnessed_by(self, witnesses: Witnesses) -> Self {
        Self { witnesses, ..self }
    }

    /// Makes every key of a season's vote, some seconds for each contest; how many contests there
    /// are. Keys that are there already stop it.
    ///
    /// # Errors
    /// [`PrepareError::NoContest`]; [`PrepareError::Keys`].
    pub async fn make_keys(&self, season: &Season, bits: usize) -> Result<u16, PrepareError> {
        let contests = self.store.contests(season.id).await?.len();
        let contests = u16::try_from(contests).map_err(|_| PrepareError::TooManyContests)?;
        if contests == 0 {
            return Err(PrepareError::NoContest);
        }
        let (keys, seeds) = (ElectionKeys::of(&self.keys, &season.key)?, self.seeds.clone());
        let made = tokio::task::spawn_blocking(move || keys.create(contests, bits, &seeds));
        made.await.map_err(|_| PrepareError::Broken)??;
        Ok(contests)
    }

    /// Fixes roll and manifest of a season's vote as of `at`, and makes its keys if it has none.
    /// Officials who look at it find the election in the state `prepared`.
    ///
    /// # Errors
    /// [`PrepareError`], in words for who prepares; nothing changed then but that there may be
    /// keys.
    pub async fn prepare(
        &self,
        season: &Season,
        choices: &Choices,
        by: Option<PersonId>,
        at: UnixTime,
    ) -> Result<StoredElection, PrepareError> {
        let vote = vote_to_come(season, at)?;
        // Who verifies the record asks for it; who approves the vote relies on it.
        keygen::verify(&choices.trustees, &choices.key_generation)?;
        let contests = self.store.contests(season.id).await?;
        let runs = contests::load(&self.store, season, &contests).await?;
        let keys = ElectionKeys::of(&self.keys, &season.key)?;
        if !keys.are_begun() {
            self.make_keys(season, REGISTRAR_BITS).await?;
        }
        let public = self.public_keys(&keys, season, contests.len())?;
        let people = electorate::of(&self.store, season, vote.starts_at).await?;
        let roll = crate::registrar::roll(&people, choices.one_per, &keys.pepper()?)?;
        let logged = (&public, self.witnesses.policy());
        let manifest = manifest(season, vote, choices, (&contests, &runs), logged, &roll)?;
        let bytes = manifest.to_json()?;
        // What nobody could read again is not stored.
        Election::parse(&bytes)?;
        self.store
            .prepare_election(season.id, &bytes, &roll, &choices.key_generation, by, at)
            .await?;
        self.store.election_of_season(season.id).await?.ok_or(PrepareError::Broken)
    }

    /// Approves what was prepared, which nothing changes any more.
    ///
    /// # Errors
    /// [`PrepareError::Begun`] once the vote should be open; [`PrepareError::Approved`];
    /// [`PrepareError::Keys`] when this organiser's keys are not those of the manifest;
    /// [`PrepareError::KeyGeneration`] when the trustees' notes are not.
    pub async fn approve(
        &self,
        prepared: &StoredElection,
        warrant: Warrant,
    ) -> Result<(), PrepareError> {
        let season = self.store.season_by_id(prepared.season).await?;
        vote_to_come(&season, warrant.at())?;
        let election = Election::parse(&prepared.manifest)?;
        ElectionKeys::of(&self.keys, &season.key)?.check(&election.manifest)?;
        let notes = self.store.key_generation(prepared.row).await?;
        keygen::verify(&election.manifest.trustees, &notes)?;
        self.store.advance_election(prepared.row, ElectionState::Approved, warrant).await?;
        Ok(())
    }

    fn public_keys(
        &self,
        keys: &ElectionKeys,
        season: &Season,
        contests: usize,
    ) -> Result<PublicKeys, PrepareError> {
        let public = keys.public(&format!("{}/{}", self.host, season.key))?;
        match public.registrar.len() {
            keys if keys == contests => Ok(public),
            keys => Err(PrepareError::KeyCount { keys, contests }),
        }
    }
}

/// The vote of a season, which has not begun at `at`.
fn vote_to_come(season: &Season, at: UnixTime) -> Result<Phase, PrepareError> {
    let vote = season.phase(PhaseKind::Voting).ok_or(PrepareError::NoVote)?;
    if at >= vote.starts_at {
        return Err(PrepareError::Begun { opens: vote.starts_at });
    }
    Ok(vote)
}

fn manifest(
    season: &Season,
    vote: Phase,
    choices: &Choices,
    (contests, runs): (&[Contest], &[RunFor]),
    (keys, witnesses): (&PublicKeys, &str),
    roll: &Roll,
) -> Result<Manifest, PrepareError> {
    let publication = match season.publication {
        store::seasons::Publication::Open => Publication::Open,
        store::seasons::Publication::Audited => Publication::Audited,
    };
    if publication == Publication::Audited && choices.quorum == 0 {
        return Err(PrepareError::NoAuditor);
    }
    let listed = contests.iter().zip(runs).zip(&keys.registrar);
    let listed = listed.map(|((contest, run), key)| run.contest(contest, key, choices));
    let listed = listed.collect::<Result<Vec<_>, _>>()?;
    let [opens, closes] = [vote.starts_at, vote.ends_at].map(|at| u64::try_from(at).unwrap_or(0));
    Ok(Manifest {
        spec: SPEC.to_owned(),
        title: season.titles.text(LANGUAGE).to_owned(),
        publication,
        one_per: choices.one_per,
        roll: roll_terms(roll, runs)?,
        plaintext_len: choices.plaintext_length(&listed),
        contests: listed,
        tie: choices.tie,
        trustees: choices.trustees.clone(),
        logs: logs(keys),
        promise_vkey: keys.promise.clone(),
        organiser_vkey: keys.organiser.clone(),
        witnesses: witnesses.to_owned(),
        auditors: choices.auditors.clone(),
        quorum: choices.quorum,
        issue_from: opens,
        cast_from: opens,
        closes_at: closes,
        batch: choices.batch,
        merge_by_seconds: choices.merge_by_seconds,
    })
}

fn logs(keys: &PublicKeys) -> Logs {
    let log = |key: &NoteKey| Log { origin: key.name().to_owned(), vkey: key.clone() };
    Logs { issuance: log(&keys.issuance), ballots: log(&keys.ballots) }
}

fn roll_terms(roll: &Roll, runs: &[RunFor]) -> Result<RollTerms, PrepareError> {
    let mut roll_size = Vec::with_capacity(runs.len());
    for (index, run) in (0..).zip(runs) {
        match roll.size_of(ContestIndex::new(index)?) {
            0 => return Err(PrepareError::Nobody { contest: run.name.clone() }),
            people => roll_size.push(people),
        }
    }
    Ok(RollTerms::Closed { root: roll.root(), size: roll.size(), roll_size })
}
