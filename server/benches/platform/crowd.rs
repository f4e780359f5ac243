//! An election with voters, prepared before any clock starts.

use crate::running::Running;
use server::clock::SystemClock;
use server::randomness::{Generator, Seeds};
use server::replay::{Plan, Scratch, Stage, Timing, Voter};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use voting::body::Body;
use voting::id::ProjectIndex;
use voting::manifest::{BallotTerms, Project};
use voting::plaintext::{BallotKind, Choice};
use voting::registrar::{BlindedMessage, RegistrarSecret};

const PROJECTS: u16 = 20;

/// An election in a database, its keys, and what the voters will send.
pub(crate) struct Crowd {
    pub(crate) stage: Stage,
    scratch: Scratch,
    url: String,
    now: u64,
}

impl Crowd {
    /// So many voters, in the database at `url`, or in one of its own.
    pub(crate) async fn gather(voters: usize, url: Option<&str>) -> Self {
        let seeds = Seeds::system();
        let scratch = Scratch::create(&seeds).unwrap();
        std::fs::write(scratch.path().join("assets.json"), "{}").unwrap();
        let url = url.map_or_else(|| scratch.database(), str::to_owned);
        let store = Store::open(&url.parse().unwrap()).await.unwrap();
        store.migrate().await.unwrap();
        let now = SystemClock::default().now();
        let timing = Timing { from: now, closes_at: now + 86_400 };
        let stage = Stage::set(store, scratch.path(), &plan(voters), timing, seeds).await.unwrap();
        write_pepper(&stage.keys.folder().join("pepper"));
        Self { stage, scratch, url, now: u64::try_from(now).unwrap() }
    }

    /// The server of this election.
    pub(crate) async fn serve(&self) -> Running {
        let folder = self.scratch.path();
        Running::hashar(|command| {
            command
                .arg("--site")
                .arg(folder)
                .current_dir(folder)
                .env("HASHAR__DATABASE_URL", &self.url)
                .env("HASHAR__KEYS", self.stage.keys.folder())
                .env("HASHAR__IDENTITY__ISSUER", "https://id.example");
        })
        .await
    }

    pub(crate) fn path(&self, route: &str) -> String {
        format!("/api/v1/elections/{}/{route}", self.stage.election.id)
    }

    pub(crate) fn voter(&self, number: usize) -> Voter {
        let election = Arc::clone(&self.stage.election);
        Voter { election, people: Arc::clone(&self.stage.people), number }
    }

    /// The registrar's key, read as the server reads it.
    pub(crate) fn registrar(&self) -> RegistrarSecret {
        let keys = self.stage.keys.registrar(&self.stage.election.manifest).unwrap();
        keys.unwrap().contests.into_iter().next().unwrap()
    }

    /// The blinded messages of all voters.
    pub(crate) fn blinded(&self, voters: usize) -> Vec<BlindedMessage> {
        on_all_cores(voters, |number| self.voter(number).request().unwrap().0.blinded())
    }

    /// A ballot of each voter, with a credential that the registrar signed here.
    pub(crate) fn bodies(&self, voters: usize) -> Vec<Body> {
        let registrar = self.registrar();
        on_all_cores(voters, |number| {
            let voter = self.voter(number);
            let (request, _) = voter.request().unwrap();
            let mut generator = Generator::new(&[number as u8; 32]);
            let signature = registrar.blind_sign(&request.blinded(), &mut generator).unwrap();
            let credential = request.finalize(&signature).unwrap();
            let project = ProjectIndex(u16::try_from(number).unwrap() % PROJECTS);
            voter.ballot(&credential, &[Choice { project, value: 1 }], self.now).unwrap()
        })
    }

    pub(crate) fn now(&self) -> u64 {
        self.now
    }
}

/// The server does not start without the secret that identity numbers are hashed under.
fn write_pepper(path: &Path) {
    let mut open = OpenOptions::new();
    let mut file = open.write(true).create_new(true).mode(0o600).open(path).unwrap();
    file.write_all(&[3; 32]).unwrap();
}

/// Does something for each number, on two threads or however many cores there are.
pub(crate) fn on_all_cores<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = count.div_ceil(cores);
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = (0..cores)
            .map(|core| {
                let numbers = core * share..((core + 1) * share).min(count);
                scope.spawn(move || numbers.map(work).collect::<Vec<T>>())
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

fn plan(voters: usize) -> Plan {
    let projects = (1..=PROJECTS)
        .map(|number| Project { id: format!("p{number:02}"), cost: 1_000_000 + u64::from(number) });
    let projects: Vec<Project> = projects.collect();
    Plan {
        title: "Benchmark".to_owned(),
        envelope: 10_000_000,
        places: 0,
        ids: projects.iter().map(|project| project.id.clone()).collect(),
        projects,
        ballot: BallotTerms { kind: BallotKind::Approval, min: 0, max: 5, max_points: None },
        rule: voting::manifest::Rule {
            name: "greedy_votes".to_owned(),
            params: serde_json::Map::new(),
        },
        votes: vec![Vec::new(); voters],
    }
}
