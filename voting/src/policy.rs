//! Witness policies (c2sp.org/tlog-policy): which cosignatures make a checkpoint good enough.

use std::collections::{BTreeMap, BTreeSet};

use crate::cosignature;
use crate::error::{Error, Result};
use crate::note::{KeyKind, Note, NoteKey};

/// Who must have cosigned.
#[derive(Debug, Clone)]
enum Member {
    Witness(NoteKey),
    Group { threshold: usize, members: Vec<Member> },
}

/// A parsed policy.
#[derive(Debug, Clone)]
pub struct Policy {
    logs: Vec<NoteKey>,
    quorum: Option<Member>,
}

impl Policy {
    /// Reads a policy file.
    ///
    /// # Errors
    /// When it breaks a rule of the specification.
    pub fn parse(text: &str) -> Result<Self> {
        let mut parser = Parser::default();
        for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
            if line.chars().any(|c| c.is_ascii_control() && c != '\t') {
                return Err(wrong("control characters"));
            }
            let words: Vec<&str> =
                line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
            parser.line(&words)?;
        }
        let quorum = parser.quorum.ok_or(wrong("no quorum line"))?;
        Ok(Self { logs: parser.logs, quorum })
    }

    /// Logs that the policy names; the manifest names its own.
    #[must_use]
    pub fn logs(&self) -> &[NoteKey] {
        &self.logs
    }

    /// Whether any cosignature is required.
    #[must_use]
    pub const fn requires_witnesses(&self) -> bool {
        self.quorum.is_some()
    }

    /// Whether the quorum has cosigned a checkpoint, as far as cosignatures hold.
    #[must_use]
    pub fn is_met(&self, note: &Note) -> bool {
        self.is_met_by(note, u64::MAX)
    }

    /// Whether the quorum had cosigned a checkpoint by a time in Unix seconds.
    #[must_use]
    pub fn is_met_by(&self, note: &Note, latest: u64) -> bool {
        self.quorum.as_ref().is_none_or(|quorum| quorum.has_witnessed(note, latest))
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

#[derive(Default)]
struct Parser {
    logs: Vec<NoteKey>,
    /// Names not yet in a group: each may be a member once.
    free: BTreeMap<String, Member>,
    names: BTreeSet<String>,
    witness_keys: BTreeSet<[u8; 32]>,
    /// `Some(None)` for `quorum none`.
    quorum: Option<Option<Member>>,
}

impl Parser {
    fn line(&mut self, words: &[&str]) -> Result<()> {
        match words {
            [] => Ok(()),
            [first, ..] if first.starts_with('#') => Ok(()),
            ["log", vkey] | ["log", vkey, _] => self.log(vkey),
            ["witness", name, vkey] | ["witness", name, vkey, _] => self.witness(name, vkey),
            ["group", name, threshold, members @ ..] => self.group(name, threshold, members),
            ["quorum", name] => self.quorum(name),
            _ => Err(wrong("a line of unknown form")),
        }
    }

    fn log(&mut self, vkey: &str) -> Result<()> {
        let key = NoteKey::parse(vkey)?;
        if self.logs.iter().any(|log| log.verifying_key() == key.verifying_key()) {
            return Err(wrong("the same log twice"));
        }
        self.logs.push(key);
        Ok(())
    }

    fn witness(&mut self, name: &str, vkey: &str) -> Result<()> {
        let key = NoteKey::parse(vkey)?;
        if key.kind() != KeyKind::Cosignature {
            return Err(wrong("a witness key that signs no cosignatures"));
        }
        if !self.witness_keys.insert(key.verifying_key().to_bytes()) {
            return Err(wrong("the same witness twice"));
        }
        self.define(name, Member::Witness(key))
    }

    fn group(&mut self, name: &str, threshold: &str, names: &[&str]) -> Result<()> {
        let members = names.iter().map(|name| self.take(name)).collect::<Result<Vec<Member>>>()?;
        let threshold = match threshold {
            "any" => 1,
            "all" => members.len(),
            number => number.parse().map_err(|_| wrong("not a threshold"))?,
        };
        if threshold < 1 || threshold > members.len() {
            return Err(wrong("a threshold that cannot be met or needs nobody"));
        }
        self.define(name, Member::Group { threshold, members })
    }

    fn quorum(&mut self, name: &str) -> Result<()> {
        if self.quorum.is_some() {
            return Err(wrong("two quorum lines"));
        }
        self.quorum = Some(if name == "none" { None } else { Some(self.take(name)?) });
        Ok(())
    }

    fn define(&mut self, name: &str, member: Member) -> Result<()> {
        if name == "none" || !self.names.insert(name.to_owned()) {
            return Err(wrong("a name that is taken"));
        }
        self.free.insert(name.to_owned(), member);
        Ok(())
    }

    fn take(&mut self, name: &str) -> Result<Member> {
        self.free.remove(name).ok_or(wrong("a name not defined before, or used twice"))
    }
}

const fn wrong(reason: &'static str) -> Error {
    Error::malformed("witness policy", reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cosignature::cosign;
    use crate::note::NoteSigner;
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
            format!("{w1}group G any W1\nquorum W1\n"),
            format!("{w1}group none any W1\nquorum none\n"),
            format!("witness W1 {}\nquorum W1\n", seen_by(&[]).signatures()[0].name),
            "quorum none\nsurprise\n".into(),
            "quorum none\r\n".into(),
        ] {
            assert!(Policy::parse(&wrong).is_err(), "{wrong:?}");
        }
    }
}
