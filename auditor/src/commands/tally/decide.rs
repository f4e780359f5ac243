//! Running a rule: its steps into a file, and a line that says that it still runs.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use tally::{Election, Outcome, Rule, Step};

use crate::failure::Failure;
use crate::progress::Progress;

/// A rule and what came of it.
pub(super) struct Decided {
    pub(super) rule: Rule,
    pub(super) outcome: Outcome,
}

impl Decided {
    pub(super) fn by(
        rule: Rule,
        election: &Election<'_>,
        trace: Option<&Path>,
    ) -> Result<Self, Failure> {
        let outcome = Progress::new().during(rule.name(), || match trace {
            Some(path) => traced(rule, election, path),
            None => rule.tally(election).map_err(Failure::Rule),
        })?;
        Ok(Self { rule, outcome })
    }
}

fn traced(rule: Rule, election: &Election<'_>, path: &Path) -> Result<Outcome, Failure> {
    let unwritten = |error| Failure::Output { path: path.to_owned(), error };
    let mut lines = BufWriter::new(File::create(path).map_err(unwritten)?);
    let mut written = Ok(());
    let outcome = rule.tally_traced(election, &mut |step| {
        if written.is_ok() {
            written = write_line(&mut lines, &step);
        }
    });
    written.and_then(|()| lines.flush()).map_err(unwritten)?;
    outcome.map_err(Failure::Rule)
}

fn write_line(lines: &mut BufWriter<File>, step: &Step) -> std::io::Result<()> {
    serde_json::to_writer(&mut *lines, step)?;
    lines.write_all(b"\n")
}
