//! `hashar-audit tally`

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use tally::pb::{Document, FileElection};
use tally::{Election, Outcome, Rule, Step, TallyError, TieOrder};

use crate::failure::Failure;
use crate::input::Input;
use crate::output::{print, print_json};
use crate::report::{JsonReport, TextReport, warnings};

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The election, .pb or .pb.gz; - reads standard input
    file: PathBuf,
    /// The rule; `hashar-audit rules` lists them
    #[arg(long, default_value = "greedy_votes")]
    rule: String,
    /// A parameter of the rule, such as threshold=100
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    parameters: Vec<(String, String)>,
    /// Write each step of the rule to this file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    trace: Option<PathBuf>,
    /// Print JSON instead of a table; amounts and scores are decimal strings
    #[arg(long)]
    json: bool,
}

const AFTER_HELP: &str = "\
Ties are decided by the smallest project id as a Unicode string. The threshold of
greedy_votes_threshold is the file's min_project_score_threshold unless --param gives one.
Warnings go to standard error; voters are never printed. Exit codes: hashar-audit --help

JSON: {\"rule\", \"winners\": [ids in order of purchase], \"total_cost\",
  \"projects\": [{\"id\", \"cost\", \"score\", \"supporters\", \"funded\",
                \"reason\": {\"kind\", numbers}, \"sentence\"}],
  \"ties\": [those in which another tie order would have funded other projects],
  \"objective\": what the winners of maxwelfare_* reach together, ...}

Examples:
  hashar-audit tally Poland_Zabrze_2020.pb
  hashar-audit tally Poland_Lodz_2022.pb.gz --rule greedy_votes_threshold --json
  hashar-audit tally town.pb --rule greedy_votes_threshold --param threshold=50
  hashar-audit tally town.pb --rule mes_cost_add1u --trace steps.jsonl
  zcat town.pb.gz | hashar-audit tally - --json";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    // A mistyped rule should not wait for a large file to be read.
    if !Rule::all().iter().any(|info| info.name == arguments.rule) {
        let problem = TallyError::UnknownRule(arguments.rule.clone());
        return Err(Failure::CommandLine(format!("{problem}; `hashar-audit rules` lists them")));
    }
    let input = Input::from(arguments.file.clone());
    let bytes = input.read()?;
    let unsound = |error| Failure::File { name: input.name(), error };
    let document = Document::read(&bytes).map_err(unsound)?;
    let file = document.election().map_err(unsound)?;
    warnings::print(&file.warnings);
    let rule = rule(arguments, &file)?;
    let outcome = decide(rule, &file, arguments.trace.as_deref())?;
    if arguments.json {
        print_json(&JsonReport::of(&file.instance, &outcome))
    } else {
        print(&TextReport::of(&document, &file, rule, &outcome).to_string())
    }
}

fn parameter(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    pair.ok_or_else(|| format!("`{text}` is not of the form NAME=VALUE"))
}

/// The rule with its parameters: those given, else those the file sets.
fn rule(arguments: &Arguments, file: &FileElection) -> Result<Rule, Failure> {
    let known = Rule::all().iter().find(|info| info.name == arguments.rule);
    let takes_threshold = known.is_some_and(|info| info.parameters.contains(&"threshold"));
    let threshold = file.meta.threshold.filter(|_| takes_threshold).map(|t| t.to_string());
    let given = arguments.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let set = threshold.iter().map(|value| ("threshold", value.as_str()));
    // Of parameters given twice the last counts.
    let parameters: Vec<(&str, &str)> = set.chain(given).collect();
    Rule::from_name(&arguments.rule, &parameters).map_err(|error| match error {
        TallyError::NoThreshold(_) => Failure::Rule(error),
        wrong => Failure::CommandLine(wrong.to_string()),
    })
}

fn decide(rule: Rule, file: &FileElection, trace: Option<&Path>) -> Result<Outcome, Failure> {
    let ties = TieOrder::by_id(&file.instance);
    let election = Election::new(&file.instance, &file.profile, &ties).map_err(Failure::Rule)?;
    let Some(path) = trace else { return rule.tally(&election).map_err(Failure::Rule) };
    let unwritten = |error| Failure::Output { path: path.to_owned(), error };
    let mut lines = BufWriter::new(File::create(path).map_err(unwritten)?);
    let mut written = Ok(());
    let outcome = rule.tally_traced(&election, &mut |step| {
        if written.is_ok() {
            written = write_line(&mut lines, &step);
        }
    });
    written.and_then(|()| lines.flush()).map_err(unwritten)?;
    outcome.map_err(Failure::Rule)
}

fn write_line(lines: &mut BufWriter<File>, step: &Step) -> std::io::Result<()> {
    serde_json::to_writer(&mut *lines, step)?;
    lines.write_all(b"\n")
}
