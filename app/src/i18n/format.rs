//! Numbers, sums and dates as people here write them.

use super::{Lang, Words};
use crate::t;
use store::Som;
use time::{OffsetDateTime, UtcOffset};

/// Asia/Tashkent: UTC+5 all year since 1992.
const TASHKENT_HOURS: i8 = 5;

/// Unix seconds, as the store keeps time.
type UnixTime = i64;

/// `1 234 567`: groups of three, kept together by U+00A0.
#[must_use]
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    if value < 0 {
        grouped.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 234 567 so'm` in the words of the language.
#[must_use]
pub fn money(words: Words, soum: i64) -> String {
    t!(words, "site-money", amount = number(soum))
}

/// `31,3`: how many of a hundred parts of `whole` a part is, with one digit, cut off.
#[must_use]
pub fn percent(lang: Lang, part: Som, whole: Som) -> String {
    let per_mille = i128::from(part.0) * 1000 / i128::from(whole.0.max(1));
    format!("{}{}{}", per_mille / 10, decimal_mark(lang), per_mille % 10)
}

/// `168,4`: a sum in millions or billions with one digit, cut off.
#[must_use]
pub fn tenths(lang: Lang, sum: Som, unit: i64) -> String {
    let tenths = i128::from(sum.0) * 10 / i128::from(unit.max(1));
    let whole = number(i64::try_from(tenths / 10).unwrap_or(i64::MAX));
    format!("{whole}{}{}", decimal_mark(lang), tenths.abs() % 10)
}

/// What stands between ones and tenths.
#[must_use]
pub fn decimal_mark(lang: Lang) -> char {
    if lang == Lang::En { '.' } else { ',' }
}

/// `2026-yil 21-mart`, `21.03.2026`, as the language writes dates in a text.
#[must_use]
pub fn date(words: Words, at: UnixTime) -> String {
    civil(at).map_or_else(String::new, |civil| {
        t!(
            words,
            "site-date",
            day = i64::from(civil.day()),
            month = month_key(civil.month()),
            year = civil.year().to_string(),
        )
    })
}

/// The calendar year of a moment in Tashkent.
#[must_use]
pub fn year(at: UnixTime) -> i64 {
    civil(at).map_or(0, |civil| i64::from(civil.year()))
}

/// The date with the hour and minute of Tashkent.
#[must_use]
pub fn date_time(words: Words, at: UnixTime) -> String {
    civil(at).map_or_else(String::new, |civil| {
        let hour = format!("{:02}:{:02}", civil.hour(), civil.minute());
        t!(words, "site-date-time", date = date(words, at), time = hour)
    })
}

/// The last minute before a half-open end, to be put after "until": midnight is 23:59 of the day
/// before, as people say it.
#[must_use]
pub fn until(words: Words, ends_at: UnixTime) -> String {
    let midnight = civil(ends_at).is_some_and(|civil| civil.time() == time::Time::MIDNIGHT);
    let last = if midnight { ends_at.saturating_sub(60) } else { ends_at };
    civil(last).map_or_else(String::new, |civil| {
        let hour = format!("{:02}:{:02}", civil.hour(), civil.minute());
        t!(words, "site-moment", date = date(words, last), time = hour)
    })
}

/// The first and the last day of a half-open time.
#[must_use]
pub fn date_range(words: Words, starts_at: UnixTime, ends_at: UnixTime) -> String {
    let last = ends_at.saturating_sub(1);
    let (Some(from), Some(to)) = (civil(starts_at), civil(last)) else { return String::new() };
    if from.date() == to.date() {
        return date(words, starts_at);
    }
    if from.year() != to.year() {
        return t!(words, "site-range", from = date(words, starts_at), to = date(words, last));
    }
    let (year, from, to) = (from.year().to_string(), day(words, from), day(words, to));
    t!(words, "site-range-in-year", year = year, from = from, to = to)
}

/// A day of a year that is said beside it.
fn day(words: Words, civil: OffsetDateTime) -> String {
    let (day, month) = (i64::from(civil.day()), month_key(civil.month()));
    t!(words, "site-day", day = day, month = month)
}

fn civil(at: UnixTime) -> Option<OffsetDateTime> {
    let offset = UtcOffset::from_hms(TASHKENT_HOURS, 0, 0).ok()?;
    Some(OffsetDateTime::from_unix_timestamp(at).ok()?.to_offset(offset))
}

/// The selector of the `site-date` message.
fn month_key(month: time::Month) -> String {
    month.to_string().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_group_by_three() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(-1_234_567), "\u{2212}1\u{a0}234\u{a0}567");
        assert_eq!(
            number(i64::MIN),
            "\u{2212}9\u{a0}223\u{a0}372\u{a0}036\u{a0}854\u{a0}775\u{a0}808"
        );
    }

    #[test]
    fn shares_have_one_digit() {
        assert_eq!(percent(Lang::Ru, Som(1_250), Som(4_000)), "31,2");
        assert_eq!(percent(Lang::En, Som(4_000), Som(4_000)), "100.0");
        assert_eq!(percent(Lang::En, Som(0), Som(0)), "0.0");
        assert_eq!(percent(Lang::Uz, Som(i64::MAX), Som(i64::MAX)), "100,0");
    }

    #[test]
    fn large_sums_have_one_digit() {
        assert_eq!(tenths(Lang::Uz, Som(1_034_223_300_000), 1_000_000_000), "1\u{a0}034,2");
        assert_eq!(tenths(Lang::En, Som(99_999_999), 1_000_000_000), "0.0");
        assert_eq!(tenths(Lang::Ru, Som(-1_250), 1_000), "\u{2212}1,2");
    }

    #[test]
    fn dates_are_tashkent_dates() {
        // 2026-03-20T19:00:00Z is midnight of the 21st in Tashkent.
        let midnight = 1_774_033_200;
        assert_eq!((year(1_798_743_599), year(1_798_743_600)), (2026, 2027));
        let uz = date_time(Words::of(Lang::Uz), midnight);
        assert_eq!(uz, "2026\u{2011}yil 21\u{2011}mart, 00:00");
        assert_eq!(date(Words::of(Lang::Ru), midnight - 1), "20\u{a0}марта 2026\u{a0}г.");
        assert_eq!(date(Words::of(Lang::En), midnight), "21\u{a0}March 2026");
    }

    #[test]
    fn a_half_open_end_is_said_as_the_minute_before_midnight() {
        let midnight = 1_774_033_200;
        assert_eq!(until(Words::of(Lang::En), midnight), "23:59 on 20\u{a0}March 2026");
        assert_eq!(until(Words::of(Lang::En), midnight - 4 * 3_600), "20:00 on 20\u{a0}March 2026");
        assert_eq!(until(Words::of(Lang::Ru), midnight), "23:59 20\u{a0}марта 2026\u{a0}г.");
    }

    #[test]
    fn a_range_says_its_year_once() {
        let (midnight, day) = (1_774_033_200, 86_400_i64);
        let range = |lang, days: i64| date_range(Words::of(lang), midnight, midnight + days * day);
        assert_eq!(range(Lang::En, 10), "21\u{a0}March\u{a0}– 30\u{a0}March 2026");
        assert_eq!(range(Lang::Uz, 10), "2026\u{2011}yil 21\u{2011}mart\u{a0}– 30\u{2011}mart");
        assert_eq!(range(Lang::En, 1), "21\u{a0}March 2026");
        assert_eq!(range(Lang::En, 365), "21\u{a0}March 2026\u{a0}– 20\u{a0}March 2027");
    }
}
