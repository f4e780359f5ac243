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
        let [_, district, other, mahalla] = territories(db).await;
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
    }

    async fn an_auditor_is_shown_all_of_their_places_and_what_belongs_to_none(db: &Database) {
        let [region, district, other, mahalla] = territories(db).await;
        let moderator = person(db, 1).await;
        for (at, place) in
            [(10, Some(mahalla)), (20, Some(district)), (30, Some(other)), (40, Some(region)), (50, None)]
        {
            db.store.grant_role(grant(moderator, Role::Moderator, place), None, at).await.unwrap();
        }
        let shown = async |auditor, since| -> Vec<i64> {
            let filter = ActFilter { auditor: Some(auditor), since, ..ActFilter::default() };
            let acts = db.store.acts(filter, 99).await.unwrap();
            acts.into_iter().map(|act| act.at).filter(|at| *at < 100).collect()
        };
        let cases: [(&[_], &[i64]); 5] = [
            (&[Some(district)], &[50, 20, 10, 0]),
            (&[Some(other)], &[50, 30, 0]),
            (&[Some(district), Some(other)], &[50, 30, 20, 10, 0]),
            (&[Some(region)], &[50, 40, 30, 20, 10, 0]),
            (&[Some(mahalla), None], &[50, 40, 30, 20, 10, 0]),
        ];
        for (number, (places, expected)) in (2..).zip(cases) {
            let auditor = person(db, number).await;
            for place in places {
                db.store.grant_role(grant(auditor, Role::Auditor, *place), None, 100).await.unwrap();
            }
            assert_eq!(shown(auditor, None).await, *expected, "{places:?}");
        }
        // A role that was revoked, and one of another kind, show nothing of a place.
        let former = person(db, 9).await;
        let was = grant(former, Role::Auditor, Some(district));
        db.store.grant_role(was, None, 100).await.unwrap();
        db.store.revoke_role(was, None, 101).await.unwrap();
        assert_eq!(shown(former, None).await, [50, 0]);
        assert_eq!(shown(moderator, Some(15)).await, [50]);
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
