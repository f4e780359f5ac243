//! The demo's clock: the system's time plus what officials added to it.

use crate::pool::Tx;
use crate::settings::{CLOCK_OFFSET, DEMO};
use crate::{Constraint, PersonId, Result, Store, StoreError, UnixTime, acts};
use serde_json::json;

/// A move of the demo's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockMove {
    /// The offset under which the clock read `from`.
    pub offset: UnixTime,
    /// What it reads.
    pub from: UnixTime,
    /// What it shall read.
    pub to: UnixTime,
}

impl Store {
    /// Moves the demo's clock forward, writes that down and gives the new offset. Sessions keep
    /// their age: nobody's browser waited that long.
    ///
    /// # Errors
    /// [`Constraint::ClockBack`] when it would not go forward; [`Constraint::ClockMoved`] when it
    /// has another offset by now; [`Constraint::NoDemo`].
    pub async fn move_clock(&self, by: PersonId, step: ClockMove) -> Result<UnixTime> {
        let ClockMove { offset, from, to } = step;
        let ahead = to.checked_sub(from).filter(|ahead| *ahead > 0);
        let ahead = ahead.ok_or(StoreError::Conflict(Constraint::ClockBack))?;
        let moved = offset.checked_add(ahead).ok_or(StoreError::Conflict(Constraint::ClockBack))?;
        let mut tx = self.begin().await?;
        if read(&mut tx, DEMO).await?.is_none() {
            return Err(StoreError::Conflict(Constraint::NoDemo));
        }
        swap(&mut tx, offset, moved).await?;
        age_sessions(&mut tx, ahead).await?;
        let detail = json!({ "from": from, "to": to }).into();
        let act = acts::NewAct { act: acts::CLOCK_MOVE, subject: "clock", detail };
        acts::record(&mut tx, act, Some(by), None, from).await?;
        tx.commit().await?;
        Ok(moved)
    }
}

async fn read(tx: &mut Tx, key: &str) -> Result<Option<String>> {
    const SQL: &str = "SELECT value FROM settings WHERE key = $1";
    Ok(step!(tx, |conn| sqlx::query_scalar(SQL).bind(key).fetch_optional(conn).await)?)
}

/// Of two who move the clock at once, one finds that it was moved.
async fn swap(tx: &mut Tx, old: UnixTime, new: UnixTime) -> Result<()> {
    const FIRST: &str = "INSERT INTO settings (key, value) VALUES ($1, '0') \
                         ON CONFLICT (key) DO NOTHING";
    const SQL: &str = "UPDATE settings SET value = $3 WHERE key = $1 AND value = $2";
    step!(&mut *tx, |conn| sqlx::query(FIRST).bind(CLOCK_OFFSET).execute(conn).await.map(drop))?;
    let swapped = step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(CLOCK_OFFSET)
            .bind(old.to_string())
            .bind(new.to_string())
            .execute(conn)
            .await
            .map(|done| done.rows_affected())
    })?;
    match swapped {
        0 => Err(StoreError::Conflict(Constraint::ClockMoved)),
        _ => Ok(()),
    }
}

async fn age_sessions(tx: &mut Tx, ahead: UnixTime) -> Result<()> {
    const SQL: &str = "UPDATE sessions SET created_at = created_at + $1, \
         seen_at = seen_at + $1, authed_at = authed_at + $1 WHERE revoked_at IS NULL";
    step!(tx, |conn| sqlx::query(SQL).bind(ahead).execute(conn).await.map(drop))?;
    Ok(())
}
