//! `election.tally`: ballots are unsealed with the trustees' shares and counted.
//!
//! Counting reads only what the close fixed; results, new state and confirmation are one
//! transaction. A count that was broken off left nothing.

use super::close::logged;
use super::election::{Found, warrant};
use super::files::notes;
use crate::counting::{self, Counting};
use app::web::{ActRefused, Confirmed, Explained, Line};
use store::elections::ElectionState;
use store::{Json, UnixTime};

pub(super) async fn plan(
    counting: &Counting,
    season: &str,
    _at: UnixTime,
) -> Result<Json, ActRefused> {
    let found = Found::of_season(counting, season, ElectionState::Closed).await?;
    let here = notes(counting, &found).await?;
    if here.shares.0 < here.shares.1 {
        let (here, needed) = here.shares;
        return Err(ActRefused::SharesMissing { here, needed });
    }
    found.payload()
}

pub(super) async fn explain(counting: &Counting, payload: &Json) -> Result<Explained, ActRefused> {
    let found = Found::of_payload(counting, payload).await?;
    let mut lines = found.head(counting).await?;
    lines.push(logged(counting, &found).await?);
    let (here, needed) = notes(counting, &found).await?.shares;
    lines.push(Line::Shares { here, needed });
    Ok(Explained { lines, places: found.places(counting).await? })
}

pub(super) async fn carry_out(
    counting: &Counting,
    confirmed: &Confirmed,
) -> Result<(), ActRefused> {
    let found = Found::of_payload(counting, &confirmed.approval.payload).await?;
    Ok(counting::tally(counting, &found.stored.id, warrant(confirmed)).await?)
}
