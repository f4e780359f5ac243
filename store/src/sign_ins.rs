//! Sign-ins under way: what must be remembered between the redirect to the identity provider and
//! its answer. Each is taken once.

use crate::{Result, StateHash, Store, UnixTime};

/// A sign-in that begins.
#[derive(Clone, Debug)]
pub struct NewSignIn {
    /// SHA-256 of the `state` parameter; its text is only in the browser and in the answer.
    pub state_hash: StateHash,
    /// What the provider's ID token must repeat (OpenID Connect Core, section 3.1.2.1).
    pub nonce: String,
    /// The verifier of the code challenge (RFC 7636).
    pub pkce_verifier: String,
    /// The path of this site to go back to.
    pub return_to: String,
    /// Whether the provider must ask for the person again.
    pub fresh: bool,
    /// From when on the answer comes too late.
    pub expires_at: UnixTime,
}

/// A sign-in whose answer has come.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SignIn {
    /// What the ID token must repeat.
    pub nonce: String,
    /// The verifier of the code challenge.
    pub pkce_verifier: String,
    /// The path of this site to go back to.
    pub return_to: String,
    /// Whether the provider was told to ask for the person again.
    pub fresh: bool,
    /// When it began: a fresh sign-in's `auth_time` may not be earlier.
    pub created_at: UnixTime,
    expires_at: UnixTime,
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Nonce and verifier are secrets of one browser.
        out.debug_struct("SignIn").field("return_to", &self.return_to).finish_non_exhaustive()
    }
}

impl Store {
    /// Remembers a sign-in that begins at `at`.
    ///
    /// # Errors
    /// [`crate::Constraint::SignInState`] when the state was used before.
    pub async fn begin_sign_in(&self, sign_in: &NewSignIn, at: UnixTime) -> Result<()> {
        const SQL: &str = "INSERT INTO sign_ins \
               (state_hash, nonce, pkce_verifier, return_to, fresh, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let mut tx = self.begin().await?;
        step!(&mut tx, |conn| {
            sqlx::query(SQL)
                .bind(sign_in.state_hash.as_bytes())
                .bind(&sign_in.nonce)
                .bind(&sign_in.pkce_verifier)
                .bind(&sign_in.return_to)
                .bind(sign_in.fresh)
                .bind(at)
                .bind(sign_in.expires_at)
                .execute(conn)
                .await
                .map(drop)
        })?;
        tx.commit().await
    }

    /// Hands out a sign-in and forgets it: of two answers with one state, one gets it. `None` also
    /// when it has expired.
    ///
    /// # Errors
    /// What the database said.
    pub async fn take_sign_in(&self, state: StateHash, at: UnixTime) -> Result<Option<SignIn>> {
        const SQL: &str = "DELETE FROM sign_ins WHERE state_hash = $1 \
             RETURNING nonce, pkce_verifier, return_to, fresh, created_at, expires_at";
        let mut tx = self.begin().await?;
        let taken: Option<SignIn> = step!(&mut tx, |conn| {
            sqlx::query_as(SQL).bind(state.as_bytes()).fetch_optional(conn).await
        })?;
        tx.commit().await?;
        Ok(taken.filter(|sign_in| at < sign_in.expires_at))
    }

    /// Forgets the sign-ins that have expired and says how many they were.
    ///
    /// # Errors
    /// What the database said.
    pub async fn purge_sign_ins(&self, at: UnixTime) -> Result<u64> {
        const SQL: &str = "DELETE FROM sign_ins WHERE expires_at <= $1";
        let mut tx = self.begin().await?;
        let gone = step!(&mut tx, |conn| {
            sqlx::query(SQL).bind(at).execute(conn).await.map(|done| done.rows_affected())
        })?;
        tx.commit().await?;
        Ok(gone)
    }
}
