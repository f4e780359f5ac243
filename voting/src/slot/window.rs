//! The open vote, in slots.

use crate::error::{Error, Result};
use crate::slot::{Seq, Slot};

/// When the vote is open: `[cast_from, closes_at)` in Unix seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First second of the vote.
    pub cast_from: u64,
    /// First second after the vote.
    pub closes_at: u64,
}

impl Window {
    /// Whether a body with this number can be counted: its slot touches the window.
    #[must_use]
    pub fn counts(&self, seq: Seq) -> bool {
        (self.first()..=self.last()).contains(&seq.slot())
    }

    /// What the box accepts at `now`: the present and the previous slot of its own clock, as far
    /// as such a ballot can be counted. (Without the second half a ballot sent in the first ten
    /// minutes by a slow clock would be promised and then not counted.)
    ///
    /// # Errors
    /// [`Error::NotOpen`] outside the window, [`Error::Clock`] for another slot.
    pub fn admit(&self, seq: Seq, now: u64) -> Result<()> {
        if now < self.cast_from || now >= self.closes_at {
            return Err(Error::NotOpen);
        }
        let latest = Slot::at(now);
        let earliest = Slot(latest.0.saturating_sub(1)).max(self.first());
        if (earliest..=latest).contains(&seq.slot()) {
            return Ok(());
        }
        Err(Error::Clock { slot: seq.slot().0, earliest: earliest.0, latest: latest.0 })
    }

    fn first(&self) -> Slot {
        Slot::at(self.cast_from)
    }

    fn last(&self) -> Slot {
        Slot::at(self.closes_at.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Window = Window { cast_from: 6_000, closes_at: 12_000 };

    fn seq(slot: u32, cast: u8) -> Seq {
        Seq::new(Slot(slot), cast).unwrap()
    }

    #[test]
    fn the_box_accepts_the_present_and_the_previous_slot() {
        assert_eq!(WINDOW.admit(seq(12, 0), 7_300), Ok(()));
        assert_eq!(WINDOW.admit(seq(11, 15), 7_300), Ok(()));
        let refused = |slot| Err(Error::Clock { slot, earliest: 11, latest: 12 });
        assert_eq!(WINDOW.admit(seq(10, 15), 7_300), refused(10));
        assert_eq!(WINDOW.admit(seq(13, 0), 7_300), refused(13));
        assert_eq!(WINDOW.admit(seq(1_000_000, 0), 7_300), refused(1_000_000));
    }

    #[test]
    fn nothing_is_accepted_outside_the_window() {
        assert_eq!(WINDOW.admit(seq(9, 0), 5_999), Err(Error::NotOpen));
        assert_eq!(WINDOW.admit(seq(20, 0), 12_000), Err(Error::NotOpen));
        assert_eq!(WINDOW.admit(seq(19, 0), 11_999), Ok(()));
    }

    #[test]
    fn whatever_is_accepted_can_be_counted() {
        for (from, until) in [(6_000, 12_000), (6_300, 12_001), (6_599, 11_999)] {
            let window = Window { cast_from: from, closes_at: until };
            for now in (from..until).step_by(37) {
                for slot in 8..22 {
                    let seq = seq(slot, 0);
                    if window.admit(seq, now).is_ok() {
                        assert!(window.counts(seq), "{from} {until} {now} {slot}");
                    }
                }
            }
        }
    }
}
