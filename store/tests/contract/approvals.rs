//! Acts that need two officials.

use crate::database::Database as Db;
use crate::people::person;
use store::acts::ActFilter;
use store::approvals::{Decision, NewApproval};
use store::{ApprovalId, Constraint, Json, PersonId, StoreError};

fn closing(election: &str) -> NewApproval {
    NewApproval {
        act: "election.close".to_owned(),
        subject: election.to_owned(),
        payload: Json(
            serde_json::json!({ "election": election, "entries": 9_007_199_254_740_991_i64 }),
        ),
    }
}

async fn two_officials(db: &Db) -> (PersonId, PersonId) {
    (person(db, 1).await, person(db, 2).await)
}

fn refused<T: std::fmt::Debug>(result: store::Result<T>) -> Constraint {
    match result {
        Err(StoreError::Conflict(constraint)) => constraint,
        other => panic!("not refused: {other:?}"),
    }
}

async fn words(db: &Db) -> Vec<String> {
    let acts = db.store.acts(ActFilter::default(), 99).await.unwrap();
    acts.into_iter().rev().map(|act| act.act).collect()
}

on_both! {
    async fn one_proposes_another_confirms_once(db: &Database) {
        let (one, other) = two_officials(db).await;
        let id = db.store.propose(&closing("7"), one, 100).await.unwrap();
        let open = db.store.open_approvals().await.unwrap();
        assert_eq!((open.len(), open[0].id, open[0].decided), (1, id, None));
        assert_eq!(
            (open[0].proposer.as_str(), open[0].proposed_by, open[0].proposed_at),
            ("Person 1", one, 100)
        );

        assert_eq!(refused(db.store.confirm(id, one, 200).await), Constraint::TwoPeople);
        assert_eq!(db.store.confirm(id, other, 210).await.unwrap(), closing("7").payload);
        assert_eq!(refused(db.store.confirm(id, other, 220).await), Constraint::ApprovalDecided);
        assert_eq!(refused(db.store.decline(id, other, 220).await), Constraint::ApprovalDecided);
        assert_eq!(refused(db.store.withdraw(id, one, 220).await), Constraint::ApprovalDecided);

        let decided = db.store.approval(id).await.unwrap().decided.expect("decided");
        assert_eq!((decided.decision, decided.by, decided.at), (Decision::Confirmed, other, 210));
        assert!(db.store.open_approvals().await.unwrap().is_empty());
        assert_eq!(words(db).await, ["approval.propose", "approval.confirm"]);
    }

    async fn an_act_on_a_subject_waits_once(db: &Database) {
        let (one, other) = two_officials(db).await;
        let id = db.store.propose(&closing("7"), one, 100).await.unwrap();
        for by in [one, other] {
            let twice = db.store.propose(&closing("7"), by, 110).await;
            assert_eq!(refused(twice), Constraint::ApprovalOpen);
        }
        db.store.propose(&closing("8"), one, 110).await.unwrap();
        db.store.decline(id, other, 120).await.unwrap();
        db.store.propose(&closing("7"), one, 130).await.unwrap();
        assert_eq!(db.store.open_approvals().await.unwrap().len(), 2);
    }

    async fn another_declines_and_only_the_proposer_withdraws(db: &Database) {
        let (one, other) = two_officials(db).await;
        let first = db.store.propose(&closing("7"), one, 100).await.unwrap();
        assert_eq!(refused(db.store.decline(first, one, 110).await), Constraint::TwoPeople);
        assert_eq!(refused(db.store.withdraw(first, other, 110).await), Constraint::NotProposer);
        assert_eq!(db.store.approval(first).await.unwrap().decided, None);
        db.store.withdraw(first, one, 120).await.unwrap();
        let second = db.store.propose(&closing("7"), one, 130).await.unwrap();
        db.store.decline(second, other, 140).await.unwrap();

        for (id, decision, by) in
            [(first, Decision::Withdrawn, one), (second, Decision::Declined, other)]
        {
            let decided = db.store.approval(id).await.unwrap().decided.expect("decided");
            assert_eq!((decided.decision, decided.by), (decision, by));
        }
        assert_eq!(
            words(db).await,
            ["approval.propose", "approval.withdraw", "approval.propose", "approval.decline",]
        );
    }

    async fn what_was_not_proposed_is_not_found(db: &Database) {
        let (one, _) = two_officials(db).await;
        let nothing = ApprovalId(404);
        assert!(matches!(db.store.confirm(nothing, one, 1).await, Err(StoreError::NotFound)));
        assert!(matches!(db.store.withdraw(nothing, one, 1).await, Err(StoreError::NotFound)));
        assert!(matches!(db.store.approval(nothing).await, Err(StoreError::NotFound)));
        let nobody = db.store.propose(&closing("7"), PersonId(404), 1).await;
        assert_eq!(refused(nobody), Constraint::Reference);
        assert_eq!(db.count("acts").await, 0);
    }

    async fn of_parallel_confirmations_one_gets_the_payload(db: &Database) {
        let one = person(db, 1).await;
        for round in 0..5_u8 {
            let id = db.store.propose(&closing(&round.to_string()), one, 100).await.unwrap();
            let mut confirmations = tokio::task::JoinSet::new();
            for official in 2..6 {
                let (store, by) = (db.store.clone(), person(db, official).await);
                confirmations.spawn(async move { store.confirm(id, by, 200).await });
            }
            let mut handed_out = 0;
            while let Some(done) = confirmations.join_next().await {
                match done.unwrap() {
                    Ok(_) => handed_out += 1,
                    decided => assert_eq!(refused(decided), Constraint::ApprovalDecided),
                }
            }
            assert_eq!(handed_out, 1);
        }
        let confirmed = words(db).await.iter().filter(|act| *act == "approval.confirm").count();
        assert_eq!(confirmed, 5);
    }

    async fn of_a_confirmation_and_a_withdrawal_at_once_one_counts(db: &Database) {
        let (one, other) = two_officials(db).await;
        for round in 0..10_u8 {
            let id = db.store.propose(&closing(&round.to_string()), one, 100).await.unwrap();
            let (confirmed, withdrawn) =
                tokio::join!(db.store.confirm(id, other, 200), db.store.withdraw(id, one, 200));
            assert_ne!(confirmed.is_ok(), withdrawn.is_ok());
            let decision = db.store.approval(id).await.unwrap().decided.expect("decided").decision;
            let counted = if confirmed.is_ok() { Decision::Confirmed } else { Decision::Withdrawn };
            assert_eq!(decision, counted);
        }
    }
}
