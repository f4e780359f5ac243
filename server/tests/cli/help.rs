//! Every command says what it does and shows how it is used.

use crate::program::Place;

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
    let place = Place::new();
    let mut left = vec![Vec::<String>::new()];
    let mut seen = 0;
    while let Some(command) = left.pop() {
        let words: Vec<&str> = command.iter().map(String::as_str).chain(["--help"]).collect();
        let help = place.run(&words).succeeded().to_owned();
        let below = listed(&help);
        // A word that only groups commands shows them; the others show themselves.
        if !command.is_empty() {
            let example = format!("  hashar {}", command.join(" "));
            let examples = help.split("Example").nth(1).unwrap_or_default();
            let shown = examples.lines().any(|line| line.contains(example.trim_start()));
            assert!(shown || !below.is_empty(), "{example} has no example:\n{help}");
            seen += 1;
        }
        for word in below {
            left.push(command.iter().cloned().chain([word]).collect());
        }
    }
    assert!(seen >= 10, "only {seen} commands were found");
}
