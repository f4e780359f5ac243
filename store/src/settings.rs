//! What an installation remembers about itself.

use crate::{Result, Store, UnixTime};

pub(crate) const DEMO: &str = "demo";
/// Values of [`DEMO`].
const BEGUN: &str = "begun";
const WHOLE: &str = "whole";
const REPLAY: &str = "replay";
pub(crate) const CLOCK_OFFSET: &str = "clock_offset";

impl Store {
    /// Whether this database was made for the demo and holds nothing else.
    ///
    /// # Errors
    /// What the database said.
    pub async fn is_demo(&self) -> Result<bool> {
        Ok(self.setting(DEMO).await?.is_some())
    }

    /// Whether the demo in this database was loaded to its end.
    ///
    /// # Errors
    /// What the database said.
    pub async fn demo_is_whole(&self) -> Result<bool> {
        Ok(self.setting(DEMO).await?.as_deref() == Some(WHOLE))
    }

    /// Marks the database as one that holds nothing but a demo, before its first row is written.
    ///
    /// # Errors
    /// What the database said.
    pub async fn mark_demo(&self) -> Result<()> {
        self.set_setting(DEMO, BEGUN).await
    }

    /// Marks the demo as loaded to its end; one that was broken off is loaded anew.
    ///
    /// # Errors
    /// What the database said.
    pub async fn mark_demo_whole(&self) -> Result<()> {
        self.set_setting(DEMO, WHOLE).await
    }

    /// Whether this database was made for a replay and holds nothing else.
    ///
    /// # Errors
    /// What the database said.
    pub async fn is_replay(&self) -> Result<bool> {
        Ok(self.setting(REPLAY).await?.is_some())
    }

    /// Marks the database as one that holds nothing but a replay, before its first row is written.
    ///
    /// # Errors
    /// What the database said.
    pub async fn mark_replay(&self) -> Result<()> {
        self.set_setting(REPLAY, BEGUN).await
    }

    /// Seconds that the demo's clock is ahead of the system's; 0 unless an official moved it.
    ///
    /// # Errors
    /// What the database said.
    pub async fn clock_offset(&self) -> Result<UnixTime> {
        let stored = self.setting(CLOCK_OFFSET).await?;
        Ok(stored.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// Sets how far the clock is ahead, for a demo that is loaded at another time.
    ///
    /// # Errors
    /// What the database said.
    pub async fn set_clock_offset(&self, seconds: UnixTime) -> Result<()> {
        self.set_setting(CLOCK_OFFSET, &seconds.to_string()).await
    }

    async fn setting(&self, key: &str) -> Result<Option<String>> {
        const SQL: &str = "SELECT value FROM settings WHERE key = $1";
        Ok(read!(self, |conn| sqlx::query_scalar(SQL).bind(key).fetch_optional(conn).await)?)
    }

    async fn set_setting(&self, key: &str, value: &str) -> Result<()> {
        const SQL: &str = "INSERT INTO settings (key, value) VALUES ($1, $2) \
                           ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        let mut tx = self.begin().await?;
        step!(&mut tx, |conn| sqlx::query(SQL)
            .bind(key)
            .bind(value)
            .execute(conn)
            .await
            .map(drop))?;
        tx.commit().await
    }
}
