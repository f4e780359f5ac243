//! `hashar roles`: the first administrator of an installation, by identity number.

use crate::program::Place;
use app::identity::Pepper;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use store::Store;
use store::acts::ActFilter;
use store::people::NewAccount;

/// An invented number with a right check digit, and one that nobody has.
const NUMBER: &str = "41203849990014";
const STRANGER: &str = "30211799990026";

/// An installation in which one person signed in once.
async fn installation() -> (Place, String) {
    let place = Place::new();
    let keys = place.path().join("keys");
    std::fs::create_dir_all(&keys).unwrap();
    std::fs::set_permissions(&keys, Permissions::from_mode(0o700)).unwrap();
    std::fs::write(keys.join("pepper"), [7; 32]).unwrap();
    std::fs::set_permissions(keys.join("pepper"), Permissions::from_mode(0o600)).unwrap();
    let database = place.sqlite();
    let store = open(&database).await;
    store.migrate().await.unwrap();
    let account = NewAccount {
        issuer: "https://id.example".to_owned(),
        subject: "1".to_owned(),
        nullifier: Pepper::new([7; 32]).nullifier(&NUMBER.parse().unwrap()),
        name: "Dilfuza Rahimova".to_owned(),
        born_on: None,
        mahalla: None,
    };
    store.sign_in_person(&account, 1_790_000_000).await.unwrap();
    store.close().await;
    (place, database)
}

async fn open(database: &str) -> Store {
    Store::open(&database.parse().unwrap()).await.unwrap()
}

#[tokio::test]
async fn the_first_administrator_is_granted_and_revoked() {
    let (place, database) = installation().await;
    let roles = |words: &[&str], input: &str| {
        let arguments = [&["roles"][..], words, &["--database-url", &database]].concat();
        place.run_reading(&arguments, input)
    };
    let granted = roles(&["grant", "--role", "administrator"], &format!("{NUMBER}\n"));
    assert_eq!(granted.succeeded(), "Dilfuza Rahimova is administrator in the whole country now\n");
    let again = roles(&["grant", "--role", "administrator"], NUMBER);
    again.refused(&["is administrator in the whole country already"]);
    let list = roles(&["list"], "").succeeded().to_owned();
    assert!(list.contains("administrator") && list.contains("everywhere"), "{list}");
    assert!(list.contains("Dilfuza Rahimova"), "{list}");
    let other = roles(&["revoke", "--role", "auditor"], NUMBER);
    other.refused(&["is not auditor in the whole country"]);
    let revoked = roles(&["revoke", "--role", "administrator"], NUMBER);
    assert!(revoked.succeeded().contains("is not administrator in the whole country any more"));
    assert_eq!(roles(&["list"], "").succeeded(), "");

    let store = open(&database).await;
    let acts = store.acts(ActFilter::default(), 9).await.unwrap();
    let words: Vec<_> = acts.iter().map(|act| (act.act.as_str(), act.person)).collect();
    assert_eq!(words, [("roles.revoke", None), ("roles.grant", None)]);
    store.close().await;
}

#[tokio::test]
async fn a_number_that_is_wrong_or_unknown_grants_nothing() {
    let (place, database) = installation().await;
    let grant = |more: &[&str], input: &str| {
        let words = ["roles", "grant", "--role", "moderator", "--database-url", &database];
        place.run_reading(&[&words[..], more].concat(), input)
    };
    let stranger = grant(&[], STRANGER);
    stranger.refused(&["nobody with this number has signed in yet"]);
    assert!(!stranger.err.contains(STRANGER), "{}", stranger.err);
    for wrong in ["", "4120384999001", "41203849990015", "not a number"] {
        let said = grant(&[], wrong);
        said.refused(&["that is no identity number"]);
        assert!(wrong.is_empty() || !said.err.contains(wrong), "{}", said.err);
    }
    grant(&["--territory", "1718203"], NUMBER).refused(&["no territory has the code 1718203"]);
    // The number has no place on the command line.
    let refused = place.run(&["roles", "grant", "--role", "moderator", NUMBER]);
    assert_eq!(refused.code, Some(2), "{}", refused.err);
    let store = open(&database).await;
    assert!(store.officials().await.unwrap().is_empty());
    store.close().await;
}
