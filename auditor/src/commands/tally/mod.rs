//! `hashar-audit tally`

mod constraints;
mod decide;
mod parameters;
mod selected;

use std::path::PathBuf;

use clap::Args;
use tally::pb::{Document, FileElection};
use tally::{Constraints, Election, ProjectIndex, TieOrder};

use self::decide::Decided;
use self::parameters::Parameters;
use self::selected::SELECTED;
use crate::failure::Failure;
use crate::input::Input;
use crate::output::{print, print_json};
use crate::report::{
    Alternative, AnalysisReport, ComparisonReport, JsonReport, TextReport, warnings,
};

#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The election, .pb or .pb.gz; - reads standard input
    file: PathBuf,
    /// The rule; `hashar-audit rules` lists them
    #[arg(long, default_value = "greedy_votes")]
    rule: String,
    /// A parameter, such as threshold=100 or borda_k=5; may be repeated
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = parameters::pair)]
    parameters: Vec<(String, String)>,
    /// Another rule, or `selected` for what the city itself decided: which projects that funds
    /// instead, and for how many voters it is better or worse
    #[arg(long, value_name = "RULE")]
    compare: Option<String>,
    /// What the outcome means to the voters: how many are served, how evenly, what categories get
    #[arg(long)]
    analysis: bool,
    /// Minimum votes, limits and parts of the envelope, from a TOML file (see below)
    #[arg(long, value_name = "FILE.toml")]
    constraints: Option<PathBuf>,
    /// Write each step of the rule to this file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    trace: Option<PathBuf>,
    /// Print JSON instead of a table; amounts, scores and fractions are strings
    #[arg(long)]
    json: bool,
}

const AFTER_HELP: &str = "\
Ties are decided by the smallest project id as a Unicode string. Warnings and progress go to
standard error; voters are never printed. Exit codes: hashar-audit --help

Parameters: threshold, of greedy_votes_threshold, is the file's min_project_score_threshold unless
  given; borda_k=K, of ranked ballots under any rule, gives the first rank K points, by default
  the file's max_length, else the length of the longest ballot. With --compare they go to both
  rules, threshold to the one that takes it.

--compare selected reads the column `selected` of PROJECTS: 1 is funded; 0 is not, and neither
  are 2 and 3, by which cities mark what other money paid for. Exit code 72 without that column.

Constraints, all optional; the projects of a table are listed, or chosen by a column of PROJECTS
whose cell (a list with commas) has the value:
  min_votes = 50                              # fewer supporters: not on the ballot
  [[exclusive]]                               # at most one of them is funded
  name = \"one school\"
  projects = [\"12\", \"17\"]
  [[cap]]                                     # at most so many, for at most so much
  name = \"Navoiy\"
  column = \"neighborhood\"
  value = \"Navoiy\"
  number = 2
  amount = 150000                             # a decimal in quotes: \"150000.50\"
  [[part]]                                    # each part of the envelope by itself
  name = \"institutions\"
  amount = 200000
  column = \"category\"
  value = \"education\"
  [[part]]
  name = \"community\"
  amount = 100000
  rest = true                                 # the projects of no other part

JSON: {\"rule\", \"winners\": [ids in order of purchase], \"total_cost\", \"envelope\",
  \"projects\": [{\"id\", \"cost\", \"score\", \"supporters\", \"funded\",
                \"reason\": {\"kind\", numbers}, \"part\" of the envelope if it has any,
                \"sentence\"}],
  \"ties\": [those in which another tie order could have funded other projects],
  \"objective\": what the winners of maxwelfare_* reach together,
  \"uniqueness\": whether other winners reach as much,
  \"analysis\": {\"represented_share\", \"projects\", \"money\", \"histogram\", \"representation\",
               \"categories\", ...},
  \"comparison\": {\"rule\" (or \"selected\"), \"winners\", \"total_cost\", \"excess\": of a city's cost
                 over the envelope, \"gained\", \"lost\", \"by_projects\", \"by_money\",
                 \"analysis\": not where there is an excess}}

Examples:
  hashar-audit tally Poland_Zabrze_2020.pb
  hashar-audit tally Poland_Lodz_2022.pb.gz --rule greedy_votes_threshold --json
  hashar-audit tally town.pb --rule greedy_votes_threshold --param threshold=50
  hashar-audit tally town.pb --rule mes_cost_add1u --trace steps.jsonl
  hashar-audit tally town.pb --rule greedy_votes --compare mes_cost_u --analysis
  hashar-audit tally town.pb --rule mes_cost_add1u --compare selected
  hashar-audit tally town.pb --constraints season.toml
  zcat town.pb.gz | hashar-audit tally - --json";

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    // A mistyped rule should not wait for a large file to be read.
    let rule_compared = arguments.compare.as_ref().filter(|name| *name != SELECTED);
    let rules = std::iter::once(&arguments.rule).chain(rule_compared);
    let parameters = Parameters::new(&arguments.parameters, rules)?;
    let input = Input::from(arguments.file.clone());
    let bytes = input.read()?;
    let unsound = |error| Failure::File { name: input.name(), error };
    let document = Document::read(&bytes).map_err(unsound)?;
    let mut file = document.election().map_err(unsound)?;
    warnings::print(&file.warnings);
    parameters.prepare(&mut file)?;
    let rule = parameters.rule(&arguments.rule, &file)?;
    let other = rule_compared.map(|name| parameters.rule(name, &file)).transpose()?;
    let city = match &arguments.compare {
        Some(name) if name == SELECTED => Some(selected::winners(&input.name(), &document, &file)?),
        _ => None,
    };
    let constraints = match &arguments.constraints {
        Some(path) => constraints::read(path, &document, &file)?,
        None => Constraints::default(),
    };
    let ties = TieOrder::by_id(&file.instance);
    let election = Election::new(&file.instance, &file.profile, &ties).map_err(Failure::Rule)?;
    let election = election.under(&constraints);
    let first = Decided::by(rule, &election, arguments.trace.as_deref())?;
    let other = other.map(|rule| Decided::by(rule, &election, None)).transpose()?;
    let other = other.map(|decided| (decided.outcome.rule, decided.outcome.winners));
    let other = other.or(city.map(|winners| (SELECTED, winners)));
    let other = other.map(|(name, winners)| Alternative { name, winners });
    show(arguments, &document, &file, &constraints, &first, other.as_ref())
}

fn show(
    arguments: &Arguments,
    document: &Document<'_>,
    file: &FileElection,
    constraints: &Constraints,
    first: &Decided,
    other: Option<&Alternative>,
) -> Result<(), Failure> {
    let analysis = |winners: &[ProjectIndex]| {
        let report = || AnalysisReport::of(document, file, winners);
        arguments.analysis.then(report).transpose()
    };
    let winners = &first.outcome.winners;
    let own = analysis(winners).map_err(Failure::Rule)?;
    let comparison = other.map(|other| {
        // Analysis is of outcomes that the envelope pays for.
        let within = other.cost(file) <= file.instance.envelope();
        let analysis = if within { analysis(&other.winners)? } else { None };
        ComparisonReport::of(file, winners, other, analysis)
    });
    let comparison = comparison.transpose().map_err(Failure::Rule)?;
    if arguments.json {
        return print_json(&JsonReport::of(
            &file.instance,
            &first.outcome,
            constraints,
            own,
            comparison,
        ));
    }
    let mut text =
        TextReport::of(document, file, first.rule, &first.outcome, constraints).to_string();
    if let Some(analysis) = own {
        text += &analysis.text();
    }
    if let Some(comparison) = comparison {
        text += &comparison.text();
    }
    print(&text)
}
