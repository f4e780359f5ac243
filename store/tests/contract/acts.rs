//! The register of acts.

use crate::people::person;
use crate::roles::{grant, territories};
use store::acts::ActFilter;
use store::roles::Role;
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

    async fn acts_are_filtered_by_time_person_and_place(db: &Database) {
        // The import itself is the first act.
        let [region, district, other, mahalla] = territories(db).await;
        let (first, second) = (person(db, 1).await, person(db, 2).await);
        for (at, by, place) in [
            (10, first, Some(mahalla)),
            (20, second, Some(district)),
            (30, first, Some(other)),
            (40, second, None),
        ] {
            db.store.grant_role(grant(by, Role::Moderator, place), Some(by), at).await.unwrap();
        }
        let times = async |filter| -> Vec<i64> {
            let acts = db.store.acts(filter, 99).await.unwrap();
            acts.into_iter().map(|act| act.at).collect()
        };
        let all = ActFilter::default();
        assert_eq!(times(all).await, [40, 30, 20, 10, 0]);
        assert_eq!(times(ActFilter { since: Some(20), ..all }).await, [40, 30, 20]);
        assert_eq!(times(ActFilter { person: Some(first), ..all }).await, [30, 10]);
        assert_eq!(times(ActFilter { territory: Some(region), ..all }).await, [30, 20, 10]);
        assert_eq!(times(ActFilter { territory: Some(district), ..all }).await, [20, 10]);
        let narrow = ActFilter {
            since: Some(15),
            person: Some(second),
            territory: Some(district),
            before: None,
        };
        assert_eq!(times(narrow).await, [20]);
    }

    async fn acts_come_in_pages(db: &Database) {
        let official = person(db, 1).await;
        for (at, role) in (0..).zip(Role::ALL) {
            db.store.grant_role(grant(official, *role, None), None, at).await.unwrap();
        }
        let mut filter = ActFilter::default();
        let mut pages = Vec::new();
        loop {
            let page = db.store.acts(filter, 3).await.unwrap();
            let Some(last) = page.last() else { break };
            filter.before = Some(last.id);
            pages.push(page.iter().map(|act| act.at).collect::<Vec<_>>());
        }
        assert_eq!(pages, [vec![3, 2, 1], vec![0]]);
    }
}
