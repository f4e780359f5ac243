//! The demo's days.

use store::UnixTime;

const DAY: UnixTime = 86_400;

/// Asia/Tashkent is UTC+5 all year.
const TASHKENT: UnixTime = 5 * 3_600;

/// Before the first phase of the first season.
const PREPARED_DAY: i64 = -300;

/// Days counted from the midnight in Tashkent with which the day of loading began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    zero: UnixTime,
}

impl Calendar {
    /// The calendar of a demo that is loaded at `now`.
    #[must_use]
    pub const fn of_load(now: UnixTime) -> Self {
        let local = now + TASHKENT;
        Self { zero: local - local.rem_euclid(DAY) - TASHKENT }
    }

    /// 00:00 in Tashkent of a day.
    #[must_use]
    pub const fn day(self, day: i64) -> UnixTime {
        self.zero + day * DAY
    }

    /// When the programme was set up: before any season.
    #[must_use]
    pub const fn prepared(self) -> UnixTime {
        self.day(PREPARED_DAY)
    }
}

#[cfg(test)]
mod tests {
    use super::Calendar;

    #[test]
    fn a_day_begins_at_midnight_in_tashkent() {
        // 2026-03-20T19:00:00Z is midnight of the 21st in Tashkent.
        let midnight = 1_774_033_200;
        assert_eq!(Calendar::of_load(midnight).day(0), midnight);
        assert_eq!(Calendar::of_load(midnight + 86_399).day(0), midnight);
        assert_eq!(Calendar::of_load(midnight - 1).day(1), midnight);
        assert_eq!(Calendar::of_load(-1).day(0), -5 * 3_600);
    }
}
