//! What outcomes of real elections mean to voters.

use std::collections::BTreeMap;

use tally::analysis::Measure;
use tally::pb::Document;
use tally::{Analysis, Election, Rule, TieOrder};

use crate::files::elections;

/// On how many elections each rule leaves no group underrepresented, as docs/tally.md says.
#[test]
fn groups_are_served_as_the_table_in_the_docs_says() {
    let Some(elections) = elections() else { return };
    let mut holds: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut sets = 0;
    for (name, bytes) in elections {
        let file = Document::read(bytes).unwrap().election().unwrap();
        sets += usize::from(file.meta.kind.is_set());
        let ties = TieOrder::by_id(&file.instance);
        let election = Election::new(&file.instance, &file.profile, &ties).unwrap();
        for rule in ["greedy_votes", "mes_cost", "mes_card", "mes_cost_add1u", "phragmen_u"] {
            let outcome = Rule::from_name(rule, &[]).unwrap().tally(&election).unwrap();
            let analysis = Analysis::of(&file.instance, &file.profile, &outcome.winners).unwrap();
            assert_eq!(analysis.histogram.iter().sum::<u64>(), analysis.voters, "{name} {rule}");
            for found in analysis.representation {
                let measure = match found.measure {
                    Measure::Cost => "cost",
                    Measure::Cardinality => "number",
                };
                *holds.entry((rule, measure)).or_default() += usize::from(found.holds);
            }
        }
    }
    let expected = [
        ("greedy_votes", 13, 9),
        ("mes_cost", 21, 19),
        ("mes_card", 20, 21),
        ("mes_cost_add1u", 21, 21),
        ("phragmen_u", 21, 21),
    ];
    assert_eq!(sets, 21);
    for (rule, by_cost, by_number) in expected {
        assert_eq!(
            (holds[&(rule, "cost")], holds[&(rule, "number")]),
            (by_cost, by_number),
            "{rule}"
        );
    }
}
