//! Many people at once.

use crate::database::Database as Db;
use store::crowds::{Crowd, Newcomer};
use store::sessions::{Lifetime, SessionLimits};
use store::{Constraint, Nullifier, StoreError, TerritoryId, TokenHash};

const LIMITS: SessionLimits = {
    let lifetime = Lifetime { idle: 1_800, absolute: 43_200 };
    SessionLimits { residents: lifetime, officials: lifetime }
};

fn newcomer(number: u32) -> Newcomer {
    let bytes = |kind: u8| {
        let mut bytes = [kind; 32];
        bytes[..4].copy_from_slice(&number.to_be_bytes());
        bytes
    };
    Newcomer { nullifier: Nullifier(bytes(1)), token_hash: TokenHash(bytes(2)) }
}

async fn mahalla(db: &Db) -> TerritoryId {
    db.store.import_territories(&crate::territories::some(), 0).await.unwrap();
    db.store.territory_by_code("17260001").await.unwrap().id
}

on_both! {
    async fn everybody_of_a_crowd_has_a_session_of_their_own(db: &Database) {
        // More than one statement takes.
        let newcomers: Vec<Newcomer> = (0..2_100).map(newcomer).collect();
        let mahalla = mahalla(db).await;
        let crowd = Crowd { born_on: "1990-05-01", mahalla, newcomers: &newcomers };
        db.store.admit_crowd(crowd, 100).await.unwrap();
        assert_eq!((db.count("people").await, db.count("sessions").await), (2_100, 2_100));
        for some in [newcomer(0), newcomer(999), newcomer(1_000), newcomer(2_099)] {
            let session = db.store.session(some.token_hash, 101, &LIMITS).await.unwrap().unwrap();
            let person = db.store.person_by_nullifier(some.nullifier).await.unwrap();
            assert_eq!((Some(session.person), session.mahalla), (person, Some(mahalla)));
            let person = db.store.person(session.person).await.unwrap();
            assert_eq!(person.born_on.as_deref(), Some("1990-05-01"));
        }
    }

    async fn a_crowd_comes_whole_or_not_at_all(db: &Database) {
        let mahalla = mahalla(db).await;
        let mut newcomers: Vec<Newcomer> = (0..1_500).map(newcomer).collect();
        newcomers[1_400].token_hash = newcomer(3).token_hash;
        let crowd = Crowd { born_on: "1990-05-01", mahalla, newcomers: &newcomers };
        let refused = db.store.admit_crowd(crowd, 100).await;
        assert!(matches!(refused, Err(StoreError::Conflict(Constraint::SessionToken))));
        assert_eq!((db.count("people").await, db.count("sessions").await), (0, 0));
    }
}
