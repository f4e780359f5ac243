//! Budgets: kept, proposed, published by two people at once with their confirmation, and never
//! overwritten.

use crate::database::Database as Db;
use crate::people::person;
use crate::roles::{grant, territories};
use store::acts::ActFilter;
use store::approvals::Decision;
use store::budgets::{Budget, FileState, Line, NewFile, PUBLISH, Totals};
use store::roles::Role;
use store::{
    ApprovalId, BudgetFileId, Constraint, FileHash, PersonId, Som, StoreError, TerritoryId,
};

/// Two officials of a region, and the places of its budget.
struct Scene {
    one: PersonId,
    other: PersonId,
    region: TerritoryId,
    districts: [TerritoryId; 2],
}

impl Scene {
    async fn set(db: &Db) -> Self {
        let [region, district, second, _] = territories(db).await;
        let (one, other) = (person(db, 1).await, person(db, 2).await);
        for official in [one, other] {
            let role = grant(official, Role::Ministry, Some(region));
            db.store.grant_role(role, None, 10).await.unwrap();
        }
        Self { one, other, region, districts: [district, second] }
    }

    fn budget(&self) -> Budget {
        Budget { year: 2026, territory: self.region }
    }

    /// A file whose amounts are multiples of `unit`.
    fn file(&self, unit: i64) -> NewFile {
        let [first, second] = self.districts;
        let line = |territory, function: &str, plan: i64, executed: i64| Line {
            territory,
            function: function.parse().unwrap(),
            plan: Som(plan * unit),
            executed: Som(executed * unit),
        };
        NewFile {
            budget: self.budget(),
            source: format!("\u{feff}territory;…\r\n{unit}").into_bytes(),
            sha256: FileHash([u8::try_from(unit % 251).unwrap(); 32]),
            lines: vec![
                line(first, "07.2", 10, 4),
                line(second, "09.1", 20, 5),
                line(first, "01.1", 3, 0),
            ],
        }
    }

    async fn kept(&self, db: &Db, unit: i64) -> BudgetFileId {
        db.store.keep_budget_file(&self.file(unit), self.one, 100).await.unwrap()
    }

    async fn proposed(&self, db: &Db, unit: i64) -> (BudgetFileId, ApprovalId) {
        let id = self.kept(db, unit).await;
        let file = db.store.budget_file(id).await.unwrap();
        (id, db.store.propose_budget(&file, self.one, 110).await.unwrap())
    }
}

fn refused<T: std::fmt::Debug>(result: store::Result<T>) -> Constraint {
    match result {
        Err(StoreError::Conflict(constraint)) => constraint,
        other => panic!("not refused: {other:?}"),
    }
}

async fn state(db: &Db, file: BudgetFileId) -> FileState {
    db.store.budget_file(file).await.unwrap().state
}

on_both! {
    async fn what_was_uploaded_is_kept_to_the_byte_and_line(db: &Database) {
        let scene = Scene::set(db).await;
        let id = scene.kept(db, 7).await;
        let file = db.store.budget_file(id).await.unwrap();
        assert_eq!((file.budget, file.line_count), (scene.budget(), 3));
        assert_eq!(file.totals, Totals { plan: Som(33 * 7), executed: Som(9 * 7) });
        assert_eq!((file.uploaded_by, file.uploader.as_str()), (scene.one, "Person 1"));
        assert_eq!((file.uploaded_at, file.state), (100, FileState::Kept));
        assert_eq!(db.store.budget_lines(id).await.unwrap(), scene.file(7).lines);
        assert_eq!(db.store.budget_source(id).await.unwrap(), scene.file(7).source);
        let acts = db.store.acts(ActFilter::default(), 1).await.unwrap();
        assert_eq!((acts[0].act.as_str(), acts[0].person), ("budget.upload", Some(scene.one)));
        assert_eq!((acts[0].subject.as_str(), acts[0].territory), ("budget 2026/1726", Some(scene.region)));
    }

    async fn a_file_nobody_proposed_makes_room_for_the_next(db: &Database) {
        let scene = Scene::set(db).await;
        let first = scene.kept(db, 1).await;
        let others = db.store.keep_budget_file(&scene.file(2), scene.other, 100).await.unwrap();
        let second = scene.kept(db, 3).await;
        assert!(matches!(db.store.budget_file(first).await, Err(StoreError::NotFound)));
        assert_eq!(state(db, others).await, FileState::Kept);
        assert_eq!(db.count("budget_lines").await, 6);
        let listed = db.store.budget_files(scene.one, 9).await.unwrap();
        assert_eq!(listed.iter().map(|file| file.id).collect::<Vec<_>>(), [second]);
    }

    async fn impossible_files_are_not_kept(db: &Database) {
        let scene = Scene::set(db).await;
        let mut twice = scene.file(1);
        twice.lines.push(twice.lines[0]);
        let kept = db.store.keep_budget_file(&twice, scene.one, 100).await;
        assert_eq!(refused(kept), Constraint::Unique);
        let mut empty = scene.file(1);
        empty.lines.clear();
        let kept = db.store.keep_budget_file(&empty, scene.one, 100).await;
        assert_eq!(refused(kept), Constraint::Check);
        let mut negative = scene.file(1);
        negative.lines[1].executed = Som(-1);
        let kept = db.store.keep_budget_file(&negative, scene.one, 100).await;
        assert_eq!(refused(kept), Constraint::Check);
        let mut huge = scene.file(1);
        huge.lines[1].plan = Som(i64::MAX);
        assert!(matches!(
            db.store.keep_budget_file(&huge, scene.one, 100).await,
            Err(StoreError::Corrupt(_))
        ));
        assert_eq!(db.count("budget_files").await, 0);
        assert_eq!(db.count("budget_lines").await, 0);
    }

    async fn another_official_confirms_and_that_publishes(db: &Database) {
        let scene = Scene::set(db).await;
        let (file, approval) = scene.proposed(db, 7).await;
        assert_eq!(state(db, file).await, FileState::Waiting(approval));
        let open = db.store.open_approvals().await.unwrap();
        assert_eq!((open.len(), open[0].act.as_str()), (1, PUBLISH));
        assert_eq!(open[0].payload.0["sha256"], "07".repeat(32));
        assert_eq!(open[0].payload.0["plan"], 33 * 7);
        assert!(db.store.budgets().await.unwrap().is_empty());

        let own = db.store.publish_budget(approval, scene.one, 120).await;
        assert_eq!(refused(own), Constraint::TwoPeople);
        let stranger = person(db, 3).await;
        let without = db.store.publish_budget(approval, stranger, 120).await;
        assert_eq!(refused(without), Constraint::NotInScope);
        assert_eq!(state(db, file).await, FileState::Waiting(approval));

        assert_eq!(db.store.publish_budget(approval, scene.other, 130).await.unwrap(), 1);
        assert_eq!(state(db, file).await, FileState::Published(1));
        let again = db.store.publish_budget(approval, scene.other, 140).await;
        assert_eq!(refused(again), Constraint::ApprovalDecided);
        let versions = db.store.budget_versions(scene.budget()).await.unwrap();
        assert_eq!((versions.len(), versions[0].version, versions[0].file), (1, 1, file));
        assert_eq!((versions[0].published_at, versions[0].totals.plan), (130, Som(33 * 7)));
        let acts = db.store.acts(ActFilter::default(), 4).await.unwrap();
        let words: Vec<_> = acts.iter().rev().map(|act| act.act.as_str()).collect();
        assert_eq!(words, ["budget.upload", "approval.propose", "approval.confirm", "budget.publish"]);
        assert_eq!((acts[0].person, acts[0].territory), (Some(scene.other), Some(scene.region)));
        assert_eq!(acts[0].detail.0["version"], 1);
    }

    async fn of_confirmations_at_once_one_publishes(db: &Database) {
        let scene = Scene::set(db).await;
        for round in 1..=5 {
            let (_, approval) = scene.proposed(db, round).await;
            let mut confirmations = tokio::task::JoinSet::new();
            for official in 2..6 {
                let (store, by) = (db.store.clone(), person(db, official).await);
                if official > 2 && round == 1 {
                    let role = grant(by, Role::Ministry, Some(scene.region));
                    db.store.grant_role(role, None, 10).await.unwrap();
                }
                confirmations.spawn(async move { store.publish_budget(approval, by, 200).await });
            }
            let mut published = Vec::new();
            while let Some(done) = confirmations.join_next().await {
                match done.unwrap() {
                    Ok(version) => published.push(version),
                    late => assert_eq!(refused(late), Constraint::ApprovalDecided),
                }
            }
            assert_eq!(published, [round]);
        }
        let versions = db.store.budget_versions(scene.budget()).await.unwrap();
        let numbers: Vec<_> = versions.iter().map(|version| version.version).collect();
        assert_eq!(numbers, [5, 4, 3, 2, 1]);
    }

    async fn a_second_version_leaves_the_first_as_it_was(db: &Database) {
        let scene = Scene::set(db).await;
        let (first, approval) = scene.proposed(db, 7).await;
        db.store.publish_budget(approval, scene.other, 120).await.unwrap();
        let before = db.store.budget_versions(scene.budget()).await.unwrap().remove(0);
        let (second, approval) = scene.proposed(db, 8).await;
        assert_eq!(db.store.publish_budget(approval, scene.other, 130).await.unwrap(), 2);
        let versions = db.store.budget_versions(scene.budget()).await.unwrap();
        assert_eq!((versions[0].file, &versions[1]), (second, &before));
        assert_eq!(db.store.budget_lines(first).await.unwrap(), scene.file(7).lines);
        assert_eq!(db.store.budget_source(first).await.unwrap(), scene.file(7).source);
        let newest = db.store.budgets().await.unwrap();
        assert_eq!((newest.len(), newest[0].version), (1, 2));
    }

    async fn one_version_of_a_budget_waits_at_a_time(db: &Database) {
        let scene = Scene::set(db).await;
        let (first, approval) = scene.proposed(db, 7).await;
        let second = db.store.keep_budget_file(&scene.file(8), scene.other, 120).await.unwrap();
        let file = db.store.budget_file(second).await.unwrap();
        let twice = db.store.propose_budget(&file, scene.other, 130).await;
        assert_eq!(refused(twice), Constraint::ApprovalOpen);
        db.store.withdraw(approval, scene.one, 140).await.unwrap();
        assert_eq!(state(db, first).await, FileState::Ended(Decision::Withdrawn));
        db.store.propose_budget(&file, scene.other, 150).await.unwrap();
        let ended = db.store.budget_file(first).await.unwrap();
        let again = db.store.propose_budget(&ended, scene.one, 160).await;
        assert_eq!(refused(again), Constraint::BudgetKept);
    }

    async fn only_its_uploader_with_the_role_proposes_a_file(db: &Database) {
        let scene = Scene::set(db).await;
        let file = db.store.budget_file(scene.kept(db, 7).await).await.unwrap();
        let foreign = db.store.propose_budget(&file, scene.other, 110).await;
        assert!(matches!(foreign, Err(StoreError::NotFound)));
        let role = grant(scene.one, Role::Ministry, Some(scene.region));
        db.store.revoke_role(role, None, 105).await.unwrap();
        let without = db.store.propose_budget(&file, scene.one, 110).await;
        assert_eq!(refused(without), Constraint::NotInScope);
        assert!(db.store.open_approvals().await.unwrap().is_empty());
    }

    async fn what_was_proposed_or_published_cannot_be_changed_by_anybody(db: &Database) {
        let scene = Scene::set(db).await;
        let (_, approval) = scene.proposed(db, 7).await;
        db.store.publish_budget(approval, scene.other, 120).await.unwrap();
        scene.proposed(db, 8).await;
        for sql in [
            "UPDATE budget_versions SET version = 9",
            "DELETE FROM budget_versions",
            "UPDATE budget_proposals SET file_id = file_id",
            "DELETE FROM budget_proposals",
            "UPDATE budget_files SET plan = plan + 1",
            "DELETE FROM budget_files",
            "UPDATE budget_lines SET plan = plan + 1",
            "DELETE FROM budget_lines WHERE position = 0",
            "INSERT INTO budget_lines (file_id, position, territory_id, function, plan, executed) \
               SELECT id, 9, territory_id, '10.9', 1, 1 FROM budget_files",
        ] {
            let done = db.raw(sql).await;
            assert_eq!(refused(done), Constraint::BudgetKept, "{sql}");
        }
    }

    async fn a_version_without_two_officials_cannot_be_written(db: &Database) {
        let scene = Scene::set(db).await;
        let (file, approval) = scene.proposed(db, 7).await;
        let sql = format!(
            "INSERT INTO budget_versions (year, territory_id, version, file_id, approval_id, \
               published_by, published_at) VALUES (2026, {}, 1, {file}, {approval}, {}, 120)",
            scene.region, scene.other
        );
        let contradicts = db.raw(&sql).await.unwrap_err().to_string();
        assert!(contradicts.contains("contradicts"), "{contradicts}");
        db.store.decline(approval, scene.other, 120).await.unwrap();
        assert!(db.raw(&sql).await.unwrap_err().to_string().contains("contradicts"));
        assert_eq!(db.count("budget_versions").await, 0);
    }
}
