//! The statements that write proposals and their versions.

use super::{Content, CostLine, Edit, NewProposal, PlacedPhoto, ProposalKey, ProposalState, total};
use crate::pool::Tx;
use crate::{
    Constraint, ContestId, PersonId, ProposalId, Result, Som, StoreError, TerritoryId, UnixTime,
};

/// A proposal's row, kept from others until the transaction ends.
#[derive(sqlx::FromRow)]
pub(super) struct Held {
    pub(super) key: ProposalKey,
    #[sqlx(rename = "contest_id")]
    pub(super) contest: ContestId,
    #[sqlx(rename = "author_id")]
    pub(super) author: PersonId,
    pub(super) state: ProposalState,
    pub(super) version: i64,
}

pub(super) const TAKES_PROPOSALS: &str = "SELECT EXISTS (SELECT 1 \
     FROM contests c JOIN phases p ON p.season_id = c.season_id \
     WHERE c.id = $1 AND p.phase = 'submission' AND p.starts_at <= $2 AND $2 < p.ends_at)";

/// Takes the row: another transaction that wants it waits, and then reads what this one wrote.
pub(super) async fn hold(tx: &mut Tx, id: ProposalId) -> Result<Held> {
    const SQL: &str = "UPDATE proposals SET version = version WHERE id = $1 \
                       RETURNING key, contest_id, author_id, state, version";
    Ok(step!(tx, |conn| sqlx::query_as(SQL).bind(id).fetch_one(conn).await)?)
}

pub(super) async fn insert(tx: &mut Tx, new: &NewProposal, at: UnixTime) -> Result<ProposalId> {
    const SQL: &str = "INSERT INTO proposals (key, contest_id, author_id, state, version, created_at) \
                       VALUES ($1, $2, $3, 'draft', 1, $4) RETURNING id";
    Ok(step!(tx, |conn| {
        sqlx::query_scalar(SQL)
            .bind(new.key.as_str())
            .bind(new.contest)
            .bind(new.author)
            .bind(at)
            .fetch_one(conn)
            .await
    })?)
}

/// How many drafts and waiting proposals an author has.
pub(super) async fn count_open(tx: &mut Tx, author: PersonId) -> Result<i64> {
    const SQL: &str = "SELECT COUNT(*) FROM proposals \
                       WHERE author_id = $1 AND state IN ('draft', 'submitted')";
    Ok(step!(tx, |conn| sqlx::query_scalar(SQL).bind(author).fetch_one(conn).await)?)
}

/// Counts the version up; a draft may go to another contest meanwhile.
pub(super) async fn next_version(tx: &mut Tx, edit: &Edit, draft: bool) -> Result<i64> {
    const MOVE: &str = "UPDATE proposals SET contest_id = $2 WHERE id = $1";
    const COUNT: &str =
        "UPDATE proposals SET version = version + 1 WHERE id = $1 RETURNING version";
    if draft {
        step!(tx, |conn| {
            let query = sqlx::query(MOVE).bind(edit.proposal).bind(edit.contest);
            query.execute(conn).await.map(drop)
        })?;
    }
    Ok(step!(tx, |conn| sqlx::query_scalar(COUNT).bind(edit.proposal).fetch_one(conn).await)?)
}

/// Writes a version with its costs and photos.
pub(super) async fn insert_version(
    tx: &mut Tx,
    (id, version): (ProposalId, i64),
    content: &Content,
    draft: bool,
    at: UnixTime,
) -> Result<()> {
    const SQL: &str = "INSERT INTO proposal_versions (proposal_id, version, saved_at, draft, \
           title, summary, text, place, category, language, mahalla_id, cost_asked) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let cost = total(&content.costs).ok_or(StoreError::Conflict(Constraint::Check))?;
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(id)
            .bind(version)
            .bind(at)
            .bind(draft)
            .bind(&content.title)
            .bind(&content.summary)
            .bind(&content.text)
            .bind(&content.place)
            .bind(content.category.map(|category| category.word()))
            .bind(&content.language)
            .bind(content.mahalla)
            .bind(cost)
            .execute(conn)
            .await
            .map(drop)
    })?;
    for (position, line) in (0_i64..).zip(&content.costs) {
        insert_cost(tx, (id, version, position), line).await?;
    }
    for (position, photo) in (0_i64..).zip(&content.photos) {
        insert_photo(tx, (id, version, position), photo).await?;
    }
    forget_removed_photos(tx, id, version).await
}

type Place = (ProposalId, i64, i64);

async fn insert_cost(tx: &mut Tx, place: Place, line: &CostLine) -> Result<()> {
    const SQL: &str = "INSERT INTO cost_lines \
           (proposal_id, version, position, item, unit, quantity, unit_price) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(place.0)
            .bind(place.1)
            .bind(place.2)
            .bind(&line.item)
            .bind(&line.unit)
            .bind(line.quantity)
            .bind(line.unit_price)
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}

async fn insert_photo(tx: &mut Tx, place: Place, photo: &PlacedPhoto) -> Result<()> {
    const SQL: &str = "INSERT INTO proposal_photos (proposal_id, version, position, hash, alt) \
                       VALUES ($1, $2, $3, $4, $5)";
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(place.0)
            .bind(place.1)
            .bind(place.2)
            .bind(photo.hash.as_bytes())
            .bind(&photo.alt)
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// A photo that its author removed is gone from earlier versions too.
async fn forget_removed_photos(tx: &mut Tx, id: ProposalId, version: i64) -> Result<()> {
    const SQL: &str = "DELETE FROM proposal_photos WHERE proposal_id = $1 AND version < $2 \
         AND hash NOT IN (SELECT hash FROM proposal_photos WHERE proposal_id = $1 AND version = $2)";
    step!(tx, |conn| sqlx::query(SQL).bind(id).bind(version).execute(conn).await.map(drop))?;
    Ok(())
}

pub(super) async fn forget_versions(tx: &mut Tx, id: ProposalId) -> Result<()> {
    const SQL: [&str; 3] = [
        "DELETE FROM proposal_photos WHERE proposal_id = $1",
        "DELETE FROM cost_lines WHERE proposal_id = $1",
        "DELETE FROM proposal_versions WHERE proposal_id = $1",
    ];
    for sql in SQL {
        step!(tx, |conn| sqlx::query(sql).bind(id).execute(conn).await.map(drop))?;
    }
    Ok(())
}

pub(super) async fn submit(tx: &mut Tx, id: ProposalId, at: UnixTime) -> Result<()> {
    const WHOLE: &str = "UPDATE proposal_versions SET draft = $2 WHERE proposal_id = $1";
    const SUBMIT: &str =
        "UPDATE proposals SET state = 'submitted', submitted_at = $2 WHERE id = $1";
    step!(tx, |conn| sqlx::query(WHOLE).bind(id).bind(false).execute(conn).await.map(drop))?;
    step!(tx, |conn| sqlx::query(SUBMIT).bind(id).bind(at).execute(conn).await.map(drop))?;
    Ok(())
}

pub(super) async fn withdraw(tx: &mut Tx, id: ProposalId, at: UnixTime) -> Result<()> {
    const SQL: &str = "UPDATE proposals SET state = 'withdrawn', withdrawn_at = $2 WHERE id = $1";
    step!(tx, |conn| sqlx::query(SQL).bind(id).bind(at).execute(conn).await.map(drop))?;
    Ok(())
}

pub(super) async fn takes_proposals(tx: &mut Tx, contest: ContestId, at: UnixTime) -> Result<bool> {
    Ok(step!(tx, |conn| {
        sqlx::query_scalar(TAKES_PROPOSALS).bind(contest).bind(at).fetch_one(conn).await
    })?)
}

/// Whether the mahalla of the version that holds lies in the contest's territory.
pub(super) async fn mahalla_is_in_contest(tx: &mut Tx, id: ProposalId) -> Result<bool> {
    const SQL: &str = "WITH RECURSIVE up (id, parent_id) AS ( \
           SELECT t.id, t.parent_id FROM territories t \
             JOIN proposal_versions v ON v.mahalla_id = t.id \
             JOIN proposals p ON p.id = v.proposal_id AND p.version = v.version WHERE p.id = $1 \
           UNION SELECT t.id, t.parent_id FROM territories t JOIN up ON t.id = up.parent_id) \
         SELECT EXISTS (SELECT 1 FROM proposals p JOIN contests c ON c.id = p.contest_id \
           JOIN up ON up.id = c.territory_id WHERE p.id = $1)";
    Ok(step!(tx, |conn| sqlx::query_scalar(SQL).bind(id).fetch_one(conn).await)?)
}

/// What a decision needs of the version that holds.
#[derive(sqlx::FromRow)]
pub(super) struct Summary {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) place: String,
    pub(super) language: String,
    pub(super) category: Option<String>,
    pub(super) mahalla_id: Option<TerritoryId>,
    pub(super) cost_asked: Som,
}

pub(super) async fn summary(tx: &mut Tx, (id, version): (ProposalId, i64)) -> Result<Summary> {
    const SQL: &str = "SELECT title, summary, place, language, category, mahalla_id, cost_asked \
                       FROM proposal_versions WHERE proposal_id = $1 AND version = $2";
    Ok(step!(tx, |conn| sqlx::query_as(SQL).bind(id).bind(version).fetch_one(conn).await)?)
}
