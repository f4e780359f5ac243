//! The same elections and rules by this engine and by pabutools 1.2.3, in one run, winners
//! compared; then the most memory that reading and deciding takes, beside the size of the file.
//! `cargo bench -p tally --bench peer -- [--python PYTHON WITH PABUTOOLS] [PART OF A NAME]...`
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot run should say where")]
#![allow(clippy::indexing_slicing, reason = "a benchmark that cannot run should say where")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

mod clock;
mod memory;
mod subjects;

use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tally::Rule;
use tally::pb::{Document, FileElection};

use self::clock::on_processor;

/// Seconds of processor time that a cell of the other may take.
const PATIENCE: &str = "120";
const ROUNDS: usize = 20;
const CELLS: [&str; 5] = ["parse", "greedy", "shares", "city", "phragmen"];

fn main() {
    let mut words: Vec<String> =
        std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [flag, rule, file] = &words[..]
        && flag == "--memory"
    {
        return footprint::of_this_process(rule, Path::new(file));
    }
    let at = words.iter().position(|word| word == "--python");
    let python = at.map(|at| words.drain(at..at + 2).nth(1).unwrap());
    let folder = std::env::temp_dir().join(format!("tally-peer-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    println!("seconds of processor time; ours: the best of {ROUNDS}; city: add1_city");
    println!("| election | who | {} |", CELLS.join(" | "));
    println!("|---|---|{}", "---|".repeat(CELLS.len()));
    let elections = subjects::elections(&words);
    for (name, bytes) in &elections {
        let path = folder.join(format!("{name}.pb"));
        std::fs::write(&path, bytes).unwrap();
        compare(name, bytes, &path, python.as_deref());
    }
    footprint::print(&elections, &folder);
    std::fs::remove_dir_all(folder).unwrap();
}

fn compare(name: &str, bytes: &[u8], path: &Path, python: Option<&str>) {
    let (file, parsed) = best(|| Document::read(bytes).unwrap().election().unwrap());
    let mut ours = HashMap::from([("parse", (parsed, Vec::new()))]);
    for (cell, rule) in subjects::rules(file.profile.kind()) {
        let (outcome, time) = best(|| subjects::decide(&file, rule));
        let winners = outcome.winner_ids(&file.instance).into_iter().map(String::from);
        ours.insert(cell, (time, winners.collect()));
    }
    println!("| {name} | tally |{}", row(|cell| format!("{:.5}", ours[cell].0)));
    let Some(python) = python else { return };
    let theirs = peer(python, path);
    println!(
        "| | pabutools |{}",
        row(|cell| seconds(&theirs, cell).map_or_else(
            || theirs.get(cell).and_then(|cell| cell["without"].as_str()).unwrap_or("-").to_owned(),
            |seconds| format!("{seconds:.3}"),
        ))
    );
    println!(
        "| | times |{}",
        row(|cell| seconds(&theirs, cell)
            .map_or_else(|| "-".to_owned(), |seconds| format!("{:.0}", seconds / ours[cell].0)))
    );
    println!("| | winners |{}", row(|cell| same(&ours[cell].1, theirs.get(cell), cell).to_owned()));
}

fn row(cell: impl Fn(&'static str) -> String) -> String {
    CELLS.into_iter().map(|name| format!(" {} |", cell(name))).collect()
}

fn seconds(theirs: &HashMap<String, Value>, cell: &str) -> Option<f64> {
    theirs.get(cell)?["seconds"].as_f64()
}

/// Whether the winners are the same; of Phragmén the other lists them by id, not as bought.
fn same(ours: &[String], theirs: Option<&Value>, cell: &str) -> &'static str {
    let Some(theirs) = theirs.and_then(|theirs| theirs["winners"].as_array()) else { return "-" };
    let mut theirs: Vec<&str> = theirs.iter().filter_map(Value::as_str).collect();
    let mut ours: Vec<&str> = ours.iter().map(String::as_str).collect();
    if cell == "phragmen" {
        ours.sort_unstable();
        theirs.sort_unstable();
    }
    if ours == theirs { "same" } else { "DIFFERENT" }
}

fn peer(python: &str, path: &Path) -> HashMap<String, Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/pabutools_peer.py");
    let mut command = Command::new(python);
    let output = command.arg(script).arg(path).arg(PATIENCE).stderr(Stdio::inherit()).output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.map(|line| (line["cell"].as_str().unwrap().to_owned(), line)).collect()
}

/// What came out, and the seconds of the quickest round.
fn best<T>(mut work: impl FnMut() -> T) -> (T, f64) {
    let mut least = f64::INFINITY;
    for _ in 1..ROUNDS {
        let start = on_processor();
        std::hint::black_box(work());
        least = least.min((on_processor() - start).as_secs_f64());
    }
    (work(), least)
}

mod footprint {
    use super::memory::most_held;
    use super::{Command, Document, FileElection, Path, Rule, subjects};

    /// Beside the rules measured: the optimum, which holds many choices.
    const OPTIMUM: (&str, Rule) = ("optimum", Rule::MaxWelfare { times_cost: true });

    pub(super) fn print(elections: &[(&str, Vec<u8>)], folder: &Path) {
        println!("\nthe most memory of a process of its own, MB (times the file)");
        for (name, bytes) in elections {
            let size = bytes.len() as f64 / 1e6;
            print!("| {name} | file {size:.1} |");
            for cell in ["none", "greedy", "shares", "city", "phragmen", "optimum"] {
                let path = folder.join(format!("{name}.pb"));
                let mut child = Command::new(std::env::current_exe().unwrap());
                let output = child.args(["--memory", cell]).arg(path).output().unwrap();
                let text = String::from_utf8(output.stdout).unwrap();
                let megabytes = text.trim().parse::<f64>().unwrap() / 1e6;
                print!(" {cell} {megabytes:.1} ({:.1}) |", megabytes / size);
            }
            println!();
        }
    }

    /// Reads the file, decides it, prints the bytes that this process held at most.
    pub(super) fn of_this_process(cell: &str, path: &Path) {
        let bytes = std::fs::read(path).unwrap();
        let file: FileElection = Document::read(&bytes).unwrap().election().unwrap();
        let rules = subjects::rules(file.profile.kind()).into_iter().chain([OPTIMUM]);
        if let Some((_, rule)) = rules.into_iter().find(|(name, _)| *name == cell) {
            std::hint::black_box(subjects::decide(&file, rule));
        }
        println!("{}", most_held().unwrap());
    }
}
