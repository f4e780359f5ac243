//! A file as three tables that remember every byte.

use std::borrow::Cow;

use super::cells::{Cell, cells};
use super::error::{ReadError, ReadErrorKind, Section};
use super::records::{Record, Records};

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// A `.pb` file, split but not yet understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document<'f> {
    pub(super) byte_order_mark: bool,
    pub(super) final_newline: bool,
    /// Blank lines before META.
    pub(super) preface: Vec<Record<'f>>,
    pub(super) meta: Table<'f>,
    pub(super) projects: Table<'f>,
    pub(super) votes: Table<'f>,
}

/// One section: its title, the names of its columns, its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<'f> {
    pub(super) section: Section,
    pub(super) title: Record<'f>,
    /// The header, the rows, and blank lines wherever they stand.
    pub(super) records: Vec<Record<'f>>,
    /// Where in `records` the header stands.
    pub(super) header: usize,
}

/// One row of a section.
#[derive(Clone, Copy, Debug)]
pub struct Row<'d> {
    /// The number of its first line, from 1.
    pub line: u32,
    text: &'d str,
}

impl<'d> Row<'d> {
    /// Its cells in file order.
    pub fn cells(self) -> impl Iterator<Item = Cell<'d>> {
        cells(self.text)
    }

    /// What the cell of a column says, or `None` when the row is shorter.
    #[must_use]
    pub fn text(self, column: usize) -> Option<Cow<'d, str>> {
        self.cells().nth(column).map(Cell::text)
    }
}

impl<'f> Document<'f> {
    /// Splits a file (already decompressed).
    ///
    /// # Errors
    /// Not UTF-8, a quote that does not close, a missing section or header; each with its line.
    pub fn read(bytes: &'f [u8]) -> Result<Self, ReadError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let lines = before.iter().filter(|byte| **byte == b'\n').count();
            ReadErrorKind::NotUtf8.at(u32::try_from(lines + 1).unwrap_or(u32::MAX))
        })?;
        let (byte_order_mark, text) = match text.strip_prefix(BYTE_ORDER_MARK) {
            Some(text) => (true, text),
            None => (false, text),
        };
        let mut records = Records::new(text);
        let (preface, title) = find_meta(&mut records)?;
        let (meta, title) = Table::read(&mut records, Section::Meta, title)?;
        let missing = |section| ReadErrorKind::MissingSection(section).at(records.line());
        let title = title.ok_or_else(|| missing(Section::Projects))?;
        let (projects, title) = Table::read(&mut records, Section::Projects, title)?;
        let missing = |section| ReadErrorKind::MissingSection(section).at(records.line());
        let title = title.ok_or_else(|| missing(Section::Votes))?;
        let (votes, _) = Table::read(&mut records, Section::Votes, title)?;
        let final_newline = text.ends_with('\n');
        Ok(Self { byte_order_mark, final_newline, preface, meta, projects, votes })
    }

    /// The file again, byte for byte as it was read.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let tables = [&self.meta, &self.projects, &self.votes];
        let records =
            tables.iter().flat_map(|table| std::iter::once(&table.title).chain(&table.records));
        let mut text = String::new();
        if self.byte_order_mark {
            text.push_str(BYTE_ORDER_MARK);
        }
        for record in self.preface.iter().chain(records) {
            text.push_str(&record.text);
            text.push('\n');
        }
        if !self.final_newline {
            text.pop();
        }
        text.into_bytes()
    }

    /// The section META; its columns are `key` and `value`.
    #[must_use]
    pub const fn meta(&self) -> &Table<'f> {
        &self.meta
    }

    /// The section PROJECTS.
    #[must_use]
    pub const fn projects(&self) -> &Table<'f> {
        &self.projects
    }

    /// The section VOTES. Its rows hold data of persons: count them, do not print them.
    #[must_use]
    pub const fn votes(&self) -> &Table<'f> {
        &self.votes
    }
}

impl<'f> Table<'f> {
    /// The names of the columns in file order.
    pub fn columns(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let header = self.records.get(self.header).map_or("", |record| &record.text);
        cells(header).map(Cell::text)
    }

    /// The position of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns().position(|column| column == name)
    }

    /// The rows, blank lines left out.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let rows = self.records.iter().skip(self.header + 1).filter(|record| !record.is_blank());
        rows.map(|record| Row { line: record.line, text: &record.text })
    }

    /// The line of the header.
    pub(super) fn header_line(&self) -> u32 {
        self.records.get(self.header).map_or(self.title.line, |record| record.line)
    }

    /// The position of a column that is read: twice is ambiguous.
    pub(super) fn sole_column(&self, name: &'static str) -> Result<Option<usize>, ReadError> {
        let mut found = self.columns().enumerate().filter(|(_, column)| column == name);
        let first = found.next().map(|(position, _)| position);
        match found.next() {
            Some(_) => {
                Err(ReadErrorKind::RepeatedColumn(self.section, name).at(self.header_line()))
            }
            None => Ok(first),
        }
    }

    /// The position of a column that the section cannot do without.
    pub(super) fn needed_column(&self, name: &'static str) -> Result<usize, ReadError> {
        let missing = ReadErrorKind::MissingColumn(self.section, name);
        self.sole_column(name)?.ok_or_else(|| missing.at(self.header_line()))
    }

    /// Reads to the end of the section; gives the title of the next one, if any came.
    fn read(
        source: &mut Records<'f>,
        section: Section,
        title: Record<'f>,
    ) -> Result<(Self, Option<Record<'f>>), ReadError> {
        let mut records = Vec::new();
        let mut next_title = None;
        while let Some(record) = source.next(section)? {
            if section == Section::Meta && record.opens(Section::Votes) {
                return Err(ReadErrorKind::MissingSection(Section::Projects).at(record.line));
            }
            if following(section).is_some_and(|next| record.opens(next)) {
                next_title = Some(record);
                break;
            }
            records.push(record);
        }
        let header = records.iter().position(|record| !record.is_blank());
        let header = header.ok_or(ReadErrorKind::MissingHeader(section).at(title.line))?;
        Ok((Self { section, title, records, header }, next_title))
    }
}

const fn following(section: Section) -> Option<Section> {
    match section {
        Section::Meta => Some(Section::Projects),
        Section::Projects => Some(Section::Votes),
        Section::Votes => None,
    }
}

fn find_meta<'f>(source: &mut Records<'f>) -> Result<(Vec<Record<'f>>, Record<'f>), ReadError> {
    let mut preface = Vec::new();
    while let Some(record) = source.next(Section::Meta)? {
        if record.opens(Section::Meta) {
            return Ok((preface, record));
        }
        if record.opens(Section::Projects) || record.opens(Section::Votes) {
            return Err(ReadErrorKind::MissingSection(Section::Meta).at(record.line));
        }
        if !record.is_blank() {
            return Err(ReadErrorKind::NotMeta.at(record.line));
        }
        preface.push(record);
    }
    Err(ReadErrorKind::MissingSection(Section::Meta).at(source.line()))
}
