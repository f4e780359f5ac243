//! One line on standard error that says how far a long command is, when a person is watching.

use std::cell::Cell;
use std::io::{self, IsTerminal as _, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use crate::report::printable;

/// Columns that the line fills at most.
const WIDTH: usize = 78;

const SECOND: Duration = Duration::from_secs(1);

/// What is done sooner needs no line.
const SOON: u64 = 2;

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
                let second = || waiting.recv_timeout(SECOND) == Err(RecvTimeoutError::Timeout);
                tell_seconds(what, second, &mut io::stderr());
            });
            let worked = work();
            drop(done);
            worked
        })
    }

    fn write(&self, text: &str) {
        if self.shown {
            line(text, &mut io::stderr());
        }
    }
}

/// Says for how long something takes, as long as another second passes; leaves an empty line.
fn tell_seconds(what: &str, mut another: impl FnMut() -> bool, out: &mut impl Write) {
    let mut seconds = 0_u64;
    while another() {
        seconds += 1;
        if seconds > SOON {
            line(&printable(&format!("{what}: {seconds} seconds"), WIDTH), out);
        }
    }
    if seconds > SOON {
        line("", out);
        line("\r", out);
    }
}

/// Over whatever stood there.
fn line(text: &str, out: &mut impl Write) {
    // A line that cannot be shown is no reason to stop.
    let _ = write!(out, "\r{text:<WIDTH$}");
    let _ = out.flush();
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written when so many seconds pass.
    fn told(what: &str, seconds: usize) -> String {
        let (mut left, mut written) = (seconds, Vec::new());
        let another = || {
            let passes = left > 0;
            left = left.saturating_sub(1);
            passes
        };
        tell_seconds(what, another, &mut written);
        String::from_utf8(written).unwrap()
    }

    /// What a terminal shows in the end: a return goes back, and what follows is written over.
    fn shown(written: &str) -> String {
        let mut line: Vec<char> = Vec::new();
        for part in written.split('\r') {
            for (place, letter) in part.chars().enumerate() {
                line.resize(line.len().max(place + 1), ' ');
                line[place] = letter;
            }
        }
        line.into_iter().collect::<String>().trim_end().to_owned()
    }

    #[test]
    fn what_is_done_soon_says_nothing() {
        for seconds in 0..=2 {
            assert_eq!(told("mes_cost_add1", seconds), "");
        }
    }

    #[test]
    fn from_the_third_second_on_each_is_told_in_the_same_line() {
        let written = told("mes_cost_add1", 4);
        assert!(!written.contains('\n'));
        let lines: Vec<&str> = written.split('\r').filter(|line| !line.is_empty()).collect();
        let said: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
        assert_eq!(&said[..2], ["mes_cost_add1: 3 seconds", "mes_cost_add1: 4 seconds"]);
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH), "a line wraps");
        // Nothing is left of it, and what comes next starts at the left.
        assert_eq!(shown(&written), "");
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let written = told("\u{1B}[31m\n", 3);
        assert!(!written.contains(['\u{1B}', '\n']), "{written:?}");
    }
}
