//! Two hundred requests of the same people at once, and two sequencers on one log, on both
//! databases: one credential each, the promised ballots and no others, never a fork.

use crate::election::{checkpoint, entries};
use crate::world::{NOW, World, request};
use http::StatusCode;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::logs::Log;
use tokio::task::JoinSet;
use voting::answer::Answer;
use voting::body::Body;
use voting::commitment::Commitment;
use voting::entry::Entry;
use voting::issuance::IssueAnswer;
use voting::merkle::{leaf_hash, root_of};

const REQUESTS: usize = 200;
/// Those who may vote in the first contest.
const PEOPLE: u8 = 6;
/// One key may cast sixteen of them.
const BODIES: u16 = 20;

#[tokio::test(flavor = "multi_thread")]
async fn credentials_on_sqlite() {
    credentials(World::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn credentials_on_postgres() {
    if let Some(world) = World::on_postgres().await {
        credentials(world).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ballots_on_sqlite() {
    ballots(World::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ballots_on_postgres() {
    if let Some(world) = World::on_postgres().await {
        ballots(world).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sequencers_on_sqlite() {
    sequencers(World::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sequencers_on_postgres() {
    if let Some(world) = World::on_postgres().await {
        sequencers(world).await;
    }
}

/// Everybody asks from several devices at once; one of them gets the credential, as often as it
/// asks, and the others are refused.
async fn credentials(world: World) {
    let world = Arc::new(world);
    world.publish().await;
    let mut asking = JoinSet::new();
    for number in 0..REQUESTS {
        let world = Arc::clone(&world);
        asking.spawn(async move {
            let person = 1 + u8::try_from(number % usize::from(PEOPLE)).unwrap();
            let device = person + 10 * u8::try_from(number / 6 % 3).unwrap();
            let (request, body) = request(&world.election, person, device);
            let answer = world.post_issue(person, body).await;
            if answer.status != StatusCode::OK {
                assert_eq!(answer.problem(), "409 issued");
                return (person, device, None);
            }
            let answer = IssueAnswer::parse(&answer.body).unwrap();
            request.finalize(&answer.signature).unwrap();
            (person, device, Some(answer.signature.0))
        });
    }
    let mut given: BTreeMap<u8, BTreeSet<(u8, Vec<u8>)>> = BTreeMap::new();
    let mut refused = 0;
    while let Some(answered) = asking.join_next().await {
        match answered.unwrap() {
            (person, device, Some(signature)) => {
                given.entry(person).or_default().insert((device, signature));
            }
            (_, _, None) => refused += 1,
        }
    }
    assert!(refused > 0, "other devices asked too");
    assert_eq!(given.len(), usize::from(PEOPLE));
    assert!(given.values().all(|credentials| credentials.len() == 1), "{given:?}");

    world.set_clock(NOW + 60);
    world.publish().await;
    let logged = entries(&world, "issuance").await;
    let leaves: BTreeSet<_> = logged
        .iter()
        .filter_map(|entry| if let Entry::Issue(issue) = entry { Some(issue.leaf) } else { None })
        .collect();
    assert_eq!((logged.len(), leaves.len()), (1 + usize::from(PEOPLE), usize::from(PEOPLE)));
    Arc::into_inner(world).unwrap().end().await;
}

/// Every key casts more bodies than it may, each of them more than once.
async fn ballots(world: World) {
    let world = Arc::new(world);
    world.publish().await;
    let bodies = Arc::new(bodies(&world).await);
    let mut casts = JoinSet::new();
    for number in 0..2 * bodies.len().max(REQUESTS / 2) {
        let (world, bodies) = (Arc::clone(&world), Arc::clone(&bodies));
        casts.spawn(async move {
            let number = number % bodies.len();
            (number, promised(&world, &bodies[number]).await)
        });
    }
    let mut promises: BTreeMap<usize, BTreeSet<Option<Commitment>>> = BTreeMap::new();
    while let Some(cast) = casts.join_next().await {
        let (number, commitment) = cast.unwrap();
        promises.entry(number).or_default().insert(commitment);
    }
    assert!(promises.values().all(|of_body| of_body.len() == 1), "one answer for each body");
    let taken: BTreeSet<Commitment> = promises.into_values().flatten().flatten().collect();
    assert_eq!(taken.len(), 16 * usize::from(PEOPLE), "sixteen of each key");

    world.set_clock(NOW + 60);
    world.publish().await;
    let logged = entries(&world, "ballots").await.split_off(1);
    let sorted: Vec<Entry> = taken.into_iter().map(Entry::Ballot).collect();
    assert_eq!(logged, sorted, "the promised ballots and no others");
    Arc::into_inner(world).unwrap().end().await;
}

/// Two processes publish one log while ballots come in: every head continues the one before.
async fn sequencers(world: World) {
    let world = Arc::new(world);
    let other = Arc::new(world.another_process().await);
    let bodies = bodies(&world).await;
    for (round, some) in (1..).zip(bodies.chunks(12)) {
        for body in some {
            promised(&world, body).await;
        }
        world.set_clock(NOW + 60 * round);
        let publish = |polls: server::poll::Polls| {
            tokio::spawn(async move { server::sequencer::publish_all(&polls).await })
        };
        let both = [publish(world.polls.clone()), publish(other.polls.clone())];
        for publishing in both {
            publishing.await.unwrap().unwrap();
        }
    }
    world.publish().await;
    let row = world.store.election(&world.election.id).await.unwrap().row;
    let heads = world.store.checkpoints(row, Log::Ballots).await.unwrap();
    assert!(heads.len() > 3, "{heads:?}");
    assert!(heads.windows(2).all(|pair| pair[0].size < pair[1].size));
    let logged = world.store.log_entries(row, Log::Ballots, 0, 1_000).await.unwrap();
    for head in heads {
        let before = &logged[..usize::try_from(head.size).unwrap()];
        assert_eq!(root_of(before.iter().map(|entry| leaf_hash(entry))), head.root);
    }
    assert_eq!(checkpoint(&world, "ballots").await.size, logged.len() as u64);
    let distinct: BTreeSet<_> = logged.iter().collect();
    assert_eq!(distinct.len(), 1 + 16 * usize::from(PEOPLE), "nothing twice, nothing left out");
    Arc::into_inner(other).unwrap().close().await;
    Arc::into_inner(world).unwrap().end().await;
}

async fn bodies(world: &World) -> Vec<Body> {
    let mut bodies = Vec::new();
    for person in 1..=PEOPLE {
        let credential = world.credential(person).await;
        for cast in 0..BODIES {
            let at = (NOW, u8::try_from(cast % 16).unwrap());
            bodies.push(world.ballot(person, &credential, cast / 16, at));
        }
    }
    bodies
}

/// What was promised of a body; `None` when its key has used up the slot.
async fn promised(world: &World, body: &Body) -> Option<Commitment> {
    let answered = world.cast(body.as_bytes()).await;
    if answered.status != StatusCode::OK {
        assert_eq!(answered.problem(), "429 slot");
        return None;
    }
    let answer = Answer::parse(&answered.body).unwrap();
    Some(answer.verify(body, &world.election.manifest.promise_vkey).unwrap().commitment)
}
