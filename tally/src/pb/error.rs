//! What can be wrong with a file, and what is merely odd about it.

use std::fmt;

use crate::decimal::DecimalError;
use crate::error::TallyError;

/// One of the three parts of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Keys and values about the election.
    Meta,
    /// One project per row.
    Projects,
    /// One voter per row.
    Votes,
}

impl Section {
    /// The line that opens the section.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Meta => "META",
            Self::Projects => "PROJECTS",
            Self::Votes => "VOTES",
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// Why a file is refused, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct ReadError {
    /// The line, from 1, on which the problem begins.
    pub line: u32,
    /// The problem.
    pub kind: ReadErrorKind,
}

/// Why a file is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadErrorKind {
    /// Not UTF-8.
    #[error("the text is not UTF-8")]
    NotUtf8,
    /// 4 GiB or more.
    #[error("the file has 4 GiB or more")]
    TooLarge,
    /// A quote that does not close where its cell ends.
    #[error("a quotation mark that is opened here is not closed at the end of its cell")]
    UnbalancedQuote,
    /// The file ended, or the next section came, before this section.
    #[error("the section {0} is missing before this line")]
    MissingSection(Section),
    /// A section that the file has already: two files in one.
    #[error("a second section {0} begins here; a file holds one election")]
    RepeatedSection(Section),
    /// Something before the section META.
    #[error("the file must begin with the section META")]
    NotMeta,
    /// A section without the line that names its columns.
    #[error("the section {0} has no line that names its columns")]
    MissingHeader(Section),
    /// A column that the section cannot do without.
    #[error("the section {0} has no column `{1}`")]
    MissingColumn(Section, &'static str),
    /// A column that is read occurs twice.
    #[error("the section {0} has the column `{1}` twice")]
    RepeatedColumn(Section, &'static str),
    /// A key that META cannot do without.
    #[error("META has no `{0}`")]
    MissingKey(&'static str),
    /// A key that is read occurs twice.
    #[error("META has `{0}` twice")]
    RepeatedKey(&'static str),
    /// A ballot type that is not known.
    #[error("the vote_type `{0}` is none of choose-1, approval, ordinal, cumulative, scoring")]
    UnknownVoteType(String),
    /// An amount that cannot be used.
    #[error("{what} `{text}` {problem}")]
    BadAmount {
        /// `budget`, `cost` or `points`.
        what: &'static str,
        /// What stands there.
        text: String,
        /// What is wrong with it.
        problem: DecimalError,
    },
    /// A project without an id.
    #[error("a project without an id")]
    EmptyProjectId,
    /// Two projects with one id.
    #[error("the project id `{id}` occurs twice, first on line {first}")]
    RepeatedProject {
        /// The id.
        id: String,
        /// The line of its first occurrence.
        first: u32,
    },
    /// A ballot names a project that is not in PROJECTS.
    #[error("a vote names `{0}`, which is no project of this file")]
    UnknownProject(String),
    /// A ballot with points has more or fewer of them than projects.
    #[error("a vote names {projects} projects but gives {points} points")]
    PointsDoNotMatch {
        /// How many projects the ballot lists.
        projects: usize,
        /// How many points it lists.
        points: usize,
    },
    /// The numbers exceed exact arithmetic.
    #[error(transparent)]
    Tally(#[from] TallyError),
}

impl ReadErrorKind {
    /// The column, or the key of META, that the problem lies in; `None` for one of the whole file.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::MissingColumn(_, name) | Self::RepeatedColumn(_, name) => Some(name),
            Self::MissingKey(key) | Self::RepeatedKey(key) => Some(key),
            Self::UnknownVoteType(_) => Some("vote_type"),
            Self::BadAmount { what, .. } => Some(what),
            Self::EmptyProjectId | Self::RepeatedProject { .. } => Some("project_id"),
            Self::UnknownProject(_) => Some("vote"),
            Self::PointsDoNotMatch { .. } => Some("points"),
            Self::NotUtf8
            | Self::TooLarge
            | Self::UnbalancedQuote
            | Self::MissingSection(_)
            | Self::RepeatedSection(_)
            | Self::NotMeta
            | Self::MissingHeader(_)
            | Self::Tally(_) => None,
        }
    }

    pub(super) const fn at(self, line: u32) -> ReadError {
        ReadError { line, kind: self }
    }
}

/// Something odd that does not stop the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The line, from 1.
    pub line: u32,
    /// What is odd.
    pub kind: WarningKind,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.kind)
    }
}

/// What is odd. The wording names no voter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WarningKind {
    /// Counted once.
    #[error("a vote lists a project twice; it counts once")]
    RepeatedInVote,
    /// Counted all the same.
    #[error("a vote breaks {0}; it counts all the same")]
    BreaksLimit(Limit),
    /// The row ends before the column `vote`: a blank ballot.
    #[error("a row without a vote; it counts as blank")]
    NoVote,
    /// Another row has the same `voter_id`. Counted as another ballot.
    #[error("a voter has another row above this one; both count")]
    RepeatedVoter,
    /// Kept, but no column names them.
    #[error("a row has {cells} cells, but there are {columns} columns")]
    ExtraCells {
        /// Cells in the row.
        cells: usize,
        /// Columns of its section.
        columns: usize,
    },
    /// A key of META is ignored because its value cannot be read.
    #[error("META's `{0}` is not a number and is ignored")]
    UnreadableKey(&'static str),
    /// `num_projects` or `num_votes` is not what the file holds.
    #[error("META's `{key}` says {said}, the file has {found}")]
    WrongCount {
        /// The key.
        key: &'static str,
        /// Its value.
        said: String,
        /// The number of rows.
        found: u64,
    },
    /// `votes` or `score` of a project is not what the ballots give.
    #[error("the column `{column}` of project `{project}` says {said}, the votes give {found}")]
    WrongTotal {
        /// The column.
        column: &'static str,
        /// The project's id.
        project: String,
        /// What the file says.
        said: String,
        /// What the ballots give.
        found: String,
    },
}

/// A limit in META that every ballot should keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// `min_length`: projects on a ballot, at least.
    MinLength,
    /// `max_length`: projects on a ballot, at most.
    MaxLength,
    /// `min_sum_cost`: their costs together, at least.
    MinSumCost,
    /// `max_sum_cost`: their costs together, at most.
    MaxSumCost,
    /// `min_points`: points for one project, at least.
    MinPoints,
    /// `max_points`: points for one project, at most.
    MaxPoints,
    /// `min_sum_points`: all points of a ballot, at least.
    MinSumPoints,
    /// `max_sum_points`: all points of a ballot, at most.
    MaxSumPoints,
}

impl Limit {
    /// All limits, in the order in which they are checked.
    pub const ALL: [Self; 8] = [
        Self::MinLength,
        Self::MaxLength,
        Self::MinSumCost,
        Self::MaxSumCost,
        Self::MinPoints,
        Self::MaxPoints,
        Self::MinSumPoints,
        Self::MaxSumPoints,
    ];

    /// The key in META.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::MinLength => "min_length",
            Self::MaxLength => "max_length",
            Self::MinSumCost => "min_sum_cost",
            Self::MaxSumCost => "max_sum_cost",
            Self::MinPoints => "min_points",
            Self::MaxPoints => "max_points",
            Self::MinSumPoints => "min_sum_points",
            Self::MaxSumPoints => "max_sum_points",
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}
