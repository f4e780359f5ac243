//! Cells of a record, quoted or not.

use std::borrow::Cow;
use std::ops::Range;

/// One cell as it stands in the file, quotes included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell<'r>(&'r str);

impl<'r> Cell<'r> {
    /// The cell at a place of a record without quotes.
    pub(super) fn plain(record: &'r str, place: Range<usize>) -> Self {
        Self(record.get(place).unwrap_or_default())
    }

    /// The cell exactly as written.
    #[must_use]
    pub const fn raw(self) -> &'r str {
        self.0
    }

    /// What the cell says: without its quotes, doubled quotes as one, no spaces around.
    #[must_use]
    pub fn text(self) -> Cow<'r, str> {
        match self.0.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(inner) if inner.contains('"') => {
                Cow::Owned(inner.replace("\"\"", "\"").trim().to_owned())
            }
            Some(inner) => Cow::Borrowed(inner.trim()),
            None => Cow::Borrowed(self.0.trim()),
        }
    }
}

/// The cells of a record whose quotes were checked by [`super::records`].
pub(super) fn cells(record: &str) -> Cells<'_> {
    let record = record.strip_suffix('\r').unwrap_or(record);
    Cells { rest: Some(record), quoted: record.contains('"') }
}

/// Iterates over the cells of one record.
pub(super) struct Cells<'r> {
    rest: Option<&'r str>,
    quoted: bool,
}

impl<'r> Iterator for Cells<'r> {
    type Item = Cell<'r>;

    fn next(&mut self) -> Option<Cell<'r>> {
        let rest = self.rest?;
        let length = if self.quoted && rest.starts_with('"') {
            quoted_length(rest)
        } else {
            rest.bytes().position(|byte| byte == b';')
        };
        let Some(length) = length else {
            self.rest = None;
            return Some(Cell(rest));
        };
        // A separator is one ASCII byte, so both cuts are at character boundaries.
        let (cell, rest) = rest.split_at_checked(length)?;
        self.rest = rest.get(1..);
        Some(Cell(cell))
    }
}

/// The length of the quoted cell at the start of `rest`, or `None` when it is the last cell.
fn quoted_length(rest: &str) -> Option<usize> {
    let mut inside = false;
    rest.bytes().position(|byte| {
        inside ^= byte == b'"';
        byte == b';' && !inside
    })
}

/// A cell that reads back as `text`: quoted where the format needs it.
pub(super) fn encode(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim() != text;
    if trimmed || text.contains(['"', ';', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(record: &str) -> Vec<String> {
        cells(record).map(|cell| cell.text().into_owned()).collect()
    }

    #[test]
    fn splits_at_separators_outside_quotes() {
        assert_eq!(texts("a;b;c"), ["a", "b", "c"]);
        assert_eq!(texts("a;;\r"), ["a", "", ""]);
        assert_eq!(texts(""), [""]);
        assert_eq!(texts("1;\"x; \"\"y\"\"\";\"\"; z "), ["1", "x; \"y\"", "", "z"]);
        assert_eq!(texts("a \"b\" c;d"), ["a \"b\" c", "d"]);
    }

    #[test]
    fn encoded_cells_read_back() {
        for text in ["plain", "", "a;b", "say \"so\"", "two\nlines", "\"", "ż;\r"] {
            let record = format!("x;{};y", encode(text));
            let back = texts(&record);
            assert_eq!(back.get(1).map(String::as_str), Some(text.trim()), "{text:?}");
        }
    }
}
