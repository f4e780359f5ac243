//! What comes out of preparing.

use crate::world::{DAY, OPENS, World, choices};
use ed25519_dalek::SigningKey;
use server::preparing::Choices;
use server::witnesses::Witnesses;
use store::Som;
use store::approvals::Warrant;
use store::elections::ElectionState;
use store::proposals::Category;
use store::seasons::{
    Bounds, CategoryLimit, Exclusive, Institutions, MahallaLimit, Publication, ResidenceRule,
};
use voting::constraints::Constraints;
use voting::id::ContestIndex;
use voting::manifest::{Election, Publish, RollTerms};
use voting::note::{KeyKind, NoteSigner};
use voting::plaintext::BallotKind;

#[tokio::test]
async fn the_manifest_says_what_the_season_says() {
    let world = World::new().await;
    let manifest = world.prepared().await.manifest;
    assert_eq!(manifest.title, "Bahorgi mavsum");
    assert_eq!((manifest.cast_from, manifest.closes_at), (1_774_033_200, 1_774_897_200));
    assert_eq!(manifest.issue_from, manifest.cast_from);
    assert_eq!(manifest.logs.ballots.origin, "hashar.example/2026-spring/ballots");
    assert_eq!(manifest.organiser_vkey.name(), "hashar.example/2026-spring/organiser");
    assert_eq!((manifest.plaintext_len, manifest.quorum), (128, 1));
    let contest = &manifest.contests[0];
    assert_eq!((contest.id.as_str(), contest.name.as_str()), ("11", "Place 11"));
    let projects: Vec<(&str, u64)> =
        contest.projects.iter().map(|project| (project.id.as_str(), project.cost)).collect();
    assert_eq!(projects, [("road-a", 60), ("road-b", 60)]);
    // Five of two projects cannot be chosen.
    let ballot = &contest.ballot;
    assert_eq!((ballot.kind, ballot.min, ballot.max), (BallotKind::Approval, 1, 2));
    assert_eq!(contest.rule.name, "greedy_votes");
    let params = serde_json::json!({ "constraints": { "min_votes": 50 } });
    assert_eq!(serde_json::Value::from(contest.rule.params.clone()), params);
    assert_eq!(contest.publish, Publish::Totals);
    world.end().await;
}

#[tokio::test]
async fn the_manifest_names_the_witnesses_of_the_installation() {
    let world = World::new().await;
    assert_eq!(world.prepared().await.manifest.witnesses, "quorum none\n");
    let key = SigningKey::from_bytes(&[7; 32]);
    let key = NoteSigner::new("witness.example/1", KeyKind::Cosignature, key).unwrap();
    let policy = format!("witness w {} https://witness.example/1\nquorum w\n", key.key());
    let witnesses = Witnesses::read(&policy).unwrap();
    let organiser = world.organiser().witnessed_by(witnesses);
    let stored = organiser.prepare(&world.season, &choices(), None, OPENS - DAY).await.unwrap();
    let election = Election::parse(&stored.manifest).unwrap();
    assert_eq!(election.manifest.witnesses, policy);
    assert!(election.policy.requires_witnesses());
    world.end().await;
}

/// Categories of the season become projects; what is not asked is not there.
#[tokio::test]
async fn bounds_of_the_season_become_constraints_of_its_projects() {
    let categories = |all: &[Category]| all.iter().copied().collect();
    let limit = |all: &[Category]| CategoryLimit {
        categories: categories(all),
        number: Some(1),
        amount: Some(Som(70)),
    };
    let world = World::with(|season| {
        let [first, second] = &mut season.contests[..] else { panic!("two contests") };
        (first.min_votes, second.min_votes) = (0, 0);
        first.rule = "mes_cost_u".to_owned();
        first.bounds = Bounds {
            limits: vec![limit(&[Category::Water, Category::Roads]), limit(&[Category::Culture])],
            each_mahalla: None,
            exclusive: vec![Exclusive {
                name: "One road".to_owned(),
                projects: ["road-a", "road-b"].iter().map(|key| key.parse().unwrap()).collect(),
            }],
            institutions: Some(Institutions {
                amount: Som(30),
                categories: categories(&[Category::School]),
            }),
        };
    })
    .await;
    let manifest = world.prepared().await.manifest;
    let params = serde_json::json!({ "constraints": {
        "limits": [
            { "name": "roads+water", "projects": ["road-a", "road-b"], "number": 1, "amount": 70 },
            { "name": "One road", "projects": ["road-a", "road-b"], "number": 1 },
        ],
        "parts": [
            { "name": "part:school", "amount": 30, "projects": [] },
            { "name": "part:others", "amount": 70, "projects": ["road-a", "road-b"] },
        ],
    } });
    assert_eq!(serde_json::Value::from(manifest.contests[0].rule.params.clone()), params);
    assert!(manifest.contests[1].rule.params.is_empty());
    let asked = Constraints::of(&manifest.contests[0].rule).unwrap();
    let read = Bounds::of_manifest(&asked);
    let first = &world.store.contests(world.season.id).await.unwrap()[0].bounds;
    assert_eq!(read.limits, first.limits[..1], "no project is about culture");
    assert_eq!((&read.exclusive, &read.institutions), (&first.exclusive, &first.institutions));
    world.end().await;
}

/// Each mahalla with a project has a limit of its own, in each part of the envelope.
#[tokio::test]
async fn the_limit_of_every_mahalla_becomes_one_for_each() {
    let each = MahallaLimit { number: Some(1), amount: Some(Som(70)) };
    for (part, suffix) in [(None, ""), (Some(Category::School), ", part:others")] {
        let institutions = part.map(|category| Institutions {
            amount: Som(30),
            categories: [category].into_iter().collect(),
        });
        let bounds = Bounds {
            each_mahalla: Some(each.clone()),
            institutions: institutions.clone(),
            ..Bounds::default()
        };
        let world = World::with(|season| season.contests[0].bounds = bounds.clone()).await;
        world.another_mahalla().await;
        world.admit_in(0, "road-c", "112").await;
        let manifest = world.prepared().await.manifest;
        let asked = Constraints::of(&manifest.contests[0].rule).unwrap();
        let limits = serde_json::json!([
            {
                "name": format!("mahalla:111 Place 111{suffix}"),
                "projects": ["road-a", "road-b"], "number": 1, "amount": 70,
            },
            {
                "name": format!("mahalla:112 Place 112{suffix}"),
                "projects": ["road-c"], "number": 1, "amount": 70,
            },
        ]);
        assert_eq!(serde_json::to_value(&asked.limits).unwrap(), limits);
        assert_eq!(Bounds::of_manifest(&asked), bounds);
        assert!(Constraints::of(&manifest.contests[1].rule).unwrap().limits.is_empty());
        world.end().await;
    }
}

#[test]
fn where_all_ballots_are_published_so_are_the_counted_ones() {
    let audited = choices();
    assert_eq!(audited.publish, Publish::Totals);
    let open = Choices::usual(audited.trustees, audited.auditors, Publication::Open);
    assert_eq!(open.publish, Publish::Ballots);
}

#[tokio::test]
async fn the_same_input_gives_the_same_bytes() {
    let world = World::new().await;
    let first = world.prepare_at(OPENS - DAY).await.unwrap();
    let again = world.prepare_at(OPENS - 1).await.unwrap();
    assert_eq!((first.manifest, first.id), (again.manifest, again.id));
    assert_eq!(again.state, ElectionState::Prepared);
    world.end().await;
}

#[tokio::test]
async fn the_roll_is_who_is_of_age_when_the_vote_opens_and_lives_there() {
    let world = World::new().await;
    let election = world.prepared().await;
    let stored = world.store.election(&election.id).await.unwrap();
    let roll = world.store.roll(stored.row).await.unwrap();
    let RollTerms::Closed { root, size, roll_size } = &election.manifest.roll else {
        panic!("an open roll")
    };
    assert_eq!((*root, *size), (roll.root(), 5));
    // Person 2 turns 18 on the day, person 3 one day later; 200 and 201 screen and propose.
    assert_eq!(*roll_size, [4, 1]);
    assert_eq!(roll.size_of(ContestIndex::new(1).unwrap()), 1);
    world.end().await;
}

#[tokio::test]
async fn without_a_residence_rule_everybody_votes_everywhere() {
    let world = World::with(|season| season.residence = ResidenceRule::None).await;
    let election = world.prepared().await;
    let eligible =
        [0, 1].map(|index| election.manifest.eligible(ContestIndex::new(index).unwrap()).unwrap());
    assert_eq!(eligible, [5, 5]);
    world.end().await;
}

#[tokio::test]
async fn a_project_admitted_later_makes_another_election_of_what_is_not_approved() {
    let world = World::new().await;
    let first = world.prepared().await;
    world.admit(0, "road-c").await;
    let second = world.prepared().await;
    assert_ne!(first.id, second.id);
    assert!(world.store.election(&first.id).await.is_err(), "the first is gone");
    world.end().await;
}

#[tokio::test]
async fn open_publication_needs_no_auditor() {
    let world = World::with(|season| season.publication = Publication::Open).await;
    let mut choices = choices();
    (choices.auditors, choices.quorum) = (Vec::new(), 0);
    let prepared = world.organiser().prepare(&world.season, &choices, None, 0).await.unwrap();
    world.organiser().approve(&prepared, Warrant::Operator { at: OPENS - 1 }).await.unwrap();
    let stored = world.store.election(&prepared.id).await.unwrap();
    assert_eq!(stored.state, ElectionState::Approved);
    world.end().await;
}

#[test]
fn decisions_are_told_as_json() {
    let choices = choices();
    let json = serde_json::to_string(&choices).unwrap();
    let again: server::preparing::Choices = serde_json::from_str(&json).unwrap();
    assert_eq!(again, choices);
    assert!(!json.contains("secret\":"), "only what is public: {json}");
}
