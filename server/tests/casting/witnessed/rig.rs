//! Real witnesses on the loopback, whose clock is the test's, and a world that asks them.

use crate::world::{NOW, World};
use ed25519_dalek::SigningKey;
use server::witnesses::{Witnesses, ask_all};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use voting::cosignature;
use voting::manifest::{Log, Manifest};
use voting::note::{KeyKind, Note, NoteSigner};
use witness::{State, Witness};

/// Three witnesses, two of whom are a quorum. They are down until they are started.
pub(crate) struct Rig {
    folder: PathBuf,
    pub(crate) clock: Arc<AtomicU64>,
    policy: String,
    places: [Place; 3],
}

/// A port at which a witness answers once it is started.
struct Place {
    address: std::net::SocketAddr,
    serving: Option<JoinHandle<()>>,
}

pub(crate) fn signer(number: usize) -> NoteSigner {
    let key = SigningKey::from_bytes(&[100 + u8::try_from(number).unwrap(); 32]);
    NoteSigner::new(&format!("witness.example/{number}"), KeyKind::Cosignature, key).unwrap()
}

impl Rig {
    /// A world in which people vote, and nobody of the witnesses is there yet.
    pub(crate) async fn new(change: impl FnOnce(&mut Manifest)) -> (Self, World) {
        let mut places = Vec::new();
        for _ in 0..3 {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            places.push(Place { address: listener.local_addr().unwrap(), serving: None });
        }
        let places: [Place; 3] = places.try_into().unwrap_or_else(|_| panic!());
        let lines = places.iter().enumerate().map(|(number, place)| {
            format!("witness w{number} {} http://{}\n", signer(number).key(), place.address)
        });
        let policy = format!("{}group g 2 w0 w1 w2\nquorum g\n", lines.collect::<String>());
        let world = World::under(|manifest| {
            manifest.witnesses.clone_from(&policy);
            change(manifest);
        });
        let world = world.await;
        let folder = world.folder("witnesses");
        let rig = Self { folder, clock: Arc::new(AtomicU64::new(NOW)), policy, places };
        let witnesses = rig.witnesses();
        (rig, world.asking(witnesses))
    }

    /// The witnesses as a server is configured with them.
    pub(crate) fn witnesses(&self) -> Witnesses {
        Witnesses::read(&self.policy).unwrap()
    }

    /// Starts a witness, which goes on from its files.
    pub(crate) async fn start(&mut self, number: usize, world: &World) {
        let logs = &world.election.manifest.logs;
        let logs = [logs.issuance.vkey.clone(), logs.ballots.vkey.clone()];
        let state = State::open(&self.folder.join(number.to_string())).unwrap();
        let witness = Arc::new(Witness::open(signer(number), state, &logs).unwrap());
        let place = &mut self.places[number];
        let listener = TcpListener::bind(place.address).await.unwrap();
        let clock = Arc::clone(&self.clock);
        let router = witness::router(witness, move || clock.load(Ordering::Relaxed));
        place.serving = Some(tokio::spawn(async move {
            witness::serve(listener, router, std::future::pending()).await.unwrap();
        }));
    }

    /// Sets the clocks of the world and of the witnesses.
    pub(crate) fn set_clock(&self, world: &World, now: u64) {
        world.set_clock(now);
        self.clock.store(now, Ordering::Relaxed);
    }

    /// Files of evidence that a witness keeps.
    pub(crate) fn evidence(&self, number: usize) -> Vec<String> {
        let files = std::fs::read_dir(self.folder.join(number.to_string())).unwrap();
        let files = files.map(|file| file.unwrap().path());
        let split = files.filter(|path| path.to_str().unwrap().contains("split-view"));
        split.map(|path| std::fs::read_to_string(path).unwrap()).collect()
    }
}

impl Drop for Rig {
    fn drop(&mut self) {
        self.places.iter_mut().filter_map(|place| place.serving.take()).for_each(|it| it.abort());
    }
}

/// Publishes what is due and asks the witnesses.
pub(crate) async fn publish(world: &World) {
    world.publish().await;
    ask_all(&world.polls).await.unwrap();
}

/// The newest head of a log, as it is served.
pub(crate) async fn head(world: &World, log: &str) -> Note {
    Note::parse(&world.get(&world.log_path(&format!("{log}/checkpoint"))).await.text()).unwrap()
}

/// Which of the witnesses signed the newest head of a log, each line of whom holds.
pub(crate) async fn signed(world: &World, log: &str) -> Vec<usize> {
    let note = head(world, log).await;
    let ours: &Log = match log {
        "ballots" => &world.election.manifest.logs.ballots,
        _ => &world.election.manifest.logs.issuance,
    };
    note.verify(&ours.vkey).unwrap();
    (0..3).filter(|number| cosignature::verify(signer(*number).key(), &note).is_ok()).collect()
}
