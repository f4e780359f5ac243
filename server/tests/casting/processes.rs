//! Pages, registrar and ballot box as three real processes over one database, each with its own
//! keys alone.

use crate::apart::{BOX, ORGANISER, REGISTRAR, move_keys};
use crate::database::Database;
use crate::preparing::{prepare, token};
use crate::program::{Program, Start};
use crate::world::{NOW, ballot, own_folder, request};
use std::path::{Path, PathBuf};
use voting::answer::Answer;
use voting::batch::BatchRule;
use voting::body::Body;
use voting::commitment::Commitment;
use voting::issuance::IssueAnswer;
use voting::manifest::Election;
use voting::receipt::Receipt;
use voting::text::hex;

/// Every second whatever is there.
const BATCH: BatchRule = BatchRule { min_seconds: 1, min_entries: 1, cap_seconds: 1 };

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_in_three_processes_on_sqlite() {
    let folder = own_folder();
    let database = Database::sqlite(&folder);
    a_vote_in_three_processes(&folder, database).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_in_three_processes_on_postgres() {
    if let Some(database) = Database::postgres().await {
        a_vote_in_three_processes(&own_folder(), database).await;
    }
}

async fn a_vote_in_three_processes(folder: &Path, database: Database) {
    let (election, now) = prepared(folder, &database).await;
    move_keys(folder, "web", &["../pepper", ORGANISER]);
    move_keys(folder, "registrar", &REGISTRAR);
    move_keys(folder, "box", &BOX);
    // Empty: every key belongs to one process.
    std::fs::remove_dir(folder.join("keys/vote")).unwrap();

    let start = |role, keys| start(role, folder.join(keys), &database);
    let web = start("web", "web").await;
    let registrar = start("registrar", "registrar").await;
    let mut ballot_box = start("box", "box").await;

    let body = issued(&election, &registrar, now).await;
    let commitment = cast(&election, &ballot_box, &body).await;
    let receipt = receipt(&election, &mut ballot_box, &commitment).await;
    let log = &election.manifest.logs.ballots.vkey;
    receipt.verify(&commitment, log, &election.policy).unwrap();

    each_refuses_what_is_the_others(&election, [&web, &registrar, &ballot_box], &body).await;
    // Keys that lie there by mistake are not opened.
    drop(registrar);
    let misplaced = start("box", "registrar").await;
    refuses_to_issue(&election, &misplaced).await;
    refuses_to_cast(&election, &misplaced, &body).await;
    drop((web, ballot_box, misplaced));
    database.end().await;
    std::fs::remove_dir_all(folder).unwrap();
}

/// An approved election fifty minutes into its vote, and the time.
async fn prepared(folder: &Path, database: &Database) -> (Election, u64) {
    let now = u64::try_from(server::clock::SystemClock::default().now()).unwrap();
    let store = database.open().await;
    let by = now.cast_signed() - NOW.cast_signed();
    let (_, election) = prepare(&store, folder, by, BATCH).await;
    store.close().await;
    (election, now)
}

/// A process whose folders lie in `folder`.
async fn start(role: &'static str, folder: PathBuf, database: &Database) -> Program {
    Start { role, folder: &folder, database }.serve().await
}

/// A ballot with a credential that the registrar gave to whoever signed in at the pages.
async fn issued(election: &Election, registrar: &Program, now: u64) -> Body {
    let (request, body) = request(election, 1, 1);
    let issued = registrar.post(&path(election, "issue"), &cookie(1), &body).await;
    assert_eq!(issued.status, 200, "{}", issued.text());
    let signature = IssueAnswer::parse(&issued.body).unwrap().signature;
    let credential = request.finalize(&signature).unwrap();
    ballot(election, 1, &credential, 0, (now, 0))
}

/// Without a cookie: the box knows nobody.
async fn cast(election: &Election, ballot_box: &Program, body: &Body) -> Commitment {
    let cast = ballot_box.post(&path(election, "cast"), "", body.as_bytes()).await;
    assert_eq!(cast.status, 200, "{}", cast.text());
    let answer = Answer::parse(&cast.body).unwrap();
    answer.verify(body, &election.manifest.promise_vkey).unwrap().commitment
}

/// The receipt, as soon as a batch was published that holds the ballot.
pub(crate) async fn receipt(
    election: &Election,
    ballot_box: &mut Program,
    commitment: &Commitment,
) -> Receipt {
    let path = path(election, &format!("proof/{}", hex(commitment.as_bytes())));
    loop {
        let reply = ballot_box.get(&path).await;
        if reply.status == 200 {
            return Receipt::parse(&reply.text()).unwrap();
        }
        assert_eq!(reply.problem(), "404 entry");
        ballot_box.says("published").await;
    }
}

async fn each_refuses_what_is_the_others(
    election: &Election,
    [web, registrar, ballot_box]: [&Program; 3],
    ballot: &Body,
) {
    for process in [web, ballot_box] {
        refuses_to_issue(election, process).await;
    }
    for process in [web, registrar] {
        refuses_to_cast(election, process, ballot).await;
    }
    for process in [registrar, ballot_box] {
        assert_eq!(process.get("/uz/").await.problem(), "404 elsewhere");
        assert_eq!(process.get("/uz/sign-in").await.problem(), "404 elsewhere");
    }
    assert_eq!(web.get("/uz/").await.status, 200);
}

async fn refuses_to_issue(election: &Election, process: &Program) {
    let (_, asking) = request(election, 2, 2);
    let issue = process.post(&path(election, "issue"), &cookie(2), &asking).await;
    assert_eq!(issue.problem(), "404 elsewhere");
}

async fn refuses_to_cast(election: &Election, process: &Program, ballot: &Body) {
    let cast = process.post(&path(election, "cast"), "", ballot.as_bytes()).await;
    assert_eq!(cast.problem(), "404 elsewhere");
}

fn path(election: &Election, rest: &str) -> String {
    format!("/api/v1/elections/{}/{rest}", election.id)
}

fn cookie(person: u8) -> String {
    format!("Cookie: hashar={}\r\n", token(person))
}
