//! Cutting a text into records, with every quote accounted for.

use super::cells::cells;
use super::error::{ReadError, ReadErrorKind, Section};

/// A line, or several when a quoted cell spans them, without the final line feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Record<'f> {
    /// The number of its first line, from 1.
    pub(super) line: u32,
    /// Where it begins in the text.
    pub(super) start: usize,
    /// Everything up to the line feed; a carriage return before it is still there.
    pub(super) text: &'f str,
}

impl Record<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim_start().is_empty()
    }

    /// Whether this is the line that opens `section`: its title and nothing else.
    pub(super) fn opens(&self, section: Section) -> bool {
        // Most records are longer than a title with a few empty cells: look at the start only.
        let start = self.text.trim_start_matches(['"', ' ']);
        let begins = start
            .get(..section.title().len())
            .is_some_and(|start| start.eq_ignore_ascii_case(section.title()));
        begins && is_title(self.text, section)
    }
}

/// Hands out the records of a text of less than 4 GiB (so that 32 bits number its lines).
pub(super) struct Records<'f> {
    text: &'f str,
    position: usize,
    line: u32,
    /// Where the next quote stands; beyond the text when there is none.
    quote: usize,
}

impl<'f> Records<'f> {
    /// The records of `text`, whose first line has the number `line`.
    pub(super) fn new(text: &'f str, line: u32) -> Self {
        Self { text, position: 0, line, quote: find(text, 0, '"') }
    }

    /// Where the next record begins.
    pub(super) const fn position(&self) -> usize {
        self.position
    }

    /// The number of the line that comes next.
    pub(super) const fn line(&self) -> u32 {
        self.line
    }

    /// Whether any quote is still to come.
    pub(super) const fn has_quotes(&self) -> bool {
        self.quote < self.text.len()
    }

    /// Leaves the rest aside; gives where the text ends.
    pub(super) const fn skip_to_end(&mut self) -> usize {
        self.position = self.text.len();
        self.position
    }

    /// The next record, or `None` at the end. `section` says where we are: quoted cells span
    /// lines in META and PROJECTS only.
    pub(super) fn next(&mut self, section: Section) -> Result<Option<Record<'f>>, ReadError> {
        let (start, line) = (self.position, self.line);
        if start >= self.text.len() {
            return Ok(None);
        }
        let mut end = find(self.text, start, '\n');
        let mut spanned = 0;
        if self.quote < end {
            let rest = self.text.get(start..).unwrap_or_default();
            let checked = quoted_end(rest, section)
                .map_err(|before| ReadErrorKind::UnbalancedQuote.at(line.saturating_add(before)));
            let (length, lines) = checked?;
            (end, spanned) = (start + length, lines);
            self.quote = find(self.text, end, '"');
        }
        self.position = end + 1;
        self.line = line.saturating_add(1).saturating_add(spanned);
        Ok(Some(Record { line, start, text: self.text.get(start..end).unwrap_or_default() }))
    }
}

/// Where `wanted` first stands at or after `from`, or the length of the text.
fn find(text: &str, from: usize, wanted: char) -> usize {
    let found = text.get(from..).and_then(|rest| rest.find(wanted));
    found.map_or(text.len(), |length| from + length)
}

/// Whether a record is the title of a section and nothing else.
pub(super) fn is_title(record: &str, section: Section) -> bool {
    let mut cells = cells(record).map(|cell| cell.text());
    cells.next().is_some_and(|first| first.eq_ignore_ascii_case(section.title()))
        && cells.all(|cell| cell.is_empty())
}

/// Where the record at the start of `rest` ends and how many line feeds it holds, given that its
/// first line has quotes; or how many lines down the quote stands that does not close.
fn quoted_end(rest: &str, section: Section) -> Result<(usize, u32), u32> {
    let bytes = rest.as_bytes();
    let (mut at, mut lines) = (0, 0);
    loop {
        let end = if bytes.get(at) == Some(&b'"') {
            let closing = closing_quote(rest, at + 1).ok_or(lines)?;
            let inner = rest.get(at + 1..closing).unwrap_or_default();
            let spanned = lines_of(inner, section).ok_or(lines)?;
            let end = after_quote(bytes, closing + 1).ok_or(lines)?;
            lines += spanned;
            end
        } else {
            let end = cell_end(bytes, at);
            let quotes = bytes.get(at..end).unwrap_or_default().iter().filter(|b| **b == b'"');
            if quotes.count() % 2 == 1 {
                return Err(lines);
            }
            end
        };
        match bytes.get(end) {
            Some(b';') => at = end + 1,
            _ => return Ok((end, lines)),
        }
    }
}

/// The end of a quoted cell, which must be the end of its line or a separator.
fn after_quote(bytes: &[u8], after: usize) -> Option<usize> {
    match bytes.get(after..)? {
        [] | [b';' | b'\n', ..] => Some(after),
        [b'\r'] | [b'\r', b'\n', ..] => Some(after + 1),
        _ => None,
    }
}

fn cell_end(bytes: &[u8], from: usize) -> usize {
    let cell = bytes.get(from..).unwrap_or_default();
    let length = cell.iter().position(|byte| matches!(byte, b';' | b'\n'));
    length.map_or(bytes.len(), |length| from + length)
}

/// The position of the quote that closes a cell whose content begins at `from`.
fn closing_quote(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let quote = at + text.get(at..)?.find('"')?;
        if text.as_bytes().get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        at = quote + 2;
    }
}

/// How many line feeds a quoted cell spans, or `None` where it may not span them.
fn lines_of(inner: &str, section: Section) -> Option<u32> {
    let mut spanned = 0;
    for line in inner.split('\n').skip(1) {
        let titles = [Section::Meta, Section::Projects, Section::Votes];
        let line = line.trim();
        let swallows = titles.iter().any(|title| line.eq_ignore_ascii_case(title.title()));
        if swallows || section == Section::Votes {
            return None;
        }
        spanned += 1;
    }
    Some(spanned)
}
