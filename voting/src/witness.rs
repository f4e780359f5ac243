//! What a log asks of a witness, and what a witness lets itself be asked (c2sp.org/tlog-witness).
//!
//! [`Request`] is the body of `add-checkpoint`; [`Followed`] decides what becomes of it, from the
//! checkpoints that the witness signed before; [`SplitView`] is the evidence against a log that
//! shows two trees. Whoever answers over a network keeps [`Followed`] durably.

mod followed;
mod request;
mod split_view;

pub use followed::{Followed, Refusal};
pub use request::{MAX_PROOF, Request};
pub use split_view::SplitView;

/// The media type of a size, in the answer to whoever began from another one.
pub const SIZE_TYPE: &str = "text/x.tlog.size";
