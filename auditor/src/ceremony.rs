//! Key generation of k of n trustees: one trustee's folder, which may travel on a stick.
//!
//! Secret files (mode 0600) stay in it; notes of all trustees, named as in the record, are copied
//! into it. [`dkg`] alone knows FROST's crate.

pub(crate) mod dkg;
mod folder;
mod secret;

pub(crate) use folder::Folder;
pub(crate) use secret::Secret;
