//! What is proposed and decided, and a row of it.

use crate::{ApprovalId, Json, PersonId, UnixTime};

words! {
    /// How a proposed act ended.
    pub enum Decision {
        /// Another official confirmed it.
        Confirmed = "confirmed",
        /// Another official declined it.
        Declined = "declined",
        /// Who proposed it took it back.
        Withdrawn = "withdrawn",
    }
}

/// An act to propose.
#[derive(Clone, Debug)]
pub struct NewApproval {
    /// A word of the product: `election.open`, `budget.publish`, ...
    pub act: String,
    /// What it will be done to.
    pub subject: String,
    /// Exactly what will be done.
    pub payload: Json,
}

/// An act that was proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Its id.
    pub id: ApprovalId,
    /// A word of the product.
    pub act: String,
    /// What it will be done to.
    pub subject: String,
    /// Exactly what will be done.
    pub payload: Json,
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// Their name.
    pub proposer: String,
    /// When.
    pub proposed_at: UnixTime,
    /// How it ended, if it did.
    pub decided: Option<Decided>,
    /// The name of who ended it.
    pub decider: Option<String>,
}

/// By what right an act that needs two officials is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warrant {
    /// An official confirms what another one proposed.
    Confirmed {
        /// What was proposed.
        approval: ApprovalId,
        /// Who confirms.
        by: PersonId,
        /// When.
        at: UnixTime,
    },
    /// Whoever runs the program acts from the command line: a replay, the loading of a demo.
    Operator {
        /// When.
        at: UnixTime,
    },
}

impl Warrant {
    /// Who carries the act out, as far as the register of acts says it.
    #[must_use]
    pub const fn by(self) -> Option<PersonId> {
        match self {
            Self::Confirmed { by, .. } => Some(by),
            Self::Operator { .. } => None,
        }
    }

    /// When.
    #[must_use]
    pub const fn at(self) -> UnixTime {
        match self {
            Self::Confirmed { at, .. } | Self::Operator { at } => at,
        }
    }
}

/// The end of a proposed act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// How.
    pub decision: Decision,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: UnixTime,
}

#[derive(sqlx::FromRow)]
pub(super) struct ApprovalRow {
    id: ApprovalId,
    act: String,
    subject: String,
    payload: Json,
    proposed_by: PersonId,
    name: String,
    proposed_at: UnixTime,
    decision: Option<Decision>,
    decided_by: Option<PersonId>,
    decided_at: Option<UnixTime>,
    decider: Option<String>,
}

impl From<ApprovalRow> for Approval {
    fn from(row: ApprovalRow) -> Self {
        let decided = match (row.decision, row.decided_by, row.decided_at) {
            (Some(decision), Some(by), Some(at)) => Some(Decided { decision, by, at }),
            _ => None,
        };
        Self {
            id: row.id,
            act: row.act,
            subject: row.subject,
            payload: row.payload,
            proposed_by: row.proposed_by,
            proposer: row.name,
            proposed_at: row.proposed_at,
            decided,
            decider: row.decider,
        }
    }
}
