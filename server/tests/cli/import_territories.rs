//! `hashar import territories`.

use crate::program::{Place, postgres};
use store::Store;

const REGIONS: &str = "soato,name_uz_latn,name_ru\n1718,Samarqand viloyati,Самаркандская область\n";
const DISTRICTS: &str =
    "soato,region_soato,type,name_uz_latn\n1718236,1718,district,Urgut tumani\n";
const MAHALLAS: &str = "code,district_soato,kind,name_uz_latn,name_uz_cyrl_translit\n\
                        14140045,1718236,MFY,Qoratepa,Қоратепа\n";

fn write(place: &Place, regions: &str, districts: &str, mahallas: &str) {
    for (file, text) in
        [("regions.csv", regions), ("districts.csv", districts), ("mahallas.csv", mahallas)]
    {
        std::fs::write(place.path().join(file), text).unwrap();
    }
}

fn import(place: &Place, folder: &str, database: &str) -> crate::program::Ended {
    place.run(&["import", "territories", folder, "--database-url", database])
}

/// One region, one district, one mahalla.
pub(crate) fn import_small(place: &Place, database: &str) {
    write(place, REGIONS, DISTRICTS, MAHALLAS);
    let ended = import(place, ".", database);
    let expected = "1 regions, 1 districts and cities, 1 mahallas: \
                    3 added, 0 changed, 0 unchanged\n";
    assert_eq!(ended.succeeded(), expected);
}

#[test]
fn a_second_import_changes_what_differs() {
    let place = Place::new();
    let database = place.sqlite();
    import_small(&place, &database);
    write(&place, REGIONS, DISTRICTS, &MAHALLAS.replace("Qoratepa", "Qoratepa 2"));
    let ended = import(&place, ".", &database);
    assert!(ended.succeeded().ends_with("0 added, 1 changed, 2 unchanged\n"), "{}", ended.out);
}

#[test]
fn blank_lines_count_as_rows() {
    let place = Place::new();
    for (end, rows) in [("\n", [5, 8]), ("\r\n", [5, 8])] {
        let mahallas =
            format!("{MAHALLAS}\n\n14140046,1718236,MMM,Yangi,\n\n\n14140047,1718236,MFY\n");
        write(&place, REGIONS, DISTRICTS, &mahallas.replace('\n', end));
        let ended = import(&place, ".", &place.sqlite());
        let [kind, short] = rows;
        for expected in [
            format!("mahallas.csv, row {kind}, column kind"),
            format!("mahallas.csv, row {short}: the row has 3 cells"),
        ] {
            assert!(ended.err.contains(&expected), "{expected:?} is not in\n{}", ended.err);
        }
    }
}

#[tokio::test]
async fn every_wrong_cell_is_told_and_nothing_is_applied() {
    let place = Place::new();
    let database = place.sqlite();
    import_small(&place, &database);
    let districts = format!("{DISTRICTS}17182,1718,town,\n1718236,1799,city,Ikkinchi\n");
    let mahallas = format!("{MAHALLAS}14140046,1718236,MMM,Yangi,\n14140047,1718236,MFY\n");
    write(&place, &REGIONS.replace("Samarqand", "Buxoro"), &districts, &mahallas);
    let ended = import(&place, ".", &database);
    assert_eq!(ended.code, Some(1), "{}", ended.out);
    for expected in [
        "districts.csv, row 3, column soato: \"17182\" is wrong; expected the seven digits of a district",
        "districts.csv, row 3, column type: \"town\" is wrong; expected district or city",
        "districts.csv, row 3, column name_uz_latn: is empty; expected the name in Latin script",
        "districts.csv, row 4, column soato: \"1718236\" is wrong; expected a code of its own: row 2 has it too",
        "districts.csv, row 4, column region_soato: \"1799\" is wrong; expected a code that stands in regions.csv",
        "mahallas.csv, row 3, column kind: \"MMM\" is wrong; expected MFY or OFY or QFY",
        "mahallas.csv, row 4: the row has 3 cells; expected 5",
        "7 mistakes were found and nothing was imported",
    ] {
        assert!(ended.err.contains(expected), "{expected:?} is not in\n{}", ended.err);
    }
    let store = Store::open(&database.parse().unwrap()).await.unwrap();
    let region = store.territory_by_code("1718").await.unwrap();
    assert_eq!(region.names.text("uz"), "Samarqand viloyati");
    assert_eq!(store.count_territories().await.unwrap(), 3);
    store.close().await;
}

#[test]
fn missing_files_and_columns_are_told() {
    let place = Place::new();
    let database = place.sqlite();
    write(&place, REGIONS, &DISTRICTS.replace("region_soato", "region"), MAHALLAS);
    std::fs::remove_file(place.path().join("mahallas.csv")).unwrap();
    let ended = import(&place, ".", &database);
    for expected in [
        "districts.csv, row 1, column region_soato: is missing",
        "mahallas.csv, row 1: cannot be read",
    ] {
        assert!(ended.err.contains(expected), "{expected:?} is not in\n{}", ended.err);
    }
    assert!(!place.path().join("hashar.db").exists(), "the database was not touched");
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let place = Place::new();
    write(&place, REGIONS, DISTRICTS, MAHALLAS);
    let cp1251 = [REGIONS.as_bytes(), b"1706,\xd1\xe0\xec,\xd1\n"].concat();
    std::fs::write(place.path().join("regions.csv"), cp1251).unwrap();
    let ended = import(&place, ".", &place.sqlite());
    assert!(ended.err.contains("regions.csv, row 3, column name_uz_latn:"), "{}", ended.err);
    assert!(ended.err.contains("is not UTF-8; save the file as UTF-8"), "{}", ended.err);
}

async fn the_whole_country(database: &str) {
    let Some(folder) = fixtures::shared("territories") else { return };
    let place = Place::new();
    place.run(&["migrate", "--database-url", database]).succeeded();
    let ended = import(&place, folder.to_str().unwrap(), database);
    let expected = "14 regions, 206 districts and cities, 9452 mahallas: \
                    9672 added, 0 changed, 0 unchanged\n";
    assert_eq!(ended.succeeded(), expected);
    let again = import(&place, folder.to_str().unwrap(), database);
    assert!(again.succeeded().ends_with("0 added, 0 changed, 9672 unchanged\n"), "{}", again.out);
}

#[tokio::test]
async fn the_whole_country_on_sqlite() {
    let place = Place::new();
    the_whole_country(&place.sqlite()).await;
}

#[tokio::test]
async fn the_whole_country_on_postgres() {
    if let Some(database) = postgres().await {
        the_whole_country(&database).await;
    }
}
