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
fn a_witness_policy_is_read_at_the_start_or_stops_it() {
    let witnesses = |path: &std::path::Path| {
        let given = [("witness_policy", path.display().to_string())];
        let read = Config::load(None, &given).unwrap().witnesses();
        read.map(|it| it.policy().to_owned()).map_err(|error| format!("{error:#}"))
    };
    assert_eq!(witnesses("".as_ref()).unwrap(), "quorum none\n");
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let said = witnesses(own.as_ref()).unwrap_err();
    let named = said.starts_with("witness_policy: ") && said.contains("Cargo.toml cannot be used");
    assert!(named && said.contains("witness policy: "), "{said}");
    let said = witnesses("/nowhere/witnesses".as_ref()).unwrap_err();
    assert!(said.contains("witness_policy: /nowhere/witnesses"), "{said}");
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

/// Keys with their values, tables within tables as `table.key`.
fn flat(prefix: &str, table: &toml::Table) -> Vec<(String, toml::Value)> {
    let mut keys = Vec::new();
    for (key, value) in table {
        let path = format!("{prefix}{key}");
        match value {
            toml::Value::Table(below) => keys.extend(flat(&format!("{path}."), below)),
            value => keys.push((path, value.clone())),
        }
    }
    keys
}

#[test]
fn the_document_tells_every_key_and_its_default() {
    let document = include_str!("../../../docs/operating.md");
    let rows: Vec<Vec<&str>> = document
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.split('|').map(str::trim).skip(1).collect())
        .collect();
    let defaults: toml::Table = toml::from_str(super::DEFAULTS).unwrap();
    for (key, value) in flat("", &defaults) {
        // Words for people come in every language.
        let language = |end: &str| key.ends_with(end) && key.matches('.').count() == 2;
        let named = match [".uz", ".ru", ".en"].into_iter().find(|end| language(end)) {
            Some(end) => format!("`{}.LANG`", key.trim_end_matches(end)),
            None => format!("`{key}`"),
        };
        let row = rows.iter().find(|row| row[0] == named);
        let row = row.unwrap_or_else(|| panic!("{named} is not in docs/operating.md"));
        let told = row[1].trim_matches('`');
        match value {
            // An empty default is told in words.
            toml::Value::String(text) if text.is_empty() || named.contains("LANG") => {}
            toml::Value::String(text) => assert_eq!(told, text, "{named}"),
            toml::Value::Integer(number) => assert_eq!(told, number.to_string(), "{named}"),
            other => panic!("{named} is {other:?}"),
        }
    }
}
