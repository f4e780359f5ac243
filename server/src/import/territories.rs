//! `regions.csv`, `districts.csv` and `mahallas.csv`: every territory of the country.

use super::sheet::{Mistake, Mistakes, Row, Sheet};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use store::territories::{Level, NewTerritory, TerritoryKind};
use store::{Localized, StoreError};

/// Columns of names; of two for one language the first that is filled in counts.
const NAMES: [(&str, &str); 5] = [
    ("uz", "name_uz_latn"),
    ("uz-cyrl", "name_uz_cyrl"),
    ("uz-cyrl", "name_uz_cyrl_translit"),
    ("ru", "name_ru"),
    ("en", "name_en"),
];

/// The rows of the three files, ready to be imported.
#[derive(Debug)]
pub struct Territories {
    /// As the store takes them.
    pub rows: Vec<NewTerritory>,
    /// File and line of each row.
    places: Vec<(&'static str, u64)>,
}

/// What tells the three files apart.
struct Form {
    file: &'static str,
    code: &'static str,
    /// What a code looks like, in words.
    code_is: &'static str,
    code_fits: fn(&str) -> bool,
    /// The column of the parent's code and the file that it stands in.
    parent: Option<(&'static str, &'static str)>,
    /// The column of the kind and its words; a region is a region.
    kind: Option<(&'static str, &'static [&'static str])>,
}

const FORMS: [Form; 3] = [
    Form {
        file: "regions.csv",
        code: "soato",
        code_is: "the four digits of a region",
        code_fits: |code| is_digits(code, 4),
        parent: None,
        kind: None,
    },
    Form {
        file: "districts.csv",
        code: "soato",
        code_is: "the seven digits of a district",
        code_fits: |code| is_digits(code, 7),
        parent: Some(("region_soato", "regions.csv")),
        kind: Some(("type", &["district", "city"])),
    },
    Form {
        file: "mahallas.csv",
        code: "code",
        code_is: "the eight characters of a mahalla, digits and a hyphen",
        code_fits: |code| {
            code.len() == 8 && code.bytes().all(|it| it.is_ascii_digit() || it == b'-')
        },
        parent: Some(("district_soato", "districts.csv")),
        kind: Some(("kind", &["MFY", "OFY", "QFY"])),
    },
];

/// Reads the three files of a folder.
///
/// # Errors
/// Every wrong cell of all three.
pub fn read(folder: &Path) -> Result<Territories, Mistakes> {
    let mut mistakes = Mistakes::default();
    let mut territories = Territories { rows: Vec::new(), places: Vec::new() };
    let mut above = HashSet::new();
    for form in &FORMS {
        let sheet = Sheet::read(folder, form.file, &form.columns(), &mut mistakes);
        let mut lines = HashMap::new();
        for row in &sheet.rows {
            let cells = Cells { form, sheet: &sheet, row };
            let territory = cells.territory(&above, &mut lines, &mut mistakes);
            territories.rows.push(territory);
            territories.places.push((form.file, row.line));
        }
        above = lines.into_keys().collect();
    }
    if mistakes.0.is_empty() { Ok(territories) } else { Err(mistakes) }
}

impl Territories {
    /// How many there are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.rows.iter().filter(|row| row.kind.level() == level).count()
    }

    /// A row that the store refused, by its file and line.
    #[must_use]
    pub fn mistake(&self, error: StoreError) -> anyhow::Error {
        let StoreError::Row { row, column, reason } = &error else { return error.into() };
        let Some((file, line)) = self.places.get(*row).copied() else { return error.into() };
        let (file, column, reason) = (file.to_owned(), (*column).to_owned(), reason.clone());
        Mistakes(vec![Mistake { file, row: line, column, reason }]).into()
    }
}

impl Form {
    fn columns(&self) -> Vec<&'static str> {
        let mut columns = vec![self.code, "name_uz_latn"];
        columns.extend(self.parent.map(|(column, _)| column));
        columns.extend(self.kind.map(|(column, _)| column));
        columns
    }
}

/// A row with what is needed to read it.
struct Cells<'s> {
    form: &'s Form,
    sheet: &'s Sheet,
    row: &'s Row,
}

impl Cells<'_> {
    /// The territory of the row; what is wrong with it goes to `mistakes`.
    fn territory(
        &self,
        above: &HashSet<String>,
        lines: &mut HashMap<String, u64>,
        mistakes: &mut Mistakes,
    ) -> NewTerritory {
        let names = self.names();
        if self.cell("name_uz_latn").is_empty() {
            self.wrong(mistakes, "name_uz_latn", "the name in Latin script");
        }
        NewTerritory {
            code: self.code(lines, mistakes),
            parent: self.parent(above, mistakes),
            kind: self.kind(mistakes),
            names,
            population: None,
        }
    }

    fn code(&self, lines: &mut HashMap<String, u64>, mistakes: &mut Mistakes) -> String {
        let Form { code: column, code_is, code_fits, .. } = self.form;
        let code = self.cell(column);
        // A wrong code is known to the rows below: they are not wrong because of it.
        let first = lines.insert(code.to_owned(), self.row.line);
        if !code_fits(code) {
            self.wrong(mistakes, column, code_is);
        } else if let Some(first) = first {
            self.wrong(mistakes, column, &format!("a code of its own: row {first} has it too"));
        }
        code.to_owned()
    }

    fn parent(&self, above: &HashSet<String>, mistakes: &mut Mistakes) -> Option<String> {
        let (column, file) = self.form.parent?;
        let code = self.cell(column);
        // A file that could not be read at all was told already.
        if !above.is_empty() && !above.contains(code) {
            self.wrong(mistakes, column, &format!("a code that stands in {file}"));
        }
        Some(code.to_owned())
    }

    fn kind(&self, mistakes: &mut Mistakes) -> TerritoryKind {
        let Some((column, words)) = self.form.kind else { return TerritoryKind::Region };
        let word = self.cell(column);
        let known = words.contains(&word).then(|| word.parse().ok()).flatten();
        known.unwrap_or_else(|| {
            self.wrong(mistakes, column, &words.join(" or "));
            TerritoryKind::Region
        })
    }

    fn names(&self) -> Localized {
        let filled = NAMES.iter().rev().map(|(lang, column)| (*lang, self.cell(column)));
        filled.filter(|(_, name)| !name.is_empty()).collect()
    }

    fn cell(&self, column: &str) -> &str {
        self.sheet.cell(self.row, column)
    }

    fn wrong(&self, mistakes: &mut Mistakes, column: &str, expected: &str) {
        let reason = match self.cell(column) {
            "" => format!("is empty; expected {expected}"),
            found => format!("{found:?} is wrong; expected {expected}"),
        };
        mistakes.add(self.sheet.file, self.row.line, column, reason);
    }
}

fn is_digits(code: &str, length: usize) -> bool {
    code.len() == length && code.bytes().all(|byte| byte.is_ascii_digit())
}
