//! One line on standard error that says how far the voting is, when a person is watching.

use std::io::{self, IsTerminal as _, Write as _};
use store::UnixTime;

/// Signs in the bar.
const WIDTH: usize = 30;

/// A bar that is written over and over; silent unless standard error is a terminal.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    shown: bool,
    total: usize,
    since: UnixTime,
}

impl Progress {
    /// Of `total` voters, from a time on.
    #[must_use]
    pub fn new(total: usize, since: UnixTime) -> Self {
        Self { shown: io::stderr().is_terminal(), total, since }
    }

    /// So many have voted.
    pub fn show(&self, done: usize, now: UnixTime) {
        let each = (self.total / 200).max(1);
        if !self.shown || !(done.is_multiple_of(each) || done == self.total) {
            return;
        }
        // A line that cannot be shown is no reason to stop.
        let _ = write!(io::stderr(), "\r{}", self.line(done, now));
        let _ = io::stderr().flush();
    }

    /// Leaves the line as it is and begins another.
    pub fn end(&self) {
        if self.shown {
            let _ = writeln!(io::stderr());
        }
    }

    fn line(&self, done: usize, now: UnixTime) -> String {
        let filled = (done * WIDTH).checked_div(self.total).unwrap_or(WIDTH).min(WIDTH);
        let bar = format!("{:<WIDTH$}", "#".repeat(filled));
        let seconds = usize::try_from(now.saturating_sub(self.since)).unwrap_or(0).max(1);
        format!("[{bar}] {done}/{} voted, {}/s ", self.total, done / seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is() {
        let progress = Progress { shown: true, total: 300, since: 1_000 };
        let half = progress.line(150, 1_010);
        assert_eq!(half, "[###############               ] 150/300 voted, 15/s ");
        assert!(progress.line(300, 1_000).starts_with("[##############################] 300/300"));
        assert!(Progress { total: 0, ..progress }.line(0, 999).contains("0/0 voted, 0/s"));
    }
}
