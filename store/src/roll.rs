//! The roll: who may vote, from what providers and files of the state say; never self-declared.

use crate::pool::Tx;
use crate::{
    ElectionRow, Nullifier, PersonId, Result, SeasonId, Store, StoreError, TerritoryId, UnixTime,
    acts,
};
use serde_json::json;
use sqlx::QueryBuilder;
use voting::roll::{Roll, RollRecord};

/// Rows written by one statement.
const AT_ONCE: usize = 500;

/// Somebody from a file of the state.
#[derive(Clone, Debug)]
pub struct RollSource {
    /// All that is kept of the identity number.
    pub nullifier: Nullifier,
    /// Birth date, `YYYY-MM-DD`.
    pub born_on: String,
    /// The mahalla of residence.
    pub mahalla: TerritoryId,
}

/// An identity and a contest that it may vote in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Eligible {
    /// Whose.
    pub nullifier: Nullifier,
    /// The contest's index in the manifest.
    pub position: u16,
}

impl Store {
    /// Adds people from a file of the state, or nothing of it; who is there already is changed.
    ///
    /// # Errors
    /// [`crate::Constraint::Reference`] for a mahalla that is not there.
    pub async fn import_roll_sources(
        &self,
        people: &[RollSource],
        by: Option<PersonId>,
        at: UnixTime,
    ) -> Result<()> {
        const SQL: &str = "INSERT INTO roll_sources \
               (nullifier, born_on, territory_id, imported_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (nullifier) DO UPDATE SET born_on = excluded.born_on, \
               territory_id = excluded.territory_id, imported_at = excluded.imported_at";
        let mut tx = self.begin().await?;
        for person in people {
            step!(&mut tx, |conn| {
                sqlx::query(SQL)
                    .bind(person.nullifier.as_bytes())
                    .bind(&person.born_on)
                    .bind(person.mahalla)
                    .bind(at)
                    .execute(conn)
                    .await
                    .map(drop)
            })?;
        }
        let detail = json!({ "people": people.len() }).into();
        let act = acts::NewAct { act: acts::ROLL_IMPORT, subject: "roll_sources", detail };
        acts::record(&mut tx, act, by, None, at).await?;
        tx.commit().await
    }

    /// How many people are known from files.
    ///
    /// # Errors
    /// What the database said.
    pub async fn count_roll_sources(&self) -> Result<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM roll_sources";
        Ok(read!(self, |conn| sqlx::query_scalar(SQL).fetch_one(conn).await)?)
    }

    /// Who may vote in which contest of a season: everybody of whom a file of the state or a
    /// provider said birth date and residence, who was born on `born_by` (ISO date) or before and
    /// lives where the season's rule asks. The file counts before the provider.
    ///
    /// # Errors
    /// What the database said.
    pub async fn electorate(&self, season: SeasonId, born_by: &str) -> Result<Vec<Eligible>> {
        const SQL: &str = "WITH RECURSIVE known (nullifier, born_on, territory_id) AS ( \
               SELECT nullifier, born_on, territory_id FROM roll_sources \
               UNION ALL \
               SELECT p.nullifier, p.born_on, p.territory_id FROM people p \
               WHERE p.born_on IS NOT NULL AND p.territory_id IS NOT NULL AND NOT EXISTS \
                 (SELECT 1 FROM roll_sources r WHERE r.nullifier = p.nullifier)), \
             within (position, territory_id) AS ( \
               SELECT c.position, t.id FROM contests c JOIN seasons s ON s.id = c.season_id \
                 JOIN territories t ON (s.residence = 'none' AND t.level = 1) \
                   OR (s.residence <> 'none' AND t.id = c.territory_id) \
               WHERE s.id = $1 \
               UNION SELECT w.position, t.id FROM territories t \
                 JOIN within w ON t.parent_id = w.territory_id) \
             SELECT k.nullifier, w.position FROM known k \
               JOIN within w ON w.territory_id = k.territory_id \
             WHERE k.born_on <= $2 ORDER BY k.nullifier, w.position";
        let rows: Vec<(Nullifier, i64)> = read!(self, |conn| {
            sqlx::query_as(SQL).bind(season).bind(born_by).fetch_all(conn).await
        })?;
        let eligible = |(nullifier, position)| {
            let position = u16::try_from(position)
                .map_err(|_| StoreError::Corrupt("position of a contest".to_owned()))?;
            Ok(Eligible { nullifier, position })
        };
        rows.into_iter().map(eligible).collect()
    }

    /// The records of an election's roll, in no order.
    ///
    /// # Errors
    /// What the database said.
    pub async fn roll(&self, election: ElectionRow) -> Result<Roll> {
        use voting::id::ContestIndex;
        use voting::roll::{RollContest, RollLeaf};
        const SQL: &str = "SELECT contest, leaf FROM roll WHERE election = $1";
        let rows: Vec<(i64, Vec<u8>)> =
            read!(self, |conn| sqlx::query_as(SQL).bind(election).fetch_all(conn).await)?;
        let corrupt = || StoreError::Corrupt("a record of a roll".to_owned());
        let record = |(contest, leaf): (i64, Vec<u8>)| {
            let contest = u16::try_from(contest).map_err(|_| corrupt())?;
            let contest = ContestIndex::new(contest).map_or(RollContest::Any, RollContest::One);
            let leaf = leaf.try_into().map_err(|_| corrupt())?;
            Ok(RollRecord { contest, leaf: RollLeaf::from_bytes(leaf) })
        };
        let records = rows.into_iter().map(record).collect::<Result<Vec<_>>>()?;
        Roll::collect(records).map_err(|error| StoreError::Corrupt(error.to_string()))
    }
}

/// Writes the roll of an election that is being prepared.
pub(crate) async fn insert(tx: &mut Tx, election: ElectionRow, people: &Roll) -> Result<()> {
    let records: Vec<&RollRecord> = people.records().collect();
    for some in records.chunks(AT_ONCE) {
        step!(tx, |conn| {
            let mut sql = QueryBuilder::new("INSERT INTO roll (election, contest, leaf) ");
            sql.push_values(some, |mut row, record| {
                row.push_bind(election)
                    .push_bind(number(record))
                    .push_bind(record.leaf.as_bytes().to_vec());
            });
            sql.build().execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

/// The contest as it stands in a record's first two bytes.
fn number(record: &RollRecord) -> i64 {
    let [high, low, ..] = record.to_bytes();
    i64::from(u16::from_be_bytes([high, low]))
}
