//! What can go wrong in the store, in the domain's words.

use thiserror::Error;

/// Every error of the store.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database address is not one of the two kinds.
    #[error(
        "database address {0:?} is neither sqlite://FILE nor postgres://USER@HOST/NAME: \
         mend --database-url"
    )]
    Address(String),
    /// No connection could be opened. The address carries no password.
    #[error(
        "database {address} cannot be opened ({reason}): check the address and its permissions"
    )]
    Unreachable {
        /// The address without its password.
        address: String,
        /// The driver's words.
        reason: String,
    },
    /// The schema is older or newer than this program.
    #[error("database schema: {0}")]
    Schema(String),
    /// A constraint of the schema refused the change.
    #[error("refused by {0:?}")]
    Conflict(Constraint),
    /// No row answers to the key.
    #[error("not found")]
    NotFound,
    /// A stored value is not what this program wrote.
    #[error("stored value cannot be read: {0}")]
    Corrupt(String),
    /// Anything else the database said.
    #[error("database: {0}")]
    Database(#[source] sqlx::Error),
}

/// Constraints that callers tell apart. Each is named the same in both schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// A territory code exists twice.
    TerritoryCode,
    /// A unique value exists already, and no caller needs to know which.
    Unique,
    /// A row refers to another that is not there.
    Reference,
    /// A value is outside its column's range.
    Check,
}

/// Names as they stand in the schema: SQLite reports `table.column`, PostgreSQL the index.
const NAMED: &[(&str, &str, Constraint)] =
    &[("territories.code", "territories_code_key", Constraint::TerritoryCode)];

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::Database(said) => constraint(said.as_ref()).map_or_else(
                || Self::Database(sqlx::Error::Protocol(said.message().to_owned())),
                Self::Conflict,
            ),
            _ => Self::Database(error),
        }
    }
}

fn constraint(said: &dyn sqlx::error::DatabaseError) -> Option<Constraint> {
    let message = said.message();
    let named = NAMED.iter().find(|(sqlite, postgres, _)| {
        said.constraint() == Some(postgres)
            || said.is_unique_violation() && message.contains(sqlite)
    });
    match named {
        Some((_, _, constraint)) => Some(*constraint),
        None if said.is_unique_violation() => Some(Constraint::Unique),
        None if said.is_foreign_key_violation() => Some(Constraint::Reference),
        None if said.is_check_violation() => Some(Constraint::Check),
        None => None,
    }
}
