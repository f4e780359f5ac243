//! The registrar and the ballot box as processes of their own, with no key in common.

use crate::database::Database;
use crate::manifest::CLOSES_AT;
use crate::preparing::{prepare, token};
use crate::world::{Answered, NOW, ballot, request};
use app::web::{Clock, PublicUrl};
use axum::Router;
use axum::body::Body as HttpBody;
use http::{HeaderMap, Request, StatusCode, header};
use server::poll::{Folders, Polls, Setting};
use server::randomness::Seeds;
use server::role::Role;
use server::sequencer::publish_all;
use server::witnesses::Witnesses;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tower::ServiceExt as _;
use voting::answer::Answer;
use voting::batch::BatchRule;
use voting::checkpoint::Checkpoint;
use voting::issuance::IssueAnswer;
use voting::manifest::Election;
use voting::note::Note;
use voting::receipt::Receipt;
use voting::text::hex;

const BATCH: BatchRule = BatchRule { min_seconds: 60, min_entries: 1, cap_seconds: 600 };
pub(crate) const REGISTRAR: [&str; 4] =
    ["roll-pepper", "issuance-log.key", "registrar-0.pem", "registrar-1.pem"];
pub(crate) const BOX: [&str; 2] = ["ballots-log.key", "promise.key"];
/// Of the pages, which publish the record.
pub(crate) const ORGANISER: &str = "organiser.key";

/// One process.
struct Process {
    polls: Polls,
    router: Router,
}

impl Process {
    async fn send(&self, request: Request<HttpBody>) -> Answered {
        Answered::read(self.router.clone().oneshot(request).await.unwrap()).await
    }

    async fn get(&self, path: &str) -> Answered {
        self.send(Request::get(path).body(HttpBody::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, cookie: &str, body: &[u8]) -> Answered {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header(header::COOKIE, cookie);
        self.send(request.body(body.to_vec().into()).unwrap()).await
    }

    /// What a browser asks before a page of `origin` may post here.
    async fn preflight(&self, path: &str, origin: &str) -> HeaderMap {
        let request = Request::options(path)
            .header(header::ORIGIN, origin)
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "content-type");
        self.send(request.body(HttpBody::empty()).unwrap()).await.headers
    }
}

/// Two processes over one database.
struct Apart {
    registrar: Process,
    ballot_box: Process,
    election: Election,
    clock: Arc<AtomicU64>,
    folder: PathBuf,
}

impl Apart {
    async fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("hashar-apart-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = Database::sqlite(&folder).open().await;
        let (_, election) = prepare(&store, &folder, 0, BATCH).await;
        move_keys(&folder, "registrar", &REGISTRAR);
        move_keys(&folder, "box", &BOX);
        move_keys(&folder, "web", &[ORGANISER]);
        let clock = Arc::new(AtomicU64::new(NOW));
        let url: PublicUrl = "https://vote.example".parse().unwrap();
        let url = url.cast_from(&"https://also.example".parse().unwrap());
        let process = |name: &str, role| {
            let read = Arc::clone(&clock);
            let time = Clock::new(move || read.load(Ordering::Relaxed).cast_signed());
            let folders = Folders::beside(folder.join(name).join("keys"));
            let setting = Setting { folders, role, witnesses: Witnesses::none() };
            let polls = Polls::in_setting(store.clone(), time.clone(), Seeds::system(), setting);
            let router = server::build_apart(polls.clone(), time, &url);
            Process { polls, router }
        };
        let registrar = process("registrar", Role::Registrar);
        let ballot_box = process("box", Role::Box);
        Self { registrar, ballot_box, election, clock, folder }
    }

    fn path(&self, rest: &str) -> String {
        format!("/api/v1/elections/{}/{rest}", self.election.id)
    }

    async fn publish(&self) {
        publish_all(&self.registrar.polls).await.unwrap();
        publish_all(&self.ballot_box.polls).await.unwrap();
    }

    async fn size(&self, process: &Process, log: &str) -> u64 {
        let answered = process.get(&format!("/log/{}/{log}/checkpoint", self.election.id)).await;
        let logs = &self.election.manifest.logs;
        let key = if log == "ballots" { &logs.ballots.vkey } else { &logs.issuance.vkey };
        Checkpoint::verify(&Note::parse(&answered.text()).unwrap(), key).unwrap().size
    }
}

/// The season's keys of one process, where no other process finds them.
pub(crate) fn move_keys(folder: &Path, process: &str, files: &[&str]) {
    use std::os::unix::fs::DirBuilderExt as _;
    let to = folder.join(process).join("keys/vote");
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&to).unwrap();
    for file in files {
        std::fs::rename(folder.join("keys/vote").join(file), to.join(file)).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_vote_in_two_processes_without_a_common_key() {
    let apart = Apart::new().await;
    let left: Vec<_> = std::fs::read_dir(apart.folder.join("keys/vote")).unwrap().collect();
    assert!(left.is_empty(), "every key belongs to one process: {left:?}");
    apart.publish().await;
    let mut promised = Vec::new();
    for person in [1, 2, 7] {
        let (asked, body) = request(&apart.election, person, person);
        let cookie = format!("__Host-hashar={}", token(person));
        let issued = apart.registrar.post(&apart.path("issue"), &cookie, &body).await;
        assert_eq!(issued.status, StatusCode::OK, "{}", issued.text());
        let signature = IssueAnswer::parse(&issued.body).unwrap().signature;
        let credential = asked.finalize(&signature).unwrap();
        let body = ballot(&apart.election, person, &credential, 0, (NOW, 0));
        let cast = apart.ballot_box.post(&apart.path("cast"), "", body.as_bytes()).await;
        assert_eq!(cast.status, StatusCode::OK, "{}", cast.text());
        let answer = Answer::parse(&cast.body).unwrap();
        let key = &apart.election.manifest.promise_vkey;
        promised.push(answer.verify(&body, key).unwrap().commitment);
    }
    apart.clock.store(NOW + 600, Ordering::Relaxed);
    apart.publish().await;
    // The heads lie in the database: every process shows both logs.
    assert_eq!(apart.size(&apart.ballot_box, "issuance").await, 4);
    assert_eq!(apart.size(&apart.registrar, "ballots").await, 4);
    for commitment in promised {
        let path = apart.path(&format!("proof/{}", hex(commitment.as_bytes())));
        let receipt = Receipt::parse(&apart.ballot_box.get(&path).await.text()).unwrap();
        let log = &apart.election.manifest.logs.ballots.vkey;
        receipt.verify(&commitment, log, &apart.election.policy).unwrap();
    }
    apart.clock.store(CLOSES_AT, Ordering::Relaxed);
    apart.publish().await;
    assert_eq!(apart.size(&apart.ballot_box, "ballots").await, 5);
    assert_eq!(apart.size(&apart.registrar, "issuance").await, 5);
    each_says_what_is_elsewhere(&apart).await;
    pages_of_other_origins_may_cast_where_configured(&apart).await;
    std::fs::remove_dir_all(&apart.folder).unwrap();
}

async fn each_says_what_is_elsewhere(apart: &Apart) {
    let cast = apart.registrar.post(&apart.path("cast"), "", &[0; 580]).await;
    assert_eq!(cast.problem(), "404 elsewhere");
    let (_, body) = request(&apart.election, 3, 3);
    let cookie = format!("__Host-hashar={}", token(3));
    let issue = apart.ballot_box.post(&apart.path("issue"), &cookie, &body).await;
    assert_eq!(issue.problem(), "404 elsewhere");
    for process in [&apart.registrar, &apart.ballot_box] {
        assert_eq!(process.get("/uz/").await.problem(), "404 elsewhere");
    }
}

async fn pages_of_other_origins_may_cast_where_configured(apart: &Apart) {
    let (cast, issue) = (apart.path("cast"), apart.path("issue"));
    for origin in ["https://vote.example", "https://also.example"] {
        let told = apart.ballot_box.preflight(&cast, origin).await;
        assert_eq!(told[header::ACCESS_CONTROL_ALLOW_ORIGIN], origin);
        assert!(!told.contains_key(header::ACCESS_CONTROL_ALLOW_CREDENTIALS), "{told:?}");
    }
    let told = apart.registrar.preflight(&issue, "https://vote.example").await;
    assert_eq!(told[header::ACCESS_CONTROL_ALLOW_ORIGIN], "https://vote.example");
    assert_eq!(told[header::ACCESS_CONTROL_ALLOW_CREDENTIALS], "true");
    for (process, path, origin) in [
        (&apart.ballot_box, &cast, "https://evil.example"),
        (&apart.registrar, &issue, "https://evil.example"),
        (&apart.registrar, &issue, "https://also.example"),
    ] {
        let told = process.preflight(path, origin).await;
        assert!(!told.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN), "{origin}: {told:?}");
    }
}
