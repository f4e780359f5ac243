//! Sequence numbers: time in slots of ten minutes, so that they tell nothing about earlier votes.

use crate::error::{Error, Result};

/// Seconds in a slot.
pub const SLOT_SECONDS: u64 = 600;
/// Casts of one device (and bodies of one key the box accepts) in a slot.
pub const CASTS_PER_SLOT: u8 = 16;

/// Ten minutes, counted from the Unix epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot(u32);

impl Slot {
    /// The slot of a time in Unix seconds. Times after the year 7000 share the last slot.
    #[must_use]
    pub fn at(unix_seconds: u64) -> Self {
        let last = u32::MAX / u32::from(CASTS_PER_SLOT);
        Self(u32::try_from(unix_seconds / SLOT_SECONDS).map_or(last, |slot| slot.min(last)))
    }

    /// The slot's number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// First Unix second after the slot.
    #[must_use]
    pub fn ends_at(self) -> u64 {
        (u64::from(self.0) + 1) * SLOT_SECONDS
    }
}

/// A ballot's sequence number: slot times 16, plus the device's casts in it so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Seq(u32);

impl Seq {
    /// The number of this device's cast number `cast` (from 0) in `slot`.
    ///
    /// # Errors
    /// When the device has used up the slot: it waits for the next one.
    pub fn new(slot: Slot, cast: u8) -> Result<Self> {
        if cast >= CASTS_PER_SLOT {
            return Err(Error::malformed("seq", "sixteen casts in this slot already"));
        }
        Ok(Self(slot.0 * u32::from(CASTS_PER_SLOT) + u32::from(cast)))
    }

    /// A number read from a body; every 32-bit number is one.
    #[must_use]
    pub const fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// As in the body.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The slot it belongs to.
    #[must_use]
    pub fn slot(self) -> Slot {
        Slot(self.0 / u32::from(CASTS_PER_SLOT))
    }
}

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
    fn numbers_hold_slot_and_cast() {
        assert_eq!(Slot::at(1_792_672_527), Slot(2_987_787));
        assert_eq!(seq(2_987_787, 3).number(), 47_804_595);
        assert_eq!(Seq::from_number(47_804_595).slot(), Slot(2_987_787));
        assert!(Seq::new(Slot(1), 16).is_err());
        assert_eq!(Slot::at(u64::MAX).number(), u32::MAX / 16);
        assert_eq!(Slot(10).ends_at(), 6_600);
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
