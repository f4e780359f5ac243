//! Credentials: at most one for each identity and contest, or election. Constraints see to it; the
//! same request gets the same answer.

use crate::pool::Tx;
use crate::{Constraint, ElectionRow, Result, Store, StoreError, UnixTime, logs};
use voting::id::ContestIndex;
use voting::manifest::OnePer;
use voting::roll::RollLeaf;

/// How the roll and a scope write "any contest" and "the whole election".
const ANY: i64 = 65_535;

/// A credential to issue.
#[derive(Clone, Debug)]
pub struct NewCredential {
    /// The identity, as the roll knows it.
    pub leaf: RollLeaf,
    /// For what.
    pub contest: ContestIndex,
    /// How many of them the election allows.
    pub one_per: OnePer,
    /// SHA-256 of the blinded message.
    pub blinded_hash: [u8; 32],
    /// The registrar's answer.
    pub blind_signature: Vec<u8>,
    /// The entry of the issuance log about it.
    pub entry: Vec<u8>,
}

/// A record of the roll as its person sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RollLine {
    /// The contest that it admits to; `None`: any one.
    pub contest: Option<ContestIndex>,
    /// For which contest a credential was issued by it.
    pub issued: Option<ContestIndex>,
}

impl Store {
    /// An identity's records of the roll and what was issued by each.
    ///
    /// # Errors
    /// What the database said.
    pub async fn roll_lines(&self, election: ElectionRow, leaf: RollLeaf) -> Result<Vec<RollLine>> {
        const SQL: &str = "SELECT r.contest, i.contest FROM roll r \
             LEFT JOIN issuance i ON i.election = r.election AND i.leaf = r.leaf \
               AND i.roll_contest = r.contest \
             WHERE r.election = $1 AND r.leaf = $2 ORDER BY r.contest";
        let rows: Vec<(i64, Option<i64>)> = read!(self, |conn| {
            sqlx::query_as(SQL)
                .bind(election)
                .bind(leaf.as_bytes().as_slice())
                .fetch_all(conn)
                .await
        })?;
        let index =
            |contest: i64| u16::try_from(contest).ok().and_then(|at| ContestIndex::new(at).ok());
        let line = |(contest, issued): (i64, Option<i64>)| RollLine {
            contest: index(contest),
            issued: issued.and_then(index),
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// The blind signature that this identity got for this very request; `None` when it got none.
    ///
    /// # Errors
    /// [`Constraint::CredentialIssued`] when it got one for another request.
    pub async fn issued(
        &self,
        election: ElectionRow,
        leaf: RollLeaf,
        contest: ContestIndex,
        one_per: OnePer,
        blinded_hash: &[u8; 32],
    ) -> Result<Option<Vec<u8>>> {
        let issued: Option<Issued> = read!(self, |conn| {
            sqlx::query_as(ISSUED)
                .bind(election)
                .bind(leaf.as_bytes().as_slice())
                .bind(scope(contest, one_per))
                .fetch_optional(conn)
                .await
        })?;
        issued.map(|issued| issued.answer(contest, blinded_hash)).transpose()
    }

    /// Whether the identity may vote in the contest.
    ///
    /// # Errors
    /// What the database said.
    pub async fn is_on_roll(
        &self,
        election: ElectionRow,
        leaf: RollLeaf,
        contest: ContestIndex,
    ) -> Result<bool> {
        let found: Option<i64> = read!(self, |conn| {
            sqlx::query_scalar(ON_ROLL)
                .bind(election)
                .bind(leaf.as_bytes().as_slice())
                .bind(i64::from(contest.index()))
                .fetch_optional(conn)
                .await
        })?;
        Ok(found.is_some())
    }

    /// Issues a credential and gives its blind signature; of several requests at once the first
    /// one to arrive holds, and the same request again gets what is stored.
    ///
    /// # Errors
    /// [`Constraint::CredentialIssued`] for another request than the one that was answered;
    /// [`Constraint::NotOnRoll`]; [`Constraint::LogSealed`] when issuing is over.
    pub async fn issue(
        &self,
        election: ElectionRow,
        credential: &NewCredential,
        at: UnixTime,
    ) -> Result<Vec<u8>> {
        let NewCredential { leaf, contest, one_per, blinded_hash, .. } = credential;
        let mut tx = self.begin().await?;
        logs::require_unsealed(&mut tx, election, logs::Log::Issuance).await?;
        insert(&mut tx, election, credential, at).await?;
        let issued: Option<Issued> = step!(&mut tx, |conn| {
            sqlx::query_as(ISSUED)
                .bind(election)
                .bind(leaf.as_bytes().as_slice())
                .bind(scope(*contest, *one_per))
                .fetch_optional(conn)
                .await
        })?;
        // Nothing was written and nothing is there: the record of the roll served elsewhere.
        let issued = issued.ok_or(StoreError::Conflict(Constraint::CredentialIssued))?;
        let signature = issued.answer(*contest, blinded_hash)?;
        tx.commit().await?;
        Ok(signature)
    }
}

const ISSUED: &str = "SELECT contest, blinded_hash, blind_signature FROM issuance \
                      WHERE election = $1 AND leaf = $2 AND scope = $3";

/// Its own record for the contest goes before the one for any (section 4 of the protocol).
const ON_ROLL: &str = "SELECT contest FROM roll WHERE election = $1 AND leaf = $2 \
                       AND contest IN ($3, 65535) ORDER BY contest LIMIT 1";

#[derive(sqlx::FromRow)]
struct Issued {
    contest: i64,
    blinded_hash: Vec<u8>,
    blind_signature: Vec<u8>,
}

impl Issued {
    fn answer(self, contest: ContestIndex, blinded_hash: &[u8; 32]) -> Result<Vec<u8>> {
        let same = self.contest == i64::from(contest.index());
        if same && self.blinded_hash.as_slice() == blinded_hash.as_slice() {
            return Ok(self.blind_signature);
        }
        Err(StoreError::Conflict(Constraint::CredentialIssued))
    }
}

fn scope(contest: ContestIndex, one_per: OnePer) -> i64 {
    match one_per {
        OnePer::Contest => i64::from(contest.index()),
        OnePer::Election => ANY,
    }
}

async fn insert(
    tx: &mut Tx,
    election: ElectionRow,
    credential: &NewCredential,
    at: UnixTime,
) -> Result<()> {
    const SQL: &str = "INSERT INTO issuance (election, leaf, roll_contest, scope, contest, \
           blinded_hash, blind_signature, entry, taken_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    let contest = i64::from(credential.contest.index());
    let leaf = credential.leaf.as_bytes().as_slice();
    let record: Option<i64> = step!(tx, |conn| {
        sqlx::query_scalar(ON_ROLL)
            .bind(election)
            .bind(leaf)
            .bind(contest)
            .fetch_optional(conn)
            .await
    })?;
    let record = record.ok_or(StoreError::Conflict(Constraint::NotOnRoll))?;
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(election)
            .bind(leaf)
            .bind(record)
            .bind(scope(credential.contest, credential.one_per))
            .bind(contest)
            .bind(credential.blinded_hash.as_slice())
            .bind(&credential.blind_signature)
            .bind(&credential.entry)
            .bind(at)
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}
