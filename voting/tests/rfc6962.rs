//! Merkle trees against the roots and proofs of transparency-dev/merkle, negative cases included.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking; clippy exempts only functions marked as tests"
)]

use std::path::{Path, PathBuf};

use data_encoding::{BASE64, HEXLOWER};
use serde_json::Value;
use voting::merkle::{ConsistencyProof, Hash, InclusionProof, Tree, leaf_hash, root_of};

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Some cases hold words for roots that do not matter: filled up with zeros. What is empty or
/// longer than 32 bytes is no hash at all.
fn hash(value: &Value) -> Option<Hash> {
    let mut bytes = BASE64.decode(value.as_str().unwrap_or_default().as_bytes()).ok()?;
    if (1..32).contains(&bytes.len()) {
        bytes.resize(32, 0);
    }
    Some(Hash::from_bytes(bytes.try_into().ok()?))
}

fn hashes(value: &Value) -> Option<Vec<Hash>> {
    value.as_array().into_iter().flatten().map(hash).collect()
}

fn inclusion_holds(case: &Value) -> Option<()> {
    let (index, size) = (case["leafIdx"].as_u64()?, case["treeSize"].as_u64()?);
    let (leaf, root) = (hash(&case["leafHash"])?, hash(&case["root"])?);
    InclusionProof(hashes(&case["proof"])?).verify(leaf, index, size, root).ok()
}

fn consistency_holds(case: &Value) -> Option<()> {
    let (old, new) = (case["size1"].as_u64()?, case["size2"].as_u64()?);
    let (old_root, new_root) = (hash(&case["root1"])?, hash(&case["root2"])?);
    ConsistencyProof(hashes(&case["proof"])?).verify(old, old_root, new, new_root).ok()
}

fn run(folder: &str, holds: impl Fn(&Value) -> Option<()>) -> Option<(u32, u32)> {
    let folder = fixtures::shared(&format!("vectors/rfc6962/testdata/{folder}"))?;
    let mut counts = (0, 0);
    for path in files(&folder) {
        let case = json(&path);
        let expected = case["wantErr"] == false;
        assert_eq!(holds(&case).is_some(), expected, "{}: {}", path.display(), case["desc"]);
        *(if expected { &mut counts.0 } else { &mut counts.1 }) += 1;
    }
    Some(counts)
}

#[test]
fn inclusion_proofs() {
    let Some((good, bad)) = run("inclusion", inclusion_holds) else { return };
    assert_eq!(good + bad, 98);
    assert!(good >= 6 && bad >= 80);
}

#[test]
fn consistency_proofs() {
    let Some((good, bad)) = run("consistency", consistency_holds) else { return };
    assert_eq!(good + bad, 98);
    assert!(good >= 5 && bad >= 80);
}

#[test]
fn roots_of_the_eight_leaf_tree() {
    let Some(path) = fixtures::shared("vectors/rfc6962/roots.json") else { return };
    let file = json(&path);
    let hex = |value: &Value| HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap();
    let leaves: Vec<Hash> =
        file["leaf_inputs_hex"].as_array().unwrap().iter().map(|l| leaf_hash(&hex(l))).collect();
    let roots = file["root_hashes_hex"].as_array().unwrap();
    assert_eq!((leaves.len(), roots.len()), (8, 9));
    let tree: Tree = leaves.iter().copied().collect();
    for (size, root) in roots.iter().enumerate() {
        let root = Hash::from_bytes(hex(root).try_into().unwrap());
        assert_eq!(root_of(leaves[..size].iter().copied()), root);
        assert_eq!(tree.root_at(size as u64), Some(root));
    }
}
