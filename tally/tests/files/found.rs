//! Files that once made something fail, and those that the fuzzer starts from.

use std::path::Path;

use crate::exercise::exercise;

#[test]
fn what_was_found_stays_mended() {
    let mut exercised = 0;
    for folder in ["tests/files/found", "fuzz/seeds"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            println!("{}", path.display());
            exercise(&std::fs::read(path).unwrap());
            exercised += 1;
        }
    }
    assert!(exercised >= 6, "only {exercised} files");
}
