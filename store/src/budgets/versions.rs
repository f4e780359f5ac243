//! The versions that are public.

use super::{Budget, Version};
use crate::{Result, Store, TerritoryId};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT v.year, v.territory_id, v.version, v.file_id, f.sha256, \
               CAST(LENGTH(f.source) AS BIGINT) AS bytes, f.line_count, f.plan, f.executed, \
               v.published_at \
             FROM budget_versions v JOIN budget_files f ON f.id = v.file_id ",
            $rest
        )
    };
}

impl Store {
    /// The newest version of every budget, the latest year first, then by territory.
    ///
    /// # Errors
    /// What the database said.
    pub async fn budgets(&self) -> Result<Vec<Version>> {
        const SQL: &str = select!(
            "JOIN territories t ON t.id = v.territory_id \
             WHERE v.version = (SELECT MAX(n.version) FROM budget_versions n \
               WHERE n.year = v.year AND n.territory_id = v.territory_id) \
             ORDER BY v.year DESC, t.level, t.code"
        );
        Ok(read!(self, |conn| sqlx::query_as(SQL).fetch_all(conn).await)?)
    }

    /// Every version of a budget, the newest first; empty where none was published.
    ///
    /// # Errors
    /// What the database said.
    pub async fn budget_versions(&self, budget: Budget) -> Result<Vec<Version>> {
        const SQL: &str =
            select!("WHERE v.year = $1 AND v.territory_id = $2 ORDER BY v.version DESC");
        Ok(read!(self, |conn| {
            sqlx::query_as(SQL).bind(budget.year).bind(budget.territory).fetch_all(conn).await
        })?)
    }

    /// The codes of a territory and of all that lies in it, with their ids.
    ///
    /// # Errors
    /// What the database said.
    pub async fn territory_codes_within(
        &self,
        territory: TerritoryId,
    ) -> Result<Vec<(String, TerritoryId)>> {
        const SQL: &str = "WITH RECURSIVE within (id, code) AS ( \
               SELECT id, code FROM territories WHERE id = $1 \
               UNION SELECT t.id, t.code FROM territories t JOIN within w ON t.parent_id = w.id) \
             SELECT code, id FROM within";
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(territory).fetch_all(conn).await)?)
    }
}
