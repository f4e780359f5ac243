//! Reads a policy line by line; each name is defined before it is used, and a member once.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, Result};
use crate::note::{KeyKind, NoteKey};
use crate::policy::{Member, Policy, Witness};
use crate::text;

pub(super) fn parse(policy: &str) -> Result<Policy> {
    let mut parser = Parser::default();
    let lines = policy.strip_suffix('\n').ok_or(wrong("does not end in a newline"))?;
    for line in lines.split('\n') {
        if line.chars().any(|c| c.is_ascii_control() && c != '\t') {
            return Err(wrong("control characters"));
        }
        let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
        parser.line(&words)?;
    }
    let quorum = parser.quorum.ok_or(wrong("no quorum line"))?;
    Ok(Policy { logs: parser.logs, witnesses: parser.witnesses, quorum })
}

#[derive(Default)]
struct Parser {
    logs: Vec<NoteKey>,
    defined: BTreeMap<String, Member>,
    /// Names that are in a group.
    taken: BTreeSet<String>,
    witnesses: Vec<Witness>,
    /// `Some(None)` for `quorum none`.
    quorum: Option<Option<Member>>,
}

impl Parser {
    fn line(&mut self, words: &[&str]) -> Result<()> {
        match words {
            [] => Ok(()),
            [first, ..] if first.starts_with('#') => Ok(()),
            ["log", vkey] | ["log", vkey, _] => self.log(vkey),
            ["witness", name, vkey] => self.witness(name, vkey, None),
            ["witness", name, vkey, url] => self.witness(name, vkey, Some((*url).to_owned())),
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

    fn witness(&mut self, name: &str, vkey: &str, url: Option<String>) -> Result<()> {
        let key = NoteKey::parse(vkey)?;
        if key.kind() != KeyKind::Cosignature {
            return Err(wrong("a witness key that signs no cosignatures"));
        }
        if self.witnesses.iter().any(|it| it.key.verifying_key() == key.verifying_key()) {
            return Err(wrong("the same witness twice"));
        }
        self.witnesses.push(Witness { key: key.clone(), url });
        self.define(name, Member::Witness(key))
    }

    fn group(&mut self, name: &str, threshold: &str, names: &[&str]) -> Result<()> {
        let members = names.iter().map(|name| self.take(name)).collect::<Result<Vec<Member>>>()?;
        let threshold = match threshold {
            "any" => 1,
            "all" => members.len(),
            number => text::decimal("witness policy", number)
                .and_then(|k| usize::try_from(k).map_err(|_| wrong("not a threshold")))?,
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
        self.quorum = Some(if name == "none" { None } else { Some(self.member(name)?) });
        Ok(())
    }

    fn define(&mut self, name: &str, member: Member) -> Result<()> {
        if name == "none" || self.defined.contains_key(name) {
            return Err(wrong("a name that is taken"));
        }
        self.defined.insert(name.to_owned(), member);
        Ok(())
    }

    fn take(&mut self, name: &str) -> Result<Member> {
        let member = self.member(name)?;
        match self.taken.insert(name.to_owned()) {
            true => Ok(member),
            false => Err(wrong("a member of two groups")),
        }
    }

    fn member(&self, name: &str) -> Result<Member> {
        self.defined.get(name).cloned().ok_or(wrong("a name not defined before"))
    }
}

const fn wrong(reason: &'static str) -> Error {
    Error::malformed("witness policy", reason)
}
