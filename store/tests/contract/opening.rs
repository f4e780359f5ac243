//! Opening, migrating, settings, and what two stores on one database see of each other.

use store::{DatabaseUrl, Store, StoreError};

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

    async fn a_schema_of_a_later_program_is_refused(db: &Database) {
        db.raw(
            "INSERT INTO _sqlx_migrations \
               (version, description, success, checksum, execution_time) \
             SELECT 9999, 'later', success, checksum, 1 FROM _sqlx_migrations WHERE version = 1",
        )
        .await
        .unwrap();
        let refused = db.store.migrate().await.unwrap_err();
        assert!(matches!(refused, StoreError::Schema(_)), "{refused}");
        assert!(refused.to_string().contains("9999"), "{refused}");
    }
}

#[tokio::test]
async fn what_cannot_be_opened_is_named_without_its_password() {
    // Port 1 (tcpmux) is never a database.
    for (address, told) in [
        ("sqlite:///no/such/folder/hashar.db", "/no/such/folder/hashar.db"),
        ("postgres://hashar:hunter2@127.0.0.1:1/hashar", "refused"),
    ] {
        let url: DatabaseUrl = address.parse().unwrap();
        let refused = Store::open(&url).await.err().expect("nothing is there");
        assert!(matches!(refused, StoreError::Unreachable { .. }), "{refused}");
        let message = refused.to_string();
        assert!(message.contains(told) && !message.contains("hunter2"), "{message}");
    }
}
