//! The outcome as a table for people.

use std::cmp::Reverse;
use std::fmt;

use tally::pb::{Document, FileElection};
use tally::{Constraints, Decimal, Outcome, Rule, Verdict};

use super::sentences::{counted, grouped, sentence, tie_sentence, uniqueness_sentence};
use super::table::{Align, printable, table, wrap};

const NAME_WIDTH: usize = 36;
const ID_WIDTH: usize = 24;

/// The report; print it with `to_string`.
pub(crate) struct TextReport {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    ties: Vec<String>,
}

impl TextReport {
    pub(crate) fn of(
        document: &Document<'_>,
        file: &FileElection,
        rule: Rule,
        outcome: &Outcome,
        constraints: &Constraints,
    ) -> Self {
        let projects = document.projects();
        let column = projects.column("name");
        let names: Vec<String> = projects
            .rows()
            .map(|row| column.and_then(|column| row.text(column)).unwrap_or_default().into_owned())
            .collect();
        let mut verdicts: Vec<&Verdict> = outcome.verdicts.iter().collect();
        // Winners in order of purchase, then the others from the highest score down.
        verdicts.sort_by_key(|verdict| {
            let purchase = outcome.winners.iter().position(|winner| *winner == verdict.project);
            (purchase.unwrap_or(usize::MAX), Reverse(verdict.score))
        });
        let rows = verdicts.iter().map(|verdict| row(file, &names, verdict, constraints)).collect();
        let ties = outcome.ties.iter().map(|tie| printable(&tie_sentence(tie), 1000)).collect();
        Self { head: head(file, rule, outcome), rows, ties }
    }
}

impl fmt::Display for TextReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.head {
            writeln!(f, "{line}")?;
        }
        let header = [
            ("project", Align::Left),
            ("name", Align::Left),
            ("cost", Align::Right),
            ("score", Align::Right),
            ("why", Align::Left),
        ];
        write!(f, "\n{}", table(&header, &self.rows))?;
        if !self.ties.is_empty() {
            writeln!(f, "\nTies that mattered:")?;
        }
        self.ties.iter().try_for_each(|tie| writeln!(f, "  {tie}"))
    }
}

fn head(file: &FileElection, rule: Rule, outcome: &Outcome) -> Vec<String> {
    let instance = &file.instance;
    let envelope = instance.envelope();
    let left = envelope.after(outcome.total_cost).unwrap_or_default();
    let amount = |money| grouped(instance.amount(money));
    let mut head = vec![outcome.rule.to_owned()];
    head.extend(wrap(rule.info().definition, 98).into_iter().map(|line| format!("  {line}")));
    head.push(format!(
        "{} ({} different), {}, envelope {}",
        counted(file.profile.voters(), "ballot"),
        grouped(Decimal::from(file.profile.ballots().len() as u64)),
        counted(instance.projects().len() as u64, "project"),
        amount(envelope)
    ));
    head.push(format!(
        "{} funded for {}; {} left",
        outcome.winners.len(),
        amount(outcome.total_cost),
        amount(left)
    ));
    if let Some(uniqueness) = &outcome.uniqueness {
        let sentence = printable(&uniqueness_sentence(uniqueness), 10_000);
        head.extend(wrap(&sentence, 98));
    }
    head
}

fn row(
    file: &FileElection,
    names: &[String],
    verdict: &Verdict,
    constraints: &Constraints,
) -> Vec<String> {
    let project = file.instance.project(verdict.project);
    let name = names.get(verdict.project.position()).map_or("", String::as_str);
    vec![
        printable(project.id.as_str(), ID_WIDTH),
        printable(name, NAME_WIDTH),
        grouped(file.instance.amount(project.cost)),
        grouped(verdict.score),
        printable(&sentence(&verdict.reason, constraints.part_of(&project.id)), 1000),
    ]
}
