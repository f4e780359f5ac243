//! What a voter chose, as it is sealed: `u8 version || u8 kind || u16 n || n x (u16, u16)`, then
//! zeros up to the length that all ballots of an election share.

mod rules;
mod spoiled;

pub use rules::{BallotKind, BallotRules};
pub use spoiled::Spoiled;

use crate::bytes::Reader;
use crate::id::ProjectIndex;

const VERSION: u8 = 1;
const HEADER_LENGTH: usize = 4;
const CHOICE_LENGTH: usize = 4;

/// One project on a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Choice {
    /// Which.
    pub project: ProjectIndex,
    /// 1, a rank from 1, or points.
    pub value: u16,
}

/// A ballot that keeps all rules of its contest. Without choices it is blank.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Vote(Vec<Choice>);

impl Vote {
    /// Checks choices, given in the order of the format: ascending by project, or by rank.
    ///
    /// # Errors
    /// The first rule that they break.
    pub fn new(choices: Vec<Choice>, rules: &BallotRules) -> Result<Self, Spoiled> {
        rules.check(&choices)?;
        Ok(Self(choices))
    }

    /// The choices in the order of the format.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        &self.0
    }

    /// The plaintext, `length` bytes.
    ///
    /// # Errors
    /// When the choices need more room; a valid manifest leaves enough.
    pub fn encode(&self, rules: &BallotRules, length: usize) -> Result<Vec<u8>, Spoiled> {
        let count = u16::try_from(self.0.len()).map_err(|_| Spoiled::Length)?;
        let mut bytes = vec![VERSION, rules.kind.code()];
        bytes.extend(count.to_be_bytes());
        for choice in &self.0 {
            bytes.extend(choice.project.0.to_be_bytes());
            bytes.extend(choice.value.to_be_bytes());
        }
        if bytes.len() > length {
            return Err(Spoiled::Length);
        }
        bytes.resize(length, 0);
        Ok(bytes)
    }

    /// Reads a plaintext of whatever length was sealed.
    ///
    /// # Errors
    /// Why the ballot is spoiled.
    pub fn parse(bytes: &[u8], rules: &BallotRules) -> Result<Self, Spoiled> {
        let mut reader = Reader::new("plaintext", bytes);
        if reader.u8().map_err(|_| Spoiled::Length)? != VERSION {
            return Err(Spoiled::Version);
        }
        if reader.u8().map_err(|_| Spoiled::Length)? != rules.kind.code() {
            return Err(Spoiled::Kind);
        }
        let count = usize::from(reader.u16().map_err(|_| Spoiled::Length)?);
        if HEADER_LENGTH + CHOICE_LENGTH * count > bytes.len() {
            return Err(Spoiled::Length);
        }
        let mut choices = Vec::with_capacity(count);
        for _ in 0..count {
            let project = ProjectIndex(reader.u16().map_err(|_| Spoiled::Length)?);
            let value = reader.u16().map_err(|_| Spoiled::Length)?;
            choices.push(Choice { project, value });
        }
        let padding = reader.take(bytes.len() - HEADER_LENGTH - CHOICE_LENGTH * count);
        if padding.map_err(|_| Spoiled::Length)?.iter().any(|byte| *byte != 0) {
            return Err(Spoiled::Padding);
        }
        Self::new(choices, rules)
    }
}

#[cfg(test)]
mod tests;
