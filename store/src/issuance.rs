//! Credentials: at most one for each identity and contest, or election. Constraints see to it; the
//! same request gets the same answer.

mod group;

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

    /// The blind signature that this identity got for this very request; `None` when it got none
    /// and may have one.
    ///
    /// # Errors
    /// [`Constraint::NotOnRoll`]; [`Constraint::CredentialIssued`] when it got one for another
    /// request.
    pub async fn issued(
        &self,
        election: ElectionRow,
        leaf: RollLeaf,
        contest: ContestIndex,
        one_per: OnePer,
        blinded_hash: &[u8; 32],
    ) -> Result<Option<Vec<u8>>> {
        #[derive(sqlx::FromRow)]
        struct Row {
            contest: Option<i64>,
            blinded_hash: Option<Vec<u8>>,
            blind_signature: Option<Vec<u8>>,
        }
        const SQL: &str = "SELECT i.contest, i.blinded_hash, i.blind_signature FROM roll r \
             LEFT JOIN issuance i ON i.election = r.election AND i.leaf = r.leaf AND i.scope = $4 \
             WHERE r.election = $1 AND r.leaf = $2 AND r.contest IN ($3, 65535) LIMIT 1";
        let row: Option<Row> = read!(self, |conn| {
            sqlx::query_as(SQL)
                .bind(election)
                .bind(leaf.as_bytes().as_slice())
                .bind(i64::from(contest.index()))
                .bind(scope(contest, one_per))
                .fetch_optional(conn)
                .await
        })?;
        match row.ok_or(StoreError::Conflict(Constraint::NotOnRoll))? {
            Row {
                contest: Some(of),
                blinded_hash: Some(hash),
                blind_signature: Some(blind_signature),
            } => Issued { contest: of, blinded_hash: hash, blind_signature }
                .answer(contest, blinded_hash)
                .map(Some),
            _ => Ok(None),
        }
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
        let mut answers = self.issue_group(election, &[(credential.clone(), at)]).await?;
        answers.pop().unwrap_or(Err(StoreError::NotFound))
    }

    /// Issues several credentials in one transaction, each at its time. Each is answered for
    /// itself, in the order of the requests, as [`Self::issue`] would.
    ///
    /// # Errors
    /// [`Constraint::LogSealed`] when issuing is over; what the database said. None is issued then.
    pub async fn issue_group(
        &self,
        election: ElectionRow,
        credentials: &[(NewCredential, UnixTime)],
    ) -> Result<Vec<Result<Vec<u8>>>> {
        let mut tx = self.begin().await?;
        logs::require_unsealed(&mut tx, election, logs::Log::Issuance).await?;
        let answers = group::issue(&mut tx, election, credentials).await?;
        tx.commit().await?;
        Ok(answers)
    }
}

#[derive(sqlx::FromRow)]
struct Issued {
    contest: i64,
    blinded_hash: Vec<u8>,
    blind_signature: Vec<u8>,
}

impl Issued {
    fn answer(&self, contest: ContestIndex, blinded_hash: &[u8; 32]) -> Result<Vec<u8>> {
        let same = self.contest == i64::from(contest.index());
        if same && self.blinded_hash.as_slice() == blinded_hash.as_slice() {
            return Ok(self.blind_signature.clone());
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
