//! Elections made to be hard, each of a kind that exists: how long every rule takes on each.
//! `cargo bench -p tally --bench hard -- [PART OF AN ELECTION'S NAME [PART OF A RULE'S NAME]]`
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot run should say where")]
#![allow(clippy::indexing_slicing, reason = "projects are drawn from those there are")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

#[path = "../clock/mod.rs"]
mod clock;
mod made;
#[path = "../memory/mod.rs"]
mod memory;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tally::{Election, Rule, TallyError, TieOrder};

use self::clock::on_processor;
use self::made::{ALL, Made};
use self::memory::most_held;

const PATIENCE: Duration = Duration::from_secs(120);

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [flag, name, rule] = &words[..]
        && flag == "--one"
    {
        let make = ALL.iter().find(|(known, _)| known == name).map(|(_, make)| make).unwrap();
        return one(&make(), rule);
    }
    let part = |at: usize| words.get(at).map_or("", String::as_str);
    println!("| election | voters | projects | ballots | rules | slowest | s | all, s | MB |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for (name, make) in ALL.iter().filter(|(name, _)| name.contains(part(0))) {
        measure(name, &make(), part(1));
    }
}

/// One row of the table; what fails or takes too long is told on lines of its own.
fn measure(name: &str, made: &Made, part: &str) {
    let (voters, projects) = (made.profile.voters(), made.instance.projects().len());
    let ballots = made.profile.ballots().len();
    let rules = Rule::all().iter().map(|info| info.name).filter(|rule| rule.contains(part));
    let (mut count, mut all, mut most) = (0, 0.0, 0);
    let mut slowest = (0.0, "");
    for rule in rules.filter(|rule| fits(made, rule)) {
        let Some(line) = in_child(name, rule) else {
            println!("{rule}: not within {} s", PATIENCE.as_secs());
            continue;
        };
        let mut words = line.splitn(3, ' ');
        let seconds: f64 = words.next().unwrap().parse().unwrap();
        most = most.max(words.next().unwrap().parse::<u64>().unwrap());
        let said = words.next().unwrap();
        if said.contains("error") || part == rule {
            println!("{rule}: {seconds:.2} s, {said}");
        }
        (count, all) = (count + 1, all + seconds);
        slowest = if seconds > slowest.0 { (seconds, rule) } else { slowest };
    }
    let (seconds, rule) = slowest;
    let megabytes = most as f64 / 1e6;
    println!(
        "| {name} | {voters} | {projects} | {ballots} | {count} | {rule} | {seconds:.2} | {all:.1} | {megabytes:.0} |"
    );
}

/// Whether the rule can read the ballots.
fn fits(made: &Made, rule: &str) -> bool {
    let kind = made.profile.kind();
    !(rule.starts_with("mes_points") && !kind.has_points()
        || rule.starts_with("mes_borda") && kind != tally::BallotKind::Ranked)
}

fn one(made: &Made, rule: &str) {
    let info = Rule::all().iter().find(|info| info.name == rule).unwrap();
    let parameters: Vec<(&str, &str)> = info.parameters.iter().map(|name| (*name, "10")).collect();
    let rule = Rule::from_name(rule, &parameters).unwrap();
    let ties = TieOrder::by_id(&made.instance);
    let election = Election::new(&made.instance, &made.profile, &ties).unwrap();
    let start = on_processor();
    let mut steps = 0;
    let outcome = rule.tally_traced(&election, &mut |step| {
        if let tally::Step::Shares { steps: count, .. } = step {
            steps = count;
        }
    });
    let seconds = (on_processor() - start).as_secs_f64();
    let said = outcome.map_or_else(
        |error: TallyError| format!("error: {error}"),
        |outcome| format!("{} winners, {steps} steps", outcome.winners.len()),
    );
    println!("{seconds:.4} {} {said}", most_held().unwrap_or_default());
}

/// What a process of its own says, or `None` when it takes too long.
fn in_child(name: &str, rule: &str) -> Option<String> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let mut child = command.args(["--one", name, rule]).stdout(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().unwrap();
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}
