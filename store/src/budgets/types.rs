//! What a budget consists of.

use super::{Function, Totals};
use crate::approvals::Decision;
use crate::{ApprovalId, BudgetFileId, FileHash, PersonId, Som, TerritoryId, UnixTime};
use std::ops::RangeInclusive;

/// The years that a budget may be of.
pub const YEARS: RangeInclusive<i64> = 2000..=2100;

/// The largest amount of one line: a thousand times a thousand billion so'm.
pub const AMOUNT: Som = Som(1_000_000_000_000_000);

/// Whose money, and of which year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Budget {
    /// The calendar year.
    pub year: i64,
    /// A region or a district; the lines lie in it.
    pub territory: TerritoryId,
}

/// What one territory plans and has spent for one function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Line {
    /// Where.
    #[sqlx(rename = "territory_id")]
    pub territory: TerritoryId,
    /// What for.
    pub function: Function,
    /// Planned for the year.
    pub plan: Som,
    /// Spent so far.
    pub executed: Som,
}

/// A file to keep.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// What it is the budget of.
    pub budget: Budget,
    /// The exact bytes.
    pub source: Vec<u8>,
    /// Their SHA-256.
    pub sha256: FileHash,
    /// What they say: at least one line, none twice.
    pub lines: Vec<Line>,
}

/// A file that is kept, without its bytes and lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its id.
    pub id: BudgetFileId,
    /// What it is the budget of.
    pub budget: Budget,
    /// SHA-256 of its bytes.
    pub sha256: FileHash,
    /// How many lines it has.
    pub line_count: i64,
    /// All lines together.
    pub totals: Totals,
    /// Who brought it.
    pub uploaded_by: PersonId,
    /// Their name; for officials alone.
    pub uploader: String,
    /// When.
    pub uploaded_at: UnixTime,
    /// How far it is.
    pub state: FileState,
}

/// How far a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// Nobody proposed it yet; the next file of its uploader takes its place.
    Kept,
    /// It waits for a second official.
    Waiting(ApprovalId),
    /// It was declined or taken back.
    Ended(Decision),
    /// It is public as this version.
    Published(i64),
}

/// A version that is public, without its lines.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Version {
    /// The calendar year.
    pub year: i64,
    /// A region or a district.
    #[sqlx(rename = "territory_id")]
    pub territory: TerritoryId,
    /// 1, 2, 3, ...
    pub version: i64,
    /// The file that it is made of.
    #[sqlx(rename = "file_id")]
    pub file: BudgetFileId,
    /// SHA-256 of the file's bytes.
    pub sha256: FileHash,
    /// How many bytes it has.
    pub bytes: i64,
    /// How many lines it has.
    pub line_count: i64,
    /// All lines together.
    #[sqlx(flatten)]
    pub totals: Totals,
    /// When it was published.
    pub published_at: UnixTime,
}

impl Version {
    /// What it is the budget of.
    #[must_use]
    pub const fn budget(&self) -> Budget {
        Budget { year: self.year, territory: self.territory }
    }
}
