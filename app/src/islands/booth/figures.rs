//! Sums and times as people here write them, for what changes after the page was made.

/// Asia/Tashkent: UTC+5 all year since 1992.
const TASHKENT: u64 = 5 * 3_600;
const DAY: u64 = 86_400;

/// `1 234 567`, kept together by U+00A0.
pub(super) fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

/// `14:02`, and the date before it on another day than `now`.
pub(super) fn moment(at: u64, now: u64) -> String {
    let (at, now) = (at + TASHKENT, now + TASHKENT);
    let clock = format!("{:02}:{:02}", at % DAY / 3_600, at % 3_600 / 60);
    if at / DAY == now / DAY {
        return clock;
    }
    let (month, day) = month_and_day(at / DAY);
    format!("{day:02}.{month:02}, {clock}")
}

/// Civil month and day of a day since 1970 (Hinnant, "chrono-compatible low-level date
/// algorithms", civil_from_days).
const fn month_and_day(days: u64) -> (u64, u64) {
    let era_day = (days + 719_468) % 146_097;
    let year = (era_day - era_day / 1_460 + era_day / 36_524 - era_day / 146_096) / 365;
    let year_day = era_day - (365 * year + year / 4 - year / 100);
    let shifted = (5 * year_day + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (month, year_day - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_group_by_three() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(1_575_000_000), "1\u{a0}575\u{a0}000\u{a0}000");
    }

    #[test]
    fn times_are_those_of_tashkent() {
        // 2026-03-20T19:00:00Z is midnight of the 21st in Tashkent.
        let midnight = 1_774_033_200;
        assert_eq!(moment(midnight + 3_720, midnight), "01:02");
        assert_eq!(moment(midnight - 60, midnight), "20.03, 23:59");
        assert_eq!(month_and_day(0), (1, 1));
        // 2024-02-29 and the day after it.
        assert_eq!((month_and_day(19_782), month_and_day(19_783)), ((2, 29), (3, 1)));
        assert_eq!(month_and_day(20_453), (12, 31));
    }
}
