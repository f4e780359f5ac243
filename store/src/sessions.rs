//! Signed-in browsers. The cookie holds a token, the database only its hash.

use crate::roles::HeldRole;
use crate::{PersonId, Result, SessionId, Store, StoreError, TerritoryId, TokenHash, UnixTime};

/// A page view writes that it was seen only this many seconds after the last time.
const SEEN_EVERY: UnixTime = 60;

/// How long a session lasts, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// For who holds no role.
    pub residents: Lifetime,
    /// For who holds any.
    pub officials: Lifetime,
}

/// The two ends of a session, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// After it was last seen. It is seen to the minute.
    pub idle: UnixTime,
    /// After it was opened.
    pub absolute: UnixTime,
}

/// A session to open.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// SHA-256 of the token that the cookie will hold.
    pub token_hash: TokenHash,
    /// Who signed in.
    pub person: PersonId,
    /// Words for the list of sessions: browser and system, no address.
    pub device: String,
    /// When the provider last asked for the person.
    pub authed_at: UnixTime,
    /// The session that this browser had before; it ends.
    pub replaces: Option<TokenHash>,
}

/// A session that is open, and who it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionView {
    /// The session.
    pub session: Session,
    /// Who signed in.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their mahalla of residence.
    pub mahalla: Option<TerritoryId>,
    /// The roles that they hold now.
    pub roles: Vec<HeldRole>,
}

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Words for the list of sessions.
    pub device: String,
    /// When it was opened.
    pub created_at: UnixTime,
    /// When it was last seen, to the minute.
    pub seen_at: UnixTime,
    /// When the provider last asked for the person.
    pub authed_at: UnixTime,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    #[sqlx(flatten)]
    session: Session,
    person_id: PersonId,
    name: String,
    territory_id: Option<TerritoryId>,
    roles: i64,
}

impl SessionLimits {
    fn of(&self, roles: &[HeldRole]) -> Lifetime {
        if roles.is_empty() { self.residents } else { self.officials }
    }
}

impl Lifetime {
    fn covers(self, session: &Session, at: UnixTime) -> bool {
        at.saturating_sub(session.seen_at) < self.idle
            && at.saturating_sub(session.created_at) < self.absolute
    }
}

impl Store {
    /// Opens a session at `at`; the one that it replaces ends in the same transaction.
    ///
    /// # Errors
    /// [`crate::Constraint::SessionToken`]; [`crate::Constraint::Reference`] for an unknown person.
    pub async fn open_session(&self, session: &NewSession, at: UnixTime) -> Result<SessionId> {
        const INSERT: &str = "INSERT INTO sessions \
               (token_hash, person_id, device, created_at, seen_at, authed_at) \
             VALUES ($1, $2, $3, $4, $4, $5) RETURNING id";
        let mut tx = self.begin().await?;
        if let Some(token) = session.replaces {
            step!(&mut tx, |conn| {
                sqlx::query(CLOSE).bind(token.as_bytes()).bind(at).execute(conn).await.map(drop)
            })?;
        }
        let id = step!(&mut tx, |conn| {
            sqlx::query_scalar(INSERT)
                .bind(session.token_hash.as_bytes())
                .bind(session.person)
                .bind(&session.device)
                .bind(at)
                .bind(session.authed_at)
                .fetch_one(conn)
                .await
        })?;
        tx.commit().await?;
        Ok(id)
    }

    /// The open session of a token; `None` when there is none, it was ended or it ran out.
    ///
    /// Officials' limits hold for who has any role now. Seeing a session keeps it from idling;
    /// that is written at most once a minute, so that page views do not write.
    ///
    /// # Errors
    /// What the database said.
    pub async fn session(
        &self,
        token: TokenHash,
        at: UnixTime,
        limits: &SessionLimits,
    ) -> Result<Option<SessionView>> {
        const SQL: &str = "SELECT s.id, s.device, s.created_at, s.seen_at, s.authed_at, \
               s.person_id, p.name, p.territory_id, \
               (SELECT count(*) FROM roles r \
                 WHERE r.person_id = p.id AND r.revoked_at IS NULL) AS roles \
             FROM sessions s JOIN people p ON p.id = s.person_id \
             WHERE s.token_hash = $1 AND s.revoked_at IS NULL";
        let row: Option<SessionRow> = read!(self, |conn| {
            sqlx::query_as(SQL).bind(token.as_bytes()).fetch_optional(conn).await
        })?;
        let Some(row) = row else { return Ok(None) };
        let SessionRow { mut session, person_id: person, name, territory_id: mahalla, roles } = row;
        let roles = if roles == 0 { Vec::new() } else { self.roles_of(person).await? };
        if !limits.of(&roles).covers(&session, at) {
            return Ok(None);
        }
        if at.saturating_sub(session.seen_at) >= SEEN_EVERY {
            self.touch(session.id, at).await?;
            session.seen_at = at;
        }
        Ok(Some(SessionView { session, person, name, mahalla, roles }))
    }

    /// Ends the session of a token, if it is open.
    ///
    /// # Errors
    /// What the database said.
    pub async fn close_session(&self, token: TokenHash, at: UnixTime) -> Result<()> {
        let mut tx = self.begin().await?;
        step!(&mut tx, |conn| {
            sqlx::query(CLOSE).bind(token.as_bytes()).bind(at).execute(conn).await.map(drop)
        })?;
        tx.commit().await
    }

    /// The open sessions of somebody, the one seen last first.
    ///
    /// # Errors
    /// What the database said.
    pub async fn sessions_of(
        &self,
        person: PersonId,
        at: UnixTime,
        limits: &SessionLimits,
    ) -> Result<Vec<Session>> {
        const SQL: &str = "SELECT id, device, created_at, seen_at, authed_at FROM sessions \
             WHERE person_id = $1 AND revoked_at IS NULL ORDER BY seen_at DESC, id DESC";
        let lifetime = limits.of(&self.roles_of(person).await?);
        let sessions: Vec<Session> =
            read!(self, |conn| sqlx::query_as(SQL).bind(person).fetch_all(conn).await)?;
        Ok(sessions.into_iter().filter(|session| lifetime.covers(session, at)).collect())
    }

    /// Ends one of somebody's own sessions.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is another's or not open.
    pub async fn revoke_session(
        &self,
        person: PersonId,
        session: SessionId,
        at: UnixTime,
    ) -> Result<()> {
        const SQL: &str = "UPDATE sessions SET revoked_at = $3 \
                           WHERE person_id = $1 AND id = $2 AND revoked_at IS NULL";
        let mut tx = self.begin().await?;
        let ended = step!(&mut tx, |conn| {
            let query = sqlx::query(SQL).bind(person).bind(session).bind(at);
            query.execute(conn).await.map(|done| done.rows_affected())
        })?;
        tx.commit().await?;
        if ended == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Ends all of somebody's sessions and says how many they were.
    ///
    /// # Errors
    /// What the database said.
    pub async fn revoke_sessions(&self, person: PersonId, at: UnixTime) -> Result<u64> {
        const SQL: &str =
            "UPDATE sessions SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL";
        let mut tx = self.begin().await?;
        let ended = step!(&mut tx, |conn| {
            let query = sqlx::query(SQL).bind(person).bind(at);
            query.execute(conn).await.map(|done| done.rows_affected())
        })?;
        tx.commit().await?;
        Ok(ended)
    }

    /// Ends everybody's sessions: where a backup was put back, that may hold some that were ended
    /// since.
    ///
    /// # Errors
    /// What the database said.
    pub async fn end_all_sessions(&self, at: UnixTime) -> Result<u64> {
        const SQL: &str = "UPDATE sessions SET revoked_at = $1 WHERE revoked_at IS NULL";
        let mut tx = self.begin().await?;
        let ended = step!(&mut tx, |conn| {
            sqlx::query(SQL).bind(at).execute(conn).await.map(|done| done.rows_affected())
        })?;
        tx.commit().await?;
        Ok(ended)
    }

    /// Forgets the sessions that were ended, or opened and never ended, before a time.
    ///
    /// # Errors
    /// What the database said.
    pub async fn purge_sessions(&self, before: UnixTime) -> Result<u64> {
        const SQL: &str = "DELETE FROM sessions WHERE COALESCE(revoked_at, created_at) < $1";
        let mut tx = self.begin().await?;
        let gone = step!(&mut tx, |conn| {
            sqlx::query(SQL).bind(before).execute(conn).await.map(|done| done.rows_affected())
        })?;
        tx.commit().await?;
        Ok(gone)
    }

    /// Writes that a session was seen; a clock that another process reads never turns it back.
    async fn touch(&self, session: SessionId, at: UnixTime) -> Result<()> {
        const SQL: &str = "UPDATE sessions SET seen_at = $2 \
                           WHERE id = $1 AND seen_at < $2 AND revoked_at IS NULL";
        let mut tx = self.begin().await?;
        step!(&mut tx, |conn| {
            sqlx::query(SQL).bind(session).bind(at).execute(conn).await.map(drop)
        })?;
        tx.commit().await
    }
}

const CLOSE: &str =
    "UPDATE sessions SET revoked_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL";
