//! Sessions: opened, rotated, idle, too old, ended.

use crate::database::Database as Db;
use crate::people::person;
use crate::roles::grant;
use store::roles::Role;
use store::sessions::{Lifetime, NewSession, SessionLimits};
use store::{Constraint, PersonId, SessionId, StoreError, TokenHash};

const LIMITS: SessionLimits = SessionLimits {
    residents: Lifetime { idle: 1_800, absolute: 43_200 },
    officials: Lifetime { idle: 600, absolute: 28_800 },
};

fn token(number: u8) -> TokenHash {
    TokenHash([number; 32])
}

fn session(number: u8, person: PersonId) -> NewSession {
    NewSession {
        token_hash: token(number),
        person,
        device: format!("Browser {number}"),
        authed_at: 990,
        replaces: None,
    }
}

async fn is_open(db: &Db, number: u8, at: i64) -> bool {
    db.store.session(token(number), at, &LIMITS).await.unwrap().is_some()
}

async fn open_ids(db: &Db, person: PersonId, at: i64) -> Vec<SessionId> {
    let sessions = db.store.sessions_of(person, at, &LIMITS).await.unwrap();
    sessions.into_iter().map(|session| session.id).collect()
}

/// When a session was last written as seen, without touching it.
async fn seen_at(db: &Db, person: PersonId) -> i64 {
    db.store.sessions_of(person, 0, &LIMITS).await.unwrap()[0].seen_at
}

on_both! {
    async fn an_open_session_says_whose_it_is(db: &Database) {
        let somebody = person(db, 1).await;
        let id = db.store.open_session(&session(1, somebody), 1_000).await.unwrap();
        let view = db.store.session(token(1), 1_010, &LIMITS).await.unwrap().expect("open");
        assert_eq!((view.session.id, view.person, view.name.as_str()), (id, somebody, "Person 1"));
        assert_eq!((view.session.created_at, view.session.authed_at), (1_000, 990));
        assert_eq!((view.session.device.as_str(), view.mahalla), ("Browser 1", None));
        assert!(view.roles.is_empty());
        assert!(!is_open(db, 2, 1_010).await, "another token");

        db.store.grant_role(grant(somebody, Role::Ministry, None), None, 1_020).await.unwrap();
        let view = db.store.session(token(1), 1_030, &LIMITS).await.unwrap().expect("open");
        assert_eq!((view.roles[0].role, view.roles[0].territory), (Role::Ministry, None));
    }

    async fn rotation_ends_the_session_before(db: &Database) {
        let somebody = person(db, 1).await;
        db.store.open_session(&session(1, somebody), 1_000).await.unwrap();
        let rotated = NewSession { replaces: Some(token(1)), ..session(2, somebody) };
        let second = db.store.open_session(&rotated, 1_010).await.unwrap();
        assert!(!is_open(db, 1, 1_020).await);
        assert!(is_open(db, 2, 1_020).await);
        assert_eq!(open_ids(db, somebody, 1_020).await, [second]);

        let clash = NewSession { replaces: Some(token(2)), ..session(1, somebody) };
        let clash = db.store.open_session(&clash, 1_030).await;
        assert!(matches!(clash, Err(StoreError::Conflict(Constraint::SessionToken))), "{clash:?}");
        assert!(is_open(db, 2, 1_040).await, "a refused rotation ends nothing");
    }

    async fn a_session_idles_out_unless_it_is_seen(db: &Database) {
        let somebody = person(db, 1).await;
        db.store.open_session(&session(1, somebody), 1_000).await.unwrap();
        assert!(is_open(db, 1, 2_799).await);
        assert!(is_open(db, 1, 4_598).await, "seen at 2,799");
        assert!(!is_open(db, 1, 4_598 + 1_800).await);
        assert!(open_ids(db, somebody, 4_598 + 1_800).await.is_empty());
    }

    async fn a_session_is_too_old_however_often_it_is_seen(db: &Database) {
        let somebody = person(db, 1).await;
        db.store.open_session(&session(1, somebody), 0).await.unwrap();
        for at in (0..43_200).step_by(1_700) {
            assert!(is_open(db, 1, at).await, "{at}");
        }
        assert!(is_open(db, 1, 43_199).await);
        assert!(!is_open(db, 1, 43_200).await);
    }

    async fn officials_have_less_time(db: &Database) {
        let official = person(db, 1).await;
        db.store.open_session(&session(1, official), 1_000).await.unwrap();
        db.store.grant_role(grant(official, Role::Auditor, None), None, 1_000).await.unwrap();
        assert!(is_open(db, 1, 1_599).await);
        assert!(!is_open(db, 1, 2_199).await);
        db.store.revoke_role(grant(official, Role::Auditor, None), None, 2_199).await.unwrap();
        assert!(is_open(db, 1, 2_199).await, "a resident again");
    }

    async fn page_views_within_a_minute_write_nothing(db: &Database) {
        let somebody = person(db, 1).await;
        db.store.open_session(&session(1, somebody), 1_000).await.unwrap();
        for (at, written) in [(1_059, 1_000), (1_060, 1_060), (1_119, 1_060), (1_120, 1_120)] {
            assert!(is_open(db, 1, at).await);
            assert_eq!(seen_at(db, somebody).await, written, "at {at}");
        }
    }

    async fn sessions_end_one_by_one_or_all(db: &Database) {
        let (somebody, another) = (person(db, 1).await, person(db, 2).await);
        let mut ids = Vec::new();
        for number in 1..=4 {
            ids.push(db.store.open_session(&session(number, somebody), 1_000).await.unwrap());
        }
        db.store.open_session(&session(9, another), 1_000).await.unwrap();

        db.store.close_session(token(1), 1_010).await.unwrap();
        db.store.close_session(token(1), 1_010).await.unwrap();
        let foreign = db.store.revoke_session(another, ids[1], 1_010).await;
        assert!(matches!(foreign, Err(StoreError::NotFound)), "{foreign:?}");
        assert!(is_open(db, 2, 1_010).await);
        db.store.revoke_session(somebody, ids[1], 1_010).await.unwrap();
        let again = db.store.revoke_session(somebody, ids[1], 1_010).await;
        assert!(matches!(again, Err(StoreError::NotFound)), "{again:?}");
        assert_eq!(open_ids(db, somebody, 1_020).await, [ids[3], ids[2]]);

        assert_eq!(db.store.revoke_sessions(somebody, 1_030).await.unwrap(), 2);
        assert!(open_ids(db, somebody, 1_040).await.is_empty());
        assert!(is_open(db, 9, 1_040).await);
    }

    async fn old_sessions_are_purged(db: &Database) {
        let somebody = person(db, 1).await;
        for (number, at) in [(1, 100), (2, 100), (3, 900)] {
            db.store.open_session(&session(number, somebody), at).await.unwrap();
        }
        db.store.close_session(token(2), 600).await.unwrap();
        assert_eq!(db.store.purge_sessions(500).await.unwrap(), 1);
        assert_eq!(db.store.purge_sessions(700).await.unwrap(), 1);
        assert!(is_open(db, 3, 1_000).await);
    }

    async fn everybody_s_sessions_end_at_once(db: &Database) {
        let (one, other) = (person(db, 1).await, person(db, 2).await);
        for (number, person) in [(1, one), (2, one), (3, other)] {
            db.store.open_session(&session(number, person), 1_000).await.unwrap();
        }
        db.store.close_session(token(1), 1_001).await.unwrap();
        assert_eq!(db.store.end_all_sessions(1_002).await.unwrap(), 2);
        assert!(!is_open(db, 2, 1_003).await && !is_open(db, 3, 1_003).await);
    }

    async fn a_hundred_sessions_open_at_once(db: &Database) {
        let somebody = person(db, 1).await;
        let mut opened = tokio::task::JoinSet::new();
        for number in 0..100 {
            let store = db.store.clone();
            let session = session(number, somebody);
            opened.spawn(async move { store.open_session(&session, 1_000).await });
        }
        while let Some(done) = opened.join_next().await {
            done.unwrap().unwrap();
        }
        assert_eq!(open_ids(db, somebody, 1_000).await.len(), 100);
    }
}
