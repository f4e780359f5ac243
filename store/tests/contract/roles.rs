//! Roles: granted, revoked, written down, and valid where they should be.

use crate::database::Database as Db;
use crate::people::person;
use store::acts::{Act, ActFilter};
use store::roles::{Grant, Role};
use store::{Constraint, PersonId, StoreError, TerritoryId};

pub(crate) fn grant(person: PersonId, role: Role, territory: Option<TerritoryId>) -> Grant {
    Grant { person, role, territory }
}

/// Region, district with mahallas, other district, mahalla.
pub(crate) async fn territories(db: &Db) -> [TerritoryId; 4] {
    db.store.import_territories(&crate::territories::some(), 0).await.unwrap();
    let mut ids = [TerritoryId(0); 4];
    for (id, code) in ids.iter_mut().zip(["1726", "1726266", "1726269", "17260001"]) {
        *id = db.store.territory_by_code(code).await.unwrap().id;
    }
    ids
}

async fn acts_of(db: &Db, by: PersonId) -> Vec<Act> {
    let filter = ActFilter { person: Some(by), ..ActFilter::default() };
    db.store.acts(filter, 9).await.unwrap()
}

on_both! {
    async fn a_role_is_granted_once_until_it_is_revoked(db: &Database) {
        let [_, district, other, _] = territories(db).await;
        let (official, admin) = (person(db, 1).await, person(db, 2).await);
        for territory in [Some(district), Some(other), None] {
            let grant = grant(official, Role::Moderator, territory);
            db.store.grant_role(grant, Some(admin), 100).await.unwrap();
            let twice = db.store.grant_role(grant, Some(admin), 110).await;
            assert!(matches!(twice, Err(StoreError::Conflict(Constraint::RoleHeld))), "{twice:?}");
        }
        let held = db.store.roles_of(official).await.unwrap();
        assert_eq!(
            held.iter().map(|it| it.territory).collect::<Vec<_>>(),
            [Some(district), Some(other), None]
        );
        assert!(held.iter().all(|it| (it.role, it.granted_at) == (Role::Moderator, 100)));

        for territory in [Some(district), None] {
            let grant = grant(official, Role::Moderator, territory);
            db.store.revoke_role(grant, Some(admin), 200).await.unwrap();
            let twice = db.store.revoke_role(grant, Some(admin), 210).await;
            assert!(matches!(twice, Err(StoreError::NotFound)), "{twice:?}");
        }
        let held = db.store.roles_of(official).await.unwrap();
        assert_eq!(held.iter().map(|it| it.territory).collect::<Vec<_>>(), [Some(other)]);
        db.store
            .grant_role(grant(official, Role::Moderator, None), Some(admin), 300)
            .await
            .unwrap();
        assert_eq!(db.store.roles_of(official).await.unwrap().len(), 2);
    }

    async fn each_change_is_written_down_and_no_refused_one(db: &Database) {
        let [_, district, ..] = territories(db).await;
        let (official, admin) = (person(db, 1).await, person(db, 2).await);
        let grant = grant(official, Role::Auditor, Some(district));
        db.store.grant_role(grant, Some(admin), 100).await.unwrap();
        assert!(db.store.grant_role(grant, Some(admin), 110).await.is_err());
        db.store.revoke_role(grant, Some(admin), 200).await.unwrap();
        assert!(db.store.revoke_role(grant, Some(admin), 210).await.is_err());

        let acts = acts_of(db, admin).await;
        let words: Vec<_> = acts.iter().map(|act| (act.act.as_str(), act.at)).collect();
        assert_eq!(words, [("roles.revoke", 200), ("roles.grant", 100)]);
        for act in acts {
            assert_eq!(act.subject, format!("person {official}"));
            assert_eq!((act.name.as_deref(), act.territory), (Some("Person 2"), Some(district)));
            assert_eq!(act.detail.0, serde_json::json!({ "role": "auditor" }));
        }
    }

    async fn a_role_holds_where_it_was_granted_and_within(db: &Database) {
        let [region, district, other, mahalla] = territories(db).await;
        let [local, national] = [person(db, 1).await, person(db, 2).await];
        db.store.grant_role(grant(local, Role::Moderator, Some(district)), None, 1).await.unwrap();
        db.store.grant_role(grant(national, Role::Moderator, None), None, 1).await.unwrap();
        let holds = async |who, role, place| db.store.holds(who, role, place).await.unwrap();

        for place in [Some(district), Some(mahalla)] {
            assert!(holds(local, Role::Moderator, place).await);
            assert!(!holds(local, Role::Administrator, place).await);
        }
        for place in [Some(region), Some(other), None, Some(TerritoryId(404))] {
            assert!(!holds(local, Role::Moderator, place).await, "{place:?}");
        }
        for place in [Some(region), Some(mahalla), None] {
            assert!(holds(national, Role::Moderator, place).await, "{place:?}");
        }
        db.store.revoke_role(grant(national, Role::Moderator, None), None, 2).await.unwrap();
        assert!(!holds(national, Role::Moderator, Some(mahalla)).await);
    }

    async fn officials_are_listed(db: &Database) {
        let [_, district, ..] = territories(db).await;
        let (first, second) = (person(db, 1).await, person(db, 2).await);
        for (at, who, role, place) in [
            (30, first, Role::Ministry, None),
            (20, second, Role::Auditor, Some(district)),
            (10, second, Role::Ministry, None),
        ] {
            db.store.grant_role(grant(who, role, place), None, at).await.unwrap();
        }
        let listed = db.store.officials().await.unwrap();
        let who: Vec<_> = listed.iter().map(|it| (it.held.role, it.name.as_str())).collect();
        assert_eq!(
            who,
            [
                (Role::Auditor, "Person 2"),
                (Role::Ministry, "Person 2"),
                (Role::Ministry, "Person 1"),
            ]
        );
        assert_eq!((listed[0].person, listed[0].held.territory), (second, Some(district)));
    }

    async fn a_role_needs_a_person_and_a_territory_that_are_there(db: &Database) {
        let somebody = person(db, 1).await;
        for grant in [
            grant(PersonId(404), Role::Auditor, None),
            grant(somebody, Role::Auditor, Some(TerritoryId(404))),
        ] {
            let refused = db.store.grant_role(grant, None, 1).await;
            assert!(
                matches!(refused, Err(StoreError::Conflict(Constraint::Reference))),
                "{refused:?}"
            );
        }
        assert_eq!(db.count("acts").await, 0);
    }

    async fn of_parallel_grants_one_holds(db: &Database) {
        let official = person(db, 1).await;
        let mut grants = tokio::task::JoinSet::new();
        for _ in 0..10 {
            let store = db.store.clone();
            let grant = grant(official, Role::Moderator, None);
            grants.spawn(async move { store.grant_role(grant, None, 1).await });
        }
        let mut granted = 0;
        while let Some(done) = grants.join_next().await {
            match done.unwrap() {
                Ok(()) => granted += 1,
                Err(StoreError::Conflict(Constraint::RoleHeld)) => {}
                Err(other) => panic!("another error: {other}"),
            }
        }
        assert_eq!((granted, db.count("acts").await), (1, 1));
    }
}
