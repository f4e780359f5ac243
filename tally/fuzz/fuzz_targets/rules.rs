//! Bytes as a small election with numbers of any size, written as a file: the way to the rules
//! that edits of a text seldom find.
#![no_main]

#[path = "../../tests/files/exercise.rs"]
mod exercise;

const KINDS: [&str; 6] = [
    "choose-1",
    "approval",
    "approval\nmax_sum_cost;100",
    "ordinal",
    "cumulative",
    "scoring",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    exercise::exercise(file(&mut bytes.iter().copied()).as_bytes());
});

/// Every sequence of bytes is an election; what is missing at its end is zeros.
fn file(bytes: &mut dyn Iterator<Item = u8>) -> String {
    let kind = KINDS[usize::from(bytes.next().unwrap_or_default()) % KINDS.len()];
    let projects = bytes.next().unwrap_or_default() % 8;
    let voters = bytes.next().unwrap_or_default() % 24;
    let budget = amount(bytes);
    let mut text = format!("META\nkey;value\nbudget;{budget}\nvote_type;{kind}\n");
    text.push_str("PROJECTS\nproject_id;cost\n");
    for project in 0..projects {
        text.push_str(&format!("{project};{}\n", amount(bytes)));
    }
    text.push_str("VOTES\nvoter_id;vote;points\n");
    for voter in 0..voters {
        let chosen = bytes.next().unwrap_or_default();
        let mut chosen: Vec<u8> = (0..projects).filter(|p| chosen >> p & 1 == 1).collect();
        let turn = usize::from(bytes.next().unwrap_or_default()) % chosen.len().max(1);
        chosen.rotate_left(turn);
        let list = |items: Vec<String>| items.join(",");
        let points = list(chosen.iter().map(|_| points(bytes)).collect());
        let chosen = list(chosen.iter().map(u8::to_string).collect());
        text.push_str(&format!("{voter};{chosen};{points}\n"));
    }
    text
}

/// Small numbers often, large ones and decimals sometimes.
fn amount(bytes: &mut dyn Iterator<Item = u8>) -> String {
    let mut next = || bytes.next().unwrap_or_default();
    let (shape, low) = (next(), next());
    match shape {
        0..=159 => low.to_string(),
        160..=199 => format!("{}.{low}", next()),
        200..=229 => (u32::from(low) << (next() % 20)).to_string(),
        230..=244 => (u128::from(low) << (next() % 120)).to_string(),
        _ => format!("{}.{:019}", next(), low),
    }
}

fn points(bytes: &mut dyn Iterator<Item = u8>) -> String {
    let byte = bytes.next().unwrap_or_default();
    match byte {
        0..=199 => (byte % 8).to_string(),
        200..=229 => format!("{}.5", byte - 200),
        _ => (u64::from(byte) << (bytes.next().unwrap_or_default() % 56)).to_string(),
    }
}
