//! What PROJECTS says.

use std::collections::HashMap;

use super::document::{Row, Table};
use super::error::{ReadError, ReadErrorKind, Section, Warning, WarningKind};
use crate::decimal::Decimal;
use crate::instance::Instance;
use crate::mixer::Mixing;
use crate::scores::Scores;

/// The projects of a file with what it says about them.
pub(super) struct Projects {
    pub(super) instance: Instance,
    /// The column `selected`: 1 funded, 0 not; cities use 2 and 3 for cases of their own.
    pub(super) selected: Vec<Option<u8>>,
}

impl Projects {
    pub(super) fn read(
        table: &Table<'_>,
        budget: Decimal,
        warnings: &mut Vec<Warning>,
    ) -> Result<Self, ReadError> {
        let id_column = table.needed_column("project_id")?;
        let cost_column = table.needed_column("cost")?;
        let selected_column = table.sole_column("selected")?;
        let columns = table.columns().count();
        let mut lines: HashMap<String, u32, Mixing> = HashMap::default();
        let (mut listed, mut selected) = (Vec::new(), Vec::new());
        for row in table.rows() {
            let id = row.text(id_column).unwrap_or_default().into_owned();
            if id.is_empty() {
                return Err(ReadErrorKind::EmptyProjectId.at(row.line));
            }
            if let Some(first) = lines.insert(id.clone(), row.line) {
                return Err(ReadErrorKind::RepeatedProject { id, first }.at(row.line));
            }
            listed.push((id, cost(row, cost_column)?));
            let mark = selected_column.and_then(|column| row.text(column));
            selected.push(mark.and_then(|mark| mark.parse().ok()));
            check_width(row, columns, warnings);
        }
        let instance = Instance::new(budget, listed)
            .map_err(|error| ReadErrorKind::Tally(error).at(table.title_line))?;
        Ok(Self { instance, selected })
    }
}

/// Compares the columns `votes` and `score`, where there are any, with what the ballots give.
pub(super) fn check_totals(
    table: &Table<'_>,
    instance: &Instance,
    scores: &Scores,
    warnings: &mut Vec<Warning>,
) -> Result<(), ReadError> {
    debug_assert_eq!(table.section, Section::Projects);
    for name in ["votes", "score"] {
        let Some(column) = table.sole_column(name)? else { continue };
        for (row, project) in table.rows().zip(instance.indexes()) {
            let found = match name {
                "votes" => Decimal::from(scores.support(project).supporters),
                _ => scores.score(project),
            };
            let said = row.text(column).unwrap_or_default();
            if !said.is_empty() && said.parse() != Ok(found) {
                let (project, said) = (instance.id(project).to_owned(), said.into_owned());
                let found = found.to_string();
                let kind = WarningKind::WrongTotal { column: name, project, said, found };
                warnings.push(Warning { line: row.line, kind });
            }
        }
    }
    Ok(())
}

/// Warns about cells that no column names.
pub(super) fn check_width(row: Row<'_>, columns: usize, warnings: &mut Vec<Warning>) {
    let cells = row.cells().count();
    if cells > columns {
        let kind = WarningKind::ExtraCells { cells, columns };
        warnings.push(Warning { line: row.line, kind });
    }
}

fn cost(row: Row<'_>, column: usize) -> Result<Decimal, ReadError> {
    let text = row.text(column).unwrap_or_default();
    text.parse().map_err(|problem| {
        ReadErrorKind::BadAmount { what: "cost", text: text.into_owned(), problem }.at(row.line)
    })
}
