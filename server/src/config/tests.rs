//! Defaults, errors by the key's name, folders and addresses, and no secret in sight.

use super::Config;

#[test]
fn the_defaults_are_a_whole_configuration() {
    let config = Config::load(None, &[]).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(config.database().unwrap().to_string(), "sqlite://hashar.db");
}

#[test]
fn a_wrong_value_is_named_by_its_key() {
    let error = Config::load(None, &[("drain_seconds", "soon".into())]).unwrap_err();
    assert!(format!("{error:#}").contains("drain_seconds"), "{error:#}");
}

#[test]
fn keys_lie_beside_the_database_unless_configured() {
    let keys = |database: &str, keys: &str| {
        let given = [("database_url", database.into()), ("keys", keys.into())];
        Config::load(None, &given).unwrap().keys().display().to_string()
    };
    assert_eq!(keys("sqlite://hashar.db", ""), "keys");
    assert_eq!(keys("sqlite:///var/lib/hashar/hashar.db?mode=rwc", ""), "/var/lib/hashar/keys");
    assert_eq!(keys("postgres://db.example/hashar", ""), "keys");
    assert_eq!(keys("sqlite://hashar.db", "/etc/hashar/keys"), "/etc/hashar/keys");
    let given = [("database_url", "sqlite:///var/lib/hashar/hashar.db".into())];
    let photos = Config::load(None, &given).unwrap().photos();
    assert_eq!(photos.display().to_string(), "/var/lib/hashar/data/photos");
}

#[test]
fn a_provider_is_named_or_the_key_that_is_missing() {
    let load = |issuer: &str, id: &str| {
        let given = [("identity.issuer", issuer.into()), ("identity.client_id", id.into())];
        Config::load(None, &given).unwrap().identity().map_err(|error| error.to_string())
    };
    assert_eq!(load("https://id.example", "us").unwrap().issuer, "https://id.example");
    assert!(load("", "us").unwrap_err().contains("identity.issuer"));
    assert!(load("http://id.example", "us").unwrap_err().contains("identity.issuer"));
    assert!(load("https://id.example", "").unwrap_err().contains("identity.client_id"));
}

#[test]
fn the_public_address_is_https_off_loopback() {
    let load = |url: &str| Config::load(None, &[("public_url", url.into())]).unwrap().public_url();
    assert_eq!(load("").unwrap().origin(), "http://127.0.0.1:3000");
    assert_eq!(load("https://hashar.example").unwrap().origin(), "https://hashar.example");
    assert!(format!("{:#}", load("http://hashar.example").unwrap_err()).contains("public_url"));
}

#[test]
fn no_secret_is_shown() {
    let url = "postgres://hashar:opensesame@db.example/hashar";
    let secret = ("identity.client_secret", "opensesame".into());
    let config = Config::load(None, &[("database_url", url.into()), secret]).unwrap();
    assert!(!format!("{config:?}").contains("opensesame"));
    assert!(!config.database().unwrap().to_string().contains("opensesame"));
}

#[test]
fn registrar_and_box_are_reached_where_the_configuration_says() {
    let load = |given: &[(&str, &str)]| {
        let given: Vec<(&str, String)> =
            given.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
        Config::load(None, &given).unwrap().public_url()
    };
    let pages = ("public_url", "https://hashar.example");
    let apart = [
        pages,
        ("issue_url", "https://hashar.example:8443"),
        ("cast_url", "https://box.example"),
        ("cast_origins", "https://a.example https://b.example"),
    ];
    let url = load(&apart).unwrap();
    assert_eq!(url.issue("/x"), "https://hashar.example:8443/x");
    assert_eq!(url.cast("/x"), "https://box.example/x");
    let origins: Vec<&str> = url.casting_origins().collect();
    assert_eq!(origins, ["https://hashar.example", "https://a.example", "https://b.example"]);
    for (key, wrong) in [
        ("issue_url", "https://registrar.example"),
        ("issue_url", "registrar"),
        ("cast_url", "http://box.example"),
        ("cast_origins", "https://a.example/path"),
    ] {
        let refused = load(&[pages, (key, wrong)]).unwrap_err();
        assert!(format!("{refused:#}").contains(key), "{refused:#}");
    }
}
