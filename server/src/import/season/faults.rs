//! What is wrong with a file of the operator's, by line and column.

use std::fmt;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The character of the line, from 1.
    pub column: usize,
    /// Which field: `contest 3, ballot.max`; empty where the file is no TOML.
    pub field: String,
    /// What is wrong with it, and what to do.
    pub reason: String,
}

/// Everything that is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults {
    /// The file's name.
    pub file: String,
    /// In the order of the file.
    pub found: Vec<Fault>,
}

/// Faults as they are found.
pub(super) struct Finder<'t> {
    text: &'t str,
    found: Vec<(usize, Fault)>,
}

impl<'t> Finder<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, found: Vec::new() }
    }

    /// Something is wrong at a byte of the text.
    pub(super) fn add(&mut self, at: usize, field: impl Into<String>, reason: impl Into<String>) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = 1 + before.matches('\n').count();
        let column = 1 + before.rsplit('\n').next().map_or(0, |line| line.chars().count());
        let fault = Fault { line, column, field: field.into(), reason: reason.into() };
        self.found.push((at, fault));
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them, in the order of the file.
    pub(super) fn into_faults(mut self, file: String) -> Faults {
        self.found.sort_by_key(|(at, _)| *at);
        // What stands once for all contests was looked at for each.
        self.found.dedup();
        Faults { file, found: self.found.into_iter().map(|(_, fault)| fault).collect() }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Fault { line, column, field, reason } in &self.found {
            let file = &self.file;
            match field.as_str() {
                "" => writeln!(out, "{file}, line {line}, column {column}: {reason}")?,
                field => writeln!(out, "{file}, line {line}, column {column}, {field}: {reason}")?,
            }
        }
        match self.found.len() {
            1 => write!(out, "1 mistake was found and nothing was imported"),
            many => write!(out, "{many} mistakes were found and nothing was imported"),
        }
    }
}

impl std::error::Error for Faults {}
