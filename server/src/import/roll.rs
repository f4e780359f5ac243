//! A file of people: who lives where, from the state.
//!
//! Each identity number is hashed as its row is read; none is kept. A wrong cell is told by its row
//! and column alone, whichever column it is: with columns that were swapped, any holds a number.

use super::sheet::{Mistakes, line};
use app::identity::{Pepper, Pinfl};
use csv::ByteRecord;
use std::collections::HashMap;
use std::path::Path;
use store::roll::RollSource;
use store::territories::Level;
use store::{Nullifier, Store, StoreError, TerritoryId};
use zeroize::Zeroizing;

/// The columns, which may stand in any order and among others.
const COLUMNS: [&str; 3] = [NUMBER, BORN, MAHALLA];
const NUMBER: &str = "number";
const BORN: &str = "birth_date";
const MAHALLA: &str = "mahalla";

/// `YYYY-MM-DD`; the roll compares dates as text.
const DATE_LENGTH: usize = 10;

/// Wrong cells that are told one by one.
const TOLD: usize = 50;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum RollError {
    /// Wrong cells.
    #[error(transparent)]
    Mistakes(#[from] Mistakes),
    /// The mahallas could not be asked for.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads a CSV file (RFC 4180, UTF-8) of people whose mahallas the store knows by their codes.
///
/// # Errors
/// The first wrong cells by row and column, never with a number.
pub async fn read(
    path: &Path,
    pepper: &Pepper,
    store: &Store,
) -> Result<Vec<RollSource>, RollError> {
    let text = std::fs::read(path).map(Zeroizing::new);
    let mut reading = Reading {
        file: path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        text: text.as_deref().map_or(&[], Vec::as_slice),
        pepper,
        store,
        mahallas: HashMap::new(),
        rows: HashMap::new(),
        people: Vec::new(),
        mistakes: Mistakes::default(),
    };
    match &text {
        Ok(_) => reading.all().await?,
        Err(error) => reading.wrong(1, "", format!("cannot be read: {error}")),
    }
    match reading.mistakes.0.is_empty() {
        true => Ok(reading.people),
        false => Err(reading.mistakes.into()),
    }
}

/// A file that is being read.
struct Reading<'a> {
    file: String,
    /// Its bytes, overwritten in memory afterwards.
    text: &'a [u8],
    pepper: &'a Pepper,
    store: &'a Store,
    /// Codes that were asked for; `None` where there is no such mahalla.
    mahallas: HashMap<String, Option<TerritoryId>>,
    /// In which row each person stands.
    rows: HashMap<Nullifier, u64>,
    people: Vec<RollSource>,
    mistakes: Mistakes,
}

impl Reading<'_> {
    async fn all(&mut self) -> Result<(), StoreError> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(self.text);
        let Some(columns) = self.columns(&mut reader) else { return Ok(()) };
        let mut record = ByteRecord::new();
        while self.mistakes.0.len() < TOLD {
            match reader.read_byte_record(&mut record) {
                Ok(true) => self.row(&record, columns).await?,
                Ok(false) => break,
                Err(error) => {
                    self.unreadable(&error);
                    break;
                }
            }
        }
        Ok(())
    }

    /// Where each column stands. What the first row holds is not repeated: a file without names of
    /// columns has a person there.
    fn columns(&mut self, reader: &mut csv::Reader<&[u8]>) -> Option<[usize; 3]> {
        let names = match reader.byte_headers() {
            Ok(names) => names.clone(),
            Err(error) => {
                self.unreadable(&error);
                return None;
            }
        };
        let place = |column: &str| names.iter().position(|name| name == column.as_bytes());
        for column in COLUMNS.iter().filter(|column| place(column).is_none()) {
            let all = COLUMNS.join(", ");
            self.wrong(1, column, format!("is missing; the first row names the columns {all}"));
        }
        Some([place(NUMBER)?, place(BORN)?, place(MAHALLA)?])
    }

    async fn row(&mut self, record: &ByteRecord, columns: [usize; 3]) -> Result<(), StoreError> {
        let row = line(self.text, record.position());
        let cells = columns.map(|column| record.get(column).map(std::str::from_utf8));
        let [Some(Ok(number)), Some(Ok(born_on)), Some(Ok(code))] = cells else {
            self.wrong(row, "", "has too few cells, or is not UTF-8".to_owned());
            return Ok(());
        };
        let (born_on, code) = (born_on.trim(), code.trim());
        let number = number.parse::<Pinfl>().map(|number| self.pepper.nullifier(&number));
        let mahalla = self.mahalla(code).await?;
        if let Err(error) = number {
            self.wrong(row, NUMBER, error.to_string());
        }
        if !is_date(born_on) {
            self.wrong(row, BORN, "is wrong; expected a date as 1984-03-12".to_owned());
        }
        if mahalla.is_none() {
            self.wrong(row, MAHALLA, "is wrong; expected a mahalla's code".to_owned());
        }
        if let (Ok(nullifier), Some(mahalla)) = (number, mahalla) {
            if let Some(before) = self.rows.insert(nullifier, row) {
                let reason = format!("row {before} is of the same person");
                self.wrong(row, NUMBER, reason);
            }
            self.people.push(RollSource { nullifier, born_on: born_on.to_owned(), mahalla });
        }
        Ok(())
    }

    async fn mahalla(&mut self, code: &str) -> Result<Option<TerritoryId>, StoreError> {
        if let Some(known) = self.mahallas.get(code) {
            return Ok(*known);
        }
        let found = match self.store.territory_by_code(code).await {
            Ok(place) => (place.kind.level() == Level::Mahalla).then_some(place.id),
            Err(StoreError::NotFound) => None,
            Err(error) => return Err(error),
        };
        self.mahallas.insert(code.to_owned(), found);
        Ok(found)
    }

    /// The reader's words could repeat a cell.
    fn unreadable(&mut self, error: &csv::Error) {
        self.wrong(line(self.text, error.position()), "", "is no CSV".to_owned());
    }

    fn wrong(&mut self, row: u64, column: &str, reason: String) {
        self.mistakes.add(&self.file, row, column, reason);
    }
}

fn is_date(text: &str) -> bool {
    text.len() == DATE_LENGTH && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}
