//! Erasing ballots: when, what goes, what stays.

use crate::database::Database as Db;
use crate::elections::{MANIFEST, roll};
use store::approvals::Warrant;
use store::ballot_box::{NewBallot, StoredAnswer};
use store::elections::ElectionState as State;
use store::erasure::{Attestations, Ballots};
use store::logs::{Batch, Log, StoredCheckpoint};
use store::results::{Closing, NoteKind, SentNote};
use store::seasons::{Phase, PhaseKind};
use store::{Constraint, ElectionRow, StoreError};
use voting::merkle::Hash;

/// The first second in which results can be appealed no more.
const APPEALS_END: i64 = 800;

/// Nobody is asked to attest.
const OPEN: Attestations = Attestations { quorum: 0, accept_fewer: false };

fn ballot(number: u8) -> NewBallot {
    NewBallot {
        body_hash: [number; 32],
        body: vec![number; 580],
        voter_key: [number / 2; 32],
        slot: 100,
        answer: StoredAnswer {
            entry: vec![number],
            opening: [number; 32],
            confirmation: vec![number; 128],
            taken_at: Some(30),
        },
    }
}

/// An approved election with three ballots of two keys in its log; without or with an appeal period.
async fn voted(db: &Db, key: &str, appeals: bool) -> ElectionRow {
    let mut season = crate::seasons::season(key, &[]);
    if appeals {
        season.phases.push(Phase {
            kind: PhaseKind::Results,
            starts_at: 500,
            ends_at: APPEALS_END,
        });
    }
    let season = db.store.create_season(&season, 0).await.unwrap();
    let manifest = [MANIFEST, key.as_bytes()].concat();
    let row = db.store.prepare_election(season, &manifest, &roll(1), &[], None, 10).await.unwrap();
    advance(db, row, State::Approved).await;
    let ballots: Vec<NewBallot> = [1, 2, 3].map(ballot).into();
    db.store.take_ballots(row, &ballots).await.unwrap();
    let checkpoint =
        StoredCheckpoint { size: 4, root: Hash::EMPTY, note: "note\n".to_owned(), witnessed: true };
    let entries = vec![vec![0], vec![1], vec![2], vec![3]];
    let batch = Batch { from: 0, entries, nodes: vec![], closes: false, checkpoint };
    db.store.append(row, Log::Ballots, &batch).await.unwrap();
    row
}

async fn advance(db: &Db, row: ElectionRow, to: State) {
    db.store.advance_election(row, to, Warrant::Operator { at: 20 }).await.unwrap();
}

async fn published(db: &Db, key: &str, appeals: bool) -> ElectionRow {
    published_at(db, key, appeals, 20).await
}

async fn published_at(db: &Db, key: &str, appeals: bool, at: i64) -> ElectionRow {
    let row = voted(db, key, appeals).await;
    let closing = Closing { copy: [7; 32], unopened: 0 };
    db.store.close_election(row, &closing, Warrant::Operator { at: 20 }).await.unwrap();
    advance(db, row, State::Tallied).await;
    let warrant = Warrant::Operator { at };
    db.store.advance_election(row, State::Published, warrant).await.unwrap();
    row
}

async fn attest(db: &Db, row: ElectionRow, auditor: &str) {
    let [author, note] = [auditor, "note"].map(str::to_owned);
    let note = SentNote { author, note, sent_by: None, sent_at: 600 };
    db.store.keep_note(row, NoteKind::Attest, &note).await.unwrap();
}

/// The details of what was erased, the newest first.
async fn erased(db: &Db) -> Vec<serde_json::Value> {
    let acts = db.store.acts(Default::default(), 50).await.unwrap();
    acts.into_iter().filter(|act| act.act == "ballots.erase").map(|act| act.detail.0).collect()
}

async fn refused(db: &Db, row: ElectionRow, at: i64) -> Constraint {
    match db.store.erase_ballots(row, OPEN, at).await {
        Err(StoreError::Conflict(constraint)) => constraint,
        other => panic!("not refused: {other:?}"),
    }
}

on_both! {
    async fn ballots_stay_until_nothing_can_be_appealed(db: &Database) {
        let open = voted(db, "open", true).await;
        let (early, never) = (published(db, "early", true).await, published(db, "none", false).await);
        assert_eq!(refused(db, open, APPEALS_END).await, Constraint::ElectionState);
        assert_eq!(refused(db, early, APPEALS_END - 1).await, Constraint::AppealsOpen);
        assert_eq!(refused(db, never, i64::MAX).await, Constraint::AppealsOpen);
        assert_eq!(refused(db, ElectionRow(404), APPEALS_END).await, Constraint::ElectionState);
        for row in [open, early, never] {
            let kept = db.store.ballots_kept(row).await.unwrap();
            assert_eq!(kept, Ballots { bodies: 3, casts: 2 });
            assert!(!db.store.ballots_are_erased(row).await.unwrap());
        }
        let acts = db.store.acts(Default::default(), 50).await.unwrap();
        assert!(acts.iter().all(|act| act.act != "ballots.erase"), "{acts:?}");
    }

    async fn a_late_publication_can_be_appealed_as_long_as_one_in_time(db: &Database) {
        // The phase is 300 long. Published before it, at its start, within it, at its end, after it.
        let of = [(20, 800), (500, 800), (501, 801), (799, 1_099), (800, 1_100), (5_000, 5_300)];
        for (at, until) in of {
            let row = published_at(db, &format!("at-{at}"), true, at).await;
            assert_eq!(refused(db, row, until - 1).await, Constraint::AppealsOpen, "{at}");
            let erased = db.store.erase_ballots(row, OPEN, until).await.unwrap();
            assert_eq!(erased.ballots, Ballots { bodies: 3, casts: 2 }, "{at}");
        }
    }

    async fn how_many_attested_is_written_down(db: &Database) {
        let (none, all) = (published(db, "none", true).await, published(db, "all", true).await);
        let two = Attestations { quorum: 2, accept_fewer: false };
        attest(db, none, "alpha").await;
        let few = db.store.erase_ballots(none, two, APPEALS_END).await;
        let few = matches!(few, Err(StoreError::Conflict(Constraint::Unattested)));
        assert!(few && erased(db).await.is_empty());
        let kept = db.store.ballots_kept(none).await.unwrap();
        assert_eq!(kept, Ballots { bodies: 3, casts: 2 });
        // That fewer would have been accepted is not written down where there were enough.
        let accepted = Attestations { quorum: 2, accept_fewer: true };
        for auditor in ["alpha", "beta"] {
            attest(db, all, auditor).await;
        }
        for row in [none, all] {
            db.store.erase_ballots(row, accepted, APPEALS_END).await.unwrap();
        }
        let expected = |attested: u64, accepted: bool| {
            serde_json::json!({ "bodies": 3, "casts": 2, "attested": attested, "quorum": 2,
                "accepted_unattested": accepted })
        };
        assert_eq!(erased(db).await, [expected(2, false), expected(1, true)]);
    }

    async fn what_opens_a_ballot_goes_and_its_place_stays(db: &Database) {
        let (row, other) = (published(db, "one", true).await, published(db, "two", true).await);
        let erased = db.store.erase_ballots(row, OPEN, APPEALS_END).await.unwrap();
        assert_eq!(erased.ballots, Ballots { bodies: 3, casts: 2 });
        assert!(erased.left_in_file.is_none(), "{erased:?}");
        assert_eq!(db.store.ballots_kept(row).await.unwrap(), Ballots::default());
        assert!(db.store.ballots_are_erased(row).await.unwrap());
        assert_eq!(db.store.logged_ballots(row, 0, 9).await.unwrap(), []);
        for number in [1_u8, 2, 3] {
            let at = db.store.log_position(row, Log::Ballots, &[number]).await.unwrap();
            assert_eq!(at, Some(u64::from(number)));
        }
        let left = db.texts(
            "SELECT CAST(COUNT(*) AS TEXT) FROM box WHERE opening IS NOT NULL \
               OR confirmation IS NOT NULL OR body IS NOT NULL OR taken_at IS NOT NULL",
        );
        assert_eq!(left.await[0][0], "3", "those of the other election alone");
        let kept = db.store.ballots_kept(other).await.unwrap();
        assert_eq!(kept, Ballots { bodies: 3, casts: 2 });
        assert_eq!(db.count("log_entries").await, 8);

        let again = db.store.erase_ballots(row, OPEN, APPEALS_END + 1).await.unwrap();
        assert_eq!(again.ballots, Ballots::default());
        let acts = db.store.acts(Default::default(), 50).await.unwrap();
        let erased: Vec<_> = acts.iter().filter(|act| act.act == "ballots.erase").collect();
        let [act] = &erased[..] else { panic!("{erased:?}") };
        assert_eq!((act.subject.as_str(), act.person, act.at), ("one", None, APPEALS_END));
        assert_eq!((&act.detail.0["bodies"], &act.detail.0["casts"]), (&3.into(), &2.into()));
    }

    async fn a_release_is_written_down_with_what_stood(db: &Database) {
        let row = voted(db, "vote", false).await;
        db.store.record_release(row, 70).await.unwrap();
        let act = &db.store.acts(Default::default(), 1).await.unwrap()[0];
        assert_eq!((act.act.as_str(), act.subject.as_str()), ("election.release", "vote"));
        assert_eq!((act.person, act.at), (None, 70));
        assert_eq!(act.detail.0, serde_json::json!({ "ballots": 4, "issuance": 0 }));
        let unknown = db.store.record_release(ElectionRow(404), 70).await;
        assert!(matches!(unknown, Err(StoreError::NotFound)), "{unknown:?}");
    }
}
