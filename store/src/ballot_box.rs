//! The ballot box: bodies that were promised, with what opens their entries.
//!
//! It is asked one thing only, by somebody who holds a body: the answer to this very body again.
//! There is no query by voter key.

use crate::pool::Tx;
use crate::{ElectionRow, Result, Store, StoreError, UnixTime, logs};
use sqlx::QueryBuilder;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Ballots of one key that the box takes in a slot of ten minutes (section 3 of the protocol).
pub const CASTS_PER_SLOT: i64 = 16;

/// A body that passed every check, with the box's answer to it.
#[derive(Clone, Debug)]
pub struct NewBallot {
    /// SHA-256 of the body.
    pub body_hash: [u8; 32],
    /// The body.
    pub body: Vec<u8>,
    /// Whose; only counted.
    pub voter_key: [u8; 32],
    /// The slot of its sequence number.
    pub slot: u32,
    /// What is stored of the answer.
    pub answer: StoredAnswer,
}

/// What the box answers a body with, now and when the body comes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnswer {
    /// The entry of the ballot log; holds the commitment.
    pub entry: Vec<u8>,
    /// What opens it.
    pub opening: [u8; 32],
    /// What convinces the voter.
    pub confirmation: Vec<u8>,
    /// When the body was taken; `None` once its slot is long over and nobody may ask again.
    pub taken_at: Option<UnixTime>,
}

/// What became of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is in the box, since now or since it came first.
    Kept(StoredAnswer),
    /// Its key has used up the slot.
    SlotFull,
}

impl Store {
    /// Takes a group of ballots in one transaction; what became of each, in their order.
    ///
    /// # Errors
    /// [`crate::Constraint::LogSealed`] when the box is closed; nothing was taken then.
    pub async fn take_ballots(
        &self,
        election: ElectionRow,
        ballots: &[NewBallot],
    ) -> Result<Vec<Taken>> {
        if ballots.is_empty() {
            return Ok(Vec::new());
        }
        let mut tx = self.begin().await?;
        logs::require_unsealed(&mut tx, election, logs::Log::Ballots).await?;
        let mut casts = lock_slots(&mut tx, election, ballots).await?;
        let mut kept = kept_before(&mut tx, election, ballots).await?;
        let new = admit(ballots, &mut casts, &mut kept)?;
        if !new.is_empty() {
            insert(&mut tx, election, &new).await?;
            count(&mut tx, election, &casts).await?;
        }
        tx.commit().await?;
        let taken = |ballot: &NewBallot| {
            kept.get(&ballot.body_hash).cloned().map_or(Taken::SlotFull, Taken::Kept)
        };
        Ok(ballots.iter().map(taken).collect())
    }

    /// Forgets when logged ballots were taken, those taken before `before`: when the box accepts
    /// their bodies no more, nothing asks for it, and it would lead to who voted.
    ///
    /// # Errors
    /// What the database said.
    pub async fn forget_cast_times(&self, before: UnixTime) -> Result<()> {
        const SQL: &str = "UPDATE box SET taken_at = NULL \
             WHERE position IS NOT NULL AND taken_at IS NOT NULL AND taken_at < $1";
        let mut tx = self.begin().await?;
        step!(&mut tx, |conn| sqlx::query(SQL).bind(before).execute(conn).await.map(drop))?;
        tx.commit().await
    }

    /// The ballots that stand in the log from position `first` on and before `end`, in its order;
    /// none that was erased.
    ///
    /// # Errors
    /// What the database said.
    pub async fn logged_ballots(
        &self,
        election: ElectionRow,
        first: u64,
        end: u64,
    ) -> Result<Vec<LoggedBallot>> {
        const SQL: &str = "SELECT position, opening, body, entry FROM box \
             WHERE election = $1 AND position >= $2 AND position < $3 AND body IS NOT NULL \
             ORDER BY position";
        let bound = |position| i64::try_from(position).unwrap_or(i64::MAX);
        /// Position, opening, body, entry.
        type Row = (i64, Vec<u8>, Vec<u8>, Vec<u8>);
        let rows: Vec<Row> = read!(self, |conn| {
            sqlx::query_as(SQL)
                .bind(election)
                .bind(bound(first))
                .bind(bound(end))
                .fetch_all(conn)
                .await
        })?;
        let ballot = |(position, opening, body, entry)| {
            let position = u64::try_from(position)
                .map_err(|_| StoreError::Corrupt("position of a ballot".to_owned()))?;
            Ok(LoggedBallot { position, opening: array(opening)?, body, entry })
        };
        rows.into_iter().map(ballot).collect()
    }
}

/// A ballot of the log, with what opens its entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedBallot {
    /// Its index in the log.
    pub position: u64,
    /// r.
    pub opening: [u8; 32],
    /// The body.
    pub body: Vec<u8>,
    /// The entry.
    pub entry: Vec<u8>,
}

/// Voter key and slot.
type Slot = ([u8; 32], i64);

fn slot_of(ballot: &NewBallot) -> Slot {
    (ballot.voter_key, i64::from(ballot.slot))
}

/// Locks the counters of all keys of the group, in one order for all groups, and reads them.
async fn lock_slots(
    tx: &mut Tx,
    election: ElectionRow,
    ballots: &[NewBallot],
) -> Result<BTreeMap<Slot, i64>> {
    let slots: BTreeSet<Slot> = ballots.iter().map(slot_of).collect();
    let rows: Vec<(Vec<u8>, i64, i64)> = step!(tx, |conn| {
        let mut sql =
            QueryBuilder::new("INSERT INTO box_slots (election, voter_key, slot, casts) ");
        sql.push_values(&slots, |mut row, (key, slot)| {
            row.push_bind(election).push_bind(key.to_vec()).push_bind(*slot).push("0");
        });
        sql.push(
            " ON CONFLICT (election, voter_key, slot) DO UPDATE SET casts = box_slots.casts \
              RETURNING voter_key, slot, casts",
        );
        sql.build_query_as().fetch_all(conn).await
    })?;
    rows.into_iter().map(|(key, slot, casts)| Ok(((array(key)?, slot), casts))).collect()
}

/// What the box answered bodies of the group with before.
async fn kept_before(
    tx: &mut Tx,
    election: ElectionRow,
    ballots: &[NewBallot],
) -> Result<HashMap<[u8; 32], StoredAnswer>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        body_hash: Vec<u8>,
        entry: Vec<u8>,
        opening: Vec<u8>,
        confirmation: Vec<u8>,
        taken_at: Option<UnixTime>,
    }
    let rows: Vec<Row> = step!(tx, |conn| {
        let mut sql = QueryBuilder::new(
            "SELECT body_hash, entry, opening, confirmation, taken_at FROM box WHERE election = ",
        );
        sql.push_bind(election).push(" AND body_hash IN (");
        let mut hashes = sql.separated(", ");
        for ballot in ballots {
            hashes.push_bind(ballot.body_hash.to_vec());
        }
        sql.push(")");
        sql.build_query_as().fetch_all(conn).await
    })?;
    let answer = |row: Row| {
        let Row { body_hash, entry, opening, confirmation, taken_at } = row;
        let opening = array(opening)?;
        Ok((array(body_hash)?, StoredAnswer { entry, opening, confirmation, taken_at }))
    };
    rows.into_iter().map(answer).collect()
}

/// Those of the group that are new and whose key has not used up its slot.
fn admit<'a>(
    ballots: &'a [NewBallot],
    casts: &mut BTreeMap<Slot, i64>,
    kept: &mut HashMap<[u8; 32], StoredAnswer>,
) -> Result<Vec<&'a NewBallot>> {
    let mut new = Vec::new();
    for ballot in ballots {
        if kept.contains_key(&ballot.body_hash) {
            continue;
        }
        let casts = casts
            .get_mut(&slot_of(ballot))
            .ok_or_else(|| StoreError::Corrupt("a counter was not written".to_owned()))?;
        if *casts < CASTS_PER_SLOT {
            *casts += 1;
            kept.insert(ballot.body_hash, ballot.answer.clone());
            new.push(ballot);
        }
    }
    Ok(new)
}

async fn insert(tx: &mut Tx, election: ElectionRow, ballots: &[&NewBallot]) -> Result<()> {
    step!(tx, |conn| {
        let mut sql = QueryBuilder::new(
            "INSERT INTO box \
               (election, body_hash, body, opening, confirmation, entry, taken_at) ",
        );
        sql.push_values(ballots, |mut row, ballot| {
            row.push_bind(election)
                .push_bind(ballot.body_hash.to_vec())
                .push_bind(ballot.body.clone())
                .push_bind(ballot.answer.opening.to_vec())
                .push_bind(ballot.answer.confirmation.clone())
                .push_bind(ballot.answer.entry.clone())
                .push_bind(ballot.answer.taken_at);
        });
        sql.build().execute(conn).await.map(drop)
    })?;
    Ok(())
}

/// Writes the counters, which are locked.
async fn count(tx: &mut Tx, election: ElectionRow, casts: &BTreeMap<Slot, i64>) -> Result<()> {
    step!(tx, |conn| {
        let mut sql =
            QueryBuilder::new("INSERT INTO box_slots (election, voter_key, slot, casts) ");
        sql.push_values(casts, |mut row, ((key, slot), casts)| {
            row.push_bind(election).push_bind(key.to_vec()).push_bind(*slot).push_bind(*casts);
        });
        sql.push(" ON CONFLICT (election, voter_key, slot) DO UPDATE SET casts = excluded.casts");
        sql.build().execute(conn).await.map(drop)
    })?;
    Ok(())
}

fn array(bytes: Vec<u8>) -> Result<[u8; 32]> {
    bytes.try_into().map_err(|_| StoreError::Corrupt("a value of another length".to_owned()))
}
