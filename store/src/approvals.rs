//! Acts that need two officials: one proposes, another identity confirms.
//!
//! What will be done stands in the payload from the proposal on; the confirmation hands it out
//! once. An operation that carries it out confirms within its own transaction, through `decide`.

mod types;

pub use types::{Approval, Decided, Decision, NewApproval, Warrant};

use crate::pool::Tx;
use crate::{ApprovalId, Constraint, Json, PersonId, Result, Store, StoreError, UnixTime, acts};
use types::ApprovalRow;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.act, a.subject, a.payload, a.proposed_by, p.name, a.proposed_at, \
             a.decision, a.decided_by, a.decided_at, d.name AS decider \
             FROM approvals a JOIN people p ON p.id = a.proposed_by \
               LEFT JOIN people d ON d.id = a.decided_by ",
            $rest
        )
    };
}

impl Store {
    /// Proposes an act and writes that down.
    ///
    /// # Errors
    /// [`Constraint::ApprovalOpen`] when the same act on the same subject waits already;
    /// [`Constraint::Reference`] for an unknown person.
    pub async fn propose(
        &self,
        approval: &NewApproval,
        by: PersonId,
        at: UnixTime,
    ) -> Result<ApprovalId> {
        let mut tx = self.begin().await?;
        let id = insert(&mut tx, approval, by, at).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Confirms a proposed act, writes that down and hands out what is to be done: once.
    ///
    /// # Errors
    /// [`Constraint::TwoPeople`] for who proposed it; [`Constraint::ApprovalDecided`];
    /// [`StoreError::NotFound`].
    pub async fn confirm(&self, id: ApprovalId, by: PersonId, at: UnixTime) -> Result<Json> {
        let mut tx = self.begin().await?;
        let payload =
            decide(&mut tx, id, Decided { decision: Decision::Confirmed, by, at }).await?;
        tx.commit().await?;
        Ok(payload)
    }

    /// Declines a proposed act and writes that down.
    ///
    /// # Errors
    /// [`Constraint::TwoPeople`] for who proposed it; [`Constraint::ApprovalDecided`];
    /// [`StoreError::NotFound`].
    pub async fn decline(&self, id: ApprovalId, by: PersonId, at: UnixTime) -> Result<()> {
        let mut tx = self.begin().await?;
        decide(&mut tx, id, Decided { decision: Decision::Declined, by, at }).await?;
        tx.commit().await
    }

    /// Takes back what one proposed oneself and writes that down.
    ///
    /// # Errors
    /// [`Constraint::NotProposer`]; [`Constraint::ApprovalDecided`]; [`StoreError::NotFound`].
    pub async fn withdraw(&self, id: ApprovalId, by: PersonId, at: UnixTime) -> Result<()> {
        let mut tx = self.begin().await?;
        decide(&mut tx, id, Decided { decision: Decision::Withdrawn, by, at }).await?;
        tx.commit().await
    }

    /// What waits for a second official, the oldest first.
    ///
    /// # Errors
    /// What the database said.
    pub async fn open_approvals(&self) -> Result<Vec<Approval>> {
        const SQL: &str = select!("WHERE a.decision IS NULL ORDER BY a.id");
        let rows: Vec<ApprovalRow> = read!(self, |conn| sqlx::query_as(SQL).fetch_all(conn).await)?;
        Ok(rows.into_iter().map(Approval::from).collect())
    }

    /// One proposed act.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn approval(&self, id: ApprovalId) -> Result<Approval> {
        const SQL: &str = select!("WHERE a.id = $1");
        let row: ApprovalRow =
            read!(self, |conn| sqlx::query_as(SQL).bind(id).fetch_one(conn).await)?;
        Ok(row.into())
    }
}

/// Proposes an act within the transaction of what belongs to it, and writes that down.
pub(crate) async fn insert(
    tx: &mut Tx,
    approval: &NewApproval,
    by: PersonId,
    at: UnixTime,
) -> Result<ApprovalId> {
    const SQL: &str = "INSERT INTO approvals (act, subject, payload, proposed_by, proposed_at) \
                       VALUES ($1, $2, $3, $4, $5) RETURNING id";
    let NewApproval { act, subject, payload } = approval;
    let id = step!(&mut *tx, |conn| {
        sqlx::query_scalar(SQL)
            .bind(act)
            .bind(subject)
            .bind(payload.to_string())
            .bind(by)
            .bind(at)
            .fetch_one(conn)
            .await
    })?;
    write_down(tx, acts::APPROVAL_PROPOSE, (act, subject), id, by, at).await?;
    Ok(id)
}

/// Ends a proposed act, within the transaction of whatever follows from it, and gives its payload.
///
/// Of two decisions at once one finds the act open; who may decide is the schema's to say.
pub(crate) async fn decide(tx: &mut Tx, id: ApprovalId, decided: Decided) -> Result<Json> {
    const SQL: &str = "UPDATE approvals SET decision = $2, decided_by = $3, decided_at = $4 \
                       WHERE id = $1 AND decision IS NULL RETURNING act, subject, payload";
    let Decided { decision, by, at } = decided;
    let row: Option<(String, String, Json)> = step!(tx, |conn| {
        sqlx::query_as(SQL)
            .bind(id)
            .bind(decision.word())
            .bind(by)
            .bind(at)
            .fetch_optional(conn)
            .await
    })?;
    let Some((act, subject, payload)) = row else {
        return Err(why_not_open(tx, id).await?);
    };
    let word = match decision {
        Decision::Confirmed => acts::APPROVAL_CONFIRM,
        Decision::Declined => acts::APPROVAL_DECLINE,
        Decision::Withdrawn => acts::APPROVAL_WITHDRAW,
    };
    write_down(tx, word, (&act, &subject), id, by, at).await?;
    Ok(payload)
}

/// Confirms what a warrant names, within the transaction of the act. It must have been proposed
/// as this act on this subject.
pub(crate) async fn exercise(
    tx: &mut Tx,
    warrant: Warrant,
    act: &str,
    subject: &str,
) -> Result<()> {
    const SQL: &str = "SELECT act, subject FROM approvals WHERE id = $1";
    let Warrant::Confirmed { approval, by, at } = warrant else { return Ok(()) };
    let proposed: (String, String) =
        step!(tx, |conn| sqlx::query_as(SQL).bind(approval).fetch_one(conn).await)?;
    if (proposed.0.as_str(), proposed.1.as_str()) != (act, subject) {
        return Err(StoreError::Conflict(Constraint::OtherApproval));
    }
    decide(tx, approval, Decided { decision: Decision::Confirmed, by, at }).await.map(drop)
}

async fn why_not_open(tx: &mut Tx, id: ApprovalId) -> Result<StoreError> {
    const SQL: &str = "SELECT EXISTS (SELECT 1 FROM approvals WHERE id = $1)";
    let exists: bool = step!(tx, |conn| sqlx::query_scalar(SQL).bind(id).fetch_one(conn).await)?;
    Ok(if exists {
        StoreError::Conflict(Constraint::ApprovalDecided)
    } else {
        StoreError::NotFound
    })
}

async fn write_down(
    tx: &mut Tx,
    word: &str,
    (act, subject): (&str, &str),
    id: ApprovalId,
    by: PersonId,
    at: UnixTime,
) -> Result<()> {
    let detail = Json(serde_json::json!({ "approval": id, "act": act }));
    acts::record(tx, acts::NewAct { act: word, subject, detail }, Some(by), None, at).await
}
