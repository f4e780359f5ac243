//! One line on standard error that says how far a long command is, when a person is watching.

use std::cell::Cell;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use crate::report::printable;

/// Columns that the line fills at most.
const WIDTH: usize = 78;

const SECOND: Duration = Duration::from_secs(1);

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

    /// Does something that takes a while: from the third second on, a line says for how long.
    pub(crate) fn during<T>(&self, what: &str, work: impl FnOnce() -> T) -> T {
        if !self.shown {
            return work();
        }
        let (done, waiting) = mpsc::channel::<()>();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let mut seconds = 0_u64;
                while waiting.recv_timeout(SECOND) == Err(RecvTimeoutError::Timeout) {
                    seconds += 1;
                    if seconds > 2 {
                        line(&printable(&format!("{what}: {seconds} seconds"), WIDTH));
                    }
                }
                if seconds > 2 {
                    line("");
                    line("\r");
                }
            });
            let worked = work();
            drop(done);
            worked
        })
    }

    fn write(&self, text: &str) {
        if self.shown {
            line(text);
        }
    }
}

/// Over whatever stood there.
fn line(text: &str) {
    // A line that cannot be shown is no reason to stop.
    let _ = write!(io::stderr(), "\r{text:<WIDTH$}");
    let _ = io::stderr().flush();
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
