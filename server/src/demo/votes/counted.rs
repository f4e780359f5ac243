//! The end of a vote that is over: closed, counted and published by two officials, with the share
//! of the demo's trustee.

use super::{Ground, Held, OFFICIAL, SECOND_OFFICIAL};
use crate::counting::{self, Counting, Records};
use anyhow::Context as _;
use serde_json::json;
use store::approvals::{NewApproval, Warrant};
use store::elections::ElectionState;
use store::seasons::{PhaseKind, Season};
use store::{Json, UnixTime};
use voting::id::ElectionId;
use voting::share::Share;

/// Between what one official proposes and what another confirms.
pub(super) const A_MOMENT: UnixTime = 600;
/// Between two acts.
const HOUR: UnixTime = 3_600;

impl Ground<'_> {
    /// Takes a vote that ended at `over` to its published record, when the results are due.
    pub(super) async fn count(
        &self,
        held: &Held,
        records: &Records,
        season: &Season,
        over: UnixTime,
    ) -> anyhow::Result<()> {
        let counting = Counting { polls: held.polls.clone(), records: records.clone() };
        let id = &held.poll.election.id;
        let close = self.warrant(held, season, ElectionState::Closed, over + HOUR).await?;
        counting::close(&counting, id, close).await?;
        let note = released(&counting, held).await?;
        let at = held.hours.now();
        counting::take_share(&counting, id, &note, self.known.get(OFFICIAL).copied(), at).await?;
        let tally = self.warrant(held, season, ElectionState::Tallied, over + 2 * HOUR).await?;
        counting::tally(&counting, id, tally).await?;
        let due = season.phase(PhaseKind::Results).context("it has no results")?.starts_at;
        let publish = self.warrant(held, season, ElectionState::Published, due).await?;
        Ok(counting::publish(&counting, id, publish).await?)
    }

    /// What one official proposed and another confirms at `at`.
    async fn warrant(
        &self,
        held: &Held,
        season: &Season,
        to: ElectionState,
        at: UnixTime,
    ) -> anyhow::Result<Warrant> {
        held.hours.set(at);
        self.confirmed(&held.poll.election.id, season, to, at).await
    }

    /// The same where no process holds the election yet.
    pub(super) async fn confirmed(
        &self,
        id: &ElectionId,
        season: &Season,
        to: ElectionState,
        at: UnixTime,
    ) -> anyhow::Result<Warrant> {
        let official = |key: &str| self.known.get(key).copied().context("an official is missing");
        let payload = Json(json!({ "election_id": id.to_string() }));
        let (act, subject) = (to.act().to_owned(), season.key.clone());
        let new = NewApproval { act, subject, payload };
        let approval = self.store.propose(&new, official(OFFICIAL)?, at - A_MOMENT).await?;
        Ok(Warrant::Confirmed { approval, by: official(SECOND_OFFICIAL)?, at })
    }
}

/// The trustee's note for the logs as they ended.
async fn released(counting: &Counting, held: &Held) -> anyhow::Result<String> {
    let share = held.trustee.share.as_ref().context("a trustee's key without a share")?;
    let heads = counting.final_heads(&held.poll).await?;
    let share = Share {
        index: share.index,
        secret: share.secret.clone(),
        ballots: heads.ballots.body_hash(),
        issuance: heads.issuance.body_hash(),
    };
    Ok(share.sign(&held.trustee.signer)?.to_string())
}
