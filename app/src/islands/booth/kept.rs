//! What this device keeps for one person and contest, encrypted at rest.

use serde::{Deserialize, Serialize};

use voting::json;
use voting::seed::Seed;
use voting::slot::{Seq, Slot};

use super::clock::{begins_at, slot_after, slot_after_recovery};

/// Everything that a later visit needs. After a cast only the newest ticket is left: how often one
/// voted is nowhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    seed: [u8; 16],
    #[serde(default, skip_serializing_if = "Option::is_none")]
    own_from: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<u32>,
    /// Number of a ballot that was sent, never answered, and is not sent again: it may be in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    doubtful: Option<u32>,
    /// The registrar's signature, once it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<Vec<u8>>,
    /// A ballot that was sent and not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Pending>,
    /// The newest ballot that the box promised to log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<Ticket>,
    /// The person said that the recovery code is written down.
    pub code_noted: bool,
}

/// A ballot between sending and answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// What was sent, to be sent again byte for byte.
    pub body: Vec<u8>,
    /// Its sequence number.
    pub seq: u32,
    /// The choices in it, as the draft writes them.
    pub draft: String,
}

/// What is left of a ballot that is in: nothing of its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// When the answer came, by the box's clock, in Unix seconds.
    pub at: u64,
    /// What will be in the log.
    pub commitment: [u8; 32],
    /// The box's signed promise.
    pub promise: String,
}

impl Kept {
    /// A device that votes for the first time.
    #[must_use]
    pub fn new(seed: &Seed) -> Self {
        Self {
            seed: *seed.as_bytes(),
            own_from: None,
            last: None,
            doubtful: None,
            credential: None,
            pending: None,
            ticket: None,
            code_noted: false,
        }
    }

    /// A device that takes over with a recovery code at `now`: it casts from the next slot on.
    #[must_use]
    pub fn recovered(seed: &Seed, now: u64) -> Self {
        let own_from = Some(begins_at(slot_after_recovery(now)));
        Self { own_from, code_noted: true, ..Self::new(seed) }
    }

    /// The seed.
    #[must_use]
    pub fn seed(&self) -> Seed {
        Seed::from_bytes(self.seed)
    }

    /// The number of the latest ballot that was accepted, or may have been.
    #[must_use]
    pub fn last(&self) -> Option<Seq> {
        self.last.max(self.doubtful).map(Seq::from_number)
    }

    /// Whether a ballot may be in that is not sent again.
    #[must_use]
    pub const fn has_doubtful(&self) -> bool {
        self.doubtful.is_some()
    }

    /// Whether a ballot may be in that nobody answered. What is kept as pending was kept before it
    /// was sent: after a reload it may have been sent.
    #[must_use]
    pub const fn in_doubt(&self) -> bool {
        self.pending.is_some() || self.has_doubtful()
    }

    /// The pending ballot is not sent again, and may be in: later ones get higher numbers.
    pub fn doubt(&mut self) {
        let number = self.pending.take().map(|pending| pending.seq);
        self.doubtful = self.doubtful.max(number);
    }

    /// The first slot in which this device may cast.
    #[must_use]
    pub fn own_from(&self) -> Option<Slot> {
        self.own_from.map(Slot::at)
    }

    /// No further ballot before the slot that begins at a time.
    pub fn wait_until(&mut self, begins: u64) {
        self.own_from = Some(self.own_from.map_or(begins, |earlier| earlier.max(begins)));
    }

    /// The box says that it is `now`: what was waited for by a wrong clock is set right. A recovered
    /// device that has cast nothing passes a whole slot of the box's own time.
    pub fn start_over(&mut self, now: u64) {
        let next = begins_at(slot_after(now));
        self.own_from = match self.own_from {
            Some(_) if self.last.is_none() => Some(next),
            waits => waits.map(|begins| begins.min(next)),
        };
        // The box accepts no slot of the future: a number from beyond the next one is in no log.
        let begun = |number: &u32| Seq::from_number(*number).slot() <= Slot::at(next);
        self.doubtful = self.doubtful.filter(begun);
    }

    /// The box took the pending ballot: what it held is forgotten here and now.
    pub fn settle(&mut self, ticket: Ticket) {
        if let Some(pending) = self.pending.take() {
            self.last = Some(pending.seq);
        }
        self.doubtful = None;
        self.ticket = Some(ticket);
    }

    /// As bytes, to be encrypted; `None` cannot happen and is treated as a full disk.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        serde_json::to_vec(self).ok()
    }

    /// What [`Self::to_bytes`] wrote.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        json::parse(bytes).ok()
    }
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kept(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_cast_ballot_is_left() {
        let mut kept = Kept::new(&Seed::from_bytes([7; 16]));
        kept.pending =
            Some(Pending { body: vec![0xaa; 580], seq: 4_711, draft: "1\nsecret".into() });
        let bytes = kept.to_bytes().unwrap();
        assert_eq!(Kept::from_bytes(&bytes).unwrap(), kept);
        kept.settle(Ticket { at: 1, commitment: [2; 32], promise: "p".into() });
        let text = String::from_utf8(kept.to_bytes().unwrap()).unwrap();
        assert!(!text.contains("secret") && !text.contains("170,170"), "{text}");
        assert_eq!(kept.last().unwrap().number(), 4_711);
    }

    #[test]
    fn shows_no_secret_and_reads_no_other_form() {
        assert_eq!(format!("{:?}", Kept::new(&Seed::from_bytes([7; 16]))), "Kept(..)");
        assert!(Kept::from_bytes(b"{}").is_none());
        assert!(Kept::from_bytes(b"").is_none());
    }
}
