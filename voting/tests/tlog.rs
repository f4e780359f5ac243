//! Notes of golang.org/x/mod and a real tiled log, both signed by software that nobody here wrote.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking; clippy exempts only functions marked as tests"
)]

use std::path::PathBuf;

use serde_json::Value;
use voting::checkpoint::Checkpoint;
use voting::merkle::{ConsistencyProof, Hash, InclusionProof, Tree, leaf_hash};
use voting::note::{KeyKind, Note, NoteKey, NoteSigner};
use voting::tile::{bundle_paths, hash_tile_paths, parse_bundle, parse_tile};

const LOG: &str = "vectors/tessera_log/testdata/log";
const VKEY: &str = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

#[test]
fn notes_of_sumdb() {
    let Some(path) = fixtures::shared("vectors/sumdb/note_vectors.json") else { return };
    let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    for vector in file["notes"].as_array().unwrap() {
        let field = |name: &str| vector[name].as_str().unwrap();
        let key = NoteKey::parse(field("vkey")).unwrap();
        assert_eq!(key.to_string(), field("vkey"));
        let note = Note::parse(field("signed")).unwrap();
        assert_eq!(note.text(), field("text"));
        assert_eq!(note.verify(&key), Ok(()));
        // Its secret key signs the same bytes here.
        let secret = field("skey").splitn(5, '+').nth(4).unwrap();
        let secret = data_encoding::BASE64.decode(secret.as_bytes()).unwrap();
        let secret = ed25519_dalek::SigningKey::from_bytes(secret[1..].try_into().unwrap());
        let signer = NoteSigner::new(key.name(), KeyKind::Note, secret).unwrap();
        assert_eq!(signer.sign(field("text").to_owned()).unwrap().to_string(), field("signed"));
    }
    for vkey in file["bad_vkeys"].as_array().unwrap() {
        assert!(NoteKey::parse(vkey.as_str().unwrap()).is_err(), "{vkey}");
    }
    for record in file["record_hash"].as_array().unwrap() {
        let hash = leaf_hash(record["data"].as_str().unwrap().as_bytes());
        assert_eq!(hash.to_base64(), record["hash_b64"]);
    }
}

struct Log {
    folder: PathBuf,
    key: NoteKey,
}

impl Log {
    fn open() -> Option<Self> {
        Some(Self { folder: fixtures::shared(LOG)?, key: NoteKey::parse(VKEY).unwrap() })
    }

    fn checkpoint(&self, size: u64) -> Checkpoint {
        let path = self.folder.join(format!("checkpoint.{size}"));
        let note = Note::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
        let checkpoint = Checkpoint::verify(&note, &self.key).unwrap();
        assert_eq!(checkpoint.size, size);
        checkpoint
    }

    /// Leaf hashes from the entry bundles of a log of this size.
    fn leaves(&self, size: u64) -> Vec<Hash> {
        let mut leaves = Vec::new();
        for (path, width) in bundle_paths(size) {
            let bytes = std::fs::read(self.folder.join("tile").join(path)).unwrap();
            leaves.extend(parse_bundle(&bytes, width).unwrap().into_iter().map(leaf_hash));
        }
        leaves
    }
}

#[test]
fn the_real_log_is_rebuilt_from_its_entries() {
    let Some(log) = Log::open() else { return };
    for size in 0..=15 {
        let leaves = log.leaves(size);
        assert_eq!(leaves.len() as u64, size);
        let tree: Tree = leaves.iter().copied().collect();
        assert_eq!(tree.root(), log.checkpoint(size).root, "size {size}");
        for (level, index, width, path) in hash_tile_paths(size) {
            let tile = std::fs::read(log.folder.join("tile").join(path)).unwrap();
            assert_eq!((level, index), (0, 0));
            assert_eq!(parse_tile(&tile, width).unwrap(), leaves);
        }
    }
}

#[test]
fn the_real_log_only_ever_grew() {
    let Some(log) = Log::open() else { return };
    let tree: Tree = log.leaves(15).into_iter().collect();
    let checkpoints: Vec<Checkpoint> = (0..=15).map(|size| log.checkpoint(size)).collect();
    for new in &checkpoints {
        for old in checkpoints.iter().filter(|old| (1..=new.size).contains(&old.size)) {
            let proof = ConsistencyProof::new(&tree, old.size, new.size).unwrap();
            assert_eq!(proof.verify(old.size, old.root, new.size, new.root), Ok(()));
        }
        for (leaf, index) in log.leaves(new.size).into_iter().zip(0..) {
            let proof = InclusionProof::new(&tree, index, new.size).unwrap();
            assert_eq!(proof.verify(leaf, index, new.size, new.root), Ok(()));
        }
    }
}

#[test]
fn another_key_did_not_sign_it() {
    let Some(log) = Log::open() else { return };
    let path = log.folder.join("checkpoint.5");
    let text = std::fs::read_to_string(path).unwrap();
    let note = Note::parse(&text.replacen("5\n", "6\n", 1)).unwrap();
    assert!(Checkpoint::verify(&note, &log.key).is_err());
    let secret = ed25519_dalek::SigningKey::from_bytes(&[1; 32]);
    let other = NoteKey::new(log.key.name(), KeyKind::Note, secret.verifying_key()).unwrap();
    assert!(Checkpoint::verify(&Note::parse(&text).unwrap(), &other).is_err());
}
