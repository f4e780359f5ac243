//! A CSV file with named columns (RFC 4180, UTF-8), each wrong cell told by row and column.

use std::fmt;
use std::path::Path;

/// A wrong cell, and what was expected in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file's name.
    pub file: String,
    /// The line of the file, from 1; the names of the columns stand in line 1.
    pub row: u64,
    /// The column's name.
    pub column: String,
    /// What was found and what was expected.
    pub reason: String,
}

/// Every wrong cell of a set of files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes(pub Vec<Mistake>);

/// A file's rows.
pub(super) struct Sheet {
    pub(super) file: &'static str,
    columns: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// One row.
pub(super) struct Row {
    pub(super) line: u64,
    cells: Vec<String>,
}

impl Sheet {
    /// Reads a file that must have all of `needed` among its columns; others may follow.
    ///
    /// What can be read is returned; what is wrong with the rest goes to `mistakes`.
    pub(super) fn read(
        folder: &Path,
        file: &'static str,
        needed: &[&str],
        mistakes: &mut Mistakes,
    ) -> Self {
        let mut sheet = Self { file, columns: Vec::new(), rows: Vec::new() };
        let opened = std::fs::read(folder.join(file));
        let text = match opened {
            Ok(text) => text,
            Err(error) => {
                mistakes.add(file, 1, "", format!("cannot be read: {error}"));
                return sheet;
            }
        };
        if let Err(error) = sheet.fill(&text, mistakes) {
            let line = line(&text, error.position());
            mistakes.add(file, line, "", format!("cannot be read: {error}"));
            return sheet;
        }
        for column in needed {
            if !sheet.columns.iter().any(|name| name == column) {
                let found = sheet.columns.join(", ");
                mistakes.add(file, 1, column, format!("is missing; the columns are {found}"));
            }
        }
        sheet
    }

    /// The cell of a row, without spaces around it; empty where the file has no such column.
    pub(super) fn cell<'s>(&self, row: &'s Row, column: &str) -> &'s str {
        let at = self.columns.iter().position(|name| name == column);
        at.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim())
    }

    fn fill(&mut self, text: &[u8], mistakes: &mut Mistakes) -> csv::Result<()> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
        self.columns =
            reader.byte_headers()?.iter().map(|name| lossy(name).trim().to_owned()).collect();
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record)? {
            let line = line(text, record.position());
            let (found, expected) = (record.len(), self.columns.len());
            if found != expected {
                let reason = format!("the row has {found} cells; expected {expected}");
                mistakes.add(self.file, line, "", reason);
                continue;
            }
            for (name, cell) in self.columns.iter().zip(&record) {
                if std::str::from_utf8(cell).is_err() {
                    let reason = format!("{:?} is not UTF-8; save the file as UTF-8", lossy(cell));
                    mistakes.add(self.file, line, name, reason);
                }
            }
            self.rows.push(Row { line, cells: record.iter().map(lossy).collect() });
        }
        Ok(())
    }
}

/// The line that a record begins on; the reader counts blank lines before it as its own.
pub(super) fn line(text: &[u8], position: Option<&csv::Position>) -> u64 {
    let Some(position) = position else { return 1 };
    let start = usize::try_from(position.byte()).unwrap_or(text.len());
    let before = text.get(start..).unwrap_or_default().iter();
    let blank = before.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let blank = blank.filter(|byte| **byte == b'\n').count();
    position.line().saturating_add(blank as u64)
}

impl Mistakes {
    pub(super) fn add(&mut self, file: &str, row: u64, column: &str, reason: String) {
        let (file, column) = (file.to_owned(), column.to_owned());
        self.0.push(Mistake { file, row, column, reason });
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, row, column, reason } = self;
        match column.as_str() {
            "" => write!(out, "{file}, row {row}: {reason}"),
            column => write!(out, "{file}, row {row}, column {column}: {reason}"),
        }
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|mistake| writeln!(out, "{mistake}"))?;
        let (cells, is) = if self.0.len() == 1 { ("mistake", "was") } else { ("mistakes", "were") };
        write!(out, "{} {cells} {is} found and nothing was imported", self.0.len())
    }
}

impl std::error::Error for Mistakes {}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
