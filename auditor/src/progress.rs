//! One line on standard error that says how far a long command is, when a person is watching.

use std::cell::Cell;
use std::io::{self, IsTerminal as _, Write as _};

use crate::report::printable;

/// Columns that the line fills at most.
const WIDTH: usize = 78;

/// A line that is written over and over; silent unless standard error is a terminal.
pub(crate) struct Progress {
    shown: bool,
    done: Cell<u64>,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self { shown: io::stderr().is_terminal(), done: Cell::new(0) }
    }

    /// One more thing of `total`, if that is known.
    pub(crate) fn step(&self, doing: &str, what: &str, total: Option<usize>) {
        self.done.set(self.done.get() + 1);
        let of = total.map(|total| format!("/{total}")).unwrap_or_default();
        self.write(&printable(&format!("{doing} {}{of}: {what}", self.done.get()), WIDTH));
    }

    fn write(&self, line: &str) {
        if self.shown {
            // A line that cannot be shown is no reason to stop.
            let _ = write!(io::stderr(), "\r{line:<WIDTH$}");
            let _ = io::stderr().flush();
        }
    }
}

impl Drop for Progress {
    /// Leaves an empty line for what comes next.
    fn drop(&mut self) {
        if self.done.get() > 0 {
            self.write("");
            self.write("\r");
        }
    }
}
