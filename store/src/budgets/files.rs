//! Files of budget lines: kept with their exact bytes, read again by whoever decides on them.

use super::{Budget, File, FileState, Line, NewFile, Totals};
use crate::approvals::Decision;
use crate::pool::Tx;
use crate::{
    ApprovalId, BudgetFileId, FileHash, PersonId, Result, Som, Store, StoreError, TerritoryId,
    UnixTime, acts,
};
use serde_json::json;
use sqlx::QueryBuilder;

/// Rows written by one statement.
const AT_ONCE: usize = 500;

/// A file with its uploader and the last that was decided about it.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT f.id, f.year, f.territory_id, f.sha256, f.line_count, f.plan, f.executed, \
               f.uploaded_by, p.name, f.uploaded_at, a.id AS approval, a.decision, v.version \
             FROM budget_files f JOIN people p ON p.id = f.uploaded_by \
             LEFT JOIN approvals a ON a.id = \
               (SELECT MAX(approval_id) FROM budget_proposals WHERE file_id = f.id) \
             LEFT JOIN budget_versions v ON v.file_id = f.id ",
            $rest
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: BudgetFileId,
    year: i64,
    territory_id: TerritoryId,
    sha256: FileHash,
    line_count: i64,
    plan: Som,
    executed: Som,
    uploaded_by: PersonId,
    name: String,
    uploaded_at: UnixTime,
    approval: Option<ApprovalId>,
    decision: Option<Decision>,
    version: Option<i64>,
}

impl Store {
    /// Keeps a file and writes that down. Files of the same budget that `by` brought before and
    /// never proposed make room for it.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] for no line at all or a sum that is too large;
    /// [`crate::Constraint::Unique`] for a line that is there twice;
    /// [`crate::Constraint::Reference`] for a territory that is not there.
    pub async fn keep_budget_file(
        &self,
        file: &NewFile,
        by: PersonId,
        at: UnixTime,
    ) -> Result<BudgetFileId> {
        let too_large = || StoreError::Corrupt("the sum of a budget is too large".to_owned());
        let totals = Totals::of(&file.lines).ok_or_else(too_large)?;
        let mut tx = self.begin().await?;
        make_room(&mut tx, file.budget, by).await?;
        let id = insert(&mut tx, file, totals, by, at).await?;
        insert_lines(&mut tx, id, &file.lines).await?;
        let detail = json!({
            "file": id, "lines": file.lines.len(), "plan": totals.plan, "executed": totals.executed,
        });
        let subject = super::publish::subject(&mut tx, file.budget).await?;
        let act =
            acts::NewAct { act: acts::BUDGET_UPLOAD, subject: &subject, detail: detail.into() };
        acts::record(&mut tx, act, Some(by), Some(file.budget.territory), at).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// One file.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn budget_file(&self, id: BudgetFileId) -> Result<File> {
        const SQL: &str = select!("WHERE f.id = $1");
        let row: Row = read!(self, |conn| sqlx::query_as(SQL).bind(id).fetch_one(conn).await)?;
        Ok(row.into())
    }

    /// The files that were proposed, and those that `by` brought; the newest first, at most
    /// `limit`.
    ///
    /// # Errors
    /// What the database said.
    pub async fn budget_files(&self, by: PersonId, limit: i64) -> Result<Vec<File>> {
        const SQL: &str =
            select!("WHERE a.id IS NOT NULL OR f.uploaded_by = $1 ORDER BY f.id DESC LIMIT $2");
        let rows: Vec<Row> =
            read!(self, |conn| { sqlx::query_as(SQL).bind(by).bind(limit).fetch_all(conn).await })?;
        Ok(rows.into_iter().map(File::from).collect())
    }

    /// The lines of a file, in its order.
    ///
    /// # Errors
    /// What the database said.
    pub async fn budget_lines(&self, file: BudgetFileId) -> Result<Vec<Line>> {
        const SQL: &str = "SELECT territory_id, function, plan, executed FROM budget_lines \
                           WHERE file_id = $1 ORDER BY position";
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(file).fetch_all(conn).await)?)
    }

    /// The exact bytes of a file.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn budget_source(&self, file: BudgetFileId) -> Result<Vec<u8>> {
        const SQL: &str = "SELECT source FROM budget_files WHERE id = $1";
        Ok(read!(self, |conn| sqlx::query_scalar(SQL).bind(file).fetch_one(conn).await)?)
    }
}

async fn make_room(tx: &mut Tx, budget: Budget, by: PersonId) -> Result<()> {
    const LINES: &str = "DELETE FROM budget_lines WHERE file_id IN \
         (SELECT f.id FROM budget_files f \
          WHERE f.year = $1 AND f.territory_id = $2 AND f.uploaded_by = $3 \
            AND NOT EXISTS (SELECT 1 FROM budget_proposals p WHERE p.file_id = f.id))";
    const FILES: &str = "DELETE FROM budget_files \
         WHERE year = $1 AND territory_id = $2 AND uploaded_by = $3 AND NOT EXISTS \
           (SELECT 1 FROM budget_proposals p WHERE p.file_id = budget_files.id)";
    for sql in [LINES, FILES] {
        step!(tx, |conn| {
            sqlx::query(sql)
                .bind(budget.year)
                .bind(budget.territory)
                .bind(by)
                .execute(conn)
                .await
                .map(drop)
        })?;
    }
    Ok(())
}

async fn insert(
    tx: &mut Tx,
    file: &NewFile,
    totals: Totals,
    by: PersonId,
    at: UnixTime,
) -> Result<BudgetFileId> {
    const SQL: &str = "INSERT INTO budget_files (year, territory_id, source, sha256, line_count, \
           plan, executed, uploaded_by, uploaded_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";
    let count = i64::try_from(file.lines.len()).unwrap_or(i64::MAX);
    Ok(step!(tx, |conn| {
        sqlx::query_scalar(SQL)
            .bind(file.budget.year)
            .bind(file.budget.territory)
            .bind(&file.source)
            .bind(file.sha256.as_bytes())
            .bind(count)
            .bind(totals.plan)
            .bind(totals.executed)
            .bind(by)
            .bind(at)
            .fetch_one(conn)
            .await
    })?)
}

async fn insert_lines(tx: &mut Tx, file: BudgetFileId, lines: &[Line]) -> Result<()> {
    let numbered: Vec<(i64, &Line)> = (0..).zip(lines).collect();
    for some in numbered.chunks(AT_ONCE) {
        step!(tx, |conn| {
            let mut sql = QueryBuilder::new(
                "INSERT INTO budget_lines \
                   (file_id, position, territory_id, function, plan, executed) ",
            );
            sql.push_values(some, |mut row, (position, line)| {
                row.push_bind(file)
                    .push_bind(*position)
                    .push_bind(line.territory)
                    .push_bind(line.function.to_string())
                    .push_bind(line.plan)
                    .push_bind(line.executed);
            });
            sql.build().execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

impl From<Row> for File {
    fn from(row: Row) -> Self {
        let state = match (row.version, row.approval, row.decision) {
            (Some(version), _, _) => FileState::Published(version),
            (None, Some(approval), None) => FileState::Waiting(approval),
            (None, Some(_), Some(decision)) => FileState::Ended(decision),
            (None, None, _) => FileState::Kept,
        };
        Self {
            id: row.id,
            budget: Budget { year: row.year, territory: row.territory_id },
            sha256: row.sha256,
            line_count: row.line_count,
            totals: Totals { plan: row.plan, executed: row.executed },
            uploaded_by: row.uploaded_by,
            uploader: row.name,
            uploaded_at: row.uploaded_at,
            state,
        }
    }
}
