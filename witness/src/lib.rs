//! A witness of logs: it signs the head of a log only if that continues every head which it signed
//! before, so that a log cannot show two trees to two people without its help.
//!
//! It answers `add-checkpoint` of c2sp.org/tlog-witness for the logs that its operator names. What
//! it decides is `voting::witness`; here are its files ([`State`]), its answers ([`router`]) and
//! its end ([`serve`]). The time is an argument, as everywhere.
//!
//! 1. A request is read and decided about from what was kept;
//! 2. the new head is on the disk;
//! 3. only then the cosignature is made and sent.
//!
//! A split view is kept as a file of evidence, which needs no trust in the witness.

mod answer;
mod http;
mod state;

pub use answer::{Answer, Witness};
pub use http::{MAX_BODY, router, serve};
pub use state::{State, WitnessError};
