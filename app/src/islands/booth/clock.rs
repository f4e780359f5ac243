//! The box's time on this device, and which sequence number comes next.

use voting::slot::{CASTS_PER_SLOT, Seq, Slot};

/// How far the device's clock is from the box's. Times are Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    ahead: i64,
}

/// A number, or the time from which there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextSeq {
    /// Cast with this number now.
    Now(Seq),
    /// Not before this time.
    From(u64),
}

impl Clock {
    /// The box's clock showed `theirs` when the device's showed `own`.
    #[must_use]
    pub fn aligned(theirs: u64, own: u64) -> Self {
        Self { ahead: signed(theirs).saturating_sub(signed(own)) }
    }

    /// The box's time.
    #[must_use]
    pub fn at(self, own: u64) -> u64 {
        u64::try_from(signed(own).saturating_add(self.ahead)).unwrap_or(0)
    }
}

/// The number after `last`, this device's latest accepted one. A recovered device passes the
/// first slot that is its own: in the one of its recovery another device may have cast, and of two
/// equal numbers chance would decide.
#[must_use]
pub fn next_seq(now: u64, last: Option<Seq>, own_from: Option<Slot>) -> NextSeq {
    // The box accepts no slot of the future: one that it accepted has begun, whatever we read.
    let present = last.map_or(Slot::at(now), |last| last.slot().max(Slot::at(now)));
    if let Some(own) = own_from.filter(|own| *own > present) {
        return NextSeq::From(begins_at(own));
    }
    let cast = last.filter(|last| last.slot() == present).map_or(0, |last| cast_of(last) + 1);
    match Seq::new(present, cast) {
        Ok(seq) => NextSeq::Now(seq),
        Err(_) => NextSeq::From(present.ends_at()),
    }
}

/// How far the box's time on this device may be behind, in seconds: as long as the page that
/// brought it was on its way.
pub const BEHIND: u64 = 60;

/// The first slot that begins after a recovery at this time, also if the box is [`BEHIND`] seconds
/// further on.
#[must_use]
pub fn slot_after_recovery(now: u64) -> Slot {
    slot_after(now.saturating_add(BEHIND))
}

/// The slot after the one of a time.
#[must_use]
pub fn slot_after(now: u64) -> Slot {
    Slot::at(Slot::at(now).ends_at())
}

/// First second of a slot.
#[must_use]
pub fn begins_at(slot: Slot) -> u64 {
    slot.ends_at().saturating_sub(voting::slot::SLOT_SECONDS)
}

fn cast_of(seq: Seq) -> u8 {
    u8::try_from(seq.number() % u32::from(CASTS_PER_SLOT)).unwrap_or(0)
}

fn signed(time: u64) -> i64 {
    i64::try_from(time).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_800_000_100;

    fn seq(time: u64, cast: u8) -> Seq {
        Seq::new(Slot::at(time), cast).unwrap()
    }

    #[test]
    fn casts_of_one_slot_are_counted_up() {
        assert_eq!(next_seq(NOW, None, None), NextSeq::Now(seq(NOW, 0)));
        assert_eq!(next_seq(NOW, Some(seq(NOW, 0)), None), NextSeq::Now(seq(NOW, 1)));
        assert_eq!(next_seq(NOW, Some(seq(NOW - 600, 9)), None), NextSeq::Now(seq(NOW, 0)));
        let full = Some(seq(NOW, 15));
        assert_eq!(next_seq(NOW, full, None), NextSeq::From(Slot::at(NOW).ends_at()));
        let later = Slot::at(NOW).ends_at();
        assert_eq!(next_seq(later, full, None), NextSeq::Now(seq(later, 0)));
    }

    #[test]
    fn a_recovered_device_waits_for_the_next_slot() {
        let own = slot_after(NOW);
        assert_eq!(next_seq(NOW, None, Some(own)), NextSeq::From(begins_at(own)));
        assert_eq!(next_seq(begins_at(own) - 1, None, Some(own)), NextSeq::From(begins_at(own)));
        assert_eq!(next_seq(begins_at(own), None, Some(own)), NextSeq::Now(seq(NOW + 600, 0)));
        let late = begins_at(own) - 1;
        assert_eq!(slot_after_recovery(late), slot_after(late + BEHIND));
        assert!(slot_after_recovery(late) > slot_after(late));
    }

    #[test]
    fn a_clock_that_falls_back_never_lowers_the_number() {
        let last = seq(NOW, 3);
        for behind in [1, 600, 86_400] {
            assert_eq!(next_seq(NOW - behind, Some(last), None), NextSeq::Now(seq(NOW, 4)));
        }
    }

    #[test]
    fn the_boxs_time_is_kept_on_a_wrong_device() {
        for own in [0, 5, NOW + 9_999] {
            let clock = Clock::aligned(NOW, own);
            assert_eq!(clock.at(own), NOW);
            assert_eq!(clock.at(own + 61), NOW + 61);
        }
    }
}
