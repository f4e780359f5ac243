//! How far witnesses have seen the logs of a vote, until it is closed.

use super::stage::{Stage, Vote};
use crate::components::{Check, CheckList, CheckState, SectionHead};
use crate::i18n::number;
use crate::t;
use crate::web::{Problem, Visit};
use leptos::prelude::*;
use store::logs::{Log, StoredCheckpoint};
use store::{ElectionRow, StoreError};
use voting::policy::Policy;

/// The section of the desk; nothing before the approval, after the close and without witnesses.
pub(super) async fn section(visit: &Visit, vote: &Vote) -> Result<Option<AnyView>, Problem> {
    let words = visit.words();
    let stage = vote.stage(visit.now);
    let Some((stored, manifest)) = &vote.prepared else { return Ok(None) };
    let required = Policy::parse(&manifest.witnesses).is_ok_and(|it| it.requires_witnesses());
    if !required || !(Stage::Approved..=Stage::Over).contains(&stage) {
        return Ok(None);
    }
    let ballots = check(visit, stored.row, Log::Ballots, t!(words, "office-witnesses-ballots"));
    let issuance = check(visit, stored.row, Log::Issuance, t!(words, "office-witnesses-issuance"));
    let checks = vec![issuance.await?, ballots.await?];
    let (title, note) = (t!(words, "office-witnesses"), t!(words, "office-witnesses-note"));
    Ok(Some(
        view! {
            <section class="stack measure" aria-labelledby="witnesses">
                <SectionHead id="witnesses" title note />
                <CheckList checks />
            </section>
        }
        .into_any(),
    ))
}

/// Whether a log begins without a quorum: voters' devices accept no log that does.
pub(super) async fn is_beginning_unseen(visit: &Visit, vote: &Vote) -> Result<bool, Problem> {
    let Some((stored, manifest)) = &vote.prepared else { return Ok(false) };
    if !Policy::parse(&manifest.witnesses).is_ok_and(|it| it.requires_witnesses()) {
        return Ok(false);
    }
    for log in [Log::Issuance, Log::Ballots] {
        if size(visit.site.store.witnessed_checkpoint(stored.row, log).await)? == 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How many entries a head has; none where there is no head.
fn size(head: Result<StoredCheckpoint, StoreError>) -> Result<u64, StoreError> {
    match head {
        Ok(head) => Ok(head.size),
        Err(StoreError::NotFound) => Ok(0),
        Err(error) => Err(error),
    }
}

async fn check(visit: &Visit, row: ElectionRow, log: Log, title: String) -> Result<Check, Problem> {
    let (words, store) = (visit.words(), &visit.site.store);
    let all = size(store.checkpoint(row, log).await)?;
    let seen = size(store.witnessed_checkpoint(row, log).await)?;
    let count = |entries: u64| number(i64::try_from(entries).unwrap_or(i64::MAX));
    let note = t!(words, "office-witnesses-seen", seen = count(seen), size = count(all));
    let (state, word) = match seen == all {
        true => (CheckState::Done, t!(words, "office-witnesses-signed")),
        false => (CheckState::Queued, t!(words, "office-witnesses-missing")),
    };
    Ok(Check { title, note, state, word })
}
