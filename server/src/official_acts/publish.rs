//! `election.publish`: the record is written, signed and public for good.
//!
//! Its files are the same every time they are written and nobody sees them before the transaction
//! that makes the election public.

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
    let found = Found::of_season(counting, season, ElectionState::Tallied).await?;
    let (here, needed) = notes(counting, &found).await?.holds;
    if here < needed {
        return Err(ActRefused::HoldsMissing { here, needed });
    }
    found.payload()
}

pub(super) async fn explain(counting: &Counting, payload: &Json) -> Result<Explained, ActRefused> {
    let found = Found::of_payload(counting, payload).await?;
    let mut lines = found.head(counting).await?;
    let (totals, _) = counting.polls.store().tally_totals(found.stored.row).await?;
    lines.push(Line::Counted {
        counted: totals.counted,
        superseded: totals.superseded,
        spoiled: totals.spoiled,
        invalid: totals.invalid,
    });
    Ok(Explained { lines, places: found.places(counting).await? })
}

pub(super) async fn carry_out(
    counting: &Counting,
    confirmed: &Confirmed,
) -> Result<(), ActRefused> {
    let found = Found::of_payload(counting, &confirmed.approval.payload).await?;
    Ok(counting::publish(counting, &found.stored.id, warrant(confirmed)).await?)
}
