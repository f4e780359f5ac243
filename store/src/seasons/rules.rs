//! Another rule for contests of a season, until officials approved its vote.

use super::Bounds;
use crate::approvals::{Warrant, exercise};
use crate::pool::Tx;
use crate::{
    Constraint, ContestId, Json, Result, SeasonId, Store, StoreError, acts, elections, seasons,
};
use serde_json::json;

/// The act of the approval; its subject is the season's key.
pub const CHANGE_RULES: &str = "season.rules";

/// How a contest is to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContestRules {
    /// Which contest.
    pub contest: ContestId,
    /// The name of the rule that funds projects.
    pub rule: String,
    /// Its parameters, an object.
    pub rule_params: Json,
    /// Votes a project needs to be funded.
    pub min_votes: i64,
    /// What it asks beyond that.
    pub bounds: Bounds,
}

impl Store {
    /// Changes how contests of a season are decided, under a warrant, and writes that down: both or
    /// neither. A vote that was prepared and not approved is prepared anew after it.
    ///
    /// # Errors
    /// [`Constraint::BallotFixed`] once officials approved the vote; those of a warrant, as for
    /// [`Store::approve_election`]; [`StoreError::NotFound`] for another season's contest.
    pub async fn change_rules(
        &self,
        season: &str,
        rules: &[ContestRules],
        warrant: Warrant,
    ) -> Result<()> {
        let mut tx = self.begin().await?;
        let id = seasons::rows::id_of(&mut tx, season).await?.ok_or(StoreError::NotFound)?;
        exercise(&mut tx, warrant, CHANGE_RULES, season).await?;
        if elections::season_is_fixed(&mut tx, id).await? {
            return Err(StoreError::Conflict(Constraint::BallotFixed));
        }
        for contest in rules {
            update(&mut tx, id, contest).await?;
        }
        let detail = json!({ "contests": rules.len() }).into();
        let act = acts::NewAct { act: acts::SEASON_RULES, subject: season, detail };
        acts::record(&mut tx, act, warrant.by(), None, warrant.at()).await?;
        tx.commit().await
    }
}

async fn update(tx: &mut Tx, season: SeasonId, rules: &ContestRules) -> Result<()> {
    const SQL: &str = "UPDATE contests SET rule = $3, rule_params = $4, min_votes = $5, bounds = $6 \
                       WHERE id = $1 AND season_id = $2";
    let bounds = rules.bounds.to_json()?;
    let changed = step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(rules.contest)
            .bind(season)
            .bind(&rules.rule)
            .bind(rules.rule_params.to_string())
            .bind(rules.min_votes)
            .bind(&bounds)
            .execute(conn)
            .await
            .map(|done| done.rows_affected())
    })?;
    match changed {
        0 => Err(StoreError::NotFound),
        _ => Ok(()),
    }
}
