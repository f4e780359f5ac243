//! Every command says what it does and shows how it is used.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, also in the functions that it calls"
)]

use std::process::Command;

fn help(command: &[String]) -> String {
    let program = env!("CARGO_BIN_EXE_hashar-audit");
    let output = Command::new(program).args(command).arg("--help").output().unwrap();
    assert!(output.status.success(), "{command:?} --help");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that a help text lists.
fn listed(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let words = lines.take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("   "));
    words
        .filter_map(|line| line.split_whitespace().next())
        .filter(|word| *word != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_command_has_examples_in_its_help() {
    let mut left = vec![Vec::new()];
    let mut seen = 0;
    while let Some(command) = left.pop() {
        let help = help(&command);
        let below = listed(&help);
        if below.is_empty() {
            let example = format!("hashar-audit {}", command.join(" "));
            let shown = help.split("Example").nth(1).is_some_and(|rest| rest.contains(&example));
            assert!(shown, "{example} has no example:\n{help}");
            seen += 1;
        }
        for word in below {
            left.push(command.iter().cloned().chain([word]).collect());
        }
    }
    assert!(seen >= 10, "only {seen} commands were found");
}
