//! What ministries bring, and what spreadsheets make of it.

use super::*;
use crate::budget_file::{FILE_BYTES, ROWS};
use proptest::prelude::*;

const GOOD: &str = include_str!("../../../../demo/budget.csv");
const WRONG: &str = include_str!("../../../../demo/budget-with-errors.csv");

fn places() -> HashMap<String, TerritoryId> {
    let codes = ["1718", "1718203", "1718236", "1718406"].into_iter();
    codes.zip(1..).map(|(code, id)| (code.to_owned(), TerritoryId(id))).collect()
}

fn lines(file: impl AsRef<[u8]>) -> Vec<Line> {
    read(file.as_ref(), &places()).unwrap()
}

fn mistakes(file: impl AsRef<[u8]>) -> Vec<Mistake> {
    read(file.as_ref(), &places()).unwrap_err()
}

/// Row, column and what is wrong of the only mistake.
fn only(file: impl AsRef<[u8]>) -> (Option<u64>, Option<Column>, Wrong) {
    let mistakes = mistakes(file);
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
    (mistakes[0].row, mistakes[0].column, mistakes[0].wrong)
}

fn whole(wrong: Wrong) -> (Option<u64>, Option<Column>, Wrong) {
    (None, None, wrong)
}

fn with_row(row: &str) -> String {
    format!("territory,function,plan,executed\n{row}\n")
}

#[test]
fn the_demos_budget_is_read() {
    let lines = lines(GOOD);
    assert_eq!(lines.len(), 45);
    let first = &lines[0];
    assert_eq!((first.territory, first.function.to_string()), (TerritoryId(2), "01.1".to_owned()));
    assert_eq!((first.plan, first.executed), (Som(14_914_000_000), Som(11_518_082_000)));
}

#[test]
fn every_wrong_cell_of_the_demos_budget_is_told() {
    let told: Vec<_> = mistakes(WRONG)
        .into_iter()
        .map(|it| (it.row.unwrap(), it.column.unwrap(), it.found, it.wrong))
        .collect();
    let expected = [
        (10, Column::Plan, "3,4 mlrd".to_owned(), Wrong::AmountNotDigits),
        (23, Column::Territory, "1718999".to_owned(), Wrong::Territory),
        (35, Column::Executed, "-6538921000".to_owned(), Wrong::AmountNegative),
    ];
    assert_eq!(told, expected);
}

#[test]
fn what_spreadsheets_do_to_a_file_changes_nothing() {
    let plain = lines(with_row("1718203,07.2,1000,500\n1718,10.4,7,0"));
    for file in [
        "\u{feff}territory;function;plan;executed\r\n1718203;7.2;1 000;500\r\n1718;10.4;7;0\r\n",
        "territory\tfunction\tplan\texecuted\n1718203\t07.2\t1000\t500\n1718\t10.4\t7\t0",
        "\"Territory\",\"FUNCTION\",\"plan\",\"executed\"\n\"1718203\",\"07.2\",\"1000\",\"500\"\n\n1718,10.4,7,0\n,,,\n",
        "executed,name,plan,function,territory\n500,\"Poliklinika, \"\"1\"\"\n2-bino\",1000,07.2,1718203\n0,x,7,10.4,1718\n",
    ] {
        assert_eq!(lines(file), plain, "{file:?}");
    }
}

#[test]
fn what_is_no_csv_at_all_is_said_so() {
    assert_eq!(only(""), whole(Wrong::Empty));
    assert_eq!(only("\u{feff} \r\n\r\n,,,\r\n"), whole(Wrong::Empty));
    assert_eq!(only(b"PK\x03\x04\x14\x00\x06\x00"), whole(Wrong::Workbook));
    assert_eq!(only(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), whole(Wrong::Workbook));
    assert_eq!(only(b"\xff\xfet\x00e\x00"), whole(Wrong::Utf16));
    assert_eq!(only(vec![b'a'; FILE_BYTES + 1]), whole(Wrong::TooLarge));
    assert_eq!(only("territory,function,plan,executed\n"), whole(Wrong::NoRows));
    let row = "1718,07.2,1,1\n".repeat(ROWS + 1);
    assert_eq!(only(with_row(&row)), whole(Wrong::TooManyRows));
}

#[test]
fn a_wrong_head_names_every_column_that_it_lacks() {
    let told = mistakes("hudud,function,reja,executed,plan\n1718,07.2,1,1,1\n");
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].row, told[0].column), (Some(1), Some(Column::Territory)));
    assert_eq!(told[0].wrong, Wrong::ColumnMissing);
    assert_eq!(told[0].found, "hudud, function, reja, executed, plan");
    let told = mistakes("\n1718203,01.1,1,1\n1718203,07.2,1,1\n");
    assert_eq!(told.len(), 4);
    assert!(told.iter().all(|it| (it.row, it.wrong) == (Some(2), Wrong::ColumnMissing)));
    let twice = only("territory,function,plan,executed,plan\n1718,07.2,1,1,1\n");
    assert_eq!(twice, (Some(1), Some(Column::Plan), Wrong::ColumnTwice));
}

#[test]
fn each_wrong_cell_has_its_row_column_and_reason() {
    let at = |column, wrong| (Some(2), Some(column), wrong);
    for (row, told) in [
        ("1718999,07.2,1,1", at(Column::Territory, Wrong::Territory)),
        (",07.2,1,1", at(Column::Territory, Wrong::Territory)),
        ("1718,07.9,1,1", at(Column::Function, Wrong::Function)),
        ("1718,07,1,1", at(Column::Function, Wrong::Function)),
        ("1718,07.2,,1", at(Column::Plan, Wrong::AmountMissing)),
        ("1718,07.2,1,-1", at(Column::Executed, Wrong::AmountNegative)),
        ("1718,07.2,\"1,5\",1", at(Column::Plan, Wrong::AmountFraction)),
        ("1718,07.2,1,99999999999999999999", at(Column::Executed, Wrong::AmountTooLarge)),
    ] {
        assert_eq!(only(with_row(row)), told, "{row}");
    }
    let cells = only(with_row("1718,07.2,1,5,1"));
    assert_eq!(cells, (Some(2), None, Wrong::Cells { found: 5, expected: 4 }));
    let bytes = only(b"territory,function,plan,executed\n1718\xe4,07.2,1,1\n");
    assert_eq!(bytes, (Some(2), Some(Column::Territory), Wrong::NotUtf8));
    // A quote that is never closed takes the rest of the file into its cell.
    let quote = only(with_row("1718,\"07.2,1,1\n1718,07.3,1,1"));
    assert_eq!(quote, (Some(2), None, Wrong::Cells { found: 2, expected: 4 }));
}

#[test]
fn a_row_counts_blank_lines_and_lines_within_quotes() {
    let file = "territory,function,name,plan,executed\r\n\r\n1718,07.2,\"a\r\nb\",1,1\r\n\r\n\r\n1718,07.3,c,x,1\r\n";
    assert_eq!(only(file), (Some(7), Some(Column::Plan), Wrong::AmountNotDigits));
}

#[test]
fn a_line_stands_once() {
    let rows = "1718,07.2,1,1\n1718203,07.2,1,1\n1718,7.2,2,2";
    let twice = (Some(4), Some(Column::Function), Wrong::Twice { row: 2 });
    assert_eq!(only(with_row(rows)), twice);
}

#[test]
fn a_sum_that_is_too_large_is_no_budget() {
    let functions = Function::all().take(10);
    let rows: Vec<_> =
        functions.map(|function| format!("1718,{function},1000000000000000,0")).collect();
    assert_eq!(only(with_row(&rows.join("\n"))), whole(Wrong::SumTooLarge));
    assert_eq!(lines(with_row(&rows[..9].join("\n"))).len(), 9);
}

#[test]
fn what_was_found_is_shown_cut() {
    let told = mistakes(with_row(&format!("1718,07.2,{},1", "x".repeat(500))));
    assert_eq!(told[0].found.chars().count(), 41);
}

/// Lines of different places and functions, in an order of their own.
fn budgets() -> impl Strategy<Value = Vec<Line>> {
    let all: Vec<Function> = Function::all().collect();
    let key = (1..=4_i64, prop::sample::select(all));
    let amounts = (0..=1_000_000_000_000_i64, 0..=1_000_000_000_000_i64);
    prop::collection::hash_map(key, amounts, 1..60).prop_map(|lines| {
        let line = |((territory, function), (plan, executed))| Line {
            territory: TerritoryId(territory),
            function,
            plan: Som(plan),
            executed: Som(executed),
        };
        lines.into_iter().map(line).collect()
    })
}

/// The same lines as a file: some separator, quotes, a byte order mark, another column, spaces.
fn encode(lines: &[Line], mark: u8, bom: bool, always: bool, spaced: bool) -> Vec<u8> {
    let codes: HashMap<TerritoryId, String> = places().into_iter().map(|(a, b)| (b, a)).collect();
    let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
    let mut file = if bom { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
    let mut writer =
        csv::WriterBuilder::new().delimiter(mark).quote_style(style).from_writer(&mut file);
    writer.write_record(["plan", "territory", "name", "function", "executed"]).unwrap();
    for line in lines {
        let plan = crate::i18n::number(line.plan.0);
        let plan = if spaced { plan } else { line.plan.0.to_string() };
        let (function, executed) = (line.function.to_string(), line.executed.0.to_string());
        let name = "Qishloq, \"shahar\";\n\tva boshqa";
        writer.write_record([&plan, &codes[&line.territory], name, &function, &executed]).unwrap();
    }
    writer.flush().unwrap();
    drop(writer);
    file
}

proptest! {
    #[test]
    fn lines_survive_every_way_of_writing_them(
        budget in budgets(),
        mark in prop::sample::select(b",;\t".to_vec()),
        (bom, always, spaced) in any::<(bool, bool, bool)>(),
    ) {
        prop_assert_eq!(lines(encode(&budget, mark, bom, always, spaced)), budget);
    }

    #[test]
    fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, &places());
    }

    #[test]
    fn a_file_with_any_damage_is_read_or_its_mistakes_lie_within_it(
        at in 0..GOOD.len(),
        byte in any::<u8>(),
    ) {
        let mut file = GOOD.as_bytes().to_vec();
        file[at] = byte;
        let rows = u64::try_from(GOOD.lines().count()).unwrap() + 1;
        match read(&file, &places()) {
            Ok(lines) => prop_assert!(!lines.is_empty()),
            Err(told) => {
                prop_assert!(!told.is_empty());
                prop_assert!(told.iter().all(|it| it.row.is_none_or(|row| (1..=rows).contains(&row))));
            }
        }
    }
}
