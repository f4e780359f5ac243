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

/// What an act of the register was. A word that this version does not know stands for itself.
#[must_use]
pub fn act_name(words: Words, act: &str) -> String {
    match act {
        "territories.import" => t!(words, "staff-act-territories-import"),
        "season.import" => t!(words, "staff-act-season-import"),
        "roles.grant" => t!(words, "staff-act-roles-grant"),
        "roles.revoke" => t!(words, "staff-act-roles-revoke"),
        "approval.propose" => t!(words, "staff-act-approval-propose"),
        "approval.confirm" => t!(words, "staff-act-approval-confirm"),
        "approval.decline" => t!(words, "staff-act-approval-decline"),
        "approval.withdraw" => t!(words, "staff-act-approval-withdraw"),
        "budget.upload" => t!(words, "budgets-act-upload"),
        "budget.publish" => t!(words, "budgets-act-publish"),
        "proposals.admit" => t!(words, "staff-act-proposals-admit"),
        "proposals.refuse" => t!(words, "staff-act-proposals-refuse"),
        "election.prepare" => t!(words, "staff-act-election-prepare"),
        "election.advance" => t!(words, "staff-act-election-advance"),
        "election.note" => t!(words, "staff-act-election-note"),
        "election.release" => t!(words, "staff-act-election-release"),
        "ballots.erase" => t!(words, "staff-act-ballots-erase"),
        "keys.destroy" => t!(words, "staff-act-keys-destroy"),
        "roll.import" => t!(words, "staff-act-roll-import"),
        "clock.move" => t!(words, "staff-act-clock-move"),
        unknown => unknown.to_owned(),
    }
}
