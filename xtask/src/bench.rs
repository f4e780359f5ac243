//! `cargo xtask bench`: what the platform does in a second, each beside its floor.
//!
//! The measurements live with what they measure, in auditor/benches and server/benches; here they
//! are built, run one after the other and put in one table. docs/benchmarks.md says how to read it.

use crate::postgres::{Durability, Throwaway};
use crate::process::{cargo, line_of};
use crate::site::{self, Profile};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde_json::Value;
use std::process::{Command, Stdio};

/// Names of what is measured.
const NAMES: [&str; 6] = ["audit", "issue", "cast-sqlite", "cast-postgres", "pages", "first-view"];

/// Both together, as a release is built, so that nothing is compiled twice.
const ROOMS: [&str; 5] = ["bench", "--package", "server", "--package", "auditor"];

#[derive(Args)]
pub(crate) struct Options {
    /// Print one JSON object a measurement instead of a table
    #[arg(long)]
    json: bool,
    /// Measure this alone: audit, issue, cast-sqlite, cast-postgres, pages or first-view
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let wanted = |name: &str| options.only.as_deref().is_none_or(|only| only == name);
    if !NAMES.into_iter().any(wanted) {
        bail!("--only takes one of {}", NAMES.join(", "));
    }
    let mut lines = Vec::new();
    if wanted("audit") {
        lines.extend(measured(cargo().args(ROOMS).args(["--bench", "pipeline", "--", "--json"]))?);
    }
    for name in NAMES.into_iter().skip(1).filter(|name| wanted(name)) {
        lines.extend(platform(name)?);
    }
    if options.json {
        lines.iter().for_each(|line| println!("{line}"));
    } else {
        print!("{}", table(&lines));
    }
    Ok(())
}

fn platform(name: &str) -> Result<Vec<Value>> {
    let mut bench = cargo();
    bench.args(ROOMS).args(["--bench", "platform", "--", "--json", "--only", name]);
    if ["pages", "first-view"].contains(&name) {
        bench.arg("--site").arg(std::path::absolute(site::build(Profile::Release)?)?);
    }
    // It stops when the measurement is over.
    let postgres = match name {
        "cast-postgres" => Some(Throwaway::start(Durability::Full)?),
        _ => None,
    };
    if let Some(postgres) = &postgres {
        bench.args(["--postgres-url", &postgres.url()]);
    }
    measured(&mut bench)
}

/// The lines of JSON that a benchmark prints.
fn measured(bench: &mut Command) -> Result<Vec<Value>> {
    let line = line_of(bench);
    eprintln!("+ {line}");
    let output = bench.stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("cannot start `{line}`"))?;
    if !output.status.success() {
        bail!("`{line}` ended with {}", output.status);
    }
    let text = String::from_utf8(output.stdout)?;
    let lines = text.lines().filter(|line| line.starts_with('{'));
    Ok(lines.map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn table(lines: &[Value]) -> String {
    let mut table = format!(
        "{:<40}{:>10}{:>10}{:>7}  {:<4} {}\n",
        "what", "value", "floor", "ratio", "met", "unit; target; floor"
    );
    for line in lines {
        let text = |key: &str| line.get(key).and_then(Value::as_str).unwrap_or("-").to_owned();
        let number = |key: &str| line.get(key).and_then(Value::as_f64);
        let shown = |key: &str, places: usize| {
            number(key).map_or_else(|| "-".to_owned(), |number| format!("{number:.places$}"))
        };
        // What takes microseconds has decimals that count.
        let places = usize::from(number("value").is_some_and(|value| value < 1_000.0));
        let met = match line.get("met").and_then(Value::as_bool) {
            Some(true) => "yes",
            Some(false) => "NO",
            None => "-",
        };
        let (name, value, floor) = (text("name"), shown("value", places), shown("floor", places));
        // What could not be measured says why.
        let words = [text("unit"), text("target"), text("floor_is"), text("skipped")];
        let words = words.iter().filter(|word| !["", "-"].contains(&word.as_str()));
        let words = words.map(String::as_str).collect::<Vec<_>>().join("; ");
        let ratio = shown("ratio", 2);
        table.push_str(&format!("{name:<40}{value:>10}{floor:>10}{ratio:>7}  {met:<4} {words}\n"));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_table_shows_value_floor_ratio_and_whether_a_target_is_met() {
        let lines = [
            json!({ "name": "issue", "unit": "credentials/s", "value": 700.0, "floor": 1000.0,
                "floor_is": "bare", "ratio": 0.7, "target": "ratio >= 0.7", "met": true }),
            json!({ "name": "first-view /uz/", "unit": "bytes", "value": 120_000, "floor": null,
                "floor_is": null, "ratio": null, "target": "<= 100000", "met": false }),
            json!({ "name": "pages", "skipped": "no --site" }),
        ];
        let table = table(&lines);
        let rows: Vec<&str> = table.lines().collect();
        let words = |row: &str| row.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(rows[1])[..5], ["issue", "700.0", "1000.0", "0.70", "yes"]);
        assert!(rows[2].contains("120000") && rows[2].contains("NO"), "{}", rows[2]);
        assert_eq!(words(rows[3]), ["pages", "-", "-", "-", "-", "no", "--site"]);
    }
}
