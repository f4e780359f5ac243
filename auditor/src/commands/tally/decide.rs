//! Running a rule: its steps into a file, and a line that says that it still runs.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use tally::{Election, Foresight, Instance, Outcome, Rule, Step};

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
        let outcome = Progress::new().during(&search(rule, election.instance), || match trace {
            Some(path) => traced(rule, election, path),
            None => rule.tally(election).map_err(Failure::Rule),
        })?;
        Ok(Self { rule, outcome })
    }
}

/// The rule, and how far it may have to look.
fn search(rule: Rule, instance: &Instance) -> String {
    let name = rule.name();
    match rule.foresee(instance) {
        Foresight::Sure => name.to_owned(),
        Foresight::AtMostSteps(steps) => format!("{name}, {steps} steps at most"),
        Foresight::AtMostChoices(choices) => format!("{name}, {choices} choices at most"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_a_rule_may_have_to_look() {
        let projects = ["a", "b"].map(|id| (id.to_owned(), 3_000_000_u64.into()));
        let instance = Instance::new(5_000_000_u64.into(), projects).unwrap();
        let said = |name| search(Rule::from_name(name, &[]).unwrap(), &instance);
        assert_eq!(said("mes_cost_add1"), "mes_cost_add1, 6000001 steps at most");
        assert_eq!(said("mes_cost"), "mes_cost");
        assert_eq!(said("maxwelfare_cost"), "maxwelfare_cost");
    }
}
