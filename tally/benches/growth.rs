//! How cost grows: an election whose voters are all there many times, the envelope and every cost
//! that many times as high, so that every voter's share stays what it is.
//! `cargo bench -p tally --bench growth [-- PART OF A NAME]...`
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot run should say where")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

mod clock;
mod memory;
mod subjects;

use std::path::Path;
use std::process::Command;

use tally::pb::{Document, FileElection};
use tally::{Decimal, Instance, Profile, ProfileBuilder};

use self::clock::on_processor;
use self::memory::most_held;

const TIMES: [u64; 3] = [1, 10, 50];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [flag, path, times] = &words[..]
        && flag == "--memory"
    {
        return hold(Path::new(path), times.parse().unwrap());
    }
    println!(
        "milliseconds of processor time; group: ballots one by one into groups; held: the most"
    );
    println!("memory, in MB, of a process of its own that reads the file and decides by each rule");
    println!(
        "| election | times | voters | MB | read | group | greedy | shares | city | phragmen | held |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    for (name, bytes) in subjects::elections(&words) {
        for times in TIMES {
            measure(name, &replicated(&bytes, times), times);
        }
    }
}

fn measure(name: &str, bytes: &[u8], times: u64) {
    let (file, read) = timed(|| Document::read(bytes).unwrap().election().unwrap());
    let (grouped, group) = timed(|| one_by_one(&file));
    assert!(grouped.ballots().eq(file.profile.ballots()));
    let file = FileElection { instance: costlier(&file.instance, times), ..file };
    let (voters, megabytes) = (file.profile.voters(), bytes.len() as f64 / 1e6);
    print!("| {name} | {times} | {voters} | {megabytes:.0} | {read:.1} | {group:.1} |");
    for (_, rule) in subjects::rules(file.profile.kind()) {
        let (_, time) = timed(|| subjects::decide(&file, rule));
        print!(" {time:.2} |");
    }
    println!(" {:.0} |", held(bytes, times));
}

/// What another process that does the same holds at most, in MB.
fn held(bytes: &[u8], times: u64) -> f64 {
    let path = std::env::temp_dir().join(format!("tally-growth-{}.pb", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap());
    let output = child.arg("--memory").arg(&path).arg(times.to_string()).output().unwrap();
    std::fs::remove_file(path).unwrap();
    String::from_utf8(output.stdout).unwrap().trim().parse::<f64>().unwrap() / 1e6
}

fn hold(path: &Path, times: u64) {
    let bytes = std::fs::read(path).unwrap();
    let file = Document::read(&bytes).unwrap().election().unwrap();
    let file = FileElection { instance: costlier(&file.instance, times), ..file };
    for (_, rule) in subjects::rules(file.profile.kind()) {
        std::hint::black_box(subjects::decide(&file, rule));
    }
    println!("{}", most_held().unwrap());
}

/// The file with the rows of its votes this many times.
fn replicated(bytes: &[u8], times: u64) -> Vec<u8> {
    let votes = Document::read(bytes).unwrap().votes().rows().next().unwrap().line;
    let mut lines = 1;
    let start = bytes.iter().position(|byte| {
        lines += u32::from(*byte == b'\n');
        lines == votes
    });
    let (head, rows) = bytes.split_at(start.unwrap() + 1);
    let rows = [rows.trim_ascii_end(), b"\n"].concat();
    [head, &rows.repeat(times as usize)].concat()
}

fn one_by_one(file: &FileElection) -> Profile {
    let mut builder = ProfileBuilder::new(file.profile.kind(), &file.instance);
    for ballot in file.profile.ballots() {
        let entries = ballot.entries.iter();
        for _ in 0..ballot.weight {
            let added = match file.profile.kind() {
                kind if kind.is_set() => builder.add_set(entries.clone().map(|e| e.project), 1),
                kind if kind.has_points() => {
                    builder.add_points(entries.clone().map(|e| (e.project, e.value)), 1)
                }
                _ => builder.add_ranking(entries.clone().map(|e| e.project), 1),
            };
            added.unwrap();
        }
    }
    builder.build()
}

fn costlier(instance: &Instance, times: u64) -> Instance {
    let raised = |money: tally::Money| {
        let units = instance.amount(money).in_units(2).unwrap() * u128::from(times);
        format!("{}.{:02}", units / 100, units % 100).parse::<Decimal>().unwrap()
    };
    let projects = instance.projects().iter();
    let projects = projects.map(|project| (project.id.to_string(), raised(project.cost)));
    Instance::new(raised(instance.envelope()), projects).unwrap()
}

/// The best of three.
fn timed<T>(mut work: impl FnMut() -> T) -> (T, f64) {
    let mut least = f64::INFINITY;
    let mut result = None;
    for _ in 0..3 {
        drop(result.take());
        let start = on_processor();
        let made = std::hint::black_box(work());
        least = least.min((on_processor() - start).as_secs_f64() * 1e3);
        result = Some(made);
    }
    (result.unwrap(), least)
}
