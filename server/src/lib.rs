//! The server: configuration, the router, middleware, and the command line.
//!
//! Pages live in `app`, SQL in `store`; here they are wired together and given the time, the
//! network and the keys. To add a command: a file in `commands/` and a variant in its `mod.rs`.
//! To add a route for machines: a file in `routes/` and a line in `router.rs`.

pub mod backup;
pub mod ballot_box;
pub mod clock;
pub mod commands;
pub mod config;
pub mod counting;
pub mod demo;
pub mod election_keys;
pub mod entropy;
pub mod erasure;
mod groups;
pub mod housekeeping;
pub mod identity;
pub mod import;
pub mod keys;
pub mod limits;
mod logging;
mod middleware;
pub mod official_acts;
pub mod page_cache;
pub mod photos;
pub mod poll;
pub mod preparing;
pub mod published;
pub mod randomness;
pub mod registrar;
pub mod replay;
pub mod role;
mod router;
mod routes;
pub mod sequencer;
pub mod witnesses;

pub use router::{Setup, build, build_apart, build_internal};
