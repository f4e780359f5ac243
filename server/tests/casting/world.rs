//! A small election in a running server, and voters who use `voting` as their client.

mod lifecycle;

use axum::Router;
use axum::body::{Body as HttpBody, to_bytes};
use http::{Request, Response, StatusCode, header};
use server::counting::Counting;
use server::poll::{Folders, Polls, Setting};
use server::randomness::{Generator, Seeds};
use server::role::Role;
use server::witnesses::Witnesses;
use sha2::{Digest as _, Sha256};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use store::{Nullifier, Store};
use tower::ServiceExt as _;
use voting::batch::BatchRule;
use voting::body::Body;
use voting::booth::Voter;
use voting::credential::{CredentialSignature, Request as CredentialRequest};
use voting::id::{ContestIndex, ProjectIndex};
use voting::issuance::{IssueAnswer, IssueRequest};
use voting::manifest::{Election, Manifest};
use voting::plaintext::{Choice, Vote};
use voting::seed::Seed;
use voting::slot::{Seq, Slot};

use crate::database::Database;
pub(crate) use crate::manifest::{CAST_FROM, CLOSES_AT, ISSUE_FROM};
use crate::people::sign_in;
use crate::preparing::prepare_as;
pub(crate) use crate::setup::own_folder;
use crate::setup::{frozen, setup};

/// Fifty minutes into the vote.
pub(crate) const NOW: u64 = CAST_FROM + 3_000;

const BATCH: BatchRule = BatchRule { min_seconds: 60, min_entries: 4, cap_seconds: 600 };

/// People 1 to 6 may vote in contest 0, person 7 in contest 1, person 8 is too young.
pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) polls: Polls,
    pub(crate) counting: Counting,
    pub(crate) election: Election,
    pub(crate) manifest: Vec<u8>,
    router: Router,
    clock: Arc<AtomicI64>,
    pub(crate) folder: PathBuf,
    database: Database,
}

/// What another process holds of the same election.
pub(crate) struct OtherProcess {
    pub(crate) polls: Polls,
    store: Store,
}

impl OtherProcess {
    pub(crate) async fn close(self) {
        self.store.close().await;
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::under(|_| {}).await
    }

    /// A world whose manifest says something else than the usual one.
    pub(crate) async fn under(change: impl FnOnce(&mut Manifest)) -> Self {
        let folder = own_folder();
        let database = Database::sqlite(&folder);
        Self::within(folder, database, change).await
    }

    /// The usual one on PostgreSQL; `None` after its lack was recorded.
    pub(crate) async fn on_postgres() -> Option<Self> {
        let database = Database::postgres().await?;
        Some(Self::within(own_folder(), database, |_| {}).await)
    }

    async fn within(
        folder: PathBuf,
        database: Database,
        change: impl FnOnce(&mut Manifest),
    ) -> Self {
        let store = database.open().await;
        let (manifest, _) = prepare_as(&store, &folder, 0, BATCH, change).await;
        Self::start(folder, database, store, manifest, NOW)
    }

    /// The same files and database in a process that asks these witnesses.
    pub(crate) fn asking(self, witnesses: Witnesses) -> Self {
        let now = u64::try_from(self.clock.load(Ordering::Relaxed)).unwrap();
        let (folder, database) = (self.folder, self.database);
        Self::start_asking(folder, database, self.store, self.manifest, now, witnesses)
    }

    fn start(
        folder: PathBuf,
        database: Database,
        store: Store,
        manifest: Vec<u8>,
        now: u64,
    ) -> Self {
        Self::start_asking(folder, database, store, manifest, now, Witnesses::none())
    }

    fn start_asking(
        folder: PathBuf,
        database: Database,
        store: Store,
        manifest: Vec<u8>,
        now: u64,
        witnesses: Witnesses,
    ) -> Self {
        let election = Election::parse(&manifest).unwrap();
        let clock = Arc::new(AtomicI64::new(i64::try_from(now).unwrap()));
        let pages = frozen(&clock);
        let folders = Folders::beside(folder.join("keys"));
        let setting = Setting { folders, role: Role::All, witnesses };
        let polls = Polls::in_setting(store.clone(), pages.clone(), seeds(1), setting);
        let setup = setup(polls.clone(), pages, &folder);
        let counting = Counting { polls: polls.clone(), records: setup.records.clone() };
        let router = server::build(setup);
        Self { store, polls, counting, election, manifest, router, clock, folder, database }
    }

    /// A second process on the same database, keys and clock.
    pub(crate) async fn another_process(&self) -> OtherProcess {
        let store = self.database.open().await;
        let (clock, keys) = (frozen(&self.clock), self.folder.join("keys"));
        OtherProcess { polls: Polls::new(store.clone(), clock, seeds(1_000_000), keys), store }
    }

    pub(crate) fn set_clock(&self, now: u64) {
        self.clock.store(i64::try_from(now).unwrap(), Ordering::Relaxed);
    }

    pub(crate) async fn publish(&self) {
        server::sequencer::publish_all(&self.polls).await.unwrap();
    }

    /// A path below this election's.
    pub(crate) fn path(&self, rest: &str) -> String {
        format!("/api/v1/elections/{}/{rest}", self.election.id)
    }

    pub(crate) fn log_path(&self, rest: &str) -> String {
        format!("/log/{}/{rest}", self.election.id)
    }

    pub(crate) async fn send(&self, request: Request<HttpBody>) -> Answered {
        Answered::read(self.router.clone().oneshot(request).await.unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answered {
        self.send(Request::get(path).body(HttpBody::empty()).unwrap()).await
    }

    /// The cookie of somebody who signed in just now.
    pub(crate) async fn session(&self, person: u8) -> String {
        let known = self.store.person_by_nullifier(Nullifier([person; 32])).await.unwrap();
        let now = self.clock.load(Ordering::Relaxed);
        format!("hashar={}", sign_in(&self.store, known.unwrap(), now).await)
    }

    /// Asks as somebody who signed in just now, if there is such a person.
    pub(crate) async fn post_issue(&self, person: u8, body: Vec<u8>) -> Answered {
        let known = self.store.person_by_nullifier(Nullifier([person; 32])).await.unwrap();
        let token = match known {
            Some(known) => sign_in(&self.store, known, self.clock.load(Ordering::Relaxed)).await,
            None => "of nobody".to_owned(),
        };
        let request = Request::post(self.path("issue"))
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header(header::COOKIE, format!("other=1; hashar={token}"));
        self.send(request.body(body.into()).unwrap()).await
    }

    pub(crate) async fn cast(&self, body: &[u8]) -> Answered {
        let request = Request::post(self.path("cast"));
        self.send(request.body(body.to_vec().into()).unwrap()).await
    }

    /// Asks for a credential as the booth does.
    pub(crate) async fn credential(&self, person: u8) -> CredentialSignature {
        let (request, body) = request(&self.election, person, person);
        let answer = self.post_issue(person, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        request.finalize(&IssueAnswer::parse(&answer.body).unwrap().signature).unwrap()
    }

    /// A ballot for one project, the `cast`th of the slot at `now`.
    pub(crate) fn ballot(
        &self,
        person: u8,
        credential: &CredentialSignature,
        project: u16,
        (now, cast): (u64, u8),
    ) -> Body {
        ballot(&self.election, person, credential, project, (now, cast))
    }

    /// Nothing waits in the box, and nothing but the header is logged.
    pub(crate) async fn nothing_was_taken(&self) -> bool {
        let row = self.store.election(&self.election.id).await.unwrap().row;
        let log = store::logs::Log::Ballots;
        let waiting = self.store.waiting_count(row, log).await.unwrap().0;
        waiting == 0 && self.store.log_head(row, log).await.unwrap().size <= 1
    }

    /// A path of this world's own folder.
    pub(crate) fn folder(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    pub(crate) async fn end(self) {
        self.store.close().await;
        self.database.end().await;
        std::fs::remove_dir_all(&self.folder).unwrap();
    }
}

/// Counted from a number on, so that a failure can be repeated.
fn seeds(first: u64) -> Seeds {
    let next = AtomicU64::new(first);
    Seeds::new(move |seed| {
        let number = next.fetch_add(1, Ordering::Relaxed);
        *seed = Sha256::digest(number.to_be_bytes()).into();
        Ok(())
    })
}

/// A whole answer.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: http::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answered {
    pub(crate) async fn read(response: Response<HttpBody>) -> Self {
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Self { status: head.status, headers: head.headers, body }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Status and last part of the problem's type, for instance `422 clock`.
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.headers[header::CONTENT_TYPE], "application/problem+json");
        let json: serde_json::Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(json["status"], self.status.as_u16());
        let kind = json["type"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        format!("{} {kind}", self.status.as_u16())
    }
}

pub(crate) fn contest_of(person: u8) -> ContestIndex {
    ContestIndex::new(u16::from(person == 7)).unwrap()
}

/// The request of `person` with the seed of `device`, and its bytes.
pub(crate) fn request(election: &Election, person: u8, device: u8) -> (CredentialRequest, Vec<u8>) {
    let contest = contest_of(person);
    let key = &election.terms.contest(contest).unwrap().registrar;
    let seed = Seed::from_bytes([device; 16]);
    let request = CredentialRequest::new(key, &election.id, contest, &seed).unwrap();
    let body = IssueRequest { contest, blinded: request.blinded() }.to_bytes();
    (request, body)
}

pub(crate) fn ballot(
    election: &Election,
    person: u8,
    credential: &CredentialSignature,
    project: u16,
    (now, cast): (u64, u8),
) -> Body {
    let contest = contest_of(person);
    let rules = &election.terms.contest(contest).unwrap().rules;
    let choice = Choice { project: ProjectIndex(project), value: 1 };
    let vote = Vote::new(vec![choice], rules).unwrap();
    let seed = Seed::from_bytes([person; 16]);
    let voter = Voter { seed: &seed, contest, credential };
    let seq = Seq::new(Slot::at(now), cast).unwrap();
    let mut rng = Generator::new(&[person ^ cast; 32]);
    voter.ballot(&election.terms, &vote, seq, &mut rng).unwrap()
}
