//! A group of credentials, written with three statements however many they are.

use super::{ANY, Issued, NewCredential, scope};
use crate::pool::Tx;
use crate::{Constraint, ElectionRow, Result, StoreError, UnixTime};
use sqlx::QueryBuilder;
use std::collections::{BTreeSet, HashMap};

/// A leaf, and a contest or [`ANY`].
type Key = (Vec<u8>, i64);

/// A credential, when it was issued, and the record of the roll that allows it.
type Admitted<'a> = (&'a NewCredential, UnixTime, i64);

/// Answers each of the group for itself; a refused one writes nothing.
pub(super) async fn issue(
    tx: &mut Tx,
    election: ElectionRow,
    credentials: &[(NewCredential, UnixTime)],
) -> Result<Vec<Result<Vec<u8>>>> {
    if credentials.is_empty() {
        return Ok(Vec::new());
    }
    let leaves: BTreeSet<Vec<u8>> = credentials.iter().map(|(it, _)| leaf_of(it)).collect();
    let roll = roll_records(tx, election, &leaves).await?;
    let record_of = |credential: &NewCredential| {
        // Its own record for the contest goes before the one for any (section 4 of the protocol).
        [i64::from(credential.contest.index()), ANY]
            .into_iter()
            .find(|contest| roll.contains(&(leaf_of(credential), *contest)))
    };
    let mut admitted: Vec<Admitted<'_>> =
        credentials.iter().filter_map(|(it, at)| Some((it, *at, record_of(it)?))).collect();
    // In one order for all, so that two groups never wait for each other.
    admitted.sort_by_key(|(it, _, record)| (leaf_of(it), *record));
    if !admitted.is_empty() {
        insert(tx, election, &admitted).await?;
    }
    let issued = issued_to(tx, election, &leaves).await?;
    let answer = |credential: &NewCredential| {
        record_of(credential).ok_or(StoreError::Conflict(Constraint::NotOnRoll))?;
        let key = (leaf_of(credential), scope(credential.contest, credential.one_per));
        // Nothing was written and nothing is there: the record of the roll served elsewhere.
        let issued = issued.get(&key).ok_or(StoreError::Conflict(Constraint::CredentialIssued))?;
        issued.answer(credential.contest, &credential.blinded_hash)
    };
    Ok(credentials.iter().map(|(it, _)| answer(it)).collect())
}

fn leaf_of(credential: &NewCredential) -> Vec<u8> {
    credential.leaf.as_bytes().to_vec()
}

/// What of the roll concerns these people.
async fn roll_records(
    tx: &mut Tx,
    election: ElectionRow,
    leaves: &BTreeSet<Vec<u8>>,
) -> Result<BTreeSet<Key>> {
    let rows: Vec<Key> = step!(tx, |conn| {
        let mut sql = QueryBuilder::new("SELECT leaf, contest FROM roll WHERE election = ");
        sql.push_bind(election).push(" AND leaf IN (");
        let mut list = sql.separated(", ");
        for leaf in leaves {
            list.push_bind(leaf.clone());
        }
        sql.push(")");
        sql.build_query_as().fetch_all(conn).await
    })?;
    Ok(rows.into_iter().collect())
}

/// Of several for one record or one scope the first stays.
async fn insert(tx: &mut Tx, election: ElectionRow, admitted: &[Admitted<'_>]) -> Result<()> {
    step!(tx, |conn| {
        let mut sql = QueryBuilder::new(
            "INSERT INTO issuance (election, leaf, roll_contest, scope, contest, blinded_hash, \
               blind_signature, entry, taken_at) ",
        );
        sql.push_values(admitted, |mut row, (credential, at, record)| {
            row.push_bind(election)
                .push_bind(leaf_of(credential))
                .push_bind(*record)
                .push_bind(scope(credential.contest, credential.one_per))
                .push_bind(i64::from(credential.contest.index()))
                .push_bind(credential.blinded_hash.to_vec())
                .push_bind(credential.blind_signature.clone())
                .push_bind(credential.entry.clone())
                .push_bind(*at);
        });
        sql.push(" ON CONFLICT DO NOTHING");
        sql.build().execute(conn).await.map(drop)
    })?;
    Ok(())
}

/// What these people have been issued, by leaf and scope.
async fn issued_to(
    tx: &mut Tx,
    election: ElectionRow,
    leaves: &BTreeSet<Vec<u8>>,
) -> Result<HashMap<Key, Issued>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        leaf: Vec<u8>,
        scope: i64,
        #[sqlx(flatten)]
        issued: Issued,
    }
    let rows: Vec<Row> = step!(tx, |conn| {
        let mut sql = QueryBuilder::new(
            "SELECT leaf, scope, contest, blinded_hash, blind_signature FROM issuance \
             WHERE election = ",
        );
        sql.push_bind(election).push(" AND leaf IN (");
        let mut list = sql.separated(", ");
        for leaf in leaves {
            list.push_bind(leaf.clone());
        }
        sql.push(")");
        sql.build_query_as().fetch_all(conn).await
    })?;
    Ok(rows.into_iter().map(|row| ((row.leaf, row.scope), row.issued)).collect())
}
