//! `old` size, consistency proof, checkpoint.

use std::fmt;

use crate::error::{Error, Result};
use crate::merkle::{ConsistencyProof, Hash};
use crate::note::Note;
use crate::text;

/// Lines that a proof may have.
pub const MAX_PROOF: usize = 63;

/// What a log asks a witness to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The size that the witness signed last; 0 for none.
    pub old: u64,
    /// That its tree begins the new one; empty from 0.
    pub proof: ConsistencyProof,
    /// The checkpoint, signed by the log.
    pub checkpoint: Note,
}

impl Request {
    /// Reads a request. Nothing in it has been verified.
    ///
    /// # Errors
    /// When it has another form or more than [`MAX_PROOF`] lines of proof.
    pub fn parse(request: &str) -> Result<Self> {
        let (head, checkpoint) =
            request.split_once("\n\n").ok_or(wrong("no empty line before the checkpoint"))?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old "));
        let old = text::decimal("witness request", old.ok_or(wrong("no line of the old size"))?)?;
        let proof = lines.map(Hash::from_base64).collect::<Result<Vec<_>>>()?;
        if proof.len() > MAX_PROOF {
            return Err(wrong("too long a proof"));
        }
        let checkpoint = Note::parse(checkpoint)?;
        Ok(Self { old, proof: ConsistencyProof(proof), checkpoint })
    }

    /// The log that it is about, as the checkpoint says.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.checkpoint.text().split('\n').next().unwrap_or_default()
    }
}

impl fmt::Display for Request {
    /// The body of the request.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        for hash in &self.proof.0 {
            writeln!(f, "{}", hash.to_base64())?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

const fn wrong(reason: &'static str) -> Error {
    Error::malformed("witness request", reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the specification.
    const EXAMPLE: &str = "\
old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

\u{2014} example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
";

    #[test]
    fn the_specifications_example() {
        let request = Request::parse(EXAMPLE).unwrap();
        assert_eq!((request.old, request.proof.0.len()), (20_852_014, 4));
        assert_eq!(request.origin(), "example.com/behind-the-sofa");
        assert_eq!(request.to_string(), EXAMPLE);
        let from_nothing = Request { old: 0, proof: ConsistencyProof(Vec::new()), ..request };
        assert_eq!(Request::parse(&from_nothing.to_string()).unwrap(), from_nothing);
    }

    #[test]
    fn refuses_other_forms() {
        let proof = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";
        let with = |lines: usize| EXAMPLE.replacen(proof, &proof.repeat(lines), 1);
        assert!(Request::parse(&with(MAX_PROOF - 3)).is_ok());
        for wrong in [
            with(MAX_PROOF - 2),
            EXAMPLE.replacen("old ", "old: ", 1),
            EXAMPLE.replacen("old 2", "old 02", 1),
            EXAMPLE.replacen("old 20852014\n", "", 1),
            EXAMPLE.replacen("PlR", "plr!", 1),
            EXAMPLE.replacen("\n\nexample", "\nexample", 1),
            EXAMPLE.trim_end().to_owned(),
            EXAMPLE.replace('\n', "\r\n"),
            String::new(),
        ] {
            assert!(Request::parse(&wrong).is_err(), "{wrong}");
        }
    }
}
