//! `--constraints`: a TOML file, every mistake with the line of the key that it is in, or of the table
//! where a key is missing.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use tally::pb::{Document, FileElection};
use tally::{Constraints, Decimal, Limit, Part, ProjectId};
use toml::Spanned;

use crate::failure::Failure;

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    min_votes: u64,
    #[serde(default)]
    exclusive: Vec<Spanned<Table>>,
    #[serde(default)]
    cap: Vec<Spanned<Table>>,
    #[serde(default)]
    part: Vec<Spanned<Table>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    name: Spanned<String>,
    projects: Option<Spanned<Vec<Spanned<String>>>>,
    column: Option<Spanned<String>>,
    value: Option<Spanned<String>>,
    rest: Option<Spanned<bool>>,
    number: Option<Spanned<u32>>,
    amount: Option<Spanned<Amount>>,
}

/// Whole amounts may stand without quotes; others would be read as binary fractions.
#[derive(Deserialize)]
#[serde(untagged, expecting = "an amount is a whole number, or a decimal in quotes")]
enum Amount {
    Whole(u64),
    Text(String),
}

/// What is wrong, at which byte.
struct Fault {
    at: usize,
    reason: String,
}

type Checked<T> = Result<T, Fault>;

/// Reads the constraints of an election's projects.
pub(super) fn read(
    path: &Path,
    document: &Document<'_>,
    file: &FileElection,
) -> Result<Constraints, Failure> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path);
    let bytes = bytes.map_err(|error| Failure::Input { name: name.clone(), error })?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::unsound(&name, "is not UTF-8"))?;
    let written: Result<Written, toml::de::Error> = toml::from_str(&text);
    let read = written.map_err(|error| Fault {
        at: error.span().map_or(0, |span| span.start),
        reason: error.message().to_owned(),
    });
    let constraints = read.and_then(|written| Source { document, file }.constraints(&written));
    constraints.map_err(|Fault { at, reason }| {
        let line = 1 + text.get(..at).unwrap_or_default().matches('\n').count();
        Failure::unsound(&name, format!("line {line}: {reason}"))
    })
}

/// Where the projects come from.
struct Source<'d> {
    document: &'d Document<'d>,
    file: &'d FileElection,
}

impl Source<'_> {
    fn constraints(&self, written: &Written) -> Checked<Constraints> {
        written.differ_in_names()?;
        let exclusive = written.exclusive.iter().map(|table| self.exclusive(table));
        let caps = written.cap.iter().map(|table| self.cap(table));
        let limits = exclusive.chain(caps).collect::<Checked<Vec<Limit>>>()?;
        let parts = written.part.iter().map(|table| self.part(table));
        let mut parts = parts.collect::<Checked<Vec<Part>>>()?;
        let taken: BTreeSet<ProjectId> =
            parts.iter().flat_map(|part| part.projects.iter().cloned()).collect();
        for (part, table) in parts.iter_mut().zip(&written.part) {
            if table.get_ref().takes_rest() {
                let all = self.file.instance.projects().iter().map(|project| &project.id);
                part.projects = all.filter(|id| !taken.contains(*id)).cloned().collect();
            }
        }
        let rests = written.part.iter().filter_map(|table| table.get_ref().rest.as_ref());
        if let Some(second) = rests.filter(|rest| *rest.get_ref()).nth(1) {
            return Err(at(second, "only one part may have the rest"));
        }
        Ok(Constraints { min_votes: written.min_votes, limits, parts })
    }

    fn exclusive(&self, table: &Spanned<Table>) -> Checked<Limit> {
        let Table { name, number, amount, rest, .. } = table.get_ref();
        refuse(number.as_ref(), "`exclusive` is a cap of one: it has no number")?;
        refuse(amount.as_ref(), "`exclusive` has no amount; a `cap` has")?;
        refuse(rest.as_ref(), "only a part may have the rest")?;
        let projects = self.projects(table)?;
        Ok(Limit { name: name.get_ref().clone(), projects, number: Some(1), amount: None })
    }

    fn cap(&self, table: &Spanned<Table>) -> Checked<Limit> {
        let Table { name, number, rest, .. } = table.get_ref();
        refuse(rest.as_ref(), "only a part may have the rest")?;
        let amount = amount(table.get_ref())?;
        let number = number.as_ref().map(|number| *number.get_ref());
        if number.is_none() && amount.is_none() {
            return Err(at(table, "a cap needs a number, an amount or both"));
        }
        let projects = self.projects(table)?;
        Ok(Limit { name: name.get_ref().clone(), projects, number, amount })
    }

    fn part(&self, table: &Spanned<Table>) -> Checked<Part> {
        let Table { name, number, projects, column, value, .. } = table.get_ref();
        refuse(number.as_ref(), "a part has no number; a `cap` has")?;
        let Some(amount) = amount(table.get_ref())? else {
            return Err(at(table, "a part needs an amount"));
        };
        let projects = match table.get_ref().takes_rest() {
            true => {
                let chosen =
                    "the part with the rest has the projects of no other part: choose none";
                refuse(projects.as_ref(), chosen)?;
                refuse(column.as_ref().or(value.as_ref()), chosen)?;
                Vec::new()
            }
            false => self.projects(table)?,
        };
        Ok(Part { name: name.get_ref().clone(), amount, projects })
    }

    /// The projects that a table lists, or chooses by a column.
    fn projects(&self, table: &Spanned<Table>) -> Checked<Vec<ProjectId>> {
        let Table { projects, column, value, .. } = table.get_ref();
        match (projects, column, value) {
            (Some(projects), None, None) => {
                projects.get_ref().iter().map(|id| self.listed(id)).collect()
            }
            (None, Some(column), Some(value)) => self.chosen(column, value),
            (Some(_), Some(other), _) | (Some(_), None, Some(other)) => Err(at(
                other,
                "the projects are listed already: list them or choose them by a column",
            )),
            (None, Some(column), None) => {
                Err(at(column, "a column chooses by a value: add `value`"))
            }
            (None, None, Some(value)) => {
                Err(at(value, "a value chooses by a column: add `column`"))
            }
            (None, None, None) => {
                Err(at(table, "list the projects, or choose them by a column and a value"))
            }
        }
    }

    fn listed(&self, id: &Spanned<String>) -> Checked<ProjectId> {
        let project = self.file.instance.index_of(id.get_ref());
        let known = project.map(|project| self.file.instance.project(project).id.clone());
        known.ok_or_else(|| at(id, format!("`{}` is no project of this file", id.get_ref())))
    }

    fn chosen(&self, column: &Spanned<String>, value: &Spanned<String>) -> Checked<Vec<ProjectId>> {
        let table = self.document.projects();
        let place = table.column(column.get_ref()).ok_or_else(|| {
            let columns: Vec<String> = table.columns().map(|name| name.into_owned()).collect();
            let (name, columns) = (column.get_ref(), columns.join(", "));
            at(column, format!("PROJECTS has no column `{name}`; it has {columns}"))
        })?;
        let has = |cell: &str| cell.split(',').any(|one| one.trim() == value.get_ref().as_str());
        let rows = table.rows().zip(self.file.instance.projects());
        let chosen = rows.filter(|(row, _)| row.text(place).is_some_and(|cell| has(&cell)));
        let chosen: Vec<ProjectId> = chosen.map(|(_, project)| project.id.clone()).collect();
        if chosen.is_empty() {
            let (column, text) = (column.get_ref(), value.get_ref());
            return Err(at(value, format!("no project has `{text}` in the column `{column}`")));
        }
        Ok(chosen)
    }
}

impl Written {
    /// In outcomes, limits and parts are known by their names.
    fn differ_in_names(&self) -> Checked<()> {
        let tables = self.exclusive.iter().chain(&self.cap).chain(&self.part);
        let mut names: Vec<&Spanned<String>> = tables.map(|table| &table.get_ref().name).collect();
        names.sort_by_key(|name| name.span().start);
        let mut seen = BTreeSet::new();
        match names.into_iter().find(|name| !seen.insert(name.get_ref())) {
            Some(name) => {
                let reason = format!("a table above is called `{}`, too", name.get_ref());
                Err(at(name, reason))
            }
            None => Ok(()),
        }
    }
}

impl Table {
    fn takes_rest(&self) -> bool {
        self.rest.as_ref().is_some_and(|rest| *rest.get_ref())
    }
}

fn amount(table: &Table) -> Checked<Option<Decimal>> {
    let Some(amount) = &table.amount else { return Ok(None) };
    match amount.get_ref() {
        Amount::Whole(whole) => Ok(Some(Decimal::from(*whole))),
        Amount::Text(text) => {
            let read = text.parse().map_err(|problem| at(amount, format!("`{text}` {problem}")));
            read.map(Some)
        }
    }
}

fn refuse<T>(value: Option<&Spanned<T>>, reason: &str) -> Checked<()> {
    value.map_or(Ok(()), |value| Err(at(value, reason)))
}

fn at<T>(value: &Spanned<T>, reason: impl Into<String>) -> Fault {
    Fault { at: value.span().start, reason: reason.into() }
}
