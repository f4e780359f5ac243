//! A file as three tables, every byte kept.

use std::borrow::Cow;
use std::ops::Range;

use super::cells::{Cell, cells};
use super::error::{ReadError, ReadErrorKind, Section};
use super::records::{Record, Records, is_title};

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// A `.pb` file, split but not yet understood. Borrows the bytes it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document<'f> {
    byte_order_mark: bool,
    /// The whole file after the byte order mark.
    text: &'f str,
    meta: Span,
    projects: Span,
    votes: Span,
}

/// Where a section lies in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Span {
    title_line: u32,
    header_line: u32,
    header: Range<usize>,
    /// Everything between the header and the next section's title or the end.
    body: Range<usize>,
    body_line: u32,
}

/// One section: the names of its columns and its rows.
#[derive(Clone, Copy, Debug)]
pub struct Table<'d> {
    pub(super) section: Section,
    pub(super) title_line: u32,
    header: Row<'d>,
    /// Everything after the header.
    pub(super) body: &'d str,
    pub(super) body_line: u32,
}

/// One row of a section.
#[derive(Clone, Copy, Debug)]
pub struct Row<'d> {
    /// The number of its first line, from 1.
    pub line: u32,
    record: &'d str,
}

impl<'d> Row<'d> {
    /// Its cells in file order.
    pub fn cells(self) -> impl Iterator<Item = Cell<'d>> {
        cells(self.record)
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
        let text = utf8(bytes)?;
        let (byte_order_mark, text) = match text.strip_prefix(BYTE_ORDER_MARK) {
            Some(text) => (true, text),
            None => (false, text),
        };
        let mut records = Records::new(text, 1);
        let title = find_meta(&mut records)?;
        let (meta, title) = Span::read(&mut records, Section::Meta, title)?;
        let missing = |section, line| ReadErrorKind::MissingSection(section).at(line);
        let title = title.ok_or_else(|| missing(Section::Projects, records.line()))?;
        let (projects, title) = Span::read(&mut records, Section::Projects, title)?;
        let title = title.ok_or_else(|| missing(Section::Votes, records.line()))?;
        let (votes, _) = Span::read(&mut records, Section::Votes, title)?;
        Ok(Self { byte_order_mark, text, meta, projects, votes })
    }

    /// The file again, byte for byte as it was read.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mark = if self.byte_order_mark { BYTE_ORDER_MARK } else { "" };
        [mark.as_bytes(), self.text.as_bytes()].concat()
    }

    /// The section META; its columns are `key` and `value`.
    #[must_use]
    pub fn meta(&self) -> Table<'f> {
        self.table(Section::Meta, &self.meta)
    }

    /// The section PROJECTS.
    #[must_use]
    pub fn projects(&self) -> Table<'f> {
        self.table(Section::Projects, &self.projects)
    }

    /// The section VOTES. Its rows hold data of persons: count them, do not print them.
    #[must_use]
    pub fn votes(&self) -> Table<'f> {
        self.table(Section::Votes, &self.votes)
    }

    /// Why the votes cannot be read: where another file was put after this one, its META is the
    /// reason, not that the rows below name no projects.
    pub(super) fn or_another_file(&self, error: ReadError) -> ReadError {
        let mut rows = self.votes().rows().take_while(|row| row.line <= error.line).peekable();
        while let Some(row) = rows.next() {
            // A voter called `meta` may have cast a blank ballot; nobody is called `key` after them.
            let header = rows.peek().and_then(|next| next.text(0));
            if is_title(row.record, Section::Meta)
                && header.is_some_and(|key| key.eq_ignore_ascii_case("key"))
            {
                return ReadErrorKind::RepeatedSection(Section::Meta).at(row.line);
            }
        }
        error
    }

    fn table(&self, section: Section, span: &Span) -> Table<'f> {
        let header = self.text.get(span.header.clone()).unwrap_or_default();
        Table {
            section,
            title_line: span.title_line,
            header: Row { line: span.header_line, record: header },
            body: self.text.get(span.body.clone()).unwrap_or_default(),
            body_line: span.body_line,
        }
    }
}

impl<'d> Table<'d> {
    /// The names of the columns in file order.
    pub fn columns(&self) -> impl Iterator<Item = Cow<'d, str>> + use<'d> {
        self.header.cells().map(Cell::text)
    }

    /// The position of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns().position(|column| column == name)
    }

    /// The rows, blank lines left out.
    pub fn rows(&self) -> impl Iterator<Item = Row<'d>> + use<'d> {
        let section = self.section;
        let mut records = Records::new(self.body, self.body_line);
        // Reading the document has met every error that these records could have.
        let next = move || records.next(section).ok().flatten();
        let rows = std::iter::from_fn(next).filter(|record| !record.is_blank());
        rows.map(|record| Row { line: record.line, record: record.text })
    }

    /// The position of a column that is read: twice is ambiguous.
    pub(super) fn sole_column(&self, name: &'static str) -> Result<Option<usize>, ReadError> {
        let mut found = self.columns().enumerate().filter(|(_, column)| column == name);
        let first = found.next().map(|(position, _)| position);
        match found.next() {
            Some(_) => Err(ReadErrorKind::RepeatedColumn(self.section, name).at(self.header.line)),
            None => Ok(first),
        }
    }

    /// The position of a column that the section cannot do without.
    pub(super) fn needed_column(&self, name: &'static str) -> Result<usize, ReadError> {
        let missing = ReadErrorKind::MissingColumn(self.section, name);
        self.sole_column(name)?.ok_or_else(|| missing.at(self.header.line))
    }
}

impl Span {
    /// Reads to the end of the section; gives the title of the next one, if any came.
    fn read<'f>(
        source: &mut Records<'f>,
        section: Section,
        title: Record<'f>,
    ) -> Result<(Self, Option<Record<'f>>), ReadError> {
        let mut header = None;
        let mut next_title = None;
        let mut body = source.position()..source.position();
        let mut body_line = source.line();
        while let Some(record) = source.next(section)? {
            if section == Section::Meta && record.opens(Section::Votes) {
                return Err(ReadErrorKind::MissingSection(Section::Projects).at(record.line));
            }
            if let Some(again) = begun(section).iter().find(|again| record.opens(**again)) {
                return Err(ReadErrorKind::RepeatedSection(*again).at(record.line));
            }
            if following(section).is_some_and(|next| record.opens(next)) {
                next_title = Some(record);
                break;
            }
            body.end = source.position();
            if header.is_none() && !record.is_blank() {
                body.start = body.end;
                body_line = source.line();
                header = Some(record);
            }
            if section == Section::Votes && header.is_some() && !source.has_quotes() {
                // Without a quote there is nothing left to be checked.
                body.end = source.skip_to_end();
            }
        }
        let header = header.ok_or(ReadErrorKind::MissingHeader(section).at(title.line))?;
        let (title_line, header_line) = (title.line, header.line);
        let header = header.start..header.start + header.text.len();
        Ok((Self { title_line, header_line, header, body, body_line }, next_title))
    }
}

const fn following(section: Section) -> Option<Section> {
    match section {
        Section::Meta => Some(Section::Projects),
        Section::Projects => Some(Section::Votes),
        Section::Votes => None,
    }
}

/// What no row of a section can look like: there, no project has an id and no cost. A voter may be
/// called anything.
const fn begun(section: Section) -> &'static [Section] {
    match section {
        Section::Meta => &[Section::Meta],
        Section::Projects => &[Section::Meta, Section::Projects],
        Section::Votes => &[],
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, ReadError> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(ReadErrorKind::TooLarge.at(1));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let lines = before.iter().filter(|byte| **byte == b'\n').count();
        ReadErrorKind::NotUtf8.at(u32::try_from(lines + 1).unwrap_or(u32::MAX))
    })
}

fn find_meta<'f>(source: &mut Records<'f>) -> Result<Record<'f>, ReadError> {
    while let Some(record) = source.next(Section::Meta)? {
        if record.opens(Section::Meta) {
            return Ok(record);
        }
        if record.opens(Section::Projects) || record.opens(Section::Votes) {
            return Err(ReadErrorKind::MissingSection(Section::Meta).at(record.line));
        }
        if !record.is_blank() {
            return Err(ReadErrorKind::NotMeta.at(record.line));
        }
    }
    Err(ReadErrorKind::MissingSection(Section::Meta).at(source.line()))
}
