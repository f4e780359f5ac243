//! A record that this server wrote, forged in one place, with sums and the organiser's signature
//! made again: the verification fails at the step whose promise is broken.

use crate::after::{AFTER, Files, download, open, published, verified, voted};
use crate::manifest::{registrar, signer};
use crate::world::{NOW, World, contest_of, request};
use server::randomness::Generator;
use voting::checkpoint::Checkpoint;
use voting::commitment::{BodyScalar, Commitment, Opening};
use voting::copy::{self, CopyRecord};
use voting::credential::Request;
use voting::entry;
use voting::merkle::{leaf_hash, root_of};
use voting::note::Note;
use voting::organiser;
use voting::record::{LogFiles, MANIFEST, SUMS, SUMS_NOTE, Sums, result_path};
use voting::seed::Seed;
use voting::tile::parse_bundle;
use voting::verify::report::Outcome;

/// The step that fails, and why.
pub(crate) fn failure(world: &World, mut files: Files) -> (u8, String) {
    let mut sums = Sums::new(world.election.manifest.publication);
    files.iter().for_each(|(path, bytes)| sums.add(path, bytes));
    let text = sums.to_text().into_bytes();
    let organiser = signer("example.org/organiser", 14);
    let note = organiser::sign_sums(&organiser, &world.election.id, &text).unwrap();
    files.insert(SUMS_NOTE.to_owned(), note.to_string().into_bytes());
    files.insert(SUMS.to_owned(), text);
    let report = verified(&files);
    let failed = report.steps.into_iter().find_map(|step| match step.outcome {
        Outcome::Failed { reason } => Some((step.step, reason)),
        _ => None,
    });
    failed.unwrap_or((0, String::new()))
}

#[tokio::test(flavor = "multi_thread")]
async fn each_forgery_fails_at_its_own_step() {
    let world = voted(open).await;
    published(&world).await;
    let record = download(&world, "record", None).await;
    assert_eq!(failure(&world, record.clone()), (0, String::new()), "signed again as it was");
    for (forge, step, told) in [
        (costs_less as fn(&mut Files), 1, "manifest"),
        (without_an_entry, 3, "ballots"),
        (with_a_flipped_byte, 5, "entry 3"),
        (with_a_credential_of_its_own, 6, "entry 7"),
        (with_swapped_results, 12, "tally/one.json"),
    ] {
        let mut files = record.clone();
        forge(&mut files);
        let (failed, reason) = failure(&world, files);
        assert_eq!(failed, step, "{reason}");
        assert!(reason.contains(told), "step {step}: {reason}");
    }
    world.end().await;
}

fn costs_less(files: &mut Files) {
    let manifest = String::from_utf8(files[MANIFEST].clone()).unwrap();
    let cheaper = manifest.replacen("\"cost\": 50", "\"cost\": 40", 1);
    assert_ne!(cheaper, manifest);
    files.insert(MANIFEST.to_owned(), cheaper.into_bytes());
}

/// Six ballots, header and closing entry lie in one bundle.
const BUNDLE: &str = "ballots/tile/entries/000.p/8";

fn without_an_entry(files: &mut Files) {
    let bundle = files.remove(BUNDLE).unwrap();
    let mut entries = parse_bundle(&bundle, 8).unwrap();
    entries.remove(3);
    let shorter = voting::tile::bundle(entries).unwrap();
    files.insert(BUNDLE.to_owned(), shorter);
}

fn with_a_flipped_byte(files: &mut Files) {
    let copy = files.get_mut(&copy::path(0)).unwrap();
    // Records of u16 length, r and 580 bytes; the header's is empty. Within the sealed vote.
    copy[2 + 2 * 614 + 34 + 400] ^= 1;
}

/// A ballot with a credential that another contest's key signed, logged by whoever holds the log's
/// key.
fn with_a_credential_of_its_own(files: &mut Files) {
    let election = voting::manifest::Election::parse(&files[MANIFEST]).unwrap();
    let seed = Seed::from_bytes([77; 16]);
    let contest = contest_of(1);
    let wrong = Request::new(registrar(1).public(), &election.id, contest, &seed).unwrap();
    let answer = registrar(1).blind_sign(&wrong.blinded(), &mut Generator::new(&[3; 32])).unwrap();
    let credential = wrong.finalize(&answer).unwrap();
    let body = crate::world::ballot(&election, 77, &credential, 0, (NOW, 0));
    let opening = Opening::random(&mut Generator::new(&[4; 32]));
    let commitment = Commitment::new(BodyScalar::of(body.as_bytes()), &opening);

    let mut records = copy::parse(&files[&copy::path(0)]).unwrap();
    records.insert(7, Some(CopyRecord { opening, body: body.as_bytes().to_vec() }));
    let mut file = Vec::new();
    records.iter().for_each(|record| copy::write(&mut file, record.as_ref()).unwrap());
    files.insert(copy::path(0), file);

    let bundle = files[BUNDLE].clone();
    let mut entries: Vec<Vec<u8>> =
        parse_bundle(&bundle, 8).unwrap().into_iter().take(7).map(<[u8]>::to_vec).collect();
    entries.push(entry::ballot(&commitment));
    entries.push(entry::close(&election.id, 8));
    relog(files, &entries);
}

/// Writes the ballot log anew, as one batch.
fn relog(files: &mut Files, entries: &[Vec<u8>]) {
    let old: Vec<String> =
        files.keys().filter(|path| path.starts_with("ballots/tile/")).cloned().collect();
    old.iter().for_each(|path| drop(files.remove(path)));
    let log = signer("example.org/ballots", 12);
    let root = root_of(entries.iter().map(|entry| leaf_hash(entry)));
    let origin = log.key().name().to_owned();
    let note: Note = Checkpoint { origin, size: entries.len() as u64, root }.sign(&log).unwrap();
    let written = LogFiles { folder: "ballots", entries, checkpoints: &[note] };
    files.extend(written.files().unwrap());
}

fn with_swapped_results(files: &mut Files) {
    let (one, two) = (result_path("one"), result_path("two"));
    let (first, second) = (files[&one].clone(), files[&two].clone());
    files.insert(one, second);
    files.insert(two, first);
}

/// A credential is for one key in one contest: the request itself says so.
#[tokio::test(flavor = "multi_thread")]
async fn after_the_close_nothing_is_issued_or_cast() {
    let world = voted(open).await;
    published(&world).await;
    let (_, body) = request(&world.election, 5, 5);
    world.set_clock(AFTER);
    assert_eq!(world.post_issue(5, body).await.status, http::StatusCode::NOT_FOUND);
    assert_eq!(world.cast(&[0; 580]).await.problem(), "410 over");
    world.end().await;
}
