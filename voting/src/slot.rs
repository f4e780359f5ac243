//! Sequence numbers: time in slots of ten minutes, so that they tell nothing about earlier votes.

mod window;

pub use window::Window;

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
