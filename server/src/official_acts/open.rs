//! `election.open`: two officials approve manifest and roll. From then on time opens the vote.
//!
//! All of it lies in the database: confirmation and new state are one transaction.

use super::election::{Found, failed, seconds, terms, warrant};
use super::manifest_keys::keys;
use super::prepare::flawed;
use crate::counting::Counting;
use crate::poll::PollError;
use app::web::{ActRefused, Confirmed, Explained};
use store::elections::ElectionState;
use store::{Json, UnixTime};
use voting::keygen;

pub(super) async fn plan(
    counting: &Counting,
    season: &str,
    at: UnixTime,
) -> Result<Json, ActRefused> {
    let found = Found::of_season(counting, season, ElectionState::Prepared).await?;
    check(counting, &found, at).await?;
    found.payload()
}

pub(super) async fn explain(counting: &Counting, payload: &Json) -> Result<Explained, ActRefused> {
    let found = Found::of_payload(counting, payload).await?;
    let mut lines = found.head(counting).await?;
    lines.extend(terms(&found.election.manifest, &found.territories(counting).await?));
    lines.extend(keys(&found.election));
    Ok(Explained { lines, places: found.places(counting).await? })
}

pub(super) async fn carry_out(
    counting: &Counting,
    confirmed: &Confirmed,
) -> Result<(), ActRefused> {
    let found = Found::of_payload(counting, &confirmed.approval.payload).await?;
    check(counting, &found, confirmed.at).await?;
    let store = counting.polls.store();
    Ok(store.approve_election(&found.stored.id, warrant(confirmed)).await?)
}

/// Before the first second of the vote, with the keys of this very manifest, and with the notes of
/// its trustees that the record will need: there is no way back from an approval.
async fn check(counting: &Counting, found: &Found, at: UnixTime) -> Result<(), ActRefused> {
    let cast_from = seconds(found.election.manifest.cast_from);
    if at >= cast_from {
        return Err(ActRefused::TooLate(cast_from));
    }
    let notes = counting.polls.store().key_generation(found.stored.row).await?;
    keygen::verify(&found.election.manifest.trustees, &notes)
        .map_err(|flaw| ActRefused::KeyGeneration(flawed(flaw)))?;
    counting.polls.check_keys(&found.stored).await.map_err(|error| match error {
        PollError::Keys(error) => {
            tracing::error!(%error, "the keys here are not those of the manifest");
            ActRefused::Keys
        }
        other => failed(other),
    })
}
