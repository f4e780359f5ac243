//! Rows of one voter: odd, and counted all the same.

use std::borrow::Cow;
use std::collections::HashSet;

use super::cells::Cell;
use super::document::Table;
use super::error::{Warning, WarningKind};
use super::scan::scan;
use crate::mixer::Mixing;

/// The voters' ids down the rows. Nearly every file has them in order, shorter ones first: then no
/// two are the same, and none has to be remembered.
#[derive(Default)]
pub(super) struct Voters<'d> {
    last: Cow<'d, str>,
    unordered: bool,
}

impl<'d> Voters<'d> {
    /// Takes the id of the next row.
    pub(super) fn take(&mut self, id: Cell<'d>) {
        if self.unordered {
            return;
        }
        let id = id.text();
        self.unordered = (id.len(), &id) <= (self.last.len(), &self.last);
        self.last = id;
    }

    /// Warns of each row whose voter has another one above it. Looks at the ids again where they are
    /// in no order.
    pub(super) fn warn(self, table: &Table<'d>, column: usize, warnings: &mut Vec<Warning>) {
        if !self.unordered {
            return;
        }
        let mut seen: HashSet<Cow<'_, str>, Mixing> = HashSet::default();
        for row in scan(table, [Some(column), None, None]) {
            let [id, ..] = row.picked;
            // Without an id nobody is known to be the same.
            let id = id.map(Cell::text).filter(|id| !id.is_empty());
            if id.is_some_and(|id| !seen.insert(id)) {
                warnings.push(Warning { line: row.line, kind: WarningKind::RepeatedVoter });
            }
        }
    }
}
