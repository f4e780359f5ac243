//! Who may vote, by age and residence.

use crate::database::Database as Db;
use crate::people::account;
use store::roll::{Eligible, RollSource};
use store::seasons::ResidenceRule;
use store::{Constraint, Nullifier, SeasonId, StoreError, TerritoryId};

/// A season of two districts.
async fn season(db: &Db, residence: ResidenceRule) -> SeasonId {
    let districts = [territory(db, "1726266").await, territory(db, "1726269").await];
    let mut new = crate::seasons::season(residence.word(), &districts);
    new.residence = residence;
    db.store.create_season(&new, 0).await.unwrap()
}

async fn territory(db: &Db, code: &str) -> TerritoryId {
    db.store.territory_by_code(code).await.unwrap().id
}

/// Somebody of whom a provider said this.
async fn signs_in(db: &Db, person: u8, born_on: Option<&str>, mahalla: Option<TerritoryId>) {
    let mut said = account(&format!("subject-{person}"), person);
    (said.born_on, said.mahalla) = (born_on.map(str::to_owned), mahalla);
    db.store.sign_in_person(&said, 10).await.unwrap();
}

fn source(person: u8, born_on: &str, mahalla: TerritoryId) -> RollSource {
    let nullifier = Nullifier([person; 32]);
    RollSource { nullifier, born_on: born_on.to_owned(), mahalla }
}

async fn eligible(db: &Db, season: SeasonId) -> Vec<(u8, u16)> {
    let all = db.store.electorate(season, "2008-05-01").await.unwrap();
    let pair = |it: Eligible| (it.nullifier.0[0], it.position);
    all.into_iter().map(pair).collect()
}

on_both! {
    async fn age_and_residence_decide_and_the_file_goes_before_the_provider(db: &Database) {
        db.store.import_territories(&crate::territories::two_districts(), 0).await.unwrap();
        let (first, second) = (territory(db, "17260001").await, territory(db, "17260003").await);
        signs_in(db, 1, Some("2008-05-01"), Some(first)).await; // just old enough
        signs_in(db, 2, Some("2008-05-02"), Some(first)).await; // a day too young
        signs_in(db, 3, None, Some(first)).await;
        signs_in(db, 4, Some("1990-01-01"), None).await;
        signs_in(db, 5, Some("1990-01-01"), Some(first)).await; // moved, says the file
        let file = [source(5, "1990-01-01", second), source(6, "1950-01-01", first),
            source(7, "2020-01-01", first)];
        db.store.import_roll_sources(&file, None, 20).await.unwrap();

        let by_district = season(db, ResidenceRule::District).await;
        assert_eq!(eligible(db, by_district).await, [(1, 0), (5, 1), (6, 0)]);
        let by_mahalla = season(db, ResidenceRule::Mahalla).await;
        assert_eq!(eligible(db, by_mahalla).await, [(1, 0), (5, 1), (6, 0)]);
        let anywhere = season(db, ResidenceRule::None).await;
        let everywhere = [(1, 0), (1, 1), (5, 0), (5, 1), (6, 0), (6, 1)];
        assert_eq!(eligible(db, anywhere).await, everywhere);

        db.store.import_roll_sources(&[source(5, "1990-01-01", first)], None, 30).await.unwrap();
        assert_eq!(eligible(db, by_district).await, [(1, 0), (5, 0), (6, 0)]);
        assert_eq!(db.count("roll_sources").await, 3);
    }

    async fn a_file_with_an_unknown_mahalla_leaves_nothing(db: &Database) {
        db.store.import_territories(&crate::territories::two_districts(), 0).await.unwrap();
        let home = territory(db, "17260001").await;
        let file = [source(1, "1990-01-01", home), source(2, "1990-01-01", TerritoryId(404))];
        let refused = db.store.import_roll_sources(&file, None, 20).await;
        assert!(matches!(refused, Err(StoreError::Conflict(Constraint::Reference))), "{refused:?}");
        let acts = db.store.acts(Default::default(), 9).await.unwrap();
        assert!(acts.iter().all(|act| act.act != "roll.import"), "{acts:?}");
        assert_eq!(db.count("roll_sources").await, 0);
    }
}
