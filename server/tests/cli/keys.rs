//! Keys on the command line: made once, listed without a secret, refused when others may read.

use crate::program::Place;
use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::PermissionsExt as _;

#[test]
fn the_pepper_is_made_once_and_listed_without_its_secret() {
    let place = Place::new();
    let database = place.sqlite();
    let run = |words: &[&str]| {
        let all: Vec<&str> = words.iter().copied().chain(["--database-url", &database]).collect();
        place.run(&all)
    };
    assert_eq!(run(&["keys", "list"]).succeeded(), "", "there are none");
    assert!(run(&["keys", "init"]).succeeded().contains("keep a copy in a safe"));
    let pepper = std::fs::read(place.path().join("keys/pepper")).unwrap();
    run(&["keys", "init"]).refused(&["keys/pepper", "never overwritten"]);
    assert_eq!(std::fs::read(place.path().join("keys/pepper")).unwrap(), pepper);

    let listed = run(&["keys", "list"]).succeeded().to_owned();
    let words: Vec<&str> = listed.split_whitespace().collect();
    assert_eq!((words[0], words[1].len(), words[2]), ("pepper", 8, "pepper"), "{listed}");
    for secret in [data_encoding::HEXLOWER.encode(&pepper), data_encoding::BASE64.encode(&pepper)] {
        assert!(!listed.contains(&secret[..8]), "{listed}");
    }
    run(&["keys", "init", "--season", "x", "--bits", "1024"]).refused(&["2048 or 3072"]);
}

#[test]
fn a_server_whose_keys_others_may_read_does_not_start() {
    let place = Place::new();
    place.run(&["keys", "init", "--database-url", &place.sqlite()]).succeeded();
    let season = place.path().join("keys/2026-autumn");
    std::fs::create_dir(&season).unwrap();
    let serve = |role: &str| {
        place.run(&[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--site",
            "site",
            "--role",
            role,
            "--database-url",
            &place.sqlite(),
        ])
    };
    set_permissions(&season, Permissions::from_mode(0o755)).unwrap();
    serve("box").refused(&["mode 755", "chmod 700", "keys/2026-autumn"]);
    set_permissions(&season, Permissions::from_mode(0o700)).unwrap();
    std::fs::write(season.join("promise.key"), [1; 32]).unwrap();
    set_permissions(season.join("promise.key"), Permissions::from_mode(0o644)).unwrap();
    for role in ["all", "web", "registrar", "box"] {
        serve(role).refused(&["mode 644", "chmod 600", "promise.key"]);
    }
}
