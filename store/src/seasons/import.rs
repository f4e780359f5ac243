//! A season that an operator brings, and one that takes its place while nothing rests on it.

use super::{NewSeason, Season, rows};
use crate::pool::Tx;
use crate::{Constraint, FileHash, Result, SeasonId, Store, StoreError, UnixTime, acts};
use serde_json::json;
use voting::text::hex;

impl Store {
    /// Makes a season from an operator's file, or takes the place of the one with its key, and
    /// writes that down: all of it or nothing.
    ///
    /// # Errors
    /// As [`Store::create_season`]; with `replace` [`Constraint::SeasonInUse`] once anything rests
    /// on the season that is there.
    pub async fn import_season(
        &self,
        season: &NewSeason,
        replace: bool,
        file: &FileHash,
        at: UnixTime,
    ) -> Result<SeasonId> {
        let mut tx = self.begin().await?;
        let before = match replace {
            true => rows::id_of(&mut tx, &season.key).await?,
            false => None,
        };
        let id = match before {
            None => rows::insert(&mut tx, season, at).await?,
            Some(id) => {
                clear(&mut tx, id).await?;
                rows::update_season(&mut tx, id, season, at).await?;
                rows::insert_parts(&mut tx, id, season).await?;
                id
            }
        };
        let detail = json!({
            "sha256": hex(file.as_bytes()),
            "contests": season.contests.len(),
            "replaced": before.is_some(),
        });
        let act = acts::SEASON_IMPORT;
        let act = acts::NewAct { act, subject: &season.key, detail: detail.into() };
        acts::record(&mut tx, act, None, None, at).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Whether anything rests on a season: a proposal, whatever became of it, a project or a
    /// manifest.
    ///
    /// # Errors
    /// What the database said.
    pub async fn season_is_in_use(&self, season: &Season) -> Result<bool> {
        Ok(read!(self, |conn| {
            sqlx::query_scalar(rows::IN_USE).bind(season.id).fetch_one(conn).await
        })?)
    }
}

/// Removes phases and contests of a season that nothing rests on. References decide: a proposal
/// that came in the meantime stops it.
async fn clear(tx: &mut Tx, season: SeasonId) -> Result<()> {
    let in_use: bool = step!(&mut *tx, |conn| {
        sqlx::query_scalar(rows::IN_USE).bind(season).fetch_one(conn).await
    })?;
    if in_use {
        return Err(StoreError::Conflict(Constraint::SeasonInUse));
    }
    match rows::delete_parts(tx, season).await {
        Err(StoreError::Conflict(Constraint::Reference)) => {
            Err(StoreError::Conflict(Constraint::SeasonInUse))
        }
        other => other,
    }
}
