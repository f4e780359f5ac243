//! `hashar-audit rules`

use clap::Args;
use tally::{Rule, RuleInfo};

use crate::failure::Failure;
use crate::output::{print, print_json};
use crate::report::wrap;

#[derive(Args)]
#[command(after_help = "Examples:\n  hashar-audit rules\n  hashar-audit rules --json")]
pub(crate) struct Arguments {
    /// Print JSON: [{"name","definition","source","parameters","by_sums"}]
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.json {
        return print_json(&Rule::all());
    }
    let entries: Vec<String> = Rule::all().iter().map(|info| entry(info)).collect();
    print(&entries.join("\n"))
}

fn entry(info: &RuleInfo) -> String {
    let parameters: Vec<String> =
        info.parameters.iter().map(|name| format!("--param {name}=...")).collect();
    let mut lines = vec![[&[info.name.to_owned()][..], &parameters].concat().join("  ")];
    lines.extend(wrap(info.definition, 76).into_iter().map(|line| format!("    {line}")));
    let source = format!("Source: {}.", info.source);
    lines.extend(wrap(&source, 76).into_iter().map(|line| format!("    {line}")));
    lines.join("\n") + "\n"
}
