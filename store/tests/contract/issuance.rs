//! Credentials: one for each identity.

use crate::elections::{contest, election, leaf, roll};
use store::issuance::NewCredential;
use store::logs::Log;
use store::{Constraint, StoreError};
use voting::manifest::OnePer;

/// A request by `person`, told apart from her others by `number`.
fn credential(person: u8, number: u8) -> NewCredential {
    NewCredential {
        leaf: leaf(person),
        contest: contest(0),
        one_per: OnePer::Contest,
        blinded_hash: [number; 32],
        blind_signature: vec![number; 256],
        entry: vec![person, number, 0],
    }
}

on_both! {
    async fn the_same_request_gets_the_same_answer_and_another_none(db: &Database) {
        let row = election(db, &roll(3)).await;
        let none = db.store.issued(row, leaf(1), contest(0), OnePer::Contest, &[7; 32]).await;
        assert_eq!(none.unwrap(), None);
        assert_eq!(db.store.issue(row, &credential(1, 7), 30).await.unwrap(), [7; 256]);
        let mut again = credential(1, 7);
        again.blind_signature = vec![8; 256];
        assert_eq!(db.store.issue(row, &again, 31).await.unwrap(), [7; 256], "what is stored");
        let before = db.store.issued(row, leaf(1), contest(0), OnePer::Contest, &[7; 32]).await;
        assert_eq!(before.unwrap(), Some(vec![7; 256]));

        let refused = |result: store::Result<_>| {
            matches!(result, Err(StoreError::Conflict(Constraint::CredentialIssued)))
        };
        assert!(refused(db.store.issue(row, &credential(1, 8), 32).await.map(Some)));
        assert!(refused(
            db.store.issued(row, leaf(1), contest(0), OnePer::Contest, &[8; 32]).await
        ));
        assert_eq!(db.count("issuance").await, 1);
        assert_eq!(db.store.waiting(row, Log::Issuance).await.unwrap().entries, [[1, 7, 0]]);
    }

    async fn only_who_is_on_the_roll_gets_one(db: &Database) {
        let row = election(db, &roll(1)).await;
        let mut elsewhere = credential(1, 1);
        elsewhere.contest = contest(1);
        for stranger in [credential(2, 1), elsewhere] {
            let NewCredential { leaf, contest, one_per, .. } = stranger;
            let before = db.store.issued(row, leaf, contest, one_per, &[7; 32]).await;
            let refused = db.store.issue(row, &stranger, 30).await.map(Some);
            for answer in [before, refused] {
                assert!(matches!(answer, Err(StoreError::Conflict(Constraint::NotOnRoll))));
            }
        }
        assert_eq!(db.count("issuance").await, 0);
    }

    async fn a_record_for_any_contest_serves_once(db: &Database) {
        let row = election(db, &roll(202)).await;
        for (person, one_per) in [(201, OnePer::Contest), (202, OnePer::Election)] {
            let mut request = credential(person, 1);
            (request.one_per, request.contest) = (one_per, contest(5));
            db.store.issue(row, &request, 30).await.unwrap();
            (request.contest, request.entry) = (contest(6), vec![person, 1, 1]);
            let refused = db.store.issue(row, &request, 31).await;
            assert!(
                matches!(refused, Err(StoreError::Conflict(Constraint::CredentialIssued))),
                "{refused:?}"
            );
        }
    }

    async fn each_of_a_group_is_answered_for_itself(db: &Database) {
        let row = election(db, &roll(2)).await;
        let group = [(1, 7), (9, 7), (2, 5), (1, 8), (1, 7)];
        let group = group.map(|(person, request)| (credential(person, request), 30));
        let answers = db.store.issue_group(row, &group).await.unwrap();
        let said: Vec<_> = answers.iter().map(|answer| answer.as_ref().ok().map(|it| it[0])).collect();
        assert_eq!(said, [Some(7), None, Some(5), None, Some(7)]);
        assert!(matches!(answers[1], Err(StoreError::Conflict(Constraint::NotOnRoll))));
        assert!(matches!(answers[3], Err(StoreError::Conflict(Constraint::CredentialIssued))));
        assert_eq!(db.count("issuance").await, 2);
    }

    async fn a_sealed_log_issues_nothing(db: &Database) {
        let row = election(db, &roll(1)).await;
        db.store.seal_log(row, Log::Issuance).await.unwrap();
        let refused = db.store.issue(row, &credential(1, 1), 30).await;
        assert!(matches!(refused, Err(StoreError::Conflict(Constraint::LogSealed))), "{refused:?}");
    }

    async fn two_hundred_requests_at_once_are_ten_credentials(db: &Database) {
        let row = election(db, &roll(10)).await;
        let again = db.again().await;
        let mut requests = tokio::task::JoinSet::new();
        for number in 0..200_u8 {
            let store = if number % 3 == 0 { again.clone() } else { db.store.clone() };
            // Each of ten people asks twenty times, with four different requests.
            let (person, request) = (number % 10 + 1, (number / 10) % 4 + 1);
            requests.spawn(async move {
                (person, request, store.issue(row, &credential(person, request), 30).await)
            });
        }
        let mut given = std::collections::BTreeMap::new();
        let (mut answered, mut refused) = (0, 0);
        while let Some(done) = requests.join_next().await {
            let (person, request, result) = done.unwrap();
            match result {
                Ok(signature) => {
                    assert_eq!(signature, [request; 256]);
                    assert_eq!(*given.entry(person).or_insert(request), request, "one request");
                    answered += 1;
                }
                Err(StoreError::Conflict(Constraint::CredentialIssued)) => refused += 1,
                Err(other) => panic!("another error: {other}"),
            }
        }
        assert_eq!((given.len(), answered, refused), (10, 50, 150));
        assert_eq!(db.count("issuance").await, 10);
        again.close().await;
    }
}
