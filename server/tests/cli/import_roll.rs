//! `hashar import roll`.

use crate::import_territories::import_small;
use crate::program::{Ended, Place};
use store::Store;

/// Two people whose check digits are right.
const PEOPLE: &str = "mahalla,number,birth_date,name\n\
                      14140045,41203849990014,1984-03-12,A\n\
                      14140045,30211799990026,1979-11-02,B\n";

fn import(place: &Place, text: impl AsRef<[u8]>, database: &str) -> Ended {
    std::fs::write(place.path().join("people.csv"), text).unwrap();
    place.run(&["import", "roll", "people.csv", "--database-url", database])
}

/// A place with one mahalla and a pepper.
fn ready() -> (Place, String) {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    let database = place.sqlite();
    import_small(&place, &database);
    let keys = place.path().join("keys");
    std::fs::create_dir(&keys).unwrap();
    std::fs::write(keys.join("pepper"), [51; 32]).unwrap();
    for (path, mode) in [(keys.clone(), 0o700), (keys.join("pepper"), 0o600)] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }
    (place, database)
}

/// How many people the database knows from files.
async fn count(database: &str) -> i64 {
    let store = Store::open(&database.parse().unwrap()).await.unwrap();
    let count = store.count_roll_sources().await.unwrap();
    store.close().await;
    count
}

#[tokio::test]
async fn people_are_imported_without_their_numbers() {
    let (place, database) = ready();
    assert_eq!(import(&place, PEOPLE, &database).succeeded(), "2 people imported\n");
    assert_eq!(import(&place, PEOPLE, &database).succeeded(), "2 people imported\n");
    assert_eq!(count(&database).await, 2);
    let number = b"41203849990014";
    for file in std::fs::read_dir(place.path()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() && path.file_name().unwrap() != "people.csv" {
            let bytes = std::fs::read(&path).unwrap();
            assert!(!bytes.windows(number.len()).any(|part| part == number), "{}", path.display());
        }
    }
}

#[tokio::test]
async fn every_wrong_cell_is_told_without_a_number_and_nothing_is_applied() {
    let (place, database) = ready();
    let wrong = format!(
        "{PEOPLE}14140045,41203849990015,1984-03-12,C\n1,30211799990026,02.11.1979,D\n1414\n"
    );
    let ended = import(&place, wrong, &database);
    assert_eq!(ended.code, Some(1), "{}", ended.out);
    for expected in [
        "people.csv, row 4, column number: the check digit of the identity number is wrong",
        "people.csv, row 5, column birth_date: is wrong; expected a date as 1984-03-12",
        "people.csv, row 5, column mahalla: is wrong; expected a mahalla's code",
        "people.csv, row 6: has too few cells, or is not UTF-8",
        "4 mistakes were found and nothing was imported",
    ] {
        assert!(ended.err.contains(expected), "{expected:?} is not in\n{}", ended.err);
    }
    for number in ["4120384999", "3021179999"] {
        assert!(!ended.err.contains(number) && !ended.out.contains(number), "{}", ended.err);
    }
    assert_eq!(count(&database).await, 0);
}

#[test]
fn rows_are_lines_of_the_file_whatever_stands_between() {
    let (place, database) = ready();
    // Line 2 is blank; 3 and 4 are one row, whose name has a line of its own; 5 and 6 are blank.
    let text = "mahalla,number,birth_date,name\n\n14140045,41203849990014,1984-03-12,\"A\nB\"\n\n\n\
                14140045,30211799990026,02.11.1979,C\n\n14140045,41203849990014,1984-03-12,D";
    for end in ["\n", "\r\n"] {
        let ended = import(&place, text.replace('\n', end), &database);
        for expected in [
            "people.csv, row 7, column birth_date: is wrong",
            "people.csv, row 9, column number: row 3 is of the same person",
            "2 mistakes were found",
        ] {
            assert!(ended.err.contains(expected), "{expected:?} is not in\n{}", ended.err);
        }
    }
    // After a byte order mark, as spreadsheets write it.
    let marked = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert!(import(&place, marked, &database).err.contains("row 7, column birth_date"));
    std::fs::remove_file(place.path().join("people.csv")).unwrap();
    let ended = place.run(&["import", "roll", "people.csv", "--database-url", &database]);
    assert!(ended.err.contains("people.csv, row 1: cannot be read"), "{}", ended.err);
}

#[test]
fn columns_that_were_swapped_give_no_number_away() {
    let (place, database) = ready();
    for head in ["mahalla,birth_date,number,name", "number,mahalla,birth_date,name"] {
        let (_, rows) = PEOPLE.split_once('\n').unwrap();
        let ended = import(&place, format!("{head}\n{rows}"), &database);
        assert_eq!(ended.code, Some(1), "{}", ended.out);
        assert!(ended.err.contains("is wrong; expected"), "{}", ended.err);
        for cell in ["41203849990014", "30211799990026", "14140045", "1984-03-12"] {
            let wrong = ended.err.replace("expected a date as 1984-03-12", "");
            assert!(!wrong.contains(cell), "{cell} stands in\n{}", ended.err);
        }
    }
}

#[test]
fn the_same_person_twice_is_told() {
    let (place, database) = ready();
    let twice = format!("{PEOPLE}14140045,412 0384999 0014,1984-03-12,A\n");
    let expected = "row 4, column number: row 2 is of the same person";
    assert!(import(&place, twice, &database).err.contains(expected));
}

#[test]
fn a_file_without_names_of_columns_gives_no_number_away() {
    let (place, database) = ready();
    let ended = import(&place, "14140045,41203849990014,1984-03-12\n", &database);
    for column in ["number", "birth_date", "mahalla"] {
        assert!(ended.err.contains(&format!("column {column}: is missing")), "{}", ended.err);
    }
    assert!(!ended.err.contains("41203849990014"), "{}", ended.err);
}

#[test]
fn without_a_pepper_nothing_is_read() {
    let (place, database) = ready();
    std::fs::remove_file(place.path().join("keys/pepper")).unwrap();
    import(&place, PEOPLE, &database).refused(&["pepper"]);
}
