//! Cells by row and column: what kind of file it is, its head, its rows.

use super::mistake::{Column, Mistake, Wrong};
use super::{FILE_BYTES, ROWS};

/// The head and the rows below it.
pub(super) struct Sheet {
    /// Where each column of [`Column::ALL`] stands.
    places: [usize; 4],
    /// How many cells the head has.
    pub(super) width: usize,
    pub(super) rows: Vec<Row>,
}

/// A row that holds anything.
pub(super) struct Row {
    /// The line of the file that it begins on, from 1.
    pub(super) line: u64,
    cells: Vec<Vec<u8>>,
}

impl Sheet {
    pub(super) fn read(file: &[u8]) -> Result<Self, Vec<Mistake>> {
        let text = text(file).map_err(|wrong| vec![Mistake::of_file(wrong)])?;
        let mut rows = rows(text);
        if rows.is_empty() {
            return Err(vec![Mistake::of_file(Wrong::Empty)]);
        }
        let head = rows.remove(0);
        let places = head.places()?;
        match rows.len() {
            0 => Err(vec![Mistake::of_file(Wrong::NoRows)]),
            many if many > ROWS => Err(vec![Mistake::of_file(Wrong::TooManyRows)]),
            _ => Ok(Self { places, width: head.cells.len(), rows }),
        }
    }

    /// A cell's bytes.
    pub(super) fn cell<'r>(&self, row: &'r Row, column: Column) -> &'r [u8] {
        let [territory, function, plan, executed] = self.places;
        let place = match column {
            Column::Territory => territory,
            Column::Function => function,
            Column::Plan => plan,
            Column::Executed => executed,
        };
        row.cells.get(place).map_or(&[], Vec::as_slice)
    }
}

impl Row {
    pub(super) fn width(&self) -> usize {
        self.cells.len()
    }

    /// As a head: where each column stands.
    fn places(&self) -> Result<[usize; 4], Vec<Mistake>> {
        let names: Vec<String> = self
            .cells
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim().to_lowercase())
            .collect();
        let (mut places, mut mistakes, head) = ([0; 4], Vec::new(), names.join(", "));
        for (place, column) in places.iter_mut().zip(Column::ALL) {
            let mut found = (0..).zip(&names).filter(|(_, name)| *name == column.name());
            match (found.next(), found.next()) {
                (Some((at, _)), None) => *place = at,
                (None, _) => {
                    mistakes.push(Mistake::at(
                        self.line,
                        Some(column),
                        &head,
                        Wrong::ColumnMissing,
                    ));
                }
                (Some(_), Some(_)) => {
                    mistakes.push(Mistake::at(self.line, Some(column), &head, Wrong::ColumnTwice));
                }
            }
        }
        if mistakes.is_empty() { Ok(places) } else { Err(mistakes) }
    }
}

/// The bytes after a byte order mark, of a file that can be CSV at all.
fn text(file: &[u8]) -> Result<&[u8], Wrong> {
    // XLSX and ODS are ZIP archives, XLS is a compound file.
    const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];
    const UTF16: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];
    if file.len() > FILE_BYTES {
        return Err(Wrong::TooLarge);
    }
    if WORKBOOKS.iter().any(|magic| file.starts_with(magic)) {
        return Err(Wrong::Workbook);
    }
    if UTF16.iter().any(|mark| file.starts_with(mark)) {
        return Err(Wrong::Utf16);
    }
    Ok(file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file))
}

/// Every row that holds anything. Spreadsheets leave rows of separators behind.
fn rows(text: &[u8]) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text);
    let mut rows = Vec::new();
    // Reading from memory cannot fail, and rows of any width are taken.
    for record in reader.byte_records().map_while(Result::ok) {
        let cells: Vec<Vec<u8>> = record.iter().map(<[u8]>::to_vec).collect();
        if cells.iter().any(|cell| !cell.trim_ascii().is_empty()) {
            rows.push(Row { line: line(text, record.position()), cells });
        }
        // One more than is read tells that there are too many.
        if rows.len() > ROWS + 1 {
            break;
        }
    }
    rows
}

/// The line that a record begins on; the reader counts blank lines before it as its own.
fn line(text: &[u8], position: Option<&csv::Position>) -> u64 {
    let Some(position) = position else { return 1 };
    let start = usize::try_from(position.byte()).unwrap_or(text.len());
    let before = text.get(start..).unwrap_or_default().iter();
    let blank = before.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let blank = blank.filter(|byte| **byte == b'\n').count();
    position.line() + u64::try_from(blank).unwrap_or_default()
}

/// What separates the cells of the first line that holds anything.
fn delimiter(text: &[u8]) -> u8 {
    let mut lines = text.split(|byte| matches!(byte, b'\r' | b'\n'));
    let head = lines.find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let count = |mark: u8| head.iter().filter(|byte| **byte == mark).count();
    [b';', b'\t'].into_iter().find(|mark| count(*mark) > count(b',')).unwrap_or(b',')
}
