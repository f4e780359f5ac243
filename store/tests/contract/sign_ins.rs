//! Sign-ins under way.

use store::sign_ins::NewSignIn;
use store::{Constraint, StateHash, StoreError};

fn sign_in(state: u8) -> NewSignIn {
    NewSignIn {
        state_hash: StateHash([state; 32]),
        nonce: "nonce".to_owned(),
        pkce_verifier: "verifier".to_owned(),
        return_to: "/uz/me".to_owned(),
        fresh: state == 1,
        expires_at: 700,
    }
}

on_both! {
    async fn a_sign_in_is_taken_once_as_it_began(db: &Database) {
        for state in [1, 2] {
            db.store.begin_sign_in(&sign_in(state), 100).await.unwrap();
        }
        let taken = db.store.take_sign_in(StateHash([1; 32]), 699).await.unwrap().expect("there");
        assert_eq!((taken.nonce.as_str(), taken.pkce_verifier.as_str()), ("nonce", "verifier"));
        assert_eq!(
            (taken.return_to.as_str(), taken.fresh, taken.created_at),
            ("/uz/me", true, 100)
        );
        assert!(!format!("{taken:?}").contains("verifier"));
        assert_eq!(db.store.take_sign_in(StateHash([1; 32]), 699).await.unwrap(), None);
        assert_eq!(db.store.take_sign_in(StateHash([9; 32]), 699).await.unwrap(), None);
        let other = db.store.take_sign_in(StateHash([2; 32]), 699).await.unwrap().expect("there");
        assert!(!other.fresh);
    }

    async fn an_expired_sign_in_is_none_and_gone(db: &Database) {
        db.store.begin_sign_in(&sign_in(1), 100).await.unwrap();
        assert_eq!(db.store.take_sign_in(StateHash([1; 32]), 700).await.unwrap(), None);
        assert_eq!(db.count("sign_ins").await, 0);
    }

    async fn a_state_is_used_once(db: &Database) {
        db.store.begin_sign_in(&sign_in(1), 100).await.unwrap();
        let twice = db.store.begin_sign_in(&sign_in(1), 100).await;
        assert!(matches!(twice, Err(StoreError::Conflict(Constraint::SignInState))), "{twice:?}");
    }

    async fn of_parallel_answers_one_gets_it(db: &Database) {
        db.store.begin_sign_in(&sign_in(1), 100).await.unwrap();
        let mut takes = tokio::task::JoinSet::new();
        for _ in 0..10 {
            let store = db.store.clone();
            takes.spawn(async move { store.take_sign_in(StateHash([1; 32]), 200).await });
        }
        let mut taken = 0;
        while let Some(done) = takes.join_next().await {
            taken += usize::from(done.unwrap().unwrap().is_some());
        }
        assert_eq!(taken, 1);
    }

    async fn the_expired_are_purged(db: &Database) {
        db.store.begin_sign_in(&sign_in(1), 100).await.unwrap();
        db.store.begin_sign_in(&NewSignIn { expires_at: 800, ..sign_in(2) }, 100).await.unwrap();
        assert_eq!(db.store.purge_sign_ins(700).await.unwrap(), 1);
        assert!(db.store.take_sign_in(StateHash([2; 32]), 700).await.unwrap().is_some());
    }
}
