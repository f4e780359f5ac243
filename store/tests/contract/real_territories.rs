//! The territories of Uzbekistan: 14 regions, 206 districts and cities, 9,452 mahallas.

use crate::database::names;
use std::path::Path;
use store::fold::fold;
use store::territories::{Imported, NewTerritory, TerritoryKind};

const LANGUAGES: [(&str, &str); 5] = [
    ("uz", "name_uz_latn"),
    ("uz-cyrl", "name_uz_cyrl"),
    ("uz-cyrl", "name_uz_cyrl_translit"),
    ("ru", "name_ru"),
    ("en", "name_en"),
];

/// The rows of a file, each as pairs of column and field. The files quote nothing.
fn rows(folder: &Path, file: &str) -> Vec<Vec<(String, String)>> {
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    assert!(!text.contains('"'), "{file} quotes a field");
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned));
    let columns: Vec<String> = lines.next().unwrap().collect();
    lines.map(|fields| columns.iter().cloned().zip(fields).collect()).collect()
}

fn field<'a>(row: &'a [(String, String)], column: &str) -> Option<&'a str> {
    let found = row.iter().find(|(name, field)| name == column && !field.is_empty());
    found.map(|(_, field)| field.as_str())
}

fn territory(
    row: &[(String, String)],
    kind: &str,
    (code, parent): (&str, Option<&str>),
) -> NewTerritory {
    let texts = LANGUAGES.map(|(lang, column)| field(row, column).map(|name| (lang, name)));
    NewTerritory {
        code: field(row, code).unwrap().to_owned(),
        parent: parent.map(|column| field(row, column).unwrap().to_owned()),
        kind: kind.parse().unwrap(),
        names: names(&texts.into_iter().flatten().collect::<Vec<_>>()),
        population: None,
    }
}

fn country(folder: &Path) -> Vec<NewTerritory> {
    let regions = rows(folder, "regions.csv");
    let districts = rows(folder, "districts.csv");
    let mahallas = rows(folder, "mahallas.csv");
    let mut all = Vec::new();
    all.extend(
        mahallas.iter().map(|row| {
            territory(row, field(row, "kind").unwrap(), ("code", Some("district_soato")))
        }),
    );
    all.extend(
        districts.iter().map(|row| {
            territory(row, field(row, "type").unwrap(), ("soato", Some("region_soato")))
        }),
    );
    all.extend(regions.iter().map(|row| territory(row, "region", ("soato", None))));
    all
}

on_both! {
    async fn the_whole_country_is_imported_and_found(db: &Database) {
        let Some(folder) = fixtures::shared("territories") else { return };
        let country = country(&folder);
        let all = Imported { added: 9_672, ..Imported::default() };
        assert_eq!(db.store.import_territories(&country, 100).await.unwrap(), all);
        let same = Imported { unchanged: 9_672, ..Imported::default() };
        assert_eq!(db.store.import_territories(&country, 200).await.unwrap(), same);
        assert_eq!(db.store.count_territories().await.unwrap(), 9_672);
        assert_eq!(db.store.territories_in(None).await.unwrap().len(), 14);

        // Every district is found by its name in each language and script.
        let districts = country
            .iter()
            .filter(|it| matches!(it.kind, TerritoryKind::District | TerritoryKind::City));
        for district in districts.step_by(5) {
            for (lang, name) in district.names.iter() {
                let found = db.store.search_territories(name, 50).await.unwrap();
                assert!(found.iter().any(|it| it.code == district.code), "{lang}: {name}");
            }
        }
        let mahalla = db.store.territory_by_code("17150091").await.unwrap();
        let path = db.store.territory_path(mahalla.id).await.unwrap();
        let codes: Vec<_> = path.iter().map(|it| it.code.as_str()).collect();
        assert_eq!(codes, ["1703", "1703401", "17150091"]);
    }
}

/// The Cyrillic names of mahallas were made from the Latin ones by rule. Three of them lack the
/// sign that keeps е apart from a consonant (Оқъер), so they do not read as the Latin ones do.
#[test]
fn both_scripts_of_the_real_names_give_one_key() {
    let Some(folder) = fixtures::shared("territories") else { return };
    let country = country(&folder);
    let scripts = country.iter().map(|it| (it.names.text("uz"), it.names.text("uz-cyrl")));
    let differ: Vec<_> = scripts.filter(|(latin, cyrl)| fold(latin) != fold(cyrl)).collect();
    let latin: Vec<_> = differ.iter().map(|(latin, _)| *latin).collect();
    assert_eq!(latin, ["Oqyer", "Oqyer", "Timofey Grigoryevich Xvan"], "{differ:?}");
}
