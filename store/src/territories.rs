//! Regions, districts, cities and mahallas: where people live and who is responsible for what.

use crate::{
    BudgetFileId, Json, Localized, Result, SeasonId, Store, TerritoryId, UnixTime, acts, fold::fold,
};

mod import;

words! {
    /// What a territory is. Mahallas keep the register's own abbreviations.
    pub enum TerritoryKind {
        /// A region, the republic of Karakalpakstan or the capital.
        Region = "region",
        /// A district of a region.
        District = "district",
        /// A city that is not part of a district.
        City = "city",
        /// Mahalla fuqarolar yigʻini: a neighbourhood.
        Mfy = "MFY",
        /// Ovul fuqarolar yigʻini: a village in Karakalpakstan.
        Ofy = "OFY",
        /// Qishloq fuqarolar yigʻini: a village.
        Qfy = "QFY",
    }
}

/// How deep a territory lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Below the country.
    Region,
    /// Below a region: a district or a city.
    District,
    /// Below a district or a city.
    Mahalla,
}

/// A territory as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Territory {
    /// Its id in this database.
    pub id: TerritoryId,
    /// The state's own code: SOATO, or the mahalla register's.
    pub code: String,
    /// What it lies in; none for a region.
    #[sqlx(rename = "parent_id")]
    pub parent: Option<TerritoryId>,
    /// What it is.
    pub kind: TerritoryKind,
    /// Its names.
    pub names: Localized,
    /// People who live there, where it is known.
    pub population: Option<i64>,
    /// Since when this database says so.
    pub valid_from: UnixTime,
}

/// A territory to import. Its parent is named by code, so files need no ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTerritory {
    /// The state's own code.
    pub code: String,
    /// The code of what it lies in; none for a region.
    pub parent: Option<String>,
    /// What it is.
    pub kind: TerritoryKind,
    /// Its names, at least one.
    pub names: Localized,
    /// People who live there, where it is known.
    pub population: Option<i64>,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Territories whose code was new.
    pub added: usize,
    /// Territories that were there and differ now.
    pub changed: usize,
    /// Territories that were there already, just so.
    pub unchanged: usize,
}

/// `SELECT` of a [`Territory`] from `territories t`, followed by what narrows it down.
macro_rules! select {
    ($with:literal, $rest:literal) => {
        concat!(
            $with,
            " SELECT t.id, t.code, t.parent_id, t.kind, t.names, t.population, t.valid_from \
              FROM territories t ",
            $rest
        )
    };
}

const EVERY: &str = select!("", "");

impl TerritoryKind {
    /// How deep a territory of this kind lies.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Region => Level::Region,
            Self::District | Self::City => Level::District,
            Self::Mfy | Self::Ofy | Self::Qfy => Level::Mahalla,
        }
    }
}

impl Level {
    /// The level above, where there is one.
    #[must_use]
    pub const fn above(self) -> Option<Self> {
        match self {
            Self::Region => None,
            Self::District => Some(Self::Region),
            Self::Mahalla => Some(Self::District),
        }
    }

    const fn number(self) -> i64 {
        match self {
            Self::Region => 1,
            Self::District => 2,
            Self::Mahalla => 3,
        }
    }
}

impl Store {
    /// Adds or changes a whole set of territories by code, or nothing of it.
    ///
    /// Rows may stand in any order; a parent is a row of the set or already stored. Territories
    /// that the set leaves out stay. The import is recorded as an act of the command line.
    ///
    /// # Errors
    /// [`crate::StoreError::Row`] for the first wrong row; [`crate::Constraint::TerritoryCode`]
    /// when another import adds the same codes at the same time.
    pub async fn import_territories(
        &self,
        rows: &[NewTerritory],
        at: UnixTime,
    ) -> Result<Imported> {
        let mut tx = self.begin().await?;
        let imported = import::all(&mut tx, rows, at).await?;
        let detail = Json(serde_json::json!({
            "added": imported.added, "changed": imported.changed, "unchanged": imported.unchanged,
        }));
        let act = acts::NewAct { act: acts::TERRITORIES_IMPORT, subject: "territories", detail };
        acts::record(&mut tx, act, None, None, at).await?;
        tx.commit().await?;
        Ok(imported)
    }

    /// One territory.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub async fn territory(&self, id: TerritoryId) -> Result<Territory> {
        const SQL: &str = select!("", "WHERE t.id = $1");
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(id).fetch_one(conn).await)?)
    }

    /// The territory with a code of the state.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub async fn territory_by_code(&self, code: &str) -> Result<Territory> {
        const SQL: &str = select!("", "WHERE t.code = $1");
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(code).fetch_one(conn).await)?)
    }

    /// What lies directly in a territory, by code; the regions for `None`.
    ///
    /// # Errors
    /// What the database said.
    pub async fn territories_in(&self, parent: Option<TerritoryId>) -> Result<Vec<Territory>> {
        const REGIONS: &str = select!("", "WHERE t.parent_id IS NULL ORDER BY t.code");
        const CHILDREN: &str = select!("", "WHERE t.parent_id = $1 ORDER BY t.code");
        Ok(match parent {
            None => read!(self, |conn| sqlx::query_as(REGIONS).fetch_all(conn).await)?,
            Some(id) => {
                read!(self, |conn| sqlx::query_as(CHILDREN).bind(id).fetch_all(conn).await)?
            }
        })
    }

    /// The territories of a season's contests, in the order of the manifest.
    ///
    /// # Errors
    /// What the database said.
    pub async fn contest_territories(&self, season: SeasonId) -> Result<Vec<Territory>> {
        const SQL: &str = select!(
            "",
            "JOIN contests c ON c.territory_id = t.id WHERE c.season_id = $1 ORDER BY c.position"
        );
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(season).fetch_all(conn).await)?)
    }

    /// The territories that the lines of a budget's file name, the larger first, then by code.
    ///
    /// # Errors
    /// What the database said.
    pub async fn budget_territories(&self, file: BudgetFileId) -> Result<Vec<Territory>> {
        const SQL: &str = select!(
            "",
            "WHERE t.id IN (SELECT territory_id FROM budget_lines WHERE file_id = $1) \
             ORDER BY t.level, t.code"
        );
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(file).fetch_all(conn).await)?)
    }

    /// The way down to a territory: region, district, mahalla, as far as it is deep.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub async fn territory_path(&self, id: TerritoryId) -> Result<Vec<Territory>> {
        const SQL: &str = select!(
            "WITH RECURSIVE up (id, parent_id) AS ( \
               SELECT id, parent_id FROM territories WHERE id = $1 \
               UNION SELECT a.id, a.parent_id FROM territories a JOIN up ON a.id = up.parent_id)",
            "JOIN up ON up.id = t.id ORDER BY t.level"
        );
        let path: Vec<Territory> =
            read!(self, |conn| sqlx::query_as(SQL).bind(id).fetch_all(conn).await)?;
        if path.is_empty() { Err(crate::StoreError::NotFound) } else { Ok(path) }
    }

    /// Whether `inner` is `outer` or lies in it, however deep.
    ///
    /// # Errors
    /// What the database said.
    pub async fn is_within(&self, inner: TerritoryId, outer: TerritoryId) -> Result<bool> {
        const SQL: &str = "WITH RECURSIVE up (id, parent_id) AS ( \
               SELECT id, parent_id FROM territories WHERE id = $1 \
               UNION SELECT a.id, a.parent_id FROM territories a JOIN up ON a.id = up.parent_id) \
             SELECT EXISTS (SELECT 1 FROM up WHERE id = $2)";
        Ok(read!(self, |conn| sqlx::query_scalar(SQL)
            .bind(inner)
            .bind(outer)
            .fetch_one(conn)
            .await)?)
    }

    /// Territories with a name in any language and script whose words begin like `text`.
    ///
    /// Larger territories first, then by code, at most `limit`; none for a text without letters.
    ///
    /// # Errors
    /// What the database said.
    pub async fn search_territories(&self, text: &str, limit: i64) -> Result<Vec<Territory>> {
        const SQL: &str =
            select!("", "WHERE t.search_key LIKE $1 ORDER BY t.level, t.code LIMIT $2");
        let key = fold(text);
        if key.is_empty() {
            return Ok(Vec::new());
        }
        // A folded text holds no wildcard of LIKE.
        let pattern = format!("% {key}%");
        Ok(read!(self, |conn| {
            sqlx::query_as(SQL).bind(&pattern).bind(limit).fetch_all(conn).await
        })?)
    }

    /// How many territories are stored.
    ///
    /// # Errors
    /// What the database said.
    pub async fn count_territories(&self) -> Result<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM territories";
        Ok(read!(self, |conn| sqlx::query_scalar(SQL).fetch_one(conn).await)?)
    }
}
