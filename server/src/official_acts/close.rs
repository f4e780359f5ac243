//! `election.close`: two officials confirm that the vote is over and its logs are complete.
//!
//! Time ended the vote: at `closes_at` the box takes nothing any more. What [`counting::close`]
//! writes before its transaction is the same every time; the registrar's keys go after it, and
//! every start of the server finishes that.

use super::election::{Found, failed, seconds, warrant, window};
use crate::counting::{self, Counting};
use crate::witnesses;
use app::web::{ActRefused, Confirmed, Explained, Line};
use store::elections::ElectionState;
use store::logs::Log;
use store::{Json, UnixTime};
use voting::note::Note;

pub(super) async fn plan(
    counting: &Counting,
    season: &str,
    at: UnixTime,
) -> Result<Json, ActRefused> {
    let found = Found::of_season(counting, season, ElectionState::Approved).await?;
    let closes_at = seconds(found.election.manifest.closes_at);
    if at < closes_at {
        return Err(ActRefused::TooEarly(closes_at));
    }
    for log in [Log::Issuance, Log::Ballots] {
        if !counting.polls.store().log_head(found.stored.row, log).await?.closed {
            return Err(ActRefused::LogsOpen);
        }
    }
    require_witnesses(counting, &found, at).await?;
    found.payload()
}

pub(super) async fn explain(counting: &Counting, payload: &Json) -> Result<Explained, ActRefused> {
    let found = Found::of_payload(counting, payload).await?;
    let mut lines = found.head(counting).await?;
    lines.push(window(&found.election.manifest));
    lines.push(logged(counting, &found).await?);
    Ok(Explained { lines, places: found.places(counting).await? })
}

pub(super) async fn carry_out(
    counting: &Counting,
    confirmed: &Confirmed,
) -> Result<(), ActRefused> {
    let found = Found::of_payload(counting, &confirmed.approval.payload).await?;
    Ok(counting::close(counting, &found.stored.id, warrant(confirmed)).await?)
}

/// Nothing is proposed that the close would refuse.
async fn require_witnesses(
    counting: &Counting,
    found: &Found,
    at: UnixTime,
) -> Result<(), ActRefused> {
    let until = seconds(witnesses::asked_until(&found.election.manifest));
    for log in [Log::Issuance, Log::Ballots] {
        let head = counting.polls.store().checkpoint(found.stored.row, log).await?;
        let head = Note::parse(&head.note).map_err(failed)?;
        if at <= until && !witnesses::has_quorum_in_time(&found.election, &head) {
            return Err(ActRefused::WitnessesMissing(until));
        }
    }
    Ok(())
}

/// What the logs hold beside the entries that open and close them.
pub(super) async fn logged(counting: &Counting, found: &Found) -> Result<Line, ActRefused> {
    const FRAME: u64 = 2;
    let entries = async |log| {
        let head = counting.polls.store().log_head(found.stored.row, log).await?;
        Ok::<_, ActRefused>(head.size.saturating_sub(FRAME))
    };
    let credentials = entries(Log::Issuance).await?;
    Ok(Line::Logged { credentials, ballots: entries(Log::Ballots).await? })
}
