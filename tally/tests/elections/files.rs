//! The files of the shared folder.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A name without `.pb` or `.pb.gz`, and the decompressed bytes.
pub(crate) type NamedFile = (String, Vec<u8>);

/// Every election of the shared folder, decompressed once per test run.
pub(crate) fn elections() -> Option<&'static [NamedFile]> {
    static ELECTIONS: OnceLock<Vec<NamedFile>> = OnceLock::new();
    let folder = fixtures::shared("pabulib")?;
    let elections = ELECTIONS.get_or_init(|| {
        let mut files: Vec<NamedFile> =
            paths(&folder).iter().filter_map(|path| election(path)).collect();
        files.sort();
        files
    });
    assert!(elections.len() >= 31, "only {} elections in {}", elections.len(), folder.display());
    Some(elections)
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn election(path: &Path) -> Option<NamedFile> {
    let file = path.file_name()?.to_str()?;
    if let Some(name) = file.strip_suffix(".pb.gz") {
        let mut bytes = Vec::new();
        let compressed = std::fs::File::open(path).unwrap();
        flate2::read::GzDecoder::new(compressed).read_to_end(&mut bytes).unwrap();
        return Some((name.to_owned(), bytes));
    }
    let name = file.strip_suffix(".pb")?;
    Some((name.to_owned(), std::fs::read(path).unwrap()))
}
