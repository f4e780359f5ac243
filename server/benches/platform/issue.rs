//! Credentials issued in a second, beside bare blind signing on the same cores.

use crate::ROUNDS;
use crate::client::{rate, request};
use crate::crowd::{Crowd, on_all_cores};
use crate::report::{Measured, Report, Target};
use server::randomness::Generator;
use std::time::Instant;
use voting::id::ContestIndex;
use voting::issuance::IssueRequest;

/// Credentials of a round.
const CREDENTIALS: usize = 1_500;
const CONNECTIONS: usize = 64;

pub(crate) async fn measure(report: &Report) {
    let crowd = Crowd::gather(ROUNDS * CREDENTIALS, None).await;
    let blinded = crowd.blinded(ROUNDS * CREDENTIALS);
    let registrar = crowd.registrar();
    let contest = ContestIndex::new(0).unwrap();
    let requests: Vec<Vec<u8>> = (0..)
        .zip(&blinded)
        .map(|(number, blinded)| {
            let body = IssueRequest { contest, blinded: blinded.clone() }.to_bytes();
            let cookie = format!("Cookie: {}\r\n", crowd.voter(number).cookie());
            request("POST", &crowd.path("issue"), &cookie, &body)
        })
        .collect();
    let server = crowd.serve().await;
    let (mut value, mut floor) = (0_f64, 0_f64);
    for (some, blinded) in requests.chunks(CREDENTIALS).zip(blinded.chunks(CREDENTIALS)) {
        let start = Instant::now();
        let signed = on_all_cores(blinded.len(), |number| {
            registrar.blind_sign(&blinded[number], &mut Generator::new(&[7; 32])).unwrap()
        });
        floor = floor.max(signed.len() as f64 / start.elapsed().as_secs_f64());
        value = value.max(rate(server.address, CONNECTIONS, some.to_vec()).await);
    }
    report.add(&Measured {
        name: "issue".to_owned(),
        unit: "credentials/s",
        value,
        floor: Some(("bare blind signing, all cores", floor)),
        targets: vec![Target::RatioAtLeast(0.7)],
    });
}
