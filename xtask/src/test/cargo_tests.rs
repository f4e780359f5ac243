//! Unit, property, vector, contract, server and auditor tests: all that `cargo test` runs.

use super::{Count, peer};
use crate::process::{cargo, line_of, target_dir};
use anyhow::{Context as _, Result, bail};
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

/// Runs them against the throwaway PostgreSQL at `postgres_url` and counts.
///
/// # Errors
/// When something does not compile or a test program dies.
pub(crate) fn run(postgres_url: &str) -> Result<Count> {
    let skipped = target_dir().join("skipped-tests.txt");
    // Left by an earlier run.
    let _ = std::fs::remove_file(&skipped);
    let tampered = peer::tampered_records()?;
    let _ = std::fs::remove_dir_all(&tampered);
    let mut tests = cargo();
    tests
        .args(["test", "--workspace", "--no-fail-fast"])
        .env("TEST_POSTGRES_URL", postgres_url)
        .env("HASHAR_TAMPERED", tampered)
        .env("HASHAR_SKIPPED", std::path::absolute(&skipped)?);
    let mut count = counted(&mut tests)?;
    let reasons = std::fs::read_to_string(&skipped).unwrap_or_default();
    for reason in reasons.lines() {
        println!("skipped: {reason}");
        count.passed = count.passed.saturating_sub(1);
        count.skipped += 1;
    }
    Ok(count)
}

fn counted(tests: &mut Command) -> Result<Count> {
    let line = line_of(tests);
    let mut child =
        tests.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start `{line}`"))?;
    let output = child.stdout.take().context("stdout was piped")?;
    let mut count = Count::default();
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        if let Some(one) = parse(&line) {
            count += one;
        }
    }
    let status = child.wait()?;
    if !status.success() && count.failed == 0 {
        bail!(
            "`{line}` ended with {status} and named no failed test: something did not compile or died"
        );
    }
    Ok(count)
}

/// `test result: ok. 12 passed; 0 failed; 1 ignored; ...`
fn parse(line: &str) -> Option<Count> {
    let (_, numbers) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let number = |word: &str| {
        let part = numbers.split("; ").find(|part| part.ends_with(word))?;
        part.split(' ').next()?.parse().ok()
    };
    Some(Count {
        passed: number("passed")?,
        failed: number("failed")?,
        skipped: number("ignored")?,
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_the_closing_line_of_a_test_program() {
        let line = "test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        let count = parse(line).map(|count| (count.passed, count.failed, count.skipped));
        assert_eq!(count, Some((12, 2, 1)));
        assert!(parse("test store::opens ... ok").is_none());
    }
}
