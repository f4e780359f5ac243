//! Rules of a season: read back as they were made, changed by two officials until its vote is
//! approved.

use crate::database::Database as Db;
use crate::elections::{MANIFEST, roll};
use crate::people::person;
use store::acts::ActFilter;
use store::approvals::{NewApproval, Warrant};
use store::elections::ElectionState;
use store::proposals::Category;
use store::seasons::{
    Bounds, CHANGE_RULES, CategoryLimit, Contest, ContestRules, Exclusive, Institutions,
    MahallaLimit,
};
use store::{ApprovalId, Constraint, Json, PersonId, SeasonId, Som, StoreError};

const KEY: &str = "2026-autumn";

fn bounds() -> Bounds {
    let categories = |words: &[Category]| words.iter().copied().collect();
    Bounds {
        limits: vec![CategoryLimit {
            categories: categories(&[Category::Roads, Category::Park]),
            number: Some(2),
            amount: Some(Som(9_000_000_000)),
        }],
        each_mahalla: Some(MahallaLimit { number: Some(3), amount: Some(Som(700_000_000)) }),
        exclusive: vec![Exclusive {
            name: "Bitta bogʻ".to_owned(),
            projects: ["a", "b"].iter().map(|key| key.parse().unwrap()).collect(),
        }],
        institutions: Some(Institutions {
            amount: Som(1),
            categories: categories(&[Category::School]),
        }),
    }
}

/// A season with two contests.
async fn season(db: &Db) -> (SeasonId, Vec<Contest>) {
    db.store.import_territories(&crate::territories::some(), 0).await.unwrap();
    let mut places = Vec::new();
    for code in ["1726266", "1726269"] {
        places.push(db.store.territory_by_code(code).await.unwrap().id);
    }
    let mut new = crate::seasons::season(KEY, &places);
    new.contests[1].bounds = bounds();
    let id = db.store.create_season(&new, 50).await.unwrap();
    (id, db.store.contests(id).await.unwrap())
}

fn shares(contest: &Contest) -> ContestRules {
    ContestRules {
        contest: contest.id,
        rule: "mes_cost_add1u".to_owned(),
        rule_params: Json(serde_json::json!({})),
        min_votes: 7,
        bounds: bounds(),
    }
}

async fn proposed(db: &Db, by: PersonId, subject: &str) -> ApprovalId {
    let new = NewApproval {
        act: CHANGE_RULES.to_owned(),
        subject: subject.to_owned(),
        payload: Json(serde_json::json!({})),
    };
    db.store.propose(&new, by, 60).await.unwrap()
}

fn refused<T: std::fmt::Debug>(result: store::Result<T>) -> Constraint {
    match result {
        Err(StoreError::Conflict(constraint)) => constraint,
        other => panic!("not refused: {other:?}"),
    }
}

on_both! {
    async fn two_officials_change_the_rules_of_a_contest(db: &Database) {
        let (id, contests) = season(db).await;
        assert_eq!((&contests[0].bounds, &contests[1].bounds), (&Bounds::default(), &bounds()));
        let (one, other) = (person(db, 1).await, person(db, 2).await);
        let approval = proposed(db, one, KEY).await;
        let rules = [shares(&contests[0])];
        let warrant = |by| Warrant::Confirmed { approval, by, at: 70 };
        let own = db.store.change_rules(KEY, &rules, warrant(one)).await;
        assert_eq!(refused(own), Constraint::TwoPeople);
        assert_eq!(db.store.contests(id).await.unwrap(), contests, "nothing of it");
        db.store.change_rules(KEY, &rules, warrant(other)).await.unwrap();

        let changed = db.store.contests(id).await.unwrap();
        assert_eq!((changed[0].rule.as_str(), changed[0].min_votes), ("mes_cost_add1u", 7));
        assert_eq!(changed[0].bounds, bounds());
        assert_eq!(changed[0].envelope, contests[0].envelope);
        assert_eq!(changed[1], contests[1]);
        let acts = db.store.acts(ActFilter::default(), 2).await.unwrap();
        let told: Vec<_> = acts.iter().map(|it| (it.act.as_str(), it.subject.as_str())).collect();
        assert_eq!(told, [("season.rules", KEY), ("approval.confirm", KEY)]);
        assert_eq!((acts[0].person, acts[0].detail.0["contests"].as_i64()), (Some(other), Some(1)));
        let again = db.store.change_rules(KEY, &rules, warrant(other)).await;
        assert_eq!(refused(again), Constraint::ApprovalDecided);
    }

    async fn an_approved_vote_fixes_its_rules(db: &Database) {
        let (id, contests) = season(db).await;
        let rules = [shares(&contests[0])];
        let operator = Warrant::Operator { at: 70 };
        db.store.prepare_election(id, MANIFEST, &roll(1), &[], None, 10).await.unwrap();
        db.store.change_rules(KEY, &rules, operator).await.unwrap();
        let undone = db.store.election_of_season(id).await.unwrap();
        assert!(undone.is_none(), "what was prepared named other rules");

        let row = db.store.prepare_election(id, MANIFEST, &roll(1), &[], None, 10).await.unwrap();
        db.store.advance_election(row, ElectionState::Approved, operator).await.unwrap();
        let (one, other) = (person(db, 1).await, person(db, 2).await);
        let approval = proposed(db, one, KEY).await;
        let warrant = Warrant::Confirmed { approval, by: other, at: 80 };
        let late = [ContestRules { rule: "greedy_votes".to_owned(), ..shares(&contests[0]) }];
        let late = db.store.change_rules(KEY, &late, warrant).await;
        assert_eq!(refused(late), Constraint::BallotFixed);
        assert_eq!(db.store.contests(id).await.unwrap()[0].rule, "mes_cost_add1u");
        assert!(db.store.approval(approval).await.unwrap().decided.is_none(), "still open");
        let kept = db.store.election_of_season(id).await.unwrap().unwrap();
        assert_eq!((kept.row, kept.state), (row, ElectionState::Approved));
    }

    async fn only_contests_of_the_season_that_was_proposed_change(db: &Database) {
        let (_, contests) = season(db).await;
        db.store.create_season(&crate::seasons::season("other", &[]), 50).await.unwrap();
        let rules = [shares(&contests[0])];
        let operator = Warrant::Operator { at: 70 };
        for unknown in ["other", "nowhere"] {
            let unknown = db.store.change_rules(unknown, &rules, operator).await;
            assert!(matches!(unknown, Err(StoreError::NotFound)), "{unknown:?}");
        }
        let (one, other) = (person(db, 1).await, person(db, 2).await);
        let approval = proposed(db, one, "other").await;
        let warrant = Warrant::Confirmed { approval, by: other, at: 80 };
        let elsewhere = db.store.change_rules(KEY, &rules, warrant).await;
        assert_eq!(refused(elsewhere), Constraint::OtherApproval);
    }
}
