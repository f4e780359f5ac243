//! What can be wrong with a file, told so that whoever made it finds and mends it.

/// Longer cells are shown cut.
const SHOWN: usize = 40;

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Code of the territory.
    Territory,
    /// Code of the function.
    Function,
    /// Planned, in so'm.
    Plan,
    /// Spent, in so'm.
    Executed,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 4] = [Self::Territory, Self::Function, Self::Plan, Self::Executed];

    /// Its name in the head of a file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Territory => "territory",
            Self::Function => "function",
            Self::Plan => "plan",
            Self::Executed => "executed",
        }
    }
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line of the file, from 1; none: the file as a whole.
    pub row: Option<u64>,
    /// The column; none: the whole row.
    pub column: Option<Column>,
    /// What was found there, cut; may be empty.
    pub found: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The file has no byte, or nothing but blanks.
    Empty,
    /// The file is larger than is read.
    TooLarge,
    /// The file is a workbook of a spreadsheet program.
    Workbook,
    /// The file is text, but not UTF-8: UTF-16, as "Unicode text" is saved.
    Utf16,
    /// The head lacks a column.
    ColumnMissing,
    /// The head has a column twice.
    ColumnTwice,
    /// There is nothing below the head.
    NoRows,
    /// There are more rows than are read.
    TooManyRows,
    /// A row has another number of cells than the head.
    Cells {
        /// In the row.
        found: usize,
        /// In the head.
        expected: usize,
    },
    /// A cell is not UTF-8.
    NotUtf8,
    /// No territory of the budget has this code.
    Territory,
    /// No function has this code.
    Function,
    /// An amount is missing.
    AmountMissing,
    /// An amount is below zero.
    AmountNegative,
    /// An amount has a fraction.
    AmountFraction,
    /// An amount has something else than digits.
    AmountNotDigits,
    /// An amount is larger than any line of a budget.
    AmountTooLarge,
    /// Territory and function stand in a row above already.
    Twice {
        /// That row.
        row: u64,
    },
    /// All amounts together are larger than any budget.
    SumTooLarge,
}

impl Mistake {
    /// In the file as a whole.
    pub(super) fn of_file(wrong: Wrong) -> Self {
        Self { row: None, column: None, found: String::new(), wrong }
    }

    /// In a row, or in one cell of it.
    pub(super) fn at(row: u64, column: Option<Column>, found: &str, wrong: Wrong) -> Self {
        let mut shown: String = found.trim().chars().take(SHOWN).collect();
        if found.trim().chars().count() > SHOWN {
            shown.push('…');
        }
        Self { row: Some(row), column, found: shown, wrong }
    }
}
