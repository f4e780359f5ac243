//! Publishing a budget: its uploader proposes, another official of the ministry confirms.

use super::{Budget, File, Totals};
use crate::approvals::{Decided, Decision, NewApproval, decide};
use crate::pool::Tx;
use crate::roles::{Role, holds};
use crate::{
    ApprovalId, BudgetFileId, Constraint, FileHash, PersonId, Result, Som, Store, StoreError,
    TerritoryId, UnixTime, acts, approvals,
};
use serde_json::json;

/// The act of the approval. Its subject is `budget YEAR/TERRITORY-CODE`, so that one version of a
/// budget waits at a time; its payload names the file, its hash and its sums.
pub const PUBLISH: &str = "budget.publish";

/// What is published: read in the transaction that publishes it.
#[derive(sqlx::FromRow)]
struct Proposed {
    file_id: BudgetFileId,
    year: i64,
    territory_id: TerritoryId,
    sha256: FileHash,
    line_count: i64,
    plan: Som,
    executed: Som,
}

impl Store {
    /// Proposes the publication of a file that `by` brought, and writes that down.
    ///
    /// # Errors
    /// [`Constraint::ApprovalOpen`] when a version of this budget waits already;
    /// [`Constraint::NotInScope`] without the role; [`Constraint::BudgetKept`] for a file that was
    /// proposed before; [`StoreError::NotFound`] for the file of somebody else.
    pub async fn propose_budget(
        &self,
        file: &File,
        by: PersonId,
        at: UnixTime,
    ) -> Result<ApprovalId> {
        const SQL: &str = "INSERT INTO budget_proposals (approval_id, file_id) \
             SELECT $1, f.id FROM budget_files f WHERE f.id = $2 AND f.uploaded_by = $3";
        let mut tx = self.begin().await?;
        in_scope(&mut tx, by, file.budget.territory).await?;
        if was_proposed(&mut tx, file.id).await? {
            return Err(StoreError::Conflict(Constraint::BudgetKept));
        }
        let approval = approval(&mut tx, file).await?;
        let id = approvals::insert(&mut tx, &approval, by, at).await?;
        let proposed = step!(&mut tx, |conn| {
            sqlx::query(SQL)
                .bind(id)
                .bind(file.id)
                .bind(by)
                .execute(conn)
                .await
                .map(|done| done.rows_affected())
        })?;
        if proposed == 0 {
            return Err(StoreError::NotFound);
        }
        tx.commit().await?;
        Ok(id)
    }

    /// Confirms a proposed publication and publishes it: both or nothing. Gives the number of the
    /// new version.
    ///
    /// # Errors
    /// [`Constraint::TwoPeople`] for who proposed it; [`Constraint::ApprovalDecided`];
    /// [`Constraint::NotInScope`] without the role; [`StoreError::NotFound`] for another act.
    pub async fn publish_budget(
        &self,
        approval: ApprovalId,
        by: PersonId,
        at: UnixTime,
    ) -> Result<i64> {
        let mut tx = self.begin().await?;
        let proposed = proposed(&mut tx, approval).await?;
        in_scope(&mut tx, by, proposed.territory_id).await?;
        decide(&mut tx, approval, Decided { decision: Decision::Confirmed, by, at }).await?;
        let version = insert_version(&mut tx, approval, &proposed, by, at).await?;
        let budget = Budget { year: proposed.year, territory: proposed.territory_id };
        let subject = subject(&mut tx, budget).await?;
        let detail = json!({
            "version": version, "file": proposed.file_id, "sha256": hex(proposed.sha256),
            "lines": proposed.line_count, "plan": proposed.plan, "executed": proposed.executed,
        });
        let act =
            acts::NewAct { act: acts::BUDGET_PUBLISH, subject: &subject, detail: detail.into() };
        acts::record(&mut tx, act, Some(by), Some(budget.territory), at).await?;
        tx.commit().await?;
        Ok(version)
    }
}

/// How acts and approvals name a budget.
pub(super) async fn subject(tx: &mut Tx, budget: Budget) -> Result<String> {
    const SQL: &str = "SELECT code FROM territories WHERE id = $1";
    let code: String =
        step!(tx, |conn| sqlx::query_scalar(SQL).bind(budget.territory).fetch_one(conn).await)?;
    Ok(format!("budget {}/{code}", budget.year))
}

async fn in_scope(tx: &mut Tx, by: PersonId, territory: TerritoryId) -> Result<()> {
    match holds(tx, by, Role::Ministry, Some(territory)).await? {
        true => Ok(()),
        false => Err(StoreError::Conflict(Constraint::NotInScope)),
    }
}

async fn was_proposed(tx: &mut Tx, file: BudgetFileId) -> Result<bool> {
    const SQL: &str = "SELECT EXISTS (SELECT 1 FROM budget_proposals WHERE file_id = $1)";
    Ok(step!(tx, |conn| sqlx::query_scalar(SQL).bind(file).fetch_one(conn).await)?)
}

async fn approval(tx: &mut Tx, file: &File) -> Result<NewApproval> {
    let Totals { plan, executed } = file.totals;
    let payload = json!({
        "file": file.id, "sha256": hex(file.sha256), "lines": file.line_count,
        "plan": plan, "executed": executed,
    });
    let subject = subject(tx, file.budget).await?;
    Ok(NewApproval { act: PUBLISH.to_owned(), subject, payload: payload.into() })
}

async fn proposed(tx: &mut Tx, approval: ApprovalId) -> Result<Proposed> {
    const SQL: &str = "SELECT p.file_id, f.year, f.territory_id, f.sha256, f.line_count, f.plan, \
           f.executed \
         FROM budget_proposals p JOIN budget_files f ON f.id = p.file_id \
         WHERE p.approval_id = $1";
    Ok(step!(tx, |conn| sqlx::query_as(SQL).bind(approval).fetch_one(conn).await)?)
}

/// The next version; of two at once the key lets one pass.
async fn insert_version(
    tx: &mut Tx,
    approval: ApprovalId,
    proposed: &Proposed,
    by: PersonId,
    at: UnixTime,
) -> Result<i64> {
    const SQL: &str = "INSERT INTO budget_versions \
           (year, territory_id, version, file_id, approval_id, published_by, published_at) \
         SELECT $1, $2, 1 + COALESCE(MAX(v.version), 0), $3, $4, $5, $6 \
         FROM budget_versions v WHERE v.year = $1 AND v.territory_id = $2 RETURNING version";
    Ok(step!(tx, |conn| {
        sqlx::query_scalar(SQL)
            .bind(proposed.year)
            .bind(proposed.territory_id)
            .bind(proposed.file_id)
            .bind(approval)
            .bind(by)
            .bind(at)
            .fetch_one(conn)
            .await
    })?)
}

fn hex(hash: FileHash) -> String {
    voting::text::hex(hash.as_bytes())
}
