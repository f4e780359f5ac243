//! Territories: import, paths, containment, search.

use crate::database::names;
use store::territories::{Imported, Level, NewTerritory, TerritoryKind};
use store::{Constraint, Localized, StoreError};

/// A region with two districts; one holds two mahallas. Deliberately not in order.
pub(crate) fn some() -> Vec<NewTerritory> {
    vec![
        territory("17260001", Some("1726266"), TerritoryKind::Mfy, &[("uz", "Boʻston")]),
        territory("1726", None, TerritoryKind::Region, &[("uz", "Toshkent shahri")]),
        territory(
            "1726266",
            Some("1726"),
            TerritoryKind::District,
            &[("uz", "Yunusobod tumani"), ("ru", "Юнусабадский район")],
        ),
        territory("1726269", Some("1726"), TerritoryKind::District, &[("uz", "Mirobod tumani")]),
        territory("17260002", Some("1726266"), TerritoryKind::Mfy, &[("uz", "Yangi yoʻl")]),
    ]
}

/// The same with a mahalla in each district.
pub(crate) fn two_districts() -> Vec<NewTerritory> {
    let mut rows = some();
    rows.push(territory("17260003", Some("1726269"), TerritoryKind::Mfy, &[("uz", "Navroʻz")]));
    rows
}

/// Makes one row of a good set wrong.
type Spoil = fn(&mut Vec<NewTerritory>);

fn territory(
    code: &str,
    parent: Option<&str>,
    kind: TerritoryKind,
    texts: &[(&str, &str)],
) -> NewTerritory {
    let (code, parent) = (code.to_owned(), parent.map(str::to_owned));
    NewTerritory { code, parent, kind, names: names(texts), population: None }
}

fn wrong_row(error: &StoreError) -> (usize, &'static str) {
    match error {
        StoreError::Row { row, column, .. } => (*row, column),
        other => panic!("another error: {other}"),
    }
}

on_both! {
    async fn an_import_adds_changes_and_leaves_alone(db: &Database) {
        let mut rows = some();
        let first = db.store.import_territories(&rows, 100).await.unwrap();
        assert_eq!(first, Imported { added: 5, changed: 0, unchanged: 0 });
        rows[0].names = names(&[("uz", "Guliston")]);
        rows[4].parent = Some("1726269".to_owned());
        let second = db.store.import_territories(&rows, 200).await.unwrap();
        assert_eq!(second, Imported { added: 0, changed: 2, unchanged: 3 });
        assert_eq!(db.store.count_territories().await.unwrap(), 5);

        let renamed = db.store.territory_by_code("17260001").await.unwrap();
        assert_eq!((renamed.names.text("uz"), renamed.valid_from), ("Guliston", 200));
        assert!(db.store.search_territories("boston", 9).await.unwrap().is_empty());
        let moved = db.store.territory_by_code("17260002").await.unwrap();
        let mirobod = db.store.territory_by_code("1726269").await.unwrap();
        assert_eq!((moved.parent, mirobod.valid_from), (Some(mirobod.id), 100));
    }

    async fn an_import_is_written_down(db: &Database) {
        db.store.import_territories(&some(), 100).await.unwrap();
        let acts = db.store.acts(store::acts::ActFilter::default(), 9).await.unwrap();
        assert_eq!(acts.len(), 1);
        assert_eq!(
            (acts[0].act.as_str(), acts[0].person, acts[0].at),
            ("territories.import", None, 100)
        );
        assert_eq!(acts[0].detail.0["added"], 5);
    }

    async fn a_wrong_row_is_named_and_nothing_is_kept(db: &Database) {
        let break_row: [(Spoil, (usize, &str)); 8] = [
            (|rows| rows[3].code.clear(), (3, "code")),
            (|rows| rows[4].code = rows[0].code.clone(), (4, "code")),
            (|rows| rows[2].names = Localized::default(), (2, "names")),
            (|rows| rows[0].population = Some(-1), (0, "population")),
            (|rows| rows[1].parent = Some("1726266".to_owned()), (1, "parent")),
            (|rows| rows[2].parent = None, (2, "parent")),
            (|rows| rows[4].parent = Some("404".to_owned()), (4, "parent")),
            (|rows| rows[0].parent = Some("1726".to_owned()), (0, "parent")),
        ];
        for (spoil, place) in break_row {
            let mut rows = some();
            spoil(&mut rows);
            let refused = db.store.import_territories(&rows, 100).await.unwrap_err();
            assert_eq!(wrong_row(&refused), place, "{refused}");
            assert_eq!((db.count("territories").await, db.count("acts").await), (0, 0));
        }
        db.store.import_territories(&some(), 100).await.unwrap();
        let mut rows = some();
        rows[3].kind = TerritoryKind::Mfy;
        rows[3].parent = Some("1726266".to_owned());
        let refused = db.store.import_territories(&rows, 200).await.unwrap_err();
        assert_eq!(wrong_row(&refused), (3, "kind"), "{refused}");
    }

    async fn parallel_imports_of_one_set_leave_one_set(db: &Database) {
        let mut imports = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let store = db.store.clone();
            imports.spawn(async move { store.import_territories(&some(), 100).await });
        }
        let mut added = 0;
        while let Some(done) = imports.join_next().await {
            match done.unwrap() {
                Ok(imported) => added += imported.added,
                Err(StoreError::Conflict(Constraint::TerritoryCode)) => {}
                Err(other) => panic!("another error: {other}"),
            }
        }
        assert_eq!((added, db.count("territories").await), (5, 5));
    }

    async fn paths_and_what_lies_within(db: &Database) {
        db.store.import_territories(&some(), 100).await.unwrap();
        let by_code = async |code| db.store.territory_by_code(code).await.unwrap().id;
        let (region, district) = (by_code("1726").await, by_code("1726266").await);
        let (other, mahalla) = (by_code("1726269").await, by_code("17260001").await);

        let path = db.store.territory_path(mahalla).await.unwrap();
        assert_eq!(path.iter().map(|it| it.id).collect::<Vec<_>>(), [region, district, mahalla]);
        assert_eq!(path[1].kind.level(), Level::District);
        assert_eq!(db.store.territory_path(region).await.unwrap().len(), 1);

        for (inner, outer, within) in [
            (mahalla, region, true),
            (mahalla, district, true),
            (mahalla, mahalla, true),
            (mahalla, other, false),
            (region, mahalla, false),
        ] {
            assert_eq!(db.store.is_within(inner, outer).await.unwrap(), within);
        }
        let inside = db.store.territories_in(Some(region)).await.unwrap();
        assert_eq!(inside.iter().map(|it| it.id).collect::<Vec<_>>(), [district, other]);
        let regions = db.store.territories_in(None).await.unwrap();
        assert_eq!(regions.iter().map(|it| it.id).collect::<Vec<_>>(), [region]);
    }

    async fn what_is_not_there_is_not_found(db: &Database) {
        let nowhere = store::TerritoryId(404);
        assert!(matches!(db.store.territory(nowhere).await, Err(StoreError::NotFound)));
        assert!(matches!(db.store.territory_path(nowhere).await, Err(StoreError::NotFound)));
        assert!(matches!(db.store.territory_by_code("404").await, Err(StoreError::NotFound)));
        assert!(!db.store.is_within(nowhere, nowhere).await.unwrap());
    }

    async fn a_name_is_found_however_it_is_typed(db: &Database) {
        db.store.import_territories(&some(), 100).await.unwrap();
        let found = async |text| -> Vec<String> {
            let found = db.store.search_territories(text, 9).await.unwrap();
            found.into_iter().map(|territory| territory.code).collect()
        };
        for typed in ["Boʻston", "bo'ston", "BOSTON", "Бўстон", "bos"] {
            assert_eq!(found(typed).await, ["17260001"], "{typed}");
        }
        assert_eq!(found("юнусабад").await, ["1726266"]);
        assert_eq!(found("tumani").await, ["1726266", "1726269"]);
        assert_eq!(found("yangi y").await, ["17260002"]);
        // Never from the middle of a word, nor across two names, nor with a wildcard.
        for typed in ["obod", "rayon yunusobod", "tumani yunusabad", "%", "_", ""] {
            assert!(found(typed).await.is_empty(), "{typed}");
        }
        assert_eq!(db.store.search_territories("t", 1).await.unwrap()[0].code, "1726");
    }

    async fn a_stored_word_that_nobody_wrote_is_named(db: &Database) {
        db.store.import_territories(&some(), 100).await.unwrap();
        db.raw("UPDATE territories SET kind = 'hamlet' WHERE code = '1726'").await.unwrap();
        let unread = db.store.territory_by_code("1726").await.unwrap_err();
        assert!(matches!(unread, StoreError::Corrupt(_)), "{unread:?}");
        assert!(unread.to_string().contains("hamlet"), "{unread}");
    }
}
