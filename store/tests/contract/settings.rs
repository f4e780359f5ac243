//! Settings, and what two stores on one database see of each other.

on_both! {
    async fn remembers_the_demo_and_its_clock(db: &Database) {
        assert!(!db.store.is_demo().await.unwrap());
        assert_eq!(db.store.clock_offset().await.unwrap(), 0);
        db.store.mark_demo().await.unwrap();
        db.store.set_clock_offset(86_400).await.unwrap();
        db.store.set_clock_offset(-60).await.unwrap();
        let again = db.again().await;
        assert!(again.is_demo().await.unwrap());
        assert_eq!(again.clock_offset().await.unwrap(), -60);
        again.close().await;
    }

    async fn migrating_again_changes_nothing(db: &Database) {
        db.store.mark_demo().await.unwrap();
        db.store.migrate().await.unwrap();
        db.store.ping().await.unwrap();
        assert!(db.store.is_demo().await.unwrap());
    }
}
