//! Screening: in the moderator's territory, in time, once, and written down.

use crate::database::Database as Db;
use crate::people::person;
use crate::proposals::{OPEN, Scene, read, refused};
use store::acts::ActFilter;
use store::approvals::Warrant;
use store::proposals::{Edit, ProposalState, Screening};
use store::roles::{Grant, Role};
use store::{Constraint, PersonId, ProposalId, Som, StoreError, TerritoryId};

async fn moderator(db: &Db, identity: u8, territory: Option<TerritoryId>) -> PersonId {
    let by = person(db, identity).await;
    let grant = Grant { person: by, role: Role::Moderator, territory };
    db.store.grant_role(grant, None, 100).await.unwrap();
    by
}

async fn district(db: &Db, code: &str) -> Option<TerritoryId> {
    Some(db.store.territory_by_code(code).await.unwrap().id)
}

fn screening(proposal: ProposalId, by: PersonId) -> Screening {
    Screening { proposal, version: 1, by, reason: "Qoidalarga mos.".to_owned() }
}

on_both! {
    async fn what_is_admitted_is_a_project_and_an_act(db: &Database) {
        let scene = Scene::set(db).await;
        let by = moderator(db, 2, district(db, "1726266").await).await;
        let id = scene.submitted(db, "suv").await;
        let project = db.store.admit_proposal(&screening(id, by), Som(600_000_000), 220).await.unwrap();

        let stored = read(db, "suv").await;
        let screened = stored.screened.expect("decided");
        assert_eq!((stored.state, screened.cost), (ProposalState::Admitted, Some(Som(600_000_000))));
        assert_eq!((screened.by, screened.at), (by, 220));
        assert_eq!(screened.reason, "Qoidalarga mos.");
        let stands = db.store.project(&stored.key).await.unwrap();
        assert_eq!((stands.id, stands.proposal, stands.contest), (project, Some(id), stored.contest));
        assert_eq!((stands.cost, stands.title), (Som(600_000_000), stored.content.title));

        let acts = db.store.acts(ActFilter::default(), 1).await.unwrap();
        assert_eq!((acts[0].act.as_str(), acts[0].person), ("proposals.admit", Some(by)));
        assert_eq!((acts[0].subject.as_str(), acts[0].at), ("proposal suv", 220));
        assert_eq!(acts[0].territory, Some(scene.mahallas[0]));
        assert_eq!(acts[0].detail.0["cost_reviewed"], 600_000_000);
        assert_eq!(acts[0].detail.0["cost_asked"], 689_200_000);
    }

    async fn what_is_refused_is_public_with_its_reason_and_no_project(db: &Database) {
        let scene = Scene::set(db).await;
        let by = moderator(db, 2, None).await;
        let id = scene.submitted(db, "suv").await;
        db.store.refuse_proposal(&screening(id, by), 220).await.unwrap();
        let stored = read(db, "suv").await;
        let screened = stored.screened.expect("decided");
        assert_eq!((stored.state, screened.cost), (ProposalState::Refused, None));
        assert!(matches!(db.store.project(&stored.key).await, Err(StoreError::NotFound)));
        let public = db.store.public_proposals(stored.contest).await.unwrap();
        assert_eq!((public.len(), public[0].decided_at), (1, Some(220)));
        let acts = db.store.acts(ActFilter::default(), 1).await.unwrap();
        assert_eq!(acts[0].act, "proposals.refuse");
    }

    async fn only_a_moderator_of_the_place_decides(db: &Database) {
        let scene = Scene::set(db).await;
        let id = scene.submitted(db, "suv").await;
        let elsewhere = moderator(db, 2, district(db, "1726269").await).await;
        let neighbour = moderator(db, 3, Some(scene.mahallas[1])).await;
        let ministry = person(db, 4).await;
        let grant = Grant { person: ministry, role: Role::Ministry, territory: None };
        db.store.grant_role(grant, None, 100).await.unwrap();
        let gone = moderator(db, 5, None).await;
        let revoked = Grant { person: gone, role: Role::Moderator, territory: None };
        db.store.revoke_role(revoked, None, 110).await.unwrap();
        for by in [elsewhere, neighbour, ministry, gone, person(db, 6).await] {
            let admitted = db.store.admit_proposal(&screening(id, by), Som(1), 220).await;
            assert_eq!(refused(admitted), Constraint::NotInScope);
            let refusal = db.store.refuse_proposal(&screening(id, by), 220).await;
            assert_eq!(refused(refusal), Constraint::NotInScope);
            assert!(db.store.queue_of(by).await.unwrap().is_empty());
        }
        assert_eq!(read(db, "suv").await.state, ProposalState::Submitted);
        for (identity, code) in [(7, "1726"), (8, "1726266"), (9, "17260001")] {
            let by = moderator(db, identity, district(db, code).await).await;
            assert_eq!(db.store.queue_of(by).await.unwrap().len(), 1, "{code}");
        }
    }

    async fn nobody_screens_their_own(db: &Database) {
        let scene = Scene::set(db).await;
        let id = scene.submitted(db, "suv").await;
        let own = moderator(db, 1, None).await;
        let admitted = db.store.admit_proposal(&screening(id, own), Som(1), 220).await;
        assert_eq!(refused(admitted), Constraint::OwnProposal);
        assert!(db.store.queue_of(own).await.unwrap().is_empty());
    }

    async fn no_decision_after_the_vote_has_begun(db: &Database) {
        let scene = Scene::set(db).await;
        let by = moderator(db, 2, None).await;
        let id = scene.submitted(db, "suv").await;
        let late = db.store.admit_proposal(&screening(id, by), Som(1), 300).await;
        assert_eq!(refused(late), Constraint::PhaseClosed);
        let late = db.store.refuse_proposal(&screening(id, by), 900).await;
        assert_eq!(refused(late), Constraint::PhaseClosed);
        db.store.admit_proposal(&screening(id, by), Som(1), 299).await.unwrap();
    }

    async fn nothing_joins_a_ballot_that_officials_approved(db: &Database) {
        use store::elections::ElectionState;
        let scene = Scene::set(db).await;
        let by = moderator(db, 2, None).await;
        let (first, late) = (scene.submitted(db, "suv").await, scene.submitted(db, "yol").await);
        let season = db.store.seasons().await.unwrap()[0].id;
        let prepare = async |manifest: &[u8]| {
            let people = crate::elections::roll(1);
            db.store.prepare_election(season, manifest, &people, &[], None, 210).await.unwrap()
        };
        // What was prepared lacks the project that joins now: it is to be prepared anew.
        prepare(b"{}").await;
        db.store.admit_proposal(&screening(first, by), Som(1), 220).await.unwrap();
        assert_eq!(db.store.election_of_season(season).await.unwrap(), None);
        let row = prepare(b"{ }").await;
        db.store.advance_election(row, ElectionState::Approved, Warrant::Operator { at: 230 }).await.unwrap();
        let refusal = db.store.admit_proposal(&screening(late, by), Som(1), 240).await;
        assert_eq!(refused(refusal), Constraint::BallotFixed);
        db.store.refuse_proposal(&screening(late, by), 240).await.unwrap();
    }

    async fn a_decision_is_on_the_version_that_was_read(db: &Database) {
        let scene = Scene::set(db).await;
        let by = moderator(db, 2, None).await;
        let id = scene.submitted(db, "suv").await;
        let edit = Edit {
            proposal: id,
            author: scene.author,
            version: 1,
            contest: scene.contests[0],
            content: scene.content(),
        };
        db.store.save_proposal(&edit, 160).await.unwrap();
        let stale = db.store.admit_proposal(&screening(id, by), Som(1), 170).await;
        assert_eq!(refused(stale), Constraint::ProposalChanged);
        let read = Screening { version: 2, ..screening(id, by) };
        db.store.admit_proposal(&read, Som(1), 170).await.unwrap();
    }

    async fn only_what_is_submitted_is_decided(db: &Database) {
        let scene = Scene::set(db).await;
        let by = moderator(db, 2, None).await;
        let draft = db.store.create_proposal(&scene.proposal("draft"), OPEN).await.unwrap();
        let withdrawn = scene.submitted(db, "withdrawn").await;
        db.store.withdraw_proposal(withdrawn, scene.author, OPEN).await.unwrap();
        for id in [draft, withdrawn] {
            let admitted = db.store.admit_proposal(&screening(id, by), Som(1), 220).await;
            assert_eq!(refused(admitted), Constraint::ProposalState);
        }
        let nothing = db.store.refuse_proposal(&screening(ProposalId(404), by), 220).await;
        assert!(matches!(nothing, Err(StoreError::NotFound)), "{nothing:?}");
    }

    async fn a_decision_has_a_reason_and_a_cost_in_bounds(db: &Database) {
        let scene = Scene::set(db).await;
        let by = moderator(db, 2, None).await;
        let id = scene.submitted(db, "suv").await;
        for reason in [String::new(), "a".repeat(2_001), "a".repeat(100_000)] {
            let wordless = Screening { reason, ..screening(id, by) };
            assert_eq!(refused(db.store.refuse_proposal(&wordless, 220).await), Constraint::Check);
        }
        for cost in [0, -1, 10_000_000_000_001, i64::MAX] {
            let admitted = db.store.admit_proposal(&screening(id, by), Som(cost), 220).await;
            assert_eq!(refused(admitted), Constraint::Check, "{cost}");
        }
        assert_eq!(read(db, "suv").await.state, ProposalState::Submitted);
        assert_eq!((db.count("projects").await, db.count("acts").await), (0, 2));
    }

    async fn of_many_moderators_at_once_one_decides(db: &Database) {
        let scene = Scene::set(db).await;
        let mut moderators = Vec::new();
        for identity in 2..8 {
            moderators.push(moderator(db, identity, None).await);
        }
        let before = db.count("acts").await;
        for round in 0..5 {
            let id = scene.submitted(db, &format!("round-{round}")).await;
            let mut decisions = tokio::task::JoinSet::new();
            for (at, by) in moderators.iter().copied().enumerate() {
                let store = db.store.clone();
                decisions.spawn(async move {
                    match at % 2 {
                        0 => store.admit_proposal(&screening(id, by), Som(5), 220).await.map(drop),
                        _ => store.refuse_proposal(&screening(id, by), 220).await,
                    }
                });
            }
            let mut decided = 0;
            while let Some(done) = decisions.join_next().await {
                match done.unwrap() {
                    Ok(()) => decided += 1,
                    slower => assert_eq!(refused(slower), Constraint::ProposalState),
                }
            }
            assert_eq!(decided, 1);
            let stored = read(db, &format!("round-{round}")).await;
            let stands = db.store.project(&stored.key).await.is_ok();
            assert_eq!(stands, stored.state == ProposalState::Admitted);
        }
        assert_eq!(db.count("acts").await - before, 5, "one act for each decision");
    }

    async fn of_a_decision_and_a_withdrawal_at_once_one_counts(db: &Database) {
        let scene = Scene::set(db).await;
        let by = moderator(db, 2, None).await;
        for round in 0..10 {
            let key = format!("round-{round}");
            let id = scene.submitted(db, &key).await;
            let screening = screening(id, by);
            let (admitted, withdrawn) = tokio::join!(
                db.store.admit_proposal(&screening, Som(5), 220),
                db.store.withdraw_proposal(id, scene.author, 220)
            );
            assert_ne!(admitted.is_ok(), withdrawn.is_ok());
            let state = read(db, &key).await.state;
            assert_eq!(state == ProposalState::Admitted, admitted.is_ok(), "{state}");
        }
    }
}
