//! Seasons: made whole or not at all, read back as they were made, current when they should be.

use crate::database::{Database as Db, names};
use store::seasons::{
    Ballot, BallotKind, Bounds, NewContest, NewSeason, Phase, PhaseKind, Publication, ResidenceRule,
};
use store::{Constraint, FileHash, Json, Som, StoreError, TerritoryId};

/// A season that takes proposals in [100, 200), votes in [300, 400), executes in [500, 900).
pub(crate) fn season(key: &str, territories: &[TerritoryId]) -> NewSeason {
    NewSeason {
        key: key.to_owned(),
        titles: names(&[("uz", "Kuz 2026"), ("ru", "Осень 2026")]),
        act: names(&[("uz", "PQ-1")]),
        publication: Publication::Audited,
        residence: ResidenceRule::District,
        min_age: 18,
        phases: vec![
            phase(PhaseKind::Voting, 300, 400),
            phase(PhaseKind::Submission, 100, 200),
            phase(PhaseKind::Execution, 500, 900),
        ],
        contests: territories.iter().copied().map(contest).collect(),
    }
}

/// Makes one thing of a good season wrong.
type Spoil = fn(&mut NewSeason);

fn phase(kind: PhaseKind, starts_at: i64, ends_at: i64) -> Phase {
    Phase { kind, starts_at, ends_at }
}

fn contest(territory: TerritoryId) -> NewContest {
    NewContest {
        territory,
        envelope: Som(30_000_000_000),
        cap: Som(1_648_000_000),
        cap_equipment: Some(Som(824_000_000)),
        min_votes: 50,
        ballot: Ballot { kind: BallotKind::Approval, min: 1, max: 5 },
        rule: "greedy_votes".to_owned(),
        rule_params: Json(serde_json::json!({ "skip": true })),
        bounds: Bounds::default(),
    }
}

async fn districts(db: &Db) -> Vec<TerritoryId> {
    db.store.import_territories(&crate::territories::some(), 0).await.unwrap();
    let mut ids = Vec::new();
    for code in ["1726266", "1726269"] {
        ids.push(db.store.territory_by_code(code).await.unwrap().id);
    }
    ids
}

on_both! {
    async fn a_season_reads_back_as_it_was_made(db: &Database) {
        let districts = districts(db).await;
        let new = season("2026-autumn", &districts);
        let id = db.store.create_season(&new, 50).await.unwrap();

        let stored = db.store.season("2026-autumn").await.unwrap();
        assert_eq!(stored, db.store.season_by_id(id).await.unwrap());
        assert_eq!((stored.id, stored.created_at, stored.min_age), (id, 50, 18));
        assert_eq!((stored.titles.clone(), stored.act.clone()), (new.titles, new.act));
        assert_eq!((stored.publication, stored.residence), (new.publication, new.residence));
        let kinds: Vec<_> = stored.phases.iter().map(|phase| phase.kind).collect();
        assert_eq!(kinds, [PhaseKind::Submission, PhaseKind::Voting, PhaseKind::Execution]);

        let territories = db.store.contest_territories(id).await.unwrap();
        assert_eq!(territories.iter().map(|it| it.id).collect::<Vec<_>>(), districts);

        let contests = db.store.contests(id).await.unwrap();
        assert_eq!(contests.iter().map(|it| it.position).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(contests.iter().map(|it| it.territory).collect::<Vec<_>>(), districts);
        let second = db.store.contest(contests[1].id).await.unwrap();
        assert_eq!(second, contests[1]);
        assert_eq!(
            (second.season, second.envelope, second.cap),
            (id, Som(30_000_000_000), Som(1_648_000_000))
        );
        assert_eq!((second.ballot, second.min_votes), (new.contests[1].ballot, 50));
        assert_eq!(
            (second.rule, second.rule_params),
            ("greedy_votes".to_owned(), new.contests[1].rule_params.clone())
        );
    }

    async fn phases_are_half_open(db: &Database) {
        let mut new = season("overlap", &[]);
        new.phases.push(phase(PhaseKind::Screening, 150, 300));
        db.store.create_season(&new, 50).await.unwrap();
        let stored = db.store.season("overlap").await.unwrap();
        let at = |at| stored.phase_at(at).map(|phase| phase.kind);
        assert_eq!(at(99), None);
        assert_eq!(at(100), Some(PhaseKind::Submission));
        assert_eq!(at(150), Some(PhaseKind::Screening), "of two the later");
        assert!(
            stored.is_in(PhaseKind::Submission, 199) && !stored.is_in(PhaseKind::Submission, 200)
        );
        assert_eq!((at(299), at(300)), (Some(PhaseKind::Screening), Some(PhaseKind::Voting)));
        assert_eq!((at(399), at(400)), (Some(PhaseKind::Voting), None));
        assert_eq!(stored.phase(PhaseKind::Tally), None);
    }

    async fn what_a_constraint_refuses_leaves_nothing(db: &Database) {
        let districts = districts(db).await;
        let refused: [(Spoil, Constraint); 8] = [
            (
                |it| it.contests[1].territory = it.contests[0].territory,
                Constraint::ContestTerritory,
            ),
            (|it| it.contests[1].territory = TerritoryId(404), Constraint::Reference),
            (|it| it.contests[1].envelope = Som(0), Constraint::Check),
            (|it| it.contests[1].ballot.min = 6, Constraint::Check),
            (|it| it.contests[1].ballot.kind = BallotKind::ChooseOne, Constraint::Check),
            (|it| it.phases[1].ends_at = 100, Constraint::Check),
            (|it| it.phases[1].kind = PhaseKind::Voting, Constraint::Unique),
            (|it| it.min_age = 121, Constraint::Check),
        ];
        for (at, (spoil, constraint)) in refused.into_iter().enumerate() {
            let mut new = season("broken", &districts);
            spoil(&mut new);
            match db.store.create_season(&new, 50).await {
                Err(StoreError::Conflict(by)) => assert_eq!(by, constraint, "case {at}"),
                other => panic!("case {at}: {other:?}"),
            }
        }
        assert_eq!(
            (db.count("seasons").await, db.count("phases").await, db.count("contests").await),
            (0, 0, 0)
        );
    }

    async fn a_key_stands_once(db: &Database) {
        db.store.create_season(&season("one", &[]), 50).await.unwrap();
        let twice = db.store.create_season(&season("one", &[]), 50).await;
        assert!(matches!(twice, Err(StoreError::Conflict(Constraint::SeasonKey))), "{twice:?}");
        assert!(matches!(db.store.season("two").await, Err(StoreError::NotFound)));
        assert!(matches!(db.store.contest(store::ContestId(1)).await, Err(StoreError::NotFound)));
    }

    async fn a_season_from_a_file_is_written_down(db: &Database) {
        let (districts, file) = (districts(db).await, FileHash([7; 32]));
        let new = season("file", &districts);
        let id = db.store.import_season(&new, false, &file, 60).await.unwrap();
        let act = &db.store.acts(Default::default(), 1).await.unwrap()[0];
        assert_eq!((act.act.as_str(), act.subject.as_str()), ("season.import", "file"));
        assert_eq!((act.person, act.territory, act.at), (None, None, 60));
        assert_eq!((&act.detail.0["contests"], &act.detail.0["replaced"]), (&2.into(), &false.into()));
        assert_eq!(act.detail.0["sha256"], "07".repeat(32));
        let twice = db.store.import_season(&new, false, &file, 61).await;
        assert!(matches!(twice, Err(StoreError::Conflict(Constraint::SeasonKey))), "{twice:?}");

        let mut other = season("file", &districts[1..]);
        (other.min_age, other.publication) = (16, Publication::Open);
        other.phases.pop();
        assert_eq!(db.store.import_season(&other, true, &file, 62).await.unwrap(), id);
        let stored = db.store.season("file").await.unwrap();
        assert_eq!((stored.min_age, stored.publication, stored.phases.len()), (16, Publication::Open, 2));
        let contests = db.store.contests(id).await.unwrap();
        assert_eq!(contests.iter().map(|it| it.territory).collect::<Vec<_>>(), districts[1..]);
        // One wrong contest, and the season stays as it was; so does the register.
        other.contests[0].envelope = Som(0);
        let refused = db.store.import_season(&other, true, &file, 63).await;
        assert!(matches!(refused, Err(StoreError::Conflict(Constraint::Check))), "{refused:?}");
        assert_eq!(db.store.contests(id).await.unwrap(), contests);
        let acts = db.store.acts(Default::default(), 50).await.unwrap();
        assert_eq!(acts.iter().filter(|it| it.act == "season.import").count(), 2);
    }

    async fn what_something_rests_on_is_not_replaced(db: &Database) {
        let file = FileHash([7; 32]);
        let scene = crate::proposals::Scene::set(db).await;
        let there = db.store.season("2026-autumn").await.unwrap();
        assert!(!db.store.season_is_in_use(&there).await.unwrap());
        db.store.create_proposal(&scene.proposal("suv"), crate::proposals::OPEN).await.unwrap();
        let election = crate::elections::season(db).await;
        let people = crate::elections::roll(1);
        db.store.prepare_election(election, b"manifest", &people, &[], None, 10).await.unwrap();
        for key in ["2026-autumn", "vote"] {
            let there = db.store.season(key).await.unwrap();
            assert!(db.store.season_is_in_use(&there).await.unwrap(), "{key}");
            let refused = db.store.import_season(&season(key, &[]), true, &file, 63).await;
            let in_use = matches!(refused, Err(StoreError::Conflict(Constraint::SeasonInUse)));
            assert!(in_use, "{key}: {refused:?}");
            assert_eq!(db.store.season(key).await.unwrap(), there);
        }
        assert_eq!(db.count("contests").await, 2);
    }

    async fn the_current_season_votes_before_it_takes_proposals(db: &Database) {
        let moved = |key: &str, by: i64| {
            let mut new = season(key, &[]);
            for phase in &mut new.phases {
                phase.starts_at += by;
                phase.ends_at += by;
            }
            new
        };
        // One that votes from 300 on, one that takes proposals from 300 on, one that is built.
        for (key, by) in [("first", 0), ("second", 200), ("old", -250)] {
            db.store.create_season(&moved(key, by), 0).await.unwrap();
        }
        let current = async |at| db.store.current_season(at).await.unwrap().map(|it| it.key);
        assert_eq!(current(-200).await, None);
        assert_eq!(current(120).await.as_deref(), Some("old"), "votes; first takes proposals");
        assert_eq!(current(160).await.as_deref(), Some("first"), "takes proposals");
        assert_eq!(current(260).await.as_deref(), Some("old"), "alone: is built");
        assert_eq!(current(350).await.as_deref(), Some("first"), "votes; second takes proposals");
        assert_eq!(current(399).await.as_deref(), Some("first"));
        assert_eq!(current(400).await.as_deref(), Some("old"), "voting and proposals are over");
        assert_eq!(current(650).await.as_deref(), Some("first"), "of two that are built the later");
        assert_eq!(current(2_000).await, None);
        let order: Vec<_> =
            db.store.seasons().await.unwrap().into_iter().map(|it| it.key).collect();
        assert_eq!(order, ["second", "first", "old"]);
    }
}
