//! From rows to lines of a budget.

use super::amount;
use super::mistake::{Column, Mistake, Wrong};
use super::sheet::{Row, Sheet};
use std::collections::HashMap;
use store::budgets::{Function, Line, Totals};
use store::{Som, TerritoryId};

/// The lines of a file. `territories` are the codes of the budget's territory and of all in it.
///
/// # Errors
/// Every mistake, in the order of the rows.
pub fn read(
    file: &[u8],
    territories: &HashMap<String, TerritoryId>,
) -> Result<Vec<Line>, Vec<Mistake>> {
    let sheet = Sheet::read(file)?;
    let mut reading =
        Reading { territories, lines: Vec::new(), first: HashMap::new(), mistakes: Vec::new() };
    for row in &sheet.rows {
        reading.row(&sheet, row);
    }
    let Reading { lines, mut mistakes, .. } = reading;
    if mistakes.is_empty() && Totals::of(&lines).is_none() {
        mistakes.push(Mistake::of_file(Wrong::SumTooLarge));
    }
    if mistakes.is_empty() { Ok(lines) } else { Err(mistakes) }
}

/// What was read so far.
struct Reading<'t> {
    territories: &'t HashMap<String, TerritoryId>,
    lines: Vec<Line>,
    /// The row in which a territory and function stood first.
    first: HashMap<(TerritoryId, Function), u64>,
    mistakes: Vec<Mistake>,
}

impl Reading<'_> {
    fn row(&mut self, sheet: &Sheet, row: &Row) {
        let (found, expected) = (row.width(), sheet.width);
        if found != expected {
            let wrong = Wrong::Cells { found, expected };
            self.mistakes.push(Mistake::at(row.line, None, "", wrong));
            return;
        }
        let known = self.territories;
        let territory = self.cell(sheet, row, Column::Territory, |code| {
            known.get(code).copied().ok_or(Wrong::Territory)
        });
        let function = self.cell(sheet, row, Column::Function, |code| {
            code.parse::<Function>().map_err(|_| Wrong::Function)
        });
        let plan = self.cell(sheet, row, Column::Plan, amount::read);
        let executed = self.cell(sheet, row, Column::Executed, amount::read);
        let (Some(territory), Some(function)) = (territory, function) else { return };
        self.once(row, territory, function);
        if let (Some(plan), Some(executed)) = (plan, executed) {
            self.add(territory, function, plan, executed);
        }
    }

    fn add(&mut self, territory: TerritoryId, function: Function, plan: Som, executed: Som) {
        self.lines.push(Line { territory, function, plan, executed });
    }

    /// A cell as what it stands for; what is wrong with it is a mistake.
    fn cell<T>(
        &mut self,
        sheet: &Sheet,
        row: &Row,
        column: Column,
        read: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Option<T> {
        let bytes = sheet.cell(row, column);
        let text = std::str::from_utf8(bytes).map_err(|_| Wrong::NotUtf8);
        match text.and_then(|text| read(text.trim())) {
            Ok(value) => Some(value),
            Err(wrong) => {
                let found = String::from_utf8_lossy(bytes);
                self.mistakes.push(Mistake::at(row.line, Some(column), &found, wrong));
                None
            }
        }
    }

    fn once(&mut self, row: &Row, territory: TerritoryId, function: Function) {
        let first = *self.first.entry((territory, function)).or_insert(row.line);
        if first != row.line {
            let wrong = Wrong::Twice { row: first };
            let code = function.to_string();
            self.mistakes.push(Mistake::at(row.line, Some(Column::Function), &code, wrong));
        }
    }
}

#[cfg(test)]
mod tests;
