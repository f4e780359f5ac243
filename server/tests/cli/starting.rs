//! What stops a start, each with one sentence that says what to do.

use crate::program::Place;
use std::net::TcpListener;

#[test]
fn a_taken_port() {
    let place = Place::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ended = place.run(&["serve", "--demo", "--listen", &address, "--site", "site"]);
    ended.refused(&[&address, "stop what runs there or pass another --listen"]);
    assert!(!place.path().join("hashar.db").exists(), "nothing was begun");
}

#[test]
fn a_witness_policy_that_cannot_be_used() {
    let place = Place::new();
    let begin = ["serve", "--demo", "--listen", "127.0.0.1:0", "--site", "site"];
    let policy = || place.run_with(&begin, &[("HASHAR__WITNESS_POLICY", "witnesses")]);
    policy().refused(&["witness_policy", "witnesses cannot be used", "No such file"]);
    std::fs::write(place.path().join("witnesses"), "quorum nobody\n").unwrap();
    policy().refused(&["witness_policy", "a name not defined before"]);
    assert!(!place.path().join("hashar.db").exists(), "nothing was begun");
}

#[test]
fn a_folder_that_cannot_be_written() {
    let place = Place::new();
    // Not even the superuser makes a file there.
    let database = "sqlite:///proc/hashar.db";
    let ended = place.run(&[
        "serve",
        "--demo",
        "--listen",
        "127.0.0.1:0",
        "--site",
        "site",
        "--database-url",
        database,
    ]);
    ended.refused(&[database, "cannot be opened", "check the address and its permissions"]);
}

#[test]
fn a_wrong_database_address() {
    let place = Place::new();
    let wrong = |address: &str| {
        place.run(&[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--site",
            "site",
            "--database-url",
            address,
        ])
    };
    wrong("mysql://db.example/hashar").refused(&["sqlite://FILE", "--database-url"]);
    wrong("hashar.db").refused(&["sqlite://FILE", "--database-url"]);
    // Nobody listens on port 1.
    let nobody = wrong("postgres://hashar:hunter2@127.0.0.1:1/hashar");
    nobody.refused(&["127.0.0.1:1/hashar", "cannot be opened", "check the address"]);
    assert!(!nobody.err.contains("hunter2"), "{}", nobody.err);
}

#[test]
fn a_site_that_was_not_built() {
    let place = Place::new();
    let ended = place.run(&["serve", "--demo", "--listen", "127.0.0.1:0", "--site", "nowhere"]);
    ended.refused(&["nowhere/assets.json", "build the site or name it in --site"]);
}

#[test]
fn a_demo_for_the_whole_network() {
    let ended = Place::new().run(&["serve", "--demo", "--listen", "0.0.0.0:0"]);
    ended.refused(&["loopback", "--listen 127.0.0.1:3000"]);
}

#[test]
fn a_demo_plays_every_role() {
    let ended = Place::new().run(&["serve", "--demo", "--role", "box", "--listen", "127.0.0.1:0"]);
    ended.refused(&["every role in one process", "leave out --role"]);
}

#[test]
fn a_taken_internal_port() {
    let place = Place::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ended = place.run_with(
        &["serve", "--role", "box", "--listen", "127.0.0.1:0"],
        &[("HASHAR__INTERNAL_LISTEN", &address)],
    );
    ended.refused(&[&address, "name another in internal_listen"]);
}

#[test]
fn a_demo_that_others_can_reach() {
    let place = Place::new();
    std::fs::write(place.path().join("h.toml"), "public_url = \"https://demo.example\"").unwrap();
    let ended = place.run(&[
        "serve",
        "--demo",
        "--listen",
        "127.0.0.1:0",
        "--site",
        "site",
        "--config",
        "h.toml",
    ]);
    ended.refused(&["on loopback only", "https://demo.example", "remove public_url"]);
    assert!(!place.path().join("hashar.db").exists(), "nothing was begun");
}
