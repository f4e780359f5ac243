//! Ballots cast in a second, beside one core's bare rate of a cast's cryptography.

use crate::ROUNDS;
use crate::client::{rate, request};
use crate::crowd::Crowd;
use crate::report::{Measured, Report, Target};
use server::randomness::Generator;
use std::hint::black_box;
use std::time::Instant;
use voting::ballot_box::Admitted;
use voting::body::Body;

/// Ballots of a round.
const BALLOTS: usize = 4_000;
/// Ballots of a round of the floor, which has less to even out.
const FLOOR: usize = 1_000;
const CONNECTIONS: usize = 256;

pub(crate) async fn measure(report: &Report, name: &str, url: Option<&str>) {
    let crowd = Crowd::gather(ROUNDS * BALLOTS, url).await;
    let bodies = crowd.bodies(ROUNDS * BALLOTS);
    let path = crowd.path("cast");
    let server = crowd.serve().await;
    let (mut value, mut floor) = (0_f64, 0_f64);
    for some in bodies.chunks(BALLOTS) {
        floor = floor.max(bare_rate(&crowd, &some[..FLOOR]));
        let requests = some.iter().map(|body| request("POST", &path, "", body.as_bytes()));
        value = value.max(rate(server.address, CONNECTIONS, requests.collect()).await);
    }
    report.add(&Measured {
        name: name.to_owned(),
        unit: "casts/s",
        value,
        floor: Some(("verify, commit, confirm on one core", floor)),
        targets: vec![Target::AtLeast(1_200.0), Target::RatioAtLeast(0.4)],
    });
}

/// Verify, commit and confirm, one after the other on one core.
fn bare_rate(crowd: &Crowd, bodies: &[Body]) -> f64 {
    let terms = &crowd.stage.election.terms;
    let start = Instant::now();
    for body in bodies {
        let admitted = Admitted::new(body.as_bytes(), terms, crowd.now()).unwrap();
        black_box(admitted.commit(&mut Generator::new(&[9; 32])));
    }
    bodies.len() as f64 / start.elapsed().as_secs_f64()
}
