//! Names of the domain's words.

use super::Words;
use crate::t;
use store::roles::Role;

/// A role, as a noun for the one who holds it.
#[must_use]
pub fn role_name(words: Words, role: Role) -> String {
    match role {
        Role::Moderator => t!(words, "site-role-moderator"),
        Role::Ministry => t!(words, "site-role-ministry"),
        Role::Auditor => t!(words, "site-role-auditor"),
        Role::Administrator => t!(words, "site-role-administrator"),
    }
}
