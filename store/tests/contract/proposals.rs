//! Proposals: written, changed, submitted and withdrawn by their author, in time.

use crate::database::Database as Db;
use crate::people::person;
use store::proposals::{
    Category, Content, CostLine, Edit, NewProposal, Photo, PlacedPhoto, Proposal, ProposalState,
};
use store::{Constraint, ContestId, PersonId, PhotoHash, ProposalId, Som, StoreError, TerritoryId};

/// A time in the submission phase of [`crate::seasons::season`].
pub(crate) const OPEN: i64 = 150;

/// A season with a contest in each of two districts, and mahallas of the first.
pub(crate) struct Scene {
    pub(crate) author: PersonId,
    pub(crate) contests: Vec<ContestId>,
    pub(crate) mahallas: Vec<TerritoryId>,
}

impl Scene {
    pub(crate) async fn set(db: &Db) -> Self {
        db.store.import_territories(&crate::territories::some(), 0).await.unwrap();
        let code = async |code| db.store.territory_by_code(code).await.unwrap().id;
        let districts = [code("1726266").await, code("1726269").await];
        let season = crate::seasons::season("2026-autumn", &districts);
        let id = db.store.create_season(&season, 0).await.unwrap();
        Self {
            author: person(db, 1).await,
            contests: db.store.contests(id).await.unwrap().iter().map(|it| it.id).collect(),
            mahallas: vec![code("17260001").await, code("17260002").await],
        }
    }

    pub(crate) fn content(&self) -> Content {
        Content {
            title: "Ichimlik suvi quvuri".to_owned(),
            summary: "214 ta xonadonga suv keladi.".to_owned(),
            text: "Suv yoʻq.\n\nQuvur yotqiziladi.".to_owned(),
            place: "Bogʻbon koʻchasi".to_owned(),
            category: Some(Category::Water),
            language: "uz".to_owned(),
            mahalla: Some(self.mahallas[0]),
            costs: vec![cost(2_400, 168_000), cost(1, 286_000_000)],
            photos: Vec::new(),
        }
    }

    pub(crate) fn proposal(&self, key: &str) -> NewProposal {
        NewProposal {
            key: key.parse().unwrap(),
            contest: self.contests[0],
            author: self.author,
            content: self.content(),
        }
    }

    pub(crate) async fn submitted(&self, db: &Db, key: &str) -> ProposalId {
        let id = db.store.create_proposal(&self.proposal(key), OPEN).await.unwrap();
        db.store.submit_proposal(id, self.author, 1, OPEN).await.unwrap();
        id
    }

    fn edit(&self, proposal: ProposalId, version: i64, content: Content) -> Edit {
        Edit { proposal, author: self.author, version, contest: self.contests[0], content }
    }
}

/// Makes one thing of a good content wrong.
type Spoil = fn(&mut Content);

fn cost(quantity: i64, unit_price: i64) -> CostLine {
    let (item, unit) = ("Quvur".to_owned(), "m".to_owned());
    CostLine { item, unit, quantity, unit_price: Som(unit_price) }
}

pub(crate) async fn read(db: &Db, key: &str) -> Proposal {
    db.store.proposal(&key.parse().unwrap()).await.unwrap()
}

pub(crate) fn refused<T: std::fmt::Debug>(result: store::Result<T>) -> Constraint {
    match result {
        Err(StoreError::Conflict(constraint)) => constraint,
        other => panic!("not refused: {other:?}"),
    }
}

async fn photo(db: &Db, by: PersonId, number: u8) -> PlacedPhoto {
    let hash = PhotoHash([number; 32]);
    db.store.add_photo(Photo { hash, width: 1600, height: 1200 }, by, 100).await.unwrap();
    PlacedPhoto { hash, alt: format!("Surat {number}") }
}

on_both! {
    async fn a_draft_reads_back_as_it_was_saved(db: &Database) {
        let scene = Scene::set(db).await;
        let mut new = scene.proposal("oq26s-suv");
        new.content.photos = vec![photo(db, scene.author, 2).await, photo(db, scene.author, 1).await];
        let id = db.store.create_proposal(&new, 50).await.unwrap();
        let stored = read(db, "oq26s-suv").await;
        assert_eq!((stored.id, stored.contest, stored.author), (id, new.contest, scene.author));
        assert_eq!((stored.state, stored.version), (ProposalState::Draft, 1));
        assert_eq!((stored.created_at, stored.saved_at, stored.submitted_at), (50, 50, None));
        assert_eq!((stored.content, stored.cost_asked), (new.content, Som(689_200_000)));
        assert_eq!((stored.author_name.as_str(), stored.screened), ("Person 1", None));
        let missing = db.store.proposal(&"oq26s".parse().unwrap()).await;
        assert!(matches!(missing, Err(StoreError::NotFound)), "{missing:?}");
    }

    async fn a_draft_may_lack_anything_and_keeps_one_version(db: &Database) {
        let scene = Scene::set(db).await;
        let mut new = scene.proposal("a");
        new.content = Content { language: "ru".to_owned(), ..Content::default() };
        let id = db.store.create_proposal(&new, 50).await.unwrap();
        let nothing = db.store.submit_proposal(id, scene.author, 1, OPEN).await;
        assert_eq!(refused(nothing), Constraint::ProposalIncomplete);

        let mut edit = scene.edit(id, 1, scene.content());
        edit.contest = scene.contests[1];
        assert_eq!(db.store.save_proposal(&edit, 60).await.unwrap(), 2);
        let stored = read(db, "a").await;
        assert_eq!((stored.content, stored.version), (scene.content(), 2));
        assert_eq!((stored.contest, stored.saved_at), (scene.contests[1], 60));
        let stale = db.store.save_proposal(&edit, 70).await;
        assert_eq!(refused(stale), Constraint::ProposalChanged, "two windows, one draft");
        assert_eq!((db.count("proposal_versions").await, db.count("cost_lines").await), (1, 2));
        assert_eq!(db.store.versions_of(id).await.unwrap()[0].version, 2);
    }

    async fn every_part_is_needed_to_submit(db: &Database) {
        let scene = Scene::set(db).await;
        let lacking: [Spoil; 7] = [
            |it| it.title.clear(),
            |it| it.summary.clear(),
            |it| it.text.clear(),
            |it| it.place.clear(),
            |it| it.category = None,
            |it| it.mahalla = None,
            |it| it.costs.clear(),
        ];
        for (at, spoil) in lacking.into_iter().enumerate() {
            let mut new = scene.proposal(&format!("lacking-{at}"));
            spoil(&mut new.content);
            let id = db.store.create_proposal(&new, OPEN).await.unwrap();
            let submitted = db.store.submit_proposal(id, scene.author, 1, OPEN).await;
            match submitted {
                Err(StoreError::Conflict(
                    Constraint::ProposalIncomplete | Constraint::MahallaElsewhere,
                )) => {}
                other => panic!("case {at}: {other:?}"),
            }
            assert_eq!(read(db, &format!("lacking-{at}")).await.state, ProposalState::Draft);
        }
    }

    async fn what_is_out_of_range_is_refused_and_leaves_nothing(db: &Database) {
        let scene = Scene::set(db).await;
        let refusals: [Spoil; 17] = [
            |it| it.title = "ў".repeat(121),
            |it| it.summary = "a".repeat(301),
            |it| it.text = "a".repeat(100_000),
            |it| it.place = "a".repeat(100_000),
            |it| it.language = "uzbekcha-lotin".to_owned(),
            |it| it.costs[0].quantity = -1,
            |it| it.costs[0].quantity = 0,
            |it| it.costs[0].quantity = 1_000_000_001,
            |it| it.costs[0].unit_price = Som(-168_000),
            |it| it.costs[0].unit_price = Som(i64::MAX),
            |it| it.costs[0] = cost(1_000_000, 10_000_001),
            |it| it.costs = vec![cost(1, 10_000_000_000_000), cost(1, 1)],
            |it| it.costs[0].item.clear(),
            |it| it.costs[0].item = "a".repeat(121),
            |it| it.costs[0].unit = "a".repeat(21),
            |it| it.costs = vec![cost(1, 1); 9],
            |it| it.photos = vec![PlacedPhoto { hash: PhotoHash([1; 32]), alt: "a".repeat(201) }],
        ];
        photo(db, scene.author, 1).await;
        for (at, spoil) in refusals.into_iter().enumerate() {
            let mut new = scene.proposal("wrong");
            spoil(&mut new.content);
            let created = db.store.create_proposal(&new, OPEN).await;
            match created {
                Err(StoreError::Conflict(Constraint::Check)) => {}
                other => panic!("case {at}: {other:?}"),
            }
        }
        assert_eq!((db.count("proposals").await, db.count("cost_lines").await), (0, 0));
        let mut most = scene.proposal("most");
        most.content.title = "ў".repeat(120);
        most.content.text = "ў".repeat(6_000);
        most.content.costs = vec![cost(1, 1_250_000_000_000); 8];
        db.store.create_proposal(&most, OPEN).await.unwrap();
        assert_eq!(read(db, "most").await.cost_asked, Content::COST);
    }

    async fn what_is_not_there_is_no_part_of_a_proposal(db: &Database) {
        let scene = Scene::set(db).await;
        let mut new = scene.proposal("a");
        new.content.photos = vec![PlacedPhoto { hash: PhotoHash([9; 32]), alt: String::new() }];
        let unknown = db.store.create_proposal(&new, OPEN).await;
        assert_eq!(refused(unknown), Constraint::Reference);
        let twice = photo(db, scene.author, 1).await;
        new.content.photos = vec![twice.clone(), twice];
        assert_eq!(refused(db.store.create_proposal(&new, OPEN).await), Constraint::Unique);
        new.content.photos.clear();
        new.content.mahalla = Some(TerritoryId(404));
        assert_eq!(refused(db.store.create_proposal(&new, OPEN).await), Constraint::Reference);
        new.content.mahalla = None;
        new.contest = ContestId(404);
        assert_eq!(refused(db.store.create_proposal(&new, OPEN).await), Constraint::Reference);
    }

    async fn nobody_has_more_open_proposals_than_one_may(db: &Database) {
        let scene = Scene::set(db).await;
        let submitted = scene.submitted(db, "first").await;
        for number in 1..Content::OPEN {
            db.store.create_proposal(&scene.proposal(&format!("k{number}")), 50).await.unwrap();
        }
        let more = db.store.create_proposal(&scene.proposal("more"), 50).await;
        assert_eq!(refused(more), Constraint::TooManyProposals);
        let again = db.store.create_proposal(&scene.proposal("k1"), 50).await;
        assert_eq!(refused(again), Constraint::ProposalKey, "a second click is no further draft");
        let mut other = scene.proposal("other");
        other.author = person(db, 2).await;
        db.store.create_proposal(&other, 50).await.unwrap();

        db.store.withdraw_proposal(submitted, scene.author, OPEN).await.unwrap();
        db.store.create_proposal(&scene.proposal("more"), 50).await.unwrap();
    }

    async fn of_two_last_drafts_at_once_one_is_made(db: &Database) {
        let scene = Scene::set(db).await;
        for number in 1..Content::OPEN {
            db.store.create_proposal(&scene.proposal(&format!("k{number}")), 50).await.unwrap();
        }
        let (one, other) = (scene.proposal("one"), scene.proposal("other"));
        let (one, other) =
            tokio::join!(db.store.create_proposal(&one, 50), db.store.create_proposal(&other, 50));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    }

    async fn photos_of_a_day_are_counted(db: &Database) {
        let scene = Scene::set(db).await;
        let send = async |number: i64, at| {
            let mut hash = [0; 32];
            hash[..8].copy_from_slice(&number.to_le_bytes());
            let photo = Photo { hash: PhotoHash(hash), width: 800, height: 600 };
            db.store.add_photo(photo, scene.author, at).await
        };
        for number in 0..Photo::SENT {
            assert!(db.store.may_send_photo(scene.author, 1_000).await.unwrap());
            send(number, 1_000).await.unwrap();
        }
        assert!(!db.store.may_send_photo(scene.author, 1_000).await.unwrap());
        assert_eq!(refused(send(-1, 1_000).await), Constraint::TooManyPhotos);
        send(0, 1_000).await.unwrap();
        let tomorrow = 1_000 + Photo::WITHIN;
        assert!(db.store.may_send_photo(scene.author, tomorrow).await.unwrap());
        send(-1, tomorrow).await.unwrap();
    }

    async fn a_key_is_one_draft(db: &Database) {
        let scene = Scene::set(db).await;
        db.store.create_proposal(&scene.proposal("a"), OPEN).await.unwrap();
        let again = db.store.create_proposal(&scene.proposal("a"), OPEN).await;
        assert_eq!(refused(again), Constraint::ProposalKey);
        assert_eq!(db.count("proposals").await, 1);
    }

    async fn proposals_are_taken_only_in_their_phase(db: &Database) {
        let scene = Scene::set(db).await;
        for (at, taken) in [(99, false), (100, true), (199, true), (200, false), (350, false)] {
            let id = db.store.create_proposal(&scene.proposal(&format!("at-{at}")), at).await.unwrap();
            assert_eq!(db.store.takes_proposals(scene.contests[0], at).await.unwrap(), taken);
            let submitted = db.store.submit_proposal(id, scene.author, 1, at).await;
            if taken {
                submitted.unwrap();
            } else {
                assert_eq!(refused(submitted), Constraint::PhaseClosed, "{at}");
            }
        }
        let id = scene.submitted(db, "late").await;
        let late = db.store.save_proposal(&scene.edit(id, 1, scene.content()), 200).await;
        assert_eq!(refused(late), Constraint::PhaseClosed);
    }

    async fn only_a_mahalla_of_the_contest_will_do(db: &Database) {
        let scene = Scene::set(db).await;
        let mut new = scene.proposal("elsewhere");
        new.contest = scene.contests[1];
        let id = db.store.create_proposal(&new, OPEN).await.unwrap();
        let submitted = db.store.submit_proposal(id, scene.author, 1, OPEN).await;
        assert_eq!(refused(submitted), Constraint::MahallaElsewhere);
    }

    async fn what_is_submitted_keeps_its_versions(db: &Database) {
        let scene = Scene::set(db).await;
        let (shown, removed) =
            (photo(db, scene.author, 1).await, photo(db, scene.author, 2).await);
        let mut new = scene.proposal("a");
        new.content.photos = vec![shown.clone(), removed];
        let id = db.store.create_proposal(&new, OPEN).await.unwrap();
        db.store.submit_proposal(id, scene.author, 1, OPEN).await.unwrap();

        let mut content = scene.content();
        content.title = "Yangi quvur".to_owned();
        content.photos = vec![shown];
        let mut edit = scene.edit(id, 1, content);
        edit.contest = scene.contests[1];
        assert_eq!(db.store.save_proposal(&edit, 170).await.unwrap(), 2);
        let stored = read(db, "a").await;
        assert_eq!((stored.state, stored.submitted_at), (ProposalState::Submitted, Some(OPEN)));
        assert_eq!((stored.content, stored.contest), (edit.content.clone(), scene.contests[0]));
        let titles: Vec<_> = db.store.versions_of(id).await.unwrap();
        let titles: Vec<_> = titles.iter().map(|it| (it.saved_at, it.title.as_str())).collect();
        assert_eq!(titles, [(OPEN, "Ichimlik suvi quvuri"), (170, "Yangi quvur")]);
        let gone = db.store.forget_unused_photos(1_000).await.unwrap();
        assert_eq!(gone, [PhotoHash([2; 32])], "a removed photo is in no version any more");

        edit.version = 2;
        edit.content.costs.clear();
        let emptied = db.store.save_proposal(&edit, 180).await;
        assert_eq!(refused(emptied), Constraint::ProposalIncomplete);
        assert_eq!(read(db, "a").await.version, 2);
    }

    async fn only_the_author_changes_submits_and_withdraws(db: &Database) {
        let scene = Scene::set(db).await;
        let other = person(db, 2).await;
        let id = db.store.create_proposal(&scene.proposal("a"), OPEN).await.unwrap();
        let edit = Edit { author: other, ..scene.edit(id, 1, scene.content()) };
        assert_eq!(refused(db.store.save_proposal(&edit, OPEN).await), Constraint::NotAuthor);
        let submitted = db.store.submit_proposal(id, other, 1, OPEN).await;
        assert_eq!(refused(submitted), Constraint::NotAuthor);
        let withdrawn = db.store.withdraw_proposal(id, other, OPEN).await;
        assert_eq!(refused(withdrawn), Constraint::NotAuthor);
        let nothing = db.store.withdraw_proposal(ProposalId(404), other, OPEN).await;
        assert!(matches!(nothing, Err(StoreError::NotFound)), "{nothing:?}");
    }

    async fn what_is_withdrawn_stays_so(db: &Database) {
        let scene = Scene::set(db).await;
        let id = scene.submitted(db, "a").await;
        db.store.withdraw_proposal(id, scene.author, 170).await.unwrap();
        let stored = read(db, "a").await;
        assert_eq!((stored.state, stored.withdrawn_at), (ProposalState::Withdrawn, Some(170)));
        for again in [
            db.store.withdraw_proposal(id, scene.author, 171).await,
            db.store.submit_proposal(id, scene.author, 1, 171).await,
            db.store.save_proposal(&scene.edit(id, 1, scene.content()), 171).await.map(drop),
        ] {
            assert_eq!(refused(again), Constraint::ProposalState);
        }
        assert!(db.store.public_proposals(scene.contests[0]).await.unwrap().is_empty());
    }

    async fn of_many_submissions_at_once_one_counts(db: &Database) {
        let scene = Scene::set(db).await;
        let id = db.store.create_proposal(&scene.proposal("a"), OPEN).await.unwrap();
        let mut clicks = tokio::task::JoinSet::new();
        for _ in 0..20 {
            let (store, author) = (db.store.clone(), scene.author);
            clicks.spawn(async move { store.submit_proposal(id, author, 1, OPEN).await });
        }
        let mut submitted = 0;
        while let Some(done) = clicks.join_next().await {
            match done.unwrap() {
                Ok(()) => submitted += 1,
                again => assert_eq!(refused(again), Constraint::ProposalState),
            }
        }
        assert_eq!((submitted, db.count("proposal_versions").await), (1, 1));
    }
}
