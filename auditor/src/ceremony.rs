//! Key generation of k of n trustees: one trustee's folder, which may travel on a stick.
//!
//! Secret files (mode 0600) stay in it; notes of all trustees, named as in the record, are copied
//! into it. [`dkg`] alone knows FROST's crate. What the notes hold is written and read in
//! `voting::keygen`.

pub(crate) mod dkg;
pub(crate) mod folder;
mod own;
mod secret;
mod transcript;

pub(crate) use folder::Folder;
pub(crate) use own::Own;
pub(crate) use secret::Secret;
pub(crate) use transcript::{Announced, Revealed};
