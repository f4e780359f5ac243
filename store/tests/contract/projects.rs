//! Lists of proposals and projects: searched, filtered, counted, in order.

use crate::database::Database as Db;
use crate::people::person;
use crate::proposals::{OPEN, Scene};
use store::projects::{ProjectFilter, Total};
use store::proposals::{Category, Edit, NewProposal, Photo, PlacedPhoto, ProposalState, Screening};
use store::roles::{Grant, Role};
use store::{ContestId, PersonId, PhotoHash, Som, TerritoryId};

async fn moderator(db: &Db) -> PersonId {
    let by = person(db, 9).await;
    let grant = Grant { person: by, role: Role::Moderator, territory: None };
    db.store.grant_role(grant, None, 100).await.unwrap();
    by
}

async fn admitted(db: &Db, new: &NewProposal, by: PersonId) {
    let id = db.store.create_proposal(new, OPEN).await.unwrap();
    db.store.submit_proposal(id, new.author, 1, OPEN).await.unwrap();
    let screening = Screening { proposal: id, version: 1, by, reason: "Ha".to_owned() };
    db.store.admit_proposal(&screening, Som(1_000), 220).await.unwrap();
}

/// Three projects: water in the first mahalla, a Russian one and a road in the second.
async fn three(db: &Db, scene: &Scene) {
    let by = moderator(db).await;
    admitted(db, &scene.proposal("b-suv"), by).await;
    let mut russian = scene.proposal("c-svet");
    russian.content.title = "Уличное освещение на улице Бўстон".to_owned();
    russian.content.language = "ru".to_owned();
    russian.content.category = Some(Category::Lighting);
    russian.content.mahalla = Some(scene.mahallas[1]);
    admitted(db, &russian, by).await;
    let mut road = scene.proposal("a-yol");
    road.content.title = "Yoʻl".to_owned();
    road.content.place = "Mustaqillik koʻchasi".to_owned();
    road.content.category = Some(Category::Roads);
    road.content.mahalla = Some(scene.mahallas[1]);
    admitted(db, &road, by).await;
}

async fn keys(db: &Db, contest: ContestId, filter: ProjectFilter) -> Vec<String> {
    let found = db.store.projects(contest, &filter).await.unwrap();
    found.iter().map(|project| project.key.to_string()).collect()
}

fn text(text: &str) -> ProjectFilter {
    ProjectFilter { text: text.to_owned(), ..ProjectFilter::default() }
}

fn mahalla(mahalla: TerritoryId) -> ProjectFilter {
    ProjectFilter { mahalla: Some(mahalla), ..ProjectFilter::default() }
}

on_both! {
    async fn projects_are_searched_and_filtered(db: &Database) {
        let scene = Scene::set(db).await;
        three(db, &scene).await;
        let contest = scene.contests[0];
        assert_eq!(keys(db, contest, ProjectFilter::default()).await, ["a-yol", "b-suv", "c-svet"]);
        assert_eq!(keys(db, contest, text("boston")).await, ["c-svet"], "in the other script");
        assert_eq!(keys(db, contest, text("ЙЎЛ")).await, ["a-yol"]);
        assert_eq!(keys(db, contest, text("mustaqil")).await, ["a-yol"], "the place");
        assert_eq!(keys(db, contest, text("bogbon kochasi")).await, ["b-suv", "c-svet"]);
        assert!(keys(db, contest, text("onadon")).await.is_empty(), "from a word's start only");
        assert_eq!(keys(db, contest, text("%")).await.len(), 3, "no wildcard, no letters");
        assert_eq!(keys(db, contest, mahalla(scene.mahallas[1])).await, ["a-yol", "c-svet"]);
        let mut both = mahalla(scene.mahallas[1]);
        both.category = Some(Category::Lighting);
        assert_eq!(keys(db, contest, both).await, ["c-svet"]);
        assert!(keys(db, scene.contests[1], ProjectFilter::default()).await.is_empty());
        let all = db.store.projects(contest, &ProjectFilter::default()).await.unwrap();
        let cost = Som(all.iter().map(|project| project.cost.0).sum());
        assert!(cost.0 > 0);
        let counted = db.store.count_projects(contest).await.unwrap();
        assert_eq!(counted, Total { number: 3, cost });
        let none = db.store.count_projects(scene.contests[1]).await.unwrap();
        assert_eq!(none, Total { number: 0, cost: Som(0) });
    }

    async fn a_list_shows_the_first_photo(db: &Database) {
        let scene = Scene::set(db).await;
        let mut new = scene.proposal("a");
        for number in [1, 2] {
            let hash = PhotoHash([number; 32]);
            let photo = Photo { hash, width: 800, height: 600 };
            db.store.add_photo(photo, scene.author, 100).await.unwrap();
            assert_eq!(db.store.photo(hash).await.unwrap(), Some(photo));
            new.content.photos.push(PlacedPhoto { hash, alt: format!("Surat {number}") });
        }
        assert_eq!(db.store.photo(PhotoHash([3; 32])).await.unwrap(), None);
        admitted(db, &new, moderator(db).await).await;
        let cover = (Some(PhotoHash([1; 32])), Some("Surat 1".to_owned()));
        let project = db.store.project(&new.key).await.unwrap();
        assert_eq!((project.cover, project.cover_alt), cover);
        let cards = db.store.proposals_of(scene.author).await.unwrap();
        assert_eq!((cards.len(), cards[0].cover), (1, cover.0));
        assert!(db.store.forget_unused_photos(1_000).await.unwrap().is_empty());
    }

    async fn an_author_sees_all_their_own_and_others_what_is_public(db: &Database) {
        let scene = Scene::set(db).await;
        three(db, &scene).await;
        let draft = db.store.create_proposal(&scene.proposal("draft"), 160).await.unwrap();
        scene.submitted(db, "waits").await;
        let edit = Edit {
            proposal: draft,
            author: scene.author,
            version: 1,
            contest: scene.contests[0],
            content: scene.content(),
        };
        db.store.save_proposal(&edit, 230).await.unwrap();
        let own = db.store.proposals_of(scene.author).await.unwrap();
        let own: Vec<_> = own.iter().map(|card| card.key.as_str()).collect();
        assert_eq!((own.len(), own[0]), (5, "draft"), "saved last");
        let public = db.store.public_proposals(scene.contests[0]).await.unwrap();
        let public: Vec<_> = public.iter().map(|card| card.key.as_str()).collect();
        assert_eq!(public, ["waits", "a-yol", "c-svet", "b-suv"], "submitted last");
        assert!(db.store.proposals_of(person(db, 2).await).await.unwrap().is_empty());
    }

    async fn a_queue_begins_with_the_earliest_deadline(db: &Database) {
        let scene = Scene::set(db).await;
        let by = moderator(db).await;
        let district = db.store.contest(scene.contests[0]).await.unwrap().territory;
        let mut sooner = crate::seasons::season("sooner", &[district]);
        for phase in &mut sooner.phases {
            phase.ends_at -= 20;
            phase.starts_at -= 20;
        }
        let sooner = db.store.create_season(&sooner, 0).await.unwrap();
        let sooner = db.store.contests(sooner).await.unwrap()[0].id;
        scene.submitted(db, "first").await;
        scene.submitted(db, "second").await;
        let urgent = NewProposal { contest: sooner, ..scene.proposal("urgent") };
        let id = db.store.create_proposal(&urgent, 160).await.unwrap();
        db.store.submit_proposal(id, scene.author, 1, 170).await.unwrap();
        let queue = db.store.queue_of(by).await.unwrap();
        let order: Vec<_> =
            queue.iter().map(|it| (it.card.key.as_str(), it.deadline)).collect();
        assert_eq!(order, [("urgent", Some(280)), ("first", Some(300)), ("second", Some(300))]);
    }

    async fn states_are_counted_by_contest(db: &Database) {
        let scene = Scene::set(db).await;
        three(db, &scene).await;
        scene.submitted(db, "waits").await;
        let elsewhere = NewProposal { contest: scene.contests[1], ..scene.proposal("elsewhere") };
        db.store.create_proposal(&elsewhere, OPEN).await.unwrap();
        let season = db.store.contest(scene.contests[0]).await.unwrap().season;
        let counts = db.store.count_proposals(season).await.unwrap();
        let counts: Vec<_> = counts.iter().map(|it| (it.contest, it.state, it.number)).collect();
        assert_eq!(counts, [
            (scene.contests[0], ProposalState::Admitted, 3),
            (scene.contests[0], ProposalState::Submitted, 1),
            (scene.contests[1], ProposalState::Draft, 1),
        ]);
    }
}
