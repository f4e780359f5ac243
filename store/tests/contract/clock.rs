//! The demo's clock.

use crate::people::person;
use store::acts::ActFilter;
use store::{ClockMove, Constraint, StoreError, TokenHash};

fn refused<T: std::fmt::Debug>(result: store::Result<T>) -> Constraint {
    match result {
        Err(StoreError::Conflict(constraint)) => constraint,
        other => panic!("not refused: {other:?}"),
    }
}

on_both! {
    async fn it_moves_forward_from_what_it_was_read_at(db: &Database) {
        let by = person(db, 1).await;
        db.store.mark_demo().await.unwrap();
        let first = ClockMove { offset: 0, from: 1_000, to: 1_600 };
        assert_eq!(db.store.move_clock(by, first).await.unwrap(), 600);
        assert_eq!(refused(db.store.move_clock(by, first).await), Constraint::ClockMoved);
        let second = ClockMove { offset: 600, from: 1_650, to: 1_651 };
        assert_eq!(db.store.move_clock(by, second).await.unwrap(), 601);
        for to in [1_651, 1_650, i64::MIN] {
            let back = ClockMove { offset: 601, from: 1_651, to };
            assert_eq!(refused(db.store.move_clock(by, back).await), Constraint::ClockBack);
        }
        assert_eq!(db.store.clock_offset().await.unwrap(), 601);
        let acts = db.store.acts(ActFilter::default(), 9).await.unwrap();
        assert_eq!((acts.len(), acts[0].act.as_str(), acts[0].person), (2, "clock.move", Some(by)));
        assert_eq!(acts[0].detail.0, serde_json::json!({ "from": 1_650, "to": 1_651 }));
    }

    async fn sessions_keep_their_age(db: &Database) {
        let by = person(db, 1).await;
        db.store.mark_demo().await.unwrap();
        let token = TokenHash([9; 32]);
        let session = store::sessions::NewSession {
            token_hash: token,
            person: by,
            device: String::new(),
            authed_at: 900,
            replaces: None,
        };
        db.store.open_session(&session, 950).await.unwrap();
        let year = 365 * 86_400;
        let step = ClockMove { offset: 0, from: 1_000, to: 1_000 + year };
        db.store.move_clock(by, step).await.unwrap();
        let limit = store::sessions::Lifetime { idle: 60, absolute: 60 };
        let limits = store::sessions::SessionLimits { residents: limit, officials: limit };
        let found = db.store.session(token, 1_001 + year, &limits).await.unwrap().unwrap();
        assert_eq!(found.session.authed_at, 900 + year);
        assert!(db.store.session(token, 1_020 + year, &limits).await.unwrap().is_none());
    }

    async fn of_two_who_move_it_at_once_one_does(db: &Database) {
        let by = person(db, 1).await;
        db.store.mark_demo().await.unwrap();
        let step = ClockMove { offset: 0, from: 1_000, to: 2_000 };
        let mut moves = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let store = db.store.clone();
            moves.spawn(async move { store.move_clock(by, step).await.is_ok() });
        }
        let moved = moves.join_all().await.into_iter().filter(|moved| *moved).count();
        assert_eq!((moved, db.store.clock_offset().await.unwrap()), (1, 1_000));
    }

    async fn only_a_demos_clock_moves(db: &Database) {
        let by = person(db, 1).await;
        let step = ClockMove { offset: 0, from: 1_000, to: 2_000 };
        assert_eq!(refused(db.store.move_clock(by, step).await), Constraint::NoDemo);
        assert_eq!((db.store.clock_offset().await.unwrap(), db.count("acts").await), (0, 0));
    }
}
