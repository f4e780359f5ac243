//! Why an act cannot be done now.

use store::{Localized, StoreError, UnixTime};

/// Why a season's vote cannot be prepared yet; with the contest's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unready {
    /// The season has no dates for it.
    NoVote,
    /// The season has no contests, or more than a manifest holds.
    NoContest,
    /// Fewer projects were admitted than a ballot needs.
    FewProjects(String),
    /// Nobody is on the roll.
    Nobody(String),
    /// The rule or the residence rule does not fit the contest.
    Rules(String),
    /// Audited publication needs an auditor.
    NoAuditor,
}

/// What is wrong with a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteWrong {
    /// It is no signed note.
    None,
    /// Nobody whom the manifest names signed it.
    Author,
    /// It is about other logs, or an earlier state of these.
    Logs,
    /// The share does not belong to the public key of the trustee of this name.
    Share(String),
    /// It is about another copy than the one of the close.
    Copy,
}

/// What is wrong with the notes of several trustees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyGenerationWrong {
    /// One of several could open the ballots alone, or not even all together.
    Threshold,
    /// There are not those of all trustees.
    Incomplete {
        /// Whose notes are here.
        here: usize,
        /// How many trustees there are.
        of: u16,
    },
    /// Those of the trustee of this name do not hold.
    Trustee(String),
    /// They hold, and lead to other keys.
    Keys,
}

/// Why an act can be neither proposed nor carried out now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActRefused {
    /// What it would be done to is not there yet, or is in another state.
    #[error("not in the state for it")]
    State,
    /// What was proposed is no longer what stands here.
    #[error("changed since it was proposed")]
    Changed,
    /// Its time is over since then.
    #[error("too late since {0}")]
    TooLate(UnixTime),
    /// Its time comes then.
    #[error("too early before {0}")]
    TooEarly(UnixTime),
    /// The logs do not have their last entries yet.
    #[error("the logs are open")]
    LogsOpen,
    /// Witnesses have not signed the last heads yet, and are asked until then.
    #[error("witnesses are missing until {0}")]
    WitnessesMissing(UnixTime),
    /// The keys here are not those of the manifest.
    #[error("the keys are not the manifest's")]
    Keys,
    /// Files of the close are missing or not what they were.
    #[error("files of the close are missing or were changed")]
    Damaged,
    /// Too few trustees released their shares.
    #[error("{here} of {needed} shares are here")]
    SharesMissing {
        /// Shares that are here.
        here: u64,
        /// How many it takes.
        needed: u64,
    },
    /// Too few auditors hold the copy.
    #[error("{here} of {needed} auditors hold the copy")]
    HoldsMissing {
        /// Notes that are here.
        here: u64,
        /// How many it takes.
        needed: u64,
    },
    /// The trustees' file is not one that `hashar-audit trustee` makes.
    #[error("no trustees")]
    Trustees,
    /// Several trustees, and nothing shows that they made the key together.
    #[error("the key generation does not hold: {0:?}")]
    KeyGeneration(KeyGenerationWrong),
    /// This line is no auditor's key.
    #[error("no auditor's key: {0}")]
    Auditor(String),
    /// The vote cannot be prepared yet.
    #[error("the season is not ready: {0:?}")]
    Unready(Unready),
    /// The rule cannot keep what was asked of winners in this place.
    #[error("the rule does not fit in {}", .0.text("en"))]
    Unfit(Localized),
    /// Officials approved the vote: its rules are fixed.
    #[error("the rules are fixed")]
    RulesFixed,
    /// A note that was sent cannot be taken.
    #[error("the note is wrong: {0:?}")]
    Note(NoteWrong),
    /// The same act on the same subject waits for its second official already.
    #[error("proposed already")]
    Proposed,
    /// Who proposed an act does not decide on it.
    #[error("two people are needed")]
    TwoPeople,
    /// Only who proposed an act takes it back.
    #[error("not the proposer")]
    NotProposer,
    /// Somebody decided before.
    #[error("decided before")]
    Decided,
    /// It is being carried out at this moment.
    #[error("being carried out")]
    UnderWay,
    /// The season or the act is not there.
    #[error("not found")]
    NotFound,
    /// A fault of ours; the log has the reason. Trying again finishes what was begun.
    #[error("failed")]
    Failed,
}

impl From<StoreError> for ActRefused {
    fn from(error: StoreError) -> Self {
        use store::Constraint as Kind;
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Conflict(Kind::ApprovalOpen) => Self::Proposed,
            StoreError::Conflict(Kind::ApprovalDecided) => Self::Decided,
            StoreError::Conflict(Kind::TwoPeople) => Self::TwoPeople,
            StoreError::Conflict(Kind::NotProposer) => Self::NotProposer,
            StoreError::Conflict(Kind::BallotFixed) => Self::RulesFixed,
            StoreError::Conflict(
                Kind::ElectionState | Kind::ElectionApproved | Kind::OtherApproval,
            ) => Self::State,
            other => {
                tracing::error!(error = %other, "an act of officials");
                Self::Failed
            }
        }
    }
}
