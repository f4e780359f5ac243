//! Budgets: what is planned and spent in a year and territory, in versions that stay.
//!
//! An official brings a file of lines; it is kept with its exact bytes and looked at. Its uploader
//! proposes its publication (the act [`PUBLISH`]); another official confirms, and the confirmation
//! and the new version are one transaction. Triggers forbid changing or removing what was proposed
//! or published, and check a version against its lines and its approval.

mod changes;
mod files;
mod function;
mod publish;
mod totals;
mod types;
mod versions;

pub use changes::{Change, changes};
pub use function::Function;
pub use publish::PUBLISH;
pub use totals::{ByFunction, Totals};
pub use types::{AMOUNT, Budget, File, FileState, Line, NewFile, Version, YEARS};
