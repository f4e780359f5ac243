//! What opens the ballots is in no part of a running server.

use crate::program::Place;
use std::path::Path;
use voting::key_file::SecretKey;
use voting::text::{base64, hex};

/// All files below a folder, without those that a trustee or an auditor would take away.
fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            files(&path, found);
        } else if !name.starts_with("trustee-") && !name.starts_with("auditor-") {
            found.push(path);
        }
    }
}

#[test]
fn the_trustee_s_secret_is_in_no_database_configuration_or_environment() {
    let place = Place::new();
    let running = place.serve_demo(&place.sqlite(), &[]);
    let own = std::fs::read(place.path().join("trustee-2026-autumn.key")).unwrap();
    let key = SecretKey::parse(&own).unwrap();
    let secret = key.share.as_ref().unwrap().secret.to_bytes();
    let forms = [secret.to_vec(), hex(&secret).into_bytes(), base64(&secret).into_bytes()];
    let holds = |bytes: &[u8], form: &[u8]| bytes.windows(form.len()).any(|part| part == form);
    assert!(forms.iter().any(|form| holds(&own, form)), "the search finds it where it is");

    let mut searched = Vec::new();
    files(place.path(), &mut searched);
    let process = format!("/proc/{}", running.id());
    searched.extend(["environ", "cmdline"].map(|name| Path::new(&process).join(name)));
    let names: Vec<String> = searched.iter().map(|path| path.display().to_string()).collect();
    for part in ["hashar.db", "promise.key", "registrar-0.pem", "environ"] {
        assert!(names.iter().any(|name| name.ends_with(part)), "{part} is not in {names:?}");
    }
    for path in &searched {
        let bytes = std::fs::read(path).unwrap();
        for form in &forms {
            assert!(!holds(&bytes, form), "{}", path.display());
        }
    }
}

#[test]
fn keys_that_others_may_read_stop_the_start() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    let database = place.sqlite();
    drop(place.serve_demo(&database, &[]));
    let arguments = ["serve", "--demo", "--listen", "127.0.0.1:0", "--site", "site"];
    let arguments = [&arguments[..], &["--database-url", &database]].concat();
    for (path, right) in [
        ("keys", 0o700),
        ("keys/pepper", 0o600),
        ("keys/2026-autumn", 0o700),
        ("keys/2026-autumn/registrar-1.pem", 0o600),
    ] {
        let path = place.path().join(path);
        let set = |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode));
        set(right | 0o040).unwrap();
        let told = format!("chmod {right:o}");
        place.run(&arguments).refused(&[&told, &path.file_name().unwrap().to_string_lossy()]);
        set(right).unwrap();
    }
}
