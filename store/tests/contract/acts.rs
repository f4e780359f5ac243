//! The register of acts.

use store::acts::ActFilter;
use store::{Constraint, StoreError};

on_both! {
    async fn the_register_can_only_grow(db: &Database) {
        db.store.import_territories(&crate::territories::some(), 100).await.unwrap();
        for sql in ["UPDATE acts SET at = 0", "DELETE FROM acts", "DELETE FROM acts WHERE id = 1"] {
            let refused = db.raw(sql).await.unwrap_err();
            assert!(matches!(refused, StoreError::Conflict(Constraint::ActsKept)), "{refused}");
        }
        assert_eq!(db.store.acts(ActFilter::default(), 9).await.unwrap()[0].at, 100);
    }
}
