//! The box: every ballot that was answered is in it, once.

use crate::elections::{election, roll};
use store::ballot_box::{NewBallot, StoredAnswer, Taken};
use store::logs::Log;
use store::{Constraint, StoreError};

/// Body `number` of a voter, in slot 100; `attempt` tells apart the answers to one body.
pub(crate) fn ballot(voter: u8, number: u8, attempt: u8) -> NewBallot {
    let mut body_hash = [voter; 32];
    body_hash[0] = number;
    let answer = StoredAnswer {
        entry: vec![voter, number, attempt],
        opening: [attempt; 32],
        confirmation: vec![attempt; 128],
        taken_at: Some(30 + i64::from(attempt)),
    };
    let body = vec![number; 580];
    NewBallot { body_hash, body, voter_key: [voter; 32], slot: 100, answer }
}

fn kept(ballot: &NewBallot) -> Taken {
    Taken::Kept(ballot.answer.clone())
}

on_both! {
    async fn the_same_body_gets_its_first_answer(db: &Database) {
        let row = election(db, &roll(1)).await;
        let (first, second) = (ballot(1, 1, 0), ballot(1, 2, 0));
        // Twice in one group, too.
        let group = [first.clone(), ballot(1, 1, 1), second.clone()];
        let taken = db.store.take_ballots(row, &group).await.unwrap();
        assert_eq!(taken, [kept(&first), kept(&first), kept(&second)]);
        let again = db.store.take_ballots(row, &[ballot(1, 1, 2)]).await.unwrap();
        assert_eq!(again, [kept(&first)]);
        assert_eq!(db.count("box").await, 2);
        let waiting = db.store.waiting(row, Log::Ballots).await.unwrap();
        assert_eq!((waiting.entries.len(), waiting.since), (2, Some(30)));
        assert_eq!(db.store.take_ballots(row, &[]).await.unwrap(), []);
    }

    async fn a_key_has_sixteen_ballots_in_a_slot(db: &Database) {
        let row = election(db, &roll(1)).await;
        let group: Vec<_> = (0..20).map(|number| ballot(1, number, 0)).collect();
        let taken = db.store.take_ballots(row, &group).await.unwrap();
        let full = taken.iter().filter(|taken| **taken == Taken::SlotFull).count();
        assert_eq!((full, db.count("box").await), (4, 16));
        assert_eq!(taken[15], kept(&group[15]), "in the order of the group");
        assert_eq!(db.store.take_ballots(row, &group[16..]).await.unwrap(), [
            Taken::SlotFull, Taken::SlotFull, Taken::SlotFull, Taken::SlotFull
        ]);
        // What is kept is answered all the same; other keys and other slots have room.
        assert_eq!(db.store.take_ballots(row, &group[..1]).await.unwrap(), [kept(&group[0])]);
        let mut later = ballot(1, 30, 0);
        later.slot = 101;
        let others = [later, ballot(2, 1, 0)];
        let taken = db.store.take_ballots(row, &others).await.unwrap();
        assert_eq!(taken, [kept(&others[0]), kept(&others[1])]);
        let wider = db.raw("UPDATE box_slots SET casts = 17").await;
        assert!(matches!(wider, Err(StoreError::Conflict(Constraint::Check))), "{wider:?}");
    }

    async fn a_sealed_box_takes_nothing(db: &Database) {
        let row = election(db, &roll(1)).await;
        db.store.take_ballots(row, &[ballot(1, 1, 0)]).await.unwrap();
        db.store.seal_log(row, Log::Ballots).await.unwrap();
        let refused = db.store.take_ballots(row, &[ballot(1, 2, 0)]).await;
        assert!(matches!(refused, Err(StoreError::Conflict(Constraint::LogSealed))), "{refused:?}");
        assert!(!db.store.log_head(row, Log::Issuance).await.unwrap().sealed);
        assert_eq!(db.count("box").await, 1);
    }

    async fn two_hundred_casts_at_once_are_the_promised_ballots(db: &Database) {
        let row = election(db, &roll(1)).await;
        let again = db.again().await;
        let mut casts = tokio::task::JoinSet::new();
        for attempt in 0..200_u8 {
            let store = if attempt % 3 == 0 { again.clone() } else { db.store.clone() };
            // Five voters, twenty-five bodies each, in groups of three in all orders; each body
            // comes several times.
            let group: Vec<_> = (0..3)
                .map(|step| ballot((attempt + step) % 5, (attempt / 5 + 7 * step) % 25, attempt))
                .collect();
            casts.spawn(async move {
                let taken = store.take_ballots(row, &group).await.unwrap();
                group.into_iter().zip(taken).collect::<Vec<_>>()
            });
        }
        let mut promised = std::collections::BTreeMap::new();
        while let Some(done) = casts.join_next().await {
            for (ballot, taken) in done.unwrap() {
                let Taken::Kept(answer) = taken else { continue };
                let first = promised.entry(ballot.body_hash).or_insert_with(|| answer.clone());
                assert_eq!(*first, answer, "one answer for each body");
            }
        }
        let mut waiting = db.store.waiting(row, Log::Ballots).await.unwrap().entries;
        let mut entries: Vec<_> = promised.into_values().map(|answer| answer.entry).collect();
        waiting.sort();
        entries.sort();
        assert_eq!(waiting, entries, "exactly what was promised");
        assert_eq!(waiting.len(), 80, "sixteen of each voter");
        again.close().await;
    }
}
