//! Who may vote: of age when the vote opens, and at home where the season asks.

use super::PrepareError;
use chrono::{DateTime, Datelike as _, FixedOffset};
use store::roll::Eligible;
use store::seasons::Season;
use store::{Store, UnixTime};

/// Asia/Tashkent is UTC+5 all year.
const TASHKENT_SECONDS: i32 = 5 * 3_600;

/// Everybody on the roll of a vote that begins at `opens`.
pub(super) async fn of(
    store: &Store,
    season: &Season,
    opens: UnixTime,
) -> Result<Vec<Eligible>, PrepareError> {
    let born_by = born_by(opens, season.min_age).ok_or(PrepareError::NoVote)?;
    Ok(store.electorate(season.id, &born_by).await?)
}

/// The latest birth date, `YYYY-MM-DD`, of who has so many full years on the day of `at`. It may be
/// a 29 February that its year does not have: as text it still lies between 28 and 1.
fn born_by(at: UnixTime, years: i64) -> Option<String> {
    let tashkent = FixedOffset::east_opt(TASHKENT_SECONDS)?;
    let day = DateTime::from_timestamp(at, 0)?.with_timezone(&tashkent);
    let year = i64::from(day.year()).checked_sub(years)?;
    Some(format!("{year:04}-{:02}-{:02}", day.month(), day.day()))
}

#[cfg(test)]
mod tests {
    use super::born_by;

    /// 2026-03-20T19:00:00Z is midnight of the 21st in Tashkent.
    const MIDNIGHT: i64 = 1_774_033_200;

    #[test]
    fn full_years_are_counted_on_the_day_in_tashkent() {
        assert_eq!(born_by(MIDNIGHT, 18).unwrap(), "2008-03-21");
        assert_eq!(born_by(MIDNIGHT - 1, 18).unwrap(), "2008-03-20");
        assert_eq!(born_by(MIDNIGHT, 0).unwrap(), "2026-03-21");
    }

    #[test]
    fn a_leap_day_stands_between_its_neighbours() {
        // 2028-02-29, midnight in Tashkent; 2010 has no such day.
        let leap = 1_835_377_200;
        let by = born_by(leap, 18).unwrap();
        assert_eq!(by, "2010-02-29");
        assert!("2010-02-28" <= by.as_str() && by.as_str() < "2010-03-01");
    }
}
