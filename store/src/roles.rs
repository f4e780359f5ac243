//! Roles: who may act for the public, and where. Granting and revoking are acts themselves.

use crate::pool::Tx;
use crate::{Json, PersonId, Result, Store, StoreError, TerritoryId, UnixTime, acts};

words! {
    /// What somebody may do beyond what every resident may.
    pub enum Role {
        /// Screens proposals.
        Moderator = "moderator",
        /// Publishes budgets and runs seasons.
        Ministry = "ministry",
        /// Sees the register of acts and the copies for auditors.
        Auditor = "auditor",
        /// Grants and revokes roles.
        Administrator = "administrator",
    }
}

/// A role that somebody holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct HeldRole {
    /// The role.
    pub role: Role,
    /// Where, with all that lies within; none: the whole country.
    #[sqlx(rename = "territory_id")]
    pub territory: Option<TerritoryId>,
    /// Since when.
    pub granted_at: UnixTime,
}

/// A role and who holds it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Official {
    /// Who.
    #[sqlx(rename = "person_id")]
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The role, where and since when.
    #[sqlx(flatten)]
    pub held: HeldRole,
}

/// A role to grant or to revoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Who holds it.
    pub person: PersonId,
    /// The role.
    pub role: Role,
    /// Where, with all that lies within; none: the whole country.
    pub territory: Option<TerritoryId>,
}

const HOLDS: &str = "WITH RECURSIVE up (id, parent_id) AS ( \
       SELECT id, parent_id FROM territories WHERE id = $3 \
       UNION SELECT t.id, t.parent_id FROM territories t JOIN up ON t.id = up.parent_id) \
     SELECT EXISTS (SELECT 1 FROM roles \
       WHERE person_id = $1 AND role = $2 AND revoked_at IS NULL \
         AND (territory_id IS NULL OR territory_id IN (SELECT id FROM up)))";

impl Store {
    /// Grants a role and writes that down. `by` is none for an operator at the command line.
    ///
    /// # Errors
    /// [`crate::Constraint::RoleHeld`]; [`crate::Constraint::Reference`] when the person or the
    /// territory is not there.
    pub async fn grant_role(&self, grant: Grant, by: Option<PersonId>, at: UnixTime) -> Result<()> {
        const SQL: &str = "INSERT INTO roles (person_id, role, territory_id, granted_at) \
                           VALUES ($1, $2, $3, $4)";
        let mut tx = self.begin().await?;
        step!(&mut tx, |conn| {
            sqlx::query(SQL)
                .bind(grant.person)
                .bind(grant.role.word())
                .bind(grant.territory)
                .bind(at)
                .execute(conn)
                .await
                .map(drop)
        })?;
        write_down(&mut tx, acts::ROLES_GRANT, grant, by, at).await?;
        tx.commit().await
    }

    /// Revokes a role and writes that down. `by` is none for an operator at the command line.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the person does not hold just this role just there.
    pub async fn revoke_role(
        &self,
        grant: Grant,
        by: Option<PersonId>,
        at: UnixTime,
    ) -> Result<()> {
        const SQL: &str = "UPDATE roles SET revoked_at = $4 WHERE person_id = $1 AND role = $2 \
             AND COALESCE(territory_id, 0) = COALESCE($3, 0) AND revoked_at IS NULL";
        let mut tx = self.begin().await?;
        let revoked = step!(&mut tx, |conn| {
            sqlx::query(SQL)
                .bind(grant.person)
                .bind(grant.role.word())
                .bind(grant.territory)
                .bind(at)
                .execute(conn)
                .await
                .map(|done| done.rows_affected())
        })?;
        if revoked == 0 {
            return Err(StoreError::NotFound);
        }
        write_down(&mut tx, acts::ROLES_REVOKE, grant, by, at).await?;
        tx.commit().await
    }

    /// The roles that somebody holds, the oldest first.
    ///
    /// # Errors
    /// What the database said.
    pub async fn roles_of(&self, person: PersonId) -> Result<Vec<HeldRole>> {
        const SQL: &str = "SELECT role, territory_id, granted_at FROM roles \
             WHERE person_id = $1 AND revoked_at IS NULL ORDER BY granted_at, id";
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(person).fetch_all(conn).await)?)
    }

    /// Whether somebody holds a role for a territory, there or in what it lies in; for `None`,
    /// whether they hold it for the whole country.
    ///
    /// # Errors
    /// What the database said.
    pub async fn holds(
        &self,
        person: PersonId,
        role: Role,
        territory: Option<TerritoryId>,
    ) -> Result<bool> {
        Ok(read!(self, |conn| {
            sqlx::query_scalar(HOLDS)
                .bind(person)
                .bind(role.word())
                .bind(territory)
                .fetch_one(conn)
                .await
        })?)
    }

    /// Every role that anybody holds, by role, then by when it was granted.
    ///
    /// # Errors
    /// What the database said.
    pub async fn officials(&self) -> Result<Vec<Official>> {
        const SQL: &str = "SELECT r.person_id, p.name, r.role, r.territory_id, r.granted_at \
             FROM roles r JOIN people p ON p.id = r.person_id \
             WHERE r.revoked_at IS NULL ORDER BY r.role, r.granted_at, r.id";
        Ok(read!(self, |conn| sqlx::query_as(SQL).fetch_all(conn).await)?)
    }
}

/// [`Store::holds`] within the transaction of what the role is needed for.
pub(crate) async fn holds(
    tx: &mut Tx,
    person: PersonId,
    role: Role,
    territory: Option<TerritoryId>,
) -> Result<bool> {
    Ok(step!(tx, |conn| {
        sqlx::query_scalar(HOLDS)
            .bind(person)
            .bind(role.word())
            .bind(territory)
            .fetch_one(conn)
            .await
    })?)
}

async fn write_down(
    tx: &mut Tx,
    act: &str,
    grant: Grant,
    by: Option<PersonId>,
    at: UnixTime,
) -> Result<()> {
    let subject = format!("person {}", grant.person);
    let detail = Json(serde_json::json!({ "role": grant.role.word() }));
    let act = acts::NewAct { act, subject: &subject, detail };
    acts::record(tx, act, by, grant.territory, at).await
}
