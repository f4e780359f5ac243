//! `hashar-audit witness`: a process that signs, stops and goes on, and its evidence.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use voting::checkpoint::{Checkpoint, checkpoints_log};
use voting::cosignature;
use voting::merkle::{ConsistencyProof, Tree, leaf_hash};
use voting::note::{Note, NoteKey, NoteSignature};
use voting::witness::Request;

use crate::support::{Folder, hashar_audit, signer};

const LOG: &str = "example.org/ballots";

/// A running witness.
struct Process {
    child: Child,
    address: String,
}

impl Process {
    fn start(folder: &Folder) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hashar-audit"))
            .args(["witness", "serve", "--key", &folder.at("key"), "--logs", &folder.at("logs")])
            .args(["--state", &folder.at("state"), "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said: Vec<String> = (0..3).map(|_| lines.next().unwrap().unwrap()).collect();
        let address = said[1].strip_prefix("http://").unwrap().strip_suffix("/add-checkpoint");
        Self { address: address.unwrap().to_owned(), child }
    }

    /// Status and text of the answer.
    fn ask(&self, request: &Request) -> (u16, String) {
        let body = request.to_string();
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = "POST /add-checkpoint HTTP/1.1\r\nhost: w\r\nconnection: close\r\n";
        write!(stream, "{head}content-length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, text) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), text.to_owned())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // As a power cut would.
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn tree(size: u8, fork: u8) -> Tree {
    (0..size).map(|i| leaf_hash(&[u8::from(i >= fork), i])).collect()
}

fn checkpoint(tree: &Tree) -> Note {
    let checkpoint = Checkpoint { origin: LOG.into(), size: tree.size(), root: tree.root() };
    checkpoint.sign(&signer(LOG)).unwrap()
}

fn asked(tree: &Tree, old: u64) -> Request {
    let proof = match old {
        0 => ConsistencyProof(Vec::new()),
        old => ConsistencyProof::new(tree, old, tree.size()).unwrap(),
    };
    Request { old, proof, checkpoint: checkpoint(tree) }
}

/// A folder with a key and a list of one log; the witness's key.
fn prepared() -> (Folder, NoteKey) {
    let folder = Folder::empty();
    let arguments = ["witness", "init", "--name", "witness.example/1", "--out", &folder.at("key")];
    let made = hashar_audit(&arguments).succeeded();
    let list = format!("# the ministry\n\n{}\n", signer(LOG).key());
    std::fs::write(folder.path("logs"), list).unwrap();
    (folder, NoteKey::parse(made.out.trim_end()).unwrap())
}

#[test]
fn a_witness_that_is_killed_goes_on_from_what_it_signed() {
    let (folder, key) = prepared();
    let first = Process::start(&folder);
    let request = asked(&tree(7, 99), 0);
    let (status, line) = first.ask(&request);
    assert_eq!(status, 200, "{line}");
    let mut note = request.checkpoint;
    note.add(NoteSignature::parse(line.trim_end()).unwrap());
    assert!(cosignature::verify(&key, &note).unwrap() > 1_700_000_000);
    drop(first);
    let second = Process::start(&folder);
    assert_eq!(second.ask(&asked(&tree(5, 99), 0)), (409, "7\n".to_owned()));
    assert_eq!(second.ask(&asked(&tree(9, 4), 7)).0, 422);
    assert_eq!(second.ask(&asked(&tree(9, 99), 7)).0, 200);
}

#[test]
fn evidence_of_a_witness_convinces_others_and_nothing_else_does() {
    let (folder, _) = prepared();
    let process = Process::start(&folder);
    process.ask(&asked(&tree(7, 99), 0));
    assert_eq!(process.ask(&asked(&tree(7, 3), 7)).0, 409);
    let split = |path: &&String| path.contains("split-view");
    let files = folder.files();
    let file = folder.at(files.keys().find(split).unwrap());
    let logs = folder.at("logs");
    let run = hashar_audit(&["witness", "evidence", &file, "--logs", &logs]).succeeded();
    assert_eq!(run.out, format!("split view: {LOG} signed two different roots at 7 entries\n"));
    let other = signer("example.org/issuance").key().to_string();
    let run = hashar_audit(&["witness", "evidence", &file, "--log", &other]);
    assert_eq!(run.code, 72, "{}", run.err);
    let grown = [checkpoint(&tree(7, 99)), checkpoint(&tree(9, 3))];
    std::fs::write(folder.path("grown"), checkpoints_log(&grown)).unwrap();
    let run = hashar_audit(&["witness", "evidence", &folder.at("grown"), "--logs", &logs]);
    assert_eq!(run.code, 72);
    assert!(run.err.contains("no evidence: "), "{}", run.err);
    assert_eq!(hashar_audit(&["witness", "evidence", &file]).code, 70);
}

#[test]
fn what_is_wrong_stops_a_witness_before_it_signs() {
    let (folder, key) = prepared();
    let state = folder.at("state");
    let serve = |key: &str, logs: &str| {
        let arguments = ["witness", "serve", "--key", key, "--logs", logs, "--state", &state];
        hashar_audit(&[&arguments[..], &["--listen", "127.0.0.1:0"]].concat())
    };
    let auditor = folder.at("auditor");
    hashar_audit(&["key", "init", "--name", "a", "--out", &auditor]).succeeded();
    let run = serve(&auditor, &folder.at("logs"));
    assert_eq!(run.code, 76);
    assert!(run.err.contains("the key a signs no cosignatures"), "{}", run.err);
    std::fs::write(folder.path("wrong"), format!("\n{key}\n")).unwrap();
    let run = serve(&folder.at("key"), &folder.at("wrong"));
    assert_eq!(run.code, 72);
    assert!(run.err.contains("line 2: a witness's key, no log's"), "{}", run.err);
    let running = Process::start(&folder);
    let run = serve(&folder.at("key"), &folder.at("logs"));
    assert_eq!(run.code, 76);
    assert!(run.err.contains("a witness runs once"), "{}", run.err);
    drop(running);
}
