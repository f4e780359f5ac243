//! Cutting a text into records, with every quote accounted for.

use std::borrow::Cow;

use super::cells::cells;
use super::error::{ReadError, ReadErrorKind, Section};

/// A line, or several when a quoted cell spans them, without the final line feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record<'f> {
    /// The number of its first line, from 1.
    pub(super) line: u32,
    /// Everything up to the line feed; a carriage return before it is still there.
    pub(super) text: Cow<'f, str>,
}

impl Record<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether this is the line that opens `section`: its title and nothing else.
    pub(super) fn opens(&self, section: Section) -> bool {
        // Most records are longer than a title with a few empty cells: look at the start only.
        let start = self.text.trim_start_matches(['"', ' ']);
        let begins = start
            .get(..section.title().len())
            .is_some_and(|start| start.eq_ignore_ascii_case(section.title()));
        begins && is_title(&self.text, section)
    }
}

/// Hands out the records of a text.
pub(super) struct Records<'f> {
    rest: Option<&'f str>,
    line: u32,
}

impl<'f> Records<'f> {
    pub(super) const fn new(text: &'f str) -> Self {
        Self { rest: Some(text), line: 1 }
    }

    /// The number of the line that comes next.
    pub(super) const fn line(&self) -> u32 {
        self.line
    }

    /// The next record, or `None` at the end. `section` says where we are: quoted cells span
    /// lines in META and PROJECTS only.
    pub(super) fn next(&mut self, section: Section) -> Result<Option<Record<'f>>, ReadError> {
        let Some(rest) = self.rest else { return Ok(None) };
        let line = self.line;
        let mut end = rest.find('\n').unwrap_or(rest.len());
        let mut spanned = 0;
        if rest.get(..end).is_some_and(|line| line.contains('"')) {
            (end, spanned) = quoted_end(rest, section)
                .map_err(|before| ReadErrorKind::UnbalancedQuote.at(line.saturating_add(before)))?;
        }
        let text = rest.get(..end).unwrap_or(rest);
        // The text after the last line feed is a record only if there is any.
        self.rest = rest.get(end + 1..).filter(|rest| !rest.is_empty());
        let next = line.checked_add(1).and_then(|next| next.checked_add(spanned));
        self.line = next.ok_or(ReadErrorKind::TooManyLines.at(line))?;
        Ok(Some(Record { line, text: Cow::Borrowed(text) }))
    }
}

fn is_title(record: &str, section: Section) -> bool {
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
