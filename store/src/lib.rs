//! All SQL of the product, on SQLite and PostgreSQL.
//!
//! One operation is one transaction is one method of [`Store`]; the methods are grouped by area,
//! a file each. Invariants live in the schema (`migrations/`), and a violated constraint becomes a
//! word of the domain through [`StoreError::Conflict`].
//!
//! To add an operation: write the method in its area's file with `$1` placeholders (both databases
//! take them), call it from `tests/contract.rs`, which runs on both. To add an area: a file here,
//! a migration in `migrations/sqlite` and `migrations/postgres`.

mod error;
mod localized;
#[macro_use]
mod pool;
pub mod settings;

pub use error::{Constraint, StoreError};
pub use localized::Localized;
pub use pool::{DatabaseUrl, Store};

/// The result of every operation.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Seconds since 1970-01-01T00:00:00Z, as every table stores time.
pub type UnixTime = i64;
