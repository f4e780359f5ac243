//! Elections and their states.

use crate::database::Database as Db;
use store::approvals::Warrant;
use store::elections::ElectionState as State;
use store::{Constraint, ElectionRow, SeasonId, StoreError};
use voting::id::{ContestIndex, ElectionId};
use voting::keygen::TrusteeNotes;
use voting::roll::{Roll, RollContest, RollLeaf, RollRecord};

pub(crate) const MANIFEST: &[u8] = b"{\"title\":\"a small election\"}";

pub(crate) fn contest(index: u16) -> ContestIndex {
    ContestIndex::new(index).unwrap()
}

pub(crate) fn leaf(person: u8) -> RollLeaf {
    RollLeaf::from_bytes([person; 32])
}

/// People 1 to `people` in contest 0, those above 200 in any one contest.
pub(crate) fn roll(people: u8) -> Roll {
    let record = |person| {
        let contest = if person > 200 { RollContest::Any } else { RollContest::One(contest(0)) };
        RollRecord { contest, leaf: leaf(person) }
    };
    Roll::collect((1..=people).map(record)).unwrap()
}

pub(crate) async fn season(db: &Db) -> SeasonId {
    db.store.create_season(&crate::seasons::season("vote", &[]), 0).await.unwrap()
}

/// An approved election.
pub(crate) async fn election(db: &Db, roll: &Roll) -> ElectionRow {
    let season = season(db).await;
    let row = db.store.prepare_election(season, MANIFEST, roll, &[], None, 10).await.unwrap();
    db.store.advance_election(row, State::Approved, Warrant::Operator { at: 20 }).await.unwrap();
    row
}

on_both! {
    async fn an_election_reads_back_and_keeps_its_roll(db: &Database) {
        let (season, people) = (season(db).await, roll(205));
        let by = crate::people::person(db, 1).await;
        let row = db.store.prepare_election(season, MANIFEST, &people, &[], Some(by), 10).await.unwrap();
        let id = ElectionId::of_manifest(MANIFEST);
        let stored = db.store.election(&id).await.unwrap();
        assert_eq!((stored.row, stored.season, stored.id), (row, season, id));
        assert_eq!((stored.state, stored.state_at), (State::Prepared, 10));
        assert_eq!(stored.manifest, MANIFEST);
        assert_eq!(db.store.election_of_season(season).await.unwrap(), Some(stored));
        assert_eq!(db.store.roll(row).await.unwrap(), people);
        let act = &db.store.acts(Default::default(), 1).await.unwrap()[0];
        assert_eq!((act.act.as_str(), act.person), ("election.prepare", Some(by)));
        let unknown = db.store.election(&ElectionId::of_manifest(b"")).await;
        assert!(matches!(unknown, Err(StoreError::NotFound)));
        assert_eq!(db.store.election_of_season(SeasonId(404)).await.unwrap(), None);
    }

    async fn what_trustees_published_stays_with_what_it_was_prepared_for(db: &Database) {
        let (season, people) = (season(db).await, roll(1));
        let notes = |word: &str| -> Vec<TrusteeNotes> {
            let note = |index| TrusteeNotes {
                announcement: format!("{word} {index}"),
                reveal: format!("reveal {index}"),
            };
            (1..=11).map(note).collect()
        };
        for word in ["first", "second"] {
            let notes = notes(word);
            let row = db.store.prepare_election(season, MANIFEST, &people, &notes, None, 10);
            let row = row.await.unwrap();
            assert_eq!(db.store.key_generation(row).await.unwrap(), notes);
            assert_eq!(db.count("key_generation").await, 11);
        }
        let alone = db.store.prepare_election(season, MANIFEST, &people, &[], None, 10);
        assert_eq!(db.store.key_generation(alone.await.unwrap()).await.unwrap(), []);
        assert_eq!(db.count("key_generation").await, 0);
    }

    async fn what_nobody_approved_is_made_anew_and_nothing_else(db: &Database) {
        let season = season(db).await;
        let prepare = async |manifest: &[u8], people| {
            db.store.prepare_election(season, manifest, &roll(people), &[], None, 10).await
        };
        prepare(b"first", 3).await.unwrap();
        let row = prepare(b"second", 2).await.unwrap();
        assert_eq!((db.count("elections").await, db.count("roll").await), (1, 2));
        assert_eq!(db.count("logs").await, 2);
        db.store.advance_election(row, State::Approved, Warrant::Operator { at: 20 }).await.unwrap();
        let late = prepare(b"third", 3).await;
        assert!(matches!(late, Err(StoreError::Conflict(Constraint::ElectionApproved))), "{late:?}");
        assert_eq!(db.store.roll(row).await.unwrap(), roll(2));
    }

    async fn states_follow_each_other_and_never_turn_back(db: &Database) {
        let row = election(db, &roll(1)).await;
        let refused = async |to| {
            let refused = db.store.advance_election(row, to, Warrant::Operator { at: 30 }).await;
            matches!(refused, Err(StoreError::Conflict(Constraint::ElectionState)))
        };
        assert!(refused(State::Prepared).await && refused(State::Approved).await);
        assert!(refused(State::Tallied).await && refused(State::Published).await);
        let early = db.store.record_key_destruction(row, 35).await;
        assert!(matches!(early, Err(StoreError::Conflict(Constraint::ElectionState))));
        for to in [State::Closed, State::Tallied, State::Published] {
            db.store.advance_election(row, to, Warrant::Operator { at: 40 }).await.unwrap();
            assert_eq!(db.store.elections_in(to).await.unwrap()[0].row, row);
        }
        assert!(refused(State::Closed).await);
        db.store.record_key_destruction(row, 50).await.unwrap();
        assert_eq!(db.store.elections_in(State::Approved).await.unwrap(), []);
        let acts = db.store.acts(Default::default(), 10).await.unwrap();
        let advances = acts.iter().filter(|act| act.act == "election.advance").count();
        assert_eq!((advances, acts[0].act.as_str()), (4, "keys.destroy"));
    }

    async fn a_confirmation_and_what_follows_from_it_are_one(db: &Database) {
        let (one, other) = (crate::people::person(db, 1).await, crate::people::person(db, 2).await);
        let season = season(db).await;
        db.store.prepare_election(season, MANIFEST, &roll(1), &[], None, 10).await.unwrap();
        let new = store::approvals::NewApproval {
            act: "election.open".to_owned(),
            subject: "vote".to_owned(),
            payload: store::Json(serde_json::json!({})),
        };
        let id = db.store.propose(&new, one, 20).await.unwrap();
        let named = ElectionId::of_manifest;
        let confirm = async |manifest, by| {
            let warrant = store::approvals::Warrant::Confirmed { approval: id, by, at: 30 };
            match db.store.approve_election(&named(manifest), warrant).await {
                Err(StoreError::Conflict(constraint)) => Err(constraint),
                Err(error) => panic!("{error}"),
                Ok(()) => Ok(()),
            }
        };
        assert_eq!(confirm(MANIFEST, one).await, Err(Constraint::TwoPeople));
        // What cannot follow leaves the act open: another manifest has taken this one's place, and
        // perhaps its row's number.
        assert_eq!(confirm(b"{ }", other).await, Err(Constraint::ElectionState));
        assert_eq!(db.store.approval(id).await.unwrap().decided, None);
        assert_eq!(db.count("acts").await, 2);
        assert_eq!(confirm(MANIFEST, other).await, Ok(()));
        assert_eq!(confirm(MANIFEST, other).await, Err(Constraint::ElectionState));
        let stored = db.store.election_of_season(season).await.unwrap().unwrap();
        assert_eq!((stored.state, stored.state_at), (State::Approved, 30));
        let approval = db.store.approval(id).await.unwrap();
        assert_eq!(approval.decider.as_deref(), Some("Person 2"));
    }
}
