//! Cosignatures: lines of a published head, until the log is settled.

use crate::elections::{election, roll};
use ed25519_dalek::SigningKey;
use store::logs::{Batch, Log, StoredCheckpoint};
use store::{ElectionRow, Store, StoreError};
use voting::checkpoint::Checkpoint;
use voting::cosignature::cosign;
use voting::merkle::Hash;
use voting::note::{KeyKind, Note, NoteSigner};
use voting::policy::Policy;

const LOG: Log = Log::Ballots;

fn signer(name: &str, kind: KeyKind) -> NoteSigner {
    let seed = [name.len() as u8; 32];
    NoteSigner::new(name, kind, SigningKey::from_bytes(&seed)).unwrap()
}

fn witness(number: usize) -> NoteSigner {
    signer(&"w".repeat(number), KeyKind::Cosignature)
}

fn policy() -> Policy {
    let lines = (1..=3).map(|number| format!("witness w{number} {}\n", witness(number).key()));
    let text = format!("{}group g 2 w1 w2 w3\nquorum g\n", lines.collect::<String>());
    Policy::parse(&text).unwrap()
}

fn head(size: u64) -> Note {
    let root = Hash::from_bytes([u8::try_from(size).unwrap(); 32]);
    let checkpoint = Checkpoint { origin: "example.org/log".into(), size, root };
    checkpoint.sign(&signer("example.org/log", KeyKind::Note)).unwrap()
}

/// Publishes a head of so many entries, which no witness has seen.
async fn publish(store: &Store, row: ElectionRow, from: u64, size: u64) {
    let root = Hash::from_bytes([u8::try_from(size).unwrap(); 32]);
    let note = head(size).to_string();
    let checkpoint = StoredCheckpoint { size, root, note, witnessed: false };
    let entries = (from..size).map(|position| position.to_be_bytes().to_vec()).collect();
    let batch = Batch { from, entries, nodes: Vec::new(), closes: false, checkpoint };
    store.append(row, LOG, &batch).await.unwrap();
}

on_both! {
    async fn lines_are_added_once_and_a_quorum_is_told(db: &Database) {
        let row = election(db, &roll(1)).await;
        publish(&db.store, row, 0, 1).await;
        publish(&db.store, row, 1, 3).await;
        let line = |number| cosign(&witness(number), &head(3), 7).unwrap();
        let add = async |lines: &[_]| db.store.cosign((row, LOG), 3, lines, &policy()).await;
        assert!(!add(&[]).await.unwrap());
        assert!(!add(&[line(1)]).await.unwrap());
        assert!(!add(&[line(1)]).await.unwrap(), "the same line is no second witness");
        let none = db.store.witnessed_checkpoint(row, LOG).await;
        assert!(matches!(none, Err(StoreError::NotFound)));
        assert!(add(&[line(1), line(3)]).await.unwrap());
        let newest = db.store.witnessed_checkpoint(row, LOG).await.unwrap();
        assert!(newest.witnessed && newest.size == 3);
        let mut note = head(3);
        [line(1), line(3)].into_iter().for_each(|line| note.add(line));
        assert_eq!(newest.note, note.to_string());
        publish(&db.store, row, 3, 4).await;
        assert_eq!(db.store.checkpoint(row, LOG).await.unwrap().size, 4);
        assert_eq!(db.store.witnessed_checkpoint(row, LOG).await.unwrap().size, 3);
        let missing = db.store.cosign((row, LOG), 2, &[], &policy()).await;
        assert!(matches!(missing, Err(StoreError::NotFound)));
    }

    async fn witnesses_that_answer_at_once_lose_no_line(db: &Database) {
        let row = election(db, &roll(1)).await;
        publish(&db.store, row, 0, 1).await;
        let mut adding = tokio::task::JoinSet::new();
        for number in 1..=3 {
            let (store, line) = (db.store.clone(), cosign(&witness(number), &head(1), 7).unwrap());
            adding.spawn(async move {
                store.cosign((row, LOG), 1, &[line], &policy()).await.unwrap()
            });
        }
        let met = adding.join_all().await.into_iter().filter(|met| *met).count();
        assert_eq!(met, 2, "the second and the third one complete a quorum");
        let note = db.store.checkpoint(row, LOG).await.unwrap().note;
        assert_eq!(Note::parse(&note).unwrap().signatures().len(), 4);
    }

    async fn a_settled_log_stays_as_it_is(db: &Database) {
        let row = election(db, &roll(1)).await;
        publish(&db.store, row, 0, 1).await;
        db.store.settle_logs(row).await.unwrap();
        db.store.settle_logs(row).await.unwrap();
        let lines = [1, 2].map(|number| cosign(&witness(number), &head(1), 7).unwrap());
        assert!(!db.store.cosign((row, LOG), 1, &lines, &policy()).await.unwrap());
        assert_eq!(db.store.checkpoint(row, LOG).await.unwrap().note, head(1).to_string());
    }
}
