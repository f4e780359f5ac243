//! Acts that take two officials: pages ask what can be proposed, show in words what exactly will
//! be done, and hand a confirmed act to who carries it out. Keys and files are there, not here.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use store::approvals::Approval;
use store::elections::ElectionState;
use store::seasons::Publication;
use store::{Json, Localized, PersonId, Som, StoreError, TerritoryId, UnixTime};

/// What one official proposes and another confirms. Its word is that of `approvals.act`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficialAct {
    /// Approve manifest and roll of a season's vote; time then opens and ends it.
    ElectionOpen,
    /// Declare the vote closed, once its logs have their last entries.
    ElectionClose,
    /// Unseal the ballots with the trustees' shares and count them.
    ElectionTally,
    /// Sign the record and make it public.
    ElectionPublish,
}

impl OfficialAct {
    /// Every act.
    pub const ALL: [Self; 4] =
        [Self::ElectionOpen, Self::ElectionClose, Self::ElectionTally, Self::ElectionPublish];

    /// As the database has it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ElectionOpen => ElectionState::Approved.act(),
            Self::ElectionClose => ElectionState::Closed.act(),
            Self::ElectionTally => ElectionState::Tallied.act(),
            Self::ElectionPublish => ElectionState::Published.act(),
        }
    }

    /// The act of a word; none for the word of another version.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }
}

/// What an act will do, as a person can check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// One fact each, in the order in which they are read.
    pub lines: Vec<Line>,
    /// Where an official must hold the role: in all of these; none of them: the whole country.
    pub places: Vec<TerritoryId>,
}

/// A fact about what an act will do; the page says it in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Whose vote.
    Season(Localized),
    /// The hash of the manifest: it stands for every project, cost, date and key.
    Election(String),
    /// Contests, and the projects in all of them.
    Ballot {
        /// Contests.
        contests: u64,
        /// Projects.
        projects: u64,
    },
    /// What all contests may spend together.
    Envelopes(Som),
    /// People on the roll, or the most that there may be.
    Eligible(u64),
    /// The vote is open on `[from, until)`.
    Vote {
        /// Its first second.
        from: UnixTime,
        /// The first second after it.
        until: UnixTime,
    },
    /// Who sees ballots after the close.
    Publication(Publication),
    /// Who can unseal, and how many of them it takes.
    Trustees {
        /// Shares needed.
        needed: u16,
        /// Their names.
        names: Vec<String>,
    },
    /// Who checks the copy, and how many of them it takes.
    Auditors {
        /// Notes needed.
        needed: u64,
        /// Their names.
        names: Vec<String>,
    },
    /// Credentials and ballots in the logs, without the entries that open and close them.
    Logged {
        /// Credentials.
        credentials: u64,
        /// Ballots.
        ballots: u64,
    },
    /// Trustees' shares that are here.
    Shares {
        /// How many.
        here: u64,
        /// How many it takes.
        needed: u64,
    },
    /// What the count found, over all contests.
    Counted {
        /// Ballots that count.
        counted: u64,
        /// Ballots that a later one of the same voter replaced.
        superseded: u64,
        /// Last ballots that say nothing valid.
        spoiled: u64,
        /// Entries that are no ballots of this election.
        invalid: u64,
    },
}

/// What a confirmation carries out.
#[derive(Clone, Debug)]
pub struct Confirmed {
    /// The act that was proposed.
    pub approval: Approval,
    /// Who confirms it.
    pub by: PersonId,
    /// When.
    pub at: UnixTime,
}

/// A file that an official brings for a vote that is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElectionFile {
    /// The note that `hashar-audit hold` wrote.
    Hold,
    /// The note that `hashar-audit trustee share` wrote.
    Share,
}

/// Such a file as it was sent. A share is a secret only until the result is public, but is shown
/// and logged nowhere all the same.
pub struct SentFile {
    /// Its text.
    pub text: String,
    /// Who brought it.
    pub by: PersonId,
    /// When.
    pub at: UnixTime,
}

/// Notes on a vote that are here, each with how many it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotesHere {
    /// Trustees' shares.
    pub shares: (u64, u64),
    /// Auditors' hold notes.
    pub holds: (u64, u64),
}

/// What a vote is to be prepared with.
pub struct Preparation {
    /// The season's key.
    pub season: String,
    /// The JSON that `hashar-audit trustee init` printed.
    pub trustees: String,
    /// The keys that `hashar-audit key init` printed, one for each auditor.
    pub auditors: Vec<String>,
    /// The host that logs are named after.
    pub host: String,
    /// Who prepares it.
    pub by: PersonId,
    /// When.
    pub at: UnixTime,
}

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteWrong {
    /// It is no signed note.
    None,
    /// Nobody whom the manifest names signed it.
    Author,
    /// It is about other logs, or an earlier state of these.
    Logs,
    /// The share does not belong to the trustee's public key.
    Share,
    /// It is about another copy than the one of the close.
    Copy,
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
    /// The trustees' file is not what `hashar-audit trustee init` printed.
    #[error("no trustees")]
    Trustees,
    /// This line is no auditor's key.
    #[error("no auditor's key: {0}")]
    Auditor(String),
    /// The vote cannot be prepared yet.
    #[error("the season is not ready: {0:?}")]
    Unready(Unready),
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

/// The office that carries acts out.
pub trait CarryOut: Send + Sync {
    /// What proposing `act` on `subject` would write down as to be done: checked as far as it can
    /// be before it is confirmed.
    fn plan<'a>(&'a self, act: OfficialAct, subject: &'a str, at: UnixTime) -> Doing<'a, Json>;

    /// The words for what is to be done.
    fn explain<'a>(&'a self, act: OfficialAct, payload: &'a Json) -> Doing<'a, Explained>;

    /// Confirms an act and carries it out: once, however often it is asked, also at once. What
    /// takes longer than a page waits is [`ActRefused::UnderWay`] and goes on; until it is done the
    /// act stays open.
    fn carry_out(&self, confirmed: Confirmed) -> Doing<'_, ()>;

    /// Prepares a vote, or prepares it anew: keys, roll and manifest. What takes longer than a
    /// page waits is [`ActRefused::UnderWay`] and goes on.
    fn prepare(&self, asked: Preparation) -> Doing<'_, ()>;

    /// Takes a note on the vote of the season with this key, which must be closed.
    fn take_file(&self, season: String, kind: ElectionFile, file: SentFile) -> Doing<'_, ()>;

    /// The notes that are here on the vote of the season with this key.
    fn notes_here<'a>(&'a self, season: &'a str) -> Doing<'a, NotesHere>;
}

/// Work of the office.
pub type Doing<'a, T> = Pin<Box<dyn Future<Output = Result<T, ActRefused>> + Send + 'a>>;

/// The office, for every page.
pub type Office = Arc<dyn CarryOut>;
