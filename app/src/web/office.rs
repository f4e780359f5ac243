//! Acts that take two officials: pages ask what can be proposed, show in words what exactly will
//! be done, and hand a confirmed act to who carries it out. Keys and files are there, not here.

mod line;
mod refused;

pub use line::{KeyPurpose, Line, NamedKey, RuleSaid};
pub use refused::{ActRefused, KeyGenerationWrong, NoteWrong, Unready};

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use store::approvals::Approval;
use store::elections::ElectionState;
use store::seasons::{CHANGE_RULES, ContestRules};
use store::{Json, PersonId, TerritoryId, UnixTime};

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
    /// Find the winners of a season's contests in another way, until its vote is approved.
    SeasonRules,
}

impl OfficialAct {
    /// Every act.
    pub const ALL: [Self; 5] = [
        Self::ElectionOpen,
        Self::ElectionClose,
        Self::ElectionTally,
        Self::ElectionPublish,
        Self::SeasonRules,
    ];

    /// As the database has it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ElectionOpen => ElectionState::Approved.act(),
            Self::ElectionClose => ElectionState::Closed.act(),
            Self::ElectionTally => ElectionState::Tallied.act(),
            Self::ElectionPublish => ElectionState::Published.act(),
            Self::SeasonRules => CHANGE_RULES,
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
    /// The JSON that `hashar-audit trustee init` printed or `hashar-audit trustee finish` wrote.
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

/// How winners of some contests are to be found.
#[derive(Clone, Debug)]
pub struct RulesAsked {
    /// The season's key.
    pub season: String,
    /// The contests, each with its new rules.
    pub contests: Vec<ContestRules>,
}

/// The office that carries acts out.
pub trait CarryOut: Send + Sync {
    /// What proposing `act` on `subject` would write down as to be done: checked as far as it can
    /// be before it is confirmed.
    fn plan<'a>(&'a self, act: OfficialAct, subject: &'a str, at: UnixTime) -> Doing<'a, Json>;

    /// The same for [`OfficialAct::SeasonRules`], which writes down what an official chose.
    fn plan_rules(&self, asked: RulesAsked) -> Doing<'_, Json>;

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
