//! The register of staff acts: who did what, when. It is only ever added to; triggers see to it.

use crate::pool::Tx;
use crate::{ActId, Json, PersonId, Result, Store, TerritoryId, UnixTime};

/// A set of territories was imported.
pub(crate) const TERRITORIES_IMPORT: &str = "territories.import";

/// A season was brought by a file; the subject is its key.
pub(crate) const SEASON_IMPORT: &str = "season.import";

/// Officials changed how winners of a season are found; the subject is its key.
pub(crate) const SEASON_RULES: &str = "season.rules";

/// A role was granted to the subject.
pub(crate) const ROLES_GRANT: &str = "roles.grant";
/// A role of the subject was revoked.
pub(crate) const ROLES_REVOKE: &str = "roles.revoke";
/// An act on the subject was proposed.
pub(crate) const APPROVAL_PROPOSE: &str = "approval.propose";
/// A proposed act on the subject was confirmed by another official.
pub(crate) const APPROVAL_CONFIRM: &str = "approval.confirm";
/// A proposed act on the subject was declined by another official.
pub(crate) const APPROVAL_DECLINE: &str = "approval.decline";
/// A proposed act on the subject was taken back.
pub(crate) const APPROVAL_WITHDRAW: &str = "approval.withdraw";

/// A proposal was admitted to its contest.
pub(crate) const PROPOSALS_ADMIT: &str = "proposals.admit";
/// A proposal was refused.
pub(crate) const PROPOSALS_REFUSE: &str = "proposals.refuse";
/// The manifest and the roll of an election were made.
pub(crate) const ELECTION_PREPARE: &str = "election.prepare";
/// An election went on to its next state; the detail says which.
pub(crate) const ELECTION_ADVANCE: &str = "election.advance";
/// The registrar's keys of an election were destroyed.
pub(crate) const KEYS_DESTROY: &str = "keys.destroy";
/// A vote that a restoration held back goes on, whatever is missing; the detail says what stood.
pub(crate) const ELECTION_RELEASE: &str = "election.release";
/// Bodies and openings of an election's ballots were erased; the detail says how many.
pub(crate) const BALLOTS_ERASE: &str = "ballots.erase";
/// A trustee's or auditor's note on an election was taken; the detail says which.
pub(crate) const ELECTION_NOTE: &str = "election.note";
/// An official moved the demo's clock; the detail says from when to when.
pub(crate) const CLOCK_MOVE: &str = "clock.move";
/// A file of eligible people was read.
pub(crate) const ROLL_IMPORT: &str = "roll.import";
/// A file of budget lines was uploaded.
pub(crate) const BUDGET_UPLOAD: &str = "budget.upload";
/// A version of a budget was published; the detail says which.
pub(crate) const BUDGET_PUBLISH: &str = "budget.publish";

/// A line of the register.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Act {
    /// Its number; later acts have higher ones.
    pub id: ActId,
    /// When it was done.
    pub at: UnixTime,
    /// Who did it; none: an operator at the command line.
    #[sqlx(rename = "person_id")]
    pub person: Option<PersonId>,
    /// The person's name.
    pub name: Option<String>,
    /// A word of the product: `roles.grant`, `approval.confirm`, ...
    pub act: String,
    /// What it was done to.
    pub subject: String,
    /// Where, for acts that belong to a territory.
    #[sqlx(rename = "territory_id")]
    pub territory: Option<TerritoryId>,
    /// The rest, without personal data.
    pub detail: Json,
}

/// Which acts to list. The default lists the newest of all.
#[derive(Clone, Copy, Debug, Default)]
pub struct ActFilter {
    /// Done at this time or later.
    pub since: Option<UnixTime>,
    /// Done by this person.
    pub person: Option<PersonId>,
    /// Done where this person is an auditor, or in no territory: those concern every auditor.
    pub auditor: Option<PersonId>,
    /// The next page: acts older than the last one of the page before.
    pub before: Option<ActId>,
}

/// What is written down, beside who, where and when.
pub(crate) struct NewAct<'a> {
    pub(crate) act: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) detail: Json,
}

impl Store {
    /// The newest acts of a filter, newest first, at most `limit`.
    ///
    /// # Errors
    /// What the database said.
    pub async fn acts(&self, filter: ActFilter, limit: i64) -> Result<Vec<Act>> {
        const SQL: &str = "WITH RECURSIVE audits (territory_id) AS ( \
               SELECT territory_id FROM roles \
               WHERE person_id = $3 AND role = 'auditor' AND revoked_at IS NULL), \
             within (id) AS ( \
               SELECT territory_id FROM audits WHERE territory_id IS NOT NULL \
               UNION SELECT t.id FROM territories t JOIN within ON t.parent_id = within.id) \
             SELECT a.id, a.at, a.person_id, p.name, a.act, a.subject, a.territory_id, a.detail \
             FROM acts a LEFT JOIN people p ON p.id = a.person_id \
             WHERE ($1 IS NULL OR a.at >= $1) AND ($2 IS NULL OR a.person_id = $2) \
               AND ($3 IS NULL OR a.territory_id IS NULL \
                 OR a.territory_id IN (SELECT id FROM within) \
                 OR EXISTS (SELECT 1 FROM audits WHERE territory_id IS NULL)) \
               AND ($4 IS NULL OR a.id < $4) \
             ORDER BY a.id DESC LIMIT $5";
        Ok(read!(self, |conn| {
            sqlx::query_as(SQL)
                .bind(filter.since)
                .bind(filter.person)
                .bind(filter.auditor)
                .bind(filter.before)
                .bind(limit)
                .fetch_all(conn)
                .await
        })?)
    }
}

/// Writes an act down in the transaction of the operation that it describes.
pub(crate) async fn record(
    tx: &mut Tx,
    act: NewAct<'_>,
    by: Option<PersonId>,
    territory: Option<TerritoryId>,
    at: UnixTime,
) -> Result<()> {
    const SQL: &str = "INSERT INTO acts (at, person_id, act, subject, territory_id, detail) \
                       VALUES ($1, $2, $3, $4, $5, $6)";
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(at)
            .bind(by)
            .bind(act.act)
            .bind(act.subject)
            .bind(territory)
            .bind(act.detail.to_string())
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}

/// Whether an act on this subject stands in the register.
pub(crate) async fn were_recorded(tx: &mut Tx, act: &str, subject: &str) -> Result<bool> {
    const SQL: &str = "SELECT EXISTS (SELECT 1 FROM acts WHERE act = $1 AND subject = $2)";
    Ok(step!(tx, |conn| sqlx::query_scalar(SQL).bind(act).bind(subject).fetch_one(conn).await)?)
}
