//! Some cells of every row of VOTES, in one pass over the bytes.
//!
//! The section holds nearly all of a file, and almost never a quote: then a row ends at each
//! line feed and a cell at each separator, and nothing else needs to be looked at.

use super::cells::Cell;
use super::document::{Row, Table};

/// What a tally reads of a row of VOTES.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Picked<'d> {
    pub(super) line: u32,
    /// The cells of the columns asked for, where the row is long enough.
    pub(super) picked: [Option<Cell<'d>>; 3],
    /// How many cells the row has.
    pub(super) cells: usize,
}

/// Columns by their places; as many as are read of a row.
pub(super) type Columns = [Option<usize>; 3];

/// The cells at some columns of every row.
pub(super) fn scan<'d>(
    table: &Table<'d>,
    columns: Columns,
) -> Box<dyn Iterator<Item = Picked<'d>> + 'd> {
    if table.body.contains('"') {
        return Box::new(table.rows().map(move |row| pick(row, columns)));
    }
    let mut scanner = Scanner { body: table.body, position: 0, line: table.body_line, columns };
    Box::new(std::iter::from_fn(move || scanner.next_row()))
}

fn pick(row: Row<'_>, columns: Columns) -> Picked<'_> {
    let mut found = Picked { line: row.line, ..Picked::default() };
    for cell in row.cells() {
        found.take(columns, || cell);
    }
    found
}

impl<'d> Picked<'d> {
    /// Counts the next cell and keeps it if it is one of those asked for.
    fn take(&mut self, columns: Columns, cell: impl FnOnce() -> Cell<'d>) {
        let mut asked = columns.iter().zip(&mut self.picked);
        if let Some((_, place)) = asked.find(|(column, _)| **column == Some(self.cells)) {
            *place = Some(cell());
        }
        self.cells += 1;
    }
}

struct Scanner<'d> {
    body: &'d str,
    position: usize,
    line: u32,
    columns: Columns,
}

impl<'d> Scanner<'d> {
    /// The next row that is not blank.
    fn next_row(&mut self) -> Option<Picked<'d>> {
        loop {
            let start = self.position;
            let row = self.row()?;
            let blank = row.cells == 1
                && self.body.get(start..self.position).is_none_or(|text| text.trim().is_empty());
            if !blank {
                return Some(row);
            }
        }
    }

    fn row(&mut self) -> Option<Picked<'d>> {
        let bytes = self.body.as_bytes().get(self.position..).filter(|rest| !rest.is_empty())?;
        let (from, body) = (self.position, self.body);
        let mut row = Picked { line: self.line, ..Picked::default() };
        let mut start = from;
        let mut end = body.len();
        for (at, byte) in (from..).zip(bytes) {
            if *byte == b';' {
                row.take(self.columns, || Cell::plain(body, start..at));
                start = at + 1;
            } else if *byte == b'\n' {
                end = at;
                break;
            }
        }
        self.position = (end + 1).min(body.len());
        self.line = self.line.saturating_add(1);
        row.take(self.columns, || Cell::plain(body, start..end));
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::pb::Document;

    proptest! {
        #[test]
        fn the_quick_way_and_the_general_way_agree(
            body in "[a;,\r\nż ]{0,60}",
            first in 0_usize..4,
            second in proptest::option::of(0_usize..4),
            third in proptest::option::of(0_usize..4),
        ) {
            let file = format!("META\nkey\nPROJECTS\nid\nVOTES\nvote\n{body}");
            let document = Document::read(file.as_bytes()).unwrap();
            let table = document.votes();
            let columns = [Some(first), second, third];
            let text = |picked: Picked<'_>| {
                let cells = picked.picked.map(|cell| cell.map(|cell| cell.text().into_owned()));
                (picked.line, cells, picked.cells)
            };
            let quick: Vec<_> = scan(&table, columns).map(text).collect();
            let general: Vec<_> = table.rows().map(|row| text(pick(row, columns))).collect();
            // Asked twice for one column, both give it once, first.
            prop_assert_eq!(quick, general);
        }
    }
}
