//! Routes for machines, and static files.

pub(crate) mod files;
pub(crate) mod health;
mod problem;
pub(crate) mod record;
mod session;
pub(crate) mod vote;
