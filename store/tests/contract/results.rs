//! After the close: closings, notes, counts, records, and the warrants for them.

use crate::database::Database as Db;
use crate::elections::{contest, election, roll};
use crate::people::person;
use store::approvals::{NewApproval, Warrant};
use store::ballot_box::{NewBallot, StoredAnswer};
use store::logs::{Batch, Log, StoredCheckpoint};
use store::results::{Closing, ContestFiles, NoteKind, Record, SentNote, Tally};
use store::{Constraint, ElectionRow, Json, PersonId, StoreError};
use voting::audit_note::Totals;
use voting::merkle::Hash;

const CLOSING: Closing = Closing { copy: [7; 32], unopened: 2 };
const RECORD: Record = Record { sums: [8; 32], files: 20, bytes: 9_000 };

fn tally() -> Tally {
    let file = |text: &str| Some(text.as_bytes().to_vec());
    let shown = ContestFiles {
        result: b"{}".to_vec(),
        trace: file("trace"),
        counted: file(""),
        pabulib: None,
    };
    let withheld =
        ContestFiles { result: b"[]".to_vec(), trace: None, counted: None, pabulib: None };
    let totals = Totals { opened: 9, invalid: 1, superseded: 2, spoiled: 3, counted: 4 };
    Tally { totals, incidents: b"incidents".to_vec(), contests: vec![shown, withheld] }
}

fn note(author: &str, text: &str, by: Option<PersonId>) -> SentNote {
    SentNote { author: author.to_owned(), note: text.to_owned(), sent_by: by, sent_at: 70 }
}

fn refused<T: std::fmt::Debug>(result: store::Result<T>) -> Constraint {
    match result {
        Err(StoreError::Conflict(constraint)) => constraint,
        other => panic!("not refused: {other:?}"),
    }
}

async fn proposed(db: &Db, act: &str, subject: &str, by: PersonId) -> store::ApprovalId {
    let payload = Json(serde_json::json!({}));
    let new = NewApproval { act: act.to_owned(), subject: subject.to_owned(), payload };
    db.store.propose(&new, by, 50).await.unwrap()
}

async fn closed(db: &Db) -> ElectionRow {
    let row = election(db, &roll(1)).await;
    db.store.close_election(row, &CLOSING, Warrant::Operator { at: 60 }).await.unwrap();
    row
}

on_both! {
    async fn a_count_goes_its_way_once(db: &Database) {
        let (row, operator) = (closed(db).await, Warrant::Operator { at: 80 });
        assert_eq!(db.store.closing(row).await.unwrap(), CLOSING);
        let again = db.store.close_election(row, &CLOSING, operator).await;
        assert_eq!(refused(again), Constraint::ElectionState);
        let early = db.store.publish_election(row, &RECORD, operator).await;
        assert_eq!(refused(early), Constraint::ElectionState);
        assert!(matches!(db.store.tally(row).await, Err(StoreError::NotFound)));
        db.store.tally_election(row, &tally(), operator).await.unwrap();
        assert_eq!(db.store.tally(row).await.unwrap(), tally());
        assert_eq!(db.store.contest_result(row, contest(1)).await.unwrap(), b"[]");
        let none = db.store.contest_result(row, contest(2)).await;
        assert!(matches!(none, Err(StoreError::NotFound)));
        let counted = tally().contests.into_iter().map(|files| files.counted);
        for (index, counted) in (0..).zip(counted) {
            assert_eq!(db.store.counted_file(row, contest(index)).await.unwrap(), counted);
        }
        let none = db.store.counted_file(row, contest(2)).await;
        assert!(matches!(none, Err(StoreError::NotFound)));
        let (totals, incidents) = db.store.tally_totals(row).await.unwrap();
        assert_eq!((totals, incidents), (tally().totals, tally().incidents));
        let again = db.store.tally_election(row, &tally(), operator).await;
        assert_eq!(refused(again), Constraint::ElectionState);
        assert!(matches!(db.store.record(row).await, Err(StoreError::NotFound)));
        assert_eq!(db.store.newest_results(9).await.unwrap(), None);
        db.store.publish_election(row, &RECORD, operator).await.unwrap();
        assert_eq!(db.store.record(row).await.unwrap(), RECORD);
        assert_eq!(db.store.elections().await.unwrap().len(), 1);
        let newest = db.store.newest_results(1).await.unwrap().unwrap();
        assert_eq!(newest.contests, [b"{}"]);
        assert_eq!(db.store.newest_results(9).await.unwrap().unwrap().contests.len(), 2);
    }

    async fn a_warrant_is_used_up_with_what_it_is_for(db: &Database) {
        let row = election(db, &roll(1)).await;
        let (one, other) = (person(db, 1).await, person(db, 2).await);
        let close = async |approval, by| {
            let warrant = Warrant::Confirmed { approval, by, at: 60 };
            db.store.close_election(row, &CLOSING, warrant).await
        };
        let another_act = proposed(db, "election.tally", "vote", one).await;
        let another_season = proposed(db, "election.close", "other", one).await;
        for approval in [another_act, another_season] {
            assert_eq!(refused(close(approval, other).await), Constraint::OtherApproval);
        }
        let approval = proposed(db, "election.close", "vote", one).await;
        assert_eq!(refused(close(approval, one).await), Constraint::TwoPeople);
        assert_eq!(db.count("closings").await, 0);
        close(approval, other).await.unwrap();
        assert!(db.store.approval(approval).await.unwrap().decided.is_some());
        let acts = db.store.acts(Default::default(), 9).await.unwrap();
        assert!(acts.iter().any(|it| it.act == "election.advance" && it.person == Some(other)));
        // Refused for the state, so the approval stays open.
        let late = proposed(db, "election.close", "vote", one).await;
        assert_eq!(refused(close(late, other).await), Constraint::ElectionState);
        assert!(db.store.approval(late).await.unwrap().decided.is_none());
    }

    async fn the_first_note_of_an_author_stays(db: &Database) {
        let row = election(db, &roll(1)).await;
        let early = db.store.keep_note(row, NoteKind::Share, &note("1", "a", None)).await;
        assert_eq!(refused(early), Constraint::Reference);
        db.store.close_election(row, &CLOSING, Warrant::Operator { at: 60 }).await.unwrap();
        let by = Some(person(db, 1).await);
        for (kind, author, text) in [
            (NoteKind::Hold, "beta", "b"),
            (NoteKind::Hold, "alpha", "a"),
            (NoteKind::Hold, "beta", "another"),
            (NoteKind::Attest, "beta", "c"),
        ] {
            db.store.keep_note(row, kind, &note(author, text, by)).await.unwrap();
        }
        let holds = db.store.notes(row, NoteKind::Hold).await.unwrap();
        assert_eq!(holds, [note("alpha", "a", by), note("beta", "b", by)]);
        assert_eq!(db.store.notes(row, NoteKind::Share).await.unwrap(), []);
        let acts = db.store.acts(Default::default(), 50).await.unwrap();
        assert_eq!(acts.iter().filter(|it| it.act == "election.note").count(), 3);
    }

    async fn the_destruction_of_keys_is_written_down_once(db: &Database) {
        let row = closed(db).await;
        for at in [90, 91] {
            db.store.record_key_destruction(row, at).await.unwrap();
        }
        let acts = db.store.acts(Default::default(), 50).await.unwrap();
        let destroyed: Vec<i64> =
            acts.iter().filter(|it| it.act == "keys.destroy").map(|it| it.at).collect();
        assert_eq!(destroyed, [90]);
    }

    async fn logged_ballots_come_in_the_order_of_the_log(db: &Database) {
        let row = election(db, &roll(1)).await;
        let ballot = |number: u8| NewBallot {
            body_hash: [number; 32],
            body: vec![number; 3],
            voter_key: [number; 32],
            slot: 100,
            answer: StoredAnswer {
                entry: vec![number],
                opening: [number; 32],
                confirmation: vec![],
                taken_at: Some(30),
            },
        };
        db.store.take_ballots(row, &[ballot(3), ballot(1), ballot(2)]).await.unwrap();
        let checkpoint =
            StoredCheckpoint { size: 3, root: Hash::EMPTY, note: "note\n".to_owned(), witnessed: true };
        let entries = vec![vec![0], vec![1], vec![2]];
        let batch = Batch { from: 0, entries, nodes: vec![], closes: false, checkpoint };
        db.store.append(row, Log::Ballots, &batch).await.unwrap();
        let positions = async |first, end| {
            let logged = db.store.logged_ballots(row, first, end).await.unwrap();
            logged.into_iter().map(|it| (it.position, it.body[0])).collect::<Vec<_>>()
        };
        // The third one waits for its batch.
        assert_eq!(positions(0, u64::MAX).await, [(1, 1), (2, 2)]);
        assert_eq!(positions(2, 3).await, [(2, 2)]);
        assert_eq!(positions(0, 1).await, []);
    }
}
