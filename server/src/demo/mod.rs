//! The demo: invented people, and the identity provider at which they sign in.

pub mod issuer;
pub mod people;
