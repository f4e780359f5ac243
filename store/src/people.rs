//! People: one for each identity number, however many accounts they have at providers.

use crate::pool::Tx;
use crate::{Constraint, Nullifier, PersonId, Result, Store, StoreError, TerritoryId, UnixTime};

/// What an identity provider said about somebody who signed in.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The provider (`iss` of OpenID Connect Core, section 2).
    pub issuer: String,
    /// The account there (`sub`).
    pub subject: String,
    /// What is kept of the identity number.
    pub nullifier: Nullifier,
    /// The person's name.
    pub name: String,
    /// Birth date, `YYYY-MM-DD`, where the provider says it.
    pub born_on: Option<String>,
    /// The mahalla of residence, where the provider says it.
    pub mahalla: Option<TerritoryId>,
}

/// A person as they are stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Their name, for their own pages and the register of acts.
    pub name: String,
    /// Birth date, `YYYY-MM-DD`.
    pub born_on: Option<String>,
    /// The mahalla of residence.
    #[sqlx(rename = "territory_id")]
    pub mahalla: Option<TerritoryId>,
    /// When they first signed in.
    pub created_at: UnixTime,
}

impl Store {
    /// The person behind an account: known by the account, else by the identity number, else new.
    ///
    /// Two accounts with one identity number are one person. Name, birth date and residence become
    /// what the provider says now, unless a provider said something at a later time already; what
    /// it leaves out stays.
    ///
    /// # Errors
    /// [`Constraint::AccountIdentity`] when the account came with another identity number before;
    /// [`Constraint::Reference`] for a mahalla that is not there.
    pub async fn sign_in_person(&self, account: &NewAccount, at: UnixTime) -> Result<PersonId> {
        let mut tx = self.begin().await?;
        let known = person_of_account(&mut tx, account).await?;
        let person = match known {
            Some(person) => person,
            None => {
                // Neither insert fails when another sign-in of the same identity was faster: it
                // waits for that one to commit, adds nothing, and the rows are read as they are.
                insert_person(&mut tx, account, at).await?;
                insert_account(&mut tx, account, at).await?;
                person_of_account(&mut tx, account).await?.ok_or(StoreError::NotFound)?
            }
        };
        update_person(&mut tx, person, account, at).await?;
        tx.commit().await?;
        Ok(person)
    }

    /// One person.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn person(&self, id: PersonId) -> Result<Person> {
        const SQL: &str =
            "SELECT id, name, born_on, territory_id, created_at FROM people WHERE id = $1";
        Ok(read!(self, |conn| sqlx::query_as(SQL).bind(id).fetch_one(conn).await)?)
    }

    /// What is kept of a person's identity number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn nullifier(&self, person: PersonId) -> Result<Nullifier> {
        const SQL: &str = "SELECT nullifier FROM people WHERE id = $1";
        Ok(read!(self, |conn| sqlx::query_scalar(SQL).bind(person).fetch_one(conn).await)?)
    }

    /// The person with an identity number, if they ever signed in.
    ///
    /// # Errors
    /// What the database said.
    pub async fn person_by_nullifier(&self, nullifier: Nullifier) -> Result<Option<PersonId>> {
        const SQL: &str = "SELECT id FROM people WHERE nullifier = $1";
        Ok(read!(self, |conn| {
            sqlx::query_scalar(SQL).bind(nullifier.as_bytes()).fetch_optional(conn).await
        })?)
    }
}

/// Takes a person's row: what another transaction counts of theirs waits until this one ends.
/// Whoever refers to somebody unknown is refused by the reference itself.
pub(crate) async fn hold(tx: &mut Tx, person: PersonId) -> Result<()> {
    const SQL: &str = "UPDATE people SET name = name WHERE id = $1";
    Ok(step!(tx, |conn| sqlx::query(SQL).bind(person).execute(conn).await.map(drop))?)
}

/// The person of a known account, whose identity number must be the same as ever.
async fn person_of_account(tx: &mut Tx, account: &NewAccount) -> Result<Option<PersonId>> {
    const SQL: &str = "SELECT p.id, p.nullifier \
         FROM accounts a JOIN people p ON p.id = a.person_id \
         WHERE a.issuer = $1 AND a.subject = $2";
    let row: Option<(PersonId, Nullifier)> = step!(tx, |conn| {
        sqlx::query_as(SQL).bind(&account.issuer).bind(&account.subject).fetch_optional(conn).await
    })?;
    match row {
        Some((_, nullifier)) if nullifier != account.nullifier => {
            Err(StoreError::Conflict(Constraint::AccountIdentity))
        }
        row => Ok(row.map(|(person, _)| person)),
    }
}

async fn insert_person(tx: &mut Tx, account: &NewAccount, at: UnixTime) -> Result<()> {
    const SQL: &str = "INSERT INTO people \
           (nullifier, name, born_on, territory_id, created_at, told_at) \
         VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT (nullifier) DO NOTHING";
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(account.nullifier.as_bytes())
            .bind(&account.name)
            .bind(&account.born_on)
            .bind(account.mahalla)
            .bind(at)
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}

async fn insert_account(tx: &mut Tx, account: &NewAccount, at: UnixTime) -> Result<()> {
    const SQL: &str = "INSERT INTO accounts (person_id, issuer, subject, created_at) \
         SELECT id, $2, $3, $4 FROM people WHERE nullifier = $1 \
         ON CONFLICT (issuer, subject) DO NOTHING";
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(account.nullifier.as_bytes())
            .bind(&account.issuer)
            .bind(&account.subject)
            .bind(at)
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}

async fn update_person(
    tx: &mut Tx,
    person: PersonId,
    account: &NewAccount,
    at: UnixTime,
) -> Result<()> {
    const SQL: &str = "UPDATE people SET name = $2, born_on = COALESCE($3, born_on), \
         territory_id = COALESCE($4, territory_id), told_at = $5 WHERE id = $1 AND told_at <= $5";
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(person)
            .bind(&account.name)
            .bind(&account.born_on)
            .bind(account.mahalla)
            .bind(at)
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}
