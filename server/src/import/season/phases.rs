//! The dates of a season.

use super::faults::Finder;
use super::table::{Found, Table};
use chrono::{DateTime, FixedOffset, SecondsFormat};
use store::UnixTime;
use store::seasons::{Phase, PhaseKind};

/// Without these nobody proposes, decides, votes or appeals.
const NEEDED: [PhaseKind; 4] =
    [PhaseKind::Submission, PhaseKind::Screening, PhaseKind::Voting, PhaseKind::Results];

/// What ends sooner is a slip of the pen: nobody would hear of it in time.
const SHORTEST: [(PhaseKind, UnixTime, &str); 2] = [
    (PhaseKind::Voting, 3_600, "a vote lasts an hour at least"),
    (PhaseKind::Results, 86_400, "results can be appealed for a day at least"),
];

const EXAMPLE: &str = "{ from = 2027-03-01T00:00:00+05:00, until = 2027-03-11T00:00:00+05:00 }";
const TASHKENT_SECONDS: i32 = 5 * 3_600;

/// Dates as they stand in the file.
struct Dates {
    kind: PhaseKind,
    from: Found<UnixTime>,
    until: Found<UnixTime>,
}

/// The phases, in their order.
pub(super) fn read(root: &Table<'_>, now: UnixTime, faults: &mut Finder<'_>) -> Vec<Phase> {
    let Some(table) = root.required("phases", "[phases] with the dates of each", faults) else {
        return Vec::new();
    };
    let Some(table) = table.table(faults) else { return Vec::new() };
    let known: Vec<&str> = PhaseKind::ALL.iter().map(|kind| kind.word()).collect();
    table.only(&known, faults);
    for kind in NEEDED.map(PhaseKind::word) {
        table.required(kind, &format!("{kind} = {EXAMPLE}"), faults);
    }
    let dates: Vec<Dates> =
        PhaseKind::ALL.iter().filter_map(|kind| dates(&table, *kind, faults)).collect();
    in_order(&dates, faults);
    still_to_come(&dates, now, faults);
    let phase =
        |it: &Dates| Phase { kind: it.kind, starts_at: it.from.value, ends_at: it.until.value };
    dates.iter().map(phase).collect()
}

fn dates(table: &Table<'_>, kind: PhaseKind, faults: &mut Finder<'_>) -> Option<Dates> {
    let phase = table.entry(kind.word())?.table(faults)?;
    phase.only(&["from", "until"], faults);
    let mut time = |key: &str| {
        let example = format!("{key} = 2027-03-01T00:00:00+05:00");
        phase.required(key, &example, faults).and_then(|entry| entry.time(faults))
    };
    let (from, until) = (time("from"), time("until"));
    let dates = Dates { kind, from: from?, until: until? };
    if dates.until.value <= dates.from.value {
        let reason = format!(
            "is {}, not after the beginning, {}",
            shown(dates.until.value),
            shown(dates.from.value)
        );
        faults.add(dates.until.at, dates.until.field.clone(), reason);
    } else {
        long_enough(&dates, faults);
    }
    Some(dates)
}

fn long_enough(dates: &Dates, faults: &mut Finder<'_>) {
    let Dates { kind, from, until } = dates;
    for (_, _, least) in SHORTEST
        .iter()
        .filter(|(short, seconds, _)| short == kind && until.value - from.value < *seconds)
    {
        let (end, begin) = (shown(until.value), shown(from.value));
        let reason = format!(
            "is {end}, too soon after the beginning, {begin}: {least}, so mend one of them"
        );
        faults.add(until.at, until.field.clone(), reason);
    }
}

/// Every phase begins when the one before it has ended, or later.
fn in_order(dates: &[Dates], faults: &mut Finder<'_>) {
    for pair in dates.windows(2) {
        let [before, next] = pair else { continue };
        if next.from.value < before.until.value {
            let reason = format!(
                "is {}, before {} ends, {}: phases follow each other and do not overlap",
                shown(next.from.value),
                before.kind,
                shown(before.until.value)
            );
            faults.add(next.from.at, next.from.field.clone(), reason);
        }
    }
}

/// A vote is prepared and approved before it begins, of projects that somebody proposed.
fn still_to_come(dates: &[Dates], now: UnixTime, faults: &mut Finder<'_>) {
    let phase = |kind| dates.iter().find(|it| it.kind == kind);
    let past = |date: &Found<UnixTime>, why: &str, faults: &mut Finder<'_>| {
        if date.value <= now {
            let reason = format!("is {}, which is over: {why}", shown(date.value));
            faults.add(date.at, date.field.clone(), reason);
        }
    };
    if let Some(submission) = phase(PhaseKind::Submission) {
        past(&submission.until, "nobody could propose a project", faults);
    }
    if let Some(voting) = phase(PhaseKind::Voting) {
        past(&voting.from, "a vote is prepared and approved before it begins", faults);
    }
}

/// As the file writes it, in the time of Tashkent.
pub(super) fn shown(at: UnixTime) -> String {
    let zone = FixedOffset::east_opt(TASHKENT_SECONDS);
    let local = DateTime::from_timestamp(at, 0).zip(zone);
    local.map_or_else(
        || at.to_string(),
        |(utc, zone)| utc.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, false),
    )
}
