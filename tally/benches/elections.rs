//! How long reading and deciding real elections takes, beside the floor: a bare pass over the same
//! bytes. `cargo bench -p tally --bench elections [-- PART OF A NAME]`
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot run should say where")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

mod clock;
mod subjects;

use std::time::Duration;

use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{Criterion, Throughput};
use tally::pb::Document;

use self::clock::on_processor;

fn main() {
    let mut criterion = Criterion::default()
        .with_measurement(ProcessorTime)
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    for (name, bytes) in subjects::elections(&[]) {
        measure(&mut criterion, name, &bytes);
    }
    criterion.final_summary();
}

fn measure(criterion: &mut Criterion<ProcessorTime>, name: &str, bytes: &[u8]) {
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("floor: separators and line feeds", |bencher| {
        bencher.iter(|| bytes.iter().filter(|byte| matches!(byte, b'\n' | b';')).count());
    });
    group.bench_function("floor: UTF-8", |bencher| {
        bencher.iter(|| std::str::from_utf8(bytes).unwrap().len());
    });
    group.bench_function("split", |bencher| bencher.iter(|| Document::read(bytes).unwrap()));
    group.bench_function("read", |bencher| {
        bencher.iter(|| Document::read(bytes).unwrap().election().unwrap());
    });
    group.finish();
    let mut group = criterion.benchmark_group(name);
    let file = Document::read(bytes).unwrap().election().unwrap();
    for (cell, rule) in subjects::rules(file.profile.kind()) {
        group.bench_function(cell, |bencher| bencher.iter(|| subjects::decide(&file, rule)));
    }
    group.finish();
}

/// Lets criterion measure by [`on_processor`].
struct ProcessorTime;

impl Measurement for ProcessorTime {
    type Intermediate = Duration;
    type Value = Duration;

    fn start(&self) -> Duration {
        on_processor()
    }

    fn end(&self, start: Duration) -> Duration {
        on_processor().saturating_sub(start)
    }

    fn add(&self, a: &Duration, b: &Duration) -> Duration {
        *a + *b
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        value.as_nanos() as f64
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}
