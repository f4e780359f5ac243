use super::*;
use ed25519_dalek::SigningKey;
use voting::note::{KeyKind, NoteSigner};

fn line(number: u8, url: &str) -> String {
    let name = format!("witness.example/{number}");
    let key = SigningKey::from_bytes(&[number; 32]);
    let signer = NoteSigner::new(&name, KeyKind::Cosignature, key).unwrap();
    format!("witness w{number} {} {url}\n", signer.key())
}

#[test]
fn a_policy_with_addresses_is_read() {
    let policy = format!("{}quorum w1\n", line(1, "https://w.example/a/"));
    let witnesses = Witnesses::read(&policy).unwrap();
    assert_eq!(witnesses.policy(), policy);
    let addresses: Vec<&str> = witnesses.listed().iter().map(|it| it.address.as_str()).collect();
    assert_eq!(addresses, ["https://w.example/a/add-checkpoint"]);
    assert!(Witnesses::read(NO_WITNESSES).unwrap().listed().is_empty());
}

#[test]
fn what_is_wrong_with_a_policy_is_said() {
    let said = |policy: String| Witnesses::read(&policy).err().map(|error| error.to_string());
    for (url, why) in [
        ("", "has no address"),
        ("w.example", "relative URL"),
        ("file:///etc/passwd", "neither https:// nor http://"),
        ("https://me:secret@w.example", "more than a scheme"),
        ("https://w.example/?a", "more than a scheme"),
    ] {
        let said = said(format!("{}quorum w1\n", line(1, url))).unwrap();
        assert!(said.contains("witness.example/1") && said.contains(why), "{url}: {said}");
    }
    assert!(said("quorum w1\n".into()).unwrap().contains("witness policy"));
    let many: String = (1..=33).map(|number| line(number, "https://w.example")).collect();
    assert!(said(format!("{many}quorum none\n")).unwrap().contains("at most 32"));
}
