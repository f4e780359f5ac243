//! What a `.pb` file says, in the words of a manifest.

mod ballots;
mod projects;

use std::borrow::Cow;
use tally::pb::{Document, FileElection, ReadError, Row, Table};
use thiserror::Error;
use voting::manifest::{BallotTerms, Project, Rule};
use voting::plaintext::Choice;
use voting::record::rule_for;

/// An election to be voted again.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Says which file it comes from, and what had to be changed.
    pub title: String,
    /// What can be spent, in the file's unit times 10^`places`.
    pub envelope: u64,
    /// How many decimal places the file's amounts have.
    pub places: u8,
    /// By index.
    pub projects: Vec<Project>,
    /// The projects' ids in the file, by index.
    pub ids: Vec<String>,
    /// What a ballot may hold: as much as the longest of the file does.
    pub ballot: BallotTerms,
    /// Who is funded.
    pub rule: Rule,
    /// The choices of each voter.
    pub votes: Vec<Vec<Choice>>,
}

/// Why a file cannot be voted again, and where: its line from 1, and the column or key of META.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// In a cell.
    #[error("row {line}, column {column}: {reason}")]
    Cell {
        /// The line, from 1.
        line: u32,
        /// The column, or the key of META.
        column: String,
        /// What is wrong.
        reason: String,
    },
    /// On a line, in no column.
    #[error("row {line}: {reason}")]
    Line {
        /// The line, from 1.
        line: u32,
        /// What is wrong.
        reason: String,
    },
    /// The rule does not exist, or cannot read the file's ballots.
    #[error("--rule: {0}; `hashar-audit rules` lists them")]
    Rule(tally::TallyError),
}

impl From<ReadError> for Refused {
    fn from(ReadError { line, kind }: ReadError) -> Self {
        let reason = kind.to_string();
        match kind.column() {
            Some(column) => Self::Cell { line, column: column.to_owned(), reason },
            None => Self::Line { line, reason },
        }
    }
}

impl Plan {
    /// Understands the bytes of a file, which its `name` stands for in the title.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn read(name: &str, bytes: &[u8], rule: Rule) -> Result<Self, Refused> {
        let document = Document::read(bytes)?;
        let file = document.election()?;
        let listed = projects::Listed::read(&document, &file)?;
        let ballots = ballots::Ballots::read(&document, &file)?;
        rule_for(&rule, ballots.terms.kind).map_err(Refused::Rule)?;
        let places = file.instance.places();
        Ok(Self {
            title: title(name, places, listed.renamed, file.profile.points_places()),
            envelope: listed.envelope,
            places,
            projects: listed.projects,
            ids: listed.ids,
            ballot: ballots.terms,
            rule,
            votes: ballots.votes,
        })
    }

    /// An amount as the file writes it.
    #[must_use]
    pub fn amount(&self, units: u64) -> String {
        let width = usize::from(self.places) + 1;
        let digits = format!("{units:0width$}");
        let (whole, fraction) = digits.split_at(digits.len() - usize::from(self.places));
        match fraction.trim_end_matches('0') {
            "" => whole.to_owned(),
            fraction => format!("{whole}.{fraction}"),
        }
    }

    /// The file's id of a project that the manifest calls `id`.
    #[must_use]
    pub fn id_in_file<'a>(&'a self, id: &'a str) -> &'a str {
        let at = self.projects.iter().position(|project| project.id == id);
        at.and_then(|at| self.ids.get(at)).map_or(id, String::as_str)
    }
}

fn title(name: &str, places: u8, renamed: bool, points_places: u8) -> String {
    let mut title = format!("Replay of {name}");
    if places > 0 {
        title.push_str(&format!(", amounts times 10^{places}"));
    }
    if points_places > 0 {
        title.push_str(&format!(", points times 10^{points_places}"));
    }
    if renamed {
        title.push_str(", projects numbered in the order of their ids");
    }
    title
}

/// What a cell says, for a message.
fn text(row: Row<'_>, table: &Table<'_>, column: &str) -> String {
    let cell = table.column(column).and_then(|column| row.text(column));
    cell.map(Cow::into_owned).unwrap_or_default()
}

/// The row of a project.
fn row_of<'d>(document: &Document<'d>, file: &FileElection, id: &str) -> Option<Row<'d>> {
    let position = file.instance.index_of(id)?.position();
    document.projects().rows().nth(position)
}

#[cfg(test)]
mod tests;
