//! `--param`: of rules, and of ballots.

use tally::pb::FileElection;
use tally::{BallotKind, Rule, RuleInfo, TallyError};

use crate::failure::Failure;

/// The parameter that ranked ballots have, whatever the rule.
const BORDA_K: &str = "borda_k";

/// The parameters of one command; of those given twice the last counts.
pub(super) struct Parameters<'a> {
    of_rules: Vec<(&'a str, &'a str)>,
    borda_k: Option<u32>,
}

pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
    pair.ok_or_else(|| format!("`{text}` is not of the form NAME=VALUE"))
}

impl<'a> Parameters<'a> {
    /// Refuses unknown rules, and parameters that none of the rules takes.
    pub(super) fn new<'r>(
        given: &'a [(String, String)],
        rules: impl Iterator<Item = &'r String>,
    ) -> Result<Self, Failure> {
        let infos = rules.map(|name| info(name)).collect::<Result<Vec<&RuleInfo>, Failure>>()?;
        let mut parameters = Self { of_rules: Vec::new(), borda_k: None };
        for (name, value) in given {
            if name == BORDA_K {
                parameters.borda_k = Some(positive(value)?);
            } else if infos.iter().any(|info| info.parameters.contains(&name.as_str())) {
                parameters.of_rules.push((name, value));
            } else {
                return Err(Failure::CommandLine(unknown(name, &infos)));
            }
        }
        Ok(parameters)
    }

    /// Applies what belongs to the ballots.
    pub(super) fn prepare(&self, file: &mut FileElection) -> Result<(), Failure> {
        let Some(k) = self.borda_k else { return Ok(()) };
        if file.profile.kind() != BallotKind::Ranked {
            let wrong = "borda_k is of ranked ballots, and this file has others";
            return Err(Failure::CommandLine(wrong.to_owned()));
        }
        file.profile.set_borda_k(k);
        Ok(())
    }

    /// A rule with its parameters: those given, else those the file sets.
    pub(super) fn rule(&self, name: &str, file: &FileElection) -> Result<Rule, Failure> {
        let takes = |parameter: &str| info(name).is_ok_and(|i| i.parameters.contains(&parameter));
        let threshold = file.meta.threshold.map(|threshold| threshold.to_string());
        let set = threshold.iter().map(|value| ("threshold", value.as_str()));
        let all = set.chain(self.of_rules.iter().copied());
        let own: Vec<(&str, &str)> = all.filter(|(parameter, _)| takes(parameter)).collect();
        Rule::from_name(name, &own).map_err(|error| match error {
            TallyError::NoThreshold(_) => Failure::Rule(error),
            wrong => Failure::CommandLine(wrong.to_string()),
        })
    }
}

fn info(name: &str) -> Result<&'static RuleInfo, Failure> {
    let known = Rule::all().iter().find(|info| info.name == name);
    known.copied().ok_or_else(|| {
        let problem = TallyError::UnknownRule(name.to_owned());
        Failure::CommandLine(format!("{problem}; `hashar-audit rules` lists them"))
    })
}

fn unknown(name: &str, infos: &[&RuleInfo]) -> String {
    let takes = |info: &&RuleInfo| match info.parameters {
        [] => format!("the rule `{}` has no parameter `{name}`; it takes none", info.name),
        known => {
            format!(
                "the rule `{}` has no parameter `{name}`; it takes {}",
                info.name,
                known.join(", ")
            )
        }
    };
    let rules: Vec<String> = infos.iter().map(takes).collect();
    format!("{}; ranked ballots take {BORDA_K}", rules.join("; "))
}

fn positive(value: &str) -> Result<u32, Failure> {
    let number = value.parse().ok().filter(|number| *number > 0);
    let wrong = || format!("`{value}` is not a value for `{BORDA_K}`: a whole number from 1 is");
    number.ok_or_else(|| Failure::CommandLine(wrong()))
}
