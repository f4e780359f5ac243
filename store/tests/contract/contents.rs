//! What a database holds, and that only a demo or a replay is ever removed.

use crate::database::Database as Db;
use crate::territories;
use store::{Contents, StoreError};

async fn contents(db: &Db) -> Contents {
    db.store.contents().await.unwrap()
}

on_both! {
    async fn a_schema_without_rows_is_nothing(db: &Database) {
        assert_eq!(contents(db).await, Contents::Nothing);
        db.store.set_clock_offset(0).await.unwrap();
        assert_eq!(contents(db).await, Contents::Nothing);
        db.store.import_territories(&territories::some(), 0).await.unwrap();
        assert_eq!(contents(db).await, Contents::Other);
    }

    async fn a_demo_is_begun_and_then_whole(db: &Database) {
        assert!(!db.store.is_demo().await.unwrap());
        db.store.mark_demo().await.unwrap();
        assert_eq!(contents(db).await, Contents::Demo);
        assert!(db.store.is_demo().await.unwrap() && !db.store.demo_is_whole().await.unwrap());
        db.store.mark_demo_whole().await.unwrap();
        assert!(db.store.is_demo().await.unwrap() && db.store.demo_is_whole().await.unwrap());
    }

    async fn a_table_of_another_program_is_no_demo(db: &Database) {
        let other = db.again().await;
        db.store.mark_demo().await.unwrap();
        other.remove_demo(&db.url()).await.unwrap();
        db.raw("CREATE TABLE settings_of_others (id INTEGER)").await.unwrap();
        let fresh = db.again().await;
        assert_eq!(fresh.contents().await.unwrap(), Contents::Other);
        fresh.close().await;
    }

    async fn only_a_demo_is_removed(db: &Database) {
        db.store.import_territories(&territories::some(), 0).await.unwrap();
        let refused = db.again().await.remove_demo(&db.url()).await;
        assert!(matches!(refused, Err(StoreError::NotADemo)), "{refused:?}");
        assert_ne!(db.store.count_territories().await.unwrap(), 0);

        db.store.mark_demo().await.unwrap();
        db.store.clone().remove_demo(&db.url()).await.unwrap();
        let fresh = db.again().await;
        assert_eq!(fresh.contents().await.unwrap(), Contents::Nothing);
        fresh.migrate().await.unwrap();
        assert_eq!(fresh.count_territories().await.unwrap(), 0);
        fresh.close().await;
    }
    async fn a_replay_is_removed_as_one_and_not_as_a_demo(db: &Database) {
        let refused = db.again().await.remove_replay(&db.url()).await;
        assert!(matches!(refused, Err(StoreError::NotAReplay)), "{refused:?}");
        db.store.mark_replay().await.unwrap();
        db.store.import_territories(&territories::some(), 0).await.unwrap();
        assert_eq!(contents(db).await, Contents::Replay);
        let refused = db.again().await.remove_demo(&db.url()).await;
        assert!(matches!(refused, Err(StoreError::NotADemo)), "{refused:?}");
        db.store.clone().remove_replay(&db.url()).await.unwrap();
        let fresh = db.again().await;
        assert_eq!(fresh.contents().await.unwrap(), Contents::Nothing);
        fresh.close().await;
    }
}
