//! The box's answer to a cast, and the voter's check of it.
//!
//! Bytes: `u8 0 || confirmation[128] || promise note`, or in open publication
//! `u8 1 || confirmation[128] || r[32] || promise note`.

use crate::body::Body;
use crate::bytes::Reader;
use crate::commitment::{BodyScalar, Opening};
use crate::confirmation::{CONFIRMATION_LENGTH, Confirmation, Statement};
use crate::error::{Error, Result};
use crate::note::{Note, NoteKey};
use crate::promise::Promise;

/// What the box answers once body and opening are stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Convinces the voter, and nobody else, of what the commitment holds.
    pub confirmation: Confirmation,
    /// In open publication, where anybody will learn it.
    pub opening: Option<Opening>,
    /// Convinces everybody that the commitment must appear in the log.
    pub promise: Note,
}

impl Answer {
    /// The voter's check: the promise is signed by the box, and its commitment holds this body.
    ///
    /// # Errors
    /// When the promise is none, or [`Error::Confirmation`].
    pub fn verify(&self, body: &Body, promise_key: &NoteKey) -> Result<Promise> {
        let promise = Promise::verify(&self.promise, promise_key)?;
        let voter = body.voter.prime_order()?;
        let scalar = BodyScalar::of(body.as_bytes());
        let commitment = promise.commitment;
        let statement =
            Statement { election: &body.election, voter: &voter, commitment, body: scalar };
        self.confirmation.verify(&statement)?;
        match &self.opening {
            Some(opening) if !commitment.opens(scalar, opening) => Err(Error::Confirmation),
            _ => Ok(promise),
        }
    }

    /// The bytes that travel.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![u8::from(self.opening.is_some())];
        bytes.extend(self.confirmation.to_bytes());
        bytes.extend(self.opening.iter().flat_map(|opening| opening.to_bytes()));
        bytes.extend(self.promise.to_string().into_bytes());
        bytes
    }

    /// Reads an answer.
    ///
    /// # Errors
    /// When the bytes have another form.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let mut reader = Reader::new("answer", bytes);
        let open = match reader.u8()? {
            0 => false,
            1 => true,
            _ => return Err(reader.error("neither with nor without opening")),
        };
        let confirmation = Confirmation::parse(reader.take(CONFIRMATION_LENGTH)?)?;
        let opening = if open { Some(Opening::from_bytes(reader.array()?)?) } else { None };
        let note = std::str::from_utf8(reader.rest())
            .map_err(|_| Error::malformed("answer", "the promise is not UTF-8"))?;
        Ok(Self { confirmation, opening, promise: Note::parse(note)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot_box::Admitted;
    use crate::testing::{self, Draft};

    /// A cast at the box and its honest answer.
    fn cast(publication_is_open: bool) -> (Body, Answer, NoteKey) {
        let draft = Draft::new();
        let body = draft.body(1, 0, 0);
        let now = 1_800_003_000;
        let committed = Admitted::new(body.as_bytes(), &draft.election.terms, now)
            .unwrap()
            .commit(&mut testing::rng(3));
        let signer = testing::note_signer("example.org/ballots/promise", 13);
        let promise = Promise { commitment: committed.commitment, merge_by: now + 700 };
        let answer = Answer {
            confirmation: committed.confirmation,
            opening: publication_is_open.then_some(committed.opening),
            promise: promise.sign(&signer).unwrap(),
        };
        (body, answer, signer.key().clone())
    }

    #[test]
    fn the_voter_accepts_an_honest_answer() {
        for open in [false, true] {
            let (body, answer, key) = cast(open);
            let read = Answer::parse(&answer.to_bytes()).unwrap();
            assert_eq!(read, answer);
            assert_eq!(read.verify(&body, &key).unwrap().merge_by, 1_800_003_700);
        }
    }

    #[test]
    fn the_voter_refuses_another_promise_key_or_opening() {
        let (body, answer, key) = cast(true);
        let signer = testing::note_signer("example.org/ballots/promise", 13);
        let other = Promise {
            commitment: crate::commitment::Commitment::from_bytes([0; 32]),
            merge_by: 1_800_003_700,
        };
        let swapped = Answer { promise: other.sign(&signer).unwrap(), ..answer.clone() };
        assert!(swapped.verify(&body, &key).is_err());
        let stranger = testing::note_signer("example.org/ballots/promise", 12);
        assert!(answer.verify(&body, stranger.key()).is_err());
        let opening = Some(Opening::random(&mut testing::rng(4)));
        let wrong = Answer { opening, ..answer };
        assert_eq!(wrong.verify(&body, &key), Err(Error::Confirmation));
    }

    #[test]
    fn answers_have_one_form() {
        let bytes = cast(false).1.to_bytes();
        for wrong in [
            &bytes[..100],
            &bytes[1..],
            &[&[2], &bytes[1..]].concat(),
            &[&[1], &bytes[1..]].concat(),
        ] {
            assert!(Answer::parse(wrong).is_err());
        }
    }
}
