//! The decision on a proposal, written together with its act, and the project that follows.

use super::rows::{self, Held, Summary};
use super::{ProposalState, rows::hold};
use crate::acts::{self, NewAct};
use crate::pool::Tx;
use crate::roles::{self, Role};
use crate::{
    Constraint, ContestId, Json, PersonId, ProjectId, ProposalId, Result, Som, Store, StoreError,
    UnixTime, elections, projects,
};

/// Who decides on what they have read, and why.
#[derive(Clone, Debug)]
pub struct Screening {
    /// The proposal.
    pub proposal: ProposalId,
    /// The version that was read.
    pub version: i64,
    /// The moderator.
    pub by: PersonId,
    /// Why, for everybody; 1 to [`Screening::REASON`] characters.
    pub reason: String,
}

impl Screening {
    /// Characters of a reason.
    pub const REASON: usize = 2_000;
}

impl Store {
    /// Admits a submitted proposal with its reviewed cost: it is a project of its contest now.
    ///
    /// # Errors
    /// [`Constraint::ProposalState`], also for the slower of two moderators;
    /// [`Constraint::ProposalChanged`]; [`Constraint::NotInScope`] for who does not moderate the
    /// proposal's mahalla; [`Constraint::OwnProposal`]; [`Constraint::BallotFixed`] once officials
    /// approved the season's manifest; [`Constraint::PhaseClosed`] once the
    /// season's vote has begun; [`Constraint::Check`] for a cost or reason out of range;
    /// [`StoreError::NotFound`].
    pub async fn admit_proposal(
        &self,
        screening: &Screening,
        cost: Som,
        at: UnixTime,
    ) -> Result<ProjectId> {
        let mut tx = self.begin().await?;
        let (held, summary) = decide(&mut tx, screening, Some(cost), at).await?;
        let project = projects::FromProposal {
            key: &held.key,
            contest: held.contest,
            proposal: screening.proposal,
            title: &summary.title,
            summary: &summary.summary,
            place: &summary.place,
            language: &summary.language,
            category: summary.category.as_deref(),
            mahalla: summary.mahalla_id,
            cost,
        };
        let id = projects::insert(&mut tx, &project, at).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Refuses a submitted proposal.
    ///
    /// # Errors
    /// Those of [`Store::admit_proposal`].
    pub async fn refuse_proposal(&self, screening: &Screening, at: UnixTime) -> Result<()> {
        let mut tx = self.begin().await?;
        decide(&mut tx, screening, None, at).await?;
        tx.commit().await
    }
}

/// Checks who decides on what and writes the decision and its act.
async fn decide(
    tx: &mut Tx,
    screening: &Screening,
    cost: Option<Som>,
    at: UnixTime,
) -> Result<(Held, Summary)> {
    let refused = |constraint| Err(StoreError::Conflict(constraint));
    let held = hold(tx, screening.proposal).await?;
    if held.state != ProposalState::Submitted {
        return refused(Constraint::ProposalState);
    }
    let summary = rows::summary(tx, (screening.proposal, held.version)).await?;
    if !roles::holds(tx, screening.by, Role::Moderator, summary.mahalla_id).await? {
        return refused(Constraint::NotInScope);
    }
    held.check_version(screening.version)?;
    if vote_has_begun(tx, held.contest, at).await? {
        return refused(Constraint::PhaseClosed);
    }
    if cost.is_some() && elections::ballot_is_fixed(tx, held.contest).await? {
        return refused(Constraint::BallotFixed);
    }
    write(tx, screening, cost, at).await?;
    write_down(tx, screening, (&held, &summary), cost, at).await?;
    Ok((held, summary))
}

async fn vote_has_begun(tx: &mut Tx, contest: ContestId, at: UnixTime) -> Result<bool> {
    const SQL: &str = "SELECT EXISTS (SELECT 1 \
         FROM contests c JOIN phases p ON p.season_id = c.season_id \
         WHERE c.id = $1 AND p.phase = 'voting' AND p.starts_at <= $2)";
    Ok(step!(tx, |conn| sqlx::query_scalar(SQL).bind(contest).bind(at).fetch_one(conn).await)?)
}

async fn write(tx: &mut Tx, screening: &Screening, cost: Option<Som>, at: UnixTime) -> Result<()> {
    const SQL: &str = "UPDATE proposals SET state = $2, decided_by = $3, decided_at = $4, \
                       reason = $5, cost_reviewed = $6 WHERE id = $1";
    let state = if cost.is_some() { ProposalState::Admitted } else { ProposalState::Refused };
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(screening.proposal)
            .bind(state.word())
            .bind(screening.by)
            .bind(at)
            .bind(&screening.reason)
            .bind(cost)
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}

async fn write_down(
    tx: &mut Tx,
    screening: &Screening,
    (held, summary): (&Held, &Summary),
    cost: Option<Som>,
    at: UnixTime,
) -> Result<()> {
    let subject = format!("proposal {}", held.key);
    let detail = Json(serde_json::json!({
        "contest": held.contest, "version": held.version,
        "cost_asked": summary.cost_asked, "cost_reviewed": cost,
    }));
    let act = if cost.is_some() { acts::PROPOSALS_ADMIT } else { acts::PROPOSALS_REFUSE };
    let act = NewAct { act, subject: &subject, detail };
    acts::record(tx, act, Some(screening.by), summary.mahalla_id, at).await
}
