//! What an auditor recomputes: every byte of the vote (docs/protocol.md).
//!
//! Pure: no clock, no randomness of its own, no input or output, nothing asynchronous. Time comes
//! as Unix seconds, randomness as `&mut impl CryptoRng`, files through
//! [`record::RecordSource`]. The crate compiles to WebAssembly; booth, registrar, box, publisher
//! and auditor call the same functions.
//!
//! A ballot's way through it:
//!
//! 1. the voter: [`seed`] -> [`derive`](mod@derive) -> [`credential::Request`] (blinds); the registrar:
//!    [`registrar::RegistrarSecret::blind_sign`] and an [`issuance::IssueEntry`]; the voter again:
//!    [`credential::Request::finalize`];
//! 2. the voter: [`plaintext::Vote`] -> [`booth::Voter::ballot`] seals and signs a [`body`];
//! 3. the box: [`ballot_box::Admitted`] checks, commits ([`commitment`]), confirms
//!    ([`confirmation`]) and promises ([`promise`]); the voter checks the [`answer`];
//! 4. the log: [`batch`], [`entry`](mod@entry), [`merkle`], [`checkpoint`], [`receipt`];
//! 5. after the close: [`share`], [`count`], [`tie`], [`record`](mod@record), and
//!    [`verify`](mod@verify) over all of it.
//!
//! To add a signed or hashed thing: a constant in [`tag`], one module that alone writes and reads
//! its bytes, its bytes in `tests/vectors/second_implementation.py`, and its section in
//! docs/protocol.md. To add a step of the verification see [`verify`](mod@verify).

pub mod answer;
pub mod audit_note;
pub mod ballot_box;
pub mod batch;
pub mod body;
pub mod booth;
pub mod bytes;
pub mod checkpoint;
pub mod commitment;
pub mod confirmation;
pub mod constraints;
pub mod copy;
pub mod cosignature;
pub mod count;
pub mod credential;
pub mod curve;
pub mod derive;
pub mod election_key;
pub mod entry;
pub mod error;
mod generator;
pub mod hash;
pub mod id;
pub mod issuance;
pub mod json;
pub mod key_file;
pub mod keygen;
pub mod manifest;
pub mod merkle;
pub mod note;
pub mod opening;
pub mod organiser;
pub mod plaintext;
pub mod policy;
pub mod promise;
pub mod receipt;
pub mod record;
pub mod registrar;
pub mod roll;
pub mod seal;
pub mod seed;
pub mod share;
pub mod slot;
pub mod tag;
pub mod terms;
pub mod text;
pub mod tie;
pub mod tile;
pub mod verify;
pub mod voter;
pub mod witness;

#[cfg(test)]
mod testing;
