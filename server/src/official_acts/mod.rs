//! Acts that take two officials, where keys and files are: what would be done, in words, and done.
//!
//! One act is one file with three functions:
//! - `plan`: what a proposal writes down as to be done, if it can be done now;
//! - `explain`: that in words, and where an official must hold the role;
//! - `carry_out`: confirms and does it. Where all of it lies in the database, one method of the
//!   store does both in one transaction. Where files or keys are involved, what comes before that
//!   transaction may be repeated and gives the same again: after a crash the act is still open, and
//!   confirming it again finishes it. The transaction comes last and decides between two.
//!
//! To add an act: a variant of [`OfficialAct`] with its word, a file here, a line in each `match`
//! below; what is new to say is a variant of [`app::web::Line`] and a line in
//! `app/src/pages/office/lines.rs`; its name and what it means are in `locales/*/office.ftl`.

mod close;
mod election;
mod files;
mod manifest_keys;
mod open;
mod prepare;
mod publish;
mod refused;
mod rules;
mod tally;

use crate::counting::Counting;
use app::web::{
    ActRefused, CarryOut, Confirmed, Doing, ElectionFile, Explained, NotesHere, OfficialAct,
    Preparation, RulesAsked, SentFile,
};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use store::{ApprovalId, Json, UnixTime};

/// As long as a page waits for an act; counting may take longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The office. Cheap to clone.
#[derive(Clone)]
pub struct OfficialActs {
    counting: Counting,
    under_way: Arc<Mutex<BTreeSet<ApprovalId>>>,
}

impl OfficialActs {
    /// An office for these elections.
    #[must_use]
    pub fn new(counting: Counting) -> Self {
        Self { counting, under_way: Arc::default() }
    }

    async fn plan_it(
        &self,
        act: OfficialAct,
        subject: &str,
        at: UnixTime,
    ) -> Result<Json, ActRefused> {
        let counting = &self.counting;
        match act {
            OfficialAct::ElectionOpen => open::plan(counting, subject, at).await,
            OfficialAct::ElectionClose => close::plan(counting, subject, at).await,
            OfficialAct::ElectionTally => tally::plan(counting, subject, at).await,
            OfficialAct::ElectionPublish => publish::plan(counting, subject, at).await,
            // What an official chose comes by `plan_rules`.
            OfficialAct::SeasonRules => Err(ActRefused::State),
        }
    }

    async fn explain_it(&self, act: OfficialAct, payload: &Json) -> Result<Explained, ActRefused> {
        let counting = &self.counting;
        match act {
            OfficialAct::ElectionOpen => open::explain(counting, payload).await,
            OfficialAct::ElectionClose => close::explain(counting, payload).await,
            OfficialAct::ElectionTally => tally::explain(counting, payload).await,
            OfficialAct::ElectionPublish => publish::explain(counting, payload).await,
            OfficialAct::SeasonRules => rules::explain(counting, payload).await,
        }
    }

    async fn carry_it_out(self, confirmed: Confirmed) -> Result<(), ActRefused> {
        // Before any work; the database has the last word.
        if confirmed.approval.decided.is_some() {
            return Err(ActRefused::Decided);
        }
        if confirmed.approval.proposed_by == confirmed.by {
            return Err(ActRefused::TwoPeople);
        }
        let _turn = Turn::take(&self.under_way, confirmed.approval.id)?;
        let act = OfficialAct::from_word(&confirmed.approval.act).ok_or(ActRefused::NotFound)?;
        let counting = &self.counting;
        match act {
            OfficialAct::ElectionOpen => open::carry_out(counting, &confirmed).await,
            OfficialAct::ElectionClose => close::carry_out(counting, &confirmed).await,
            OfficialAct::ElectionTally => tally::carry_out(counting, &confirmed).await,
            OfficialAct::ElectionPublish => publish::carry_out(counting, &confirmed).await,
            OfficialAct::SeasonRules => rules::carry_out(counting, &confirmed).await,
        }
    }
}

impl CarryOut for OfficialActs {
    fn plan<'a>(&'a self, act: OfficialAct, subject: &'a str, at: UnixTime) -> Doing<'a, Json> {
        Box::pin(self.plan_it(act, subject, at))
    }

    fn plan_rules(&self, asked: RulesAsked) -> Doing<'_, Json> {
        Box::pin(rules::plan(&self.counting, asked))
    }

    fn explain<'a>(&'a self, act: OfficialAct, payload: &'a Json) -> Doing<'a, Explained> {
        Box::pin(self.explain_it(act, payload))
    }

    fn carry_out(&self, confirmed: Confirmed) -> Doing<'_, ()> {
        Box::pin(patiently(self.clone().carry_it_out(confirmed)))
    }

    fn prepare(&self, asked: Preparation) -> Doing<'_, ()> {
        Box::pin(patiently(prepare::prepare(self.counting.clone(), asked)))
    }

    fn take_file(&self, season: String, kind: ElectionFile, file: SentFile) -> Doing<'_, ()> {
        Box::pin(files::take(&self.counting, season, kind, file))
    }

    fn notes_here<'a>(&'a self, season: &'a str) -> Doing<'a, NotesHere> {
        Box::pin(files::here(&self.counting, season))
    }
}

/// Waits as long as a page does for work in a task of its own: a browser that goes away does not
/// cut it.
async fn patiently(
    work: impl Future<Output = Result<(), ActRefused>> + Send + 'static,
) -> Result<(), ActRefused> {
    match tokio::time::timeout(PATIENCE, tokio::spawn(work)).await {
        Ok(Ok(done)) => done,
        Ok(Err(error)) => {
            tracing::error!(%error, "an act of officials ended");
            Err(ActRefused::Failed)
        }
        Err(_) => Err(ActRefused::UnderWay),
    }
}

/// The right to carry an act out in this process, given back when it is done or failed.
struct Turn {
    under_way: Arc<Mutex<BTreeSet<ApprovalId>>>,
    id: ApprovalId,
}

impl Turn {
    fn take(
        under_way: &Arc<Mutex<BTreeSet<ApprovalId>>>,
        id: ApprovalId,
    ) -> Result<Self, ActRefused> {
        let mut taken = under_way.lock().unwrap_or_else(PoisonError::into_inner);
        match taken.insert(id) {
            true => Ok(Self { under_way: Arc::clone(under_way), id }),
            false => Err(ActRefused::UnderWay),
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}
