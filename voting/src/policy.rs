//! Witness policies (c2sp.org/tlog-policy): which cosignatures make a checkpoint good enough.

mod parser;

use crate::cosignature;
use crate::error::Result;
use crate::note::{Note, NoteKey};

/// Who must have cosigned.
#[derive(Debug, Clone)]
enum Member {
    Witness(NoteKey),
    Group { threshold: usize, members: Vec<Member> },
}

/// A witness that a policy names, in its quorum or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// What it signs with.
    pub key: NoteKey,
    /// Where it can be asked, as the policy says: nobody has looked whether this is an address.
    pub url: Option<String>,
}

/// A parsed policy.
#[derive(Debug, Clone)]
pub struct Policy {
    logs: Vec<NoteKey>,
    witnesses: Vec<Witness>,
    quorum: Option<Member>,
}

impl Policy {
    /// Reads a policy file.
    ///
    /// # Errors
    /// When it breaks a rule of the specification.
    pub fn parse(text: &str) -> Result<Self> {
        parser::parse(text)
    }

    /// Logs that the policy names; the manifest names its own.
    #[must_use]
    pub fn logs(&self) -> &[NoteKey] {
        &self.logs
    }

    /// Every witness that the policy names.
    #[must_use]
    pub fn witnesses(&self) -> &[Witness] {
        &self.witnesses
    }

    /// The witnesses that cosigned a checkpoint, in the order of the policy.
    pub fn cosigners<'a>(&'a self, note: &'a Note) -> impl Iterator<Item = &'a Witness> {
        self.witnesses.iter().filter(|it| cosignature::verify(&it.key, note).is_ok())
    }

    /// Whether any cosignature is required.
    #[must_use]
    pub const fn requires_witnesses(&self) -> bool {
        self.quorum.is_some()
    }

    /// Whether the quorum has cosigned a checkpoint, at whatever time.
    #[must_use]
    pub fn is_met(&self, note: &Note) -> bool {
        self.is_met_by(note, u64::MAX)
    }

    /// Whether the quorum had cosigned a checkpoint by a time in Unix seconds. As with every note,
    /// a line of a known key that does not hold spoils it, whoever else signed.
    #[must_use]
    pub fn is_met_by(&self, note: &Note, latest: u64) -> bool {
        let holds = |witness: &Witness| {
            let signed = note.signatures_of(&witness.key).next().is_some();
            !signed || cosignature::verify(&witness.key, note).is_ok()
        };
        let met = |quorum: &Member| quorum.has_witnessed(note, latest);
        self.witnesses.iter().all(holds) && self.quorum.as_ref().is_none_or(met)
    }
}

impl Member {
    fn has_witnessed(&self, note: &Note, latest: u64) -> bool {
        match self {
            Self::Witness(key) => {
                cosignature::verify(key, note).is_ok_and(|earliest| earliest <= latest)
            }
            Self::Group { threshold, members } => {
                let seen = members.iter().filter(|member| member.has_witnessed(note, latest));
                seen.count() >= *threshold
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cosignature::cosign;
    use crate::note::{KeyKind, NoteSigner};
    use crate::testing;

    fn witness(number: u8) -> NoteSigner {
        let name = format!("witness.example/{number}");
        NoteSigner::new(&name, KeyKind::Cosignature, testing::signing_key(number)).unwrap()
    }

    fn nested() -> String {
        let lines =
            (1..=6).map(|i| format!("witness W{i} {} https://w.example\n", witness(i).key()));
        let groups =
            "group X 2 W1 W2 W3\n# Y\n group\tY any W4 W5 W6\ngroup XY all X Y\nquorum XY\n";
        lines.collect::<String>() + groups
    }

    fn seen_by(witnesses: &[u8]) -> Note {
        let log = NoteSigner::new("log", KeyKind::Note, testing::signing_key(9)).unwrap();
        let mut note = log.sign("log\n0\nroot\n".to_owned()).unwrap();
        for number in witnesses {
            note.add(cosign(&witness(*number), &note, 1).unwrap());
        }
        note
    }

    #[test]
    fn nested_quorum() {
        let policy = Policy::parse(&nested()).unwrap();
        assert!(policy.requires_witnesses());
        let named = policy.witnesses().iter().map(|it| (it.key.clone(), it.url.as_deref()));
        let url = Some("https://w.example");
        assert!(named.eq((1..=6).map(|number| (witness(number).key().clone(), url))));
        for (witnesses, met) in [
            (&[1, 2, 4][..], true),
            (&[1, 3, 5, 6], true),
            (&[1, 2, 3], false),
            (&[1, 4, 5, 6], false),
            (&[], false),
        ] {
            assert_eq!(policy.is_met(&seen_by(witnesses)), met, "{witnesses:?}");
        }
    }

    #[test]
    fn a_line_that_does_not_hold_spoils_the_quorum() {
        let policy = Policy::parse(&nested()).unwrap();
        let mut note = seen_by(&[1, 2, 4]);
        assert!(policy.is_met(&note));
        note.add(cosign(&witness(7), &note, 1).unwrap());
        assert!(policy.is_met(&note), "strangers are left out");
        let mut line = cosign(&witness(5), &note, 1).unwrap();
        line.signature[20] ^= 1;
        note.add(line);
        assert!(!policy.is_met(&note));
        let keys: Vec<_> = policy.cosigners(&note).map(|it| it.key.name()).collect();
        assert_eq!(keys, ["witness.example/1", "witness.example/2", "witness.example/4"]);
    }

    #[test]
    fn a_member_of_a_group_can_be_the_quorum() {
        let w1 = format!("witness W1 {}\n", witness(1).key());
        let policy = Policy::parse(&format!("{w1}group G any W1\nquorum W1\n")).unwrap();
        assert!(policy.is_met(&seen_by(&[1])) && !policy.is_met(&seen_by(&[2])));
    }

    #[test]
    fn none_requires_nobody() {
        let policy = Policy::parse("quorum none\n").unwrap();
        assert!(!policy.requires_witnesses() && policy.is_met(&seen_by(&[])));
    }

    #[test]
    fn refuses_broken_policies() {
        let w1 = format!("witness W1 {}\n", witness(1).key());
        for wrong in [
            String::new(),
            w1.clone(),
            "quorum W1\n".into(),
            "quorum none\nquorum none\n".into(),
            format!("{w1}{w1}quorum W1\n"),
            format!("{w1}witness W2 {}\nquorum W2\n", witness(1).key()),
            format!("{w1}group G 2 W1\nquorum G\n"),
            format!("{w1}group G 0 W1\nquorum G\n"),
            format!("{w1}group G all\nquorum G\n"),
            format!("{w1}group G any W1 W1\nquorum G\n"),
            format!("{w1}group G any W1\ngroup H any W1\nquorum G\n"),
            format!("{w1}group G +1 W1\nquorum G\n"),
            format!("{w1}quorum W1"),
            format!("{w1}group none any W1\nquorum none\n"),
            format!("witness W1 {}\nquorum W1\n", seen_by(&[]).signatures()[0].name),
            "quorum none\nsurprise\n".into(),
            "quorum none\r\n".into(),
        ] {
            assert!(Policy::parse(&wrong).is_err(), "{wrong:?}");
        }
    }
}
