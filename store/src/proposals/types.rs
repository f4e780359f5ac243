//! What proposals are made of.

use super::{Content, ProposalKey};
use crate::{ContestId, PersonId, ProposalId, Som, UnixTime};

words! {
    /// Where a proposal stands.
    pub enum ProposalState {
        /// Its author writes; nobody else sees it.
        Draft = "draft",
        /// It waits for its decision.
        Submitted = "submitted",
        /// Its author took it back.
        Withdrawn = "withdrawn",
        /// It is a project of its contest.
        Admitted = "admitted",
        /// It is none, and the reason is public.
        Refused = "refused",
    }
}

words! {
    /// What a project is about.
    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Category {
        /// Roads, pavements, bridges.
        Roads = "roads",
        /// Drinking water.
        Water = "water",
        /// Schools.
        School = "school",
        /// Kindergartens.
        Kindergarten = "kindergarten",
        /// Places of medical help.
        Clinic = "clinic",
        /// Street lighting.
        Lighting = "lighting",
        /// Parks and green spaces.
        Park = "park",
        /// Sport.
        Sport = "sport",
        /// Culture and libraries.
        Culture = "culture",
        /// Irrigation and canals.
        Irrigation = "irrigation",
        /// Machinery and equipment; a cap of its own may hold.
        Equipment = "equipment",
    }
}

impl ProposalState {
    /// Whether everybody may read the proposal.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Submitted | Self::Admitted | Self::Refused)
    }
}

/// A draft to make.
#[derive(Clone, Debug)]
pub struct NewProposal {
    /// Its part of addresses, chosen by the caller: the same form sent twice is one draft.
    pub key: ProposalKey,
    /// Where it stands for election.
    pub contest: ContestId,
    /// Who writes it.
    pub author: PersonId,
    /// What it says so far.
    pub content: Content,
}

/// A change of a proposal.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Which.
    pub proposal: ProposalId,
    /// Who changes it.
    pub author: PersonId,
    /// The version that was changed.
    pub version: i64,
    /// Where it stands for election; of a submitted proposal the contest stays what it is.
    pub contest: ContestId,
    /// What it says now.
    pub content: Content,
}

/// A proposal as it is stored, in the version that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// Its part of addresses.
    pub key: ProposalKey,
    /// Where it stands for election.
    pub contest: ContestId,
    /// Who wrote it.
    pub author: PersonId,
    /// Their name.
    pub author_name: String,
    /// Where it stands.
    pub state: ProposalState,
    /// The version that holds, from 1.
    pub version: i64,
    /// What it says.
    pub content: Content,
    /// The sum of its costs.
    pub cost_asked: Som,
    /// When its first draft was saved.
    pub created_at: UnixTime,
    /// When this version was saved.
    pub saved_at: UnixTime,
    /// When it was submitted.
    pub submitted_at: Option<UnixTime>,
    /// When its author took it back.
    pub withdrawn_at: Option<UnixTime>,
    /// What officials decided.
    pub screened: Option<Screened>,
}

/// The decision on a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screened {
    /// The cost as it was reviewed, where it was admitted; none: refused.
    pub cost: Option<Som>,
    /// Why, for everybody.
    pub reason: String,
    /// Who decided.
    pub by: PersonId,
    /// When.
    pub at: UnixTime,
}
