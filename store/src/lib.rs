//! All SQL of the product, on SQLite and PostgreSQL.
//!
//! One operation is one transaction is one method of [`Store`]; the methods are grouped by area,
//! a file each. Invariants live in the schema (`migrations/`), and a violated constraint becomes a
//! word of the domain through [`StoreError::Conflict`]. Times are arguments, in unix seconds.
//!
//! To add an operation: write the method in its area's file with `$1` placeholders (both databases
//! take them) and test it in `tests/contract/`, which runs each test on both. Reads use `read!`;
//! what writes begins a `Tx`, takes its steps with `step!` and commits. To add an area: a file
//! here, one beside the tests, and a migration in `migrations/sqlite` and `migrations/postgres`.

#[macro_use]
mod pool;
#[macro_use]
mod stored;
#[macro_use]
mod words;
pub mod acts;
mod address;
pub mod approvals;
pub mod backup;
pub mod ballot_box;
pub mod budgets;
mod clock;
mod contents;
pub mod crowds;
pub mod elections;
pub mod erasure;
mod error;
pub mod fold;
mod ids;
pub mod issuance;
mod json;
mod key_generation;
mod localized;
pub mod logs;
pub mod people;
pub mod projects;
pub mod proposals;
pub mod results;
pub mod roles;
pub mod roll;
pub mod seasons;
pub mod sessions;
pub mod settings;
pub mod sign_ins;
pub mod territories;

pub use address::DatabaseUrl;
pub use clock::ClockMove;
pub use contents::Contents;
pub use error::{Constraint, StoreError};
pub use ids::{
    ActId, ApprovalId, BudgetFileId, ContestId, ElectionRow, FileHash, Nullifier, PersonId,
    PhotoHash, ProjectId, ProposalId, SeasonId, SessionId, Som, StateHash, TerritoryId, TokenHash,
};
pub use json::Json;
pub use localized::Localized;
pub use pool::Store;

/// The result of every operation.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Seconds since 1970-01-01T00:00:00Z, as every table stores time.
pub type UnixTime = i64;
