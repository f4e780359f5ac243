//! Microseconds per ballot of the audit, beside the sum of its primitives in the same run, on one
//! core: opening the leaf, RSA-PSS, strict Ed25519, unsealing. `cargo bench -p auditor -- [BALLOTS] [--json]`
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a benchmark that cannot run should say where"
)]

#[path = "../tests/records/support/mod.rs"]
#[allow(dead_code, unused_imports, reason = "tests use the rest of it")]
mod support;

use std::time::Instant;

use support::plan::trustee_secret;
use support::{Draft, Plan, rng};
use voting::body::Body;
use voting::commitment::BodyScalar;
use voting::count::Selection;
use voting::opening::{Claim, unopened};
use voting::verify::{Mine, verify};

const PEOPLE: u32 = 4_000;
const ROUNDS: usize = 5;
/// As many openings as the verification combines.
const BATCH: usize = 4_096;
const TARGET: f64 = 1.25;

fn main() {
    let people = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(PEOPLE);
    let draft = Draft::new(&Plan { people, ..Plan::open() });
    let files = draft.published();
    let ballots = draft.ballots.len();
    let json = std::env::args().any(|argument| argument == "--json");
    let whole = best(ballots, || {
        let report = verify(&files, &Mine::default(), &mut rng(1));
        assert_eq!(report.exit_code(), 0);
    });
    let primitives = primitives(&draft);
    if json {
        let sum: f64 = primitives.iter().map(|(_, time)| time).sum();
        println!("{}", line(whole, sum));
        return;
    }
    println!("{ballots} ballots of {people} people; best of {ROUNDS}, microseconds per ballot");
    for (name, time) in primitives {
        println!("{name:<24}{time:>8.1}");
    }
    let sum: f64 = primitives.iter().map(|(_, time)| time).sum();
    println!("{:<24}{sum:>8.1}\n{:<24}{whole:>8.1}", "sum of primitives", "whole verification");
    println!("{:<24}{:>8.2}  (target {TARGET})", "ratio", whole / sum);
}

/// For `cargo xtask bench`.
fn line(whole: f64, sum: f64) -> serde_json::Value {
    let ratio = whole / sum;
    serde_json::json!({ "name": "audit", "unit": "us/ballot, one core", "value": whole,
        "floor": sum, "floor_is": "the sum of its primitives", "ratio": ratio,
        "target": format!("ratio <= {TARGET}"), "met": ratio <= TARGET })
}

/// Each primitive alone over all ballots, parsed before the clock starts.
fn primitives(draft: &Draft) -> [(&'static str, f64); 4] {
    let terms = &draft.election.terms;
    let records = || draft.ballots.iter().filter_map(|(c, record)| Some((c, record.as_ref()?)));
    let bodies: Vec<Body> = records().map(|(_, r)| terms.parse(&r.body).unwrap()).collect();
    let count = bodies.len();
    let open = best(count, || {
        let claim = |(commitment, record): (&_, &voting::copy::CopyRecord)| Claim {
            commitment: *commitment,
            body: BodyScalar::of(&record.body),
            opening: record.opening,
        };
        let claims: Vec<Claim> = records().map(claim).collect();
        for batch in claims.chunks(BATCH) {
            assert!(unopened(batch, &mut rng(2)).is_empty());
        }
    });
    let rsa = best(count, || {
        assert!(bodies.iter().all(|body| terms.verify_credential(body).is_ok()));
    });
    let ed25519 = best(count, || {
        assert!(bodies.iter().all(|body| body.verify_signature().is_ok()));
    });
    let secret = trustee_secret();
    let mut last = Selection::default();
    (1..).zip(bodies).for_each(|(index, body)| last.take(index, body));
    let contests: Vec<_> = draft.election.contests().map(|(index, _)| index).collect();
    // As in the audit, the last ballot of each key; spoiled ones take as long.
    let seal = best(count, || {
        let votes = contests.iter().flat_map(|index| last.unseal(*index, terms, &secret));
        assert!(votes.filter(Result::is_ok).count() > 0);
    });
    [("open leaf", open), ("RSA-PSS (ring)", rsa), ("Ed25519 strict", ed25519), ("unseal", seal)]
}

/// Microseconds per ballot of the fastest round.
fn best(ballots: usize, mut work: impl FnMut()) -> f64 {
    let mut round = || {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1e6 / ballots as f64
    };
    (0..ROUNDS).map(|_| round()).fold(f64::INFINITY, f64::min)
}
