//! Keys are made once, kept narrow, compared with the manifest, destroyed.

use super::*;
use crate::keys::FileError;
use std::fs::{Permissions, read_dir, set_permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

const ORIGIN: &str = "example.org/vote";

/// A folder of its own for each test, removed when the test passed.
fn in_folder(name: &str, test: impl FnOnce(&Path)) {
    let folder =
        std::env::temp_dir().join(format!("hashar-election-keys-{}-{name}", std::process::id()));
    test(&folder);
    std::fs::remove_dir_all(&folder).unwrap();
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn files(folder: &Path) -> Vec<PathBuf> {
    read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect()
}

#[test]
fn keys_are_made_once_and_only_their_owner_reads_them() {
    in_folder("once", |folder| {
        let keys = ElectionKeys::of(folder, "2026-autumn").unwrap();
        keys.create(1, 2048, &Seeds::system()).unwrap();
        let own = folder.join("2026-autumn");
        assert_eq!((mode(folder), mode(&own), files(&own).len()), (0o700, 0o700, 6));
        assert!(files(&own).iter().all(|file| mode(file) == 0o600));
        let public = keys.public(ORIGIN).unwrap();
        assert_eq!(public.promise.name(), "example.org/vote/ballots/promise");
        assert_eq!(public.registrar.len(), 1);
        assert!(keys.create(1, 2048, &Seeds::system()).is_err(), "nothing is overwritten");
        assert_eq!(keys.public(ORIGIN).unwrap().registrar, public.registrar);

        assert_eq!(keys.destroy_registrar().unwrap(), 1);
        assert_eq!((keys.destroy_registrar().unwrap(), files(&own).len()), (0, 5));
    });
}

#[test]
fn wide_permissions_are_refused_with_what_to_do() {
    in_folder("wide", |folder| {
        let keys = ElectionKeys::of(folder, "vote").unwrap();
        keys.create(0, 2048, &Seeds::system()).unwrap();
        let pepper = folder.join("vote/roll-pepper");
        set_permissions(&pepper, Permissions::from_mode(0o640)).unwrap();
        let refused = keys.pepper().err().unwrap().to_string();
        assert!(refused.contains("640") && refused.contains("chmod 600"), "{refused}");
        set_permissions(&pepper, Permissions::from_mode(0o600)).unwrap();
        set_permissions(folder.join("vote"), Permissions::from_mode(0o750)).unwrap();
        let refused = keys.pepper().err().unwrap().to_string();
        assert!(refused.contains("chmod 700"), "{refused}");
    });
}

#[test]
fn a_damaged_or_missing_key_is_named() {
    in_folder("damaged", |folder| {
        let keys = ElectionKeys::of(folder, "vote").unwrap();
        assert!(matches!(keys.pepper(), Err(KeyError::File(FileError::Unusable { .. }))));
        keys.create(0, 2048, &Seeds::system()).unwrap();
        std::fs::write(folder.join("vote/promise.key"), [0; 31]).unwrap();
        assert!(matches!(keys.public(ORIGIN), Err(KeyError::Damaged { .. })));
    });
}

#[test]
fn a_season_s_key_leads_to_no_other_folder() {
    for wrong in ["", ".", "..", "../other", "a/b", "a b"] {
        assert!(matches!(ElectionKeys::of(Path::new("keys"), wrong), Err(KeyError::Season(_))));
    }
}
