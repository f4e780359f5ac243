//! How long reading and deciding real elections takes, each beside its floor: a bare pass over
//! the same bytes in the same run. `cargo bench -p tally [PART OF A NAME]`
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot run should say where")]

use std::hint::black_box;
use std::io::Read as _;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use tally::pb::Document;
use tally::{BallotKind, Completion, Election, EqualShares, Rule, TieOrder, Utility};

const ELECTIONS: [&str; 4] = [
    "Poland_Lodz_2022",
    "Poland_Wroclaw_2015_150_-_500",
    "Poland_Katowice_2020",
    "Poland_Krakow_2024",
];
const ROUNDS: u32 = 40;

fn main() {
    println!(
        "mean of {ROUNDS}, milliseconds of processor time; floor: counting line feeds and separators"
    );
    println!(
        "{:<32}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}",
        "election", "MB", "floor", "utf-8", "split", "read", "greedy", "shares", "city", "phragm."
    );
    let only: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let wanted = |name: &&str| only.is_empty() || only.iter().any(|part| name.contains(part));
    for name in ELECTIONS.into_iter().filter(wanted) {
        if let Some(path) = fixtures::shared(&format!("pabulib/{name}.pb.gz")) {
            let mut bytes = Vec::new();
            let file = std::fs::File::open(path).unwrap();
            flate2::read::GzDecoder::new(file).read_to_end(&mut bytes).unwrap();
            measure(name, &bytes);
        }
    }
}

/// `split`: into three tables; `read`: split and understood; then rules alone: greedy, Equal Shares
/// by cost (points, Borda), the same with the cities' completion, Phragmén.
fn measure(name: &str, bytes: &[u8]) {
    let floor = mean(|| bytes.iter().filter(|byte| matches!(byte, b'\n' | b';')).count());
    let utf8 = mean(|| std::str::from_utf8(bytes).unwrap().len());
    let split = mean(|| Document::read(bytes).unwrap());
    let read = mean(|| Document::read(bytes).unwrap().election().unwrap());
    let file = Document::read(bytes).unwrap().election().unwrap();
    let utility = match file.profile.kind() {
        BallotKind::Ranked => Utility::BordaCost,
        kind if kind.has_points() => Utility::PointsCost,
        _ => Utility::Cost,
    };
    let shares =
        |completion| Rule::EqualShares(EqualShares { utility, completion, then_greedy: false });
    let rules = [
        Rule::GreedyVotes,
        shares(Completion::None),
        shares(Completion::CityAdd1),
        Rule::Phragmen { then_greedy: false },
    ];
    let ties = TieOrder::by_id(&file.instance);
    let election = Election::new(&file.instance, &file.profile, &ties).unwrap();
    let [greedy, plain, city, phragmen] = rules.map(|rule| mean(|| rule.tally(&election).unwrap()));
    let megabytes = bytes.len() as f64 / 1e6;
    let times = [floor, utf8, split, read, greedy, plain, city, phragmen]
        .map(|time| time.as_secs_f64() * 1e3);
    print!("{name:<32}{megabytes:>8.2}");
    times.iter().for_each(|time| print!("{time:>8.2}"));
    println!();
}

/// The mean time of one round on this thread's processor, which other load does not lengthen.
fn mean<T>(mut work: impl FnMut() -> T) -> Duration {
    black_box(work());
    let start = on_processor();
    for _ in 0..ROUNDS {
        black_box(work());
    }
    (on_processor() - start) / ROUNDS
}

/// How long this thread has run, where the system tells (Linux), else the time of day.
fn on_processor() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    // The counter is brought up to date when the thread gives way.
    std::thread::yield_now();
    let schedstat = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ran = schedstat.and_then(|text| text.split(' ').next()?.parse().ok());
    ran.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}
