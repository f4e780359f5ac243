//! The server: configuration, the router, middleware, and the command line.
//!
//! Pages live in `app`, SQL in `store`; here they are wired together and given the time, the
//! network and the keys. To add a command: a file in `commands/` and a variant in its `mod.rs`.
//! To add a route for machines: a file in `routes/` and a line in `router.rs`.

pub mod clock;
pub mod commands;
pub mod config;
pub mod demo;
pub mod entropy;
pub mod identity;
pub mod keys;
mod logging;
mod middleware;
pub mod photos;
mod router;
mod routes;

pub use router::{Setup, build};
