//! Key files: private, never overwritten, checked when they are read.

use crate::support::{Draft, Files, Folder, Plan, hashar_audit};

#[cfg(unix)]
fn mode(path: &std::path::Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[cfg(unix)]
#[test]
fn a_key_is_its_owners_alone_and_never_overwritten() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::empty();
    let key = folder.at("trustee.key");
    let made = hashar_audit(&["trustee", "init", "--name", "t", "--out", &key]).succeeded();
    assert_eq!(mode(&folder.path("trustee.key")), 0o600);
    let before = folder.files();
    let secret: serde_json::Value = serde_json::from_slice(&before["trustee.key"]).unwrap();
    for name in ["note_secret", "share_secret"] {
        let secret = secret[name].as_str().or(secret["trustee"][name].as_str()).unwrap();
        assert!(!made.out.contains(secret), "{name} is printed");
    }
    let again = hashar_audit(&["trustee", "init", "--out", &key]);
    assert_eq!(again.code, 74, "{}", again.err);
    assert_eq!(hashar_audit(&["key", "init", "--name", "n", "--out", &key]).code, 74);
    assert_eq!(folder.files(), before);
    let checked = hashar_audit(&["trustee", "check", "--key", &key]).succeeded();
    assert!(checked.out.starts_with("key of trustee 1, Y_i "), "{}", checked.out);
    let wide = std::fs::Permissions::from_mode(0o640);
    std::fs::set_permissions(folder.path("trustee.key"), wide).unwrap();
    let run = hashar_audit(&["trustee", "check", "--key", &key]);
    assert_eq!(run.code, 76);
    assert!(run.err.contains("can be read by others; chmod 600"), "{}", run.err);
}

#[test]
fn two_keys_differ() {
    let folder = Folder::empty();
    let key = |name: &str| {
        let out = folder.at(name);
        hashar_audit(&["key", "init", "--name", "same", "--out", &out]).succeeded().out
    };
    let keys = [key("one"), key("two")];
    assert!(keys.iter().all(|key| key.starts_with("same+")), "{keys:?}");
    assert_ne!(keys[0], keys[1]);
    let bad = folder.at("bad");
    let run = hashar_audit(&["key", "init", "--name", "two words", "--out", &bad]);
    assert_eq!(run.code, 70, "{}", run.err);
    assert!(!folder.path("bad").exists());
}

#[test]
fn a_key_of_another_trustee_or_a_broken_one_is_refused() {
    let folder = Folder::empty();
    let draft = Draft::new(&Plan { people: 12, ..Plan::open() });
    folder.add(&Files::from([("manifest.json".into(), draft.manifest)]));
    let (key, manifest) = (folder.at("key"), folder.at("manifest.json"));
    hashar_audit(&["trustee", "init", "--out", &key]).succeeded();
    let arguments = ["trustee", "check", "--key", &key, "--manifest", &manifest];
    let run = hashar_audit(&arguments);
    assert_eq!(run.code, 72, "{}", run.err);
    assert!(run.err.contains("the manifest names no trustee with this key"), "{}", run.err);
    let text = String::from_utf8(folder.files()["key"].clone()).unwrap();
    for (broken, reason) in [
        (text.replacen("trustee-1\"", "trustee-2\"", 1), "vkey is not that of the secret"),
        (text.replacen("key 1", "key 2", 1), "a key file of another version"),
        ("{}".to_owned(), "is no key file of this program"),
    ] {
        // Written in place, so that the file stays private.
        std::fs::write(folder.path("key"), broken).unwrap();
        let run = hashar_audit(&["trustee", "check", "--key", &key]);
        assert_eq!(run.code, 72, "{}", run.err);
        assert!(run.err.contains(reason), "{}", run.err);
    }
    assert_eq!(hashar_audit(&["trustee", "check"]).code, 70);
    let auditor = folder.at("auditor.key");
    hashar_audit(&["key", "init", "--name", "a", "--out", &auditor]).succeeded();
    assert_eq!(hashar_audit(&["trustee", "check", "--key", &auditor]).code, 72);
}
