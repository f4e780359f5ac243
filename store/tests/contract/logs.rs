//! Logs: what waits, batches, heads.

use crate::ballot_box::ballot;
use crate::elections::{contest, election, leaf, roll};
use store::issuance::NewCredential;
use store::logs::{Batch, Log, LogHead, StoredCheckpoint};
use store::{Constraint, StoreError};
use voting::manifest::OnePer;
use voting::merkle::Hash;

fn hash(number: u8) -> Hash {
    Hash::from_bytes([number; 32])
}

fn batch(from: u64, entries: &[&[u8]]) -> Batch {
    let size = from + entries.len() as u64;
    let root = hash(u8::try_from(size).unwrap());
    Batch {
        from,
        entries: entries.iter().map(|entry| entry.to_vec()).collect(),
        nodes: (from..size).map(|index| (0, index, hash(u8::try_from(index).unwrap()))).collect(),
        closes: false,
        checkpoint: StoredCheckpoint {
            size,
            root,
            note: format!("note {size}\n"),
            witnessed: true,
        },
    }
}

fn credential(person: u8) -> NewCredential {
    NewCredential {
        leaf: leaf(person),
        contest: contest(0),
        one_per: OnePer::Contest,
        blinded_hash: [person; 32],
        blind_signature: vec![person; 256],
        entry: vec![person],
    }
}

on_both! {
    async fn a_batch_takes_what_waited_into_the_log(db: &Database) {
        let row = election(db, &roll(3)).await;
        for (person, at) in [(2, 31), (1, 30), (3, 32)] {
            db.store.issue(row, &credential(person), at).await.unwrap();
        }
        let log = Log::Issuance;
        assert_eq!(db.store.waiting_count(row, log).await.unwrap(), (3, Some(30)));
        db.store.append(row, log, &batch(0, &[b"header", &[1], &[2]])).await.unwrap();
        assert_eq!(db.store.waiting(row, log).await.unwrap().entries, [[3]]);
        assert_eq!(db.store.waiting_count(row, log).await.unwrap(), (1, Some(32)));
        let head = db.store.log_head(row, log).await.unwrap();
        assert_eq!(head, LogHead { size: 3, sealed: false, closed: false });
        let position = async |entry: &[u8]| db.store.log_position(row, log, entry).await.unwrap();
        assert_eq!((position(&[2]).await, position(&[3]).await), (Some(2), None));
        assert_eq!(position(&[4]).await, None);

        db.store.append(row, log, &batch(3, &[&[3]])).await.unwrap();
        assert_eq!(db.store.waiting_count(row, log).await.unwrap(), (0, None));
        let entries = db.store.log_entries(row, log, 1, 2).await.unwrap();
        assert_eq!(entries, [[1], [2]]);
        assert_eq!(db.store.log_entries(row, log, 3, 10).await.unwrap(), [[3]]);
        let nodes = db.store.log_nodes(row, log, &[(0, 3), (0, 9), (1, 0)]).await.unwrap();
        assert_eq!(nodes.into_iter().collect::<Vec<_>>(), [((0, 3), hash(3))]);
        let last = db.store.checkpoint(row, log).await.unwrap();
        assert_eq!((last.size, last.root, last.note.as_str()), (4, hash(4), "note 4\n"));
        let sizes = db.store.checkpoints(row, log).await.unwrap();
        assert_eq!(sizes.iter().map(|it| it.size).collect::<Vec<_>>(), [3, 4]);
        // The other log is another log.
        let none = db.store.checkpoint(row, Log::Ballots).await;
        assert!(matches!(none, Err(StoreError::NotFound)));
    }

    async fn times_stay_while_they_are_needed_and_no_longer(db: &Database) {
        let row = election(db, &roll(3)).await;
        let times = async |table: &str| {
            let sql = format!("SELECT CAST(taken_at AS TEXT) FROM {table} WHERE taken_at IS NOT NULL");
            let mut times: Vec<String> = db.texts(&sql).await.into_iter().flatten().collect();
            times.sort();
            times
        };
        for (person, at) in [(1, 31), (2, 32)] {
            db.store.issue(row, &credential(person), at).await.unwrap();
        }
        db.store.append(row, Log::Issuance, &batch(0, &[b"header", &[1]])).await.unwrap();
        assert_eq!(times("issuance").await, ["32"], "only what waits has one");
        let lines = db.store.roll_lines(row, leaf(1)).await.unwrap();
        assert_eq!(lines[0].issued, Some(contest(0)), "that it was issued stays");

        let ballots: Vec<_> = (0..3).map(|attempt| ballot(attempt, 1, attempt)).collect();
        let taken = db.store.take_ballots(row, &ballots).await.unwrap();
        let entries = [b"header".as_slice(), &ballots[0].answer.entry, &ballots[1].answer.entry];
        db.store.append(row, Log::Ballots, &batch(0, &entries)).await.unwrap();
        assert_eq!(db.store.take_ballots(row, &ballots).await.unwrap(), taken, "the same answers");
        db.store.forget_cast_times(31).await.unwrap();
        assert_eq!(times("box").await, ["31", "32"]);
        db.store.forget_cast_times(100).await.unwrap();
        assert_eq!(times("box").await, ["32"], "what waits needs its own");
        assert_eq!(db.store.waiting_count(row, Log::Ballots).await.unwrap(), (1, Some(32)));
    }

    async fn of_twenty_that_publish_at_once_one_does(db: &Database) {
        let row = election(db, &roll(1)).await;
        db.store.append(row, Log::Ballots, &batch(0, &[b"header"])).await.unwrap();
        let mut publishers = tokio::task::JoinSet::new();
        for number in 0..20_u8 {
            let store = db.store.clone();
            publishers.spawn(async move {
                store.append(row, Log::Ballots, &batch(1, &[&[number], &[number, 1]])).await
            });
        }
        let mut published = 0;
        while let Some(done) = publishers.join_next().await {
            match done.unwrap() {
                Ok(()) => published += 1,
                Err(StoreError::Conflict(Constraint::LogMoved)) => {}
                Err(other) => panic!("another error: {other}"),
            }
        }
        assert_eq!(published, 1);
        let counts = (db.count("log_entries").await, db.count("checkpoints").await);
        assert_eq!((counts, db.count("log_nodes").await), ((3, 2), 3));
    }

    async fn only_a_sealed_log_closes_and_then_it_ends(db: &Database) {
        let row = election(db, &roll(1)).await;
        let mut last = batch(0, &[b"header", b"close"]);
        last.closes = true;
        let moved = |result: store::Result<()>| {
            matches!(result, Err(StoreError::Conflict(Constraint::LogMoved)))
        };
        assert!(moved(db.store.append(row, Log::Ballots, &last).await), "it is not sealed");
        db.store.seal_log(row, Log::Ballots).await.unwrap();
        db.store.append(row, Log::Ballots, &last).await.unwrap();
        assert!(db.store.log_head(row, Log::Ballots).await.unwrap().closed);
        assert!(moved(db.store.append(row, Log::Ballots, &batch(2, &[b"more"])).await));
    }
}
