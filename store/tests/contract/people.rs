//! People and their accounts.

use crate::database::Database as Db;
use store::people::NewAccount;
use store::{Constraint, Nullifier, PersonId, StoreError, TerritoryId};

pub(crate) fn account(subject: &str, identity: u8) -> NewAccount {
    NewAccount {
        issuer: "https://id.example".to_owned(),
        subject: subject.to_owned(),
        nullifier: Nullifier([identity; 32]),
        name: format!("Person {identity}"),
        born_on: Some("1990-05-01".to_owned()),
        mahalla: None,
    }
}

/// Somebody who has signed in.
pub(crate) async fn person(db: &Db, identity: u8) -> PersonId {
    db.store.sign_in_person(&account(&format!("subject-{identity}"), identity), 100).await.unwrap()
}

async fn mahalla(db: &Db) -> TerritoryId {
    db.store.import_territories(&crate::territories::some(), 0).await.unwrap();
    db.store.territory_by_code("17260001").await.unwrap().id
}

on_both! {
    async fn an_account_is_the_same_person_each_time(db: &Database) {
        let first = db.store.sign_in_person(&account("a", 1), 100).await.unwrap();
        let again = db.store.sign_in_person(&account("a", 1), 200).await.unwrap();
        let other = db.store.sign_in_person(&account("b", 2), 200).await.unwrap();
        assert_eq!(first, again);
        assert_ne!(first, other);
        assert_eq!(db.store.person_by_nullifier(Nullifier([1; 32])).await.unwrap(), Some(first));
        assert_eq!(db.store.person_by_nullifier(Nullifier([3; 32])).await.unwrap(), None);
        assert_eq!(db.store.person(first).await.unwrap().created_at, 100);
        assert_eq!(db.store.nullifier(first).await.unwrap(), Nullifier([1; 32]));
        assert!(matches!(db.store.person(PersonId(404)).await, Err(StoreError::NotFound)));
    }

    async fn two_accounts_with_one_identity_number_are_one_person(db: &Database) {
        let first = db.store.sign_in_person(&account("a", 1), 100).await.unwrap();
        let mut elsewhere = account("a", 1);
        elsewhere.issuer = "https://other.example".to_owned();
        assert_eq!(db.store.sign_in_person(&elsewhere, 200).await.unwrap(), first);
        assert_eq!(db.store.sign_in_person(&account("b", 1), 300).await.unwrap(), first);
        assert_eq!((db.count("people").await, db.count("accounts").await), (1, 3));
    }

    async fn an_account_never_changes_its_identity(db: &Database) {
        let first = db.store.sign_in_person(&account("a", 1), 100).await.unwrap();
        for identity in [2, 3] {
            let changed = db.store.sign_in_person(&account("a", identity), 200).await;
            assert!(
                matches!(changed, Err(StoreError::Conflict(Constraint::AccountIdentity))),
                "{changed:?}"
            );
        }
        assert_eq!(db.store.person(first).await.unwrap().name, "Person 1");
        assert_eq!(db.count("people").await, 1, "the refused identity left nothing");
    }

    async fn what_a_provider_says_later_counts(db: &Database) {
        let home = mahalla(db).await;
        let mut said = account("a", 1);
        said.mahalla = Some(home);
        let person = db.store.sign_in_person(&said, 200).await.unwrap();
        let earlier = NewAccount { name: "Before".to_owned(), ..account("a", 1) };
        db.store.sign_in_person(&earlier, 150).await.unwrap();
        assert_eq!(db.store.person(person).await.unwrap().name, "Person 1");

        let silent = NewAccount { name: "After".to_owned(), born_on: None, ..account("a", 1) };
        db.store.sign_in_person(&silent, 250).await.unwrap();
        let now = db.store.person(person).await.unwrap();
        assert_eq!(now.name, "After");
        assert_eq!((now.born_on.as_deref(), now.mahalla), (Some("1990-05-01"), Some(home)));

        said.mahalla = Some(TerritoryId(404));
        let nowhere = db.store.sign_in_person(&said, 300).await;
        assert!(matches!(nowhere, Err(StoreError::Conflict(Constraint::Reference))), "{nowhere:?}");
    }

    async fn two_hundred_sign_ins_at_once_are_ten_people(db: &Database) {
        // A third of them through a second store, as another process would come.
        let again = db.again().await;
        let mut sign_ins = tokio::task::JoinSet::new();
        for number in 0..200_u8 {
            let store = if number % 3 == 0 { again.clone() } else { db.store.clone() };
            // Each identity has two accounts, each of which signs in ten times.
            let (identity, device) = (number % 10, (number / 10) % 2);
            let account = account(&format!("{identity}-{device}"), identity);
            sign_ins.spawn(async move { (identity, store.sign_in_person(&account, 100).await) });
        }
        let mut people = std::collections::BTreeSet::new();
        while let Some(done) = sign_ins.join_next().await {
            let (identity, person) = done.unwrap();
            people.insert((identity, person.unwrap()));
        }
        assert_eq!(people.len(), 10, "one person for each identity: {people:?}");
        assert_eq!((db.count("people").await, db.count("accounts").await), (10, 20));
        again.close().await;
    }

    async fn one_account_with_many_identities_at_once_keeps_one(db: &Database) {
        let mut sign_ins = tokio::task::JoinSet::new();
        for identity in 0..20 {
            let store = db.store.clone();
            sign_ins.spawn(async move { store.sign_in_person(&account("a", identity), 100).await });
        }
        let (mut signed_in, mut refused) = (0, 0);
        while let Some(done) = sign_ins.join_next().await {
            match done.unwrap() {
                Ok(_) => signed_in += 1,
                Err(StoreError::Conflict(Constraint::AccountIdentity)) => refused += 1,
                Err(other) => panic!("another error: {other}"),
            }
        }
        assert_eq!((signed_in, refused, db.count("people").await), (1, 19, 1));
    }
}
